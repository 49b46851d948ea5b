import FigureExtraction
import ReportReading

/// The words of a report that its figures are labelled with, each place once: a table's cells share their labels.
struct MetricLabels {
  /// By first use: where a label stands, and the first figure that has it as the nearest of its labels; nil where it only
  /// stands over others.
  private var places: [(span: Span, figure: Int?)] = []

  init(_ figures: [Figure]) {
    var known: [Span: Int] = [:]
    var last: [Span] = []
    // Figures are heavy to copy: their labels are read where they stand.
    for number in figures.indices where figures[number].metric != last {
      last = figures[number].metric
      for (depth, span) in last.enumerated() {
        if let place = known[span] {
          if depth == 0, places[place].figure == nil { places[place].figure = number }
        } else {
          known[span] = places.count
          places.append((span, depth == 0 ? number : nil))
        }
      }
    }
  }

  /// Whether some of these words label a figure.
  func holds(_ span: Span) -> Bool { places.contains { $0.span.overlaps(span) } }

  /// The first figure whose nearest label has some of these words.
  func first(labelled span: Span) -> Int? {
    places.lazy.filter { $0.span.overlaps(span) }.compactMap(\.figure).min()
  }
}
