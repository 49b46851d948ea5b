import ReportReading

/// Finds the figures of all table cells: numbers by structure, cells of words by the grammar of running text.
package struct TableExtractor: Sendable {
  package init() {}

  /// In document order. O(cells).
  package func figures(in report: Report) -> [Figure] { figures(in: report, context: PeriodContext(of: report)) }

  func figures(in report: Report, context: PeriodContext) -> [Figure] {
    let placed = surroundings(of: report, context)
    var readers = report.tables.indices.map {
      TableReader(report: report, tableIndex: $0, context: context, surroundings: placed[$0])
    }
    for index in readers.indices.dropFirst() { readers[index].goOn(from: readers[index - 1]) }
    if let usual = usualNote(readers.map(\.note)) {
      for index in readers.indices { readers[index].adopt(usual) }
    }
    var figures: [Figure] = []
    var columns: [TableColumn] = []
    for reader in readers {
      let found = reader.figures(continued: columns)
      // A sheet may be one table of half a million figures: they are not copied.
      if figures.isEmpty { figures = found.figures } else { figures += found.figures }
      columns = found.columns
    }
    return figures
  }

  /// The scale that most of the tables with a note are in: at least three of them, and three in five.
  private func usualNote(_ notes: [ScaleNote]) -> ScaleNote? {
    var counts: [Int: Int] = [:]
    for note in notes { if let exponent = note.money { counts[exponent, default: 0] += 1 } }
    let all = counts.values.reduce(0, +)
    guard let (exponent, count) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), count >= 3,
      count * 5 >= all * 3
    else { return nil }
    return ScaleNote(money: exponent)
  }

  /// One pass over the blocks: the lines above each table.
  private func surroundings(of report: Report, _ context: PeriodContext) -> [TableSurroundings] {
    var result = [TableSurroundings](repeating: TableSurroundings(), count: report.tables.count)
    var above: [Span] = []
    var seen = -1
    for block in report.blocks {
      switch block.kind {
      case .tableCell(let table, _):
        if table != seen, result.indices.contains(table) {
          result[table].above = above.suffix(2).reversed()
          seen = table
        }
        above = []
      case .caption: break
      case .heading: above = []
      default: above.append(block.span)
      }
    }
    let scanner = PeriodScanner(context: context)
    let currency = usualCurrency(report)
    for (index, table) in report.tables.enumerated() {
      result[index].currency = currency
      result[index].name = table.caption ?? table.heading.map { report.blocks[$0].span }
      result[index].tableCurrency = tableCurrency(table, report.text)
      for span in [table.caption].compactMap({ $0 }) + result[index].above {
        if let found = scanner.scan(report.text, in: span).first(where: { !$0.period.isRelative }) {
          result[index].period = found.period
          result[index].periodSpan = found.span
          break
        }
      }
    }
    return result
  }

  private func tableCurrency(_ table: Table, _ text: [UInt8]) -> String? {
    for cell in table.cells where !cell.span.isEmpty && cell.span.count < 24 {
      switch CellParser.parse(text, cell.span) {
      case .mark(.currency(let code)): return code
      case .number(let number):
        if case .currency(let code)? = number.unit { return code }
      default: break
      }
    }
    return nil
  }

  /// The currency sign that the report's tables use most; dollars where they use none.
  private func usualCurrency(_ report: Report) -> String {
    var counts: [String: Int] = [:]
    for table in report.tables {
      if let code = tableCurrency(table, report.text) { counts[code, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "USD"
  }
}
