import ThesisBuilding

/// Takes a thesis apart, hazard by hazard, and says what is left.
package struct RiskEvaluator: Sendable {
  package init() {}

  package func verdict(on thesis: Thesis, from dossier: Dossier) -> Verdict {
    Verdict(hazards: [], leftOfAll: 1, leftOfReal: 1, support: thesis.support, breakSet: [], outcome: .noThesis)
  }
}
