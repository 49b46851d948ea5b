/// Resolves a draft table's spans into a grid, tells data from layout, and headers from data.
struct TableShaper {
  /// Cells beyond this many places are cut off, so that `colspan="1000" rowspan="10000"` costs nothing.
  static let placeLimit = 2_000_000

  let table: DraftTable
  /// Text of each cell, as a range of the draft's text; empty where the cell is.
  let spans: [Span]
  let text: [UInt8]

  private(set) var columns: [Int] = []
  private(set) var columnSpans: [Int] = []
  private(set) var rowSpans: [Int] = []
  private(set) var rowCount = 0
  private(set) var columnCount = 0
  private(set) var grid: [Int] = []
  private(set) var kinds: [CellKind] = []
  /// Indices of the cells that are not empty, row by row and left to right; and where each row's begin, one more at the end.
  private var filled: [Int] = []
  private var filledStarts: [Int] = []

  init(table: DraftTable, spans: [Span], text: [UInt8]) {
    self.table = table
    self.spans = spans
    self.text = text
    kinds = spans.map { CellKind(text, $0) }
    place()
    fill()
  }

  /// HTML's table model: a cell takes the first free column of its row.
  private mutating func place() {
    let count = table.cells.count
    rowCount = table.rowCount
    columns.reserveCapacity(count)
    columnSpans.reserveCapacity(count)
    rowSpans.reserveCapacity(count)
    // For each column the first row that no cell so far reaches. Cells stand in the order of their rows.
    var freeFrom: [Int] = []
    var (row, column) = (-1, 0)
    var places = 0
    var placed = 0
    for cell in table.cells {
      if cell.row != row { (row, column) = (cell.row, 0) }
      while column < freeFrom.count, freeFrom[column] > row { column += 1 }
      let rows = max(1, min(cell.rowSpan, rowCount - row))
      columns.append(column)
      columnSpans.append(cell.columnSpan)
      rowSpans.append(rows)
      places += rows * cell.columnSpan
      guard places <= Self.placeLimit else { break }
      let end = column + cell.columnSpan
      if freeFrom.count < end { freeFrom.append(contentsOf: repeatElement(0, count: end - freeFrom.count)) }
      for place in column..<end { freeFrom[place] = max(freeFrom[place], row + rows) }
      placed += 1
    }
    guard rowCount * freeFrom.count <= Self.placeLimit else {
      rowCount = 0
      return
    }
    columnCount = freeFrom.count
    grid = Array(repeating: -1, count: rowCount * columnCount)
    for index in 0..<placed {
      for row in table.cells[index].row..<min(table.cells[index].row + rowSpans[index], rowCount) {
        let first = row * columnCount + columns[index]
        for place in first..<first + columnSpans[index] where grid[place] < 0 { grid[place] = index }
      }
    }
  }

  private mutating func fill() {
    filledStarts.reserveCapacity(rowCount + 1)
    filledStarts.append(0)
    for row in 0..<rowCount {
      var last = -1
      for index in grid[row * columnCount..<(row + 1) * columnCount] {
        if index >= 0, index != last, kinds[index] != .empty, table.cells[index].row == row { filled.append(index) }
        last = index
      }
      filledStarts.append(filled.count)
    }
  }

  /// True where rows and columns mean something; false for tables that only place things on a page.
  var isData: Bool {
    guard !table.isPresentation, !table.hasNestedTable, rowCount > 0, columnCount > 1 else { return false }
    var valueCells = 0
    var textCells = 0
    var rowsWithSeveral = 0
    var rowsWithText = 0
    var textBytes = 0
    var longest = 0
    var markedRows = 0
    var marks = 0
    var wordRows = 0
    for row in 0..<rowCount {
      var inRow = 0
      var wordsInRow = 0
      var first: CellKind?
      for index in filledCells(of: row) {
        if first == nil { first = kinds[index] }
        if kinds[index] != .mark || inRow > 0 { inRow += 1 }
        switch kinds[index] {
        case .value, .year, .dash: valueCells += 1
        case .words, .note:
          textCells += 1
          wordsInRow += 1
          textBytes += spans[index].count
          longest = max(longest, spans[index].count)
        case .mark: marks += 1
        default: break
        }
      }
      if wordsInRow > 1 { wordRows += 1 }
      if inRow > 0 { rowsWithText += 1 }
      if inRow > 1 { rowsWithSeveral += 1 }
      if first == .mark, inRow <= 1 { markedRows += 1 }
    }
    if table.hasHeaderMarkup { return rowsWithText > 0 && (rowsWithSeveral > 0 || valueCells > 0) }
    guard rowsWithSeveral > 0, rowsWithText > markedRows else { return false }
    if valueCells > 0, rowsWithText > 1 { return longest < 600 || valueCells > textCells }
    if marks > 0, valueCells == 0, marks * 2 >= textCells { return false }
    if rowsWithText == 1 { return valueCells >= 2 && longest < 120 }
    return wordRows >= 2 && textCells > 3 && longest < 400 && rowsWithSeveral * 2 >= rowsWithText
  }

  /// Most rows point into the same document: a table of contents.
  var isContents: Bool {
    guard rowCount > 1 else { return false }
    var linked = 0
    var filled = 0
    for row in 0..<rowCount {
      let cells = filledCells(of: row)
      if cells.isEmpty { continue }
      filled += 1
      if cells.contains(where: { table.cells[$0].hasLocalLink }) { linked += 1 }
    }
    return linked >= 2 && linked * 10 >= filled * 5
  }

  /// Indices of the cells with text that begin in a row, left to right.
  private func filledCells(of row: Int) -> ArraySlice<Int> { filled[filledStarts[row]..<filledStarts[row + 1]] }

  var headerRowCount: Int {
    var marked = 0
    while marked < rowCount {
      let filled = filledCells(of: marked)
      if marked < table.headRows || (!filled.isEmpty && filled.allSatisfy { table.cells[$0].isHeader }) {
        marked += 1
      } else {
        break
      }
    }
    if marked > 0 { return min(marked, max(rowCount - 1, 0)) }
    let labelColumns = headerColumnCount
    var row = 0
    var sawLabels = false
    var headers = 0
    while row < rowCount {
      let filled = filledCells(of: row)
      if filled.isEmpty {
        row += 1
        continue
      }
      if filled.contains(where: { kinds[$0] == .value || kinds[$0] == .dash || kinds[$0] == .symbol }) { break }
      let isBeyondLabels = filled.contains {
        columns[$0] >= max(labelColumns, 1) || !sawLabels && columnSpans[$0] * 2 > columnCount
      }
      if !isBeyondLabels {
        // A label alone: part of the header only while no column has its name yet, as a unit note or a title.
        if sawLabels || !filled.contains(where: { kinds[$0] == .note }) { break }
      } else {
        sawLabels = true
      }
      row += 1
      headers = row
    }
    let hasValues = kinds.contains(.value)
    if !hasValues {
      let first = filledCells(of: 0)
      return first.count > 1 && first.allSatisfy { table.cells[$0].isStrong } ? 1 : 0
    }
    return headers < rowCount ? headers : 0
  }

  var headerColumnCount: Int {
    guard columnCount > 1 else { return 0 }
    var firstValue = columnCount
    var lastLabel = -1
    let bodyStart = leadingHeaderRows
    for row in bodyStart..<rowCount {
      for index in filledCells(of: row) {
        switch kinds[index] {
        case .value, .dash, .symbol: firstValue = min(firstValue, columns[index])
        case .words, .note, .mark, .year:
          if columns[index] == 0 { lastLabel = max(lastLabel, min(columnSpans[index], columnCount) - 1) }
        case .empty: break
        }
      }
    }
    guard lastLabel >= 0 else { return 0 }
    if firstValue == columnCount {
      let body = (bodyStart..<rowCount).compactMap { cell(row: $0, column: 0) }
      let marked = body.allSatisfy { table.cells[$0].isHeader || table.cells[$0].isStrong }
      return marked || table.hasHeaderMarkup ? 1 : 0
    }
    if firstValue == 0 { return 0 }
    // The label cell as most rows have it, not as a title row spans it.
    var width = 1
    for row in bodyStart..<rowCount {
      if let index = cell(row: row, column: 0), columnSpans[index] <= firstValue, kinds[index] != .empty {
        width = max(width, columnSpans[index])
      }
    }
    return min(width, firstValue)
  }

  private var leadingHeaderRows: Int {
    var row = 0
    while row < rowCount {
      let filled = filledCells(of: row)
      if filled.contains(where: { kinds[$0] == .value || kinds[$0] == .dash || kinds[$0] == .symbol }) { return row }
      row += 1
    }
    return table.hasHeaderMarkup || rowCount > 1 ? min(1, rowCount) : 0
  }

  private func cell(row: Int, column: Int) -> Int? {
    let index = grid[row * columnCount + column]
    return index < 0 ? nil : index
  }
}
