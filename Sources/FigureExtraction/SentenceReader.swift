import Foundation
import ReportReading

/// One sentence with everything read from it, from which its figures are made.
struct SentenceReader {
  let text: [UInt8]
  let tokens: [Token]
  let span: Span
  var periods: [ScannedPeriod] = []
  var carried = CarriedPeriod()
  let reportDate: CalendarDate?
  var isHeading = false
  /// What the words before a list say of its items.
  var leadModality = Modality.reported

  init(text: [UInt8], tokens: [Token], span: Span, reportDate: CalendarDate?) {
    self.text = text
    self.tokens = tokens
    self.span = span
    self.reportDate = reportDate
  }

  /// A quantity of the sentence, and whether it is stated of something; whether it is part of a date is not asked yet.
  struct Statement {
    let quantity: ScannedQuantity
    let isFigure: Bool
  }

  /// What the sentence's quantities are before its periods are known: most sentences state none, and theirs need not be.
  func statements(among scanned: [ScannedQuantity]) -> [Statement] {
    guard !scanned.isEmpty else { return [] }
    let scanned = sharingNouns(scanned)
    return scanned.indices.map {
      Statement(quantity: scanned[$0], isFigure: isFigure(scanned[$0]) && !isBucket($0, scanned))
    }
  }

  /// The figures among what the sentence states, its periods now given.
  func figures(from statements: [Statement], sentence: Int, scale: ProseScale) -> [Figure] {
    let kept = statements.filter { $0.isFigure && !isDate($0.quantity) }.map(\.quantity)
    guard !kept.isEmpty else { return [] }
    let linker = PeriodLinker(
      text: text, tokens: tokens, span: span, periods: governing(), carried: carried, reportDate: reportDate)
    let links = linker.link(kept)
    let hedge = HedgeCues.hedge(tokens: tokens)
    let attribution = AttributionReader(text: text, tokens: tokens).source()
    let reader = MetricReader(text: text, tokens: tokens, periods: periods, figures: kept)
    let metrics = reader.metrics()
    return sharingPer(kept, metrics.map(\.spans)).enumerated().map { index, scanned in
      let metric = metrics[index]
      let link = isBorrowedAhead(links[index]) ? nil : links[index]
      var modality = modality(of: scanned, link: link?.period)
      if link?.period.isEstimate == true, modality == .reported { modality = .forecast }
      return Figure(
        quantity: scale.applied(to: scanned), span: scanned.span, place: .prose(sentence: sentence),
        metric: metric.spans,
        noun: metric.noun ?? scanned.noun, subject: metric.subject, period: link?.period, periodSpan: link?.span,
        role: metric.role,
        direction: scanned.direction, modality: modality, hedge: hedge, attribution: attribution)
    }
  }

  /// A day ahead that an earlier sentence named, where this one says what is: "payable December 18. We held $318 million."
  private func isBorrowedAhead(_ link: ScannedPeriod?) -> Bool {
    guard let link, let reportDate, link.period.start > reportDate, !span.contains(link.span), leadModality == .reported
    else { return false }
    return ModalityCues.modality(tokens: tokens[...]) == .reported
  }

  /// "14,856 and 15,116 shares": the first counts what the second does.
  private func sharingNouns(_ scanned: [ScannedQuantity]) -> [ScannedQuantity] {
    guard scanned.count > 1 else { return scanned }
    var result = scanned
    for i in stride(from: scanned.count - 2, through: 0, by: -1) {
      guard result[i].noun == nil, result[i].quantity.unit == .count, result[i + 1].quantity.unit == .count,
        !result[i].isYearLike, let noun = result[i + 1].noun,
        isJoined(result[i].span.end, result[i + 1].span.start)
      else { continue }
      result[i].noun = noun
    }
    // "15.4, 15.2 and 4.6 years": the unit of the last is each one's.
    for i in stride(from: scanned.count - 2, through: 0, by: -1) where result[i].isBare && result[i].noun == nil {
      guard !result[i].isYearLike, !result[i].isWord, result[i].quantity.unit == .count, result[i].quantity.isPoint,
        sharesAlong(result[i + 1].quantity.unit), isJoined(result[i].span.end, result[i + 1].span.start)
      else { continue }
      let quantity = result[i].quantity
      result[i].quantity = Quantity(
        low: quantity.low, high: quantity.high, isAbout: quantity.isAbout, unit: result[i + 1].quantity.unit,
        per: result[i + 1].quantity.per, resolution: quantity.resolution)
      result[i].isBare = false
    }
    sharingUnits(&result)
    return result
  }

  /// "EUR 812.3 million (763.4)": a number in parentheses right behind an amount is the same measure of before.
  private func sharingUnits(_ scanned: inout [ScannedQuantity]) {
    for i in scanned.indices.dropFirst() where isFormer(i, scanned) {
      let (before, quantity) = (scanned[i - 1].quantity, scanned[i].quantity)
      let factor = before.resolution.times(tenTo: decimals(scanned[i - 1].span))
      scanned[i].quantity = Quantity(
        low: quantity.low.map { $0 * factor }, high: quantity.high.map { $0 * factor }, isAbout: quantity.isAbout,
        unit: before.unit, per: before.per, resolution: quantity.resolution * factor)
      scanned[i].isBare = false
    }
  }

  private func isFormer(_ i: Int, _ scanned: [ScannedQuantity]) -> Bool {
    guard scanned[i].isBare, scanned[i].noun == nil, scanned[i].quantity.unit == .count, !scanned[i].isYearLike,
      !scanned[i].isWord, scanned[i].quantity.isPoint, scanned[i - 1].quantity.unit != .count,
      let open = tokens.lastIndex(where: { $0.end <= scanned[i].span.start }), tokens[open].isSymbol("("), open > 0,
      tokens[open - 1].end == scanned[i - 1].span.end, open + 1 < tokens.count,
      let close = tokens.first(where: { $0.start >= scanned[i].span.end })
    else { return false }
    // A footnote has neither decimals nor groups.
    return close.isSymbol(")") && (scanned[i].quantity.resolution < 1 || isGrouped(scanned[i]))
  }

  /// Digits behind the point of the last number in a span.
  private func decimals(_ span: Span) -> Int {
    guard let number = tokens.last(where: { $0.kind == .number && span.contains($0.span) }),
      let point = text[number.start..<number.end].firstIndex(of: 0x2E)
    else { return 0 }
    return number.end - point - 1
  }

  /// "The price was $28 per MWh in 2024 and $31 in 2025": the second, of the same measure, is per the same.
  private func sharingPer(_ scanned: [ScannedQuantity], _ metrics: [[Span]]) -> [ScannedQuantity] {
    guard scanned.count > 1, scanned.contains(where: { $0.quantity.per != nil }) else { return scanned }
    var result = scanned
    for i in 1..<scanned.count where !metrics[i].isEmpty && metrics[i] == metrics[i - 1] {
      let (before, quantity) = (result[i - 1].quantity, result[i].quantity)
      guard case .currency = quantity.unit, quantity.unit == before.unit, quantity.per == nil, let per = before.per,
        !scanned[i].hasScale
      else { continue }
      result[i].quantity = Quantity(
        low: quantity.low, high: quantity.high, isAbout: quantity.isAbout, unit: quantity.unit, per: per,
        resolution: quantity.resolution)
    }
    return result
  }

  private func sharesAlong(_ unit: Unit) -> Bool {
    switch unit {
    case .percent, .duration, .physical, .multiple: true
    default: false
    }
  }

  /// Nothing but "and", "or" or a comma between.
  private func isJoined(_ start: Int, _ end: Int) -> Bool {
    var count = 0
    for token in tokens where token.start >= start && token.end <= end {
      guard token.isSymbol(",") || token.folded == NumberLexicon.and || token.folded == Self.or else { return false }
      count += 1
    }
    return count > 0
  }
  private static let or = TokenHash.of("or")

  /// Periods that are not the words of a figure.
  private func governing() -> [ScannedPeriod] { periods }

  // MARK: What counts

  /// A number that is part of a date, or of another period.
  private func isDate(_ scanned: ScannedQuantity) -> Bool {
    periods.first { $0.span.overlaps(scanned.span) }.map { !FigureLines.outranks(scanned, $0.span) } ?? false
  }

  /// Whether a number of running text is stated of something, rather than being a name or a word of speech.
  private func isFigure(_ scanned: ScannedQuantity) -> Bool {
    if scanned.isYearLike || isTolerance(scanned) { return false }
    // "(000s)" gives a scale.
    if text[scanned.span.range].starts(with: [0x30, 0x30, 0x30]) { return false }
    if scanned.isIndefinite, scanned.quantity.unit != .count, !scanned.hasScale {
      // "a year", "an hour": speech, not a figure, unless something bounds it.
      if scanned.quantity.isPoint, scanned.quantity.value == 1 { return false }
    }
    if case .duration = scanned.quantity.unit, isPassingTime(scanned) { return false }
    // "a billion-dollar idea" gives no number.
    if scanned.hasScale, let first = tokens.first(where: { $0.start >= scanned.span.start }),
      case .scale? = NumberLexicon.words.value(first)
    {
      return false
    }
    guard scanned.isBare else {
      if scanned.quantity.unit == .count, scanned.isWord, !scanned.hasScale, scanned.quantity.value <= 1 {
        return false
      }
      return true
    }
    if scanned.isCompound { return isRatio(scanned) }
    if scanned.isIndefinite, scanned.quantity.value < 10 { return false }
    if scanned.isWord {
      // "one", "zero", "half" are speech; "two" to "ninety" count when a plural follows.
      guard scanned.quantity.value > 1, !isHeading else { return false }
      return countsPlural(scanned)
    }
    return countsPlural(scanned) || isStated(scanned)
  }

  /// "$2.45 billion, plus or minus $75 million": how far off the amount before may be.
  private func isTolerance(_ scanned: ScannedQuantity) -> Bool {
    guard let first = tokens.firstIndex(where: { $0.start >= scanned.span.start }), first > 0 else { return false }
    let i = tokens[first].folded == Self.minus ? first : first - 1
    if tokens[i].scalar == 0xB1 || tokens[first].scalar == 0xB1 { return true }
    return i > 1 && tokens[i].folded == Self.minus && tokens[i - 1].folded == Self.or
      && tokens[i - 2].folded == Self.plus
  }
  private static let minus = TokenHash.of("minus")
  private static let plus = TokenHash.of("plus")

  /// "14% between 5 and 10 years", "23% within one-to-two years": a length that says which part the share before it is.
  private func isBucket(_ index: Int, _ scanned: [ScannedQuantity]) -> Bool {
    guard index > 0, case .duration = scanned[index].quantity.unit, !scanned[index].quantity.isPoint,
      scanned[index - 1].quantity.unit == .percent
    else { return false }
    var count = 0
    for token in tokens where token.start >= scanned[index - 1].span.end && token.end <= scanned[index].span.start {
      guard token.kind == .word, QuantityWords.stops.value(token) != nil, count < 2 else { return false }
      count += 1
    }
    return count > 0 || text[scanned[index].span.start] != 0x2B
  }

  /// "the next 12 months", "more than one year", "a 364-day facility": time that passes or names, not time that is measured.
  private func isPassingTime(_ scanned: ScannedQuantity) -> Bool {
    if scanned.quantity.isPoint || scanned.quantity.isOpen, scanned.quantity.value == 1, scanned.isWord { return true }
    guard let first = tokens.firstIndex(where: { $0.start >= scanned.span.start }) else { return false }
    if first > 0, tokens[first - 1].kind == .word, Self.passing.value(tokens[first - 1]) != nil { return true }
    guard text[scanned.span.range].contains(0x2D), let next = tokens.firstIndex(where: { $0.start >= scanned.span.end })
    else { return false }
    for i in next..<min(next + 3, tokens.count)
    where tokens[i].kind == .word && Self.instruments.value(tokens[i]) != nil { return true }
    return false
  }
  private static let passing = LexiconText.set(
    "next last past coming previous following first prior subsequent trailing each every these those same preceding final"
  )
  private static let instruments = LexiconText.set(
    """
    treasury treasuries note notes bond bonds term terms loan loans facility credit revolving swap swaps maturity maturities yield yields
    fiscal quarter quarters year ended average period periods anniversary history old senior unsecured agreement lease leases contract contracts plan high low peak
    """)

  /// `20-for-1`, `3-for-2`.
  private func isRatio(_ scanned: ScannedQuantity) -> Bool {
    guard let i = tokens.firstIndex(where: { $0.start >= scanned.span.end }), i + 1 < tokens.count else { return false }
    return tokens[i + 1].folded == Self.forWord
  }
  private static let forWord = TokenHash.of("for")

  /// A plural noun follows within a few words.
  private func countsPlural(_ scanned: ScannedQuantity) -> Bool {
    guard let noun = scanned.noun else { return false }
    for token in tokens where token.start >= noun.start && token.end <= noun.end && token.kind == .word {
      // "RTX 50 Series" is a name.
      if token.isUppercase, token.folded == Self.series { continue }
      let last = text[token.end - 1]
      if last == 0x73, token.end - token.start > 2 { return true }
      if Self.plurals.value(token) != nil { return true }
    }
    return false
  }
  private static let series = TokenHash.of("series")
  private static let plurals = LexiconText.set(
    "people children men women staff personnel aircraft headcount series million of")

  /// A number that a verb or a preposition states: "grew to 230", "from 1,501", "was 37".
  private func isStated(_ scanned: ScannedQuantity) -> Bool {
    if scanned.direction != nil { return true }
    guard let i = tokens.lastIndex(where: { $0.end <= scanned.span.start }) else {
      return isGrouped(scanned)
    }
    let before = tokens[i]
    return MeasureLexicon.copulas.value(before) != nil || before.folded == ChangeLexicon.to
      || before.folded == ChangeLexicon.from || isCompared(i)
      || before.isSymbol(":") || before.folded == ChangeLexicon.at
      || scanned.quantity.resolution < 1 && !(i > 0 && before.kind == .word && before.isUppercase)
      || isGrouped(scanned)
  }

  /// "compared with 371", "versus 371": what a number before it is held against.
  private func isCompared(_ i: Int) -> Bool {
    if tokens[i].folded == Self.with { return i > 0 && tokens[i - 1].folded == Self.compared }
    return tokens[i].kind == .word && Self.versus.value(tokens[i]) != nil
  }
  private static let with = TokenHash.of("with")
  private static let compared = TokenHash.of("compared")
  private static let versus = LexiconText.set("versus vs against")

  /// Written with thousands marks: a count, not the number of a house or a form.
  private func isGrouped(_ scanned: ScannedQuantity) -> Bool {
    scanned.quantity.value >= 1000 && text[scanned.span.range].contains(0x2C)
  }

  // MARK: Modality

  /// The period begins after the report, or the figure is promised "by" a year that the report does not know to be past.
  private func isYetToCome(_ period: Period, before index: Int) -> Bool {
    guard !period.isPointInTime else { return false }
    if let reportDate { return period.start > reportDate || period.end > reportDate && isDue(period) }
    return isDue(period)
  }

  /// "by 2028", "by the end of 2026".
  private func isDue(_ period: Period) -> Bool {
    guard let scanned = periods.first(where: { $0.period == period }),
      var i = tokens.lastIndex(where: {
        $0.end <= scanned.span.start || $0.folded == Self.by && $0.start == scanned.span.start
      })
    else { return false }
    var steps = 0
    while i >= 0, steps < 5, tokens[i].kind == .word {
      if tokens[i].folded == Self.by { return true }
      i -= 1
      steps += 1
    }
    return false
  }
  private static let by = TokenHash.of("by")

  /// Cues before the figure in its clause; after it where the clause's verb comes later. A period yet to come makes a forecast.
  private func modality(of scanned: ScannedQuantity, link: Period?) -> Modality {
    let index = tokens.firstIndex { $0.start >= scanned.span.start } ?? 0
    var start = index
    while start > 0, !tokens[start - 1].isSymbol(";"), !isContrast(start - 1) { start -= 1 }
    var end = tokens.firstIndex { $0.start >= scanned.span.end } ?? tokens.count
    let hasVerb = tokens[start..<index].contains { isVerb($0) && MeasureLexicon.says.value($0) == nil }
    if !hasVerb {
      while end < tokens.count, !tokens[end].isSymbol(";"), !isContrast(end), !tokens[end].isSymbol(",") { end += 1 }
    }
    var modality = ModalityCues.modality(tokens: tokens[start..<min(end, tokens.count)])
    if modality == .reported { modality = leadModality }
    if modality == .reported || modality == .estimated, let link, isYetToCome(link, before: index) {
      modality = .forecast
    }
    if scanned.quantity.isAbout, modality == .reported, isEstimatedWord(index) { modality = .estimated }
    return modality
  }
  private func isEstimatedWord(_ i: Int) -> Bool { false }

  private static let contrasts = LexiconText.set("compared versus vs while whereas against but")
  private func isContrast(_ i: Int) -> Bool { tokens[i].kind == .word && Self.contrasts.value(tokens[i]) != nil }
  private func isVerb(_ token: Token) -> Bool {
    token.kind == .word
      && (MeasureLexicon.copulas.value(token) != nil || MeasureLexicon.transitives.value(token) != nil
        || ChangeLexicon.verbs.value(token) != nil
        || MeasureLexicon.says.value(token) != nil)
  }
}
