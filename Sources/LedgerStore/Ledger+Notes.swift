import EssayWriting
import Foundation
import GRDB

/// The ledger's blobs as the database wants them.
enum ArchiveBytes {
  static func data(_ bytes: [UInt8]) -> Data { Data(bytes) }
}

/// A note that is composed, with all that it rests on.
package struct ComposedNote: Sendable, Codable {
  package struct UsedClaim: Sendable, Codable {
    package let sha256: String
    package let start: Int
    package let end: Int
    package let line: Int
    package let text: String
    package let weight: Double

    package init(sha256: String, start: Int, end: Int, line: Int, text: String, weight: Double) {
      self.sha256 = sha256
      self.start = start
      self.end = end
      self.line = line
      self.text = text
      self.weight = weight
    }
  }

  package let title: String
  /// The file's name without the mark of a second note (`-2`) and without `.md`.
  package let stem: String
  package let markdown: Data
  package let sidecar: Data?
  /// View (`positive`, `negative`, `neutral`) by name, in lower case.
  package let stances: [String: String]
  package let claims: [UsedClaim]
  /// The figures that the note prints or computes with.
  package let printed: [FigurePlace]

  package init(
    title: String, stem: String, markdown: Data, sidecar: Data?, stances: [String: String] = [:],
    claims: [UsedClaim] = [], printed: [FigurePlace] = []
  ) {
    self.title = title
    self.stem = stem
    self.markdown = markdown
    self.sidecar = sidecar
    self.stances = stances
    self.claims = claims
    self.printed = printed
  }
}

/// A note whose bytes the ledger holds, published or about to be.
package struct EssayEntry: Sendable, Hashable {
  package let id: Int64
  package let night: String
  package let title: String
  /// The note's file in the outbox.
  package let file: String
  package let sha256: String
  package let markdown: [UInt8]
  package let sidecar: [UInt8]?

  package init(
    id: Int64, night: String, title: String, file: String, sha256: String, markdown: [UInt8], sidecar: [UInt8]?
  ) {
    self.id = id
    self.night = night
    self.title = title
    self.file = file
    self.sha256 = sha256
    self.markdown = markdown
    self.sidecar = sidecar
  }
}

extension Ledger {
  /// Reports with figures that no note has used and that nothing has replaced: by date (undated last), then content.
  package func pendingReports() throws(LedgerError) -> [ReportEntry] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, sha256, title, publisher, date, figure_count FROM report
          WHERE outcome = 'read' AND figure_count > 0 AND superseded_by IS NULL
            AND NOT EXISTS (SELECT 1 FROM essay_report WHERE essay_report.report = report.id)
          ORDER BY date IS NULL, date, sha256
          """
      ).map {
        ReportEntry(
          id: $0[0], sha256: $0[1], title: $0[2] ?? "", publisher: $0[3], date: $0[4], figureCount: $0[5])
      }
    }
  }

  /// The evidence of a report as it was read; nil where it was skipped.
  package func archive(of report: Int64) throws(LedgerError) -> [UInt8]? {
    try read {
      try Data.fetchOne($0, sql: "SELECT archive FROM evidence WHERE report = ?", arguments: [report]).map { Array($0) }
    }
  }

  /// Keeps a note before its file exists, so that a crash after this ends with exactly these bytes published.
  package func compose(
    _ note: ComposedNote, sha256: String, file: String, night: String, using reports: [Int64], at time: Int64
  ) throws(LedgerError) -> EssayEntry {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO essay (night, title, file, sha256, note, sidecar, state, composed_at)
          VALUES (?, ?, ?, ?, ?, ?, 'composed', ?)
          """, arguments: [night, note.title, file, sha256, note.markdown, note.sidecar, time])
      let id = database.lastInsertedRowID
      for report in reports {
        try database.execute(
          sql: "INSERT INTO essay_report (essay, report) VALUES (?, ?)", arguments: [id, report])
      }
      for (name, view) in note.stances.sorted(by: { $0.key < $1.key }) {
        try database.execute(
          sql: "INSERT INTO stance (essay, name, view) VALUES (?, ?, ?)", arguments: [id, name, view])
      }
      for (ordinal, claim) in note.claims.enumerated() {
        try database.execute(
          sql: """
            INSERT INTO claim (essay, ordinal, sha256, span_start, span_end, line, text, weight)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [id, ordinal, claim.sha256, claim.start, claim.end, claim.line, claim.text, claim.weight])
      }
      let printed = try database.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO printed (essay, figure)
          SELECT ?, figure.id FROM figure JOIN report ON report.id = figure.report
          WHERE sha256 = ? AND span_start = ? AND span_end = ?
          """)
      for place in note.printed {
        try printed.execute(arguments: [id, place.sha256, place.span.start, place.span.end])
      }
      return EssayEntry(
        id: id, night: night, title: note.title, file: file, sha256: sha256, markdown: Array(note.markdown),
        sidecar: note.sidecar.map { Array($0) })
    }
  }

  /// Notes whose files are not known to be in place, oldest first.
  package func unpublishedEssays() throws(LedgerError) -> [EssayEntry] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT id, night, title, file, sha256, note, sidecar FROM essay WHERE state = 'composed' ORDER BY id"
      ).map { row in
        let (note, sidecar): (Data, Data?) = (row[5], row[6])
        return EssayEntry(
          id: row[0], night: row[1], title: row[2], file: row[3], sha256: row[4], markdown: Array(note),
          sidecar: sidecar.map { Array($0) })
      }
    }
  }

  /// Another file name, where somebody else's file has taken the first.
  package func rename(essay: Int64, to file: String) throws(LedgerError) {
    try write { try $0.execute(sql: "UPDATE essay SET file = ? WHERE id = ?", arguments: [file, essay]) }
  }

  package func isTaken(file: String) throws(LedgerError) -> Bool {
    try read {
      try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM essay WHERE file = ?)", arguments: [file]) ?? false
    }
  }

  /// The note is in place, and its night is over: one change.
  package func markPublished(_ essay: EssayEntry, at time: Int64) throws(LedgerError) {
    try write { database in
      try database.execute(
        sql: "UPDATE essay SET state = 'published', published_at = ? WHERE id = ?", arguments: [time, essay.id])
      try end(night: essay.night, outcome: "published", at: time, in: database)
    }
  }

  /// A night that ends without a note, and why; a night that has one keeps it.
  package func end(night: String, outcome: String, at time: Int64) throws(LedgerError) {
    try write { try end(night: night, outcome: outcome, at: time, in: $0) }
  }

  package func outcome(ofNight night: String) throws(LedgerError) -> String? {
    try read { try String.fetchOne($0, sql: "SELECT outcome FROM night WHERE date = ?", arguments: [night]) }
  }

  /// True where a night from the day after `night` to `until` is over: a clock was set back, and `night` is past.
  package func hasNight(after night: String, until: String) throws(LedgerError) -> Bool {
    try read {
      try Bool.fetchOne(
        $0, sql: "SELECT EXISTS (SELECT 1 FROM night WHERE date > ? AND date <= ?)", arguments: [night, until]) ?? false
    }
  }

  private func end(night: String, outcome: String, at time: Int64, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO night (date, outcome, ended_at) VALUES (?, ?, ?)
        ON CONFLICT (date) DO UPDATE SET outcome = excluded.outcome, ended_at = excluded.ended_at
        WHERE night.outcome <> 'published'
        """, arguments: [night, outcome, time])
  }

  /// The latest view that published or composed notes hold of each name, by name.
  package func stances() throws(LedgerError) -> [String: String] {
    try read { database in
      var views: [String: String] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT name, view FROM stance ORDER BY essay") {
        views[row[0]] = row[1] as String
      }
      return views
    }
  }

  package func essayCount() throws(LedgerError) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM essay") ?? 0 }
  }
}
