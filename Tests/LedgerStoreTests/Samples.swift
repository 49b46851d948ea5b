import FigureExtraction
import Foundation
import ReportReading

@testable import LedgerStore

/// Evidence made by hand, so that the ledger is tested without the grammar.
enum Samples {
  static func evidence(
    _ text: String = "Copper demand is 28 Mt in 2026.", publisher: String = "Northwind Research",
    date: String = "2026-01-15", modality: Modality = .reported, period: Int = 2026
  ) throws -> Evidence {
    let source = """
      <html><head><title>Copper</title><meta name="author" content="\(publisher)"><meta name="date" content="\(date)"></head>
      <body><h1>Copper</h1><p>\(text)</p><table><tr><th>t</th><th>2025</th></tr><tr><td>a</td><td>12</td></tr></table>
      </body></html>
      """
    let read = try ReportReader().read(bytes: Array(source.utf8), path: "copper.html")
    var metadata = read.metadata
    metadata.publisher = publisher
    metadata.date = CalendarDate(iso: date)
    let report = Report(
      source: read.source, metadata: metadata, text: read.text, blocks: read.blocks, tables: read.tables,
      sentences: read.sentences, facts: [], notes: ["mended"])
    let words = Array("Copper demand".utf8)
    guard
      let start = report.text.indices.first(where: { report.text[$0...].starts(with: words) }),
      let digits = report.text.indices.first(where: { $0 > start && (48...57).contains(report.text[$0]) })
    else { return Evidence(report: report, figures: []) }
    let end = report.text[digits...].firstIndex { !(48...57).contains($0) } ?? report.text.count
    let value = Decimal(string: String(decoding: report.text[digits..<end], as: UTF8.self)) ?? 0
    let figure = Figure(
      quantity: Quantity(value, .physical("Mt"), isAbout: true, per: "year", resolution: Decimal(string: "0.1") ?? 1),
      span: Span(digits, end), place: .prose(sentence: 1), metric: [Span(start, start + words.count)],
      noun: Span(start, start + 6), period: Period.year(period), periodSpan: Span(start, end), direction: .up,
      modality: modality, hedge: 0.8)
    return Evidence(report: report, figures: [figure])
  }

  static func temporaryFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }

  static func finding(_ path: String, _ evidence: Evidence, identity: String = "1") -> Finding {
    Finding(path: path, identity: identity, result: .read(evidence, archive: EvidenceArchive.encode(evidence)))
  }
}
