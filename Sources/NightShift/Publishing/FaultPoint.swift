/// Moments between two steps that must not be torn apart: where a test ends the process, or fails it.
package enum FaultPoint: String, Sendable, CaseIterable {
  case beforeRecording, afterRecording
  case beforeComposing, beforeKeepingNote, afterKeepingNote
  case temporaryOpened, temporaryHalfWritten, temporaryWritten, temporarySynced
  case beforeRename, afterRename, folderSynced
  case beforeMarking, afterMarking
}

/// What happens at a fault point: nothing, outside tests.
package typealias Faults = @Sendable (FaultPoint) throws -> Void
