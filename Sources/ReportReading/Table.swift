/// A data table: rows by columns of cells, with spans resolved and headers told from data.
///
/// Tables used for layout are not here; their text is in ordinary blocks. Symbol-only columns (a currency sign, a
/// percent sign or a closing parenthesis in a cell of its own) are still columns here; `FigureExtraction` joins them.
package struct Table: Hashable, Sendable {
  package let rowCount: Int
  package let columnCount: Int
  /// Origin cells in row-major order; an empty cell has an empty span.
  package let cells: [Cell]
  /// `rowCount × columnCount` indices into `cells`, row by row; a spanned cell appears at each place it covers, -1 is none.
  package let grid: [Int]
  /// Rows at the top that hold labels, not data.
  package let headerRowCount: Int
  /// Columns at the left that hold labels, not data.
  package let headerColumnCount: Int
  /// The caption, or the short paragraph just above that names the table.
  package let caption: Span?
  /// "(in millions, except per share amounts)", wherever the source puts it: caption, header cell or line above.
  package let unitNote: Span?
  /// Index into `Report.blocks` of the nearest heading above; nil at the top of a document.
  package let heading: Int?

  package init(
    rowCount: Int, columnCount: Int, cells: [Cell], grid: [Int], headerRowCount: Int, headerColumnCount: Int,
    caption: Span?, unitNote: Span?, heading: Int?
  ) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.cells = cells
    self.grid = grid
    self.headerRowCount = headerRowCount
    self.headerColumnCount = headerColumnCount
    self.caption = caption
    self.unitNote = unitNote
    self.heading = heading
  }

  /// The cell that covers a place, spans resolved; nil where the row is short.
  package func cell(row: Int, column: Int) -> Cell? {
    guard row >= 0, row < rowCount, column >= 0, column < columnCount else { return nil }
    let index = grid[row * columnCount + column]
    return index < 0 ? nil : cells[index]
  }

  package struct Cell: Hashable, Sendable {
    package let span: Span
    /// Place of the cell's top left corner.
    package let row: Int
    package let column: Int
    package let rowSpan: Int
    package let columnSpan: Int
    /// Marked up as a header (`th`), whatever its place.
    package let isMarkedHeader: Bool
    package let isStrong: Bool
    /// Left indentation in points or nesting, 0 where none: tells a child row from its parent.
    package let indent: Int

    package init(
      span: Span, row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, isMarkedHeader: Bool = false,
      isStrong: Bool = false, indent: Int = 0
    ) {
      self.span = span
      self.row = row
      self.column = column
      self.rowSpan = rowSpan
      self.columnSpan = columnSpan
      self.isMarkedHeader = isMarkedHeader
      self.isStrong = isStrong
      self.indent = indent
    }
  }
}
