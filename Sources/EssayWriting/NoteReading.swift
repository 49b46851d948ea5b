import FigureExtraction
import ReportReading

/// A note as its reader sees it, block by block.
enum NoteReading {
  /// The note's blocks as plain text: without front matter, footnotes, table rules, list marks and heading marks.
  static func blocks(of note: [UInt8]) -> [String] {
    lines(of: note).flatMap { line in
      line.hasPrefix("|")
        ? cells(of: line).map(Markdown.plain).filter { !$0.isEmpty } : [Markdown.plain(withoutMark(line))]
    }
  }

  /// The note's lines that say something, trimmed: no front matter, footnotes, rules or images.
  static func lines(of note: [UInt8]) -> [String] {
    var lines = String(decoding: note, as: UTF8.self).lines[...]
    if lines.first == "---", let close = lines.dropFirst().firstIndex(of: "---") { lines = lines[(close + 1)...] }
    return lines.map(\.trimmed).filter { line in
      !(line.isEmpty || line == "---" || isFootnote(line) || line.hasPrefix("![")
        || line.hasPrefix("|") && line.allSatisfy { "|-: ".contains($0) })
    }
  }

  /// Whether a line is the text of a footnote, `[^4]: …`.
  static func isFootnote(_ line: some StringProtocol) -> Bool {
    line.utf8.first == UInt8(ascii: "[") && line.hasPrefix("[^")
      && line.dropFirst(2).drop { $0.isNumber }.hasPrefix("]:")
  }

  /// The line without the mark that makes it a heading or an item.
  static func withoutMark(_ line: String) -> String {
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

  /// The cells of a table's row; what is before the first bar and after the last is empty.
  static func cells(of row: String) -> [String] {
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
  static func spelledFigure(in text: String) -> String? {
    let bytes = Array(text.utf8)
    let read = QuantityScanner(context: QuantityContext()).scan(bytes, in: Span(0, bytes.count))
    return read.first { $0.quantity.unit != .count && $0.quantity.unit != .multiple }
      .map { String(decoding: bytes[$0.span.range], as: UTF8.self) }
  }
}
