import FigureExtraction
import Foundation
import ReportReading

/// Finds totals in tables by arithmetic: rows that are, in every column, the sum of the rows before or after them.
///
/// No word decides what is a total. A row is one when two or more neighbouring rows of one unit add up to it in at
/// least two columns, within the rounding of their last digits.
struct BreakdownReader {
  let dossier: Dossier
  let outlines: [Outline]
  private let schedules: Schedules
  private var metrics: MetricReader
  private var terms: TermReader
  private let naming: SeriesNaming
  private let amounts: Amounts
  /// The periods of the report that is being read; cells name them by their places here.
  private var periods: [Period] = []
  /// Rows that may add up to one total.
  private static let mostParts = 14
  private static let limit = 24
  private static let results: WordSet = ["income", "profit", "earnings", "loss", "margin"]
  private static let costs: WordSet = ["expense", "expenses", "cost", "costs", "tax", "taxes", "interest", "provision"]
  private static let spent: WordSet = [
    "cost", "costs", "expense", "expenses", "profit", "income", "loss", "margin",
  ]

  init(
    dossier: Dossier, outlines: [Outline], schedules: Schedules, amounts: Amounts, metrics: MetricReader,
    terms: TermReader
  ) {
    self.dossier = dossier
    self.schedules = schedules
    self.amounts = amounts
    self.outlines = outlines
    self.metrics = metrics
    self.terms = terms
    naming = SeriesNaming(dossier: dossier)
  }

  private struct Row {
    let number: Int
    let label: [Span]
    let unit: Unit
    /// By period, the figure of the cell. Columns would not do: a currency sign in a cell of its own shifts them.
    var cells = Cells()
  }

  /// The figures of a row by the numbers of their periods: a handful, so that looking through them is quickest.
  private struct Cells {
    private(set) var all: [(period: Int, figure: Int)] = []
    var count: Int { all.count }

    subscript(period: Int) -> Int? { all.first { $0.period == period }?.figure }

    /// The first figure of a period is the amount; the next is what was made of it.
    mutating func add(_ figure: Int, _ period: Int) {
      if self[period] == nil { all.append((period, figure)) }
    }
  }

  /// A total, or a row that is none, on the way through a table.
  private struct Item {
    let row: Row
    var parts: [Row] = []
  }

  private struct TableKey: Hashable {
    let table: Int
    let unit: Unit
  }

  /// The most telling first, at most 24.
  mutating func breakdowns() -> [Breakdown] {
    var found: [Breakdown] = []
    for report in dossier.evidence.indices {
      periods = []
      for (key, rows) in tables(of: report) {
        for item in totals(rows, report) {
          if let breakdown = breakdown(item, report, key.table) { found.append(breakdown) }
        }
      }
    }
    found.sort {
      $0.salience != $1.salience
        ? $0.salience > $1.salience
        : ($0.table.report, $0.table.table, $0.whole.citation) < ($1.table.report, $1.table.table, $1.whole.citation)
    }
    return Array(found.prefix(Self.limit))
  }

  private mutating func tables(of report: Int) -> [(TableKey, [Row])] {
    let (figures, source) = (dossier.evidence[report].figures, dossier.evidence[report].report)
    var numbers = KeyedRuns<Period, Void>()
    var cells = KeyedRuns<TableKey, (row: Int, figure: Int, period: Int)>()
    // A name over several rows, one for each year, is one row.
    var named: [Span: Int] = [:]
    var last: (label: Span, row: Int)?
    for number in figures.indices {
      guard case .cell(let table, let row, _) = figures[number].place, figures[number].quantity.isPoint,
        figures[number].role == .level, !schedules.contains(table, of: report),
        let label = figures[number].metric.first, !label.isEmpty,
        let period = figures[number].period, let block = source.blockIndex(at: figures[number].span.start),
        outlines[report].setting[block] == .body
      else { continue }
      switch figures[number].quantity.unit {
      case .currency, .count, .physical: break
      default: continue
      }
      if last?.label != label {
        let first = named[label] ?? row
        named[label] = first
        last = (label, first)
      }
      cells.add(
        (last?.row ?? row, number, numbers.place(of: period)),
        to: TableKey(table: table, unit: figures[number].quantity.unit))
    }
    periods = numbers.runs.map(\.key)
    return cells.runs.map { key, cells in
      var places: [Int: Int] = [:]
      var rows: [Row] = []
      for (row, figure, period) in cells {
        let place: Int
        if rows.last?.number == row { place = rows.count - 1 } else { place = places[row] ?? rows.count }
        if place == rows.count {
          places[row] = place
          rows.append(Row(number: row, label: figures[figure].metric, unit: key.unit))
        }
        rows[place].cells.add(figure, period)
      }
      return (key, rows.sorted { $0.number < $1.number })
    }
    .sorted { $0.0.table != $1.0.table ? $0.0.table < $1.0.table : "\($0.0.unit)" < "\($1.0.unit)" }
  }

  // MARK: Sums

  /// Walks the rows once, folding parts into their total as soon as it is met, before or after them.
  private func totals(_ rows: [Row], _ report: Int) -> [Item] {
    var stack: [Item] = []
    var found: [Item] = []
    for row in rows where row.cells.count > 1 {
      // The longest run that adds up: a total of totals comes before one of its last few rows.
      let most = min(Self.mostParts, stack.count)
      if most >= 2,
        let count = (2...most).reversed().first(where: { adds(stack.suffix($0), to: row, report) })
      {
        let item = Item(row: row, parts: stack.suffix(count).map(\.row))
        stack.removeLast(count)
        stack.append(item)
        found.append(item)
        continue
      }
      stack.append(Item(row: row))
      // A parent printed above its children: the rows after it, as they come, add up to it.
      if stack.count >= 3,
        let parent = (max(0, stack.count - Self.mostParts - 1)...(stack.count - 3)).reversed().first(where: { index in
          adds(stack[(index + 1)...], to: stack[index].row, report)
        })
      {
        let item = Item(row: stack[parent].row, parts: stack[(parent + 1)...].map(\.row))
        stack.removeLast(stack.count - parent)
        stack.append(item)
        found.append(item)
      }
    }
    return found
  }

  /// Whether parts add up to a total in each period that all of them have, and in two at least.
  private func adds(_ parts: ArraySlice<Item>, to total: Row, _ report: Int) -> Bool {
    let figures = dossier.evidence[report].figures
    var shared = 0
    periods: for (period, number) in total.cells.all {
      var cells: [Int] = []
      var near = 0.0
      for part in parts {
        guard let cell = part.row.cells[period] else { continue periods }
        cells.append(cell)
        near += amounts[FigureReference(report: report, figure: cell)]
      }
      shared += 1
      let reference = FigureReference(report: report, figure: number)
      guard !amounts.missWhole(reference, by: near, of: parts.count) else { return false }
      let whole = figures[number].quantity
      let sum = cells.reduce(Decimal(0)) { $0 + figures[$1].quantity.value }
      guard whole.value > 0, cells.allSatisfy({ figures[$0].quantity.value >= 0 }),
        2 * abs(sum - whole.value) <= whole.resolution * Decimal(parts.count)
      else { return false }
    }
    return shared > 1
  }

  // MARK: Naming

  private mutating func breakdown(_ item: Item, _ report: Int, _ table: Int) -> Breakdown? {
    let evidence = dossier.evidence[report]
    let shared = comparable(item)
    guard shared.count > 1, let whole = line(item.row, shared, report) else { return nil }
    let parts = item.parts.compactMap { line($0, shared, report) }
    guard parts.count == item.parts.count, Set(parts.map { $0.name.lowercased() }).count == parts.count,
      !parts.contains(where: { $0.name.lowercased() == whole.name.lowercased() }),
      let first = item.row.cells[shared[0]]
    else { return nil }
    let words = dossier.words[report].words(in: whole.citation.span)
    guard !words.contains(where: MetricLexicon.obscure.contains), !words.contains("assets") else { return nil }
    // What was earned and what it cost add up to revenue as well; that is a margin, not a mix.
    let members = parts.flatMap { dossier.words[report].words(in: $0.citation.span) }
    if !words.contains(where: Self.spent.contains), members.contains(where: Self.spent.contains) { return nil }
    // Nor are what is left and what was taken off the make-up of a result.
    if members.contains(where: Self.results.contains), members.contains(where: Self.costs.contains) { return nil }
    let metric = metrics.metric(of: evidence.figures[first], in: evidence.report, at: report, terms: &terms)
    let entry = metric?.entry.flatMap { MetricLexicon.byID[$0] }
    // Costs and balances add up too, and few readers come for that.
    let known = entry.map { $0.hasLines ? $0.salience : $0.salience * 0.3 } ?? 2
    let early = 1 - Double(whole.citation.span.start) / Double(max(1, evidence.report.text.count))
    return Breakdown(
      whole: whole, parts: parts, table: TableReference(report: report, table: table), salience: known + early)
  }

  /// The periods that may be told as one story: of one kind, the kind with the most of them, the shorter of equals.
  private func comparable(_ item: Item) -> [Int] {
    var kinds: [Int: [Int]] = [:]
    for (period, _) in item.row.cells.all where item.parts.allSatisfy({ $0.cells[period] != nil }) {
      kinds[SeriesReader.kind(periods[period]), default: []].append(period)
    }
    func days(_ own: [Int]) -> Int { periods[own[0]].end.dayNumber - periods[own[0]].start.dayNumber }
    let best = kinds.sorted { $0.key < $1.key }.map(\.value).max {
      $0.count != $1.count ? $0.count < $1.count : days($0) > days($1)
    }
    return (best ?? []).sorted { a, b in
      (periods[a].start, periods[a].end) < (periods[b].start, periods[b].end)
    }
  }

  private func line(_ row: Row, _ shared: [Int], _ report: Int) -> Breakdown.Line? {
    let evidence = dossier.evidence[report]
    guard let label = row.label.first else { return nil }
    let name = naming.clean(evidence.report.string(label))
    guard name.contains(where: \.isAlphabetic), !name.contains(where: \.isNumber), name.split(separator: " ").count <= 8
    else { return nil }
    let points = shared.compactMap { period in
      row.cells[period].map {
        Series.Point(period: periods[period], figure: FigureReference(report: report, figure: $0))
      }
    }
    guard points.count == shared.count else { return nil }
    return Breakdown.Line(name: name, citation: Citation(report: report, span: label), points: points)
  }
}
