import FigureExtraction
import ReportReading

/// What a figure measures as a key that different wordings share: two figures of one key measure the same thing.
package struct MetricMeaning {
  private var metrics = MetricReader()
  private var terms = TermReader()

  package init() {}

  /// The key of a figure's metric; nil where its report does not say what is measured.
  package mutating func key(of figure: Figure, in report: Report, at index: Int) -> String? {
    metrics.metric(of: figure, in: report, at: index, terms: &terms)?.key
  }

  /// The names and stems that a wording means, each once, sorted: "Total net sales" and "revenue" mean the same.
  package mutating func meanings(of text: String) -> [Word] {
    let bytes = Array(text.utf8)
    return metrics.canonical(Words.lowercased(in: bytes, Span(0, bytes.count)), &terms).ids.sortedOnce()
  }
}
