import Foundation
import ReportReading

/// Finds the figures of all table cells: numbers by structure, cells of words by the grammar of running text.
package struct TableExtractor: Sendable {
  package let processors: Processors

  package init(processors: Processors = .one) { self.processors = processors }

  /// In document order. O(cells).
  package func figures(in report: Report) -> [Figure] { figures(in: report, context: PeriodContext(of: report)) }

  func figures(in report: Report, context: PeriodContext) -> [Figure] {
    let above = linesAbove(in: report)
    let laid = processors.map(report.tables.count) { lay(out: $0, of: report, above: above[$0], context) }
    let currency = usualCurrency(laid.map(\.surroundings))
    let isAboutMoney = laid.contains { $0.surroundings.tableCurrency != nil } || namesMoney(report)
    var readers = processors.map(report.tables.count) { index in
      var surroundings = laid[index].surroundings
      surroundings.currency = currency
      surroundings.isAboutMoney = isAboutMoney
      return TableReader(
        report: report, tableIndex: index, layout: laid[index].layout, context: context, surroundings: surroundings)
    }
    for index in readers.indices.dropFirst() { readers[index].goOn(from: readers[index - 1]) }
    let usual = usualNote(readers.map(\.note))
    adoptTotals(&readers)
    if let usual {
      for index in readers.indices { readers[index].adopt(usual) }
    }
    let runs = runs(of: readers)
    return processors.flatMap(runs.count) { [readers] in figures(of: readers[runs[$0]]) }
  }

  /// The tables cut before each that does not go on with the columns of the one before.
  private func runs(of readers: [TableReader]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for index in readers.indices.dropFirst() where !readers[index].mayContinue {
      runs.append(start..<index)
      start = index
    }
    if start < readers.count { runs.append(start..<readers.count) }
    return runs
  }

  private func figures(of readers: ArraySlice<TableReader>) -> [Figure] {
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

  /// Gives tables without a scale that of a table which states the same totals, where all such tables agree.
  private func adoptTotals(_ readers: inout [TableReader]) {
    var scaled: [Int: Set<UInt64>] = [:]
    for reader in readers {
      if let exponent = reader.note.money, exponent > 0, !reader.note.isInherited {
        scaled[exponent, default: []].formUnion(reader.wholeNumbers(inTotals: false))
      }
    }
    guard !scaled.isEmpty else { return }
    for index in readers.indices { readers[index].adoptScale(ofTotals: scaled) }
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

  /// One pass over the blocks: the lines above each table, nearest first.
  private func linesAbove(in report: Report) -> [[Span]] {
    var result = [[Span]](repeating: [], count: report.tables.count)
    var above: [Span] = []
    var seen = -1
    for block in report.blocks {
      switch block.kind {
      case .tableCell(let table, _):
        if table != seen, result.indices.contains(table) {
          result[table] = above.suffix(2).reversed()
          seen = table
        }
        above = []
      case .caption: break
      case .heading: above = []
      default: above.append(block.span)
      }
    }
    return result
  }

  /// A table's rows and what stands around them; the report's currency is not known yet.
  private func lay(
    out index: Int, of report: Report, above: [Span], _ context: PeriodContext
  ) -> (layout: TableLayout, surroundings: TableSurroundings) {
    let table = report.tables[index]
    let scanner = PeriodScanner(context: context)
    let layout = TableLayout(table: table, text: report.text, scanner: scanner)
    // A line that is only a date names no table.
    let names = [table.caption, table.heading.map { report.blocks[$0].span }].compactMap(\.self)
    var surroundings = TableSurroundings(
      name: names.first { name in !scanner.scan(report.text, in: name).contains { $0.span.count + 2 >= name.count } },
      above: above,
      tableCurrency: currency(of: layout))
    for span in [table.caption].compactMap({ $0 }) + above {
      if let found = scanner.scan(report.text, in: span).first(where: { !$0.period.isRelative }) {
        // A line that only dates the report dates no table.
        if found.span.count + 2 >= span.count, found.period.isPointInTime, found.period.start == context.reportDate {
          continue
        }
        surroundings.period = found.period
        surroundings.periodSpan = found.span
        break
      }
    }
    return (layout, surroundings)
  }

  /// The first currency sign of a table's short cells.
  private func currency(of layout: TableLayout) -> String? {
    for (index, cell) in layout.table.cells.enumerated() where !cell.span.isEmpty && cell.span.count < 24 {
      switch layout.contents[index] {
      case .mark(.currency(let code)): return code
      case .number(let number):
        if case .currency(let code)? = number.unit { return code }
      default: break
      }
    }
    return nil
  }

  /// A sign or name of a currency stands somewhere in the report's words: without one, "in thousands" counts things.
  private func namesMoney(_ report: Report) -> Bool {
    report.sentences.contains { sentence in
      let tokens = Tokenizer.tokens(of: report.text, in: sentence.span)
      return tokens.indices.contains { index in
        CurrencyLexicon.signs.match(tokens, at: index) != nil || CurrencyLexicon.codes.match(tokens, at: index) != nil
          || CurrencyLexicon.names.match(tokens, at: index) != nil
      }
    }
  }

  /// The currency sign that the report's tables use most; dollars where they use none.
  private func usualCurrency(_ tables: [TableSurroundings]) -> String {
    var counts: [String: Int] = [:]
    for table in tables {
      if let code = table.tableCurrency { counts[code, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "USD"
  }
}
