/// The marks that lists and footnotes begin with.
enum PDFMarker {
  /// "•", "3.", "(b)", "iv)".
  static func isMarker(_ word: ArraySlice<UInt8>) -> Bool {
    if Bullet.isBullet(word) { return true }
    return ordinal(word) != nil
  }

  /// The number of "3.", "3)", "(3)"; 0 for a letter or a Roman numeral so marked; nil for other words.
  static func ordinal(_ word: ArraySlice<UInt8>) -> Int? {
    guard let last = word.last, word.count >= 2, word.count <= 6 else { return nil }
    let isClosed = last == 0x29 || last == 0x2E
    guard isClosed else { return nil }
    let inner = word.dropLast().drop { $0 == 0x28 }
    guard !inner.isEmpty else { return nil }
    if inner.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), inner.count <= 3 {
      return inner.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    guard last == 0x29 else { return nil }
    if inner.count == 1, let letter = inner.first, letter | 0x20 >= 0x61, letter | 0x20 <= 0x7A { return 0 }
    return inner.allSatisfy { [0x69, 0x76, 0x78].contains($0) } ? 0 : nil
  }

  /// The number or sign at the foot of a page: "1", "2)", "*", "†".
  static func isFootnoteMark(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count <= 4, !word.isEmpty else { return false }
    let bare = word.filter { ![0x29, 0x28, 0x2E, 0x5B, 0x5D].contains($0) }
    if !bare.isEmpty, bare.count <= 3, bare.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return true }
    return ["*", "**", "†", "‡", "§", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"].contains(
      String(decoding: word, as: UTF8.self))
  }
}
