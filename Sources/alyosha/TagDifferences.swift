import FigureExtraction
import ReportReading

/// Where an author's inline XBRL tags say otherwise than the report's text was read. The tags are used; the reader is told.
enum TagDifferences {
  /// One warning a report that has any: how many, of what, and the first of them.
  static func warn(_ evidence: [Evidence]) {
    for item in evidence { if let text = summary(item) { Diagnostics.warn(text) } }
  }

  /// "a.html: the text of 2 of 61 tagged figures reads otherwise than the tag (value 1, period 1), first line 812: …"; nil
  /// where text and tags agree.
  static func summary(_ evidence: Evidence) -> String? {
    guard let first = evidence.differences.first else { return nil }
    let report = evidence.report
    let counts = FactComparison.Difference.allCases.compactMap { difference in
      let count = evidence.differences.count { $0.differences.contains(difference) }
      return count > 0 ? "\(difference.rawValue) \(count)" : nil
    }
    let tagged = evidence.figures.count { $0.fact != nil }
    let fact = report.facts[first.fact]
    return """
      \(report.source.path): the text of \(evidence.differences.count) of \(tagged) tagged figures reads otherwise than \
      the tag, which is used (\(counts.joined(separator: ", "))); first on line \(report.line(of: first.figure.span)): \
      \(report.string(first.figure.span)) read as \(read(first.figure)), tagged \(told(fact))
      """
  }

  /// What differs of each figure, by the index of its fact.
  static func byFact(_ evidence: Evidence) -> [Int: FactComparison] {
    Dictionary(evidence.differences.map { ($0.fact, $0) }) { first, _ in first }
  }

  /// "value period".
  static func names(_ comparison: FactComparison) -> String {
    comparison.differences.map(\.rawValue).joined(separator: " ")
  }

  private static func read(_ figure: Figure) -> String {
    let unit = figure.quantity.unit.symbol.map { " \($0)" } ?? ""
    return FigureTable.value(figure.quantity) + unit + (figure.period.map { " in \($0.label)" } ?? "")
  }

  private static func told(_ fact: TaggedFact) -> String {
    let unit = fact.unit.map { " \($0)" } ?? ""
    let days = [fact.start, fact.end].compactMap { $0?.description }
    return
      "\(fact.value)\(unit) \(fact.start == fact.end ? days.last ?? "" : days.joined(separator: "–")) (\(fact.concept))"
  }
}
