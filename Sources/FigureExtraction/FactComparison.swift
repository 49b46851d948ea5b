import Foundation
import ReportReading

/// A figure whose reading from the text and whose author's tag differ.
package struct FactComparison: Hashable, Sendable {
  package enum Difference: String, Hashable, Sendable, Codable, CaseIterable { case value, unit, period }

  /// The figure as its text was read.
  package let figure: Figure
  /// Index into `Report.facts`.
  package let fact: Int
  /// What differs; never empty.
  package let differences: [Difference]
}

/// Joins figures to the facts that their author tagged on the same digits.
package struct FactReader: Sendable {
  package init() {}

  /// Figures with value, unit and period as tagged, and where the text had said otherwise; both in the figures' order.
  /// O(figures + facts), both in document order.
  package func join(_ figures: [Figure], with facts: [TaggedFact]) -> (figures: [Figure], differences: [FactComparison])
  {
    guard !facts.isEmpty else { return (figures, []) }
    var joined: [Figure] = []
    joined.reserveCapacity(figures.count)
    var differences: [FactComparison] = []
    for figure in figures {
      guard let index = fact(in: facts, on: figure.span) else {
        joined.append(figure)
        continue
      }
      let fact = facts[index]
      let differing = difference(figure, fact)
      // A sheet's stored number has no concept: it says how the cell counts, not what its author tagged.
      if !differing.isEmpty, !facts[index].concept.isEmpty {
        differences.append(FactComparison(figure: figure, fact: index, differences: differing))
      }
      joined.append(tagged(figure, fact, index))
    }
    return (joined, differences)
  }

  /// The first fact whose digits a span holds or that holds the span, by binary search.
  private func fact(in facts: [TaggedFact], on span: Span) -> Int? {
    var low = 0
    var high = facts.count
    while low < high {
      let middle = (low + high) / 2
      if facts[middle].span.end <= span.start { low = middle + 1 } else { high = middle }
    }
    guard low < facts.count, facts[low].span.overlaps(span) else { return nil }
    return low
  }

  private func difference(_ figure: Figure, _ fact: TaggedFact) -> [FactComparison.Difference] {
    var found: [FactComparison.Difference] = []
    let value = abs(fact.value)
    let quantity = figure.quantity
    let bounds = [quantity.low, quantity.high].compactMap { $0 }.map { abs($0) }
    if !bounds.contains(where: { abs($0 - value) <= quantity.resolution / 2 }) { found.append(.value) }
    if let unit = fact.unit.flatMap(unit(of:)), unit != quantity.unit { found.append(.unit) }
    if let period = period(of: fact), let read = figure.period, !isSame(read, period) { found.append(.period) }
    return found
  }

  /// Fiscal years of 52 and 53 weeks move by up to a week against whole months.
  private func isSame(_ a: Period, _ b: Period) -> Bool {
    if abs(a.end.dayNumber - b.end.dayNumber) > 7 { return false }
    return b.isPointInTime || abs(a.start.dayNumber - b.start.dayNumber) <= 7
  }

  private func tagged(_ figure: Figure, _ fact: TaggedFact, _ index: Int) -> Figure {
    let read = figure.quantity
    let isPoint = read.isPoint
    // The sign that the text shows stays: a tag's sign follows its concept, not the page.
    let sign: Decimal = read.value < 0 ? -1 : 1
    let value = abs(fact.value) * sign
    let quantity =
      isPoint
      ? Quantity(
        low: value, high: value, isAbout: read.isAbout, unit: fact.unit.flatMap(unit(of:)) ?? read.unit, per: read.per,
        resolution: read.resolution)
      : read
    return Figure(
      quantity: quantity, span: figure.span, place: figure.place, metric: figure.metric, noun: figure.noun,
      subject: figure.subject, period: period(of: fact) ?? figure.period, periodSpan: figure.periodSpan,
      role: figure.role,
      direction: figure.direction, modality: figure.modality, hedge: figure.hedge, attribution: figure.attribution,
      fact: index)
  }

  private func unit(of name: String) -> Unit? {
    switch name {
    case "percent": .percent
    case "shares", "pure": .count
    default: name.utf8.count == 3 && name.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A } ? .currency(name) : nil
    }
  }

  private func period(of fact: TaggedFact) -> Period? {
    guard let end = fact.end else { return nil }
    let after = end.adding(days: 1)
    guard let start = fact.start, start < end else { return Period(kind: .instant, start: end, end: after) }
    let kind: Period.Kind =
      switch after.dayNumber - start.dayNumber {
      case 28...31: .month
      case 84...98: .quarter
      case 175...190: .half
      case 357...378: .year
      default: .range
      }
    return Period(
      kind: kind, start: start, end: after, isFiscal: kind == .year && !(start.month == 1 && start.day == 1))
  }
}
