/// Where anything stands in a sheet, its merged cells, and what of it is hidden: the first of the two readings.
final class SheetExtent: PartHandler {
  /// Rows and columns that a merged cell takes, by its first cell.
  private(set) var merged: [CellPlace: (rows: Int, columns: Int)] = [:]
  private var used = [Bool](repeating: false, count: CellPlace.columnLimit)
  private var hidden = [Bool](repeating: false, count: CellPlace.columnLimit)
  private var first: CellPlace?
  private var last = CellPlace(row: 0, column: 0)
  private var row = -1
  private var column = -1
  private var isHiddenRow = false
  private var inValue = false
  private var filled = false

  /// `A1:F20`; nil for an empty sheet.
  var range: String? { first.map { "\($0):\(last)" } }

  var visibleColumns: [Int] { used.indices.filter { used[$0] && !hidden[$0] } }

  func isHidden(_ column: Int) -> Bool { hidden.indices.contains(column) && hidden[column] }

  func start(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "x:col":
      if attributes.flag("hidden") ?? false, let low = attributes.integer("min"), let high = attributes.integer("max") {
        for column in max(low, 1)...max(low, min(high, CellPlace.columnLimit), 1) where column <= hidden.count {
          hidden[column - 1] = true
        }
      }
    case "x:row":
      row = attributes.integer("r").map { $0 - 1 } ?? row + 1
      column = -1
      isHiddenRow = attributes.flag("hidden") ?? false
    case "x:c":
      column = attributes.bytes("r").flatMap { CellPlace($0)?.column } ?? column + 1
      filled = false
    case "x:v", "x:t": inValue = true
    case "x:mergeCell":
      guard let range = attributes["ref"]?.split(separator: ":"), range.count == 2,
        let from = CellPlace(String(range[0])), let to = CellPlace(String(range[1])), to.row >= from.row,
        to.column >= from.column, merged.count < 1_000_000
      else { return }
      merged[from] = (to.row - from.row + 1, to.column - from.column + 1)
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "x:v", "x:t": inValue = false
    case "x:c":
      guard filled, !isHiddenRow, used.indices.contains(column) else { return }
      used[column] = true
      let start = first ?? CellPlace(row: row, column: column)
      first = CellPlace(row: min(start.row, row), column: min(start.column, column))
      last = CellPlace(row: max(last.row, row), column: max(last.column, column))
    default: break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if inValue, !filled { filled = bytes.contains { $0 > 0x20 } }
  }
}

/// A cell's place in a sheet, from 0.
struct CellPlace: Hashable, CustomStringConvertible {
  static let columnLimit = 16_384
  let row: Int
  let column: Int

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `B12`, with or without dollar signs.
  init?(_ name: String) {
    var name = name
    guard let place = name.withUTF8({ CellPlace($0) }) else { return nil }
    self = place
  }

  init?(_ name: UnsafeBufferPointer<UInt8>) {
    var column = 0
    var row = 0
    for byte in name {
      switch byte {
      case 0x24: continue
      case 0x41...0x5A where row == 0 && column <= 16_384: column = column * 26 + Int(byte - 0x40)
      case 0x30...0x39 where column > 0 && row <= 100_000_000: row = row * 10 + Int(byte - 0x30)
      default: return nil
      }
    }
    guard row > 0, column > 0, column <= Self.columnLimit else { return nil }
    self.init(row: row - 1, column: column - 1)
  }

  var description: String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      let letter = Unicode.Scalar(UInt8(0x41 + (rest - 1) % 26))
      letters = String(Character(letter)) + letters
      rest = (rest - 1) / 26
    }
    return letters + String(row + 1)
  }
}
