import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding
import ViaNegativa

/// The evaluation data beside the repository, or where `ALYOSHA_EVAL` says; nil where there is none.
let evaluation: URL? = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let stated = ProcessInfo.processInfo.environment["ALYOSHA_EVAL"].map { URL(filePath: $0) }
  let folder = stated ?? root.deletingLastPathComponent().appending(path: "shared/eval")
  return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

/// Reports read from text, and what the evaluator says of them.
enum Reading {
  static func evidence(
    _ text: String, path: String = "report.md", publisher: String? = nil, date: String? = nil,
    fiscalYearEnd: MonthDay? = nil
  ) throws -> Evidence {
    let read = try ReportReader().read(bytes: Array(text.utf8), path: path)
    var metadata = read.metadata
    if let publisher { metadata.publisher = publisher }
    if let date { metadata.date = CalendarDate(iso: date) }
    if let fiscalYearEnd { metadata.fiscalYearEnd = fiscalYearEnd }
    let report = Report(
      source: read.source, metadata: metadata, text: read.text, blocks: read.blocks, tables: read.tables,
      sentences: read.sentences)
    return FigureExtractor().evidence(from: report)
  }

  static func dossier(_ evidence: [Evidence], asOf: String = "2026-03-01") -> Dossier {
    Dossier(evidence, asOf: CalendarDate(iso: asOf) ?? CalendarDate(dayNumber: 0))
  }

  struct Judged {
    let dossier: Dossier
    let thesis: Thesis
    let verdict: Verdict
    var report: RiskReport { RiskReport(verdict: verdict, thesis: thesis, dossier: dossier) }
  }

  static func judged(_ evidence: [Evidence], asOf: String = "2026-03-01", without: [Removal] = []) -> Judged {
    let dossier = dossier(evidence, asOf: asOf)
    let thesis = ThesisBuilder().thesis(from: dossier)
    return Judged(
      dossier: dossier, thesis: thesis, verdict: RiskEvaluator().verdict(on: thesis, from: dossier, without: without))
  }

  static func fixture(_ name: String) throws -> String {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures"))
    return try String(contentsOf: url, encoding: .utf8)
  }

  static func filing(_ name: String) throws -> (html: String, evidence: Evidence) {
    let url = try #require(evaluation).appending(path: "filings/\(name).html")
    let bytes = Array(try Data(contentsOf: url))
    let report = try ReportReader().read(bytes: bytes, path: url.lastPathComponent)
    return (String(decoding: bytes, as: UTF8.self), FigureExtractor().evidence(from: report))
  }
}

/// Lines of a fixture file: fields separated by " | ", comments by "#".
enum Corpus {
  static func rows(_ name: String) -> [[String]] {
    guard let url = Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Fixtures"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.isEmpty }
      .map { $0.components(separatedBy: " | ").map { $0.trimmingCharacters(in: .whitespaces) } }
  }
}
