import ReportReading

/// Finds every figure of a report: in prose by grammar, in tables by grammar and structure.
package struct FigureExtractor: Sendable {
  package let processors: Processors

  package init(processors: Processors = .all) { self.processors = processors }

  package func evidence(from report: Report) -> Evidence {
    let periods = PeriodContext(of: report)
    // Beside each other, so that none of the processors waits where the tables are looked at one after the other.
    let (prose, cells) = processors.both(
      { ProseExtractor(periods: periods, processors: processors).figures(in: report) },
      { TableExtractor(processors: processors).figures(in: report, context: periods) })
    let joined = FactReader().join(Self.merged(prose, cells), with: report.facts)
    return Evidence(report: report, figures: joined.figures, differences: joined.differences)
  }

  /// Both in document order; where both read the same bytes, the table's reading, which knows its row and column.
  private static func merged(_ prose: [Figure], _ cells: [Figure]) -> [Figure] {
    if cells.isEmpty { return prose }
    if prose.isEmpty { return cells }
    var merged: [Figure] = []
    merged.reserveCapacity(prose.count + cells.count)
    var next = cells[...]
    for figure in prose {
      while let cell = next.first, cell.span.start < figure.span.end {
        merged.append(cell)
        next.removeFirst()
      }
      if let last = merged.last, last.span.overlaps(figure.span) { continue }
      merged.append(figure)
    }
    merged.append(contentsOf: next)
    return merged
  }
}
