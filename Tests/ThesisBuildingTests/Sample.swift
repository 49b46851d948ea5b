import FigureExtraction
import Foundation
import ReportReading
import Testing

import ThesisBuilding

/// Reports for tests, written as Markdown with the figures of the prose marked by hand, so that these tests do not rest on the number grammar.
///
/// `[$350B|AI data center capex|2025]` is a figure with its metric and period; further fields are `key=value`: `modality`, `hedge`,
/// `by` (attribution), `role`, `subject`, `fiscal`. The marks are taken out before the text is read. Cells of tables whose column heading
/// is a year become figures of their row's label by themselves.
enum Sample {
  static func evidence(
    _ marked: String, publisher: String? = "House of Reports", date: String? = "2026-02-01", title: String? = nil,
    fiscalYearEnd: MonthDay? = nil
  ) throws -> Evidence {
    let (markdown, marks) = strip(marked)
    let read = try ReportReader().read(bytes: Array(markdown.utf8), path: "sample.md")
    var metadata = read.metadata
    metadata.publisher = publisher
    metadata.date = date.flatMap { CalendarDate(iso: $0) }
    metadata.fiscalYearEnd = fiscalYearEnd
    if let title { metadata.title = title }
    // Two publishers may print the same words: identity is content and publisher here.
    let source = ReportSource(
      path: "sample.md", sha256: read.source.sha256 + (publisher ?? ""), format: .markdown,
      byteCount: markdown.utf8.count)
    let report = Report(
      source: source, metadata: metadata, text: read.text, blocks: read.blocks, tables: read.tables,
      sentences: read.sentences)
    let figures = prose(report, marks) + cells(report, isFiscal: fiscalYearEnd != nil)
    return Evidence(report: report, figures: figures.sorted { $0.span < $1.span })
  }

  static func dossier(_ evidence: [Evidence], asOf: String = "2026-03-01") -> Dossier {
    Dossier(evidence, asOf: CalendarDate(iso: asOf) ?? CalendarDate(dayNumber: 0))
  }

  static func thesis(_ marked: String..., asOf: String = "2026-03-01") throws -> (Thesis, Dossier) {
    let dossier = dossier(try marked.map { try evidence($0) }, asOf: asOf)
    return (ThesisBuilder().thesis(from: dossier), dossier)
  }

  struct Mark {
    let text: String
    let fields: [String]
  }

  private static func strip(_ marked: String) -> (String, [Mark]) {
    var out = ""
    var marks: [Mark] = []
    var rest = Substring(marked)
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      let fields = rest[rest.index(after: open)..<close].split(separator: "|", omittingEmptySubsequences: false).map(
        String.init)
      out += rest[..<open]
      out += fields[0]
      marks.append(Mark(text: fields[0], fields: fields))
      rest = rest[rest.index(after: close)...]
    }
    return (out + rest, marks)
  }

  /// The marks occur in order, so each is sought after the one before it.
  private static func prose(_ report: Report, _ marks: [Mark]) -> [Figure] {
    var from = 0
    return marks.compactMap { mark -> Figure? in
      guard let span = find(mark.text, in: report, from: from), let quantity = quantity(mark.text),
        let sentence = report.sentences.firstIndex(where: { $0.span.contains(span) })
      else { return nil }
      from = span.end
      let sentenceSpan = report.sentences[sentence].span
      func option(_ key: String) -> String? {
        mark.fields.first { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) }
      }
      let plain = mark.fields.dropFirst().filter { !$0.contains("=") }
      let metric = plain.first.flatMap { $0.isEmpty ? nil : find($0, in: report, from: sentenceSpan.start) }
      return Figure(
        quantity: quantity, span: span, place: .prose(sentence: sentence), metric: [metric].compactMap(\.self),
        subject: option("subject").flatMap { find($0, in: report, from: sentenceSpan.start) },
        period: plain.dropFirst().first.flatMap { period($0, isFiscal: option("fiscal") != nil) },
        role: option("role").flatMap { Figure.Role(rawValue: $0) } ?? .level,
        modality: option("modality").flatMap { Modality(rawValue: $0) } ?? .reported,
        hedge: option("hedge").flatMap { Double($0) } ?? 1,
        attribution: option("by").flatMap { find($0, in: report, from: sentenceSpan.start) })
    }
  }

  private static func cells(_ report: Report, isFiscal: Bool) -> [Figure] {
    var figures: [Figure] = []
    for (number, table) in report.tables.enumerated() {
      for cell in table.cells where cell.row > 0 && cell.column > 0 {
        guard let header = table.cell(row: 0, column: cell.column), let label = table.cell(row: cell.row, column: 0),
          let period = period(report.string(header.span), isFiscal: isFiscal),
          let quantity = quantity(report.string(cell.span))
        else { continue }
        figures.append(
          Figure(
            quantity: quantity, span: cell.span, place: .cell(table: number, row: cell.row, column: cell.column),
            metric: [label.span], period: period))
      }
    }
    return figures
  }

  private static func find(_ text: String, in report: Report, from: Int) -> Span? {
    let needle = Array(text.utf8)
    guard !needle.isEmpty, report.text.count >= needle.count else { return nil }
    let starts = stride(from: from, through: report.text.count - needle.count, by: 1)
    return starts.first { report.text[$0..<($0 + needle.count)].elementsEqual(needle) }.map {
      Span($0, $0 + needle.count)
    }
  }

  /// `2026`, `2026Q1`, `2026-03-31`.
  static func period(_ text: String, isFiscal: Bool) -> Period? {
    if let day = CalendarDate(iso: text) {
      return Period(kind: .instant, start: day, end: day.adding(days: 1), isFiscal: isFiscal)
    }
    guard let year = Int(text.prefix(4)), let start = CalendarDate(year: year, month: 1, day: 1) else { return nil }
    if text.count == 4 { return Period(kind: .year, start: start, end: start.adding(months: 12), isFiscal: isFiscal) }
    guard text.count == 6, let quarter = Int(text.suffix(1)) else { return nil }
    let first = start.adding(months: 3 * (quarter - 1))
    return Period(kind: .quarter, start: first, end: first.adding(months: 3), isFiscal: isFiscal)
  }

  /// `$350B`, `~$1T`, `<5%`, `$400B+`, `40%`, `1,250`.
  static func quantity(_ text: String) -> Quantity? {
    let digits = text.filter { $0.isNumber || $0 == "." }
    guard let number = Decimal(string: digits) else { return nil }
    let power = text.contains("T") ? 12 : text.contains("B") ? 9 : text.contains("M") ? 6 : 0
    let decimals = digits.split(separator: ".").dropFirst().first?.count ?? 0
    var scale = Decimal(1)
    for _ in 0..<power { scale *= 10 }
    var resolution = scale
    for _ in 0..<decimals { resolution /= 10 }
    let unit: FigureExtraction.Unit = text.contains("%") ? .percent : text.contains("$") ? .currency("USD") : .count
    let value = number * scale
    return Quantity(
      low: text.contains("<") ? nil : value, high: text.contains("+") ? nil : value, isAbout: text.contains("~"),
      unit: unit,
      resolution: resolution)
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
