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
    let held = tokens.first { Self.held.value($0) != nil }?.start ?? .max
    return periods.filter { period in
      period.span.start < held && !isStart(period) && !isAgo(period) && !isOfOrigin(period)
        && !parentheses.contains { $0.contains(period.span) }
    }
  }
  private static let held = LexiconText.set("compared versus vs")

  /// "up 4.4% from $0.68 in 3Q25": it dates what another amount rose from, or where something begins.
  private func isOfOrigin(_ period: ScannedPeriod) -> Bool {
    guard var i = tokens.lastIndex(where: { $0.end <= period.span.start }) else { return false }
    var steps = 0
    var hasNumber = false
    while i >= 0, steps < 7, !tokens[i].isSymbol(","), !tokens[i].isSymbol(";") {
      if tokens[i].kind == .number { hasNumber = true }
      // "in contango from July 2027": where a stretch begins.
      if tokens[i].folded == ChangeLexicon.from { return hasNumber || steps == 0 }
      i -= 1
      steps += 1
    }
    return false
  }
}
