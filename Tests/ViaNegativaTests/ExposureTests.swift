import FigureExtraction
import ReportReading
import Testing
import ThesisBuilding
import ViaNegativa

/// Hazards that need no sentence: each formula against numbers worked out by hand.
@Suite("Computed hazards and their arithmetic") struct ExposureTests {
  private func weight(_ e: Double = 1, _ m: Double = 1, _ h: Double = 1, _ r: Double = 1) -> Claim.Weight {
    Claim.Weight(evidence: e, modality: m, hedge: h, recency: r)
  }

  /// One group for each claim.
  private func verdict(
    _ claims: [Claim], contradictions: [Contradiction] = [], dossier: Dossier = Generated.dossier
  ) -> Verdict {
    let groups = claims.indices.map { Generated.group([$0], claims) }
    return RiskEvaluator().verdict(
      on: Generated.thesis(claims, groups, contradictions: contradictions), from: dossier)
  }

  private func hazard(_ kind: Hazard.Computed, in verdict: Verdict) -> Hazard? {
    verdict.hazards.first { if case .computed(kind, _) = $0.hazard.origin { true } else { false } }?.hazard
  }

  private func strengths(_ hazard: Hazard?) -> [Int: Double] {
    Dictionary((hazard?.attacks ?? []).map { ($0.group, $0.strength) }, uniquingKeysWith: max)
  }

  private func close(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }

  @Test func singleSourceTakesWhatASecondPublisherWouldAdd() throws {
    let claims = [
      Generated.claim(publisher: "Almanac", weight: weight(1, 0.6)),
      Generated.claim(publisher: "Almanac", weight: weight()),
      Generated.claim(publisher: "Bulletin", weight: weight(0.5)),
    ]
    // 1.6 of 2.1; (1 − 0.6) / (2 − 0.6) = 2/7, and nothing off a flat reported figure.
    let raised = try #require(hazard(.singleSource, in: verdict(claims)))
    #expect(strengths(raised).keys.sorted() == [0])
    #expect(close(strengths(raised)[0], 2.0 / 7))
    #expect(raised.likelihood.tier == .medium)
    #expect(raised.mechanism.contains("Almanac"))
    // Of a lone report it would say only how much was read.
    let lone = Dossier(Array(Generated.dossier.evidence.prefix(1)), asOf: Generated.dossier.asOf)
    #expect(self.hazard(.singleSource, in: verdict(claims, dossier: lone)) == nil)
    // Half is not more than half.
    let even = [
      Generated.claim(publisher: "Almanac", weight: weight(0.5)),
      Generated.claim(publisher: "Bulletin", weight: weight(0.5)),
    ]
    #expect(self.hazard(.singleSource, in: verdict(even)) == nil)
  }

  @Test func forecastsLoseWhatTheirModalityDoubts() throws {
    let claims = [
      Generated.claim(publisher: "Almanac", modality: .forecast, weight: weight(1, 0.6)),
      Generated.claim(publisher: "Bulletin", modality: .target, weight: weight(1, 0.4)),
      Generated.claim(publisher: "Bulletin", weight: weight(0.5)),
    ]
    let raised = try #require(hazard(.forecastDependence, in: verdict(claims)))
    #expect(close(strengths(raised)[0], 0.4) && close(strengths(raised)[1], 0.6) && strengths(raised)[2] == nil)
    #expect(raised.likelihood.tier == .medium)
    // 1.0 of 2.0 is half.
    #expect(
      self.hazard(
        .forecastDependence,
        in: verdict(Array(claims.prefix(2)) + [Generated.claim(publisher: "Bulletin", weight: weight())]))
        == nil)
  }

  @Test func oldSupportLosesFromTheHalfLifeOn() throws {
    let claims = [
      Generated.claim(publisher: "Almanac", weight: weight(1, 1, 1, 0.25)),
      Generated.claim(publisher: "Almanac", weight: weight(1, 1, 1, 0.4)),
      Generated.claim(publisher: "Bulletin", weight: weight(0.5)),
    ]
    // 0.65 of 1.15 is old; 1 − 2r.
    let raised = try #require(hazard(.staleness, in: verdict(claims)))
    #expect(close(strengths(raised)[0], 0.5) && close(strengths(raised)[1], 0.2))
    #expect(raised.likelihood.tier == .happening)
    let young = [Generated.claim(publisher: "Almanac", weight: weight(1, 1, 1, 0.5))]
    #expect(self.hazard(.staleness, in: verdict(young)) == nil)
  }

  @Test func concentrationTakesWhatIsBeyondAnEvenShare() throws {
    let claims = [
      Generated.claim(publisher: "Almanac", weight: weight()),
      Generated.claim(publisher: "Almanac", weight: weight(0.5, 0.4, 0.5)),
      Generated.claim(publisher: "Bulletin", weight: weight(0.5, 0.4, 0.5)),
    ]
    // Shares 5/6, 1/12, 1/12: the squares come to 0.708; 1 − (1/3) / (5/6) = 0.6.
    let raised = try #require(hazard(.concentration, in: verdict(claims)))
    #expect(strengths(raised).keys.sorted() == [0])
    #expect(close(strengths(raised)[0], 0.6))
    guard case .computed(_, let working) = raised.origin else { return }
    #expect(working.contains("0.71") && working.contains("0.83"))
    let even = (0..<2).map { _ in Generated.claim(publisher: "Almanac", weight: weight()) }
    #expect(self.hazard(.concentration, in: verdict(even)) == nil)
  }

  @Test func contradictionTakesFromEachByTheOthersWeight() throws {
    let strong = Claim(
      citation: Citation(report: 0, span: Span(0, 5)), figures: [FigureReference(report: 0, figure: 0)],
      modality: .reported, hedge: 1, publisher: "Almanac", date: nil, terms: [], weight: weight())
    let weak = Claim(
      citation: Citation(report: 1, span: Span(0, 5)), figures: [FigureReference(report: 1, figure: 0)],
      modality: .estimated, hedge: 1, publisher: "Bulletin", date: nil, terms: [], weight: weight(0.5, 0.5))
    let pair = Contradiction(
      weaker: weak, stronger: strong, weakerFigure: FigureReference(report: 1, figure: 0),
      strongerFigure: FigureReference(report: 0, figure: 0), gap: 3)
    // The weaker is struck out; the stronger loses 0.25 of 1.25.
    let raised = try #require(hazard(.contradiction, in: verdict([strong], contradictions: [pair])))
    #expect(close(strengths(raised)[0], 0.2))
    #expect(raised.likelihood.tier == .happening)
    #expect(raised.mechanism.contains("Almanac") && raised.mechanism.contains("Bulletin"))
    guard case .computed(_, let working) = raised.origin else { return }
    #expect(working.contains("$40 million") && working.contains("gap"))
  }

  private let tolls = """
    # Canal tolls

    | Metric | 2025 | 2026 | 2027 | 2028 |
    |---|---|---|---|---|
    | Canal tolls | $100 million | $110 million | $132 million | $165 million |
    """

  @Test func extrapolationAndTheSecondOrderByHand() throws {
    let judged = Reading.judged([try Reading.evidence(tolls, publisher: "Almanac")], asOf: "2027-12-01")
    let series = try #require(judged.verdict.fragilities.first)
    #expect(series.values == [100e6, 110e6, 132e6, 165e6])
    #expect(zip(series.growth, [0.1, 0.2, 0.25]).allSatisfy { close($0, $1) })
    // Δ of 0.1 and 0.2 is 0.1/√2; H = 3 · v₀ · (1 + x) · Δ² for three steps.
    #expect(close(series.deviation, 0.1 / 2.0.squareRoot()))
    let h = 3 * 100e6 * (1 + series.rate) * 0.005
    #expect(abs(series.fragility - h) < 1)
    #expect(abs(series.relative - 0.0107) < 0.0001)
    // The best behind it reaches 1.20 of the 1.25 it needs.
    #expect(close(series.shortfall, 0.04))
    let raised = try #require(hazard(.extrapolation, in: judged.verdict))
    #expect(raised.attacks.allSatisfy { close($0.strength, 0.04) } && !raised.attacks.isEmpty)
    #expect(raised.likelihood.tier == .real)
    #expect(raised.name.split(separator: " ").count <= HazardName.limit)
  }

  @Test func aRecordIsNoExtrapolation() throws {
    let judged = Reading.judged([try Reading.evidence(tolls, publisher: "Almanac")], asOf: "2029-06-01")
    #expect(judged.verdict.fragilities.count == 1)
    #expect(hazard(.extrapolation, in: judged.verdict) == nil)
    let slower = tolls.replacing("$165 million", with: "$150 million")
    let calm = Reading.judged([try Reading.evidence(slower, publisher: "Almanac")], asOf: "2027-12-01")
    #expect(hazard(.extrapolation, in: calm.verdict) == nil)
  }
}
