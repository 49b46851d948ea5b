import ReportReading

/// One period as written, before lists and ranges are told: a shape that may still want its year, or fixed days.
struct PeriodAtom {
  enum Value {
    case shaped(PeriodShape, year: Int?)
    case fixed(Period)
  }

  var value: Value
  var isEstimate = false
  /// The first token.
  var first: Int
  /// One past the last token.
  var next: Int
}

/// A year as written, and where it ends.
struct PeriodYear {
  let year: Int
  var isFiscal = false
  /// "calendar", "CY".
  var isCalendar = false
  var isEstimate = false
  let next: Int
}

/// The grammar of periods over a sentence's tokens; each rule looks at the tokens from one place on and says what it read.
struct PeriodGrammar {
  let tokens: [PeriodToken]
  let context: PeriodContext

  func token(_ index: Int) -> PeriodToken? { tokens.indices.contains(index) ? tokens[index] : nil }
  func word(_ index: Int) -> PeriodWord { token(index)?.word ?? .other }
  func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool { token(index)?.isMark(mark) ?? false }
  func isGlued(_ index: Int) -> Bool { token(index)?.isGlued ?? false }
  func unit(_ index: Int) -> PeriodUnit? {
    if case .unit(let unit) = word(index) { return unit }
    return nil
  }
  func skip(_ index: Int, _ word: PeriodWord) -> Int { self.word(index) == word ? index + 1 : index }
  func skip(_ index: Int, _ word: PeriodWord, _ other: PeriodWord) -> Int {
    let own = self.word(index)
    return own == word || own == other ? index + 1 : index
  }
  func skipMark(_ index: Int, _ mark: Unicode.Scalar) -> Int { isMark(index, mark) ? index + 1 : index }
  func skipMark(_ index: Int, _ mark: Unicode.Scalar, _ other: Unicode.Scalar) -> Int {
    isMark(index, mark) || isMark(index, other) ? index + 1 : index
  }

  /// The period that begins at a token, if one does.
  func atom(at index: Int) -> PeriodAtom? {
    guard let token = token(index) else { return nil }
    switch token.kind {
    case .mark: return isMark(index, "'") ? shortDecade(at: index) : nil
    case .number:
      return numericDate(at: index) ?? dayMonth(at: index) ?? ordinalPart(at: index) ?? leadingDigitPart(at: index)
        ?? stretchEnded(at: index) ?? yearFirst(at: index) ?? ago(at: index)
    case .word:
      if token.isGlued, let before = self.token(index - 1), before.kind == .number { return nil }
      switch token.word {
      case .month: return monthFirst(at: index)
      case .ordinal: return ordinalPart(at: index)
      case .quarterMark, .halfMark: return markedPart(at: index)
      case .fiscal, .fiscalShort, .calendar, .calendarShort: return fiscal(at: index)
      case .cardinal: return stretchEnded(at: index) ?? ago(at: index)
      case .unit: return yearEnd(at: index) ?? stretchEnded(at: index) ?? yearAgo(at: index) ?? toDate(at: index)
      case .end, .start: return edge(at: index)
      case .part: return part(at: index)
      case .last, .this, .next, .same, .today, .yesterday, .toDate, .trailing: return relative(at: index)
      case .other: return ago(at: index)
      default: return nil
      }
    }
  }

  // MARK: Years

  /// Four bare digits of a year's size, `E` or `A` after them read too. Says nothing of what stands around them.
  func fourDigitYear(_ index: Int) -> PeriodYear? {
    guard let token = token(index), token.kind == .number, token.isBare, token.digits == 4,
      (1800...2199).contains(token.value)
    else { return nil }
    guard let after = self.token(index + 1), after.isGlued, after.kind == .word else {
      return PeriodYear(year: token.value, next: index + 1)
    }
    // `2025Q1`
    if after.word == .quarterMark || after.word == .halfMark, let part = self.token(index + 2), part.isGlued,
      part.kind == .number, part.digits == 1, !isGlued(index + 3) || self.token(index + 3)?.kind == .mark
    {
      return PeriodYear(year: token.value, next: index + 1)
    }
    if let tail = self.token(index + 2), tail.isGlued, tail.kind != .mark { return nil }
    switch after.word {
    case .estimate: return PeriodYear(year: token.value, isEstimate: true, next: index + 2)
    case .actual: return PeriodYear(year: token.value, next: index + 2)
    default: return nil
    }
  }

  /// Two digits, with an apostrophe or where the writing before them makes them a year (`FY26`, `3Q26`).
  func shortYear(_ index: Int, needsApostrophe: Bool = true) -> PeriodYear? {
    var at = index
    if isMark(at, "'") { at += 1 } else if needsApostrophe { return nil }
    guard let token = token(at), token.kind == .number, token.isBare, token.digits == 2 else { return nil }
    let year = token.value + (token.value < 70 ? 2000 : 1900)
    guard let after = self.token(at + 1), after.isGlued, after.kind == .word else {
      return PeriodYear(year: year, next: at + 1)
    }
    switch after.word {
    case .estimate: return PeriodYear(year: year, isEstimate: true, next: at + 2)
    case .actual: return PeriodYear(year: year, next: at + 2)
    default: return nil
    }
  }

  /// The year after a quarter, half or month: `2025`, `'25`, "of fiscal 2025", `/FY26`, `-2016`.
  func yearReference(_ index: Int) -> PeriodYear? {
    var at = index
    if isMark(at, ",") || isMark(at, "-") || isMark(at, "/") { at += 1 }
    at = skip(at, .of, .inWord)
    at = skip(at, .the)
    let lead = word(at)
    switch lead {
    case .fiscal, .calendar:
      at = skip(at + 1, .unit(.year))
      guard var year = fourDigitYear(at) ?? shortYear(at) else { return nil }
      year.isFiscal = lead == .fiscal
      year.isCalendar = lead == .calendar
      return year
    case .fiscalShort, .calendarShort:
      guard var year = fourDigitYear(at + 1) ?? shortYear(at + 1, needsApostrophe: false) else { return nil }
      year.isFiscal = lead == .fiscalShort
      year.isCalendar = lead == .calendarShort
      return year
    default:
      return fourDigitYear(at) ?? shortYear(at)
    }
  }

  /// A rule that starts with four digits: `2016 Q2`, "2025 third quarter", `1990s`, or the year itself.
  func yearFirst(at index: Int) -> PeriodAtom? {
    if let decade = decade(at: index) { return decade }
    guard let year = fourDigitYear(index), isFreeStanding(index) else { return nil }
    var at = skipMark(year.next, "-")
    at = skip(at, .the)
    if let part = markedPart(at: at, needsYear: false, leadingYear: year) { return part }
    if let part = ordinalPart(at: at, leadingYear: year) { return part }
    guard isYear(index, next: year.next) else { return nil }
    return PeriodAtom(
      value: .shaped(.year(isFiscal: false), year: year.year), isEstimate: year.isEstimate, first: index,
      next: year.next)
  }

  /// `1990s`, `2020s`.
  private func decade(at index: Int) -> PeriodAtom? {
    guard let token = token(index), token.isBare, token.digits == 4, token.value % 10 == 0,
      (1800...2190).contains(token.value)
    else { return nil }
    let suffix = skipMark(index + 1, "'")
    guard isGlued(index + 1), isGlued(suffix), word(suffix) == .plural,
      let start = CalendarDate(year: token.value, month: 1, day: 1)
    else { return nil }
    let period = Period(kind: .range, start: start, end: start.adding(months: 120))
    return PeriodAtom(value: .fixed(period), first: index, next: suffix + 1)
  }

  /// `'90s`.
  private func shortDecade(at index: Int) -> PeriodAtom? {
    guard let token = token(index + 1), token.isGlued, token.digits == 2, token.isBare, token.value % 10 == 0,
      isGlued(index + 2), word(index + 2) == .plural,
      let start = CalendarDate(year: token.value + (token.value < 30 ? 2000 : 1900), month: 1, day: 1)
    else { return nil }
    let period = Period(kind: .range, start: start, end: start.adding(months: 120))
    return PeriodAtom(value: .fixed(period), first: index, next: index + 3)
  }

  // MARK: What merely looks like a year

  /// Nothing glued before the number makes it part of a name or a longer number.
  func isFreeStanding(_ index: Int) -> Bool {
    guard let before = token(index - 1) else { return true }
    if isMark(index - 1, "$") || isMark(index - 1, "#") { return false }
    if word(index - 1) == .numbered { return false }
    guard token(index)?.isGlued == true else { return !(isMark(index - 1, ".") && word(index - 2) == .numbered) }
    guard before.kind == .mark else { return false }
    guard before.isMark("-") || before.isMark("/") || before.isMark(".") else { return true }
    guard let far = token(index - 2), before.isGlued else { return true }
    if far.kind == .number { return fourDigitYear(index - 2) != nil }
    switch far.word {
    case .part, .preposition, .inWord, .end, .month, .through, .calendarShort, .fiscalShort, .quarterMark: return true
    default: return far.kind == .mark || before.isMark("/") && far.kind == .word && !far.isAllCapitals
    }
  }

  /// Tells the year 2025 from 2025 of something.
  private func isYear(_ index: Int, next: Int) -> Bool {
    let before = word(index - 1)
    let value = token(index)?.value ?? 0
    if before == .approximate { return false }
    let isSaid = before == .inWord || before == .fiscal || before == .calendar || before == .unit(.year)
    if !isSaid && !(1900...2100).contains(value) { return false }
    if let after = token(next) {
      let noun = after.isMark("-") && after.isGlued ? next + 1 : next
      if word(noun) == .counted && !isSaid || noun > next && word(noun) == .numbered { return false }
      if word(next) == .named, token(next)?.isCapitalized == true { return false }
      // "2000 to 3000 employees", "2025-001"
      if after.isMark("-") || word(next) == .through, let other = token(next + 1), other.kind == .number {
        let isShort = after.isMark("-") && other.digits == 2
        let mayBeDay = month(next + 2) != nil
        // "from 50 weeks in 2021 to 128 weeks" is no range of counts.
        let isOther = isSaid && other.value < value
        if fourDigitYear(next + 1) == nil && !isShort && !mayBeDay && !isOther { return false }
      }
    }
    return true
  }
}
