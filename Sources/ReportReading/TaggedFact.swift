import Foundation

/// A number that its author tagged in inline XBRL: exact, with unit, period and concept.
package struct TaggedFact: Hashable, Sendable {
  /// The displayed digits in `Report.text`.
  package let span: Span
  /// Scaled and signed, as the tag's `scale`, `sign` and `format` say.
  package let value: Decimal
  /// ISO 4217 code, `percent` (pure numbers shown as percent), `shares`, or the measure's local name.
  package let unit: String?
  /// The concept's local name, e.g. `NetIncomeLoss`.
  package let concept: String
  /// First day covered; equal to `end` for an instant.
  package let start: CalendarDate?
  /// The last day covered (inclusive), or the instant's day.
  package let end: CalendarDate?
  /// True where the context carries dimensions (a segment, a product), so that the fact is not the whole company's.
  package let isDimensional: Bool

  package init(
    span: Span, value: Decimal, unit: String?, concept: String, start: CalendarDate?, end: CalendarDate?,
    isDimensional: Bool
  ) {
    self.span = span
    self.value = value
    self.unit = unit
    self.concept = concept
    self.start = start
    self.end = end
    self.isDimensional = isDimensional
  }
}
