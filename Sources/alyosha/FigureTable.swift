import FigureExtraction
import ReportReading

/// Figures as a table for a person: one a row, under the report they come from.
enum FigureTable {
  static func print(_ evidence: [Evidence], to output: inout Output) throws {
    for (index, item) in evidence.enumerated() {
      if index > 0 { try output.line("") }
      let metadata = item.report.metadata
      let about = [metadata.publisher, metadata.date?.description].compactMap(\.self).joined(separator: ", ")
      let heading = "\(item.report.source.path): \(metadata.title)" + (about.isEmpty ? "" : " (\(about))")
      try output.line(Terminal.wantsColor ? "\u{1B}[1m\(heading)\u{1B}[0m" : heading)
      var table = TextTable(columns: ["line", "figure", "value", "unit", "period", "what"])
      for figure in item.figures {
        table.add([
          String(item.report.line(of: figure.span)), item.report.string(figure.span), value(figure.quantity),
          unit(figure.quantity), figure.period?.label ?? "", item.metricName(of: figure) ?? "",
        ])
      }
      try table.print(to: &output)
    }
  }

  /// `USD`, `USD/share`, `GW`; nothing for a count.
  private static func unit(_ quantity: Quantity) -> String {
    [quantity.unit.symbol, quantity.per].compactMap(\.self).joined(separator: "/")
  }

  /// `5`, `300000–5000000`, `≥ 90000`, `≤ 5`; `~` before an approximate one.
  static func value(_ quantity: Quantity) -> String {
    let about = quantity.isAbout ? "~" : ""
    return switch (quantity.low, quantity.high) {
    // Not interpolated: that asks the runtime at each number how its type is described.
    case (let low?, let high?):
      low == high ? about + low.description : about + low.description + "–" + high.description
    case (let low?, nil): "≥ " + about + low.description
    case (nil, let high?): "≤ " + about + high.description
    case (nil, nil): ""
    }
  }
}
