import ReportReading

/// Where the noun phrase that names a measure begins and ends.
extension MetricReader {
  /// Forward over a noun phrase: stops at a verb, a time, a figure, a clause.
  func phrase(from start: Int) -> Span? {
    var i = start
    var words = 0
    while i < tokens.count, words < 12 {
      let token = tokens[i]
      if inPeriod(token) || inFigure(token) { break }
      if token.kind == .symbol {
        guard
          token.isSymbol("-") || token.isSymbol("&") || token.isSymbol("'") || token.scalar == 0x2019
            || token.isSymbol("/")
            || (token.isSymbol(".") && !token.gap && i > start && tokens[i - 1].end - tokens[i - 1].start == 1)
        else { break }
      } else if token.kind == .word {
        if i > start, Self.phraseEnds.value(token) != nil { break }
        if i > start,
          MeasureLexicon.copulas.value(token) != nil && !closesPhrase(i)
            || MeasureLexicon.auxiliaries.value(token) != nil || Self.finite.value(token) != nil
        {
          break
        }
        if i > start, MeasureLexicon.determiners.value(token) != nil, tokens[i - 1].kind == .word,
          Self.beforeDeterminer.value(tokens[i - 1]) == nil
        {
          break
        }
        if i > start, isFiniteVerb(i) { break }
        words += 1
      }
      i += 1
    }
    return clean(start, i)
  }
  private static let phraseEnds = LexiconText.set(
    """
    in for to at by from during that which who where when while because as if with within through over under between compared versus vs
    primarily mainly due related relating based including excluding respectively since until after before against and_the than
    """)

  /// Verbs that end a noun phrase although no other list has them.
  private static let finite = LexiconText.set(
    "hurt helped drove weighed pushed kept came went began continued offset reflected resulted caused prompted forced")
  private static let beforeDeterminer = LexiconText.set("of and or on in for to with from by")

  /// "compensation cost.", "the total of": a noun that is spelt like a verb of measure, with nothing measured after it.
  private func closesPhrase(_ i: Int) -> Bool {
    guard Self.nounLike.value(tokens[i]) != nil else { return false }
    guard i + 1 < tokens.count else { return true }
    let next = tokens[i + 1]
    // "accounts for 12%" against "accounts receivable"
    if Self.accounts.value(tokens[i]) != nil { return next.folded != Self.forWord }
    if next.kind == .symbol { return CurrencyLexicon.signs.value(next) == nil }
    return next.kind == .word && QuantityWords.stops.value(next) != nil
      && MeasureLexicon.determiners.value(next) == nil && BoundLexicon.before.value(next) == nil
  }
  private static let accounts = LexiconText.set("account accounts")
  static let nounLike = LexiconText.set("cost costs amount amounts total totals range ranges account accounts")

  private func isFiniteVerb(_ i: Int) -> Bool {
    MeasureLexicon.says.value(tokens[i]) != nil
      || (MeasureLexicon.transitives.value(tokens[i]) != nil && text[tokens[i].end - 1] != 0x67 && i > 0
        && !isNominal(i))
  }

  /// Back over a noun phrase that ends at `end`.
  func phrase(endingAt end: Int) -> Span? {
    var i = end
    var words = 0
    while i > 0, words < 10 {
      let token = tokens[i - 1]
      if inPeriod(token) || inFigure(token) { break }
      if token.kind == .symbol {
        guard
          token.isSymbol("-") || token.isSymbol("&") || token.isSymbol("'") || token.scalar == 0x2019
            || token.isSymbol("/")
        else { break }
      } else {
        if MeasureLexicon.determiners.value(token) != nil {
          break
        }
        if isStating(token) && !isNominal(i - 1) || MeasureLexicon.transitives.value(token) != nil && !isNominal(i - 1)
          || MeasureLexicon.auxiliaries.value(token) != nil || MeasureLexicon.clauseBreaks.value(token) != nil
          || MeasureLexicon.pronouns.value(token) != nil && token.folded != Self.company
        {
          // "We model auto revenue of $1.59bn": what follows the pronoun is its verb.
          if Self.speakers.value(token) != nil, i + 1 < end { i += 1 }
          break
        }
        if Self.backEnds.value(token) != nil { break }
        words += 1
      }
      i -= 1
    }
    return clean(i, end)
  }
  private static let company = TokenHash.of("company")
  private static let backEnds = LexiconText.set(
    "to with by at as from into against had approximately in for between during due and/or than or")

  /// Cuts determiners, times, openers and loose ends off a run of tokens.
  func clean(_ start: Int, _ end: Int) -> Span? {
    var start = start
    var end = end
    // "(federal and state) and foreign taxes", "(1)Depreciation": what a lone parenthesis closes is left behind.
    var depth = 0
    for i in start..<max(start, end) {
      if tokens[i].isSymbol("(") { depth += 1 }
      if tokens[i].isSymbol(")") {
        if depth == 0, i + 1 < end { start = i + 1 } else { depth -= 1 }
      }
    }
    // An opening "As of June 28, 2025," or "In 2018" is time, not thing.
    var moved = true
    while moved, start < end {
      moved = false
      // "On-time performance" opens with no preposition.
      if start + 1 < end, tokens[start + 1].isSymbol("-"), !tokens[start + 1].gap, tokens[start].kind == .word { break }
      if tokens[start].kind == .symbol, !tokens[start].isSymbol("$") {
        start += 1
        moved = true
        continue
      }
      if inPeriod(tokens[start]) || inFigure(tokens[start]) {
        start += 1
        moved = true
        continue
      }
      if tokens[start].kind == .word,
        MeasureLexicon.determiners.value(tokens[start]) != nil || Self.openers.value(tokens[start]) != nil
      {
        start += 1
        moved = true
        continue
      }
      if tokens[start].kind == .word, MeasureLexicon.adjuncts.value(tokens[start]) != nil {
        start += 1
        moved = true
      }
    }
    for i in start..<max(start, end) where inPeriod(tokens[i]) || inFigure(tokens[i]) || opensTime(i, end) {
      end = i
      break
    }
    while end > start,
      tokens[end - 1].kind == .symbol && !tokens[end - 1].isSymbol(")")
        || QuantityWords.stops.value(tokens[end - 1]) != nil && !isAmpersand(end - 2)
        || isAdverb(tokens[end - 1])
    {
      end -= 1
    }
    if end > start, tokens[end - 1].isSymbol(")"), !tokens[start..<end].contains(where: { $0.isSymbol("(") }) {
      end -= 1
    }
    if end - start == 3, tokens[start + 1].isSymbol("/") { return Span(tokens[start].start, tokens[end - 1].end) }
    guard end > start,
      tokens[start..<end].contains(where: {
        $0.kind == .word && $0.end - $0.start > 1 && MeasureLexicon.pronouns.value($0) == nil
      }) || end - start == 3 && isAmpersand(start + 1)
    else { return nil }
    if end - start == 1, MeasureLexicon.pronouns.value(tokens[start]) != nil || Self.hollow.value(tokens[start]) != nil
    {
      return nil
    }
    if end - start == 1, isLoneVerb(tokens[start]) || Self.seasons.value(tokens[start]) != nil { return nil }
    if MeasureLexicon.says.value(tokens[start]) != nil, Self.nounLike.value(tokens[start]) == nil,
      Self.nounVerbs.value(tokens[start]) == nil
    {
      return nil
    }
    if Self.speakers.value(tokens[start]) != nil || Self.participles.value(tokens[start]) != nil { return nil }
    return Span(tokens[start].start, tokens[end - 1].end)
  }
  /// "R&D", "SG&A": between letters of one name.
  private func isAmpersand(_ i: Int) -> Bool { i >= 0 && tokens[i].isSymbol("&") && !tokens[i].gap }

  static let openers = LexiconText.set(
    "and but or also additionally however meanwhile then thus overall there of which approximately about both other")

  /// A verb by itself names nothing.
  private func isLoneVerb(_ token: Token) -> Bool {
    MeasureLexicon.says.value(token) != nil && Self.nounVerbs.value(token) == nil
      || ChangeLexicon.moved.value(token) != nil && ChangeLexicon.nouns.value(token) == nil
      || MeasureLexicon.copulas.value(token) != nil && Self.nounLike.value(token) == nil
  }
  private static let nounVerbs = LexiconText.set(
    "estimates estimate forecast forecasts projects project claims notes reports")
  private static let seasons = LexiconText.set("winter summer spring autumn")

  private static let speakers = LexiconText.set("we it they he she i you there who")
  /// Words that name nothing by themselves.
  private static let hollow = LexiconText.set("net respectively which approximately adjusted plus nil total other")
  private static let participles = LexiconText.set("representing related relating included including held being refer")
  private static let timeNouns = LexiconText.set(
    "fiscal quarter quarters year years three six nine twelve first second third fourth month months week weeks period same full prior current"
  )

  /// "for the 39-week fiscal period": from here on the phrase only says when.
  private func opensTime(_ i: Int, _ end: Int) -> Bool {
    guard tokens[i].kind == .word,
      tokens[i].folded == Self.forWord || tokens[i].folded == Self.inWord || tokens[i].folded == Self.during
    else { return false }
    var j = i + 1
    while j < end, tokens[j].kind == .word, MeasureLexicon.determiners.value(tokens[j]) != nil { j += 1 }
    guard j < end else { return false }
    return tokens[j].kind == .number || Self.timeNouns.value(tokens[j]) != nil
  }
  private static let during = TokenHash.of("during")

  /// Back over "for the three months ended June 28, 2025" and "in 2024" before a verb.
  func beforeTimes(_ end: Int) -> Int {
    var i = end
    while i > 0 {
      let token = tokens[i - 1]
      if inPeriod(token) {
        i -= 1
        continue
      }
      guard i < end, token.kind == .word || token.isSymbol(","),
        MeasureLexicon.adjuncts.value(token) != nil || Self.timeWords.value(token) != nil || token.isSymbol(",")
      else { break }
      i -= 1
    }
    return i
  }
  private static let timeWords = LexiconText.set(
    "and the for in as of at ended ending fiscal year years months quarter both during")
}
