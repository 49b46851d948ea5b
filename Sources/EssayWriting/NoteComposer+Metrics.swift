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

  private func periodsTable() -> Essay.MetricsTable? {
    var byCalendar: [Calendar: [Int]] = [:]
    for (index, series) in thesis.series.enumerated().prefix(40) {
      guard isSayable(series), let calendar = series.points.last.map({ Calendar($0.period) }) else { continue }
      let cells = series.points.filter { value($0.figure) != nil }
      if cells.count > 1 { byCalendar[calendar, default: []].append(index) }
    }
    // The calendar of the most telling rows, the earlier rank deciding ties.
    let best = byCalendar.values.max { a, b in
      let (x, y) = (a.prefix(Self.mostRows), b.prefix(Self.mostRows))
      let (s, t) = (x.reduce(0) { $0 + thesis.series[$1].salience }, y.reduce(0) { $0 + thesis.series[$1].salience })
      return s != t ? s < t : x[0] > y[0]
    }
    guard let best else { return nil }
    let columns = columns(of: best)
    var rows: [[Passage?]] = []
    var named: Set<String> = []
    var used: [Series] = []
    for index in best {
      let series = thesis.series[index]
      let cells = columns.map { column in
        series.points.first { Column($0.period) == column }.flatMap { value($0.figure) }
      }
      let name = metric(series).capitalized
      guard cells.count(where: { $0 != nil }) > 1, named.insert(name.text.lowercased()).inserted else { continue }
      rows.append([name] + cells)
      used.append(series)
      if rows.count == Self.mostRows { break }
    }
    guard !rows.isEmpty, rows.count > 1 || columns.count > 2 else { return nil }
    let kept = columns.indices.filter { column in rows.contains { $0[column + 1] != nil } }
    let heads = kept.map { index -> Passage in
      let point = used.lazy.flatMap(\.points).first { Column($0.period) == columns[index] }
      return point.flatMap { self.period($0.figure) } ?? Passage()
    }
    return Essay.MetricsTable(
      lead: "The numbers tell the story:", columns: ["Metric"] + heads,
      rows: rows.map { row in [row[0]] + kept.map { row[$0 + 1] } })
  }

  /// At most five periods: those that most of the rows have, the latest of equals.
  private func columns(of candidates: [Int]) -> [Column] {
    var counts: [Column: Int] = [:]
    for index in candidates.prefix(Self.mostRows * 2) {
      for point in thesis.series[index].points where value(point.figure) != nil {
        counts[Column(point.period), default: 0] += 1
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
        guard let name = figureName(reference), let value = value(reference), value.text.contains(where: \.isNumber),
          named.insert(name.text.lowercased()).inserted
        else { continue }
        rows.append([name.capitalized, value])
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
      text.first?.isLetter == true,
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
    "not", "no", "than", "if", "when", "while", "about", "approximately", "the",
  ]
}
