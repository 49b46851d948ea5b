import ReportReading

/// Finds the periods that a text states and resolves them to days.
///
/// Reads bytes left to right, O(n); a period never overlaps the one before it, save where a writing shares words
/// ("three and nine months ended June 28, 2025" is two).
package struct PeriodScanner: Sendable {
  package let context: PeriodContext

  package init(context: PeriodContext) { self.context = context }

  /// The periods of `span` in order.
  package func scan(_ text: [UInt8], in span: Span) -> [ScannedPeriod] {
    var tokenizer = PeriodTokenizer(text: text, in: span)
    return scan(tokenizer.tokens())
  }

  func scan(_ tokens: [PeriodToken]) -> [ScannedPeriod] {
    let grammar = PeriodGrammar(tokens: tokens, context: context)
    var found: [ScannedPeriod] = []
    var index = 0
    while index < grammar.tokens.count {
      if grammar.mayOpen(index), let (periods, next) = grammar.periods(at: index), next > index {
        found += periods
        index = next
      } else {
        index += 1
      }
    }
    return found
  }
}

/// Lists and ranges of periods.
extension PeriodGrammar {
  /// Whether a period can begin at a token at all; cheap, so that most words cost one look.
  func mayOpen(_ index: Int) -> Bool {
    let token = tokens[index]
    switch token.kind {
    case .number: return true
    case .mark: return token.isMark("'")
    case .word:
      switch token.word {
      case .other: return token.end - token.start == 1
      case .ended, .ago, .the, .of, .and, .or, .through, .inWord, .preposition, .asWord, .at, .date, .estimate, .actual,
        .ordinalSuffix, .plural, .counted, .named, .numbered, .approximate:
        return false
      default: return true
      }
    }
  }

  /// Everything that begins at a token: a period, a range of two, or a list that shares its words.
  func periods(at index: Int) -> (periods: [ScannedPeriod], next: Int)? {
    if let ended = endedList(at: index) { return ended }
    if word(index) == .from || word(index) == .between {
      return range(at: index + 1, opened: index)
    }
    if let range = range(at: index, opened: nil) { return range }
    guard let atom = atom(at: index), let period = resolve(atom) else { return nil }
    var list = [scanned(atom.first, atom.next, instant(period, at: atom.first))]
    var next = atom.next
    // "fiscal 2025, 2024 and 2023", "December 31, 2024 and 2023", "fourth quarter of 2024 and 2023"
    if case .shaped(let shape, .some) = atom.value, shape != .year(isFiscal: false) {
      while let (year, after, first) = listedYear(next), let period = context.period(shape, of: year) {
        list.append(scanned(first, after, instant(period, at: atom.first)))
        next = after
      }
    }
    return (list, next)
  }

  private func scanned(_ first: Int, _ next: Int, _ period: Period) -> ScannedPeriod {
    ScannedPeriod(span: Span(tokens[first].start, tokens[next - 1].end), period: period)
  }

  func resolve(_ atom: PeriodAtom) -> Period? {
    switch atom.value {
    case .fixed(let period): period
    case .shaped(let shape, let year?): context.period(shape, of: year, isEstimate: atom.isEstimate)
    case .shaped(let shape, nil): context.latest(shape)
    }
  }

  /// A day after "as of" or "at" is an instant.
  private func instant(_ period: Period, at index: Int) -> Period {
    guard period.kind == .day, word(index - 1) == .at || word(index - 1) == .of && word(index - 2) == .asWord else {
      return period
    }
    return Period(
      kind: .instant, start: period.start, end: period.end, isEstimate: period.isEstimate, isRelative: period.isRelative
    )
  }

  /// A bare year that continues a list: after a comma, "and" or "or".
  private func listedYear(_ index: Int) -> (year: Int, next: Int, first: Int)? {
    var at = skipMark(index, ",", "/")
    at = skip(at, .and, .or)
    guard at > index, let year = fourDigitYear(at), word(year.next) != .counted, month(year.next) == nil else {
      return nil
    }
    if word(year.next) == .quarterMark || word(year.next) == .halfMark { return nil }
    return (year.year, year.next, at)
  }

  /// "three and nine months ended June 28, 2025 and June 29, 2024": every stretch with every date.
  private func endedList(at index: Int) -> (periods: [ScannedPeriod], next: Int)? {
    var start = skip(index, .fiscal)
    if case .ordinal = word(start) { start = skip(start + 1, .fiscal) }
    guard let (shapes, year, after) = endedShapes(at: start), let (firstShape, _) = shapes.first else { return nil }
    var list: [ScannedPeriod] = []
    var next = after
    guard let year else {
      guard let period = context.latest(firstShape) else { return nil }
      return ([scanned(index, after, period)], after)
    }
    for (shape, first) in shapes {
      guard let period = context.period(shape, of: year) else { return nil }
      list.append(scanned(shapes.count == 1 ? index : first, after, period))
    }
    while true {
      if let (year, after, first) = listedYear(next) {
        for (shape, _) in shapes {
          if let period = context.period(shape, of: year) { list.append(scanned(first, after, period)) }
        }
        next = after
        continue
      }
      let at = skip(skipMark(next, ","), .and, .or)
      guard at > next, let other = dayOrMonth(at: at), case .shaped(.day(let month, let day), let year?) = other.value
      else { break }
      for (shape, _) in shapes {
        guard case .ended(let stretch, _, _) = shape,
          let period = context.period(.ended(stretch, month: month, day: day), of: year)
        else { continue }
        list.append(scanned(at, other.next, period))
      }
      next = other.next
    }
    return (list, next)
  }

  // MARK: Ranges

  /// `2025–2028`, "from May to August", "between 2024 and 2026", `Q1–Q3 2025`.
  ///
  /// Years, months and days run to the end of the second; "from Q1 2017 to Q1 2018" measures from quarter to quarter, so
  /// quarters and halves after "from" run to its beginning.
  private func range(at index: Int, opened: Int?) -> (periods: [ScannedPeriod], next: Int)? {
    guard let first = atom(at: index) else { return nil }
    let isBetween = opened.map { word($0) == .between } ?? false
    if opened == nil, let pair = splitYear(first) { return pair }
    let at: Int
    if isMark(first.next, "-") {
      at = first.next + 1
    } else if word(first.next) == .through || isBetween && word(first.next) == .and {
      at = first.next + 1
    } else {
      return nil
    }
    guard let second = secondAtom(at: at, after: first), let a = resolve(first, beside: second),
      let b = resolve(second),
      a.start < b.end, a.start <= b.start, isComparable(a.kind, b.kind)
    else { return nil }
    let isMeasured = opened != nil && !isBetween && (b.kind == .quarter || b.kind == .half)
    let end = isMeasured ? b.start : b.end
    guard a.start < end else { return nil }
    let period = Period(
      kind: .range, start: a.start, end: end, isFiscal: a.isFiscal, isEstimate: b.isEstimate,
      isRelative: a.isRelative || b.isRelative)
    return ([scanned(opened ?? first.first, second.next, period)], second.next)
  }

  /// The other end of a range; "June 1-15, 2025" repeats the month.
  private func secondAtom(at index: Int, after first: PeriodAtom) -> PeriodAtom? {
    let at = skip(index, .the)
    if let atom = atom(at: at) { return atom }
    guard case .shaped(.day(let month, _), nil) = first.value, let (day, next) = dayNumber(at) else { return nil }
    let year = fourDigitYear(isMark(next, ",") ? next + 1 : next)
    return PeriodAtom(
      value: .shaped(.day(month: month, day: day), year: year?.year), first: at, next: year?.next ?? next)
  }

  /// A first end without a year takes the second's, or the year before where it would come after it.
  private func resolve(_ atom: PeriodAtom, beside other: PeriodAtom) -> Period? {
    guard case .shaped(let shape, nil) = atom.value, case .shaped(_, let year?) = other.value, let last = resolve(other)
    else { return resolve(atom) }
    guard let period = context.period(shape, of: year) else { return nil }
    return period.start <= last.start ? period : context.period(shape, of: year - 1)
  }

  private func isComparable(_ a: Period.Kind, _ b: Period.Kind) -> Bool {
    func isFine(_ kind: Period.Kind) -> Bool { kind == .month || kind == .day || kind == .instant }
    return a == b || isFine(a) && isFine(b)
  }

  /// `2024-25`, `2024/25`: two years that follow one another.
  private func splitYear(_ first: PeriodAtom) -> (periods: [ScannedPeriod], next: Int)? {
    let mark = first.next
    guard case .shaped(.year, let year?) = first.value, isMark(mark, "-") || isMark(mark, "/"), isGlued(mark),
      isGlued(mark + 1), let second = shortYear(mark + 1, needsApostrophe: false), second.year > year,
      second.year - year < 40, let a = context.period(.year(isFiscal: false), of: year),
      let b = context.period(.year(isFiscal: false), of: second.year)
    else { return nil }
    let period = Period(kind: .range, start: a.start, end: b.end, isEstimate: second.isEstimate)
    return ([scanned(first.first, second.next, period)], second.next)
  }
}
