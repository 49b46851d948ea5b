import Foundation
import ReportReading
import Testing

@testable import FigureExtraction

/// The author's tags against the text's reading.
@Suite struct FactComparisonTests {
  private func figure(_ value: Decimal, _ span: Span, period: Period?) -> Figure {
    Figure(
      quantity: Quantity(value, .currency("USD"), resolution: 1_000_000), span: span,
      place: .cell(table: 0, row: 1, column: 1), period: period)
  }

  private func fact(_ value: Decimal, _ span: Span, end: String) -> TaggedFact {
    TaggedFact(
      span: span, value: value, unit: "USD", concept: "Revenues", start: nil, end: CalendarDate(iso: end),
      isDimensional: false)
  }

  @Test func prefersTheTagAndKeepsTheSign() {
    let span = Span(10, 15)
    let joined = FactReader().join(
      [figure(-1_204_000_000, span, period: nil)], with: [fact(1_204_300_000, span, end: "2025-06-28")])
    #expect(joined.figures.first?.quantity.value == -1_204_300_000)
    #expect(joined.figures.first?.fact == 0)
    #expect(joined.figures.first?.period?.isPointInTime == true)
    #expect(joined.differences.isEmpty)
  }

  @Test func saysWhatDiffers() {
    let span = Span(10, 15)
    let joined = FactReader().join(
      [figure(1204, span, period: .year(2023))], with: [fact(1_204_000_000, span, end: "2025-06-28")])
    #expect(joined.differences.map(\.differences) == [[.value, .period]])
  }

  @Test func leavesOtherFiguresAlone() {
    let figures = [figure(5, Span(0, 2), period: nil), figure(7, Span(20, 22), period: nil)]
    let joined = FactReader().join(figures, with: [fact(9, Span(10, 15), end: "2025-06-28")])
    #expect(joined.figures == figures)
  }
}
