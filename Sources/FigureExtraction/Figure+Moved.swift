import Foundation
import ReportReading

extension Figure {
  /// The same figure at another place, with another quantity.
  func moved(to place: Place, quantity: Quantity) -> Figure {
    Figure(
      quantity: quantity, span: span, place: place, metric: metric, noun: noun, subject: subject, period: period,
      periodSpan: periodSpan, role: role, direction: direction, modality: modality, hedge: hedge,
      attribution: attribution,
      fact: fact)
  }

  /// The same figure with what its row and column say, where its own words say nothing.
  func completed(metric other: [Span], period column: (period: Period?, span: Span?), modality firmness: Modality)
    -> Figure
  {
    Figure(
      quantity: quantity, span: span, place: place, metric: metric.isEmpty ? other : metric, noun: noun,
      subject: subject, period: period ?? column.period, periodSpan: period == nil ? column.span : periodSpan,
      role: role, direction: direction, modality: modality == .reported ? firmness : modality, hedge: hedge,
      attribution: attribution, fact: fact)
  }
}

extension Quantity {
  /// Times a power of ten, the resolution too.
  func scaled(by exponent: Int) -> Quantity {
    guard exponent != 0 else { return self }
    let factor = Decimal(sign: .plus, exponent: exponent, significand: 1)
    return Quantity(
      low: low.map { $0 * factor }, high: high.map { $0 * factor }, isAbout: isAbout, unit: unit, per: per,
      resolution: resolution * factor)
  }
}
