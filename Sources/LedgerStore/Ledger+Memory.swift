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
      // Held in a table of this connection: a list of a thousand would be one of a thousand question marks.
      try database.execute(sql: "CREATE TEMP TABLE IF NOT EXISTS tonight (id INTEGER PRIMARY KEY)")
      try database.execute(sql: "DELETE FROM tonight")
      let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO tonight (id) VALUES (?)")
      for report in reports { try statement.execute(arguments: [report]) }
      defer { try? database.execute(sql: "DELETE FROM tonight") }
      return (try Self.settled(database), try Self.revised(database), try Self.earlier(database))
    }
    memory.settled = settled
    memory.revised = revised
    memory.earlier = earlier
    return memory
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
        FROM printed CROSS JOIN figure f ON f.id = printed.figure CROSS JOIN figure n
          ON n.metric_key = f.metric_key AND n.period_start = f.period_start AND n.period_end = f.period_end
            AND n.unit IS f.unit AND n.subject_key = f.subject_key
        JOIN tonight ON tonight.id = n.report JOIN report rf ON rf.id = f.report JOIN report rn ON rn.id = n.report
        WHERE n.report <> f.report AND (n.low IS NOT f.low OR n.high IS NOT f.high)
          AND n.modality = 'reported' AND f.modality = 'reported' AND n.role = 'level' AND f.role = 'level'
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
        SELECT DISTINCT metric_key, subject_key, unit FROM tonight JOIN figure ON report = tonight.id
        WHERE metric_key IS NOT NULL AND period_start IS NOT NULL AND role = 'level' AND modality = 'reported'
        ORDER BY metric_key, subject_key, unit LIMIT ?
        """, arguments: [mostSeries])
    let figures = try database.cachedStatement(
      sql: """
        SELECT \(columns), max(coalesce(rf.date, ''))
        FROM figure f JOIN report rf ON rf.id = f.report
        WHERE f.metric_key = :metric AND f.subject_key = :subject AND f.unit IS :unit
          AND f.role = 'level' AND f.modality = 'reported' AND f.period_start IS NOT NULL
          AND rf.superseded_by IS NULL AND rf.id NOT IN (SELECT id FROM tonight)
          AND NOT EXISTS (
            SELECT 1 FROM figure n JOIN tonight ON tonight.id = n.report
            WHERE n.metric_key = f.metric_key AND n.subject_key = f.subject_key AND n.unit IS f.unit
              AND n.period_start = f.period_start AND n.period_end = f.period_end)
        GROUP BY f.period_start, f.period_end ORDER BY f.period_end DESC, f.period_start LIMIT :most
        """)
    return try series.flatMap { key in
      try Row.fetchAll(
        figures,
        arguments: [
          "metric": key[0] as String, "subject": key[1] as String, "unit": key[2] as String?,
          "most": mostOfSeries,
        ]
      ).map(remembered).reversed()
    }
  }
}
