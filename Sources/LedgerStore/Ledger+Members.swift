import GRDB
import ReportReading

/// Files of several reports: feeds, and messages with what is attached to them.
extension Ledger {
  /// SQL for the path under which a report was last seen: its file's, or its place in a file's; null where there is none.
  static func path(of report: String) -> String {
    """
    coalesce(
      (SELECT min(path) FROM place WHERE place.report = \(report)),
      (SELECT min(place.path || member.suffix) FROM member JOIN place ON place.report = member.file
        WHERE member.report = \(report)))
    """
  }

  /// Remembers a file and the reports in it, each once, whatever files it is in. Returns the file's row.
  func open(
    _ sha256: String, _ byteCount: Int, _ members: [FoundMember], at time: Int64, in database: Database
  ) throws -> Int64 {
    if let known = try reportID(sha256, database) { return known }
    try database.run(
      "INSERT INTO report (sha256, outcome, byte_count, read_at) VALUES (?, 'opened', ?, ?)", [sha256, byteCount, time])
    let file = database.lastInsertedRowID
    for member in members {
      var report: Int64?
      var reason: String?
      switch member.content {
      case .skipped(let why): reason = why
      case .read(let evidence, let archive):
        report = try reportID(evidence.report.source.sha256, database)
        if report == nil { report = try insert(evidence, archive: archive, at: time, into: database) }
      }
      try database.run(
        "INSERT OR REPLACE INTO member (file, suffix, key, report, reason) VALUES (?, ?, ?, ?, ?)",
        [file, member.suffix, member.key, report, reason])
    }
    return file
  }

  /// A name that held one file holds another. What was in the old one under a key is replaced by what the new one has under
  /// it. What the new one lacks is replaced by the whole of it, but for the items of a feed: they leave it because they
  /// are old, not because they are false.
  func revise(_ before: Int64, to report: Int64, in database: Database) throws {
    try database.execute(
      sql: """
        UPDATE report SET superseded_by = coalesce(
          (SELECT now.report FROM member was JOIN member now ON now.key = was.key
            WHERE was.file = ?1 AND was.report = report.id AND now.file = ?2),
          ?2)
        WHERE id IN (SELECT member.report FROM member WHERE file = ?1)
          AND (format <> '\(ReportFormat.feed.rawValue)' OR EXISTS (
            SELECT 1 FROM member was JOIN member now ON now.key = was.key
            WHERE was.file = ?1 AND was.report = report.id AND now.file = ?2 AND now.report IS NOT NULL))
          AND NOT EXISTS (SELECT 1 FROM place WHERE place.report = report.id)
          AND NOT EXISTS (
            SELECT 1 FROM member JOIN place ON place.report = member.file WHERE member.report = report.id)
        """, arguments: [before, report])
  }
}
