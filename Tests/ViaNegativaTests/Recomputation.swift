import Foundation
import ViaNegativa

/// Works every number of a printed report out again from the others, by the formulas as the documentation writes them, sharing no
/// code with the evaluator.
struct Recomputation {
  let report: RiskReport
  private let tolerance = 1e-9

  init(_ report: RiskReport) { self.report = report }

  /// What does not follow; empty when all is well.
  func faults() -> [String] {
    claims() + groups() + hazards() + verdict() + fragilities()
  }

  private func differs(_ a: Double, _ b: Double) -> Bool { abs(a - b) > tolerance * max(1, abs(b)) }

  private func claims() -> [String] {
    report.claims.enumerated().compactMap { index, claim in
      let value = claim.weight.evidence * claim.weight.modality * claim.weight.hedge * claim.weight.recency
      return differs(claim.value, value) ? "claim \(index): \(claim.value) is not \(value)" : nil
    }
  }

  private func groups() -> [String] {
    var faults: [String] = []
    for (index, group) in report.groups.enumerated() {
      let best = group.publishers.map { name in
        group.claims.map { report.claims[$0] }.filter { $0.publisher == name }.map(\.value).max() ?? 0
      }
      let weight = 1 - best.reduce(1) { $0 * (1 - $1) }
      if differs(group.weight, weight) { faults.append("group \(index): \(group.weight) is not \(weight)") }
      let share = report.support > 0 ? group.weight / report.support : 0
      if differs(group.share, share) { faults.append("group \(index): share \(group.share) is not \(share)") }
    }
    let support = report.groups.map(\.weight).reduce(0, +)
    if differs(report.support, support) { faults.append("support \(report.support) is not \(support)") }
    return faults
  }

  /// `Σ W_g · Π (1 − a) / W`.
  private func left(_ hazards: [RiskReport.HazardLine]) -> Double {
    guard report.support > 0 else { return 1 }
    var keeps = [Double](repeating: 1, count: report.groups.count)
    for attack in hazards.flatMap(\.attacks) { keeps[attack.group] *= 1 - attack.strength }
    return zip(report.groups, keeps).reduce(0) { $0 + $1.0.weight * $1.1 } / report.support
  }

  private func hazards() -> [String] {
    var faults: [String] = []
    for (index, hazard) in report.hazards.enumerated() {
      let name = "hazard \(index) (\(hazard.name))"
      if differs(hazard.left, left([hazard])) { faults.append("\(name): left \(hazard.left) is not \(left([hazard]))") }
      let class_ =
        hazard.left < report.thresholds.wall ? "wall" : hazard.left < report.thresholds.bump ? "dent" : "bump"
      if hazard.impact.rawValue != class_ { faults.append("\(name): \(hazard.impact) is not \(class_)") }
      if hazard.probability != ["low": 0.2, "medium": 0.5, "real": 0.75, "happening": 1][hazard.tier.rawValue] {
        faults.append("\(name): probability")
      }
      for attack in hazard.attacks where hazard.origin == "found" {
        let overlap = attack.terms.reduce(0) { $0 + $1.weight * $1.share } / attack.whole
        let strength = attack.isRefuted ? 1 : max(min(1, attack.factor * overlap), attack.factor * attack.stake)
        if differs(attack.strength, strength) {
          faults.append("\(name): attack on \(attack.group) \(attack.strength) is not \(strength)")
        }
        let factor = hazard.specificity * (hazard.rebuttal == nil ? 1 : report.thresholds.rebuttal)
        if differs(attack.factor, factor) { faults.append("\(name): factor \(attack.factor) is not \(factor)") }
      }
      if let stake = hazard.stake {
        let parts = stake.parts.map(\.value).reduce(0, +)
        let share = parts / (stake.whole?.value ?? 100)
        if differs(stake.share, share) { faults.append("\(name): stake \(stake.share) is not \(share)") }
        if let whole = stake.whole, !stake.siblings.isEmpty {
          let sum = stake.siblings.map(\.value).reduce(0, +)
          if abs(sum - whole.value) > 0.01 * whole.value {
            faults.append("\(name): parts \(sum) are not \(whole.value)")
          }
        }
      }
    }
    return faults
  }

  private func verdict() -> [String] {
    var faults: [String] = []
    let real = report.hazards.filter { $0.probability >= 0.75 }
    if differs(report.leftOfAll, left(report.hazards)) { faults.append("left of all") }
    if differs(report.leftOfReal, left(real)) { faults.append("left of real") }
    // The break set: the heaviest first, until less than the share is left.
    let heaviest = report.groups.map(\.weight).sorted(by: >)
    var (removed, count) = (0.0, 0)
    for weight in heaviest where weight > 0 && report.support > 0 {
      if 1 - removed / report.support < report.thresholds.breakShare { break }
      removed += weight
      count += 1
    }
    if report.breakSet.count != count { faults.append("break set of \(report.breakSet.count) is not \(count)") }
    if outcome(real) != report.outcome.rawValue { faults.append("\(report.outcome) is not \(outcome(real))") }
    return faults
  }

  private func outcome(_ real: [RiskReport.HazardLine]) -> String {
    let hasFigure = report.groups.contains { group in
      group.weight > 0 && group.claims.contains { report.claims[$0].weight.evidence == 1 }
    }
    guard hasFigure else { return "no thesis" }
    if real.contains(where: { $0.impact == .wall }) || report.leftOfReal < report.thresholds.fall { return "falls" }
    let heaviest = report.groups.map(\.weight).max() ?? 0
    let refuted = report.hazards.contains { hazard in
      hazard.tier == .happening
        && hazard.attacks.contains {
          $0.isRefuted && report.groups[$0.group].weight >= report.thresholds.mainSupport * heaviest
        }
    }
    let leans =
      report.hazards.contains { $0.impact == .wall } || report.leftOfReal < report.thresholds.lean
      || report.breakSet.count == 1 && !report.hazards.isEmpty || refuted
    return leans ? "leans" : "stands"
  }

  /// `H = (f(x − Δ) + f(x + Δ)) / 2 − f(x)`, from the values and steps.
  private func fragilities() -> [String] {
    report.fragilities.flatMap { series -> [String] in
      let growth = (1..<series.values.count).map {
        pow(series.values[$0] / series.values[$0 - 1], 1 / series.steps[$0 - 1]) - 1
      }
      let behind = growth.dropLast()
      let mean = behind.reduce(0, +) / Double(behind.count)
      let delta = sqrt(behind.map { pow($0 - mean, 2) }.reduce(0, +) / Double(behind.count - 1))
      let length = series.steps.reduce(0, +)
      let x = pow((series.values.last ?? 0) / series.values[0], 1 / length) - 1
      func f(_ rate: Double) -> Double { series.values[0] * pow(max(0, 1 + rate), length) }
      let h = (f(x - delta) + f(x + delta)) / 2 - f(x)
      var faults: [String] = []
      if zip(growth, series.growth).contains(where: { differs($0, $1) }) { faults.append("\(series.series): growth") }
      if differs(series.rate, x) { faults.append("\(series.series): rate") }
      if differs(series.deviation, delta) { faults.append("\(series.series): deviation") }
      // Relative to the headline: the difference of large numbers.
      if abs(series.fragility - h) > 1e-9 * max(1, abs(f(x))) { faults.append("\(series.series): H") }
      return faults
    }
  }
}
