import ReportReading
import ThesisBuilding

/// The evaluator's working as a table to read: what supports the thesis, what attacks it, what is left.
package struct RiskTable: Sendable {
  let report: RiskReport
  /// Columns of the terminal; lines are cut to it.
  let width: Int

  package init(_ report: RiskReport, width: Int = 120) {
    self.report = report
    self.width = max(60, width)
  }

  /// The lines of the table. `limit` is the most groups, and the most hazards, that are listed.
  package static func lines(_ report: RiskReport, width: Int = 120, limit: Int = 40) -> [String] {
    RiskTable(report, width: width).lines(limit: limit)
  }

  package func lines(limit: Int = 40) -> [String] {
    verdictLines() + [""] + supportLines(limit) + [""] + hazardLines(limit) + struckOutLines(limit)
  }

  private func verdictLines() -> [String] {
    var lines = [
      cut("Verdict: \(report.outcome.rawValue)"),
      cut(
        "  support W = \(RiskTable.number(report.support)) in \(report.groups.count) groups of \(report.claims.count) claims; "
          + "left after real and happening \(RiskTable.number(report.leftOfReal)), after all \(RiskTable.number(report.leftOfAll))"
      ),
    ]
    if !report.breakSet.isEmpty {
      let names = report.breakSet.map { "g\($0 + 1)" }.joined(separator: " ")
      lines.append(cut("  break set: \(report.breakSet.count) of \(report.groups.count) groups (\(names))"))
    }
    return lines
  }

  private func supportLines(_ limit: Int) -> [String] {
    var lines = ["Support", cut("  group  weight  share  claim                          e · m · h · r")]
    for (index, group) in report.groups.prefix(limit).enumerated() {
      lines.append(
        cut(
          "  \(RiskTable.pad("g\(index + 1)", 5))  \(RiskTable.number(group.weight))    \(RiskTable.number(group.share))   "
            + group.publishers.joined(separator: ", ")))
      for claim in group.claims.prefix(3) where report.claims.indices.contains(claim) {
        let line = report.claims[claim]
        let factors = [line.weight.evidence, line.weight.modality, line.weight.hedge, line.weight.recency]
          .map { RiskTable.number($0) }.joined(separator: " · ")
        lines.append(
          cut(
            "         c\(claim + 1)  \(RiskTable.number(line.value)) = \(factors)  \(RiskTable.oneLine(line.says.text))"
          ))
      }
      if group.claims.count > 3 { lines.append("         and \(group.claims.count - 3) more") }
    }
    if report.groups.count > limit { lines.append("  and \(report.groups.count - limit) more groups") }
    return lines
  }

  private func hazardLines(_ limit: Int) -> [String] {
    guard !report.hazards.isEmpty else { return ["Hazards: none"] }
    var lines = ["Hazards, worst first", cut("         left  class  likelihood          name")]
    for (index, hazard) in report.hazards.prefix(limit).enumerated() {
      lines.append(
        cut(
          "  \(RiskTable.pad("h\(index + 1)", 5))  \(RiskTable.number(hazard.left))  \(RiskTable.pad(hazard.impact.rawValue, 5))  "
            + "\(RiskTable.pad(hazard.tier.phrase, 18))  \(hazard.name)"))
      if !hazard.mechanism.isEmpty { lines.append(cut("         \(RiskTable.oneLine(hazard.mechanism))")) }
      if let words = hazard.likelihoodWords {
        lines.append(cut("         likelihood from “\(RiskTable.oneLine(words.text))”"))
      }
      if let working = hazard.working { lines.append(cut("         \(hazard.origin): \(working)")) }
      if hazard.working == nil, let stake = hazard.stake {
        let parts = stake.parts.map { RiskTable.oneLine($0.says.text) }.joined(separator: " + ")
        let whole = stake.whole.map { " of \(RiskTable.oneLine($0.says.text))" } ?? ""
        lines.append(
          cut(
            "         at stake: \(stake.name), \(parts)\(whole) of \(stake.wholeName) = \(RiskTable.number(stake.share))"
          ))
      }
      if let rebuttal = hazard.rebuttal {
        lines.append(cut("         answered by “\(RiskTable.oneLine(rebuttal.text))”"))
      }
      for attack in hazard.attacks.prefix(3) {
        let terms = attack.terms.prefix(5).map { "\($0.term) \(RiskTable.number($0.weight * $0.share))" }
          .joined(separator: ", ")
        lines.append(
          cut(
            "         hits g\(attack.group + 1) by \(RiskTable.number(attack.strength))"
              + (terms.isEmpty ? attack.stake > 0 ? ": the share at stake" : "" : ": \(terms)")))
      }
      if hazard.attacks.count > 3 { lines.append("         and \(hazard.attacks.count - 3) more") }
    }
    if report.hazards.count > limit { lines.append("  and \(report.hazards.count - limit) more hazards") }
    return lines
  }

  private func struckOutLines(_ limit: Int) -> [String] {
    guard !report.struckOut.isEmpty else { return [] }
    return ["", "Struck out"]
      + report.struckOut.prefix(limit).map {
        cut("  \($0.reason.rawValue): \($0.detail) — \(RiskTable.oneLine($0.says.text))")
      } + (report.struckOut.count > limit ? ["  and \(report.struckOut.count - limit) more"] : [])
  }

  private func cut(_ line: String) -> String { line.count > width ? line.prefix(width - 1) + "…" : line }
}

extension RiskTable {
  static func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// A number in fixed digits, without a locale: `0.71`, `-0.05`, `12.30`.
  static func number(_ value: Double, digits: Int = 2) -> String {
    guard value.isFinite else { return "—" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let whole = Int(scaled)
    let unit = Int(scale)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(whole)" }
    let fraction = String(whole % unit)
    return "\(sign)\(whole / unit).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }
}
