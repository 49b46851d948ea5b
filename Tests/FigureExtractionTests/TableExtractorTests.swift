import Foundation
import ReportReading
import Testing

@testable import FigureExtraction

/// Tables in HTML under `Fixtures/tables`, each beside the figures that a reader of the page would take from it.
@Suite struct TableExtractorTests {
  static func fixture(_ name: String) throws -> Evidence {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/tables/\(name)", withExtension: "html"))
    let report = try ReportReader().read(bytes: [UInt8](Data(contentsOf: url)), path: "\(name).html")
    return Evidence(report: report, figures: TableExtractor().figures(in: report))
  }

  @Test(arguments: [
    "statement", "equity", "outlook", "years", "rowyears", "units", "sections", "awards", "shares", "currencies",
    "ratios", "counts",
  ])
  func readsEveryCell(
    _ name: String
  ) throws {
    let evidence = try Self.fixture(name)
    let expected = PeriodScannerTests.lines(of: "tables/\(name)").map { $0.joined(separator: " | ") }
    let found = evidence.figures.map { figure in
      let (quantity, period) = (figure.quantity, figure.period)
      return [
        evidence.report.string(figure.span), "\(quantity.value)", quantity.unit.symbol ?? "count",
        period.flatMap { $0.isPointInTime ? nil : $0.start.description } ?? "",
        period.map { $0.end.adding(days: -1).description } ?? "", evidence.metricName(of: figure) ?? "",
      ].joined(separator: " | ")
    }
    #expect(!expected.isEmpty)
    for (line, wanted) in zip(found, expected) { #expect(line == wanted) }
    #expect(found.count == expected.count)
  }

  @Test func tellsHowFirmlyAColumnSpeaks() throws {
    let figures = try Self.fixture("outlook").figures
    #expect(figures.prefix(3).map(\.modality) == [.reported, .estimated, .target])
  }

  @Test func tellsChangesFromLevels() throws {
    let figures = try Self.fixture("statement").figures
    #expect(figures.filter { $0.role == .change }.map(\.direction) == [.up, .down, .down])
  }

  @Test(arguments: [
    ("$1,234.5", "1234.5 USD"), ("(0.5)%", "-0.5 percent"), ("47x", "47 x"), ("35 bps", "35 bp"),
    ("€3.4bn", "3.4 EUR e9"),
    ("12,5", "12.5 -"), ("1 234", "1234 -"), ("-3.1%", "-3.1 percent"), ("1,204(1)", "1204 -"), ("—", "nothing"),
    ("$ —", "nothing"), ("N/A", "nothing"), ("$", "mark"), (")%", "mark"), ("June 2025", "text"), ("10-K", "text"),
    ("2025", "2025 -"), (".05", "0.05 -"), ("12/31", "text"),
  ]) func readsCells(_ text: String, _ expected: String) {
    let bytes = Array(text.utf8)
    let found =
      switch CellParser.parse(bytes, Span(0, bytes.count)) {
      case .empty: "empty"
      case .nothing: "nothing"
      case .mark: "mark"
      case .text: "text"
      case .range: "range"
      case .number(let number):
        "\(number.signed) \(number.unit?.symbol ?? "-")" + (number.scale.map { " e\($0)" } ?? "")
      }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("(in millions, except per share data)", "money 6"), ("(In thousands)", "money 3"),
    ("Dollars in billions", "money 9"),
    (
      "(in millions, except number of shares, which are reflected in thousands, and per-share amounts)",
      "money 6 shares 3"
    ),
    ("(in millions, except share and per share data)", "money 6 shares 0"), ("£'000", "money 3"),
    ("Sales rose 3 million", "none"),
  ]) func readsUnitNotes(_ text: String, _ expected: String) {
    let bytes = Array(text.utf8)
    let note = ScaleNote.read(bytes, Span(0, bytes.count))
    let found =
      note.map { note in
        [note.money.map { "money \($0)" }, note.shares.map { "shares \($0)" }].compactMap { $0 }.joined(separator: " ")
      } ?? "none"
    #expect(found == expected)
  }
}
