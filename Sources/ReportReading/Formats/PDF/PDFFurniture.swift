/// Running heads, feet and page numbers: what stands at the same height on several pages, its numbers apart.
struct PDFFurniture {
  /// Indices of words that are furniture.
  private(set) var words: Set<Int> = []

  /// Rows looked at from each edge of a page.
  private static let depth = 3

  private struct Candidate {
    var page: Int
    var words: [Int]
    var y: Float
    var pattern: String
    /// In the outer tenth of the page, or set off from the text by a wide space.
    var isSetOff: Bool
    var isPageNumber: Bool
    var isOutermost: Bool
  }

  init(_ document: PDFPages) {
    var candidates: [Candidate] = []
    for (index, page) in document.pages.enumerated() { candidates += Self.candidates(document, page, index) }
    var places: [String: [Float]] = [:]
    for candidate in candidates { places[candidate.pattern, default: []].append(candidate.y) }
    let needed = document.pages.count >= 8 ? 3 : 2
    for candidate in candidates where candidate.isSetOff {
      let same = places[candidate.pattern, default: []].lazy.filter { abs($0 - candidate.y) < 6 }.prefix(needed).count
      if same >= needed || candidate.isPageNumber && candidate.isOutermost { words.formUnion(candidate.words) }
    }
    // Slides of a line each have a text, not a running head.
    let full = document.pages.filter { !$0.words.isEmpty }
    if full.count(where: { $0.words.allSatisfy(words.contains) }) * 2 > full.count { words = [] }
  }

  private static func candidates(_ document: PDFPages, _ page: PDFPage, _ number: Int) -> [Candidate] {
    // Words by rows near the edges only; the middle of the page is not looked at.
    let all = page.words.filter {
      document.words[$0].y1 < 0.2 * page.height || document.words[$0].y0 > 0.8 * page.height
    }
    var rows: [(words: [Int], y0: Float, y1: Float)] = []
    for word in all.sorted(by: { (document.words[$0].middle, $0) < (document.words[$1].middle, $1) }) {
      let box = document.words[word]
      if let last = rows.indices.last, box.middle < rows[last].y1 - 0.2 * box.height {
        rows[last].words.append(word)
        rows[last].y1 = max(rows[last].y1, box.y1)
      } else {
        rows.append(([word], box.y0, box.y1))
      }
    }
    let top = rows.prefix(depth).filter { $0.y1 < 0.2 * page.height }
    let bottom = rows.suffix(depth).filter { $0.y0 > 0.8 * page.height }
    var result: [Candidate] = []
    func add(_ row: (words: [Int], y0: Float, y1: Float), space: Float, outermost: Bool) {
      let words = row.words.sorted { document.words[$0].x0 < document.words[$1].x0 }
      let text = words.map { document.string(of: document.words[$0]) }.joined(separator: " ")
      guard text.utf8.count <= 160 else { return }
      let isAtEdge = row.y1 < 0.1 * page.height || row.y0 > 0.9 * page.height
      // A head that carries the page's number beside its words.
      let boxes = words.map { document.words[$0] }
      let hasNumber =
        isAtEdge && outermost
        && PDFRow(boxes).runs(share: 1).contains { run in
          run.words.reduce(0) { $0 + Int($1.count) } <= 3
            && isPageNumber(run.words.map { document.string(of: $0) }.joined(separator: " "))
        }
      result.append(
        Candidate(
          page: number, words: words, y: row.y0, pattern: masked(text),
          isSetOff: isAtEdge || space > 1.2 * (row.y1 - row.y0),
          isPageNumber: isPageNumber(text) || hasNumber && !text.contains { $0 == "," },
          isOutermost: outermost))
    }
    for (index, row) in top.enumerated() {
      let next = rows.indices.contains(index + 1) ? rows[index + 1].y0 - row.y1 : page.height
      add(row, space: next, outermost: index == 0)
    }
    for (index, row) in bottom.enumerated() {
      let place = rows.count - bottom.count + index
      let space = place > 0 ? row.y0 - rows[place - 1].y1 : page.height
      add(row, space: space, outermost: place == rows.count - 1)
    }
    return result
  }

  /// With numbers, Roman page numbers and outer marks masked.
  private static func masked(_ text: String) -> String {
    var result = ""
    for character in text {
      if character.isNumber {
        if result.last != "#" { result.append("#") }
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// "7", "- 7 -", "Page 7 of 9", "iv", "7 | 9".
  static func isPageNumber(_ text: String) -> Bool {
    guard text.utf8.count <= 40 else { return false }
    let parts = text.lowercased().split { " -–—|/[]()".contains($0) }
    guard !parts.isEmpty, parts.count <= 4 else { return false }
    var numbers = 0
    for part in parts {
      if part.count <= 4, part.allSatisfy({ $0.isASCII && $0.isNumber }) {
        numbers += 1
      } else if part.count <= 5, parts.count == 1, part.allSatisfy({ "ivxl".contains($0) }) {
        numbers += 1
      } else if !["page", "of", "p."].contains(part) {
        return false
      }
    }
    // "2024 2025" heads a table.
    return numbers == 1 || numbers == 2 && parts.count >= 3 || numbers == 2 && text.contains { "/|".contains($0) }
  }
}
