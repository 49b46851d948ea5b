import Foundation
import GRDB

/// What earlier nights read and said: one SQLite file in the state folder.
///
/// To remember what was read, `record(_:at:)`. To write a note, `pendingReports()`, `archive(of:)`, then `compose(_:)`
/// before the file is touched and `markPublished(_:at:)` after. Everything else asks. Each call is one transaction, synced
/// before it returns, so that what it answered survives a crash.
package struct Ledger: Sendable {
  package let path: String
  private let pool: DatabasePool

  /// Opens the ledger, making it or bringing it up to date as needed.
  package init(path: String) throws(LedgerError) {
    self.path = path
    var configuration = Configuration()
    configuration.label = "ledger"
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA cache_size = -2048")
      // Nothing is written outside the state folder, not even for a moment.
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
    }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      try Schema.migrator.migrate(pool)
    } catch {
      throw LedgerError(error, path: path)
    }
  }

  func write<Answer>(_ body: (Database) throws -> Answer) throws(LedgerError) -> Answer {
    do { return try pool.write(body) } catch { throw LedgerError(error, path: path) }
  }

  func read<Answer>(_ body: (Database) throws -> Answer) throws(LedgerError) -> Answer {
    do { return try pool.read(body) } catch { throw LedgerError(error, path: path) }
  }

  /// Gives memory back between nights.
  package func rest() { pool.releaseMemory() }

  /// A setting that outlives the process, such as the first day the daemon ran.
  package func setting(_ key: String) throws(LedgerError) -> String? {
    try read { try String.fetchOne($0, sql: "SELECT value FROM setting WHERE key = ?", arguments: [key]) }
  }

  package func set(_ key: String, to value: String) throws(LedgerError) {
    try write {
      try $0.execute(
        sql: "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        arguments: [key, value])
    }
  }

  /// Bytes the ledger's file takes.
  package var byteCount: Int {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
    return size?.intValue ?? 0
  }
}
