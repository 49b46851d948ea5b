import FigureExtraction
import ReportReading

/// The shortest name that a report itself gives a known measure: "net sales" for "Sales, net of returns and allowances".
/// "Operating activities" is a line of a table of cash flows and names nothing outside it.
struct PlainNames {
  private var names: [Key: Citation] = [:]

  private struct Key: Hashable {
    let report: Int
    let entry: String
  }

  init(_ dossier: Dossier) {
    for (index, evidence) in dossier.evidence.enumerated() {
      var last: Span?
      for figure in evidence.figures {
        // The cells of a row have one label.
        guard let span = figure.metric.first, span != last else { continue }
        last = span
        let words = dossier.words[index].words(in: span)
        guard words.count <= 6, words != ["operating", "activities"], let match = MetricLexicon.names.first(in: words),
          match.range.count == words.count,
          evidence.report.text[span.range].allSatisfy({ $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "(") })
        else { continue }
        let key = Key(report: index, entry: match.value)
        if let known = names[key], Self.cost(known, dossier) <= Self.cost(Citation(report: index, span: span), dossier)
        {
          continue
        }
        names[key] = Citation(report: index, span: span)
      }
    }
  }

  subscript(report: Int, entry: String) -> Citation? { names[Key(report: report, entry: entry)] }

  /// Fewer words first, then fewer letters; a name in capitals or an abbreviation only where there is no other.
  private static func cost(_ citation: Citation, _ dossier: Dossier) -> Int {
    let text = dossier.string(citation)
    let shouts = text == text.uppercased() ? 1000 : 0
    return shouts + text.utf8.split(separator: UInt8(ascii: " ")).count * 40 + text.utf8.count
  }
}
