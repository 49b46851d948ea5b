import ThesisBuilding

extension RiskEvaluator {
  /// Weighs each hazard by what it leaves and reads the verdict off the thresholds.
  ///
  /// Removing a hazard only ever takes factors off the products and members off the sets it counts, so it can't worsen the
  /// outcome; raising a likelihood only ever adds a member to the real ones, so it can't improve it.
  package func judge(
    _ hazards: [Hazard], of thesis: Thesis, weights: [Double], fragilities: [SeriesFragility] = []
  ) -> Verdict {
    let subtraction = Subtraction(weights: weights)
    let judged =
      hazards.map { hazard in
        let left = subtraction.left(after: hazard.attacks)
        return JudgedHazard(hazard: hazard, left: left, impact: impact(left))
      }
      .sorted(by: JudgedHazard.isWorse)
    let real = judged.filter { $0.hazard.likelihood.tier >= .real }
    let leftOfReal = subtraction.left(afterAll: real.map(\.hazard.attacks))
    let breakSet = subtraction.breakSet(
      leaving: thresholds.breakShare, order: RiskEvaluator.byWeight(thesis.groups, weights))
    let outcome: Verdict.Outcome
    if !RiskEvaluator.hasFigure(thesis, weights) {
      outcome = .noThesis
    } else if real.contains(where: { $0.impact == .wall }) || leftOfReal < thresholds.fall {
      outcome = .falls
    } else if judged.contains(where: { $0.impact == .wall }) || leftOfReal < thresholds.lean
      || breakSet.count == 1 && !judged.isEmpty || judged.contains(where: { refutesMainSupport($0.hazard, weights) })
    {
      outcome = .leans
    } else {
      outcome = .stands
    }
    return Verdict(
      hazards: judged, leftOfAll: subtraction.left(afterAll: judged.map(\.hazard.attacks)), leftOfReal: leftOfReal,
      support: subtraction.support, breakSet: breakSet, outcome: outcome, fragilities: fragilities,
      thresholds: thresholds, weights: weights)
  }

  private func impact(_ left: Double) -> JudgedHazard.Impact {
    left < thresholds.wall ? .wall : left < thresholds.bump ? .dent : .bump
  }

  /// It is happening, and a figure it reports refutes a group that weighs at least half as much as the heaviest: a thesis one
  /// of whose main supports was measured and found wrong does not stand, however much else there is.
  func refutesMainSupport(_ hazard: Hazard, _ weights: [Double]) -> Bool {
    let refuted = hazard.likelihood.tier == .happening ? hazard.attacks.filter(\.isRefuted) : []
    guard !refuted.isEmpty, let heaviest = weights.max(), heaviest > 0 else { return false }
    return refuted.contains { weights[$0.group] >= thresholds.mainSupport * heaviest }
  }

  /// Heaviest first, equal weights by what they say.
  private static func byWeight(_ groups: [ClaimGroup], _ weights: [Double]) -> [Int] {
    groups.indices.sorted { a, b in
      if weights[a] != weights[b] { return weights[a] > weights[b] }
      if groups[a].terms != groups[b].terms { return groups[a].terms.lexicographicallyPrecedes(groups[b].terms) }
      return a < b
    }
  }

  private static func hasFigure(_ thesis: Thesis, _ weights: [Double]) -> Bool {
    thesis.groups.indices.contains { group in
      weights[group] > 0 && thesis.groups[group].claims.contains { !thesis.claims[$0].figures.isEmpty }
    }
  }
}

extension JudgedHazard {
  /// By what is left, then tier, found before computed, then name and place.
  static func isWorse(_ a: JudgedHazard, _ b: JudgedHazard) -> Bool {
    if a.left != b.left { return a.left < b.left }
    if a.hazard.likelihood.tier != b.hazard.likelihood.tier {
      return a.hazard.likelihood.tier > b.hazard.likelihood.tier
    }
    if a.hazard.isFound != b.hazard.isFound { return a.hazard.isFound }
    if a.hazard.name != b.hazard.name { return a.hazard.name < b.hazard.name }
    return a.hazard.passages.lexicographicallyPrecedes(b.hazard.passages)
  }
}

extension Hazard {
  /// Read in a report, rather than worked out from the claims.
  package var isFound: Bool { origin == .found }
}
