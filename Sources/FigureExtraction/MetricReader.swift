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

  /// What each figure measures, in order.
  func metrics() -> [Metric] {
    var metrics = figures.indices.map { metric(of: $0) }
    guard let word = tokens.last(where: { $0.folded == Self.respectively }),
      let last = figures.lastIndex(where: { $0.span.end <= word.start })
    else { return metrics }
    // "A was 0.97% and B 13.8%, compared with 0.89% and 13.1%, respectively": each of the list is of what its like was of.
    let first = heads[last]
    let count = last - first + 1
    let likes = first - count..<first
    guard count > 1, likes.lowerBound >= 0,
      likes.allSatisfy({ heads[$0] == $0 && figures[$0].quantity.unit == figures[last].quantity.unit })
    else { return metrics }
    for (index, like) in zip(first...last, likes) {
      (metrics[index].spans, metrics[index].noun) = (metrics[like].spans, metrics[like].noun)
      metrics[index].subject = metrics[like].subject
    }
    return metrics
  }
  private static let respectively = TokenHash.of("respectively")

  func metric(of index: Int) -> Metric {
    let figure = figures[index]
    var metric = Metric(role: figure.role)
    let first = place(figure.span.start)
    guard first < tokens.count else { return metric }
    let end = place(figure.span.end)
    // A figure of a list measures what the first of the list does.
    let head = heads[index]
    let opening = head == index ? first : place(figures[head].span.start)
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
      ?? labelled(opening) ?? changedThing(first, end, figure) ?? nounBeforeOf(opening, figure.quantity.unit)
      ?? nounBeforeParenthesis(opening) ?? formerly(opening, index) ?? moved(opening)
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
    return place(figures[last].span.end)
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

  /// Figures stand in order and apart. O(log n).
  func inFigure(_ token: Token) -> Bool {
    var (low, high) = (0, figures.count)
    while low < high {
      let middle = (low + high) / 2
      if figures[middle].span.start <= token.start { low = middle + 1 } else { high = middle }
    }
    return low > 0 && figures[low - 1].span.contains(token.span)
  }

  /// The first token that begins at a byte or after it. O(log n).
  func place(_ offset: Int) -> Int { Self.place(offset, tokens) }

  private static func place(_ offset: Int, _ tokens: [Token]) -> Int {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func isAdverb(_ token: Token) -> Bool {
    token.kind == .word && token.end - token.start > 4 && text[token.end - 1] == 0x79 && text[token.end - 2] == 0x6C
      && Self.things.value(token) == nil
  }

  /// They end as adverbs do.
  private static let things = LexiconText.set(
    "supply oversupply undersupply family assembly italy july anomaly monopoly duopoly rally tally reply quarterly monthly weekly"
  )

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
    var i = place(start, tokens)
    while i < tokens.count, tokens[i].end <= end {
      guard tokens[i].isSymbol(",") || tokens[i].folded == NumberLexicon.and else { return false }
      i += 1
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
