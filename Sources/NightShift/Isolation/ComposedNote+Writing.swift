import EssayWriting
import FigureExtraction
import Foundation
import LedgerStore
import ReportReading
import ThesisBuilding

extension ComposedNote {
  /// Claims of a note that the ledger keeps: the most telling.
  private static let keptClaims = 200

  /// Argues, doubts, composes, renders and reads back, with what earlier notes held in mind.
  init(_ request: NoteRequest, _ evidence: [Evidence], writer: EssayWriter) throws {
    var writer = writer
    writer.memory = request.memory
    // The ledger keeps a chart in the sidecar; without one there is none.
    if writer.style.citations == .none { writer.style.charts = false }
    let dossier = Dossier(evidence, asOf: request.asOf)
    let note = try writer.note(from: dossier)
    var stances: [String: String] = [:]
    for stance in note.thesis.stances { stances[dossier.string(stance.name).lowercased()] = stance.view.rawValue }
    let claims = note.thesis.claims.sorted {
      ($1.weight.value, $0.citation) < ($0.weight.value, $1.citation)
    }
    self.init(
      title: note.title, stem: String(note.fileName().dropLast(3)), markdown: Data(note.markdown),
      sidecar: writer.style.citations == .none ? nil : Data(try note.provenance.encoded()), stances: stances,
      claims: claims.prefix(Self.keptClaims).map { claim in
        let report = dossier.evidence[claim.citation.report].report
        return UsedClaim(
          sha256: report.source.sha256, start: claim.citation.span.start, end: claim.citation.span.end,
          line: report.line(of: claim.citation.span), text: report.string(claim.citation.span),
          weight: claim.weight.value)
      }, printed: Self.printed(in: note.provenance))
  }

  /// The figures of the note, each once, by report and place.
  private static func printed(in provenance: Provenance) -> [FigurePlace] {
    var places: Set<FigurePlace> = []
    for part in provenance.passages.flatMap(\.parts) where part.kind == .figure || part.kind == .derived {
      for source in part.sources ?? [] where provenance.reports.indices.contains(source.report) {
        places.insert(
          FigurePlace(sha256: provenance.reports[source.report].sha256, span: Span(source.start, source.end)))
      }
    }
    return places.sorted { ($0.sha256, $0.span) < ($1.sha256, $1.span) }
  }
}
