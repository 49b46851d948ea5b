import ReportReading

/// Periods that date only what stands with them: in a parenthesis of their own, or counted on from ("since 2020").
struct PeriodAsides {
  let tokens: [Token]

  /// The parentheses of a sentence that hold a period and a number besides it: "(Q2 2024: €61 million)", "(12% a year ago)".
  func parentheses(dated periods: [ScannedPeriod]) -> [Span] {
    guard !periods.isEmpty else { return [] }
    var open: [Token] = []
    var found: [Span] = []
    for token in tokens {
      if token.isSymbol("(") { open.append(token) }
      guard token.isSymbol(")"), let start = open.popLast() else { continue }
      let span = Span(start.start, token.end)
      let inside = periods.filter { span.contains($0.span) }
      guard !inside.isEmpty else { continue }
      let holdsNumber = tokens.contains { token in
        token.kind == .number && span.contains(token.span) && !inside.contains { $0.span.contains(token.span) }
      }
      if holdsNumber { found.append(span) }
    }
    return found
  }

  /// "since 2020", "since the end of June 2024": a stretch from there on, of which the text names only the start.
  func isStart(_ period: ScannedPeriod) -> Bool {
    guard let last = tokens.lastIndex(where: { $0.end <= period.span.start }) else { return false }
    for i in stride(from: last, through: max(0, last - 3), by: -1) {
      if tokens[i].folded == Self.since { return true }
      guard tokens[i].kind == .word, Self.edges.value(tokens[i]) != nil else { return false }
    }
    return false
  }
  private static let since = TokenHash.of("since")
  private static let edges = LexiconText.set("the end of beginning start at least early late fiscal year")

  /// "a year earlier", "two years ago": told from the period that is spoken of, or from the report's date.
  func isAgo(_ period: ScannedPeriod) -> Bool {
    guard period.period.isRelative, let last = tokens.last(where: { $0.start < period.span.end }) else { return false }
    return QuantityWords.sinceThen.value(last) != nil
  }

  /// The periods that date what a sentence says as a whole.
  func governing(_ periods: [ScannedPeriod]) -> [ScannedPeriod] {
    let parentheses = parentheses(dated: periods)
    return periods.filter { period in
      !isStart(period) && !isAgo(period) && !parentheses.contains { $0.contains(period.span) }
    }
  }
}
