import ThesisBuilding

/// Finds the hazards that reports state.
struct HazardFinder {
  let thresholds: RiskEvaluator.Thresholds

  func hazards(in dossier: Dossier, against thesis: Thesis) -> [Hazard] { [] }
}
