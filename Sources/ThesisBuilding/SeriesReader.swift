import FigureExtraction
import Foundation
import ReportReading

/// Gathers metrics with values in two or more periods: from the rows of tables, then from prose, then joins those that mean the same.
struct SeriesReader {
  let dossier: Dossier
  let outlines: [Outline]
  private let schedules: Schedules
  private var metrics: MetricReader
  private var terms: TermReader
  private let amounts: Amounts
  private let limit = 200

  /// A series on its way: what joins it, and what names it.
  struct Candidate {
    var metric: Metric
    var unit: Unit
    var per: String?
    var points: [Series.Point]
    /// The metric's spans in the report of the first point.
    var label: [Span]
    var report: Int
    var table: Int?
    /// Whose numbers these are where the metric alone does not say; empty where anyone's may be joined.
    var scope: String
    /// Tables and passages in which the series was found.
    var occurrences = 1
    /// A greater series has the same metric: this one is a part of it, and its name needs the parent.
    var isPart = false
    /// A shorter stretch of the same metric is there too.
    var isLonger = false
    var place: Int
  }

  private struct RowKey: Hashable {
    let report: Int
    let table: Int
    let label: [Span]
    let unit: Unit
    let per: String?
    let kind: Int
    let isFiscal: Bool
  }

  /// What a reader tells series by.
  private struct ShownName: Hashable {
    let name: String
    let unit: Unit
    let kind: Int
  }

  private struct JoinKey: Hashable {
    let metric: String
    let unit: Unit
    let per: String?
    let kind: Int
    let isFiscal: Bool
    let scope: String
  }

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
  }

  /// The most telling first, at most 200; without those of a report that rest on figures left out.
  mutating func series(without left: Set<FigureReference> = []) -> [Series] {
    let read = (tableCandidates() + proseCandidates()).filter { candidate in
      left.isEmpty || !candidate.points.contains { left.contains($0.figure) }
    }
    let joined = ranked(join(read))
    let naming = SeriesNaming(dossier: dossier)
    let mentions = MetricMentions(dossier)
    let plain = PlainNames(dossier)
    var built: [Series] = []
    for candidate in joined where moves(candidate) {
      guard let name = naming.name(candidate) else { continue }
      let salience = SeriesSalience.score(
        candidate, name: name.text, mentions: mentions, dossier: dossier, terms: &terms)
      built.append(
        Series(
          name: name.text, nameCitations: name.citations, unit: candidate.unit, points: candidate.points,
          salience: salience,
          table: candidate.table.map { TableReference(report: candidate.report, table: $0) },
          measure: measure(of: candidate), plainName: plainName(of: candidate, name.text, plain)))
    }
    built.sort {
      if $0.salience != $1.salience { return $0.salience > $1.salience }
      if $0.points[0].figure != $1.points[0].figure { return $0.points[0].figure < $1.points[0].figure }
      return $0.name < $1.name
    }
    // One name, one series: of two that a reader could not tell apart the more telling stays.
    var seen: Set<ShownName> = []
    let distinct = built.filter {
      seen.insert(ShownName(name: $0.name.lowercased(), unit: $0.unit, kind: Self.kind($0.points[0].period))).inserted
    }
    return Array(distinct.prefix(limit))
  }

  /// The whole company's measure; nil for a line of it, and for a percentage of a measure in money.
  private func measure(of candidate: Candidate) -> String? {
    guard let entry = candidate.metric.entry, !candidate.metric.isQualified, !candidate.isPart,
      candidate.unit != .percent || !MetricLexicon.inMoney.contains(entry)
    else { return nil }
    return entry
  }

  private func plainName(of candidate: Candidate, _ name: String, _ plain: PlainNames) -> Citation? {
    guard let entry = measure(of: candidate), let citation = plain[candidate.report, entry],
      dossier.string(citation).utf8.count < name.utf8.count
    else { return nil }
    return citation
  }

  /// Periods that may stand in one row: years with years, quarters with quarters, instants with instants, fiscal apart from calendar.
  static func kind(_ period: Period) -> Int {
    let days = period.end.dayNumber - period.start.dayNumber
    let base: Int
    switch period.kind {
    case .year: base = 1
    case .half: base = 2
    case .quarter: base = 3
    case .month: base = 4
    case .week: base = 5
    case .day, .instant: base = 6
    case .range: base = days > 350 && days < 380 ? 1 : days > 80 && days < 100 ? 3 : 100 + days / 15
    }
    return base
  }

  /// A day is the same in every calendar.
  private static func isFiscal(_ period: Period) -> Bool {
    period.isFiscal && period.kind != .instant && period.kind != .day
  }

  // MARK: Tables

  private mutating func tableCandidates() -> [Candidate] {
    var rows = KeyedRuns<RowKey, Series.Point>()
    for (index, evidence) in dossier.evidence.enumerated() {
      let figures = evidence.figures
      // Figures are heavy to copy: their parts are read where they stand.
      for number in figures.indices {
        guard case .cell(let table, _, _) = figures[number].place,
          figures[number].role == .level || figures[number].role == .share, let period = figures[number].period,
          !schedules.contains(table, of: index),
          !figures[number].metric.isEmpty, let block = evidence.report.blockIndex(at: figures[number].span.start),
          outlines[index].setting[block] == .body
        else { continue }
        let key = RowKey(
          report: index, table: table, label: figures[number].metric, unit: figures[number].quantity.unit,
          per: figures[number].quantity.per, kind: Self.kind(period), isFiscal: Self.isFiscal(period))
        rows.add(Series.Point(period: period, figure: FigureReference(report: index, figure: number)), to: key)
      }
    }
    var candidates: [Candidate] = []
    for (key, points) in rows.runs {
      let distinct = Self.eachPeriodOnce(points)
      guard distinct.count > 1, let first = distinct.first else { continue }
      let report = dossier.evidence[key.report].report
      let figure = dossier.figure(first.figure)
      guard let metric = metrics.metric(of: figure, in: report, at: key.report, terms: &terms) else { continue }
      candidates.append(
        Candidate(
          metric: metric, unit: key.unit, per: key.per, points: distinct, label: key.label, report: key.report,
          table: key.table,
          scope: scope(of: key.report, metric), place: figure.span.start))
    }
    return candidates
  }

  private static func eachPeriodOnce(_ points: [Series.Point]) -> [Series.Point] {
    var distinct: [Series.Point] = []
    for point in points.sorted(by: {
      ($0.period.start, $0.period.end, $0.figure) < ($1.period.start, $1.period.end, $1.figure)
    })
    where distinct.last.map({ !$0.period.covers(sameDaysAs: point.period) }) ?? true {
      distinct.append(point)
    }
    return distinct
  }

  // MARK: Prose

  private mutating func proseCandidates() -> [Candidate] {
    var found: [JoinKey: Candidate] = [:]
    for (index, evidence) in dossier.evidence.enumerated() {
      for number in evidence.figures.indices {
        guard case .prose(let sentence) = evidence.figures[number].place else { continue }
        let figure = evidence.figures[number]
        if case .duration = figure.quantity.unit { continue }
        guard figure.role == .level || figure.role == .origin,
          !figure.metric.isEmpty || figure.quantity.unit != .count, let period = figure.period,
          outlines[index].setting[evidence.report.sentences[sentence].block] == .body,
          let metric = metrics.metric(of: figure, in: evidence.report, at: index, terms: &terms)
        else { continue }
        // What was projected for a month is no value of it, nor of the month of the projection.
        if figure.modality == .reported, Expectation.isProjected(figure, in: evidence.report) { continue }
        let scope = scope(of: index, metric)
        let key = JoinKey(
          metric: metric.key, unit: figure.quantity.unit, per: figure.quantity.per, kind: Self.kind(period),
          isFiscal: Self.isFiscal(period), scope: scope)
        let point = Series.Point(period: period, figure: FigureReference(report: index, figure: number))
        if found[key] == nil {
          found[key] = Candidate(
            metric: metric, unit: key.unit, per: key.per, points: [point],
            label: figure.metric.isEmpty ? [figure.noun].compactMap(\.self) : figure.metric, report: index, table: nil,
            scope: scope, place: figure.span.start)
        } else {
          found[key]?.points.append(point)
        }
      }
    }
    return found.values.compactMap { candidate in
      guard isOneThing(candidate) else { return nil }
      var candidate = candidate
      candidate.points = Self.eachPeriodOnce(candidate.points)
      return candidate
    }
  }

  /// Two values for one period, or a leap of more than twentyfold, say that the words hide two things.
  private func isOneThing(_ candidate: Candidate) -> Bool {
    var least: Double?
    var most: Double?
    for (place, point) in candidate.points.enumerated() {
      for other in candidate.points[..<place].prefix(16) where other.period.covers(sameDaysAs: point.period) {
        if isApart(other.figure, point.figure) { return false }
        if !dossier.quantity(other.figure).agrees(with: dossier.quantity(point.figure)) { return false }
      }
      let size = abs(amounts[point.figure])
      least = min(least ?? size, size)
      most = max(most ?? size, size)
    }
    return (most ?? 0) <= 20 * (least ?? 0)
  }

  /// A filer's figures are its own; a researcher's metric means the same whoever prints it.
  private func scope(of index: Int, _ metric: Metric) -> String {
    dossier.evidence[index].report.metadata.fiscalYearEnd == nil && (metric.entry == nil || metric.isQualified)
      ? "" : dossier.publisher(of: index)
  }

  // MARK: Joining

  /// A series is held against this many others of its name, unit and scope, the weightiest first: a report that gives more
  /// accounts of one measure that disagree is not told what it measures by one more, and looking at all would take the
  /// square of their number.
  private static let mostRivals = 64

  private func join(_ candidates: [Candidate]) -> [Candidate] {
    // Their places are sorted and not the candidates, which are heavy to move.
    let ordered = candidates.indices.sorted { isBefore(candidates[$0], candidates[$1]) }
    var buckets: [JoinKey: [Int]] = [:]
    var joined: [Candidate] = []
    for place in ordered {
      let candidate = candidates[place]
      guard let first = candidate.points.first else { continue }
      let key = JoinKey(
        metric: candidate.metric.key, unit: candidate.unit, per: candidate.per, kind: Self.kind(first.period),
        isFiscal: Self.isFiscal(first.period),
        scope: candidate.scope)
      if let place = (buckets[key] ?? []).prefix(Self.mostRivals).first(where: {
        canJoin(joined[$0].points, candidate.points, isTable: candidate.table != nil)
      }) {
        joined[place].points = Self.eachPeriodOnce(joined[place].points, then: candidate.points)
        joined[place].occurrences += 1
      } else {
        buckets[key, default: []].append(joined.count)
        joined.append(candidate)
      }
    }
    return joined.filter { $0.points.count > 1 && !isFlowOfDays($0) }
  }

  /// What is earned over a stretch of time has no level on a day: such dates were read for want of better ones.
  private func isFlowOfDays(_ candidate: Candidate) -> Bool {
    guard let entry = candidate.metric.entry, MetricLexicon.inMoney.contains(entry), !MetricLexicon.held.contains(entry)
    else { return false }
    return candidate.points.contains { $0.period.kind == .day || $0.period.kind == .instant }
  }

  /// A count that never changes, or all of something as a percentage, is no measure.
  private func moves(_ candidate: Candidate) -> Bool {
    guard let first = candidate.points.first?.figure else { return false }
    let isLevel = candidate.points.allSatisfy {
      amounts[$0.figure] == amounts[first] && dossier.quantity($0.figure).value == dossier.quantity(first).value
    }
    if !isLevel { return true }
    return candidate.unit != .count && !(candidate.unit == .percent && dossier.quantity(first).value == 100)
  }

  /// Marks the parts of a whole that share its name, and the longer stretches of a metric that has shorter ones.
  private func ranked(_ candidates: [Candidate]) -> [Candidate] {
    struct Name: Hashable {
      let metric: String
      let unit: Unit
      let per: String?
      let scope: String
    }
    func name(_ candidate: Candidate) -> Name {
      Name(metric: candidate.metric.key, unit: candidate.unit, per: candidate.per, scope: candidate.scope)
    }
    func size(_ candidate: Candidate) -> Double {
      candidate.points.last.map { abs(amounts[$0.figure]) } ?? 0
    }
    // For each name its place among the names, and for each of these the greatest candidate of every kind.
    var places: [Name: Int] = [:]
    var greatest: [[Int: Int]] = []
    let names = candidates.indices.map { index in
      let place = places[name(candidates[index]), default: greatest.count]
      if place == greatest.count {
        places[name(candidates[index])] = place
        greatest.append([:])
      }
      let kind = Self.kind(candidates[index].points[0].period)
      if let known = greatest[place][kind], size(candidates[known]) >= size(candidates[index]) { return place }
      greatest[place][kind] = index
      return place
    }
    var ranked = candidates
    for index in ranked.indices {
      let kind = Self.kind(ranked[index].points[0].period)
      let kinds = greatest[names[index]]
      ranked[index].isPart = kinds[kind].map { $0 != index && !isRounded(candidates[$0], candidates[index]) } ?? false
      ranked[index].isLonger = kind != 1 && kind != 3 && kind != 6 && kinds[3] != nil
    }
    return ranked
  }

  /// Whether two end in the same number, one of them rounded: "$44.2 million" in prose and 44,172 in a table.
  private func isRounded(_ a: Candidate, _ b: Candidate) -> Bool {
    guard let x = a.points.last, let y = b.points.last else { return false }
    return dossier.quantity(x.figure).agrees(with: dossier.quantity(y.figure))
  }

  /// Longer series first, tables before prose, then by place: the first of a bucket lends its name and its cells.
  private func isBefore(_ a: Candidate, _ b: Candidate) -> Bool {
    if (a.table == nil) != (b.table == nil) { return a.table != nil }
    if a.points.count != b.points.count { return a.points.count > b.points.count }
    if a.report != b.report { return a.report < b.report }
    if a.place != b.place { return a.place < b.place }
    return a.points[0].figure < b.points[0].figure
  }

  /// No period in which they disagree, however its days are counted, and no leap in size between them.
  private func canJoin(_ known: [Series.Point], _ added: [Series.Point], isTable: Bool) -> Bool {
    func size(_ point: Series.Point) -> Double { abs(amounts[point.figure]) }
    for point in added {
      for other in known where Self.isNear(other.period, point.period) {
        if isApart(other.figure, point.figure) { return false }
        if !dossier.quantity(other.figure).agrees(with: dossier.quantity(point.figure)) { return false }
      }
    }
    guard !isTable, let x = known.map(size).max(), let y = added.map(size).max() else { return true }
    return max(x, y) <= 20 * min(x, y)
  }

  /// Two single numbers that no rounding reconciles.
  private func isApart(_ a: FigureReference, _ b: FigureReference) -> Bool {
    amounts.areApart(a, b) && amounts.isPoint(a) && amounts.isPoint(b)
  }

  /// The same stretch but for a few days: a quarter of thirteen weeks and one of three months.
  private static func isNear(_ a: Period, _ b: Period) -> Bool {
    if a.kind == .instant || b.kind == .instant { return a.start == b.start }
    return abs(a.start.dayNumber - b.start.dayNumber) <= 10 && abs(a.end.dayNumber - b.end.dayNumber) <= 10
  }

  private static func eachPeriodOnce(_ kept: [Series.Point], then added: [Series.Point]) -> [Series.Point] {
    var points = kept
    for point in added where !points.contains(where: { isNear($0.period, point.period) }) {
      points.append(point)
    }
    return points.sorted { ($0.period.start, $0.period.end) < ($1.period.start, $1.period.end) }
  }
}
