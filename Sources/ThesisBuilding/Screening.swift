import FigureExtraction
import ReportReading

/// Takes out the claims that should carry nothing, each with its reason.
struct Screening {
  let dossier: Dossier
  let halfLife: Double
  /// A claim this many half-lives old weighs a sixteenth, and is left out.
  private let staleAfter = 4.0

  init(dossier: Dossier, halfLife: Double) {
    self.dossier = dossier
    self.halfLife = halfLife
  }

  func screen(
    _ drafts: [ClaimDraft], contradicted: [(weaker: Int, contradiction: Contradiction)]
  ) -> (kept: [ClaimDraft], struckOut: [StruckOut]) {
    var byWeaker: [Int: Contradiction] = [:]
    for (index, contradiction) in contradicted { byWeaker[index] = contradiction }
    var left: Set<Int> = []
    var struckOut: [StruckOut] = []
    for index in drafts.indices {
      let reason =
        byWeaker[index].map { (StruckOut.Reason.contradicted, detail($0)) } ?? stale(drafts[index])
        ?? overHedged(drafts[index]) ?? uncited(drafts[index])
      if let (reason, detail) = reason {
        struckOut.append(StruckOut(claim: drafts[index].claim, reason: reason, detail: detail))
        left.insert(index)
      }
    }
    return (left.isEmpty ? drafts : drafts.indices.filter { !left.contains($0) }.map { drafts[$0] }, struckOut)
  }

  private func detail(_ contradiction: Contradiction) -> String {
    "\(contradiction.stronger.publisher) says \(dossier.text(of: contradiction.strongerFigure)), not \(dossier.text(of: contradiction.weakerFigure))"
  }

  private func stale(_ draft: ClaimDraft) -> (StruckOut.Reason, String)? {
    guard let date = draft.claim.date, halfLife > 0 else { return nil }
    let age = dossier.asOf.dayNumber - date.dayNumber
    return Double(age) > staleAfter * halfLife ? (.stale, "\(age) days old") : nil
  }

  /// Stacked hedges leave half of a claim, and half a claim is none.
  private func overHedged(_ draft: ClaimDraft) -> (StruckOut.Reason, String)? {
    guard draft.claim.hedge <= 0.5 else { return nil }
    let cues = ClaimLexicon.hedges.matches(in: draft.words).map { draft.words[$0.range].joined(separator: " ") }
    return (
      .overHedged, cues.isEmpty ? "stacked hedges" : "hedged by " + cues.map { "“\($0)”" }.joined(separator: ", ")
    )
  }

  private func uncited(_ draft: ClaimDraft) -> (StruckOut.Reason, String)? {
    guard let match = ClaimLexicon.unvouched.first(in: draft.words) else { return nil }
    let figures = draft.claim.figures
    guard figures.allSatisfy({ dossier.attribution($0) == nil }) else { return nil }
    return (.uncited, "nobody is named for “\(draft.words[match.range].joined(separator: " "))”")
  }
}
