import EssayWriting
import FigureExtraction
import Foundation
import LedgerStore
import ReportReading

/// Why a stage gives nothing, in one line.
package struct Refusal: Error, Hashable, Sendable {
  package let reason: String
  package init(reason: String) { self.reason = reason }
}

/// What a note is asked for with.
package struct NoteRequest: Codable, Hashable, Sendable {
  package var asOf: CalendarDate
  package var memory: NoteMemory

  package init(asOf: CalendarDate, memory: NoteMemory = NoteMemory()) {
    self.asOf = asOf
    self.memory = memory
  }
}

/// The two stages that touch what reports say: reading one, and composing a note from many.
package struct Stages: Sendable {
  package var read: @Sendable (_ bytes: [UInt8], _ path: String) -> Result<FileEvidence, Refusal>
  package var compose: @Sendable (_ request: NoteRequest, _ evidence: [Evidence]) -> Result<ComposedNote, Refusal>

  package init(
    read: @escaping @Sendable ([UInt8], String) -> Result<FileEvidence, Refusal>,
    compose: @escaping @Sendable (NoteRequest, [Evidence]) -> Result<ComposedNote, Refusal>
  ) {
    self.read = read
    self.compose = compose
  }

  /// The program's own stages.
  package init(
    reader: ReportReader, extractor: FigureExtractor = FigureExtractor(processors: .one),
    writer: Result<EssayWriter, Refusal>
  ) {
    read = { bytes, path in
      do throws(ReadingError) {
        let file = try reader.file(bytes: bytes, path: path)
        return .success(
          FileEvidence(
            reports: file.reports.map { extractor.evidence(from: $0) }, faults: file.faults,
            isContainer: file.isContainer))
      } catch {
        return .failure(Refusal(reason: error.reason.text))
      }
    }
    compose = { request, evidence in
      writer.flatMap { writer in
        do {
          return .success(try ComposedNote(request, evidence, writer: writer))
        } catch {
          return .failure(Refusal(reason: "\(error)"))
        }
      }
    }
  }
}

/// Who reads and composes for the shift: fenced processes, or, in tests, this one.
package struct Desk: Sendable {
  package var read: @Sendable (OpenReport) async -> WorkerPool.Outcome
  package var compose:
    @Sendable (NoteRequest, _ count: Int, _ archive: @escaping @Sendable (Int) throws -> [UInt8]) async
      -> WorkerPool.Outcome
  package var rest: @Sendable () async -> Void = {}
  /// Takes up the worker settings and limits of other options.
  package var change: @Sendable (ShiftOptions) async -> Void = { _ in }
  package var shutDown: @Sendable () async -> Void = {}

  /// In worker processes.
  package init(pool: WorkerPool) {
    read = { report in
      await pool.run { send in
        try Self.send(Question.read, head: Array(report.path.utf8), to: send)
        try report.pieces { piece in
          try Question.length(piece.count).withUnsafeBytes(send)
          try send(piece)
        }
        try Question.length(0).withUnsafeBytes(send)
        try Question.length(0).withUnsafeBytes(send)
      }
    }
    compose = { request, count, archive in
      await pool.run { send in
        try Self.send(Question.compose, head: Array(JSONEncoder().encode(request)), to: send)
        for index in 0..<count {
          let bytes = try archive(index)
          try bytes.withUnsafeBytes { all in
            for start in stride(from: 0, to: all.count, by: 1 << 20) {
              let piece = UnsafeRawBufferPointer(rebasing: all[start..<min(all.count, start + 1 << 20)])
              try Question.length(piece.count).withUnsafeBytes(send)
              try send(piece)
            }
          }
          try Question.length(0).withUnsafeBytes(send)
        }
        try Question.length(0).withUnsafeBytes(send)
      }
    }
    rest = { await pool.rest() }
    change = {
      await pool.change(
        arguments: WorkerService.arguments($0.limits, settings: $0.workerSettings), limits: $0.limits)
    }
    shutDown = { await pool.shutDown() }
  }

  /// In this process, without a fence: for tests.
  package init(stages: Stages) {
    read = { report in
      var bytes: [UInt8] = []
      do { try report.pieces { bytes.append(contentsOf: $0) } } catch {
        return .unavailable("changed while it was read")
      }
      switch stages.read(bytes, report.path) {
      case .success(let file): return .done(FileArchive.encode(file))
      case .failure(let refusal): return .refused(refusal.reason)
      }
    }
    compose = { request, count, archive in
      do {
        let evidence = try (0..<count).map { try EvidenceArchive.decode(archive($0)) }
        switch stages.compose(request, evidence) {
        case .success(let note): return .done(Array(try JSONEncoder().encode(note)))
        case .failure(let refusal): return .refused(refusal.reason)
        }
      } catch {
        return .unavailable("\(error)")
      }
    }
  }

  private static func send(
    _ question: Question, head: [UInt8], to send: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try ([question.rawValue] + Question.length(head.count) + head + Question.length(0)).withUnsafeBytes(send)
  }
}
