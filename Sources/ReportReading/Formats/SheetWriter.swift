/// Puts the cells of one sheet to the assembler, row by row: what stands alone above, between and below as paragraphs,
/// the rest as tables. Both spreadsheet formats end here.
///
/// A new table begins where a row of labels follows an empty row or a text alone, so that tables stay apart.
final class SheetWriter {
  struct Cell {
    /// Column in the sheet, from 0.
    var column: Int
    var text: [UInt8]
    /// A number, shown as one; dates and text are not.
    var isNumber = false
    var isBold = false
    var columns = 1
    var rows = 1
    /// The number that counts, where the digits shown are of another size (thousands that the format cuts off).
    var fact: SheetFact?

    /// A dash or the like, where a number would stand.
    var isNothing: Bool {
      text.count <= 5
        && ["-", "–", "—", "n/a", "N/A", "n.a.", "nm", "NM"].contains(String(decoding: text, as: UTF8.self))
    }

    /// A number that is not a year, which labels a column more often than it counts anything.
    var isValue: Bool {
      guard isNumber else { return false }
      return
        !(text.count == 4 && (text.starts(with: "19".utf8) || text.starts(with: "20".utf8))
        && text.allSatisfy { $0 >= 0x30 && $0 <= 0x39 })
    }
  }

  private let sink: BlockAssembler
  private let path: String
  private let cellLimit: Int
  /// Cells placed so far in all sheets of the report.
  private var placed = 0
  /// The table's column of each column of the sheet; columns in which nothing stands have none.
  private var places: [Int: Int] = [:]
  private var width = 0
  private var tableIsOpen = false
  private var lastRow = -1
  /// Rows with one text alone, until it is known whether they belong to the table or stand between two.
  private var singles: [(row: Int, cell: Cell)] = []
  /// Cells that reach into rows further down, by each column of the table that they take. They grow as rows come, since
  /// empty rows of the sheet are no rows of the table.
  private var covered: [Int: (until: Int, cell: Int)] = [:]

  init(_ sink: BlockAssembler, path: String, cellLimit: Int) {
    self.sink = sink
    self.path = path
    self.cellLimit = cellLimit
  }

  /// Begins a sheet: its name as a heading, and the columns in which anything stands, in order.
  func begin(name: String, columns: [Int]) {
    places = [:]
    for column in columns { places[column] = places.count }
    width = columns.count
    lastRow = -1
    // "Sheet1" is no name.
    guard !name.hasPrefix("Sheet") || !name.dropFirst(5).allSatisfy(\.isNumber) else { return }
    sink.start(.h2, [], line: 0)
    put(Array(name.utf8))
    sink.end(.h2)
  }

  func end() {
    closeTable()
    for single in singles { paragraph(single.row, single.cell) }
    singles = []
  }

  /// Takes the filled cells of a row, left to right. Rows come in order, from 0; empty ones need not come at all.
  func row(_ row: Int, _ cells: [Cell]) throws(ReadingError) {
    guard let first = cells.first else { return }
    let follows = row == lastRow + 1
    lastRow = row
    // A text that spans the sheet is alone in its row whatever its first column.
    if cells.count == 1, !first.isNumber {
      singles.append((row, first))
      placed += 1
      try check()
      return
    }
    let isLabels = cells.allSatisfy { !$0.isValue && !$0.isNothing }
    // An empty row, or a text in between, and then labels: another table. A passage in between always ends a table.
    let isApart = !follows || !singles.isEmpty
    if !tableIsOpen || isApart && isLabels || singles.contains(where: { $0.cell.text.count > Self.passage }) {
      closeTable()
      for single in singles { paragraph(single.row, single.cell) }
      openTable(row)
    } else {
      for single in singles { try tableRow(single.row, [single.cell]) }
    }
    singles = []
    try tableRow(row, cells)
  }

  /// Bytes beyond which a text alone in its row is prose, not the label of a section.
  private static let passage = 160

  // MARK: Events

  private func openTable(_ row: Int) {
    sink.start(.table, [], line: row + 1)
    tableIsOpen = true
    covered = [:]
  }

  private func closeTable() {
    if tableIsOpen { sink.end(.table) }
    tableIsOpen = false
  }

  private func paragraph(_ row: Int, _ cell: Cell) {
    sink.statedLine = row + 1
    sink.start(.p, [], line: row + 1)
    if cell.isBold { sink.start(.b, [], line: row + 1) }
    put(cell.text)
    if cell.isBold { sink.end(.b) }
    sink.end(.p)
    sink.statedLine = 0
  }

  private func tableRow(_ row: Int, _ cells: [Cell]) throws(ReadingError) {
    placed += width
    try check()
    sink.statedLine = row + 1
    sink.start(.tr, [], line: row + 1)
    grow(row)
    var next = 0
    for cell in cells {
      guard let place = places[cell.column], place >= next else { continue }
      fill(next, to: place, row)
      // A merged range may cover columns in which nothing else stands; only those that are there count.
      var columns = 1
      for offset in stride(from: 1, to: min(cell.columns, 16_384), by: 1) where places[cell.column + offset] != nil {
        columns += 1
      }
      sink.start(.td, span: columns, line: row + 1)
      if cell.isBold { sink.start(.b, [], line: row + 1) }
      put(cell.text, fact: cell.fact)
      if cell.isBold { sink.end(.b) }
      sink.end(.td)
      if cell.rows > 1, let table = sink.tableStack.last {
        let origin = sink.draft.tables[table].cells.count - 1
        for column in place..<(place + columns) { covered[column] = (row + cell.rows, origin) }
      }
      next = place + columns
    }
    fill(next, to: width, row)
    sink.end(.tr)
    sink.statedLine = 0
  }

  /// Lets the cells from above that reach into this row take it.
  private func grow(_ row: Int) {
    guard !covered.isEmpty, let table = sink.tableStack.last else { return }
    covered = covered.filter { $0.value.until > row }
    for cell in Set(covered.values.map(\.cell)) where sink.draft.tables[table].cells.indices.contains(cell) {
      sink.draft.tables[table].cells[cell].rowSpan += 1
    }
  }

  /// Empty cells, except where one from above reaches.
  private func fill(_ start: Int, to end: Int, _ row: Int) {
    guard start < end else { return }
    for column in start..<end where (covered[column]?.until ?? 0) <= row {
      sink.start(.td, [], line: row + 1)
      sink.end(.td)
    }
  }

  private func put(_ text: [UInt8], fact: SheetFact? = nil) {
    if let fact { sink.openFact(fact) }
    text.withUnsafeBufferPointer { sink.characters($0) }
    if fact != nil { sink.closeFact() }
  }

  private func check() throws(ReadingError) {
    guard placed > cellLimit else { return }
    throw ReadingError(path: path, reason: .beyond("too many cells", limit: cellLimit, key: "max-cells"))
  }
}

/// The number behind a cell whose format shows it in another size.
struct SheetFact {
  /// Digits as shown, and the power of ten that they stand for.
  let scale: Int
  let isNegative: Bool
}

extension BlockAssembler {
  /// Tags the text up to `closeFact` as a number of another size than its digits.
  func openFact(_ fact: SheetFact) {
    openTags.append(
      DraftTag(
        start: draft.text.count, end: -1, concept: "", context: "", unit: "", scale: fact.scale,
        isNegative: fact.isNegative, format: "", isNil: false))
  }

  func closeFact() {
    guard var tag = openTags.popLast() else { return }
    tag.end = draft.text.count
    while tag.start < tag.end, draft.text[tag.start] <= 0x20 { tag.start += 1 }
    if tag.end > tag.start { draft.tags.append(tag) }
  }
}
