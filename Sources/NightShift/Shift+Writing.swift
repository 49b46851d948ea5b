import EssayWriting
import Foundation
import LedgerStore

/// How a night ended.
package enum NightOutcome: Hashable, Sendable {
  case published(file: String)
  /// No note, and why that is as it should be.
  case nothing(String)
  case failed(String)
  /// The note is kept in the ledger; its file could not be put in the outbox yet.
  case held(String)
}

extension Shift {
  /// Publishes notes that an earlier crash, or a full disk, kept from the outbox.
  package func finishNotes() throws {
    for essay in try ledger.unpublishedEssays() { _ = try publish(essay) }
  }

  /// Writes the note of a night from everything read and not yet used, and ends the night.
  @discardableResult
  package func writeNote(night: Schedule.Night) async throws -> NightOutcome {
    let date = "\(night.date)"
    let all = try ledger.pendingReports()
    let pending = Array(all.suffix(options.maximumReports))
    if all.count > pending.count {
      log.notice("the note is written from the newest \(pending.count) of \(all.count) reports (maximum-reports)")
    }
    let figures = pending.reduce(0) { $0 + $1.figureCount }
    guard figures >= max(1, options.minimumFigures) else {
      let why = "\(figures) new figures; a note takes \(max(1, options.minimumFigures)) (minimum-figures)"
      try ledger.end(night: date, outcome: "nothing: \(why)", at: clock.now())
      log.notice("night of \(date): no note: \(why)")
      return .nothing(why)
    }
    let request = NoteRequest(asOf: night.date, memory: try ledger.memory(for: pending.map(\.id)))
    try faults(.beforeComposing)
    let ledger = ledger
    let outcome = await desk.compose(request, pending.count) { index in
      try ledger.archive(of: pending[index].id) ?? []
    }
    let why: String
    switch outcome {
    case .done(let bytes):
      do {
        let note = try JSONDecoder().decode(ComposedNote.self, from: Data(bytes))
        return try keepAndPublish(note, date: date, reports: pending)
      } catch let error as DecodingError {
        why = "the note's composer answered nonsense: \(error)"
      }
    case .refused(let reason), .broken(let reason): why = reason
    case .unavailable(let reason):
      log.error("night of \(date): no note yet: \(reason)")
      return .held(reason)
    }
    try ledger.end(night: date, outcome: "failed: \(why)", at: clock.now())
    log.error("night of \(date): no note: \(why)")
    return .failed(why)
  }

  private func keepAndPublish(_ note: ComposedNote, date: String, reports: [ReportEntry]) throws -> NightOutcome {
    var copy = 1
    var file = note.stem + ".md"
    while try ledger.isTaken(file: file) || FileManager.default.fileExists(atPath: options.outbox + "/" + file) {
      copy += 1
      file = "\(note.stem)-\(copy).md"
    }
    try faults(.beforeKeepingNote)
    let essay = try ledger.compose(
      note, sha256: Digest.sha256(of: note.markdown), file: file, night: date, using: reports.map(\.id), at: clock.now()
    )
    try faults(.afterKeepingNote)
    return try publish(essay)
  }

  private func publish(_ kept: EssayEntry) throws -> NightOutcome {
    var folder = NoteFolder(path: options.outbox) { [faults] in try faults(FaultPoint($0)) }
    folder.permissions = options.notePermissions
    folder.group = options.noteGroup
    var essay = kept
    var copy = 1
    do {
      // Only after a crash can a stranger's file have taken the name in the meantime.
      while try !folder.place(
        essay.markdown, sidecar: essay.sidecar, chart: essay.sidecar.flatMap { ChartFile(inSidecar: $0) },
        named: essay.file)
      {
        repeat {
          copy += 1
          essay = kept.renamed(copy: copy)
        } while try ledger.isTaken(file: essay.file)
        try ledger.rename(essay: essay.id, to: essay.file)
      }
    } catch let failure as NoteFolder.Failure {
      let words = "\(failure); the note is kept and will be written when it can be"
      if told.isNews(kept.file, words) { log.error("\(words)") }
      return .held(words)
    }
    told.forget(kept.file)
    try faults(.beforeMarking)
    try ledger.markPublished(essay, at: clock.now())
    try faults(.afterMarking)
    metrics.notes += 1
    metrics.lastNote = clock.now()
    let summary = try ledger.summary()
    let bad = summary.troubles.filter { $0.outcome == "skipped" }.count
    let reports = summary.notes.first { $0.file == essay.file }?.reports ?? 0
    log.notice(
      "night of \(essay.night): wrote \(essay.file) from \(reports) reports; \(bad) files skipped (alyosha status)")
    return .published(file: essay.file)
  }
}

extension EssayEntry {
  func renamed(copy: Int) -> EssayEntry {
    EssayEntry(
      id: id, night: night, title: title, file: file.dropLast(3) + "-\(copy).md", sha256: sha256, markdown: markdown,
      sidecar: sidecar)
  }
}
