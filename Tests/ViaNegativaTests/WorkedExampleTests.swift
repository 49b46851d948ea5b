import Foundation
import Testing
import ThesisBuilding
import ViaNegativa

/// The documentation's example by hand: the evaluator comes to its numbers, and the article prints the evaluator's.
@Suite("The worked example") struct WorkedExampleTests {
  private let claims = [
    Generated.claim(publisher: "Almanac", weight: Claim.Weight(evidence: 1, modality: 1, hedge: 1, recency: 1)),
    Generated.claim(
      publisher: "Almanac", modality: .forecast,
      weight: Claim.Weight(evidence: 1, modality: 0.6, hedge: 0.8, recency: 1)),
    Generated.claim(
      publisher: "Bulletin", modality: .estimated,
      weight: Claim.Weight(evidence: 1, modality: 0.85, hedge: 1, recency: 1)),
    Generated.claim(publisher: "Courier", weight: Claim.Weight(evidence: 0.5, modality: 1, hedge: 1, recency: 0.5)),
  ]
  private var thesis: Thesis {
    Generated.thesis(claims, [[0], [1, 2], [3]].map { Generated.group($0, claims) })
  }

  private func hazard(_ name: String, _ tier: Likelihood.Tier, _ strengths: [Int: Double]) -> Hazard {
    Hazard(
      name: name, mechanism: "", likelihood: Likelihood(tier: tier, words: nil), origin: .found, passages: [],
      rebuttal: nil,
      attacks: strengths.keys.sorted().map { Attack(group: $0, strength: strengths[$0] ?? 0, terms: []) })
  }

  private func judge(_ hazards: [Hazard]) -> Verdict {
    RiskEvaluator().judge(hazards, of: thesis, weights: thesis.groups.map(\.weight))
  }

  @Test func comesToTheArticlesNumbers() throws {
    let h1 = hazard("h1", .happening, [0: 0.4, 2: 1])
    let h2 = hazard("h2", .medium, [0: 0.5, 1: 0.7])
    let verdict = judge([h1, h2])
    let left = Dictionary(verdict.hazards.map { ($0.hazard.name, $0) }, uniquingKeysWith: { a, _ in a })
    let first = try #require(left["h1"])
    let second = try #require(left["h2"])
    #expect(first.impact == .dent && second.impact == .wall)
    #expect(verdict.breakSet == [0, 1])
    #expect(verdict.outcome == .leans)
    #expect(judge([h1, hazard("h2", .real, [0: 0.5, 1: 0.7])]).outcome == .falls)
    #expect(judge([h1]).outcome == .stands)

    let source = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/ViaNegativa/ViaNegativa.docc/ViaNegativa.md")
    let article = try String(contentsOf: source.standardized, encoding: .utf8)
    let groups = thesis.groups.map(\.weight)
    let numbers = [
      groups[1], verdict.support, first.left, second.left, verdict.leftOfAll, verdict.leftOfReal,
      1 - groups[0] / verdict.support, 1 - (groups[0] + groups[1]) / verdict.support,
    ]
    let example = try #require(article.components(separatedBy: "## A thesis worked by hand").last)
    for number in numbers {
      let text = String(format: "%.4f", number)
      // Exact decimals are printed without their noughts.
      let short = text.replacing(#/0+$/#, with: "")
      #expect(example.contains(text) || example.contains(" \(short)`") || example.contains(short + "`"), "\(text)")
    }
  }

  /// The article's thresholds are those in force.
  @Test func theDefaultsAreTheArticles() {
    let defaults = RiskEvaluator.Thresholds()
    #expect(defaults.wall == 0.5 && defaults.bump == 0.8 && defaults.fall == 0.35 && defaults.lean == 0.5)
    #expect(
      defaults.overlapFloor == 0.2 && defaults.rebuttal == 0.7 && defaults.stockWord == 0.25 && defaults.part == 0.4)
  }
}
