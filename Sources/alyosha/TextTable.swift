/// Aligned columns of text. The last column takes what room a terminal leaves; a pipe gets it whole.
struct TextTable {
  /// A cell's text, white space in it narrowed to single spaces, and how many characters wide that is.
  private struct Cell {
    let text: String
    let width: Int

    init(_ text: String) {
      if Cell.isTidy(text.utf8) {
        self.text = text
        width = text.utf8.count
      } else {
        self.text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        width = self.text.count
      }
    }

    /// True of ASCII with single spaces between words: most cells.
    private static func isTidy(_ text: String.UTF8View) -> Bool {
      var wasSpace = true
      for byte in text {
        guard byte < 0x80, byte >= 0x20, byte != 0x20 || !wasSpace else { return false }
        wasSpace = byte == 0x20
      }
      return !wasSpace || text.isEmpty
    }
  }

  private let columns: [Cell]
  private var rows: [[Cell]] = []
  /// Longest cell printed in any column but the last, in characters.
  private let widest = 28

  init(columns: [String]) { self.columns = columns.map(Cell.init) }

  mutating func add(_ row: [String]) { rows.append(row.map(Cell.init)) }

  func print(to output: inout Output) throws {
    var widths = columns.map(\.width)
    for row in rows {
      for (index, cell) in row.enumerated() { widths[index] = min(max(widths[index], cell.width), widest) }
    }
    let used = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let room = Terminal.columns.map { max(16, $0 - used) } ?? Int.max
    let isTerminal = Terminal.outputIsTerminal
    try output.write { bytes in
      if Terminal.wantsColor { bytes += "\u{1B}[2m".utf8 }
      Self.append(columns, widths: widths, room: room, cutting: isTerminal, to: &bytes)
      bytes += Terminal.wantsColor ? "\u{1B}[0m\n".utf8 : "\n".utf8
    }
    for row in rows {
      try output.write { bytes in
        Self.append(row, widths: widths, room: room, cutting: isTerminal, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      }
    }
  }

  /// A row without the spaces at its end.
  private static func append(_ row: [Cell], widths: [Int], room: Int, cutting: Bool, to bytes: inout [UInt8]) {
    let start = bytes.count
    for (index, cell) in row.enumerated() {
      let isLast = index == row.count - 1
      let most = isLast ? room : cutting ? widths[index] : Int.max
      if cell.width > most {
        bytes += cell.text.prefix(most - 1).utf8
        bytes += "…".utf8
      } else {
        bytes += cell.text.utf8
      }
      if !isLast {
        bytes.append(contentsOf: repeatElement(0x20, count: max(0, widths[index] - min(cell.width, most)) + 2))
      }
    }
    while bytes.count > start, bytes.last == 0x20 { bytes.removeLast() }
  }
}
