import ArgumentParser
import EssayWriting

/// A note put into a folder of the user's, with exit codes for what can go wrong.
struct NoteFile {
  let folder: String
  let citations: NoteStyle.Citations

  /// Returns the note's path.
  func publish(_ note: Note) throws -> String {
    do {
      return try NoteFolder(path: folder).publish(note, sidecar: citations != .none)
    } catch let failure as NoteFolder.Failure {
      Diagnostics.say(failure.description)
      throw failure.isInputOutput ? ExitCode.inputOutput : ExitCode.cannotCreate
    }
  }
}
