import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The folder that notes are published into: a note appears in it whole or not at all, and never over another.
package struct NoteFolder: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// The steps of publishing, in order: a caller may stop between any two, and a later attempt completes the work.
  package enum Step: String, CaseIterable, Sendable {
    case sidecarWritten, chartWritten, noteWritten, sidecarRenamed, chartRenamed, noteRenamed, folderSynced
  }

  /// Why a note could not be written.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String
    /// The file was made but could not be filled.
    package var isInputOutput = false
    package var description: String {
      isInputOutput ? "\(path): \(reason)" : "\(path): cannot be created: \(reason)"
    }
  }

  /// A file on its way: under a hidden name, complete and synced.
  private struct Pending {
    let temporary: String
    let target: String
    let written: Step
    let renamed: Step
  }

  /// Publishes a note with its sidecar and its chart and returns the note's path. A note of the same bytes that is there
  /// already is left as it is; another one of the day with the same name gets `-2`. What stands beside the note is in
  /// place before the note is.
  package func publish(
    _ note: Note, sidecar: Bool = true, reached: (Step) throws -> Void = { _ in }
  ) throws -> String {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure(path: path, reason: "the folder cannot be made")
    }
    guard let name = freeName(for: note) else {
      throw Failure(path: path, reason: "holds a thousand notes of this name already")
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    let target = folder + name
    if FileManager.default.contents(atPath: target).map(Array.init) == note.markdown, isWhole(note, target, sidecar) {
      return target
    }
    var pending: [Pending] = []
    defer { for file in pending { unlink(file.temporary) } }
    func prepare(_ bytes: [UInt8], at target: String, _ written: Step, _ renamed: Step) throws {
      let temporary = try write(bytes, beside: target)
      pending.append(Pending(temporary: temporary, target: target, written: written, renamed: renamed))
      try reached(written)
    }
    if sidecar {
      try prepare(try note.provenance.encoded(), at: Self.sidecar(of: target), .sidecarWritten, .sidecarRenamed)
    }
    if let chart = note.chart { try prepare(chart.svg, at: folder + chart.file, .chartWritten, .chartRenamed) }
    try prepare(note.markdown, at: target, .noteWritten, .noteRenamed)
    while let file = pending.first {
      guard rename(file.temporary, file.target) == 0 else {
        throw Failure(path: file.target, reason: String(cString: strerror(errno)))
      }
      pending.removeFirst()
      try reached(file.renamed)
    }
    syncFolder()
    try reached(.folderSynced)
    return target
  }

  /// `<note>.provenance.json` beside `<note>.md`.
  package static func sidecar(of note: String) -> String {
    (note.hasSuffix(".md") ? String(note.dropLast(3)) : note) + ".provenance.json"
  }

  /// Whether what belongs beside a note is there.
  private func isWhole(_ note: Note, _ target: String, _ sidecar: Bool) -> Bool {
    let files = FileManager.default
    if sidecar, !files.fileExists(atPath: Self.sidecar(of: target)) { return false }
    guard let chart = note.chart else { return true }
    return files.contents(atPath: "\(path)/\(chart.file)").map(Array.init) == chart.svg
  }

  /// The first of `name.md`, `name-2.md`, … that is free or holds the same bytes.
  private func freeName(for note: Note) -> String? {
    (1...1000).lazy.map { note.fileName($0) }.first { name in
      FileManager.default.contents(atPath: "\(path)/\(name)").map { Array($0) == note.markdown } ?? true
    }
  }

  /// Writes to a temporary name in the same folder, hidden and not `.md`, and syncs it.
  private func write(_ bytes: [UInt8], beside target: String) throws -> String {
    let url = URL(fileURLWithPath: target)
    let temporary = url.deletingLastPathComponent().path + "/." + url.lastPathComponent + ".partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    func failure() -> Failure {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      return Failure(path: target, reason: reason, isInputOutput: true)
    }
    var offset = 0
    while offset < bytes.count {
      // Safe: the pointer is used within the closure, and never past `bytes.count`.
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      offset += count
    }
    guard fsync(descriptor) == 0 else { throw failure() }
    return temporary
  }

  /// Makes the renames themselves durable; a file system that cannot is no reason to fail.
  private func syncFolder() {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
