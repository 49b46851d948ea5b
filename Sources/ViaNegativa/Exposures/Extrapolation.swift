import ThesisBuilding

/// The hazard of a series whose headline needs more growth than any period behind it has shown.
struct Extrapolation {
  let fragility: SeriesFragility
  /// The groups that state its headline.
  let groups: [Int]

  /// Nil where the headline is already record or asks for nothing new. It attacks the groups that state the headline, by the
  /// part of it that the best growth behind would not reach.
  var hazard: Hazard? {
    // A series that is to go on falling, only slower, asks for no growth.
    guard fragility.isAhead, fragility.needsMoreThanEver, let needed = fragility.growth.last, needed > 0,
      let best = fragility.growth.dropLast().max()
    else { return nil }
    guard !groups.isEmpty else { return nil }
    let strength = fragility.shortfall
    let name = NameShortening.shortened(
      fragility.series.split(separator: " ").map(String.init), to: HazardName.limit - 4
    ).joined(separator: " ")
    let working = """
      \(fragility.series) needs \(RiskTable.number(needed)) a period to \(fragility.headline), best behind it \
      \(RiskTable.number(best)); H = \(RiskTable.number(fragility.relative)) of the headline at Δ = \
      \(RiskTable.number(fragility.deviation))
      """
    return Hazard(
      name: "\(capitalized(name)) must outgrow its past",
      mechanism: "The last step ahead needs more growth than any step behind it.",
      likelihood: Likelihood(tier: .real, words: nil), origin: .computed(.extrapolation, working: working),
      passages: [], rebuttal: nil, attacks: groups.map { Attack(group: $0, strength: strength, terms: []) })
  }

  private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
