import GRDB

/// The ledger at a glance.
package struct LedgerSummary: Hashable, Sendable, Codable {
  package struct Trouble: Hashable, Sendable, Codable {
    package let path: String
    package let outcome: String
    package let reason: String
  }

  package struct NoteEntry: Hashable, Sendable, Codable {
    package let night: String
    package let title: String
    package let file: String
    package let published: Bool
    package let reports: Int
  }

  package let reports: Int
  package let figures: Int
  /// Read, and not in a note yet.
  package let pending: Int
  package let pendingFigures: Int
  /// Skipped, ignored and deferred files, by path.
  package let troubles: [Trouble]
  /// The newest first, at most ten.
  package let notes: [NoteEntry]
  package let settledForecasts: Int
}

extension Ledger {
  package func summary() throws(LedgerError) -> LedgerSummary {
    let pending = try pendingReports()
    return try read { database in
      LedgerSummary(
        reports: try Int.fetchOne(database, sql: "SELECT count(*) FROM report WHERE outcome = 'read'") ?? 0,
        figures: try Int.fetchOne(database, sql: "SELECT total(figure_count) FROM report") ?? 0,
        pending: pending.count, pendingFigures: pending.reduce(0) { $0 + $1.figureCount },
        troubles: try Row.fetchAll(
          database,
          sql: """
            SELECT path, outcome, reason FROM place WHERE outcome <> 'read'
            UNION ALL
            SELECT path || suffix, 'skipped', member.reason FROM member JOIN place ON place.report = file
            WHERE member.reason IS NOT NULL
            ORDER BY path
            """
        ).map { LedgerSummary.Trouble(path: $0[0], outcome: $0[1], reason: $0[2] ?? "") },
        notes: try Row.fetchAll(
          database,
          sql: """
            SELECT night, title, file, state = 'published',
              (SELECT count(*) FROM essay_report WHERE essay = essay.id)
            FROM essay ORDER BY id DESC LIMIT 10
            """
        ).map {
          LedgerSummary.NoteEntry(night: $0[0], title: $0[1], file: $0[2], published: $0[3], reports: $0[4])
        },
        settledForecasts: try Int.fetchOne(database, sql: "SELECT count(DISTINCT forecast) FROM outcome") ?? 0)
    }
  }

  /// Forgets that files were bad, or something in them was, so that the next look tries them again: those under `paths`, or
  /// all. Returns their names.
  package func retry(_ paths: [String]? = nil) throws(LedgerError) -> [String] {
    try write { database in
      let all = try Row.fetchAll(
        database,
        sql: """
          SELECT path, report FROM place WHERE outcome IN ('skipped', 'deferred')
            OR report IN (SELECT file FROM member WHERE reason IS NOT NULL)
          ORDER BY path
          """)
      let chosen = all.filter { row in
        let path: String = row[0]
        return paths.map { $0.contains { path == $0 || path.hasPrefix($0 + "/") } } ?? true
      }
      for row in chosen {
        let (path, report): (String, Int64?) = (row[0], row[1])
        try database.execute(sql: "DELETE FROM place WHERE path = ?", arguments: [path])
        if let report { try database.execute(sql: "DELETE FROM report WHERE id = ?", arguments: [report]) }
      }
      return chosen.map { $0[0] }
    }
  }

  /// The whole ledger in words, without row numbers: two ledgers that remember the same say the same.
  package func dump() throws(LedgerError) -> String {
    let queries = [
      "SELECT 'report', sha256, outcome, reason, title, publisher, date, figure_count, times_read FROM report ORDER BY sha256",
      """
      SELECT 'place', path, place.outcome, place.reason, sha256 FROM place LEFT JOIN report ON report.id = place.report
      ORDER BY path
      """,
      """
      SELECT 'member', file.sha256, suffix, key, member.reason, report.sha256
      FROM member JOIN report AS file ON file.id = file LEFT JOIN report ON report.id = member.report
      ORDER BY file.sha256, suffix
      """,
      """
      SELECT 'figure', sha256, ordinal, span_start, span_end, text, metric, low, high, unit, period_start, modality
      FROM figure JOIN report ON report.id = figure.report ORDER BY sha256, ordinal
      """,
      "SELECT 'essay', night, file, sha256, state FROM essay ORDER BY file",
      """
      SELECT 'used', file, report.sha256 FROM essay_report JOIN essay ON essay.id = essay JOIN report ON report.id = report
      ORDER BY file, report.sha256
      """,
      """
      SELECT 'printed', file, report.sha256, ordinal FROM printed JOIN essay ON essay.id = printed.essay
      JOIN figure ON figure.id = printed.figure JOIN report ON report.id = figure.report
      ORDER BY file, report.sha256, ordinal
      """,
      "SELECT 'stance', file, name, view FROM stance JOIN essay ON essay.id = essay ORDER BY file, name",
      "SELECT 'night', date, outcome FROM night ORDER BY date",
    ]
    return try read { database in
      var text = ""
      for query in queries {
        for row in try Row.fetchAll(database, sql: query) {
          text +=
            row.databaseValues.map { $0.isNull ? "-" : "\($0.storage.value ?? "-")" }.joined(separator: "\t") + "\n"
        }
      }
      return text
    }
  }
}
