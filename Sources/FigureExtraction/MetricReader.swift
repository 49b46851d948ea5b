import ReportReading

/// Names what each figure of a sentence measures: the noun phrase that a verb or a preposition ties to it.
struct MetricReader {
  let text: [UInt8]
  let tokens: [Token]
  let periods: [ScannedPeriod]
  let figures: [ScannedQuantity]
  /// For each figure the first of its list, the figures of one unit joined by commas and "and".
  private let heads: [Int]

  init(text: [UInt8], tokens: [Token], periods: [ScannedPeriod], figures: [ScannedQuantity]) {
    self.text = text
    self.tokens = tokens
    self.periods = periods
    self.figures = figures
    heads = Self.heads(of: figures, tokens)
  }

  struct Metric {
    var spans: [Span] = []
    var noun: Span?
    var subject: Span?
    var role: Figure.Role
  }

  func metric(of index: Int) -> Metric {
    let figure = figures[index]
    var metric = Metric(role: figure.role)
    guard let first = tokens.firstIndex(where: { $0.start >= figure.span.start }) else { return metric }
    let end = tokens.firstIndex { $0.start >= figure.span.end } ?? tokens.count
    // A figure of a list measures what the first of the list does.
    let head = heads[index]
    let opening = head == index ? first : tokens.firstIndex { $0.start >= figures[head].span.start } ?? first
    let of = phraseAfterOf(end) ?? phraseAfterOf(listEnd(index))
    if figure.quantity.unit == .percent, let of, figure.role != .change {
      metric.role = .share
      metric.noun = of
      if let part = sharer(opening, index) {
        metric.spans = [part]
        return metric
      }
    }
    if case .duration = figure.quantity.unit {
      metric.spans = (adjectivalNoun(end, figure) ?? nounBeforeOf(opening) ?? subjectPhrase(opening)).map { [$0] } ?? []
      return metric
    }
    let near =
      (figure.quantity.unit == .multiple ? objectAfter(afterPeriod(end), figure) : nil)
      ?? changedThing(first, end, figure) ?? nounBeforeOf(opening, figure.quantity.unit)
      ?? nounBeforeParenthesis(opening)
    let span =
      near ?? statedSubject(opening, figure) ?? countedNoun(figure, of) ?? of ?? antecedent(opening)
      ?? subjectPhrase(opening) ?? objectAfter(end, figure) ?? openingPhrase(opening) ?? spender(opening)
    if let span { metric.spans = trimmed(span).map { [$0] } ?? [] }
    if metric.role == .share, let of = of, let held = possession(after: of) { metric.spans.append(held) }
    if let label = metric.spans.first, let owner = possessor(label) {
      metric.subject = owner.subject
      metric.spans[0] = owner.rest
    }
    return metric
  }

  // MARK: Ties

  /// "10-hour shifts": what the length describes.
  private func adjectivalNoun(_ end: Int, _ figure: ScannedQuantity) -> Span? {
    guard text[figure.span.range].contains(0x2D), end < tokens.count, tokens[end].kind == .word,
      QuantityWords.stops.value(tokens[end]) == nil
    else { return nil }
    return phrase(from: end)
  }

  /// "of enterprise apps will have AI agents": what the part has, which tells it from the whole.
  private func possession(after phrase: Span) -> Span? {
    guard var i = tokens.firstIndex(where: { $0.start >= phrase.end }) else { return nil }
    while i < tokens.count, tokens[i].kind == .word, MeasureLexicon.auxiliaries.value(tokens[i]) != nil,
      Self.having.value(tokens[i]) == nil
    { i += 1 }
    guard i + 1 < tokens.count, Self.having.value(tokens[i]) != nil else { return nil }
    return self.phrase(from: i + 1)
  }
  private static let having = LexiconText.set("have has with use uses using adopt adopted feature include contain")

  /// "an increase of 5% in revenue", "a 12% decline in sales", "up 4% in Europe" keeps its subject.
  private func changedThing(_ first: Int, _ end: Int, _ figure: ScannedQuantity) -> Span? {
    guard figure.role == .change else { return nil }
    var i = end
    var steps = 0
    while i < tokens.count, steps < 3, tokens[i].kind == .word, tokens[i].folded != Self.inWord,
      QuantityWords.stops.value(tokens[i]) == nil
    {
      i += 1
      steps += 1
    }
    let hasNounAfter = i > end && tokens[end..<i].contains { ChangeLexicon.nouns.value($0) != nil }
    let hasNounBefore =
      first > 1 && tokens[first - 1].folded == NumberLexicon.of && ChangeLexicon.nouns.value(tokens[first - 2]) != nil
    guard hasNounAfter || hasNounBefore, i < tokens.count,
      tokens[i].folded == Self.inWord || tokens[i].folded == NumberLexicon.of
    else { return nil }
    return phrase(from: i + 1)
  }
  static let inWord = TokenHash.of("in")

  /// "a goodwill impairment charge of $1.9 million".
  private func nounBeforeOf(_ first: Int, _ unit: Unit = .count) -> Span? {
    var i = first
    // Over "approximately", which the figure's own span mostly holds.
    while i > 0, tokens[i - 1].kind == .word, ChangeLexicon.between.value(tokens[i - 1]) != nil,
      tokens[i - 1].folded != NumberLexicon.of,
      tokens[i - 1].folded != ChangeLexicon.to
    {
      i -= 1
    }
    guard i > 1, tokens[i - 1].folded == NumberLexicon.of, tokens[i - 2].kind == .word,
      QuantityWords.stops.value(tokens[i - 2]) == nil,
      MeasureLexicon.copulas.value(tokens[i - 2]) == nil, NumberLexicon.words.value(tokens[i - 2]) == nil,
      !inFigure(tokens[i - 2])
    else { return nil }
    if ChangeLexicon.nouns.value(tokens[i - 2]) != nil {
      // "a gain or loss of $5 million" is an amount; "a loss of 5%" is a movement.
      guard case .currency = unit, Self.results.value(tokens[i - 2]) != nil else { return nil }
    }
    return phrase(endingAt: i - 1)
  }

  private static let results = LexiconText.set("gain gains loss losses")

  /// "Revenue ($5 million)".
  private func nounBeforeParenthesis(_ first: Int) -> Span? {
    guard first > 1, tokens[first - 1].isSymbol("("), tokens[first - 2].kind == .word,
      QuantityWords.stops.value(tokens[first - 2]) == nil
    else { return nil }
    return phrase(endingAt: first - 1)
  }

  /// "Free cash flow was $447 million, or 19.3% of revenue", "Exports were 53% of sales": what has the share.
  private func sharer(_ first: Int, _ index: Int) -> Span? {
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

  /// "Backlog was 5,120 units": what a count is said to be, which tells more than what is counted.
  private func statedSubject(_ first: Int, _ figure: ScannedQuantity) -> Span? {
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

  private func countedNoun(_ figure: ScannedQuantity, _ of: Span?) -> Span? {
    guard figure.quantity.unit == .count, let noun = figure.noun else { return nil }
    // "27 now buy transformers": what follows is what they do.
    if let first = tokens.first(where: { $0.start == noun.start }),
      MeasureLexicon.auxiliaries.value(first) != nil || MeasureLexicon.transitives.value(first) != nil
    {
      return nil
    }
    return noun
  }

  /// "$1.1 billion of unrecognized compensation cost".
  private func phraseAfterOf(_ end: Int) -> Span? {
    guard end < tokens.count, tokens[end].folded == NumberLexicon.of else { return nil }
    var i = end + 1
    while i < tokens.count, tokens[i].kind == .word, MeasureLexicon.determiners.value(tokens[i]) != nil { i += 1 }
    // "31 of the 36 campuses"
    if i < tokens.count, let whole = figures.first(where: { $0.span.start == tokens[i].start }),
      whole.quantity.unit == .count
    {
      i = tokens.firstIndex { $0.start >= whole.span.end } ?? tokens.count
    }
    return phrase(from: i)
  }

  /// "the Dunmore acquisition, which contributed $4.1 million": what "which" stands for.
  private func antecedent(_ first: Int) -> Span? {
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
  private func subjectPhrase(_ first: Int) -> Span? {
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
    "increased decreased rise increase decrease decline grow gained gain drop fall")

  /// Back from a verb to the start of its clause: the noun phrase, less auxiliaries, times and openers.
  private func subject(beforeVerb verb: Int) -> Span? {
    var end = verb
    while end > 0, tokens[end - 1].kind == .word,
      MeasureLexicon.auxiliaries.value(tokens[end - 1]) != nil || isAdverb(tokens[end - 1])
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
    guard start < end else { return nil }
    let span = clean(start, end)
    return span
  }

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

  /// "recorded $5 million in restructuring charges": the words after the figure.
  private func objectAfter(_ end: Int, _ figure: ScannedQuantity) -> Span? {
    guard end < tokens.count else { return nil }
    if tokens[end].folded == Self.inWord || tokens[end].folded == Self.forWord || tokens[end].folded == Self.worth {
      guard end + 1 < tokens.count, !inPeriod(tokens[end + 1]), !startsPeriod(end + 1) else { return nil }
      return phrase(from: end + 1)
    }
    guard tokens[end].kind == .word, QuantityWords.stops.value(tokens[end]) == nil, !inPeriod(tokens[end]),
      MeasureLexicon.copulas.value(tokens[end]) == nil
    else { return nil }
    return phrase(from: end)
  }
  static let forWord = TokenHash.of("for")
  private static let worth = TokenHash.of("worth")

  /// "Data centers drew 176 TWh": with nothing better, who did it.
  private func spender(_ first: Int) -> Span? {
    var i = first - 1
    while i > 0, tokens[i].kind == .word, isAdverb(tokens[i]) || ChangeLexicon.between.value(tokens[i]) != nil {
      i -= 1
    }
    guard i > 0, tokens[i].kind == .word, MeasureLexicon.transitives.value(tokens[i]) != nil else { return nil }
    return subject(beforeVerb: i)
  }

  /// With nothing better, what the clause opens with.
  private func openingPhrase(_ first: Int) -> Span? {
    var i = first - 1
    while i >= 0 {
      if tokens[i].kind == .word, MeasureLexicon.transitives.value(tokens[i]) != nil {
        // The verb's own object, when it stands between verb and figure.
        guard i + 1 < first, !tokens[(i + 1)..<first].contains(where: { $0.isSymbol(",") || $0.isSymbol(":") })
        else { return nil }
        return clean(i + 1, first)
      }
      if tokens[i].isSymbol(";") { break }
      i -= 1
    }
    let end = tokens[..<first].firstIndex { $0.kind == .symbol && !$0.isSymbol("-") && !$0.isSymbol("&") } ?? first
    guard end > 0, end <= 8, MeasureLexicon.clauseBreaks.value(tokens[0]) == nil, tokens[0].folded != Self.ifWord else {
      return nil
    }
    // A clause with a verb of its own names nothing.
    guard
      !tokens[..<end].contains(where: {
        $0.kind == .word && MeasureLexicon.auxiliaries.value($0) != nil
          || MeasureLexicon.copulas.value($0) != nil && Self.nounLike.value($0) == nil
      })
    else { return nil }
    return clean(0, end)
  }

  private static let ifWord = TokenHash.of("if")

  // MARK: Marks

  /// Over a period that stands at a place: "12.9x 2026E earnings".
  private func afterPeriod(_ i: Int) -> Int { tokens[i...].firstIndex { !inPeriod($0) } ?? tokens.count }

  /// Where the list that a figure is of ends.
  private func listEnd(_ index: Int) -> Int {
    var last = index
    while last + 1 < figures.count, heads[last + 1] == heads[index] { last += 1 }
    return tokens.firstIndex { $0.start >= figures[last].span.end } ?? tokens.count
  }

  func inPeriod(_ token: Token) -> Bool { periods.contains { $0.span.contains(token.span) } }
  private func startsPeriod(_ i: Int) -> Bool {
    var j = i
    while j < tokens.count, j < i + 3 {
      if inPeriod(tokens[j]) { return true }
      guard QuantityWords.stops.value(tokens[j]) != nil else { return false }
      j += 1
    }
    return false
  }
  func inFigure(_ token: Token) -> Bool { figures.contains { $0.span.contains(token.span) } }
  func isAdverb(_ token: Token) -> Bool {
    token.kind == .word && token.end - token.start > 4 && text[token.end - 1] == 0x79 && text[token.end - 2] == 0x6C
  }

  /// O(n log m) for n figures and m tokens, since a list may have thousands of figures.
  private static func heads(of figures: [ScannedQuantity], _ tokens: [Token]) -> [Int] {
    var heads = Array(figures.indices)
    for index in figures.indices.dropFirst()
    where figures[index - 1].quantity.unit == figures[index].quantity.unit
      && joins(figures[index - 1].span.end, figures[index].span.start, tokens)
    {
      heads[index] = heads[index - 1]
    }
    return heads
  }

  /// Only commas and "and" stand between two places.
  private static func joins(_ start: Int, _ end: Int, _ tokens: [Token]) -> Bool {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start < start { low = middle + 1 } else { high = middle }
    }
    while low < tokens.count, tokens[low].end <= end {
      guard tokens[low].isSymbol(",") || tokens[low].folded == NumberLexicon.and else { return false }
      low += 1
    }
    return true
  }

  private func trimmed(_ span: Span) -> Span? { span.isEmpty ? nil : span }

  /// "NVIDIA's revenue": whose, and what.
  private func possessor(_ label: Span) -> (subject: Span, rest: Span)? {
    guard let first = tokens.firstIndex(where: { $0.start >= label.start }) else { return nil }
    var i = first
    while i + 2 < tokens.count, tokens[i].end <= label.end {
      if tokens[i].isSymbol("'") || tokens[i].scalar == 0x2019, !tokens[i].gap, i > first, tokens[first].isUppercase,
        tokens[i + 1].folded == Self.s, !tokens[i + 1].gap, tokens[i + 2].end <= label.end
      {
        if MeasureLexicon.pronouns.value(tokens[first]) != nil { return nil }
        return (Span(label.start, tokens[i - 1].end), Span(tokens[i + 2].start, label.end))
      }
      i += 1
    }
    return nil
  }
  private static let s = TokenHash.of("s")
}
