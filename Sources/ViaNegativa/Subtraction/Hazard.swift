import FigureExtraction
import ReportReading
import ThesisBuilding

/// A way the thesis breaks.
package struct Hazard: Hashable, Sendable {
  /// Short and true: its bold lead, heading or trimmed clause; capitalized, no full stop.
  package let name: String
  /// Why it would break the thesis, as one sentence; the report's own words where `passages` hold them.
  package let mechanism: String
  package let likelihood: Likelihood
  package let origin: Origin
  /// The passages it rests on, first the one that names it; empty for some computed hazards.
  package let passages: [Citation]
  /// What the reports answer to it.
  package let rebuttal: Citation?
  /// The groups it hits, hardest first.
  package let attacks: [Attack]
  /// How much of it is about this thesis rather than any company: 1 for names, figures and rare terms, down to the floor of
  /// `Specificity` for what every filing carries. Always 1 for a computed hazard.
  package let specificity: Double
  /// What the report adds to the likelihood in so many words ("worth watching"), whether or not it answers the hazard.
  package let gloss: Citation?
  /// The figures that say how much of a whole it puts at stake, with their arithmetic; nil where none do.
  package let stake: Stake?

  package init(
    name: String, mechanism: String, likelihood: Likelihood, origin: Origin, passages: [Citation],
    rebuttal: Citation?, attacks: [Attack], specificity: Double = 1, gloss: Citation? = nil, stake: Stake? = nil
  ) {
    self.stake = stake
    self.gloss = gloss
    self.specificity = specificity
    self.name = name
    self.mechanism = mechanism
    self.likelihood = likelihood
    self.origin = origin
    self.passages = passages
    self.rebuttal = rebuttal
    self.attacks = attacks
  }

  package enum Origin: Hashable, Sendable {
    /// Read in a report.
    case found
    /// Worked out from the claims; `working` is the arithmetic that shows it ("0.71 of 5.20 from one publisher").
    case computed(Computed, working: String)
  }

  package enum Computed: String, Hashable, Sendable, Codable, CaseIterable {
    case singleSource = "single source"
    case forecastDependence = "forecast dependence"
    case staleness
    case contradiction
    case concentration
    case extrapolation
    /// A part of a whole that is more than half of it.
    case dependence = "dependence on a part"
  }
}

/// How likely a hazard is, and the words that say so.
package struct Likelihood: Hashable, Sendable, Codable {
  package let tier: Tier
  /// The words the tier was read from, as they stand; nil where nothing is said.
  package let words: Citation?

  package init(tier: Tier, words: Citation?) {
    self.tier = tier
    self.words = words
  }

  /// The source essay's four tiers, with the ICD 203 ranges they stand for.
  package enum Tier: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case low, medium, real, happening

    /// The probability used in arithmetic.
    package var probability: Double {
      switch self {
      case .low: 0.2
      case .medium: 0.5
      case .real: 0.75
      case .happening: 1
      }
    }

    /// As the essay writes it.
    package var phrase: String {
      switch self {
      case .low: "Low probability"
      case .medium: "Medium probability"
      case .real: "Real risk"
      case .happening: "Already happening"
      }
    }

    package static func < (a: Tier, b: Tier) -> Bool { a.probability < b.probability }
  }
}

/// How hard a hazard hits one group of claims, and the shared terms that say so.
///
/// For a found hazard `strength = max(min(1, factor · Σ weight · share / whole), factor · stake)`, and 1 where it is refuted; for
/// a computed one `terms` is empty and the strength comes from the hazard's own arithmetic.
package struct Attack: Hashable, Sendable, Codable {
  /// Index into `Thesis.groups`.
  package let group: Int
  /// `a(h, g)`, 0 to 1.
  package let strength: Double
  /// Heaviest first.
  package let terms: [SharedTerm]
  /// What sharing every term of the group in full would come to.
  package let whole: Double
  /// The hazard's specificity, times the rebuttal's discount where the reports answer it.
  package let factor: Double
  /// A figure that the hazard's passages report refutes the group's forecast: the strength is 1 whatever the terms come to.
  package let isRefuted: Bool
  /// The share of the group that the hazard's figures put at stake, 0 where they say nothing.
  package let stake: Double

  package init(
    group: Int, strength: Double, terms: [SharedTerm], whole: Double = 1, factor: Double = 1, isRefuted: Bool = false,
    stake: Double = 0
  ) {
    self.stake = stake
    self.isRefuted = isRefuted
    self.group = group
    self.strength = strength
    self.terms = terms
    self.whole = whole
    self.factor = factor
  }

  package struct SharedTerm: Hashable, Sendable, Codable {
    package let term: Word
    /// Its inverse document frequency.
    package let weight: Double
    /// How far it counts, (0, 1]: in full where the hazard's name meets the group's metric, less for mechanism and topic.
    package let share: Double
    package init(term: Word, weight: Double, share: Double = 1) {
      self.term = term
      self.weight = weight
      self.share = share
    }
  }
}
