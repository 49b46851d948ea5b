/// The cells of a sheet, shown as the sheet shows them: the second of the two readings.
final class SheetCells: PartHandler {
  private let writer: SheetWriter
  private let strings: SharedStrings
  private let styles: CellStyles
  private let extent: SheetExtent
  private let epoch1904: Bool
  private(set) var fault: ReadingError?
  private var row = -1
  private var column = -1
  private var isHiddenRow = false
  /// The first byte of the cell's type, which tells all of them apart but the strings.
  private var type: UInt8 = 0
  private var isShared = false
  private var style = 0
  private var value: [UInt8] = []
  private var inValue = false
  private var inReading = 0
  private var cells: [SheetWriter.Cell] = []
  /// Columns that a merged cell takes in this and further rows: the row after the last.
  private var covered: [Int: Int] = [:]

  init(
    _ writer: SheetWriter, strings: SharedStrings, styles: CellStyles, extent: SheetExtent, epoch1904: Bool
  ) {
    self.writer = writer
    self.strings = strings
    self.styles = styles
    self.extent = extent
    self.epoch1904 = epoch1904
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    guard fault == nil else { return }
    switch name {
    case "x:row":
      row = attributes.integer("r").map { $0 - 1 } ?? row + 1
      column = -1
      isHiddenRow = attributes.flag("hidden") ?? false
      cells.removeAll(keepingCapacity: true)
    case "x:c":
      column = attributes.bytes("r").flatMap { CellPlace($0)?.column } ?? column + 1
      let name = attributes.bytes("t")
      type = name?.first ?? UInt8(ascii: "n")
      isShared = type == UInt8(ascii: "s") && name?.count == 1
      style = attributes.integer("s") ?? 0
      value.removeAll(keepingCapacity: true)
    case "x:v": inValue = true
    case "x:t": inValue = inReading == 0
    case "x:rPh": inReading += 1
    default: break
    }
  }

  func end(_ name: String) {
    guard fault == nil else { return }
    switch name {
    case "x:v", "x:t": inValue = false
    case "x:rPh": inReading -= 1
    case "x:c": take()
    case "x:row":
      guard !isHiddenRow, !cells.isEmpty else { return }
      do throws(ReadingError) { try writer.row(row, cells) } catch { fault = error }
    default: break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { if inValue { value.append(contentsOf: bytes) } }

  /// Shows the cell that has just ended, unless another covers it.
  private func take() {
    guard !value.isEmpty, !isHiddenRow, !extent.isHidden(column), (covered[column] ?? 0) <= row else { return }
    var cell = SheetWriter.Cell(column: column, text: [])
    switch type {
    case UInt8(ascii: "s") where isShared: cell.text = strings[Int(String(decoding: value, as: UTF8.self)) ?? -1]
    case UInt8(ascii: "b"): cell.text = Array((value == [0x31] ? "TRUE" : "FALSE").utf8)
    case UInt8(ascii: "n"):
      if let shown = styles.format(of: style).shown(value, epoch1904: epoch1904) {
        cell.text = Array(shown.text.utf8)
        cell.isNumber = shown.isNumber
        if shown.scale > 0 { cell.fact = SheetFact(scale: shown.scale, isNegative: shown.isNegative) }
      } else {
        cell.text = value
      }
    default: cell.text = value
    }
    guard cell.text.contains(where: { $0 > 0x20 }) else { return }
    cell.isBold = styles.isBold(style)
    if let span = extent.merged[CellPlace(row: row, column: column)] {
      (cell.rows, cell.columns) = span
      for taken in column..<min(column + span.columns, CellPlace.columnLimit) { covered[taken] = row + span.rows }
    }
    cells.append(cell)
  }
}
