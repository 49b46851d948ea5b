import FigureExtraction
import Foundation
import GRDB
import LedgerStore
import ReportReading

/// A ledger with many figures, as many nights would leave it.
///
/// The first reports are read as a night reads them; the others are rows made from theirs in the database, each with a
/// publisher and a content of its own, a third of them about other measures, so that ten million take minutes, not hours.
enum FilledLedger {
  /// Figures of the reports that are read.
  private static let read = 1_000

  static func make(at path: String, figures: Int) throws {
    let ledger = try Ledger(path: path)
    guard figures > 0 else { return }
    var findings: [Finding] = []
    var made = 0
    while made < min(read, figures) {
      let name = "earlier-\(findings.count).html"
      let html = GeneratedReport(seed: UInt64(findings.count + 1)).html(bytes: 10_000)
      let report = try ReportReader().read(bytes: Array(html.utf8), path: name)
      let evidence = FigureExtractor().evidence(from: report)
      made += evidence.figures.count
      findings.append(
        Finding(path: name, identity: name, result: .read(evidence, archive: EvidenceArchive.encode(evidence))))
    }
    try ledger.record(findings, at: 0)
    let database = try DatabaseQueue(path: path)
    try database.write { try copy(findings.count, times: (figures - made) / made, in: $0) }
  }

  /// Copies the first `reports` reports with their figures, that often. The notes have used them all.
  private static func copy(_ reports: Int, times: Int, in database: Database) throws {
    let figures = try Int.fetchOne(database, sql: "SELECT max(id) FROM figure") ?? 0
    for time in stride(from: 1, through: times, by: 1) {
      try database.execute(
        sql: """
          INSERT INTO report (id, sha256, outcome, title, publisher, date, format, byte_count, figure_count, read_at)
          SELECT id + :time * :reports, sha256 || '-' || :time, outcome, title, 'Publisher ' || (:time % 200), date, format,
            byte_count, figure_count, read_at
          FROM report WHERE id <= :reports
          """, arguments: ["time": time, "reports": reports])
      try database.execute(
        sql: """
          INSERT INTO figure (id, report, ordinal, span_start, span_end, line, text, metric, metric_key, subject_key, low,
            high, value, unit, period_start, period_end, role, modality)
          SELECT id + :time * :figures, report + :time * :reports, ordinal, span_start, span_end, line, text, metric,
            CASE WHEN id % 3 = 0 THEN metric_key ELSE metric_key || ' ' || (:time % 997) END, subject_key, low, high,
            value, unit, period_start, period_end, role, modality
          FROM figure WHERE id <= :figures
          """, arguments: ["time": time, "figures": figures, "reports": reports])
    }
    try database.execute(
      sql: """
        INSERT INTO essay (night, title, file, sha256, note, state, composed_at, published_at)
        VALUES ('2000-01-01', 'Earlier', 'earlier.md', '', x'', 'published', 0, 0)
        """)
    try database.execute(
      sql: "INSERT INTO essay_report (essay, report) SELECT ?, id FROM report", arguments: [database.lastInsertedRowID])
  }
}
