import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// The evaluator's whole working, as printed by `risks --format json`: every number in it can be worked out from the others.
///
/// `W = Σ weights`; a claim's value is the product of its four factors; a group's weight is `1 − Π (1 − w)` over its
/// publishers' best claims; an attack's strength is
/// `max(min(1, factor · Σ weight · share / whole), factor · stake)` where the hazard was found, 1 where it is refuted;
/// `left` is `1 − Σ weight · strength / W`.
package struct RiskReport: Codable, Hashable, Sendable {
  package let asOf: CalendarDate
  package let outcome: Verdict.Outcome
  package let support: Double
  package let leftOfAll: Double
  package let leftOfReal: Double
  package let breakSet: [Int]
  package let thresholds: RiskEvaluator.Thresholds
  package let reports: [Source]
  package let claims: [ClaimLine]
  package let groups: [GroupLine]
  package let hazards: [HazardLine]
  package let fragilities: [SeriesFragility]
  package let struckOut: [StruckOutLine]

  package struct Source: Codable, Hashable, Sendable {
    package let path: String
    package let sha256: String
    package let title: String
    package let publisher: String
    package let date: CalendarDate?
  }

  /// Words of a report, and where they stand.
  package struct Quotation: Codable, Hashable, Sendable {
    /// Index into `reports`.
    package let report: Int
    package let line: Int
    package let text: String
  }

  package struct ClaimLine: Codable, Hashable, Sendable {
    package let says: Quotation
    package let publisher: String
    package let date: CalendarDate?
    package let modality: Modality
    package let weight: Claim.Weight
    package let value: Double
    package let figures: [String]
  }

  package struct GroupLine: Codable, Hashable, Sendable {
    package let weight: Double
    /// `weight / support`.
    package let share: Double
    package let claims: [Int]
    package let publishers: [String]
    package let terms: [Word]
  }

  package struct HazardLine: Codable, Hashable, Sendable {
    package let name: String
    package let mechanism: String
    package let tier: Likelihood.Tier
    package let probability: Double
    package let likelihoodWords: Quotation?
    package let impact: JudgedHazard.Impact
    package let left: Double
    /// `found`, or the kind of exposure.
    package let origin: String
    package let working: String?
    package let specificity: Double
    package let passages: [Quotation]
    package let rebuttal: Quotation?
    package let attacks: [Attack]
    package let stake: StakeLine?
  }

  /// `share = Σ parts / whole`, or `Σ parts / 100` where there is no whole; where there are siblings they add to the whole.
  package struct StakeLine: Codable, Hashable, Sendable {
    package let name: String
    package let wholeName: String
    package let parts: [Number]
    package let whole: Number?
    package let siblings: [Number]
    package let share: Double

    /// A figure as it stands, and what it comes to.
    package struct Number: Codable, Hashable, Sendable {
      package let says: Quotation
      package let value: Double
    }
  }

  package struct StruckOutLine: Codable, Hashable, Sendable {
    package let says: Quotation
    package let reason: StruckOut.Reason
    package let detail: String
  }
}

extension RiskReport {
  package init(verdict: Verdict, thesis: Thesis, dossier: Dossier) {
    func quote(_ citation: Citation) -> Quotation {
      Quotation(
        report: citation.report, line: dossier.evidence[citation.report].report.line(of: citation.span),
        text: dossier.string(citation))
    }
    let weights = verdict.weights.isEmpty ? thesis.groups.map(\.weight) : verdict.weights
    asOf = dossier.asOf
    outcome = verdict.outcome
    support = verdict.support
    leftOfAll = verdict.leftOfAll
    leftOfReal = verdict.leftOfReal
    breakSet = verdict.breakSet
    thresholds = verdict.thresholds
    fragilities = verdict.fragilities
    reports = dossier.evidence.indices.map { index in
      let report = dossier.evidence[index].report
      return Source(
        path: report.source.path, sha256: report.source.sha256, title: report.metadata.title,
        publisher: dossier.publisher(of: index), date: report.metadata.date)
    }
    claims = thesis.claims.map { claim in
      ClaimLine(
        says: quote(claim.citation), publisher: claim.publisher, date: claim.date, modality: claim.modality,
        weight: claim.weight, value: claim.weight.value, figures: claim.figures.map(dossier.text(of:)))
    }
    groups = zip(thesis.groups, weights).map { group, weight in
      GroupLine(
        weight: weight, share: verdict.support > 0 ? weight / verdict.support : 0, claims: group.claims,
        publishers: group.publishers, terms: group.terms)
    }
    hazards = verdict.hazards.map { judged in
      let hazard = judged.hazard
      return HazardLine(
        name: hazard.name, mechanism: hazard.mechanism, tier: hazard.likelihood.tier,
        probability: hazard.likelihood.tier.probability, likelihoodWords: hazard.likelihood.words.map(quote),
        impact: judged.impact, left: judged.left, origin: hazard.origin.kind, working: hazard.origin.working,
        specificity: hazard.specificity, passages: hazard.passages.map(quote), rebuttal: hazard.rebuttal.map(quote),
        attacks: hazard.attacks,
        stake: hazard.stake.map { stake in
          func number(_ reference: FigureReference) -> StakeLine.Number {
            StakeLine.Number(
              says: quote(dossier.citation(of: reference)),
              value: NSDecimalNumber(decimal: dossier.quantity(reference).value).doubleValue)
          }
          return StakeLine(
            name: stake.name, wholeName: stake.wholeName, parts: stake.parts.map(number),
            whole: stake.whole.map(number),
            siblings: stake.siblings.map(number), share: stake.share)
        })
    }
    struckOut = thesis.struckOut.map {
      StruckOutLine(says: quote($0.claim.citation), reason: $0.reason, detail: $0.detail)
    }
  }
}

extension Hazard.Origin {
  /// `found`, or the kind of exposure.
  package var kind: String {
    switch self {
    case .found: "found"
    case .computed(let kind, _): kind.rawValue
    }
  }

  package var working: String? {
    switch self {
    case .found: nil
    case .computed(_, let working): working
    }
  }
}
