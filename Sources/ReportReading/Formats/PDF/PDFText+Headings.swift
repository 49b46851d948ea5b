/// Which rows are headings, and of what level.
extension PDFText {
  /// By size; of the text's own size, a numbered or capital line that stands free, or a short one above a paragraph.
  func headingLevel(_ row: PDFRow, previous: PDFRow?, next: PDFRow?, left: Float, right: Float) -> Int? {
    guard row.words.count <= 25, document.bodyHeight > 0 else { return nil }
    let text = document.joined(row.words)
    guard text.count <= 160, let last = text.last else { return nil }
    let letters = text.filter { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0xC3 }.count
    guard letters >= 2 else { return nil }
    if row.height >= 1.12 * document.bodyHeight {
      let rank = headings.firstIndex { row.height > 0.97 * $0 } ?? headings.count
      return min(6, rank + 1)
    }
    guard row.height > 0.93 * document.bodyHeight, ![0x2E, 0x2C, 0x3B, 0x3A].contains(last), text.count <= 90,
      row.x1 - row.x0 < 0.8 * (right - left)
    else { return nil }
    let above = previous.map { row.y0 - $0.y1 } ?? .infinity
    let below = next.map { $0.y0 - row.y1 } ?? .infinity
    guard above > 0.5 * row.height, let next, below < above + 0.5 * row.height, next.words.count > 4 || below < above
    else { return nil }
    let words = String(decoding: text, as: UTF8.self)
    let lower = words.lowercased()
    if Self.captions.contains(where: lower.hasPrefix) || lower.contains("@") { return nil }
    let base = min(headings.count, 3) + 1
    if let first = row.words.first, let depth = numbering(document.bytes(of: first)), row.words.count > 1 {
      return min(6, base + depth - 1)
    }
    let capitals = text.filter { $0 >= 0x41 && $0 <= 0x5A }.count
    if capitals == letters, letters >= 4 { return min(6, base) }
    // A short line that stands free above one that fills the measure.
    let fills = next.x1 - next.x0 > 0.75 * (right - left) && next.words.count >= 6
    guard fills, text.count <= 70, let first = text.first, first >= 0x41 && first <= 0x5A,
      previous == nil || above > below + 0.15 * row.height, row.words.count <= 10,
      DateText.first(in: words) == nil
    else { return nil }
    return min(6, base + 1)
  }

  private static let captions = [
    "table ", "figure ", "exhibit ", "chart ", "source:", "note:", "sources:", "notes:", "(", "http",
  ]

  /// How deep "2", "2.1" or "2.1.3" is.
  private func numbering(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count <= 7, word.first.map({ $0 >= 0x31 && $0 <= 0x39 }) ?? false,
      word.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E })
    else { return nil }
    let parts = word.split(separator: 0x2E)
    return parts.allSatisfy { $0.count <= 2 } ? parts.count : nil
  }
}
