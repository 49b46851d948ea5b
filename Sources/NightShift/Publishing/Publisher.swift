import EssayWriting
import Foundation
import LedgerStore

/// Puts a note that the ledger keeps into the outbox: whole, or not at all.
///
/// The sidecar goes first, so that a note never stands without it. Each file is written under a hidden temporary name in the
/// same folder, synced, renamed, and the folder synced. A crash anywhere leaves at most a temporary file, which the next
/// attempt removes.
package struct Publisher: Sendable {
  package let outbox: String
  package let permissions: UInt32
  package let faults: Faults

  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let why: String

    package init(path: String, why: String) {
      self.path = path
      self.why = why
    }

    package var description: String { "\(path): \(why); the note is kept and will be written when it can be" }
  }

  package init(outbox: String, permissions: UInt32 = 0o644, faults: @escaping Faults = { _ in }) {
    self.outbox = outbox
    self.permissions = permissions
    self.faults = faults
  }

  private static let temporaryPrefix = ".alyosha-"

  /// True where another's file has the note's name.
  package func isForeign(_ essay: EssayEntry) -> Bool {
    let path = outbox + "/" + essay.file
    guard FileManager.default.fileExists(atPath: path) else { return false }
    return FileManager.default.contents(atPath: path).map { Digest.sha256(of: $0) } != essay.sha256
  }

  /// Repeatable: a file that is there already with the same bytes is left as it is.
  package func publish(_ essay: EssayEntry) throws {
    try makeOutbox()
    removeLeftovers()
    if let sidecar = essay.sidecar {
      try put(sidecar, named: Self.sidecarName(of: essay.file))
      if let chart = ChartFile(inSidecar: sidecar) { try put(chart.svg, named: chart.file) }
    }
    try put(essay.markdown, named: essay.file)
  }

  package static func sidecarName(of file: String) -> String { file.dropLast(3) + ".provenance.json" }

  private func makeOutbox() throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: outbox, isDirectory: &isFolder), isFolder.boolValue { return }
    guard mkdir(outbox, 0o755) == 0 || errno == EEXIST else { throw failure(outbox) }
  }

  private func removeLeftovers() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: outbox)) ?? []
    for name in names where name.hasPrefix(Self.temporaryPrefix) { unlink(outbox + "/" + name) }
  }

  private func put(_ bytes: [UInt8], named name: String) throws {
    let target = outbox + "/" + name
    if FileManager.default.contents(atPath: target).map({ $0.elementsEqual(bytes) }) == true { return }
    let temporary = outbox + "/" + Self.temporaryPrefix + name + ".part"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw failure(temporary) }
    var isOpen = true
    defer { if isOpen { close(file) } }
    do {
      try faults(.temporaryOpened)
      let half = bytes.count / 2
      try write(bytes[..<half], to: file, temporary)
      try faults(.temporaryHalfWritten)
      try write(bytes[half...], to: file, temporary)
      try faults(.temporaryWritten)
      guard fchmod(file, mode_t(permissions)) == 0, fsync(file) == 0 else { throw failure(temporary) }
      try faults(.temporarySynced)
      isOpen = false
      guard close(file) == 0 else { throw failure(temporary) }
      try faults(.beforeRename)
      guard rename(temporary, target) == 0 else { throw failure(target) }
    } catch let error as Failure {
      unlink(temporary)
      throw error
    }
    try faults(.afterRename)
    try syncFolder()
    try faults(.folderSynced)
  }

  private func write(_ bytes: ArraySlice<UInt8>, to file: Int32, _ path: String) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      rest = rest.dropFirst(count)
    }
  }

  private func syncFolder() throws {
    let folder = open(outbox, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw failure(outbox) }
    defer { close(folder) }
    // Some file systems cannot sync a folder and say so with EINVAL; there is nothing more to do there.
    guard fsync(folder) == 0 || errno == EINVAL else { throw failure(outbox) }
  }

  private func failure(_ path: String) -> Failure { Failure(path: path, why: InboxScanner.reason()) }
}
