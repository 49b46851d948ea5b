import FigureExtraction
import ReportReading
import ThesisBuilding

/// The hazards that need no sentence: worked out from the claims themselves, each with its arithmetic.
///
/// A measured harm (support that is old, values that disagree) is already happening; a required acceleration is pressure in
/// the figures, so real; a mere dependence (on one publisher, on forecasts, on one claim) says nothing of how likely the harm
/// is, so medium.
struct Exposures {
  let thesis: Thesis
  let dossier: Dossier
  let thresholds: RiskEvaluator.Thresholds
  let halfLife: Double
  private let subtraction: Subtraction

  init(thesis: Thesis, dossier: Dossier, thresholds: RiskEvaluator.Thresholds, halfLife: Double) {
    self.thesis = thesis
    self.dossier = dossier
    self.thresholds = thresholds
    self.halfLife = halfLife
    subtraction = Subtraction(weights: thesis.groups.map(\.weight))
  }

  /// Computed from the whole thesis; none where it has no weight. `stakes` are those of each report.
  func hazards(fragilities: [SeriesFragility], stakes: [[Stake]]) -> [Hazard] {
    guard subtraction.support > 0 else { return [] }
    let single = [singleSource(), forecastDependence(), staleness(), concentration()].compactMap { $0 }
    return single + Dependence(thesis: thesis, dossier: dossier, thresholds: thresholds).hazards(stakes)
      + Contradictions(thesis: thesis, dossier: dossier).hazards()
      + extrapolations(fragilities)
  }

  /// One pass over the groups, however many series there are.
  private func extrapolations(_ fragilities: [SeriesFragility]) -> [Hazard] {
    let headlines = Set(fragilities.filter(\.isAhead).compactMap(\.figures.last))
    guard !headlines.isEmpty else { return [] }
    var groups: [FigureReference: [Int]] = [:]
    for (index, group) in thesis.groups.enumerated() {
      let stated = Set(group.claims.flatMap { thesis.claims[$0].figures }).intersection(headlines)
      for figure in stated { groups[figure, default: []].append(index) }
    }
    return fragilities.compactMap { fragility in
      Extrapolation(fragility: fragility, groups: fragility.figures.last.flatMap { groups[$0] } ?? []).hazard
    }
  }

  /// One publisher without whom more than half of `W` would be gone, where more than one report was read. It attacks the groups that nobody else supports, by the
  /// part of their corroborated weight that is missing: a second, equal publisher would make `w` into `1 − (1 − w)²`, so
  /// `a = (1 − w) / (2 − w)`; nothing for a flat reported figure, never as much as half.
  private func singleSource() -> Hazard? {
    var alone: [String: [Int]] = [:]
    for (index, group) in thesis.groups.enumerated() where group.publishers.count == 1 {
      alone[group.publishers[0], default: []].append(index)
    }
    let shares = alone.map { (publisher: $0.key, weight: Subtraction.sum($0.value.map { subtraction.weights[$0] })) }
    // Of a lone report it says nothing but how much was read: nobody else was there to confirm.
    guard dossier.evidence.count > 1,
      let most = shares.max(by: { ($0.weight, $1.publisher) < ($1.weight, $0.publisher) }),
      most.weight / subtraction.support > thresholds.singleSource
    else { return nil }
    let attacks = (alone[most.publisher] ?? []).map { group in
      let weight = subtraction.weights[group]
      return (group, (1 - weight) / (2 - weight))
    }
    return hazard(
      .singleSource, "Dependence on one source",
      "Nobody confirms the greater part of what \(isNamed(most.publisher) ? most.publisher.withSmallArticle : "it") says.",
      share(most.weight, "rests on \(most.publisher) alone"), .medium, attacks)
  }

  /// Forecasts and targets make up more than half of `W`. They lose what their modality already doubts, `1 − m`: 0.4 of a
  /// forecast, 0.6 of a target.
  private func forecastDependence() -> Hazard? {
    let groups = thesis.groups.indices.filter { lead($0)?.modality == .forecast || lead($0)?.modality == .target }
    let weight = Subtraction.sum(groups.map { subtraction.weights[$0] })
    guard weight / subtraction.support > thresholds.forecast else { return nil }
    return hazard(
      .forecastDependence, "Most of the case has yet to happen",
      "The greater part of what supports it is forecast or target, not record.",
      share(weight, "from forecasts and targets"), .medium,
      groups.map { ($0, 1 - (lead($0)?.weight.modality ?? 1)) })
  }

  /// More than half of `W` is older than the half-life. It loses `1 − 2r`: nothing at the half-life, half at twice its age.
  private func staleness() -> Hazard? {
    let groups = thesis.groups.indices.filter { (lead($0)?.weight.recency ?? 1) < 0.5 }
    let weight = Subtraction.sum(groups.map { subtraction.weights[$0] })
    guard weight / subtraction.support > thresholds.stale else { return nil }
    return hazard(
      .staleness, "Most of the case is old",
      halfLife == 365
        ? "The greater part of what supports it was published long ago."
        : "The greater part of what supports it is older than the half-life given to a claim.",
      share(weight, "older than \(RiskTable.number(halfLife, digits: 0)) days"), .happening,
      groups.map { ($0, 1 - 2 * (lead($0)?.weight.recency ?? 1)) })
  }

  /// The Herfindahl index of `W_g / W` is above one half. It attacks every group that carries more than an even share, by
  /// what it carries beyond it: `a = 1 − W / (n · W_g)`.
  private func concentration() -> Hazard? {
    let shares = subtraction.weights.map { $0 / subtraction.support }
    let index = Subtraction.sum(shares.map { $0 * $0 })
    guard index > thresholds.concentration else { return nil }
    let even = 1 / Double(shares.count)
    let heavy = shares.indices.filter { shares[$0] > even }
    let most = shares.indices.max { (shares[$0], $1) < (shares[$1], $0) } ?? 0
    return hazard(
      .concentration, "One claim carries most of the case", "Without it there is little left to believe.",
      "Herfindahl index \(RiskTable.number(index)) over \(shares.count) groups, largest share \(RiskTable.number(shares[most]))",
      .medium, heavy.map { ($0, 1 - even / shares[$0]) },
      passages: thesis.groups[most].claims.prefix(1).map { thesis.claims[$0].citation })
  }

  /// Somebody is named, rather than a title standing in for a name.
  private func isNamed(_ publisher: String) -> Bool {
    !dossier.evidence.contains { $0.report.metadata.publisher == nil && $0.report.metadata.title == publisher }
  }

  /// The claim that a group weighs most by.
  private func lead(_ group: Int) -> Claim? { thesis.groups[group].claims.first.map { thesis.claims[$0] } }

  private func share(_ weight: Double, _ what: String) -> String {
    "\(RiskTable.number(weight)) of \(RiskTable.number(subtraction.support)) \(what) (\(RiskTable.number(weight / subtraction.support)))"
  }

  private func hazard(
    _ kind: Hazard.Computed, _ name: String, _ mechanism: String, _ working: String, _ tier: Likelihood.Tier,
    _ attacks: [(group: Int, strength: Double)], passages: [Citation] = []
  ) -> Hazard {
    Hazard(
      name: name, mechanism: mechanism, likelihood: Likelihood(tier: tier, words: nil),
      origin: .computed(kind, working: working), passages: passages, rebuttal: nil,
      attacks: attacks.filter { $0.strength > 0 }.map { Attack(group: $0.group, strength: $0.strength, terms: []) }
        .sorted { ($1.strength, $0.group) < ($0.strength, $1.group) })
  }
}
