import EssayWriting
import FigureExtraction
import Foundation
import GRDB
import ReportReading
import ThesisBuilding

extension Ledger {
  /// Bounds on what a note is reminded of, so that its cost does not grow with the ledger.
  private static let mostSettled = 200
  private static let mostRevised = 200
  private static let mostSeries = 200
  private static let mostOfSeries = 12
  private static let mostPeriods = 100
  /// Of the levels that reports give for one period, those read last.
  private static let mostOfPeriod = 256

  /// What bears on a note from these reports, which no note has used yet.
  package func memory(for reports: [Int64]) throws(LedgerError) -> NoteMemory {
    var memory = NoteMemory()
    let views = try stances()
    memory.held = Set(views.filter { $0.value == "positive" }.keys)
    memory.shunned = Set(views.filter { $0.value == "negative" }.keys)
    memory.hasEarlierNotes = try essayCount() > 0
    memory.records = try reckoning().forecasters.map {
      PublisherRecord(publisher: $0.publisher, outcomes: $0.outcomes, meanError: $0.meanError)
    }.sorted { $0.publisher < $1.publisher }
    let (settled, revised, earlier) = try write { database in
      try Self.gather(reports, in: database)
      defer { try? database.execute(sql: "DELETE FROM tonight; DELETE FROM tonight_figure") }
      return (try Self.settled(database), try Self.revised(database), try Self.earlier(database))
    }
    memory.settled = settled
    memory.revised = revised
    memory.earlier = earlier
    return memory
  }

  /// Tonight's reports and the figures of theirs that others may be held against, in tables of this connection: a list of a
  /// thousand would be one of a thousand question marks, and looked for among a million figures each time.
  private static func gather(_ reports: [Int64], in database: Database) throws {
    try database.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS tonight (id INTEGER PRIMARY KEY);
        CREATE TEMP TABLE IF NOT EXISTS tonight_figure (
          id INTEGER PRIMARY KEY, metric_key TEXT, subject_key TEXT, unit TEXT, period_end TEXT, period_start TEXT,
          is_level INTEGER);
        CREATE INDEX IF NOT EXISTS temp.tonight_metric
          ON tonight_figure (metric_key, subject_key, unit, period_end, period_start);
        DELETE FROM tonight;
        DELETE FROM tonight_figure;
        """)
    let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO tonight (id) VALUES (?)")
    for report in reports { try statement.execute(arguments: [report]) }
    try database.execute(
      sql: """
        INSERT INTO tonight_figure (id, metric_key, subject_key, unit, period_end, period_start, is_level)
        SELECT figure.id, metric_key, subject_key, unit, period_end, period_start, role = 'level' AND modality = 'reported'
        FROM tonight CROSS JOIN figure ON figure.report = tonight.id
        WHERE metric_key IS NOT NULL AND period_start IS NOT NULL
        """)
  }

  /// Columns of a remembered figure `f` of report `rf`, read by `remembered(_:from:)`.
  private static let columns = """
    coalesce(rf.publisher, rf.title, ''), coalesce(rf.title, ''), rf.date, rf.sha256, f.span_start, f.span_end, f.line,
    f.text, coalesce(f.metric, ''), f.low, f.high, f.unit, f.period_start, f.period_end, f.modality,
    coalesce(
      (SELECT min(file) FROM essay JOIN printed ON printed.essay = essay.id WHERE printed.figure = f.id),
      (SELECT min(file) FROM essay JOIN essay_report ON essay_report.essay = essay.id WHERE essay_report.report = rf.id)),
    \(path(of: "rf.id"))
    """
  private static let columnCount = 17

  private static func remembered(_ row: Row) -> RememberedFigure {
    RememberedFigure(
      publisher: row[0], title: row[1], date: date(row[2]),
      place: FigurePlace(sha256: row[3], span: Span(row[4], row[5])), line: row[6], text: row[7], metric: row[8],
      low: decimal(row[9]), high: decimal(row[10]), unit: row[11], periodStart: date(row[12]), periodEnd: date(row[13]),
      modality: Modality(rawValue: row[14]) ?? .reported, note: row[15], path: row[16])
  }

  private static func date(_ text: String?) -> CalendarDate? { text.flatMap { CalendarDate(iso: $0) } }
  private static func decimal(_ text: String?) -> Decimal? { text.flatMap { Decimal(string: $0, locale: nil) } }

  /// Forecasts that tonight's figures settle and no earlier report's did.
  private static func settled(_ database: Database) throws -> [SettledForecast] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT \(columns), ra.sha256, a.span_start, a.span_end, abs(f.value - a.value) / abs(a.value), f.id
        FROM tonight JOIN figure a ON a.report = tonight.id JOIN outcome ON outcome.actual = a.id
        JOIN figure f ON f.id = outcome.forecast JOIN report ra ON ra.id = a.report JOIN report rf ON rf.id = f.report
        WHERE rf.superseded_by IS NULL AND NOT EXISTS (
          SELECT 1 FROM outcome o JOIN figure b ON b.id = o.actual
          WHERE o.forecast = f.id AND b.report NOT IN (SELECT id FROM tonight))
        ORDER BY rf.date, rf.sha256, f.ordinal, ra.date, ra.sha256, a.ordinal
        """)
    var seen: Set<Int64> = []
    return rows.filter { seen.insert($0[columnCount + 4]).inserted }.prefix(mostSettled).map { row in
      SettledForecast(
        forecast: remembered(row),
        actual: FigurePlace(sha256: row[columnCount], span: Span(row[columnCount + 1], row[columnCount + 2])),
        error: row[columnCount + 3])
    }
  }

  /// Reported levels that notes printed and tonight's reports give otherwise: the first of each printed figure.
  private static func revised(_ database: Database) throws -> [RevisedFigure] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT \(columns), rn.sha256, n.span_start, n.span_end, rf.publisher IS rn.publisher, f.id
        FROM printed CROSS JOIN figure f ON f.id = printed.figure CROSS JOIN tonight_figure t
          ON t.metric_key = f.metric_key AND t.subject_key = f.subject_key AND t.unit IS f.unit
            AND t.period_end = f.period_end AND t.period_start = f.period_start AND t.is_level
        JOIN figure n ON n.id = t.id JOIN report rf ON rf.id = f.report JOIN report rn ON rn.id = n.report
        WHERE n.report <> f.report AND (n.low IS NOT f.low OR n.high IS NOT f.high)
          AND f.modality = 'reported' AND f.role = 'level'
          AND (rf.date IS NULL OR rn.date IS NULL OR rf.date <= rn.date)
        ORDER BY printed.essay, rf.sha256, f.ordinal, rn.date DESC, rn.sha256, n.ordinal
        """)
    var seen: Set<Int64> = []
    return rows.filter { seen.insert($0[columnCount + 4]).inserted }.prefix(mostRevised).map { row in
      RevisedFigure(
        printed: remembered(row),
        now: FigurePlace(sha256: row[columnCount], span: Span(row[columnCount + 1], row[columnCount + 2])),
        kind: row[columnCount + 3] ? .supersedes : .contradicts)
    }
  }

  /// The latest levels, one a period, of each metric, subject and unit of tonight's, for periods that tonight's lack.
  private static func earlier(_ database: Database) throws -> [RememberedFigure] {
    let series = try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT metric_key, subject_key, unit FROM tonight_figure WHERE is_level
        ORDER BY metric_key, subject_key, unit LIMIT ?
        """, arguments: [mostSeries])
    let isLevel = """
      f.metric_key = :metric AND f.subject_key = :subject AND f.unit IS :unit AND f.metric_key IS NOT NULL
        AND f.period_start IS NOT NULL AND f.role = 'level' AND f.modality = 'reported'
      """
    // Periods from the latest end back, and of those that end together the longest first.
    let start = try database.cachedStatement(
      sql: """
        SELECT period_start FROM figure f WHERE \(isLevel) AND f.period_end = :end AND f.period_start > :start
        ORDER BY f.period_start LIMIT 1
        """)
    let end = try database.cachedStatement(
      sql: """
        SELECT period_end FROM figure f WHERE \(isLevel) AND f.period_end < :end ORDER BY f.period_end DESC LIMIT 1
        """)
    let latest = try database.cachedStatement(
      sql: """
        SELECT \(columns) FROM (
          SELECT f.id FROM figure f WHERE \(isLevel) AND f.period_end = :end AND f.period_start = :start
          ORDER BY f.id DESC LIMIT \(mostOfPeriod)) near
        JOIN figure f ON f.id = near.id JOIN report rf ON rf.id = f.report
        WHERE rf.superseded_by IS NULL AND rf.id NOT IN (SELECT id FROM tonight)
          AND NOT EXISTS (
            SELECT 1 FROM tonight_figure n
            WHERE n.metric_key = f.metric_key AND n.subject_key = f.subject_key AND n.unit IS f.unit
              AND n.period_end = f.period_end AND n.period_start = f.period_start)
        ORDER BY coalesce(rf.date, '') DESC, f.id LIMIT 1
        """)
    return try series.flatMap { key in
      let (metric, subject, unit): (String, String, String?) = (key[0], key[1], key[2])
      var found: [RememberedFigure] = []
      var place: [String: (any DatabaseValueConvertible)?] = [
        "metric": metric, "subject": subject, "unit": unit, "end": "~",
      ]
      var periods = 0
      while found.count < mostOfSeries, periods < mostPeriods {
        guard let before = try String.fetchOne(end, arguments: StatementArguments(place)) else { break }
        place["end"] = before
        place["start"] = ""
        while found.count < mostOfSeries, periods < mostPeriods,
          let next = try String.fetchOne(start, arguments: StatementArguments(place))
        {
          place["start"] = next
          periods += 1
          if let row = try Row.fetchOne(latest, arguments: StatementArguments(place)) { found.append(remembered(row)) }
        }
        place.removeValue(forKey: "start")
      }
      return found.reversed()
    }
  }
}
