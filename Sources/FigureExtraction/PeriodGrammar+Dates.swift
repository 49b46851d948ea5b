import ReportReading

/// Months and days.
extension PeriodGrammar {
  func month(_ index: Int) -> Int? {
    if case .month(let month, let isPlain) = word(index) {
      return isPlain || token(index)?.isCapitalized == true ? month : nil
    }
    return nil
  }

  /// Past a month's name and its abbreviating full stop.
  func afterMonth(_ index: Int) -> Int {
    isMark(index + 1, ".") && isGlued(index + 1) && token(index + 2) != nil ? index + 2 : index + 1
  }

  /// A day of the month, its ordinal suffix read too.
  func dayNumber(_ index: Int) -> (day: Int, next: Int)? {
    guard let token = token(index), token.kind == .number, token.isBare, token.digits <= 2,
      (1...31).contains(token.value)
    else { return nil }
    if isGlued(index + 1), let after = self.token(index + 1), after.kind == .word {
      return after.word == .ordinalSuffix ? (token.value, index + 2) : nil
    }
    if isGlued(index + 1), isMark(index + 1, ":") { return nil }
    return (token.value, index + 1)
  }

  /// "June 28, 2025", "June 2025", `Jun-25`, "June 28", and a month by itself where something says that it is one.
  func monthFirst(at index: Int) -> PeriodAtom? {
    guard let month = month(index) else { return nil }
    let at = afterMonth(index)
    if isMark(at, "-"), isGlued(at), isGlued(at + 1), let year = shortYear(at + 1, needsApostrophe: false) {
      return PeriodAtom(value: .shaped(.month(month), year: year.year), first: index, next: year.next)
    }
    if let (day, next) = dayNumber(at), !(word(next) == .counted) {
      let shape = PeriodShape.day(month: month, day: day)
      let year = isMark(next, ",") ? fourDigitYear(next + 1) : fourDigitYear(next)
      return PeriodAtom(value: .shaped(shape, year: year?.year), first: index, next: year?.next ?? next)
    }
    if let year = yearReference(at), !year.isFiscal || isMark(at, ",") == false {
      return PeriodAtom(
        value: .shaped(.month(month), year: year.year), isEstimate: year.isEstimate, first: index, next: year.next)
    }
    guard isMonthAlone(index) else { return nil }
    return PeriodAtom(value: .shaped(.month(month), year: nil), first: index, next: index + 1)
  }

  /// A month's name that nothing follows: capitalised, and after a preposition or before "to" another month.
  private func isMonthAlone(_ index: Int) -> Bool {
    guard token(index)?.isCapitalized == true else { return false }
    if case .month(_, isPlain: true) = word(index), token(index).map({ $0.end - $0.start > 3 }) == true { return true }
    switch word(index - 1) {
    case .inWord, .preposition, .from, .through, .between, .of, .last, .this, .next, .part, .and: return true
    default: break
    }
    return (word(index + 1) == .through || isMark(index + 1, "-")) && month(index + 2) != nil
  }

  /// "28 June 2025", "1st of June".
  func dayMonth(at index: Int) -> PeriodAtom? {
    guard let (day, next) = dayNumber(index), isFreeStanding(index) else { return nil }
    let at = skip(next, .of)
    guard let month = month(at) else { return nil }
    // "sales of 28 May 2025": the day must stand apart from a number before it.
    let after = afterMonth(at)
    let year = fourDigitYear(isMark(after, ",") ? after + 1 : after)
    if year == nil, case .month(_, isPlain: false) = word(at) { return nil }
    return PeriodAtom(
      value: .shaped(.day(month: month, day: day), year: year?.year), first: index, next: year?.next ?? at + 1)
  }

  /// `2025-06-28`, `2025-06`, `06/28/2025`, `28.06.2025`; the month comes first in slashes unless it can't be one.
  func numericDate(at index: Int) -> PeriodAtom? {
    guard let first = token(index), first.isBare, let mark = token(index + 1), mark.kind == .mark, mark.isGlued,
      let second = token(index + 2), second.kind == .number, second.isGlued, second.isBare, second.digits <= 2,
      !(first.isGlued && token(index - 1)?.kind != .mark)
    else { return nil }
    let third = token(index + 3)?.isGlued == true && token(index + 3)?.value == mark.value ? token(index + 4) : nil
    if first.digits == 4 {
      guard mark.isMark("-") || mark.isMark("/"), isFreeStanding(index) else { return nil }
      if let third, third.isGlued, third.kind == .number, third.digits == 2,
        let date = CalendarDate(year: first.value, month: second.value, day: third.value)
      {
        return dated(date, first: index, next: index + 5)
      }
      guard third == nil, second.digits == 2, (1...12).contains(second.value),
        second.value != (first.value + 1) % 100, (1900...2100).contains(first.value),
        token(index - 1)?.isAllCapitals != true, !(isGlued(index + 3) && token(index + 3)?.kind == .word)
      else { return nil }
      return PeriodAtom(value: .shaped(.month(second.value), year: first.value), first: index, next: index + 3)
    }
    guard let third, third.isGlued, third.kind == .number, third.isBare, first.digits <= 2 else { return nil }
    let year = third.digits == 4 ? third.value : third.digits == 2 && mark.isMark("/") ? 2000 + third.value : 0
    let isMonthFirst = mark.isMark("/") && first.value <= 12
    guard mark.isMark("/") || mark.isMark("."), (1900...2199).contains(year),
      let date = CalendarDate(
        year: year, month: isMonthFirst ? first.value : second.value, day: isMonthFirst ? second.value : first.value)
    else { return nil }
    return dated(date, first: index, next: index + 5)
  }

  private func dated(_ date: CalendarDate, first: Int, next: Int) -> PeriodAtom {
    PeriodAtom(value: .shaped(.day(month: date.month, day: date.day), year: date.year), first: first, next: next)
  }

  /// Any writing of a day or month; what "ended" and "as of" are followed by.
  func dayOrMonth(at index: Int) -> PeriodAtom? {
    numericDate(at: index) ?? dayMonth(at: index) ?? monthFirst(at: index)
  }
}
