import FigureExtraction
import ReportReading

/// Figures as records for other programs: JSON lines and CSV (RFC 4180), the same fields in both.
enum FigureRecords {
  static let fields = [
    "report", "line", "text", "value", "low", "high", "unit", "place", "context", "metric", "start", "end", "modality",
    "tag", "differs",
  ]

  private enum Value {
    case text(String)
    case number(String)
    case none
  }

  static func printLines(_ evidence: [Evidence], to output: inout Output) throws {
    for item in evidence {
      let differences = TagDifferences.byFact(item)
      for figure in item.figures {
        var line = ""
        for (name, value) in zip(fields, values(of: figure, in: item, differences)) {
          line += line.isEmpty ? "{\"" : ",\""
          line += name
          line += "\":"
          switch value {
          case .text(let text): line += JSONText.quoted(text)
          case .number(let number): line += number
          case .none: line += "null"
          }
        }
        line += "}"
        try output.line(line)
      }
    }
  }

  static func printCSV(_ evidence: [Evidence], to output: inout Output) throws {
    try output.write(fields.joined(separator: ",") + "\r\n")
    for item in evidence {
      let differences = TagDifferences.byFact(item)
      for figure in item.figures {
        let cells = values(of: figure, in: item, differences).map { value in
          switch value {
          case .text(let text): quotedForCSV(text)
          case .number(let number): number
          case .none: ""
          }
        }
        try output.write(cells.joined(separator: ",") + "\r\n")
      }
    }
  }

  private static func values(
    of figure: Figure, in evidence: Evidence, _ differences: [Int: FactComparison]
  ) -> [Value] {
    let (report, quantity) = (evidence.report, figure.quantity)
    let place: String
    let context: String
    switch figure.place {
    case .prose(let sentence):
      place = "prose"
      context = report.sentences.indices.contains(sentence) ? report.string(report.sentences[sentence].span) : ""
    case .cell(let table, let row, _):
      place = "table"
      context = self.row(row, of: report.tables[table], in: report)
    }
    let period = figure.period
    return [
      .text(report.source.path), .number(String(report.line(of: figure.span))), .text(report.string(figure.span)),
      // Not interpolated: that asks the runtime at each number how its type is described.
      quantity.isRange ? .none : .number(quantity.value.description),
      quantity.low.map { .number($0.description) } ?? .none, quantity.high.map { .number($0.description) } ?? .none,
      .text(unit(of: figure, in: report)), .text(place),
      .text(context),
      evidence.metricName(of: figure).map { .text($0) } ?? .none,
      period.flatMap { $0.kind == .instant ? nil : .text($0.start.description) } ?? .none,
      period.map { .text($0.end.description) } ?? .none, .text(figure.modality.rawValue),
      figure.fact.map { .text(report.facts[$0].concept) } ?? .none,
      figure.fact.flatMap { differences[$0] }.map { .text(TagDifferences.names($0)) } ?? .none,
    ]
  }

  /// `USD`, `USD/shares`, `percent`, `GW`; for a count what is counted (`store`), `count` where nothing says.
  private static func unit(of figure: Figure, in report: Report) -> String {
    let unit = figure.quantity.unitName(noun: figure.noun.map(report.string))
    guard let per = figure.quantity.per else { return unit }
    return "\(unit)/\(per == "share" ? "shares" : per)"
  }

  private static func row(_ row: Int, of table: Table, in report: Report) -> String {
    var cells: [String] = []
    var column = 0
    while column < table.columnCount {
      guard let cell = table.cell(row: row, column: column) else {
        column += 1
        continue
      }
      if !cell.span.isEmpty { cells.append(report.string(cell.span)) }
      column = max(column + 1, cell.column + cell.columnSpan)
    }
    return cells.joined(separator: " | ")
  }

  private static func quotedForCSV(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

/// Text as JSON writes it.
enum JSONText {
  static func quoted(_ text: String) -> String {
    // Most text has nothing to escape.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else { return "\"" + text + "\"" }
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
