import FigureExtraction
import ReportReading

/// A rendered note, read as any report is, and held against the passages it was made of.
struct NoteReading {
  let note: [UInt8]
  let passages: [Provenance.TracedPassage]

  /// Numbers of the note that no passage accounts for, and passages that the note no longer prints in their order.
  func faults() -> [ReadBack.Fault] {
    let blocks = Self.blocks(of: note)
    let texts = passages.map { Markdown.plain($0.text) }
    var faults: [ReadBack.Fault] = []
    let longestFirst = Set(texts).subtracting([""]).sorted { ($1.count, $0) < ($0.count, $1) }
    for block in blocks {
      var rest = block
      for text in longestFirst where text.count <= rest.count {
        rest.replace(text, with: "\u{1}")
      }
      if rest.contains(where: \.isNumber) {
        faults.append(ReadBack.Fault(passage: block, reason: "holds a number that is in no report"))
      } else if let stray = Self.spelledFigure(in: rest) {
        faults.append(ReadBack.Fault(passage: block, reason: "“\(stray)” is a number that is in no report"))
      }
    }
    let whole = blocks.joined(separator: "\n")
    var cursor = whole.startIndex
    for text in texts where !text.isEmpty {
      if let range = whole[cursor...].firstRange(of: text) {
        cursor = range.upperBound
      } else {
        faults.append(
          ReadBack.Fault(passage: text, reason: "was in the note when it was published, and is not there now"))
      }
    }
    return faults
  }

  /// The passages that the note prints, in the order in which it prints them.
  func printed() -> [Provenance.TracedPassage] {
    let whole = Self.blocks(of: note).joined(separator: "\n")
    let texts = passages.map { Markdown.plain($0.text) }
    // The long ones take their places first, so that a short one is not found inside another.
    let longestFirst = texts.indices.filter { !texts[$0].isEmpty }
      .sorted { (texts[$1].count, $0) < (texts[$0].count, $1) }
    var taken: [Range<String.Index>] = []
    var placed: [(at: String.Index, passage: Int)] = []
    for index in longestFirst {
      var start = whole.startIndex
      while let range = whole[start...].firstRange(of: texts[index]) {
        if !taken.contains(where: { $0.overlaps(range) }) {
          taken.append(range)
          placed.append((range.lowerBound, index))
          break
        }
        start = range.upperBound
      }
    }
    return placed.sorted { ($0.at, $0.passage) < ($1.at, $1.passage) }.map { passages[$0.passage] }
  }

  /// The note's blocks as plain text: without front matter, footnotes, table rules, list marks and heading marks.
  static func blocks(of note: [UInt8]) -> [String] {
    var lines = String(decoding: note, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.first == "---", let close = lines.dropFirst().firstIndex(of: "---") { lines = lines[(close + 1)...] }
    var blocks: [String] = []
    for line in lines {
      let trimmed = line.trimmed
      if trimmed.isEmpty || trimmed == "---" || trimmed.hasPrefix("[^") || trimmed.hasPrefix("![") { continue }
      if trimmed.hasPrefix("|") {
        if trimmed.allSatisfy({ "|-: ".contains($0) }) { continue }
        blocks += cells(of: trimmed).map(Markdown.plain).filter { !$0.isEmpty }
        continue
      }
      blocks.append(Markdown.plain(withoutMark(trimmed)))
    }
    return blocks
  }

  private static func withoutMark(_ line: String) -> String {
    var rest = line[...]
    rest = rest.drop { $0 == "#" }
    if rest.startIndex == line.startIndex, rest.hasPrefix("- ") { rest = rest.dropFirst(2) }
    rest = rest.drop { $0 == " " }
    let digits = rest.prefix { $0.isNumber }
    if digits.count <= 2, !digits.isEmpty, rest.dropFirst(digits.count).hasPrefix(". ") {
      rest = rest.dropFirst(digits.count + 2)
    }
    return String(rest)
  }

  private static func cells(of row: String) -> [String] {
    var cells: [String] = [""]
    var escaped = false
    for character in row {
      if character == "|" && !escaped {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      escaped = character == "\\" && !escaped
    }
    return cells.map(\.trimmed)
  }

  /// A number in words that carries a unit ("twelve percent"); plain number words are language, not figures.
  private static func spelledFigure(in text: String) -> String? {
    let bytes = Array(text.utf8)
    let read = QuantityScanner(context: QuantityContext()).scan(bytes, in: Span(0, bytes.count))
    return read.first { $0.quantity.unit != .count && $0.quantity.unit != .multiple }
      .map { String(decoding: bytes[$0.span.range], as: UTF8.self) }
  }
}
