import FigureExtraction
import ReportReading

extension Evidence {
  /// The figures inside a passage, in order. O(log n) and what is found.
  package func figures(in passage: Span) -> ArraySlice<Figure> {
    var (low, high) = (0, figures.count)
    while low < high {
      let middle = (low + high) / 2
      if figures[middle].span.start < passage.start { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < figures.count, figures[end].span.end <= passage.end { end += 1 }
    return figures[low..<end]
  }
}
