import GRDB

/// Why the ledger could not answer or remember. The description names the file, the reason and the remedy.
package enum LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No room, or the disk failed: nothing of the change was kept, and it can be tried again.
  case noRoom(path: String, why: String)
  case busy(path: String)
  case unopenable(path: String, why: String)
  case damaged(path: String, why: String)
  case failed(path: String, why: String)

  init(_ error: any Error, path: String) {
    guard let failure = error as? DatabaseError else {
      self = .failed(path: path, why: "\(error)")
      return
    }
    let why = failure.message ?? "\(failure.resultCode)"
    self =
      switch failure.resultCode {
      case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY: .noRoom(path: path, why: why)
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
      case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .unopenable(path: path, why: why)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(path: path, why: why)
      default: .failed(path: path, why: why)
      }
  }

  package var description: String {
    switch self {
    case .noRoom(let path, let why): "\(path): cannot be written (\(why)); make room, nothing in it is lost"
    case .busy(let path): "\(path): another program holds it; try again"
    case .unopenable(let path, let why): "\(path): cannot be opened (\(why)); check the state folder's permissions"
    case .damaged(let path, let why):
      "\(path): is not a sound ledger (\(why)); move it away and the reports will be read anew"
    case .failed(let path, let why): "\(path): \(why)"
    }
  }
}
