import ThesisBuilding

/// What is left of a thesis when things are taken away.
package struct Verdict: Sendable {
  /// Worst first: by what is left, then tier, found before computed, then name.
  package let hazards: [JudgedHazard]
  /// `left` after every hazard, and after those that are real or happening; 1 with none.
  package let leftOfAll: Double
  package let leftOfReal: Double
  /// `W`.
  package let support: Double
  /// Indices into `Thesis.groups`: the fewest whose removal leaves less than half of `W`.
  package let breakSet: [Int]
  package let outcome: Outcome
  /// The second-order fragility of every series long enough, hazard or not, in the thesis's order.
  package let fragilities: [SeriesFragility]
  /// The thresholds it was judged by.
  package let thresholds: RiskEvaluator.Thresholds
  /// What each group weighed when it was judged, by index; differs from the thesis only where claims were taken away.
  package let weights: [Double]

  package init(
    hazards: [JudgedHazard], leftOfAll: Double, leftOfReal: Double, support: Double, breakSet: [Int], outcome: Outcome,
    fragilities: [SeriesFragility] = [], thresholds: RiskEvaluator.Thresholds = RiskEvaluator.Thresholds(),
    weights: [Double] = []
  ) {
    self.fragilities = fragilities
    self.thresholds = thresholds
    self.weights = weights
    self.hazards = hazards
    self.leftOfAll = leftOfAll
    self.leftOfReal = leftOfReal
    self.support = support
    self.breakSet = breakSet
    self.outcome = outcome
  }

  package enum Outcome: String, Hashable, Sendable, Codable {
    case stands, leans, falls
    /// No group with a figure: the reports support no thesis worth the name.
    case noThesis = "no thesis"
  }

  /// The hazards that decided the outcome: the walls and those that refute a main support, else those that are real or
  /// happening when it does not stand.
  package var deciding: [JudgedHazard] {
    guard outcome == .leans || outcome == .falls else { return [] }
    let evaluator = RiskEvaluator(thresholds: thresholds)
    let decisive = hazards.filter { $0.impact == .wall || evaluator.refutesMainSupport($0.hazard, weights) }
    return decisive.isEmpty ? hazards.filter { $0.hazard.likelihood.tier >= .real } : decisive
  }
}

/// A hazard and what it takes away.
package struct JudgedHazard: Hashable, Sendable {
  package let hazard: Hazard
  /// `left(h)`, 0 to 1.
  package let left: Double
  package let impact: Impact

  package init(hazard: Hazard, left: Double, impact: Impact) {
    self.hazard = hazard
    self.left = left
    self.impact = impact
  }

  /// `1 − left`: the share of the case that it takes.
  package var lost: Double { 1 - left }
  /// How many groups it hits.
  package var hits: Int { hazard.attacks.count }

  package enum Impact: String, Hashable, Sendable, Codable { case wall, dent, bump }
}
