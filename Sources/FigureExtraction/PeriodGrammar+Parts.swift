import ReportReading

/// Quarters, halves and fiscal years.
extension PeriodGrammar {
  private func shape(_ mark: PeriodWord, _ number: Int, isFiscal: Bool) -> PeriodShape? {
    switch mark {
    case .quarterMark where (1...4).contains(number): .quarter(number, isFiscal: isFiscal)
    case .halfMark where (1...2).contains(number): .half(number, isFiscal: isFiscal)
    default: nil
    }
  }

  /// Quarters are the filer's own unless the writing says otherwise.
  private func isFiscal(_ year: PeriodYear?, said: Bool) -> Bool {
    if let year, year.isCalendar { return false }
    return said || year?.isFiscal == true || context.hasOwnYear
  }

  /// `Q3 2026`, `Q3'26`, `H1 2016`, `Q1FY26`, `Q3` alone; after a year, `2016 H2`.
  func markedPart(
    at index: Int, needsYear: Bool = false, leadingYear: PeriodYear? = nil, isFiscal said: Bool = false
  ) -> PeriodAtom? {
    let mark = word(index)
    guard mark == .quarterMark || mark == .halfMark, let number = token(index + 1), number.kind == .number,
      number.isGlued,
      number.isBare, number.digits == 1
    else { return nil }
    if let leadingYear {
      guard let shape = shape(mark, number.value, isFiscal: isFiscal(leadingYear, said: said)),
        !isGlued(index + 2) || token(index + 2)?.kind == .mark
      else { return nil }
      return PeriodAtom(
        value: .shaped(shape, year: leadingYear.year), isEstimate: leadingYear.isEstimate, first: leadingYear.next - 1,
        next: index + 2)
    }
    let isAfterGlue = isGlued(index) && token(index - 1)?.kind != .mark
    guard !isAfterGlue else { return nil }
    let year = glueYear(index + 2)
    guard let shape = shape(mark, number.value, isFiscal: isFiscal(year, said: said)) else { return nil }
    if year == nil {
      // `H1-B`, `H1N1`, `Q3b` are names.
      guard token(index)?.isCapitalized == true, !(isGlued(index + 2) && token(index + 2)?.kind == .word),
        !(isMark(index + 2, "-") && isGlued(index + 3) && token(index + 3)?.kind == .word && word(index + 3) == .other)
      else { return nil }
    }
    return PeriodAtom(
      value: .shaped(shape, year: year?.year), isEstimate: year?.isEstimate ?? false, first: index,
      next: year?.next ?? index + 2)
  }

  /// The year after a marked part; two bare digits only where glued (`3Q26`).
  private func glueYear(_ index: Int) -> PeriodYear? {
    if isGlued(index), token(index)?.kind == .number {
      return shortYear(index, needsApostrophe: false) ?? fourDigitYear(index)
    }
    if isMark(index, "-") || isMark(index, "/"), isGlued(index), isGlued(index + 1),
      let year = shortYear(index + 1, needsApostrophe: false)
    {
      return year
    }
    return yearReference(index)
  }

  /// `3Q26`, `1H25`, `3Q 2026`.
  func leadingDigitPart(at index: Int) -> PeriodAtom? {
    guard let number = token(index), number.digits == 1, number.isBare, isGlued(index + 1),
      word(index + 1) == .quarterMark || word(index + 1) == .halfMark,
      token(index + 1)?.isCapitalized == true
        || isGlued(index + 2),
      !number.isGlued || token(index - 1)?.kind == .mark
    else { return nil }
    let year = glueYear(index + 2)
    guard let shape = shape(word(index + 1), number.value, isFiscal: isFiscal(year, said: false)) else { return nil }
    if year == nil, isGlued(index + 2), token(index + 2)?.kind != .mark { return nil }
    if year == nil, word(index + 1) == .halfMark, token(index + 1)?.isCapitalized != true { return nil }
    return PeriodAtom(
      value: .shaped(shape, year: year?.year), isEstimate: year?.isEstimate ?? false, first: index,
      next: year?.next ?? index + 2)
  }

  /// An ordinal in words or digits, 1 to 4.
  private func ordinal(_ index: Int) -> (value: Int, next: Int)? {
    if case .ordinal(let value) = word(index) { return (value, index + 1) }
    if let token = token(index), token.kind == .number, token.isBare, token.digits == 1, isGlued(index + 1),
      word(index + 1) == .ordinalSuffix
    {
      return (token.value, index + 2)
    }
    return nil
  }

  /// "third quarter of fiscal 2025", "1st half 2026", "first nine months of 2025"; after a year, "2016 the third quarter".
  func ordinalPart(at index: Int, leadingYear: PeriodYear? = nil, isFiscal said: Bool = false) -> PeriodAtom? {
    guard let (value, next) = ordinal(index) else { return nil }
    var at = skipMark(next, "-")
    let isSaid = said || word(at) == .fiscal
    at = skip(at, .fiscal)
    if value == 1, let stretch = stretch(at: at), stretch.stretch.count > 1 || stretch.stretch.unit == .month {
      guard let year = leadingYear ?? yearReference(stretch.next) else { return nil }
      return PeriodAtom(
        value: .shaped(
          .opening(stretch.stretch, isFiscal: isFiscal(year, said: isSaid || stretch.stretch.unit == .week)),
          year: year.year), isEstimate: year.isEstimate, first: leadingYear.map { $0.next - 1 } ?? index,
        next: leadingYear == nil ? year.next : stretch.next)
    }
    guard let unit = unit(at), unit == .quarter || unit == .half else { return nil }
    if leadingYear == nil, let ended = stretchEnded(at: at) {
      return PeriodAtom(value: ended.value, first: index, next: ended.next)
    }
    let year = leadingYear ?? yearReference(at + 1)
    guard
      let shape = shape(unit == .quarter ? .quarterMark : .halfMark, value, isFiscal: isFiscal(year, said: isSaid))
    else { return nil }
    if let leadingYear {
      return PeriodAtom(
        value: .shaped(shape, year: leadingYear.year), isEstimate: leadingYear.isEstimate, first: leadingYear.next - 1,
        next: at + 1)
    }
    if year == nil, let relative = relativeYear(at + 1) {
      return PeriodAtom(value: .shaped(shape, year: relative.year), first: index, next: relative.next)
    }
    return PeriodAtom(
      value: .shaped(shape, year: year?.year), isEstimate: year?.isEstimate ?? false, first: index,
      next: year?.next ?? at + 1)
  }

  /// "of last year", "of this year" against the report's date.
  private func relativeYear(_ index: Int) -> (year: Int, next: Int)? {
    let at = skip(skip(index, .of), .the)
    guard let date = context.reportDate, unit(at + 1) == .year else { return nil }
    let year = context.fiscalYearName(holding: date)
    switch word(at) {
    case .last: return (year - 1, at + 2)
    case .this: return (year, at + 2)
    case .next: return (year + 1, at + 2)
    default: return nil
    }
  }

  /// "fiscal 2025", `FY25E`, "fiscal year 2025", "fiscal third quarter 2025", "fiscal year ended …", `CY25`, "calendar 2025".
  func fiscal(at index: Int) -> PeriodAtom? {
    let lead = word(index)
    let isOwn = lead == .fiscal || lead == .fiscalShort
    if lead == .fiscal || lead == .calendar {
      let at = skipMark(index + 1, "-")
      if let part = ordinalPart(at: at, isFiscal: isOwn) ?? markedPart(at: at, isFiscal: isOwn) {
        return PeriodAtom(value: part.value, isEstimate: part.isEstimate, first: index, next: part.next)
      }
      if var ended = stretchEnded(at: at) {
        ended.first = index
        return ended
      }
      let next = skip(at, .unit(.year))
      guard let year = fourDigitYear(next) ?? shortYear(next) else { return nil }
      return fiscalYear(year, isFiscal: isOwn, first: index)
    }
    let at = isMark(index + 1, "-") && isGlued(index + 1) ? index + 2 : index + 1
    guard token(index)?.isCapitalized == true || isGlued(at),
      let year = fourDigitYear(at) ?? shortYear(at, needsApostrophe: !(token(index)?.isAllCapitals == true))
    else { return nil }
    return fiscalYear(year, isFiscal: isOwn, first: index)
  }

  private func fiscalYear(_ year: PeriodYear, isFiscal: Bool, first: Int) -> PeriodAtom {
    var year = year
    var at = year.next
    // `FY2025/26` is the year that ends in 2026.
    if isMark(at, "/") || isMark(at, "-"), isGlued(at), isGlued(at + 1),
      let second = shortYear(at + 1, needsApostrophe: false), second.year == year.year + 1
    {
      at = second.next
      year = second
    }
    return PeriodAtom(
      value: .shaped(.year(isFiscal: isFiscal), year: year.year), isEstimate: year.isEstimate, first: first, next: at)
  }
}
