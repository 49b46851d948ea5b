import ReportReading

/// What a clause speaks of: the subject of the verb that states a figure, and what stands for it.
extension MetricReader {
  /// "Free cash flow was $447 million, or 19.3% of revenue", "Exports were 53% of sales": what has the share.
  func sharer(_ first: Int, _ index: Int) -> Span? {
    if first > 1, tokens[first - 1].folded == Self.or, index > 0, figures[index - 1].quantity.unit != .percent,
      figures[index - 1].span.end <= tokens[first - 1].start,
      !tokens[..<(first - 1)].contains(where: { $0.start >= figures[index - 1].span.end && !$0.isSymbol(",") })
    {
      return metric(of: index - 1).spans.first
    }
    var verb = first - 1
    while verb > 0, isAdverb(tokens[verb]) || Self.shareLinks.value(tokens[verb]) != nil { verb -= 1 }
    guard verb > 0, tokens[verb].kind == .word, isStating(tokens[verb]) else { return nil }
    return subject(beforeVerb: verb)
  }
  private static let or = TokenHash.of("or")
  private static let shareLinks = LexiconText.set(
    "for about approximately around roughly nearly almost up over only just")

  /// "Price target: $96 | Market cap: $37.1bn": the words before the colon.
  func labelled(_ first: Int) -> Span? {
    guard first > 1, tokens[first - 1].isSymbol(":") else { return nil }
    var end = first - 1
    // "Price (2 Nov): $121.40"
    if tokens[end - 1].isSymbol(")"), let open = tokens[..<end].lastIndex(where: { $0.isSymbol("(") }) { end = open }
    return phrase(endingAt: end)
  }

  /// "$96 (from $118)", "12.4% (was 11.9%)": the same as the figure before.
  func formerly(_ first: Int, _ index: Int) -> Span? {
    guard index > 0, first > 1, tokens[first - 2].isSymbol("("), Self.former.value(tokens[first - 1]) != nil,
      figures[index - 1].span.end <= tokens[first - 2].start,
      figures[index - 1].quantity.unit == figures[index].quantity.unit
    else { return nil }
    return metric(of: index - 1).spans.first
  }
  private static let former = LexiconText.set("from was previously formerly prior vs versus")

  /// "decided to reduce the policy rate by 0.25 percentage point to 3.50 percent": what somebody moved.
  func moved(_ first: Int) -> Span? {
    guard first > 2, Self.towards.value(tokens[first - 1]) != nil else { return nil }
    var i = first - 2
    while i > 0, first - i < 14 {
      let token = tokens[i]
      if token.isSymbol(";") || token.kind == .word && MeasureLexicon.copulas.value(token) != nil { return nil }
      if token.kind == .word, Self.movers.value(token) != nil, MeasureLexicon.determiners.value(tokens[i - 1]) == nil,
        MeasureLexicon.determiners.value(tokens[i + 1]) != nil || tokens[i - 1].folded == ChangeLexicon.to
      {
        return phrase(from: i + 1)
      }
      i -= 1
    }
    return nil
  }
  private static let towards = LexiconText.set("by to from at")
  private static let movers = LexiconText.set(
    "reduce reduced lower lowered raise raised cut hike hiked lift lifted trim trimmed boost boosted increase increased"
  )

  /// "Backlog was 5,120 units": what a count is said to be, which tells more than what is counted.
  func statedSubject(_ first: Int, _ figure: ScannedQuantity) -> Span? {
    guard figure.quantity.unit == .count else { return nil }
    var verb = first - 1
    while verb > 0, tokens[verb].kind == .word, !isStating(tokens[verb]),
      isAdverb(tokens[verb]) || ChangeLexicon.between.value(tokens[verb]) != nil
    {
      verb -= 1
    }
    guard verb > 0, tokens[verb].kind == .word, isStating(tokens[verb]) else { return nil }
    return subject(beforeVerb: verb)
  }

  /// "the Dunmore acquisition, which contributed $4.1 million": what "which" stands for.
  func antecedent(_ first: Int) -> Span? {
    var i = first - 1
    var hasVerb = false
    while i > 1, first - i < 8 {
      let token = tokens[i]
      if token.kind == .word, token.folded == Self.which {
        guard hasVerb, tokens[i - 1].isSymbol(",") else { return nil }
        return phrase(endingAt: i - 1)
      }
      if token.isSymbol(",") || token.isSymbol(";") || inFigure(token) { return nil }
      if token.kind == .word, isStating(token) || MeasureLexicon.transitives.value(token) != nil { hasVerb = true }
      i -= 1
    }
    return nil
  }
  static let which = TokenHash.of("which")

  /// The subject of the verb that states the figure.
  func subjectPhrase(_ first: Int) -> Span? {
    var i = first - 1
    while i >= 0, first - i < 40 {
      let token = tokens[i]
      if token.isSymbol(";") { return nil }
      if token.kind == .word, isStating(token), i > 0 {
        if let subject = subject(beforeVerb: i) { return subject }
      }
      i -= 1
    }
    return nil
  }

  func isStating(_ token: Token) -> Bool {
    MeasureLexicon.copulas.value(token) != nil
      || (ChangeLexicon.verbs.value(token) != nil && ChangeLexicon.nouns.value(token) == nil)
      || Self.changeVerbs.value(token) != nil || ChangeLexicon.moved.value(token) != nil
  }
  private static let changeVerbs = LexiconText.set(
    """
    increased decreased rise increase decrease decline grow gained gain drop fall slows slowed accelerates accelerated eases eased widens
    widened narrows narrowed contracted expands expanded shrinks shrank cools cooled softens softened
    """)

  /// Back from a verb to the start of its clause: the noun phrase, less auxiliaries, times and openers.
  private func subject(beforeVerb verb: Int) -> Span? {
    var end = verb
    while end > 0, tokens[end - 1].kind == .word,
      MeasureLexicon.auxiliaries.value(tokens[end - 1]) != nil || isAdverb(tokens[end - 1])
        || Self.leading.value(tokens[end - 1]) != nil
    { end -= 1 }
    // Over a time between subject and verb: "Revenue for the quarter was".
    end = beforeTimes(end)
    var start = end
    var count = 0
    while start > 0, count < 18 {
      let token = tokens[start - 1]
      if token.kind == .symbol, !token.isSymbol("-"), !token.isSymbol("&"), !token.isSymbol("/"), !isQuoteOrParen(token)
      {
        guard
          token.isSymbol("'") || token.scalar == 0x2019
            || token.isSymbol(".") && tokens[start - 1].gap == false && start < end && !tokens[start].gap
        else { break }
      }
      if token.kind == .word, MeasureLexicon.clauseBreaks.value(token) != nil { break }
      if token.kind == .word, MeasureLexicon.says.value(token) != nil || (isStating(token) && !isNominal(start - 1)) {
        break
      }
      if inFigure(token) {
        // "Receivables from two vendors were 51%": what is before the preposition.
        guard let before = beforePreposition(ofFigureAt: start - 1) else { break }
        (start, end) = (before, before)
        continue
      }
      start -= 1
      count += 1
    }
    return start < end ? clean(start, end) : nil
  }

  /// Between a subject and its verb: "supply is set to rise", "two customers together represented".
  private static let leading = LexiconText.set("set poised slated to together combined alone each again collectively")

  /// The place of a preposition that ties the figure around a token to a noun before it.
  private func beforePreposition(ofFigureAt i: Int) -> Int? {
    var j = i
    while j > 0, inFigure(tokens[j - 1]) { j -= 1 }
    guard j > 1, tokens[j - 1].kind == .word, Self.tying.value(tokens[j - 1]) != nil else { return nil }
    return j - 1
  }
  private static let tying = LexiconText.set("from of for with in across")

  private func isQuoteOrParen(_ token: Token) -> Bool {
    token.isSymbol("(") || token.isSymbol(")") || token.isSymbol("\"") || token.scalar == 0x201C
      || token.scalar == 0x201D
  }

  /// "operating costs", "cost of revenue", "the range": a noun although it is also a verb.
  func isNominal(_ i: Int) -> Bool {
    guard i + 1 < tokens.count else { return false }
    if tokens[i + 1].folded == NumberLexicon.of { return true }
    return i > 0 && tokens[i - 1].kind == .word
      && (MeasureLexicon.determiners.value(tokens[i - 1]) != nil
        || (text[tokens[i].end - 1] == 0x73 && QuantityWords.stops.value(tokens[i - 1]) == nil))
  }

  /// "Data centers drew 176 TWh": with nothing better, who did it.
  func spender(_ first: Int) -> Span? {
    var i = first - 1
    while i > 0, tokens[i].kind == .word, isAdverb(tokens[i]) || ChangeLexicon.between.value(tokens[i]) != nil {
      i -= 1
    }
    guard i > 0, tokens[i].kind == .word, MeasureLexicon.transitives.value(tokens[i]) != nil else { return nil }
    return subject(beforeVerb: i)
  }
}
