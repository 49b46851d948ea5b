import FigureExtraction
import ReportReading
import ThesisBuilding

extension NoteComposer {
  static let mostRows = 6
  static let mostColumns = 5

  /// The most telling series over the periods they share; nil where no two rows do, nor any figures stand out.
  mutating func metricsTable() -> Essay.MetricsTable? { periodsTable() ?? figuresTable() }

  /// A column of the table: one stretch of time, counted one way.
  private struct Column: Hashable, Comparable {
    let start: CalendarDate
    let end: CalendarDate
    let label: String

    init(_ period: Period) {
      (start, end, label) = (period.start, period.end, period.label)
    }

    // Fiscal years of two publishers may begin days apart; a reader sees one column.
    static func == (a: Column, b: Column) -> Bool { a.label == b.label }
    func hash(into hasher: inout Hasher) { hasher.combine(label) }

    static func < (a: Column, b: Column) -> Bool {
      a != b && (a.end, a.start, a.label) < (b.end, b.start, b.label)
    }
  }

  /// Years with years, quarters with quarters, days with days; fiscal and calendar apart.
  private struct Calendar: Hashable {
    let kind: Period.Kind
    let days: Int
    let isFiscal: Bool

    init(_ period: Period) {
      kind = period.kind
      isFiscal = period.isFiscal
      // Quarters of thirteen and fourteen weeks are the same kind of column; a quarter and a half are not.
      days = (period.end.dayNumber - period.start.dayNumber + 15) / 30
    }
  }

  /// A row to be: a series, or a part of the mix that the note is about.
  private struct Row {
    let name: Passage
    let points: [Series.Point]
    /// What earlier reports add to its past.
    var earlier: [(period: Period, figure: RememberedFigure)] = []
    let salience: Double
    let measure: String?
  }

  private func periodsTable() -> Essay.MetricsTable? {
    var byCalendar: [Calendar: [Row]] = [:]
    for row in candidates() {
      guard let calendar = row.points.last.map({ Calendar($0.period) }) else { continue }
      byCalendar[calendar, default: []].append(row)
    }
    // The calendar of the most telling rows.
    let best = byCalendar.values.max { a, b in
      let (x, y) = (a.prefix(Self.mostRows), b.prefix(Self.mostRows))
      let (s, t) = (x.reduce(0) { $0 + $1.salience }, y.reduce(0) { $0 + $1.salience })
      return s != t ? s < t : x[0].name.text > y[0].name.text
    }
    guard let best else { return nil }
    let columns = columns(of: best)
    var rows: [[Passage?]] = []
    var used: [Row] = []
    for row in best where rows.count < Self.mostRows {
      let cells = columns.map { column in
        row.points.first { Column($0.period) == column }.flatMap { value($0.figure) } ?? remembered(row, column)
      }
      let filled = cells.count { $0 != nil }
      guard filled > 1 else { continue }
      if let same = used.firstIndex(where: { isSame($0, row) }) {
        // Of two rows for one thing, the one that knows more.
        if filled > rows[same].dropFirst().count(where: { $0 != nil }) {
          rows[same] = [row.name.capitalized] + cells
          used[same] = row
        }
        continue
      }
      rows.append([row.name.capitalized] + cells)
      used.append(row)
    }
    guard !rows.isEmpty, rows.count > 1 || columns.count > 2 else { return nil }
    let kept = columns.indices.filter { column in rows.contains { $0[column + 1] != nil } }
    let heads = kept.map { index -> Passage in
      let point = used.lazy.flatMap(\.points).first { Column($0.period) == columns[index] }
      if let own = point.flatMap({ self.period($0.figure) }) { return own.capitalized }
      let old = used.lazy.flatMap(\.earlier).first { Column($0.period) == columns[index] }
      return old.map { Passage([.remembered($0.figure, .period, $0.period.label)]) } ?? Passage()
    }
    let ahead = kept.map { column in
      let points = used.flatMap(\.points).filter { Column($0.period) == columns[column] }
      return !points.isEmpty && points.allSatisfy { isAhead($0) }
    }
    let past = ahead.lastIndex(of: false).map { $0 + 1 } ?? 0
    let lead: Passage =
      past > 0 && past < heads.count
      ? "The numbers tell the story; from \(heads[past]) on they are forecasts:" : "The numbers tell the story:"
    return Essay.MetricsTable(
      lead: lead, columns: ["Metric"] + heads,
      rows: rows.map { row in [row[0]] + kept.map { row[$0 + 1] } })
  }

  /// A cell that only an earlier report knows.
  private func remembered(_ row: Row, _ column: Column) -> Passage? {
    guard let last = row.points.last, let old = row.earlier.first(where: { Column($0.period) == column }) else {
      return nil
    }
    return value(old.figure, like: last.figure)
  }

  /// The series by salience; the parts of the note's mix directly under their whole.
  private func candidates() -> [Row] {
    var rows: [Row] = []
    // The charts of the hook first.
    var first: [Int] = []
    if case .shift(let shift) = angle {
      let charts = charts(of: shift)
      first = [charts.before, charts.after].compactMap { $0 }
    }
    for index in first + thesis.series.indices.prefix(Self.mostSeries).filter({ !first.contains($0) }) {
      let series = thesis.series[index]
      guard isSayable(series), series.points.count(where: { value($0.figure) != nil }) > 1 else { continue }
      if isFiler(index), series.measure == nil, !isLine(series) || isInMix(series) { continue }
      rows.append(
        Row(
          name: withPerUnit(label(series), of: series.points.map(\.figure)), points: series.points,
          earlier: earlier(series.points), salience: series.salience,
          measure: series.measure))
      guard case .mix(let mix) = angle, mix.series == index else { continue }
      for part in [mix.carrier, mix.other] {
        rows.append(
          Row(
            name: partLabel(mix, part), points: mix.breakdown.parts[part].points, salience: series.salience,
            measure: nil))
      }
    }
    return rows
  }

  /// A line of a known measure ("AWS net sales"), which a company's table may show beside its own totals.
  private func isLine(_ series: Series) -> Bool {
    MeasureName.isMeasure(series.name) && series.salience >= 9
  }

  /// Whether it is a part of a whole that the note takes apart in a table of its own, or the rest of one.
  private func isInMix(_ series: Series) -> Bool {
    Mix.isRest(series.name)
      || mixes.prefix(2).contains { mix in mix.breakdown.parts.contains { isPart($0.points, of: series.points) } }
  }

  /// Two ways of counting one measure, or two names that share most of their words.
  private func isSame(_ a: Row, _ b: Row) -> Bool {
    if let measure = a.measure, measure == b.measure { return true }
    if isPart(b.points, of: a.points) || isPart(a.points, of: b.points) { return true }
    func words(_ row: Row) -> Set<String> {
      Set(row.name.text.lowercased().split(whereSeparator: { !$0.isAlphabetic }).map(String.init))
        .subtracting(["total", "segment", "of", "and", "net", "the"])
    }
    let (x, y) = (words(a), words(b))
    guard !x.isEmpty, !y.isEmpty else { return a.name.text.lowercased() == b.name.text.lowercased() }
    return Double(x.intersection(y).count) > 0.6 * Double(x.union(y).count)
  }

  /// At most five periods: those that most of the rows have, the latest of equals.
  private func columns(of candidates: [Row]) -> [Column] {
    var counts: [Column: Int] = [:]
    for row in candidates.prefix(Self.mostRows * 2) {
      for point in row.points where value(point.figure) != nil {
        counts[Column(point.period), default: 0] += 1
      }
      for old in row.earlier where remembered(row, Column(old.period)) != nil {
        counts[Column(old.period), default: 0] += 1
      }
    }
    let shared = counts.filter { $0.value > 1 }
    let pool = shared.count > 1 ? shared : counts
    let ranked = pool.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
    return ranked.prefix(Self.mostColumns).map(\.key).sorted()
  }

  /// The top figures with what they measure, where no series has two periods.
  private mutating func figuresTable() -> Essay.MetricsTable? {
    var rows: [[Passage?]] = []
    var named: Set<String> = []
    for claim in thesis.groups.compactMap({ $0.claims.first }).map({ thesis.claims[$0] }) {
      for reference in claim.figures {
        guard dossier.figure(reference).role == .level, !isExpected(reference), let name = figureName(reference),
          MeasureName.isMeasure(name.text), let value = value(reference),
          value.text.contains(where: \.isNumber),
          named.insert(name.text.lowercased()).inserted
        else { continue }
        rows.append([withPerUnit(name.capitalized, of: [reference]), value])
        if rows.count == Self.mostRows { break }
      }
      if rows.count == Self.mostRows { break }
    }
    guard rows.count > 2 else { return nil }
    return Essay.MetricsTable(lead: "The numbers that carry it:", columns: ["Metric", "Figure"], rows: rows)
  }

  /// What a single figure measures, if its report says so in a few plain words.
  func figureName(_ reference: FigureReference) -> Passage? {
    let figure = dossier.figure(reference)
    guard let span = figure.metric.first ?? figure.noun else { return nil }
    let citation = Citation(report: reference.report, span: span)
    let text = dossier.string(citation).flattened.sentenceCased
    let words = text.split(separator: " ")
    guard (1...7).contains(words.count), text.count > 2, !text.contains(where: \.isNumber),
      text.first?.isAlphabetic == true,
      !Self.unnameable.contains(words[0].lowercased()), !Self.unnameable.contains(words[words.count - 1].lowercased())
    else { return nil }
    return Passage([.name(citation, Markdown.escaped(text))])
  }

  private static let unnameable: Set<String> = [
    "it", "they", "this", "that", "these", "those", "which", "who", "there", "and", "or", "but", "to", "of", "in", "by",
    "for",
    "with", "from", "on", "at", "as", "we", "our", "its", "their", "is", "are", "was", "were", "be", "been", "has",
    "have", "had",
    "he", "she", "i", "you", "something", "everything", "nothing", "remained", "what", "how", "percent", "percentage",
    "not", "no", "than", "if", "when", "while", "about", "approximately", "the", "more", "less", "other", "own", "such",
    "total", "outcomes",
  ]
}
