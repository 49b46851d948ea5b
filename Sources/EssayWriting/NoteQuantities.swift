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
      for index in period.span.range { masked[index] = index == period.span.start ? 0x3B : 0x20 }
    }
    quantities = QuantityScanner(context: QuantityContext()).scan(masked, in: whole)
  }

  func writing(_ span: Span) -> String { String(decoding: bytes[span.range], as: UTF8.self) }
}
