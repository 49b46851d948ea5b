import EssayWriting

/// Moments between two steps that must not be torn apart: where a test ends the process, or fails it.
package enum FaultPoint: String, Sendable, CaseIterable {
  case beforeRecording, afterRecording
  case beforeComposing, beforeKeepingNote, afterKeepingNote
  case temporaryOpened, temporaryHalfWritten, temporaryWritten, temporarySynced
  case beforeRename, afterRename, folderSynced
  case beforeMarking, afterMarking
}

extension FaultPoint {
  /// The fault point of a step of publishing.
  init(_ step: NoteFolder.Step) {
    self =
      switch step {
      case .temporaryOpened: .temporaryOpened
      case .temporaryHalfWritten: .temporaryHalfWritten
      case .temporaryWritten: .temporaryWritten
      case .temporarySynced: .temporarySynced
      case .beforeRename: .beforeRename
      case .afterRename: .afterRename
      case .folderSynced: .folderSynced
      }
  }
}

/// What happens at a fault point: nothing, outside tests.
package typealias Faults = @Sendable (FaultPoint) throws -> Void
