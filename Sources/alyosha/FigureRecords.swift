import FigureExtraction
import ReportReading

/// Figures as records for other programs: JSON lines and CSV (RFC 4180), the same fields in both.
///
/// A filing has thousands of figures of fifteen fields, so what the report holds as bytes is written as bytes.
enum FigureRecords {
  static let fields = [
    "report", "line", "text", "value", "low", "high", "unit", "place", "context", "metric", "start", "end", "modality",
    "tag", "differs",
  ]

  static func printLines(_ evidence: [Evidence], to output: inout Output) throws {
    try print(evidence, as: JSONLine(fields: fields), to: &output)
  }

  static func printCSV(_ evidence: [Evidence], to output: inout Output) throws {
    try output.write(fields.joined(separator: ",") + "\r\n")
    try print(evidence, as: CSVLine(), to: &output)
  }

  /// Figures that one processor writes at a time, and how many such pieces are in memory at once.
  private static let piece = 128
  private static let wave = 16

  private static func print(_ evidence: [Evidence], as style: some RecordStyle, to output: inout Output) throws {
    for item in evidence {
      let differences = TagDifferences.byFact(item)
      for start in stride(from: 0, to: item.figures.count, by: piece * wave) {
        let end = min(start + piece * wave, item.figures.count)
        let pieces = Processors.all.map((end - start + piece - 1) / piece) { index in
          var record = Record(item, differences, style: style)
          var bytes: [UInt8] = []
          let first = start + index * piece
          for figure in item.figures[first..<min(first + piece, end)] { record.append(figure, to: &bytes) }
          return bytes
        }
        for bytes in pieces { try output.write(bytes: bytes) }
      }
    }
  }
}

/// Writes the figures of one report, each as a record of `FigureRecords.fields`.
private struct Record<Style: RecordStyle> {
  private let evidence: Evidence
  private let differences: [Int: FactComparison]
  private let style: Style
  private let path: [UInt8]
  /// The cells of the table row that the last figure stands in.
  private var row: (table: Int, row: Int, text: [UInt8]) = (-1, -1, [])

  init(_ evidence: Evidence, _ differences: [Int: FactComparison], style: Style) {
    self.evidence = evidence
    self.differences = differences
    self.style = style
    path = Array(evidence.report.source.path.utf8)
  }

  mutating func append(_ figure: Figure, to bytes: inout [UInt8]) {
    let quantity = figure.quantity
    var field = 0
    func begin() {
      style.begin(field: field, in: &bytes)
      field += 1
    }
    func text(_ text: String?) {
      begin()
      guard var text else { return style.appendNothing(to: &bytes) }
      text.withUTF8 { style.append(text: $0, to: &bytes) }
    }
    func number(_ digits: String?) {
      begin()
      if let digits { bytes += digits.utf8 } else { style.appendNothing(to: &bytes) }
    }
    func text(_ source: [UInt8], _ range: Range<Int>) {
      begin()
      source[range].withUnsafeBufferPointer { style.append(text: $0, to: &bytes) }
    }
    text(path, path.indices)
    number(String(evidence.report.line(of: figure.span)))
    text(evidence.report.text, figure.span.range)
    // Not interpolated: that asks the runtime at each number how its type is described.
    let low = quantity.low?.digits
    let high = quantity.isPoint ? low : quantity.high?.digits
    number(quantity.isRange ? nil : low ?? high ?? "0")
    number(low)
    number(high)
    text(Self.unit(of: figure, in: evidence.report))
    switch figure.place {
    case .prose(let sentence):
      text("prose")
      let isKnown = evidence.report.sentences.indices.contains(sentence)
      text(evidence.report.text, isKnown ? evidence.report.sentences[sentence].span.range : 0..<0)
    case .cell(let table, let row, _):
      text("table")
      if self.row.table != table || self.row.row != row {
        self.row = (table, row, Self.row(row, of: evidence.report.tables[table], in: evidence.report))
      }
      text(self.row.text, self.row.text.indices)
    }
    if figure.metric.isEmpty {
      text(nil)
    } else if figure.metric.count == 1 {
      text(evidence.report.text, figure.metric[0].range)
    } else {
      let metric = Self.metric(of: figure, in: evidence.report)
      text(metric, metric.indices)
    }
    let period = figure.period
    text(period.flatMap { $0.kind == .instant ? nil : $0.start.description })
    text(period?.end.description)
    text(figure.modality.rawValue)
    text(figure.fact.map { evidence.report.facts[$0].concept })
    text(figure.fact.flatMap { differences[$0] }.map { TagDifferences.names($0) })
    style.end(in: &bytes)
  }

  /// `USD`, `USD/shares`, `percent`, `GW`; for a count what is counted (`store`), `count` where nothing says.
  private static func unit(of figure: Figure, in report: Report) -> String {
    let unit = figure.quantity.unitName(noun: figure.noun.map(report.string))
    guard let per = figure.quantity.per else { return unit }
    return "\(unit)/\(per == "share" ? "shares" : per)"
  }

  /// As `Evidence.metricName(of:)` gives it.
  private static func metric(of figure: Figure, in report: Report) -> [UInt8] {
    var text: [UInt8] = []
    for (index, span) in figure.metric.enumerated() {
      if index > 0 { text += ", ".utf8 }
      text += report.text[span.range]
    }
    return text
  }

  /// What the cells of a row say, from left to right.
  private static func row(_ row: Int, of table: Table, in report: Report) -> [UInt8] {
    var text: [UInt8] = []
    var column = 0
    while column < table.columnCount {
      guard let cell = table.cell(row: row, column: column) else {
        column += 1
        continue
      }
      if !cell.span.isEmpty {
        if !text.isEmpty { text += " | ".utf8 }
        text += report.text[cell.span.range]
      }
      column = max(column + 1, cell.column + cell.columnSpan)
    }
    return text
  }
}
