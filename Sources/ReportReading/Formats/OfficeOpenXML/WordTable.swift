/// One open table of a Word text: puts its rows and cells to the assembler, with cells that merge downwards as one.
///
/// Word says of each row's cell whether it continues the one above; the assembler's cells say how many rows they take,
/// so that a cell grows while the rows below it are read.
final class WordTable {
  enum Merge { case none, begins, continues }

  private let sink: BlockAssembler
  /// Index in the assembler's draft; -1 where the table stands in something hidden.
  private let index: Int
  /// The cell that covers each column downwards, by its first column.
  private var origins: [Int: Int] = [:]
  private var column = 0
  private var rowIsOpen = false
  private var cellIsOpen = false
  var span = 1
  var skip = 0
  var merge = Merge.none
  var isHeader = false
  var isDeleted = false
  var isDeletedRow = false
  /// The text of the running cell is not read: it is covered by another, or deleted.
  private(set) var isMuted = false

  /// Call when the assembler's table has just been opened.
  init(_ sink: BlockAssembler) {
    self.sink = sink
    index = sink.tableStack.last ?? -1
  }

  func startRow() {
    column = 0
    skip = 0
    isHeader = false
    isDeletedRow = false
    rowIsOpen = false
  }

  func openRow() {
    guard !rowIsOpen else { return }
    rowIsOpen = true
    guard !isDeletedRow else { return }
    sink.start(.tr, [], line: 0)
    if skip > 0 {
      sink.start(.td, span: skip)
      sink.end(.td)
      column += min(skip, 1000)
    }
  }

  func endRow() {
    openRow()
    if !isDeletedRow { sink.end(.tr) }
  }

  func startCell() {
    openRow()
    span = 1
    merge = .none
    isDeleted = false
    isMuted = false
    cellIsOpen = false
  }

  /// Opens the cell once its properties are known.
  func openCell() {
    guard !cellIsOpen else { return }
    cellIsOpen = true
    guard !isDeletedRow else {
      isMuted = true
      return
    }
    if merge == .continues, let origin = origins[column], sink.draft.tables[index].cells.indices.contains(origin) {
      sink.draft.tables[index].cells[origin].rowSpan += 1
      isMuted = true
      return
    }
    isMuted = isDeleted
    sink.start(isHeader ? .th : .td, span: span)
    let isKnown = sink.draft.tables.indices.contains(index)
    origins[column] = merge == .begins && isKnown ? sink.draft.tables[index].cells.count - 1 : nil
  }

  func endCell() {
    openCell()
    if !isMuted || isDeleted && !isDeletedRow && merge != .continues { sink.end(isHeader ? .th : .td) }
    isMuted = false
    column += min(max(span, 1), 1000)
  }
}

extension BlockAssembler {
  /// Opens a cell over `span` columns and `rows` rows.
  func start(_ cell: Element, span: Int, rows: Int = 1, line: Int = 0) {
    guard span > 1 || rows > 1 else { return start(cell, [], line: line) }
    let columns = Array(String(span).utf8)
    let down = Array(String(rows).utf8)
    // Safe: the attributes are used only inside the call, which both arrays outlive.
    columns.withUnsafeBufferPointer { columns in
      down.withUnsafeBufferPointer { down in
        start(
          cell, [MarkupAttribute(name: .colspan, value: columns), MarkupAttribute(name: .rowspan, value: down)],
          line: line)
      }
    }
  }
}
