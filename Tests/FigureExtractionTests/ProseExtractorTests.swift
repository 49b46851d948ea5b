import Foundation
import ReportReading
import Testing

@testable import FigureExtraction

/// The corpus of sentences: what each figure measures, when, and how firmly it is said.
@Suite struct ProseExtractorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let fields: [String]
    var testDescription: String { fields[1] + " in " + fields[0] }
  }

  static let cases = PeriodScannerTests.lines(of: "prose").map { Case(fields: $0) }

  static func evidence(_ sentence: String) -> Evidence {
    let text = Array(sentence.utf8)
    let span = Span(0, text.count)
    let date = CalendarDate(iso: "2025-08-01")
    let report = Report(
      source: ReportSource(path: "-", sha256: "", format: .text, byteCount: text.count),
      metadata: ReportMetadata(title: "A report", date: date), text: text,
      blocks: [Block(kind: .paragraph, span: span, line: 1)], tables: [], sentences: [Sentence(span: span, block: 0)])
    return Evidence(
      report: report, figures: ProseExtractor(periods: PeriodContext(reportDate: date)).figures(in: report))
  }

  @Test(arguments: cases) func reads(_ item: Case) throws {
    let evidence = Self.evidence(item.fields[0])
    let figure = try #require(evidence.figures.first { evidence.report.string($0.span) == item.fields[1] })
    #expect(evidence.metricName(of: figure) ?? "-" == item.fields[2])
    #expect(figure.period?.label ?? "-" == item.fields[3])
    #expect(figure.role.rawValue == item.fields[4])
    #expect(figure.direction?.rawValue ?? "-" == item.fields[5])
    #expect(figure.modality.rawValue == item.fields[6])
    #expect(figure.attribution.map(evidence.report.string) ?? "-" == item.fields[7])
  }

  static let paragraphs = PeriodScannerTests.lines(of: "paragraphs").map { Case(fields: $0) }

  /// What earlier sentences and the words before a list say of a figure's time.
  @Test(arguments: paragraphs) func readsOn(_ item: Case) throws {
    let markdown = "# A report\n\n1 August 2025\n\n" + item.fields[0].replacing(" ¶ ", with: "\n\n") + "\n"
    let report = try ReportReader().read(bytes: Array(markdown.utf8), path: "report.md")
    let evidence = FigureExtractor().evidence(from: report)
    let figure = try #require(evidence.figures.first { report.string($0.span) == item.fields[1] })
    #expect(figure.period?.label ?? "-" == item.fields[2])
    #expect(figure.modality.rawValue == item.fields[3])
  }

  /// Numbers that a report's running text mentions without stating anything.
  @Test(arguments: [
    "Over the next 12 months we will hire.", "It took one day.", "Two-dimensional models fail.",
    "The 364-day facility was renewed.", "In 2019 all was well.", "The office is at 2788 Mill Road.",
    "It is in Washington, D.C. 20549.", "The RTX 50 Series followed.", "The Ethereum 2.0 merge came.",
  ]) func leavesAlone(_ sentence: String) {
    #expect(Self.evidence(sentence).figures.isEmpty)
  }

  /// The longest sentence that a report is cut to, all of it a list: work that grew with the cube of its figures took
  /// many minutes here.
  @Test(.timeLimit(.minutes(1))) func aListOfThousandsIsReadInTime() {
    let list = Array(repeating: "5%", count: 1900).joined(separator: ", ")
    let evidence = Self.evidence("Fees were \(list) in 2025.")
    #expect(evidence.figures.count == 1900)
    #expect(Set(evidence.figures.map { evidence.metricName(of: $0) ?? "-" }) == ["Fees"])
  }

  @Test func cuesStandByThemselves() {
    func bytes(_ text: String) -> ([UInt8], Span) { (Array(text.utf8), Span(0, text.utf8.count)) }
    let (forecast, a) = bytes("Demand is expected to grow.")
    #expect(ModalityCues.modality(of: forecast, in: a) == .forecast)
    let (plain, b) = bytes("Demand grew.")
    #expect(ModalityCues.modality(of: plain, in: b) == .reported)
    #expect(HedgeCues.hedge(of: plain, in: b) == 1)
    let (stacked, c) = bytes("It could potentially and perhaps fail.")
    #expect(HedgeCues.hedge(of: stacked, in: c) == 0.5)
  }
}
