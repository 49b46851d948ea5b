import EssayWriting
import FigureExtraction
import Foundation
import LedgerStore
import ThesisBuilding

extension ComposedNote {
  /// Claims of a note that the ledger keeps: the most telling.
  private static let keptClaims = 200

  /// Argues, doubts, composes, renders and reads back, with what earlier notes held in mind.
  init(_ request: NoteRequest, _ evidence: [Evidence], writer: EssayWriter) throws {
    var writer = writer
    // The ledger keeps a chart in the sidecar; without one there is none.
    if writer.style.citations == .none { writer.style.charts = false }
    writer.memory.held = Set(request.stances.filter { $0.value == Stance.View.positive.rawValue }.keys)
    writer.memory.hasEarlierNotes = request.hasEarlierNotes
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
      })
  }
}
