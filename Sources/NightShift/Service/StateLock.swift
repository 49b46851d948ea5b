import Foundation

/// Keeps a second daemon away from a state folder, for as long as this value lives. The kernel lets go when the process ends.
package final class StateLock: Sendable {
  private let descriptor: Int32

  package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    case taken(folder: String, by: String)
    case impossible(path: String, why: String)

    package var description: String {
      switch self {
      case .taken(let folder, let holder):
        "\(folder): another alyosha works in this state folder (process \(holder)); stop it, or give this one its own (--state)"
      case .impossible(let path, let why): "\(path): \(why); the state folder must exist and be writable"
      }
    }
  }

  package init(folder: String) throws(Failure) {
    let path = folder + "/lock"
    if mkdir(folder, 0o700) != 0 && errno != EEXIST { throw .impossible(path: folder, why: InboxScanner.reason()) }
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .impossible(path: path, why: InboxScanner.reason()) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let holder = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
      close(file)
      throw .taken(folder: folder, by: holder.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    let words = Array("\(getpid())\n".utf8)
    // Who holds it is a courtesy; on a full disk the lock holds without.
    _ = ftruncate(file, 0)
    _ = pwrite(file, words, words.count, 0)
    descriptor = file
  }

  deinit { close(descriptor) }
}
