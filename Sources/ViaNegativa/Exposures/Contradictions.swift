import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// Two publishers that give the same metric and period values that no rounding reconciles.
///
/// Compared are only figures alike in everything but the value: the metric's words, unit, what it is per, the very days, calendar
/// or fiscal, role, modality, and reports at most `vintageDays` apart. Values a power of a thousand apart are a slip of scale.
struct Contradictions {
  let thesis: Thesis
  let dossier: Dossier
  let thresholds: RiskEvaluator.Thresholds

  private struct Key: Hashable {
    let metric: [String]
    let unit: FigureExtraction.Unit
    let per: String?
    let start: Int
    let end: Int
    let isFiscal: Bool
    let role: Figure.Role
    let isAhead: Bool
  }

  private struct Statement {
    let figure: FigureReference
    let quantity: Quantity
    let publisher: String
    let date: CalendarDate?
    let group: Int
  }

  /// By metric and period; of several pairs that disagree on one thing, the widest gap.
  func hazards() -> [Hazard] {
    let statements = statementsByKey()
    let keys = statements.keys.sorted { a, b in
      a.metric != b.metric ? a.metric.lexicographicallyPrecedes(b.metric) : (a.start, a.end) < (b.start, b.end)
    }
    return keys.compactMap { key in
      let members = statements[key] ?? []
      var widest: (Statement, Statement, Double)?
      for (place, first) in members.enumerated() {
        for second in members[(place + 1)...] where disagree(first, second) {
          let gap = self.gap(first.quantity, second.quantity)
          if gap > widest?.2 ?? 0 { widest = (first, second, gap) }
        }
      }
      return widest.map { hazard($0.0, $0.1, gap: $0.2) }
    }
  }

  private func statementsByKey() -> [Key: [Statement]] {
    var found: [Key: [Statement]] = [:]
    for (index, group) in thesis.groups.enumerated() {
      for claim in group.claims {
        for reference in thesis.claims[claim].figures {
          let figure = dossier.figure(reference)
          guard let period = figure.period, !period.isRelative, !figure.metric.isEmpty, !figure.quantity.isOpen else {
            continue
          }
          let report = dossier.evidence[reference.report].report
          let spans = figure.metric + [figure.noun, figure.subject].compactMap { $0 }
          let key = Key(
            metric: spans.map { report.string($0).lowercased() }, unit: figure.quantity.unit, per: figure.quantity.per,
            start: period.start.dayNumber, end: period.end.dayNumber, isFiscal: period.isFiscal, role: figure.role,
            isAhead: figure.modality == .forecast || figure.modality == .target)
          guard !key.metric.isEmpty else { continue }
          found[key, default: []].append(
            Statement(
              figure: reference, quantity: figure.quantity, publisher: thesis.claims[claim].publisher,
              date: thesis.claims[claim].date, group: index))
        }
      }
    }
    // A table that is long in one metric and period is a breakdown, not a statement of one value.
    return found.filter { $0.value.count > 1 && $0.value.count <= 64 }
      .mapValues { $0.sorted { $0.figure < $1.figure } }
  }

  private func disagree(_ a: Statement, _ b: Statement) -> Bool {
    guard a.publisher != b.publisher, a.group != b.group, !a.quantity.agrees(with: b.quantity) else { return false }
    if let x = a.date, let y = b.date, abs(x.dayNumber - y.dayNumber) > thresholds.vintageDays { return false }
    // Either publisher may have said elsewhere what the other says.
    let (x, y) = (value(a.quantity), value(b.quantity))
    if a.quantity.isAbout || b.quantity.isAbout {
      let coarse = max(a.quantity.resolution, b.quantity.resolution)
      if abs(x - y) <= NSDecimalNumber(decimal: coarse).doubleValue { return false }
    }
    guard x > 0, y > 0 else { return x != y }
    let scale = log10(max(x, y) / min(x, y)) / 3
    return scale < 0.99 || abs(scale - scale.rounded()) > 0.01
  }

  private func hazard(_ a: Statement, _ b: Statement, gap: Double) -> Hazard {
    let (x, y) = (subtractionWeight(a), subtractionWeight(b))
    let citations = [dossier.citation(of: a.figure), dossier.citation(of: b.figure)]
    let metric = dossier.evidence[a.figure.report].metricName(of: dossier.figure(a.figure)) ?? "the figure"
    let period = dossier.figure(a.figure).period?.label ?? ""
    return Hazard(
      name: "\(a.publisher) and \(b.publisher) disagree on \(metric)",
      mechanism:
        "For \(period), \(a.publisher) has \(dossier.text(of: a.figure)) and \(b.publisher) \(dossier.text(of: b.figure)).",
      likelihood: Likelihood(tier: .happening, words: citations[1]),
      origin: .computed(
        .contradiction,
        working:
          "\(dossier.text(of: a.figure)) against \(dossier.text(of: b.figure)), a gap of \(RiskTable.number(gap)) of the larger"
      ),
      passages: citations, rebuttal: nil,
      attacks: [
        Attack(group: a.group, strength: y / (x + y), terms: []),
        Attack(group: b.group, strength: x / (x + y), terms: []),
      ].sorted { ($1.strength, $0.group) < ($0.strength, $1.group) })
  }

  /// Each side loses in proportion to the weight of the other: two equal witnesses halve each other.
  private func subtractionWeight(_ statement: Statement) -> Double { thesis.groups[statement.group].weight }

  private func gap(_ a: Quantity, _ b: Quantity) -> Double {
    let (x, y) = (value(a), value(b))
    return abs(x - y) / max(abs(x), abs(y), .leastNormalMagnitude)
  }

  private func value(_ quantity: Quantity) -> Double { NSDecimalNumber(decimal: quantity.value).doubleValue }
}
