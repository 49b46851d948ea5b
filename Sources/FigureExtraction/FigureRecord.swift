import Foundation
import ReportReading

/// One figure as `figures --format jsonl` and `csv` print it: nothing but what stands in the report or follows from it.
package struct FigureRecord: Encodable, Sendable {
  /// The report's path as the user gave it.
  package let report: String
  /// Line of the source file; 0 where the format has none.
  package let line: Int
  /// The writing as it stands.
  package let text: String
  /// Scaled; the middle of a range, the only bound of an open one.
  package let value: Decimal
  package let low: Decimal?
  package let high: Decimal?
  /// ISO 4217, `percent`, `pp`, `bp`, `x`, a symbol, a duration, or `count`.
  package let unit: String
  /// `prose` or `table`.
  package let place: String
  /// The sentence; for a cell, its row's and its column's names.
  package let context: String
  package let metric: String?
  /// The first day, ISO 8601; nil for an instant.
  package let start: String?
  /// The last day, included; the day itself for an instant.
  package let end: String?
  package let modality: String

  package init(_ figure: Figure, in evidence: Evidence) {
    let report = evidence.report
    let quantity = figure.quantity
    self.report = report.source.path
    line = report.line(of: figure.span)
    text = report.string(figure.span)
    value = quantity.value
    low = quantity.low
    high = quantity.high
    unit = quantity.unit.symbol ?? "count"
    metric = evidence.metricName(of: figure)
    switch figure.place {
    case .prose(let sentence):
      place = "prose"
      context = report.sentences.indices.contains(sentence) ? report.string(report.sentences[sentence].span) : text
    case .cell(let table, let row, let column):
      place = "table"
      context = Self.rowAndColumn(report, table, row, column)
    }
    start = figure.period.flatMap { $0.isPointInTime ? nil : $0.start.description }
    end = figure.period.map { $0.end.adding(days: -1).description }
    modality = figure.modality.rawValue
  }

  /// The row's first cell, then the header cells over the column, top to bottom.
  private static func rowAndColumn(_ report: Report, _ index: Int, _ row: Int, _ column: Int) -> String {
    guard report.tables.indices.contains(index) else { return "" }
    let table = report.tables[index]
    var parts: [String] = []
    if let label = table.cell(row: row, column: 0), !label.span.isEmpty, column > 0 {
      parts.append(report.string(label.span))
    }
    var last: Span?
    for header in 0..<min(table.headerRowCount, row) {
      guard let cell = table.cell(row: header, column: column), !cell.span.isEmpty, cell.span != last else { continue }
      parts.append(report.string(cell.span))
      last = cell.span
    }
    return parts.joined(separator: " · ")
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case report, line, text, value, low, high, unit, place, context, metric, start, end, modality
  }

  /// Every key is present, `null` where nothing is known, so that a line has one shape.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(report, forKey: .report)
    try container.encode(line, forKey: .line)
    try container.encode(text, forKey: .text)
    try container.encode(value, forKey: .value)
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
    try container.encode(unit, forKey: .unit)
    try container.encode(place, forKey: .place)
    try container.encode(context, forKey: .context)
    try container.encode(metric, forKey: .metric)
    try container.encode(start, forKey: .start)
    try container.encode(end, forKey: .end)
    try container.encode(modality, forKey: .modality)
  }

  /// The columns of a CSV file.
  package static let columns: [String] = CodingKeys.allCases.map(\.rawValue)

  /// The fields in the order of `columns`; quoting is the writer's.
  package var fields: [String] {
    [
      report, String(line), text, "\(value)", low.map { "\($0)" } ?? "", high.map { "\($0)" } ?? "", unit, place,
      context, metric ?? "", start ?? "", end ?? "", modality,
    ]
  }
}
