import Foundation
import ReportReading
import Testing

@testable import FigureExtraction

/// The corpus of `Fixtures/periods.txt`, a writing and its days a line.
@Suite struct PeriodScannerTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let text: String
    let context: PeriodContext
    let expected: String
    var testDescription: String { text }
  }

  static func lines(of name: String) -> [[String]] {
    guard let url = Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "txt"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
  }

  static let cases: [Case] = lines(of: "periods").map { fields in
    var context = PeriodContext(reportDate: CalendarDate(iso: fields[1]))
    let close = fields[2].split(separator: "+")
    if let parts = close.first?.split(separator: "-").compactMap({ Int($0) }), parts.count == 2 {
      context.fiscalYearEnd = MonthDay(month: parts[0], day: parts[1])
      context.fiscalNameLag = close.count == 2 ? 1 : 0
    }
    return Case(text: fields[0], context: context, expected: fields[3])
  }

  static func describe(_ text: String, _ context: PeriodContext) -> String {
    let bytes = Array(text.utf8)
    return PeriodScanner(context: context).scan(bytes, in: Span(0, bytes.count)).map { found in
      let period = found.period
      return "\(period.start)/\(period.end) \(period.kind.rawValue)" + (period.isEstimate ? " estimate" : "")
        + (period.isRelative ? " relative" : "")
    }.joined(separator: "; ")
  }

  @Test(arguments: cases) func reads(_ item: Case) {
    #expect(Self.describe(item.text, item.context) == item.expected)
  }

  @Test(arguments: lines(of: "not-periods").map { $0[0] }) func leavesAlone(_ text: String) {
    #expect(Self.describe(text, PeriodContext()) == "")
  }

  @Test func corporaAreThere() {
    #expect(Self.cases.count > 60)
    #expect(Self.lines(of: "not-periods").count > 20)
  }

  /// Any quarter of any year, in every writing, comes back as itself.
  @Test(arguments: 1...4) func quartersRoundTrip(quarter: Int) {
    let ordinal = ["first", "second", "third", "fourth"][quarter - 1]
    for year in stride(from: 1995, through: 2035, by: 5) {
      let short = String(year % 100 + 100).suffix(2)
      let forms = [
        "Q\(quarter) \(year)", "\(quarter)Q\(short)", "Q\(quarter)'\(short)", "\(year) Q\(quarter)",
        "\(year)-q\(quarter)",
        "\(ordinal) quarter of \(year)", "\(ordinal)-quarter \(year)", "Q\(quarter)-\(year)",
        "the \(year) \(ordinal) quarter",
      ]
      let start = CalendarDate(year: year, month: 3 * quarter - 2, day: 1)
      let expected = start.map { "\($0)/\($0.adding(months: 3)) quarter" }
      for form in forms { #expect(Self.describe(form, PeriodContext()) == expected, "\(form)") }
    }
  }

  @Test func spansAreTheWritten() {
    let text = Array("sales from Q1 2017 to Q1 2018, and as of June 28, 2025.".utf8)
    let spans = PeriodScanner(context: PeriodContext()).scan(text, in: Span(0, text.count)).map { found in
      String(decoding: text[found.span.range], as: UTF8.self)
    }
    #expect(spans == ["from Q1 2017 to Q1 2018", "June 28, 2025"])
  }
}
