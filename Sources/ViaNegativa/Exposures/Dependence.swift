import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// The hazard of a part that is more than two fifths of its whole: what is left without it is another company.
///
/// One for each report and kind of division (places, or anything else), in the finest division that still has such a part: that
/// one of five lines carries the company says more than that one of two segments does.
struct Dependence {
  let thesis: Thesis
  let dossier: Dossier
  let thresholds: RiskEvaluator.Thresholds

  func hazards(_ stakes: [[Stake]]) -> [Hazard] {
    let groups = StakeGroups(thesis, dossier)
    return dossier.evidence.indices.flatMap { report -> [Hazard] in
      let heavy = stakes[report].filter {
        $0.share > thresholds.part && $0.share < 1 && !StakeLexicon.isCatchAll($0.name)
          && !isKind($0.name) && !(isHome($0.name) && isDomestic(dossier.evidence[report].report))
      }
      return [false, true].compactMap { isPlace in
        heavy.first { $0.isPlace == isPlace }.flatMap { hazard($0, groups) }
      }
    }
  }

  /// What every company's revenue comes as is no part that may be lost by itself: "Products", "Subscription revenue".
  private func isKind(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isAlphabetic }
    return words.allSatisfy { Self.kinds.contains(String($0)) }
  }

  private static let kinds: Set<String> = [
    "subscription", "subscriptions", "product", "products", "service", "services", "license", "licenses", "licensing",
    "maintenance", "support", "and", "net", "total", "sales", "revenue", "revenues", "cloud", "recurring", "goods",
    "merchandise",
  ]

  /// A company's own country is where it is, not a part that may be lost.
  private func isHome(_ name: String) -> Bool {
    ["united states", "u.s.", "us", "united states of america", "domestic", "north america", "americas"].contains(
      name.lowercased())
  }

  /// Filed on a form that only companies of the United States file: 10-K, 10-Q (17 CFR 249.310, 249.308a).
  private func isDomestic(_ report: Report) -> Bool {
    let head = report.metadata.title + " " + report.string(Span(0, min(report.text.count, 4000)))
    return head.contains("10-K") || head.contains("10-Q")
  }

  private func hazard(_ stake: Stake, _ groups: StakeGroups) -> Hazard? {
    guard let whole = stake.whole, let part = stake.parts.first else { return nil }
    let attacks = groups.shares(of: stake).map {
      Attack(group: $0.group, strength: $0.share, terms: [], stake: $0.share)
    }
    guard !attacks.isEmpty else { return nil }
    let left =
      stake.share >= 0.85
      ? "little"
      : stake.share > 2.0 / 3 ? "less than a third" : stake.share > 0.5 ? "less than half" : "little more than half"
    let name = Dependence.inSentence(stake.name)
    return Hazard(
      name: "Concentration in \(name)",
      mechanism: "Take \(name) away and \(left) of \(stake.wholeName) is left.",
      likelihood: Likelihood(tier: .medium, words: nil),
      origin: .computed(
        .dependence,
        working: """
          \(stake.name) \(dossier.text(of: part)) of \(stake.wholeName) \(dossier.text(of: whole)) = \
          \(RiskTable.number(stake.share)), the largest of \(stake.siblings.count) parts that add to it
          """),
      passages: [stake.label, dossier.citation(of: part), dossier.citation(of: whole)].compactMap(\.self),
      rebuttal: nil, attacks: attacks.sorted { ($1.strength, $0.group) < ($0.strength, $1.group) }, stake: stake)
  }

  /// "Hardware and accessories" → "hardware and accessories"; names keep their capitals, and the United States its article.
  static func inSentence(_ name: String) -> String {
    let words = name.split(separator: " ")
    if words.first == "United" { return "the " + name }
    let isPlain = words.count > 1 && words.dropFirst().allSatisfy { $0.allSatisfy { !$0.isUppercase } }
    guard isPlain, let first = words.first, first.dropFirst().allSatisfy(\.isLowercase) else { return name }
    return first.lowercased() + name.dropFirst(first.count)
  }
}

extension StakeLexicon {
  /// A part whose label names nothing: "Net product sales", "All other".
  static func isCatchAll(_ name: String) -> Bool {
    name.lowercased().split(separator: " ").allSatisfy { generic.contains(String($0)) }
  }

  private static let generic: WordSet = [
    "net", "product", "products", "service", "services", "sales", "revenue", "revenues", "other", "others", "all",
    "total", "and", "segment", "segments", "reportable", "first", "second", "third", "fourth", "quarter", "half",
  ]
}
