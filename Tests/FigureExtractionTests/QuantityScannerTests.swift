import Foundation
import ReportReading
import Testing

@testable import FigureExtraction

/// The corpora of quantities: a writing a line, and what it says.
@Suite struct QuantityScannerTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let text: String
    let expected: String
    var testDescription: String { text }
  }

  static let cases = PeriodScannerTests.lines(of: "quantities").map { Case(text: $0[0], expected: $0[1]) }

  /// To twelve places, which no division by thirds outlasts.
  static func rounded(_ value: Decimal) -> Decimal {
    var value = value
    var result = Decimal()
    NSDecimalRound(&result, &value, 12, .plain)
    return result
  }

  static func describe(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return QuantityScanner().scan(bytes, in: Span(0, bytes.count)).map { describe($0.quantity) }
      .joined(separator: "; ")
  }

  static func describe(_ quantity: Quantity) -> String {
    let number =
      quantity.isPoint
      ? "\(rounded(quantity.value))"
      : "\(quantity.low.map { "\(rounded($0))" } ?? "")..\(quantity.high.map { "\(rounded($0))" } ?? "")"
    return (quantity.isAbout ? "~" : "") + number + " " + (quantity.unit.symbol ?? "-")
      + (quantity.per.map { " /" + $0 } ?? "")
  }

  static let phrases = PeriodScannerTests.lines(of: "phrases").map { Case(text: $0[0], expected: $0[1]) }

  /// The writings that reports most often defeat readers with, quantities and periods together.
  @Test(arguments: phrases) func readsPhrases(_ item: Case) {
    let found = FigureLines.items(Array(item.text.utf8)).map { found in
      switch found.content {
      case .quantity(let scanned): Self.describe(scanned.quantity)
      case .period(let period, _): "\(period.start)/\(period.end)" + (period.isEstimate ? " estimate" : "")
      }
    }
    #expect(found.joined(separator: "; ") == item.expected)
  }

  @Test(arguments: cases) func reads(_ item: Case) {
    #expect(Self.describe(item.text) == item.expected)
  }

  @Test(arguments: PeriodScannerTests.lines(of: "not-quantities").map { $0[0] }) func leavesAlone(_ text: String) {
    #expect(Self.describe(text) == "")
  }

  @Test func corporaAreThere() {
    #expect(Self.cases.count > 60)
    #expect(Self.phrases.count == 21)
    #expect(PeriodScannerTests.lines(of: "not-quantities").count > 15)
  }

  /// A number written in any way the grammar knows is read back as itself.
  @Test(arguments: [0, 7, 13, 40, 58, 100, 101, 319, 1000, 2048, 60_000, 812_345, 3_000_000, 7_250_019])
  func numbersRoundTrip(_ value: Int) {
    for writing in ["\(value)", Self.grouped(value), Self.words(value), Self.words(value).replacing(" ", with: "  ")] {
      #expect(Self.describe("\(writing)") == "\(value) -", "\(writing)")
      #expect(Self.describe("about \(writing) percent") == "~\(value) percent", "\(writing)")
      #expect(Self.describe("more than \(writing) euros") == "\(value).. EUR", "\(writing)")
      #expect(Self.describe("minus \(writing) degrees") == "\(value == 0 ? "" : "-")\(value) °", "\(writing)")
    }
    #expect(Self.describe("$\(Self.grouped(value)) million") == "\(Decimal(value) * 1_000_000) USD")
    #expect(
      Self.describe("\(value).5bn kroner")
        == "\((Decimal(value) + Decimal(sign: .plus, exponent: -1, significand: 5)) * 1_000_000_000) SEK")
  }

  /// Every currency is read by its code before and after the number.
  @Test func currenciesRoundTrip() {
    for row in LexiconText.rows(CurrencyLexicon.rows) {
      guard let code = row.first?.first else { continue }
      #expect(Self.describe("\(code) 12.5 million") == "12500000 \(code)")
      #expect(Self.describe("12.5 million \(code)") == "12500000 \(code)")
    }
  }

  private static func grouped(_ value: Int) -> String {
    var digits = String(value)
    var parts: [String] = []
    while digits.count > 3 {
      parts.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + parts).joined(separator: ",")
  }

  private static func words(_ value: Int) -> String {
    let small = Dictionary(
      NumberLexicon.cardinals.map { ($0.0, $0.1.split(separator: " ").first.map(String.init) ?? "") }
    ) { a, _ in a }
    func below(_ n: Int) -> String {
      if let word = small[n] { return word }
      if n < 100 { return below(n / 10 * 10) + "-" + below(n % 10) }
      return below(n / 100) + " hundred" + (n % 100 == 0 ? "" : " and " + below(n % 100))
    }
    if value < 1000 { return below(value) }
    var parts: [String] = []
    var rest = value
    for (size, name) in [(1_000_000, "million"), (1000, "thousand")] where rest >= size {
      parts.append(below(rest / size) + " " + name)
      rest %= size
    }
    if rest > 0 { parts.append((rest < 100 ? "and " : "") + below(rest)) }
    return parts.joined(separator: " ")
  }
}
