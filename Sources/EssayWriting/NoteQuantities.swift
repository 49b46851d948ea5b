import FigureExtraction
import ReportReading

/// The quantities and the periods of a sentence, each read without the other: "in 2023 to $9B" is a year and an amount.
struct NoteQuantities {
  let bytes: [UInt8]
  let periods: [ScannedPeriod]
  let quantities: [ScannedQuantity]

  init(_ text: String) {
    bytes = Array(text.utf8)
    let whole = Span(0, bytes.count)
    periods = PeriodScanner(context: PeriodContext()).scan(bytes, in: whole)
    var masked = bytes
    for period in periods {
      // The preposition goes with it: what is left of "12,400 in 2023" must not read as inches.
      let lead = Array(" in ".utf8)
      let start = period.span.start
      let isLed = start >= lead.count && bytes[start - lead.count..<start].elementsEqual(lead)
      for index in (isLed ? start - lead.count + 1 : start)..<period.span.end { masked[index] = 0x20 }
      masked[start] = 0x3B
    }
    quantities = QuantityScanner(context: QuantityContext()).scan(masked, in: whole)
  }

  func writing(_ span: Span) -> String { String(decoding: bytes[span.range], as: UTF8.self) }
}
