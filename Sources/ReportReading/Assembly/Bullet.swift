/// Marks that typists put before the items of a list.
enum Bullet {
  /// In UTF-8; the private-use one is what the Symbol font's bullet becomes.
  private static let marks: [[UInt8]] = ["•", "●", "▪", "■", "◦", "‣", "⁃", "·", "➢", "►", "▶", "\u{F0B7}", "❖", "✓"]
    .map { Array($0.utf8) }

  /// Bytes of the bullet that a text begins with, with the spaces after it; 0 where there is none or nothing follows.
  static func length(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    guard start < end, text[start] >= 0xC2 else { return 0 }
    for mark in marks where start + mark.count < end && text[start] == mark[0] {
      guard text[start..<start + mark.count].elementsEqual(mark) else { continue }
      var next = start + mark.count
      while next < end, text[next] <= 0x20 { next += 1 }
      return next < end ? next - start : 0
    }
    return 0
  }

  /// A text that is nothing but a mark.
  static func isBullet(_ text: ArraySlice<UInt8>) -> Bool {
    marks.contains { text.elementsEqual($0) } || text.elementsEqual([0x2D]) || text.elementsEqual([0x2A])
      || text.elementsEqual([0x6F]) || text.elementsEqual("–".utf8)
  }
}
