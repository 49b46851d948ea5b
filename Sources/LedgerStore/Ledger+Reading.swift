import FigureExtraction
import GRDB
import ReportReading

extension Ledger {
  /// What is known of these names, by path. O(n log m) for n names of the m there are.
  package func places(at paths: [String]) throws(LedgerError) -> [String: Place] {
    if paths.isEmpty { return [:] }
    return try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT identity, place.outcome, place.reason, sha256
          FROM place LEFT JOIN report ON report.id = place.report WHERE path = ?
          """)
      var places: [String: Place] = [:]
      places.reserveCapacity(paths.count)
      for path in paths {
        guard let row = try Row.fetchOne(statement, arguments: [path]) else { continue }
        places[path] = Place(
          path: path, identity: row[0], outcome: Place.Outcome(rawValue: row[1]) ?? .deferred, reason: row[2],
          sha256: row[3])
      }
      return places
    }
  }

  /// True where this content was read or skipped before.
  package func knows(sha256: String) throws(LedgerError) -> Bool {
    try read { try reportID(sha256, $0) != nil }
  }

  /// Remembers what was found, all of it or, where that fails, none.
  package func record(_ findings: [Finding], at time: Int64) throws(LedgerError) {
    guard !findings.isEmpty else { return }
    try write { database in
      for finding in findings { try record(finding, at: time, in: database) }
    }
  }

  private func record(_ finding: Finding, at time: Int64, in database: Database) throws {
    switch finding.result {
    case .read(let evidence, let archive):
      let sha256 = evidence.report.source.sha256
      let id: Int64
      if let known = try reportID(sha256, database) {
        id = known
        try database.run("UPDATE report SET times_read = times_read + 1 WHERE id = ?", [id])
      } else {
        id = try insert(evidence, archive: archive, at: time, into: database)
      }
      try place(finding, outcome: .read, reason: nil, report: id, at: time, in: database)
    case .opened(let sha256, let byteCount, let members):
      let id = try open(sha256, byteCount, members, at: time, in: database)
      try place(finding, outcome: .read, reason: nil, report: id, at: time, in: database)
    case .known(let sha256):
      guard let id = try reportID(sha256, database) else { return }
      let row = try Row.fetchOne(
        database.cachedStatement(sql: "SELECT outcome, reason FROM report WHERE id = ?"), arguments: [id])
      let outcome = row.flatMap { Place.Outcome(rawValue: $0[0]) } ?? .read
      try place(finding, outcome: outcome, reason: row?[1], report: id, at: time, in: database)
    case .skipped(nil, _, let reason):
      try place(finding, outcome: .skipped, reason: reason, report: nil, at: time, in: database)
    case .skipped(let sha256?, let byteCount, let reason):
      try database.run(
        """
        INSERT INTO report (sha256, outcome, reason, byte_count, read_at) VALUES (?, 'skipped', ?, ?, ?)
        ON CONFLICT (sha256) DO NOTHING
        """, [sha256, reason, byteCount, time])
      let id = try reportID(sha256, database)
      try place(finding, outcome: .skipped, reason: reason, report: id, at: time, in: database)
    case .ignored(let reason):
      try place(finding, outcome: .ignored, reason: reason, report: nil, at: time, in: database)
    case .deferred(let reason):
      try place(finding, outcome: .deferred, reason: reason, report: nil, at: time, in: database)
    }
  }

  /// Points a name at its content. A content that no name holds any more was revised: the new one stands for it.
  private func place(
    _ finding: Finding, outcome: Place.Outcome, reason: String?, report: Int64?, at time: Int64, in database: Database
  ) throws {
    let before = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT report FROM place WHERE path = ?"), arguments: [finding.path])
    try database.run(
      """
      INSERT INTO place (path, identity, report, outcome, reason, seen_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (path) DO UPDATE SET identity = excluded.identity, report = excluded.report,
        outcome = excluded.outcome, reason = excluded.reason, seen_at = excluded.seen_at
      """, [finding.path, finding.identity, report, outcome.rawValue, reason, time])
    guard let report else { return }
    try database.run(
      """
      UPDATE report SET superseded_by = NULL
      WHERE (id = ?1 OR id IN (SELECT report FROM member WHERE file = ?1)) AND superseded_by IS NOT NULL
      """, [report])
    guard let before, before != report else { return }
    try database.run(
      """
      UPDATE report SET superseded_by = ?
      WHERE id = ? AND NOT EXISTS (SELECT 1 FROM place WHERE report = ?)
      """, [report, before, before])
    try revise(before, to: report, in: database)
  }

  /// All that the ledger keeps of a report; its passages wait for the first search. Returns its row.
  func insert(_ evidence: Evidence, archive: [UInt8], at time: Int64, into database: Database) throws -> Int64 {
    let (source, metadata) = (evidence.report.source, evidence.report.metadata)
    try database.run(
      """
      INSERT INTO report (sha256, outcome, title, publisher, date, format, byte_count, figure_count, read_at)
      VALUES (?, 'read', ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        source.sha256, metadata.title, metadata.publisher, metadata.date?.description, source.format.rawValue,
        source.byteCount, evidence.figures.count, time,
      ])
    let id = database.lastInsertedRowID
    try database.run("INSERT INTO evidence (report, archive) VALUES (?, ?)", [id, ArchiveBytes.data(archive)])
    try database.run("INSERT INTO unindexed (report) VALUES (?)", [id])
    try insertFigures(of: evidence, report: id, into: database)
    try Reckoning.match(report: id, in: database)
    return id
  }

  private func insertFigures(of evidence: Evidence, report id: Int64, into database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO figure (report, ordinal, span_start, span_end, line, text, metric, metric_key, subject_key, low, high,
          value, unit, period_start, period_end, role, modality)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let report = evidence.report
    for (ordinal, figure) in evidence.figures.enumerated() {
      let quantity = figure.quantity
      try statement.execute(arguments: [
        id, ordinal, figure.span.start, figure.span.end, report.line(of: figure.span), report.string(figure.span),
        evidence.metricName(of: figure), figure.metric.first.flatMap { Reckoning.key(report.string($0)) },
        figure.subject.flatMap { Reckoning.key(report.string($0)) } ?? "", quantity.low?.description,
        quantity.high?.description, Reckoning.number(quantity.value), quantity.unit.symbol,
        figure.period?.start.description, figure.period?.end.description, figure.role.rawValue,
        figure.modality.rawValue,
      ])
    }
  }

  func reportID(_ sha256: String, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM report WHERE sha256 = ?"), arguments: [sha256])
  }
}

extension Database {
  /// Executes a statement that is compiled once for each connection: a night executes it for each of its reports.
  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
