import Foundation

/// What a Prometheus textfile says of the daemon.
struct ShiftMetrics: Sendable {
  var read = 0
  var skipped = 0
  var notes = 0
  var readingSeconds = 0.0
  var lastNote: Int64 = 0
  var ledgerBytes = 0

  var text: String {
    let lines: [(String, String, String, String)] = [
      ("reports_read_total", "counter", "Reports read since the start", "\(read)"),
      ("reports_skipped_total", "counter", "Reports skipped since the start", "\(skipped)"),
      ("notes_total", "counter", "Notes published since the start", "\(notes)"),
      ("reading_seconds_total", "counter", "Seconds spent reading since the start", "\(readingSeconds)"),
      ("last_note_timestamp_seconds", "gauge", "When the last note was published", "\(lastNote)"),
      ("ledger_bytes", "gauge", "Size of the ledger", "\(ledgerBytes)"),
    ]
    return lines.map { name, kind, help, value in
      "# HELP alyosha_\(name) \(help)\n# TYPE alyosha_\(name) \(kind)\nalyosha_\(name) \(value)\n"
    }.joined()
  }

  /// Replaces the file in one step, since the collector may look at any moment.
  func write(to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
