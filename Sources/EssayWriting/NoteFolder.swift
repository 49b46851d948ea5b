import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The folder that notes are published into: a note appears in it whole or not at all, and never over another file.
///
/// The sidecar goes first, so that a note never stands without it. Each file is written under a hidden temporary name in
/// the same folder, synced, moved to its name, and the folder synced. A crash anywhere leaves at most a temporary file; the
/// next to publish removes it, and repeating what was cut short completes it.
package struct NoteFolder: Sendable {
  package let path: String
  /// Permissions of a note and its sidecar.
  package var permissions: UInt32 = 0o644
  /// The group that a note and its sidecar are given to, by number; nil leaves that of the process.
  package var group: UInt32?
  /// Called at each step; what it throws ends the work there, as a power cut would.
  package var reached: @Sendable (Step) throws -> Void

  /// The steps of putting one file in its place, in order.
  package enum Step: String, CaseIterable, Sendable {
    case temporaryOpened, temporaryHalfWritten, temporaryWritten, temporarySynced
    case beforeRename, afterRename, folderSynced
  }

  /// Why a note could not be put in its place.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String
    /// True where nothing could be made there; false where writing broke off, as on a full disk.
    package let isCreation: Bool

    package init(path: String, reason: String, isCreation: Bool = false) {
      self.path = path
      self.reason = reason
      self.isCreation = isCreation
    }

    package var description: String { "\(path): cannot be \(isCreation ? "created" : "written"): \(reason)" }
  }

  package init(path: String, reached: @escaping @Sendable (Step) throws -> Void = { _ in }) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.reached = reached
  }

  /// Names under one title and day before giving up.
  private static let copies = 1000
  private static let temporaryPrefix = ".alyosha-"

  /// `<note>.provenance.json` beside `<note>.md`.
  package static func sidecar(of note: String) -> String {
    (note.hasSuffix(".md") ? String(note.dropLast(3)) : note) + ".provenance.json"
  }

  /// Publishes a note with its sidecar and its chart and returns the note's path. A note of the same bytes that is there
  /// already is left as it is; another one of the day with the same name gets `-2`. Throws a `Failure`, or what `reached`
  /// throws.
  package func publish(_ note: Note, sidecar: Bool = true) throws -> String {
    let provenance = sidecar ? try note.provenance.encoded() : nil
    for copy in 1...Self.copies {
      let name = note.fileName(copy)
      if try place(note.markdown, sidecar: provenance, chart: note.chart, named: name) { return path + "/" + name }
    }
    throw Failure(path: path, reason: "\(Self.copies) notes of this name are there already", isCreation: true)
  }

  /// Puts a note under just this name. Repeatable: what is there already with the same bytes is left as it is. False, with
  /// nothing done, where another's file has the name. The chart is the one given, or else the one that the sidecar holds.
  /// Throws a `Failure`, or what `reached` throws.
  package func place(
    _ note: [UInt8], sidecar: [UInt8]?, chart: ChartFile? = nil, named name: String
  ) throws -> Bool {
    try makeFolder()
    removeLeftovers()
    if let there = contents(of: name), !there.elementsEqual(note) { return false }
    // A sidecar without its note is what a crash left, or an older note's whose file was taken away.
    if let sidecar { try put(sidecar, named: Self.sidecar(of: name), isReplacing: true) }
    if let chart = chart ?? sidecar.flatMap({ ChartFile(inSidecar: $0) }) {
      try put(chart.svg, named: chart.file, isReplacing: true)
    }
    return try put(note, named: name, isReplacing: false)
  }

  private func contents(of name: String) -> Data? { FileManager.default.contents(atPath: path + "/" + name) }

  private func makeFolder() throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue { return }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      let code = underlying.flatMap { $0.domain == NSPOSIXErrorDomain ? Int32($0.code) : nil }
      let reason = code.map { String(cString: strerror($0)).lowercased() } ?? "the folder cannot be made"
      throw Failure(path: path, reason: reason, isCreation: true)
    }
  }

  /// A temporary file that nobody holds open belongs to a process that is gone.
  private func removeLeftovers() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names where name.hasPrefix(Self.temporaryPrefix) {
      let file = open(path + "/" + name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { unlink(path + "/" + name) }
      close(file)
    }
  }

  /// False where another file took the name meanwhile.
  @discardableResult
  private func put(_ bytes: [UInt8], named name: String, isReplacing: Bool) throws -> Bool {
    let target = path + "/" + name
    if let there = contents(of: name), there.elementsEqual(bytes) { return true }
    let temporary = path + "/" + Self.temporaryPrefix + "\(getpid())-" + name + ".part"
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw Self.failure(path, isCreation: true) }
    defer { close(file) }
    // Held until it is in its place or this process is gone: others know by it whether the file is a leftover.
    _ = flock(file, LOCK_EX | LOCK_NB)
    do {
      try reached(.temporaryOpened)
      let half = bytes.count / 2
      try write(bytes[..<half], to: file, temporary)
      try reached(.temporaryHalfWritten)
      try write(bytes[half...], to: file, temporary)
      try reached(.temporaryWritten)
      if let group, fchown(file, uid_t.max, group) != 0 { throw Self.failure(target) }
      guard fchmod(file, mode_t(permissions)) == 0, fsync(file) == 0 else { throw Self.failure(target) }
      try reached(.temporarySynced)
      try reached(.beforeRename)
      guard try move(temporary, to: target, isReplacing: isReplacing) else {
        unlink(temporary)
        return false
      }
    } catch let error as Failure {
      unlink(temporary)
      throw error
    }
    try reached(.afterRename)
    try syncFolder()
    try reached(.folderSynced)
    return true
  }

  private func move(_ temporary: String, to target: String, isReplacing: Bool) throws -> Bool {
    if !isReplacing {
      if link(temporary, target) == 0 {
        unlink(temporary)
        return true
      }
      if errno == EEXIST { return false }
      // Some file systems have no links; a rename there is as whole, if not as exclusive.
    }
    guard rename(temporary, target) == 0 else { throw Self.failure(target) }
    return true
  }

  private func write(_ bytes: ArraySlice<UInt8>, to file: Int32, _ path: String) throws {
    var rest = bytes
    while !rest.isEmpty {
      // Safe: the pointer is used within the closure, for no more than its own count.
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.failure(path)
      }
      rest = rest.dropFirst(count)
    }
  }

  private func syncFolder() throws {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw Self.failure(path) }
    defer { close(folder) }
    // Some file systems cannot sync a folder and say so with EINVAL; there is nothing more to do there.
    guard fsync(folder) == 0 || errno == EINVAL else { throw Self.failure(path) }
  }

  private static func failure(_ path: String, isCreation: Bool = false) -> Failure {
    Failure(path: path, reason: String(cString: strerror(errno)).lowercased(), isCreation: isCreation)
  }
}
