import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// The hazards of two publishers who give the same metric and period values that no rounding reconciles. The thesis finds the
/// pairs, holding back where unit, scale, calendar, definition or vintage explains the difference.
///
/// Each side loses in proportion to the weight of the other, `a(g) = w_other / (w + w_other)`: two equal witnesses halve each
/// other. A side that was struck out carries nothing and loses nothing, but still witnesses.
struct Contradictions {
  let thesis: Thesis
  let dossier: Dossier

  /// In the thesis's order.
  func hazards() -> [Hazard] {
    guard !thesis.contradictions.isEmpty else { return [] }
    var groups: [Citation: Int] = [:]
    for (index, group) in thesis.groups.enumerated() {
      for claim in group.claims { groups[thesis.claims[claim].citation] = index }
    }
    return thesis.contradictions.map { hazard($0, groups) }
  }

  private func hazard(_ pair: Contradiction, _ groups: [Citation: Int]) -> Hazard {
    let (strong, weak) = (pair.stronger.weight.value, pair.weaker.weight.value)
    let sides = [(pair.stronger, weak), (pair.weaker, strong)]
    let attacks = sides.compactMap { claim, other in
      groups[claim.citation].map { Attack(group: $0, strength: other / (strong + weak), terms: []) }
    }
    let figure = dossier.figure(pair.strongerFigure)
    let metric = dossier.evidence[pair.strongerFigure.report].metricName(of: figure)
    let (a, b) = (dossier.text(of: pair.strongerFigure), dossier.text(of: pair.weakerFigure))
    let period = figure.period.map { "For \($0.label), " } ?? ""
    return Hazard(
      name: "Disagreement over \(metric.map(Contradictions.inSentence) ?? "one figure")",
      mechanism: "\(pair.stronger.publisher) and \(pair.weaker.publisher) give it values that no rounding reconciles.",
      likelihood: Likelihood(tier: .happening, words: dossier.citation(of: pair.weakerFigure)),
      origin: .computed(
        .contradiction,
        working: """
          \(period)\(pair.stronger.publisher) says \(a) and \(pair.weaker.publisher) says \(b), a gap of \(gap(pair)) of the \
          larger
          """),
      passages: [dossier.citation(of: pair.strongerFigure), dossier.citation(of: pair.weakerFigure)], rebuttal: nil,
      attacks: attacks.sorted { ($1.strength, $0.group) < ($0.strength, $1.group) })
  }

  /// At most six words, without what stands in parentheses; a capital goes unless it is a name's.
  private static func inSentence(_ metric: String) -> String {
    let plain = metric.prefix { $0 != "(" }.split(whereSeparator: \.isWhitespace).map(String.init)
    let words = NameShortening.shortened(plain, to: HazardName.limit - 2)
    guard let first = words.first, words.count > 1, words[1].first?.isLowercase == true,
      first.dropFirst().allSatisfy(\.isLowercase)
    else { return words.joined(separator: " ") }
    return ([first.lowercased()] + words.dropFirst()).joined(separator: " ")
  }

  private func gap(_ pair: Contradiction) -> String {
    let values = [pair.strongerFigure, pair.weakerFigure].map {
      abs(NSDecimalNumber(decimal: dossier.quantity($0).value).doubleValue)
    }
    let larger = max(values[0], values[1], .leastNormalMagnitude)
    return RiskTable.number(abs(NSDecimalNumber(decimal: pair.gap).doubleValue) / larger)
  }
}
