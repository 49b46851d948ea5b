/// Aligned columns of text. The last column takes what room a terminal leaves; a pipe gets it whole.
struct TextTable {
  private let columns: [String]
  private var rows: [[String]] = []
  /// Longest cell printed in any column but the last, in characters.
  private let widest = 28

  init(columns: [String]) { self.columns = columns }

  mutating func add(_ row: [String]) {
    rows.append(row.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") })
  }

  func print(to output: inout Output) throws {
    var widths = columns.map(\.count)
    for row in rows {
      for (index, cell) in row.enumerated() { widths[index] = min(max(widths[index], cell.count), widest) }
    }
    let used = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let room = Terminal.columns.map { max(16, $0 - used) } ?? Int.max
    let heading = line(columns, widths: widths, room: room)
    try output.line(Terminal.wantsColor ? "\u{1B}[2m\(heading)\u{1B}[0m" : heading)
    for row in rows { try output.line(line(row, widths: widths, room: room)) }
  }

  private func line(_ row: [String], widths: [Int], room: Int) -> String {
    var text = ""
    for (index, cell) in row.enumerated() {
      if index == row.count - 1 {
        text += cell.count > room ? cell.prefix(room - 1) + "…" : cell
      } else {
        let shown =
          cell.count > widths[index] && Terminal.outputIsTerminal ? cell.prefix(widths[index] - 1) + "…" : cell
        text += shown + String(repeating: " ", count: max(0, widths[index] - shown.count) + 2)
      }
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
