import ReportReading
import Testing

@testable import FigureExtraction

/// What labels say of the numbers beside or below them, from `Fixtures/labels.txt`.
@Suite struct LabelUnitTests {
  static let cases = PeriodScannerTests.lines(of: "labels").map {
    QuantityScannerTests.Case(text: $0[0], expected: $0[1])
  }

  static func describe(_ label: String) -> String {
    let bytes = Array(label.utf8)
    guard let found = LabelUnit.read(bytes, Span(0, bytes.count)) else { return "-" }
    return (found.unit.symbol ?? "count") + (found.per.map { "/\($0)" } ?? "") + (found.scale.map { " e\($0)" } ?? "")
  }

  @Test(arguments: cases) func reads(_ item: QuantityScannerTests.Case) {
    #expect(Self.describe(item.text) == item.expected)
  }

  @Test func corpusIsThere() { #expect(Self.cases.count > 40) }

  @Test(arguments: [
    ("Machines (1)", "Machines"), ("Revenue (in millions)", "Revenue"), ("Growth (%)", "Growth (%)"),
    ("Capacity (GW)", "Capacity"), ("Rent ($ per kW)", "Rent"), ("Assets (a)(b)", "Assets"), ("Other (ii)", "Other"),
    ("Sales (loss):", "Sales (loss)"),
  ]) func trimsMarks(_ label: String, _ expected: String) {
    let bytes = Array(label.utf8)
    let span = LabelTrim.trim(bytes, Span(0, bytes.count))
    #expect(String(decoding: bytes[span.range], as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("geographic segments", "segment"), ("countries", "country"), ("campuses", "campus"), ("warehouses", "warehouse"),
    ("separate unsecured term loans", "loan"), ("batches of parts", "batch"), ("shares of common stock", "shares"),
    ("people", "person"), ("San Tomas", "count"), ("progress", "count"),
  ]) func namesWhatIsCounted(_ noun: String, _ expected: String) {
    #expect(Quantity(7, .count).unitName(noun: noun) == expected)
  }
}
