import ReportReading

/// Finds every figure of a report: in prose by grammar, in tables by grammar and structure.
package struct FigureExtractor: Sendable {
  package init() {}

  package func evidence(from report: Report) -> Evidence {
    let periods = PeriodContext(of: report)
    let prose = ProseExtractor(periods: periods).figures(in: report)
    return Evidence(report: report, figures: prose)
  }
}
