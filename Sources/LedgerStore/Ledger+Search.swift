import FigureExtraction
import Foundation
import GRDB
import ReportReading

/// A passage of a report that holds what was searched for.
package struct SearchHit: Hashable, Sendable, Codable {
  package let text: String
  package let line: Int
  package let title: String
  package let publisher: String?
  package let date: String?
  package let sha256: String
  /// Where the report was last seen; nil where it was not seen under any name since.
  package let path: String?
}

/// A report's passages: its blocks of running text, in order. The index knows a passage by its number, and the words stand in
/// the report's evidence alone.
enum Passages {
  /// A passage's row: the report's above, its number in the report below.
  private static let numberBits = 20

  static func row(_ number: Int, of report: Int64) -> Int64 { report << numberBits + Int64(number) }

  static func number(ofRow row: Int64) -> Int { Int(row & (1 << numberBits - 1)) }

  /// SQL for the report of a passage.
  static let report = "(passage.rowid >> \(numberBits))"

  static func blocks(of report: Report) -> some Sequence<Block> {
    report.blocks.lazy.filter { block in
      if case .tableCell = block.kind { false } else { !block.span.isEmpty }
    }.prefix(1 << numberBits)
  }
}

extension Ledger {
  /// Passages that hold every word of `text`, the best first. Reports that came since the last search are indexed before;
  /// `onIndexed` hears how many of them are done, and of how many.
  package func search(
    _ text: String, limit: Int = 20, onIndexed: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(LedgerError) -> [SearchHit] {
    guard let pattern = FTS5Pattern(matchingAllTokensIn: text) else { return [] }
    try index(onIndexed)
    return try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT passage.rowid, title, publisher, date, sha256, \(Self.path(of: "report.id")), archive
          FROM passage JOIN report ON report.id = \(Passages.report) JOIN evidence ON evidence.report = report.id
          WHERE passage MATCH ? AND superseded_by IS NULL
          ORDER BY passage.rank, sha256, passage.rowid LIMIT ?
          """, arguments: [pattern, limit])
      return try rows.compactMap { row -> SearchHit? in
        let archive: Data = row[6]
        let report = try EvidenceArchive.decode(Array(archive)).report
        guard
          let block = Passages.blocks(of: report).dropFirst(Passages.number(ofRow: row[0])).first(where: { _ in true })
        else { return nil }
        return SearchHit(
          text: report.string(block.span), line: block.line, title: row[1] ?? "", publisher: row[2], date: row[3],
          sha256: row[4], path: row[5])
      }
    }
  }

  /// Reports indexed in one change of the ledger: a daemon that is reading waits no longer than for these.
  private static let indexBatch = 64

  /// Takes the passages of every report that is not indexed yet into the index. O(text).
  private func index(_ onIndexed: (_ done: Int, _ all: Int) -> Void) throws(LedgerError) {
    let all = try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM unindexed") ?? 0 }
    var done = 0
    while done < all {
      let indexed = try write { database in
        let rows = try Int64.fetchAll(
          database, sql: "SELECT report FROM unindexed ORDER BY report LIMIT ?", arguments: [Self.indexBatch])
        for row in rows {
          let archive = try Data.fetchOne(
            database.cachedStatement(sql: "SELECT archive FROM evidence WHERE report = ?"), arguments: [row])
          // Evidence that cannot be read any more hides no other report's.
          guard let archive, let evidence = try? EvidenceArchive.decode(Array(archive)) else { continue }
          try insertPassages(of: evidence.report, row: row, into: database)
        }
        // After all of them: a statement that writes several rows makes the index write out what it has gathered.
        for row in rows { try database.run("DELETE FROM unindexed WHERE report = ?", [row]) }
        return rows.count
      }
      // Another program may have indexed the rest meanwhile.
      if indexed == 0 { return }
      done += indexed
      onIndexed(min(done, all), all)
    }
  }

  private func insertPassages(of report: Report, row id: Int64, into database: Database) throws {
    let statement = try database.cachedStatement(sql: "INSERT INTO passage (rowid, text) VALUES (?, ?)")
    for (number, block) in Passages.blocks(of: report).enumerated() {
      try statement.execute(arguments: [Passages.row(number, of: id), report.string(block.span)])
    }
  }
}
