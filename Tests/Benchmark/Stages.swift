import EssayWriting
import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding
import ViaNegativa

/// The stages of the pipeline over one report, each with what the stages before it gave.
final class Stages {
  static let names = ["parse", "read", "figures", "thesis", "evaluate", "note", "prove", "write"]

  let bytes: [UInt8]
  private let path: String
  private let report: Report
  private let writer: EssayWriter
  private lazy var dossier = Dossier(
    [FigureExtractor().evidence(from: report)], asOf: report.metadata.date ?? CalendarDate(dayNumber: 0))
  private lazy var thesis = ThesisBuilder().thesis(from: dossier)
  private lazy var verdict = RiskEvaluator().verdict(on: thesis, from: dossier)
  private lazy var note = try? writer.note(from: dossier)

  /// Nil where there is no such file; throws where the report cannot be read.
  init?(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    self.path = path
    bytes = Array(data)
    report = try ReportReader().read(bytes: bytes, path: path)
    writer = EssayWriter(template: try NoteTemplate("note"))
  }

  /// What a stage does, its result thrown away; nil for a name that is none. `note` is everything from the thesis to the
  /// proof, `write` everything from the bytes on.
  func named(_ name: String) -> (() -> Void)? {
    let (bytes, path, report, writer) = (bytes, path, report, writer)
    switch name {
    case "parse": return { BareParse.html(bytes) }
    case "read": return { Self.keep(try? ReportReader().read(bytes: bytes, path: path)) }
    case "figures": return { Self.keep(FigureExtractor().evidence(from: report)) }
    case "thesis":
      let dossier = dossier
      return { Self.keep(ThesisBuilder().thesis(from: dossier)) }
    case "evaluate":
      let (dossier, thesis) = (dossier, thesis)
      return { Self.keep(RiskEvaluator().verdict(on: thesis, from: dossier)) }
    case "note":
      let dossier = dossier
      return { Self.keep(try? writer.note(from: dossier)) }
    case "prove":
      guard let note else { return nil }
      let evidence = dossier.evidence
      return { Self.keep(ReadBack(provenance: note.provenance, evidence: evidence).faults(in: note.markdown)) }
    case "write":
      let date = report.metadata.date ?? CalendarDate(dayNumber: 0)
      return {
        guard let report = try? ReportReader().read(bytes: bytes, path: path) else { return }
        Self.keep(try? writer.note(from: Dossier([FigureExtractor().evidence(from: report)], asOf: date)))
      }
    default: return nil
    }
  }

  /// Keeps the optimizer from seeing that nobody uses a result.
  @inline(never)
  private static func keep<Value>(_ value: Value) { withExtendedLifetime(value) {} }
}
