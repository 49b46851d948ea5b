import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The folder that notes are published into: a note appears in it whole or not at all.
package struct NoteFolder: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// The steps of publishing, in order: a caller may stop between any two, and a later attempt completes the work.
  package enum Step: String, CaseIterable, Sendable {
    case sidecarWritten, noteWritten, sidecarRenamed, noteRenamed, folderSynced
  }

  /// Why a note could not be written.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String
    package var description: String { "\(path): cannot write: \(reason)" }
  }

  /// Publishes a note and its sidecar and returns the note's path. A note of the same bytes that is there already is left
  /// as it is; another one of the day with the same name gets `-2`. The sidecar is in place before the note is.
  package func publish(
    _ note: Note, sidecar: Bool = true, reached: (Step) throws -> Void = { _ in }
  ) throws -> String {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure(path: path, reason: Self.reason(error))
    }
    let name = freeName(for: note)
    let target = "\(path)/\(name)"
    if sidecar {
      let bytes = try note.provenance.encoded()
      let sidecarTarget = Self.sidecar(of: target)
      let temporary = try write(bytes, beside: sidecarTarget)
      try reached(.sidecarWritten)
      let noteTemporary = try write(note.markdown, beside: target)
      try reached(.noteWritten)
      try move(temporary, to: sidecarTarget)
      try reached(.sidecarRenamed)
      try move(noteTemporary, to: target)
    } else {
      let temporary = try write(note.markdown, beside: target)
      try reached(.noteWritten)
      try move(temporary, to: target)
    }
    try reached(.noteRenamed)
    syncFolder()
    try reached(.folderSynced)
    return target
  }

  /// `<note>.provenance.json` beside `<note>.md`.
  package static func sidecar(of note: String) -> String {
    (note.hasSuffix(".md") ? String(note.dropLast(3)) : note) + ".provenance.json"
  }

  /// The first of `name.md`, `name-2.md`, … that is free or holds the same bytes.
  private func freeName(for note: Note) -> String {
    for copy in 1...999 {
      let name = note.fileName(copy)
      guard let there = FileManager.default.contents(atPath: "\(path)/\(name)") else { return name }
      if Array(there) == note.markdown { return name }
    }
    return note.fileName(1000)
  }

  /// Writes to a temporary name in the same folder, hidden and not `.md`, and syncs it.
  private func write(_ bytes: [UInt8], beside target: String) throws -> String {
    let url = URL(fileURLWithPath: target)
    let temporary = url.deletingLastPathComponent().path + "/." + url.lastPathComponent + ".partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var offset = 0
    while offset < bytes.count {
      // Safe: the pointer is used within the closure, and never past `bytes.count`.
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        unlink(temporary)
        throw Failure(path: path, reason: reason)
      }
      offset += count
    }
    guard fsync(descriptor) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      throw Failure(path: path, reason: reason)
    }
    return temporary
  }

  private func move(_ temporary: String, to target: String) throws {
    guard rename(temporary, target) == 0 else { throw Failure(path: target, reason: String(cString: strerror(errno))) }
  }

  /// Makes the renames themselves durable; a file system that cannot is no reason to fail.
  private func syncFolder() {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(underlying.code)))
    }
    return "\(error.localizedDescription)"
  }
}
