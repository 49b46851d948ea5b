import Foundation
import ReportReading

/// A table's rows told apart: headers, sections, data.
struct TableLayout {
  enum RowKind: Hashable { case blank, header, section, data, words }

  struct Row {
    var kind: RowKind
    /// Index into `Table.cells` of the row's name; nil where it has none.
    var label: Int?
    /// The other cells that hold something, left to right.
    var cells: [Int]
    /// The cell that gives the row's year, where years run down a column of their own.
    var year: Int?
  }

  let table: Table
  let contents: [CellContent]
  private(set) var rows: [Row] = []

  init(table: Table, text: [UInt8], scanner: PeriodScanner) {
    self.table = table
    contents = table.cells.map { CellParser.parse(text, $0.span) }
    let hasData = contents.contains { $0.isNumeric && !$0.isYear }
    let labelWidth = Self.labelWidth(table, contents)
    var origins = [[Int]](repeating: [], count: table.rowCount)
    for (index, cell) in table.cells.enumerated() where cell.row < table.rowCount && !contents[index].isEmpty {
      origins[cell.row].append(index)
    }
    var sawData = false
    for row in 0..<table.rowCount {
      var filled = origins[row]
      var label: Int?
      if labelWidth > 0 {
        if let first = filled.first, table.cells[first].column < labelWidth {
          label = first
          filled.removeFirst()
          // A second label column that the first cell's row leaves to numbers stays with the values.
          while let next = filled.first, table.cells[next].column < labelWidth, contents[next].isText {
            filled.removeFirst()
          }
        } else if let above = spannedLabel(row: row) {
          label = above
        }
      }
      var kind = Self.kind(of: filled, label: label, contents: contents)
      if kind == .words || kind == .header {
        let hasLabel = label != nil && !isNote(label, text)
        if !hasData {
          kind = row < table.headerRowCount ? .header : .words
        } else if !sawData || !hasLabel {
          kind = .header
        } else if kind == .header {
          kind = row < table.headerRowCount || isRunOfYears(filled) ? .header : .data
        } else if filled.contains(where: { isPeriod($0, text, scanner) }) {
          kind = .header
        }
      }
      if kind == .data, label == nil, let first = filled.first, contents[first].isText {
        label = first
        filled.removeFirst()
      }
      if kind == .data { sawData = true }
      rows.append(Row(kind: kind, label: label, cells: filled))
    }
    giveYears()
  }

  /// "Beauty | 2025 | 3,490" over " | 2024 | 3,550": years that run down the first column of values, under no header, date
  /// their rows; a row with a year and no name of its own goes on with the name above it.
  private mutating func giveYears() {
    let data = rows.indices.filter { rows[$0].kind == .data }
    guard let first = data.first, let column = rows[first].cells.first.map({ table.cells[$0].column }) else { return }
    var years: Set<UInt64> = []
    for row in data {
      guard let cell = rows[row].cells.first, table.cells[cell].column == column, rows[row].cells.count > 1,
        case .number(let number) = contents[cell], number.isYearLike
      else { return }
      years.insert(number.whole)
    }
    // Each year comes again for another row's name.
    guard years.count > 1, data.count >= 2 * years.count, !isHeaded(column) else { return }
    var name: Int?
    for row in rows.indices {
      guard rows[row].kind == .data else {
        name = nil
        continue
      }
      name = rows[row].label ?? name
      rows[row].label = name
      rows[row].year = rows[row].cells.removeFirst()
    }
  }

  private func isHeaded(_ column: Int) -> Bool {
    rows.contains { row in
      row.kind == .header
        && row.cells.contains { cell in
          (table.cells[cell].column..<table.cells[cell].column + table.cells[cell].columnSpan).contains(column)
        }
    }
  }

  /// Columns at the left that name rows; none where the first column is numbers.
  private static func labelWidth(_ table: Table, _ contents: [CellContent]) -> Int {
    if table.headerColumnCount > 0 { return table.headerColumnCount }
    var texts = 0
    var bands = 0
    var numbers = 0
    for (index, cell) in table.cells.enumerated() where cell.column == 0 && cell.row >= table.headerRowCount {
      switch contents[index] {
      case .text: texts += 1
      case .number(let number):
        if number.isYearLike {
          texts += 1
        } else if number.isLower || number.isUpper {
          bands += 1
        } else {
          numbers += 1
        }
      case .range: bands += 1
      case .nothing: numbers += 1
      default: break
      }
    }
    // "$50,000–$99,999" and "$150,000+" name rows where words do.
    let names = bands > texts * 4 ? texts : texts + bands
    return texts > 0 && names >= numbers ? 1 : 0
  }

  private static func kind(of filled: [Int], label: Int?, contents: [CellContent]) -> RowKind {
    guard !filled.isEmpty else { return label == nil ? .blank : .section }
    let isHorizons = isHorizons(filled, contents)
    var hasYear = false
    var hasNothing = false
    var hasText = false
    for index in filled {
      switch contents[index] {
      case .number(let number):
        if number.isYearLike {
          hasYear = true
        } else if !isHorizons {
          return .data
        }
      case .range: return .data
      case .nothing: hasNothing = true
      case .text: hasText = true
      case .mark, .empty: break
      }
    }
    if isHorizons { return .header }
    if hasYear { return .header }
    return hasNothing && !hasText && label != nil ? .data : .words
  }

  /// "3M | 6M | 12M": how far ahead columns look.
  private static func isHorizons(_ filled: [Int], _ contents: [CellContent]) -> Bool {
    var count = 0
    for index in filled {
      guard case .number(let number) = contents[index] else { continue }
      guard number.scale == 6, number.unit == nil, number.span.count <= 3, months.contains(number.magnitude) else {
        return false
      }
      count += 1
    }
    return count > 1
  }
  private static let months: Set<Foundation.Decimal> = [1, 2, 3, 6, 9, 12, 18, 24, 36]

  /// "Three Months Ended March 31 | 2025 | 2024": years that follow one another head columns wherever they stand.
  private func isRunOfYears(_ filled: [Int]) -> Bool {
    let years = filled.compactMap { cell -> Int? in
      if case .number(let number) = contents[cell], number.isYearLike { return Int(number.whole) }
      return nil
    }
    return years.count > 1 && zip(years, years.dropFirst()).allSatisfy { abs($0 - $1) == 1 }
  }

  /// A label cell that spans down into a row.
  private func spannedLabel(row: Int) -> Int? {
    let index = table.grid[row * table.columnCount]
    guard index >= 0, !contents[index].isEmpty, table.cells[index].row < row else { return nil }
    return index
  }

  private func isNote(_ cell: Int?, _ text: [UInt8]) -> Bool {
    guard let cell else { return false }
    let span = table.cells[cell].span
    return span.count < 160 && ScaleNote.read(text, span) != nil
  }

  private func isPeriod(_ cell: Int, _ text: [UInt8], _ scanner: PeriodScanner) -> Bool {
    let span = table.cells[cell].span
    return contents[cell].isText && span.count < 80 && !scanner.scan(text, in: span).isEmpty
  }
}
