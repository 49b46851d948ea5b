/// Where anything stands in each sheet of an OpenDocument spreadsheet: the first of the two readings.
final class OpenDocumentExtent: PartHandler {
  struct Sheet {
    var name = ""
    var isHidden = false
    var used: Set<Int> = []
    var hidden: [ClosedRange<Int>] = []
    var last = CellPlace(row: 0, column: 0)
    var first: CellPlace?

    var columns: [Int] { used.filter { column in !hidden.contains { $0.contains(column) } }.sorted() }
  }

  private(set) var sheets: [Sheet] = []
  private let styles: OpenDocumentStyles
  private var walk = SheetWalk()
  private var inAutomatic = false

  /// Takes up the automatic styles of `content.xml` too.
  init(_ styles: OpenDocumentStyles) { self.styles = styles }

  /// Ranges, and what was left out.
  var notes: [String] {
    sheets.compactMap { sheet in
      sheet.isHidden
        ? "hidden sheet “\(sheet.name)” left out" : sheet.first.map { "sheet “\(sheet.name)”: \($0):\(sheet.last)" }
    }
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    if name == "office:automatic-styles" { inAutomatic = true }
    if inAutomatic { styles.start(name, attributes) }
    walk.start(name, attributes)
    guard walk.depth == 1, walk.skipped == 0 else { return }
    switch name {
    case "table:table":
      var sheet = Sheet(name: attributes["table:name"]?.collapsed ?? "")
      sheet.isHidden = styles.resolved(attributes["table:style-name"], family: "table").isHidden ?? false
      sheets.append(sheet)
    case "table:table-column":
      let count = min(max(attributes.integer("table:number-columns-repeated") ?? 1, 1), CellPlace.columnLimit)
      let visibility = attributes["table:visibility"] ?? "visible"
      if visibility != "visible", let last = sheets.indices.last, sheets[last].hidden.count < CellPlace.columnLimit {
        sheets[last].hidden.append(walk.column...(walk.column + count - 1))
      }
      walk.column += count
    default: break
    }
  }

  func end(_ name: String) {
    if name == "office:automatic-styles" { inAutomatic = false }
    if inAutomatic { styles.end(name) }
    if name == "table:table-cell", walk.depth == 1, walk.skipped == 0, !walk.text.isEmpty, !walk.isHiddenRow,
      let last = sheets.indices.last, walk.column < CellPlace.columnLimit
    {
      for column in walk.column..<min(walk.column + walk.repeats, CellPlace.columnLimit) {
        sheets[last].used.insert(column)
      }
      let right = min(walk.column + walk.repeats - 1, CellPlace.columnLimit - 1)
      let start = sheets[last].first ?? CellPlace(row: walk.row, column: walk.column)
      sheets[last].first = CellPlace(row: min(start.row, walk.row), column: min(start.column, walk.column))
      sheets[last].last = CellPlace(
        row: max(sheets[last].last.row, walk.row + walk.rowRepeats - 1), column: max(sheets[last].last.column, right))
    }
    walk.end(name)
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { walk.characters(bytes) }
}

/// The cells of the sheets of an OpenDocument spreadsheet, as they are shown: the second of the two readings.
final class OpenDocumentSheets: PartHandler {
  private let writer: SheetWriter
  private let styles: OpenDocumentStyles
  private let extents: [OpenDocumentExtent.Sheet]
  private let cellLimit: Int
  private(set) var fault: ReadingError?
  private var sheet = -1
  private var hidden: [ClosedRange<Int>] = []
  private var walk = SheetWalk()
  private var cells: [SheetWriter.Cell] = []
  private var cell = SheetWriter.Cell(column: 0, text: [])

  init(
    _ writer: SheetWriter, styles: OpenDocumentStyles, extents: [OpenDocumentExtent.Sheet], cellLimit: Int
  ) {
    self.writer = writer
    self.styles = styles
    self.extents = extents
    self.cellLimit = cellLimit
  }

  private var isRead: Bool {
    extents.indices.contains(sheet) && !extents[sheet].isHidden && extents[sheet].first != nil
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    guard fault == nil else { return }
    walk.start(name, attributes)
    guard walk.depth == 1, walk.skipped == 0 else { return }
    switch name {
    case "table:table":
      sheet += 1
      hidden = extents.indices.contains(sheet) ? extents[sheet].hidden : []
      if isRead { writer.begin(name: extents[sheet].name, columns: extents[sheet].columns) }
    case "table:table-row": cells.removeAll(keepingCapacity: true)
    case "table:table-cell":
      cell = SheetWriter.Cell(column: walk.column, text: [])
      cell.isNumber = ["float", "percentage", "currency"].contains(attributes["office:value-type"] ?? "")
      cell.isBold = styles.resolved(attributes["table:style-name"], family: "table-cell").bold ?? false
      cell.columns = max(attributes.integer("table:number-columns-spanned") ?? 1, 1)
      cell.rows = max(attributes.integer("table:number-rows-spanned") ?? 1, 1)
    default: break
    }
  }

  func end(_ name: String) {
    guard fault == nil else { return }
    if walk.depth == 1, walk.skipped == 0, isRead {
      switch name {
      case "table:table-cell": take()
      case "table:table-row": takeRow()
      case "table:table": writer.end()
      default: break
      }
    }
    walk.end(name)
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { walk.characters(bytes) }

  private func take() {
    guard !walk.text.isEmpty, !walk.isHiddenRow else { return }
    cell.text = walk.text
    for column in walk.column..<min(walk.column + walk.repeats, CellPlace.columnLimit)
    where cells.count <= cellLimit && !hidden.contains(where: { $0.contains(column) }) {
      cell.column = column
      cells.append(cell)
    }
  }

  private func takeRow() {
    guard !cells.isEmpty else { return }
    do throws(ReadingError) {
      // The writer refuses what goes beyond the limit of cells.
      for row in walk.row..<(walk.row + walk.rowRepeats) { try writer.row(row, cells) }
    } catch {
      fault = error
    }
  }
}

/// Where a reading of `content.xml` is: the row and column, the text of the cell, what is inside what.
struct SheetWalk {
  private(set) var depth = 0
  private(set) var row = 0
  var column = 0
  /// Times that the running row and cell stand in the sheet.
  private(set) var rowRepeats = 1
  private(set) var repeats = 1
  private(set) var isHiddenRow = false
  private(set) var text: [UInt8] = []
  /// Elements inside something whose text is no part of the cell's (a note on it, a drawing).
  private(set) var skipped = 0
  private var inParagraph = 0

  mutating func start(_ name: String, _ attributes: PartAttributes) {
    if skipped > 0 {
      skipped += 1
      return
    }
    switch name {
    case "table:table":
      depth += 1
      if depth == 1 { (row, column) = (0, 0) }
    case "table:table-row":
      guard depth == 1 else { return }
      column = 0
      rowRepeats = max(attributes.integer("table:number-rows-repeated") ?? 1, 1)
      isHiddenRow = (attributes["table:visibility"] ?? "visible") != "visible"
    case "table:table-cell", "table:covered-table-cell":
      guard depth == 1 else { return }
      repeats = max(attributes.integer("table:number-columns-repeated") ?? 1, 1)
      text.removeAll(keepingCapacity: true)
    case "office:annotation", "office:binary-data", "draw:object", "table:shapes", "draw:frame", "draw:custom-shape",
      "table:tracked-changes":
      skipped = 1
    case "text:p":
      inParagraph += 1
      if !text.isEmpty { text.append(0x20) }
    case "text:s", "text:tab", "text:line-break": if inParagraph > 0 { text.append(0x20) }
    default: break
    }
  }

  mutating func end(_ name: String) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch name {
    case "table:table": depth -= 1
    case "table:table-row": if depth == 1 { row += min(rowRepeats, 1 << 30) }
    case "table:table-cell", "table:covered-table-cell": if depth == 1 { column += min(repeats, CellPlace.columnLimit) }
    case "text:p": inParagraph -= 1
    default: break
    }
  }

  mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if inParagraph > 0, skipped == 0, depth == 1 { text.append(contentsOf: bytes) }
  }
}
