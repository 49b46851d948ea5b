import ArgumentParser
import EssayWriting
import Foundation

/// A note put into a folder: whole or not at all, never over another.
struct NoteFile {
  let folder: String
  let citations: NoteStyle.Citations

  /// Writes the provenance, then the note, each under a temporary name that is synced and renamed. Returns the note's
  /// path. A note that is there already, byte for byte, is left as it is.
  func publish(_ note: Note) throws -> String {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw refusal(folder, "the folder cannot be made")
    }
    for copy in 1...1000 {
      let path = (folder.hasSuffix("/") ? folder : folder + "/") + note.fileName(copy)
      if let present = FileManager.default.contents(atPath: path) {
        if Array(present) == note.markdown { return path }
        continue
      }
      if citations != .none {
        try put(try note.provenance.encoded(), at: String(path.dropLast(3)) + ".provenance.json", replacing: true)
      }
      if try put(note.markdown, at: path, replacing: false) { return path }
    }
    throw refusal(folder, "holds a thousand notes of this name already")
  }

  /// False when something took the name meanwhile.
  @discardableResult
  private func put(_ bytes: [UInt8], at path: String, replacing: Bool) throws -> Bool {
    let temporary =
      (path as NSString).deletingLastPathComponent + "/.\(getpid())-" + (path as NSString).lastPathComponent
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw refusal(folder, Diagnostics.systemError()) }
    defer { unlink(temporary) }
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress.map { $0 + done }, $0.count - done) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw failure(path, closing: file) }
      done += written
    }
    guard fsync(file) == 0 else { throw failure(path, closing: file) }
    close(file)
    if replacing {
      guard rename(temporary, path) == 0 else { throw refusal(path, Diagnostics.systemError()) }
    } else if link(temporary, path) != 0 {
      if errno == EEXIST { return false }
      // Some file systems have no links; a rename there is as whole, if not as exclusive.
      guard rename(temporary, path) == 0 else { throw refusal(path, Diagnostics.systemError()) }
    }
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
    return true
  }

  private func refusal(_ path: String, _ reason: String) -> ExitCode {
    Diagnostics.say("\(path): cannot be created: \(reason)")
    return .cannotCreate
  }

  private func failure(_ path: String, closing file: Int32) -> ExitCode {
    Diagnostics.say("\(path): \(Diagnostics.systemError())")
    close(file)
    return .inputOutput
  }
}
