import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding
import ViaNegativa

/// SplitMix64: the same seed gives the same thesis on every machine.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func unit() -> Double { Double.random(in: 0...1, using: &self) }
  mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &self)] }
}

/// Trials of a property: each has a seed, which a failure names. `ALYOSHA_SEED` starts elsewhere.
enum Trials {
  static let count = 1000
  static var seeds: [UInt64] {
    let first = ProcessInfo.processInfo.environment["ALYOSHA_SEED"].flatMap(UInt64.init) ?? 20_261_125
    return (0..<UInt64(count)).map { first &+ $0 }
  }
}

/// A thesis made at random, with hazards that attack it: no report says any of it.
struct Generated {
  let thesis: Thesis
  let hazards: [Hazard]

  init(seed: UInt64, groups most: Int = 12, hazards mostHazards: Int = 6, dossier: Dossier = Generated.dossier) {
    var random = Seeded(seed)
    let publishers = ["Almanac", "Bulletin", "Courier", "Digest"]
    var claims: [Claim] = []
    var groups: [ClaimGroup] = []
    let count = Int.random(in: 0...most, using: &random)
    for group in 0..<count {
      var members: [Int] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        members.append(claims.count)
        claims.append(
          Generated.claim(&random, publisher: random.pick(publishers), terms: [Word("term\(group)")], dossier))
      }
      groups.append(Generated.group(members, claims))
    }
    thesis = Generated.thesis(claims, groups)
    hazards =
      groups.isEmpty
      ? [] : (0..<Int.random(in: 0...mostHazards, using: &random)).map { _ in Generated.hazard(&random, groups) }
  }

  static func thesis(
    _ claims: [Claim], _ groups: [ClaimGroup], series: [Series] = [], contradictions: [Contradiction] = []
  )
    -> Thesis
  {
    Thesis(
      claims: claims, groups: groups, series: series, themes: [], core: nil, shift: nil, stances: [], taxonomies: [],
      struckOut: [], contradictions: contradictions)
  }

  /// Strongest claim first; `1 − Π (1 − w_p)` over each publisher's best.
  static func group(_ members: [Int], _ claims: [Claim]) -> ClaimGroup {
    var best: [String: Double] = [:]
    for index in members {
      best[claims[index].publisher] = max(best[claims[index].publisher] ?? 0, claims[index].weight.value)
    }
    let names = best.keys.sorted()
    return ClaimGroup(
      claims: members.sorted { (claims[$1].weight.value, $0) < (claims[$0].weight.value, $1) },
      weight: 1 - names.reduce(1) { $0 * (1 - (best[$1] ?? 0)) },
      terms: Set(members.flatMap { claims[$0].terms }).sorted(),
      publishers: names)
  }

  static func claim(
    _ random: inout Seeded, publisher: String, terms: [Word], _ dossier: Dossier
  ) -> Claim {
    let modality = random.pick(Modality.allCases)
    let hasFigure = random.unit() < 0.7
    let weight = Claim.Weight(
      evidence: hasFigure ? 1 : 0.5,
      modality: [.reported: 1, .estimated: 0.85, .forecast: 0.6, .target: 0.4][modality] ?? 1,
      hedge: random.pick([1, 0.9, 0.8, 0.6]), recency: random.pick([1, 0.9, 0.7, 0.45, 0.2]))
    return claim(publisher: publisher, modality: modality, weight: weight, terms: terms, dossier)
  }

  static func claim(
    publisher: String, modality: Modality = .reported, weight: Claim.Weight, terms: [Word] = [],
    _ dossier: Dossier = Generated.dossier, report: Int = 0
  ) -> Claim {
    Claim(
      citation: Citation(report: report, span: Span(0, 5)),
      figures: weight.evidence == 1 ? [FigureReference(report: report, figure: 0)] : [], modality: modality,
      hedge: weight.hedge, publisher: publisher, date: nil, terms: terms, weight: weight)
  }

  /// Found, with shared terms that account for each strength.
  static func hazard(_ random: inout Seeded, _ groups: [ClaimGroup], tier: Likelihood.Tier? = nil) -> Hazard {
    let specificity = random.pick([1, 0.8, 0.55, 0.4])
    let hit = groups.indices.filter { _ in random.unit() < 0.4 }
    let attacks = hit.map { group -> Attack in
      let whole = 2 + 4 * random.unit()
      let terms = (0..<Int.random(in: 1...3, using: &random)).map { place in
        Attack.SharedTerm(term: Word("t\(place)"), weight: 3 * random.unit(), share: random.pick([1, 0.5, 0.25]))
      }
      let overlap = terms.reduce(0) { $0 + $1.weight * $1.share } / whole
      let stake = random.unit() < 0.2 ? random.unit() : 0
      return Attack(
        group: group, strength: max(min(1, specificity * overlap), specificity * stake), terms: terms, whole: whole,
        factor: specificity, stake: stake)
    }
    return Hazard(
      name: "Hazard \(random.next() % 100_000)", mechanism: "",
      likelihood: Likelihood(tier: tier ?? random.pick(Likelihood.Tier.allCases), words: nil), origin: .found,
      passages: [],
      rebuttal: nil, attacks: attacks.sorted { ($1.strength, $0.group) < ($0.strength, $1.group) },
      specificity: specificity)
  }

  /// Two reports with a figure each and no hazard in them.
  static let dossier: Dossier = {
    let texts = [
      "# Almanac\n\nTolls came to $40 million in 2025.\n", "# Bulletin\n\nTolls came to $40 million for 2025.\n",
    ]
    let evidence = zip(texts, ["Almanac", "Bulletin"]).compactMap {
      try? Reading.evidence($0.0, publisher: $0.1, date: "2026-02-01")
    }
    return Reading.dossier(evidence)
  }()
}

extension Verdict.Outcome {
  /// Higher is better; no thesis is apart.
  var rank: Int {
    switch self {
    case .stands: 3
    case .leans: 2
    case .falls: 1
    case .noThesis: 0
    }
  }
}
