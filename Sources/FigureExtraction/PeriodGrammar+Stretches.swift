import ReportReading

/// Stretches of time and what they end on: "nine months ended June 28, 2025", "end of 2026".
extension PeriodGrammar {
  /// A small number in digits or words, up to 99.
  func count(at index: Int) -> (value: Int, next: Int)? {
    if case .cardinal(let tens) = word(index) {
      if tens >= 20, isMark(index + 1, "-"), case .cardinal(let ones) = word(index + 2), ones < 10 {
        return (tens + ones, index + 3)
      }
      return (tens, index + 1)
    }
    guard let token = token(index), token.kind == .number, token.isBare, (1...2).contains(token.digits), token.value > 0
    else { return nil }
    return (token.value, index + 1)
  }

  /// "nine months", "13-week", "fifty-two weeks".
  func stretch(at index: Int) -> (stretch: PeriodStretch, next: Int)? {
    guard let (value, next) = count(at: index) else { return nil }
    let at = skipMark(next, "-")
    guard let unit = unit(at), unit != .period else { return nil }
    return (PeriodStretch(count: value, unit: unit), at + 1)
  }

  /// The stretches before "ended": one, or several that share a unit ("three and nine months").
  private func stretches(at index: Int) -> (list: [(stretch: PeriodStretch, first: Int)], next: Int)? {
    if let unit = unit(index), unit != .period, unit != .decade {
      return ([(PeriodStretch(count: 1, unit: unit), index)], index + 1)
    }
    var list: [(stretch: PeriodStretch, first: Int)] = []
    var pending: [(count: Int, first: Int)] = []
    var at = index
    while list.count + pending.count < 4 {
      if let (stretch, next) = stretch(at: at) {
        list += pending.map { (PeriodStretch(count: $0.count, unit: stretch.unit), $0.first) }
        pending = []
        list.append((stretch, at))
        at = unit(next) == .period ? next + 1 : next
        if word(at) == .ended { break }
      } else if let (count, next) = count(at: at) {
        pending.append((count, at))
        at = next
        if isMark(at, "-") { at += 1 }
      } else {
        break
      }
      let joined = skip(skipMark(at, ","), .and)
      if joined == at { break }
      at = joined
    }
    return list.isEmpty || !pending.isEmpty ? nil : (list, at)
  }

  /// The stretches with what follows "ended", one shape each, without their lists of dates.
  func endedShapes(at index: Int) -> (shapes: [(shape: PeriodShape, first: Int)], year: Int?, next: Int)? {
    guard let (list, after) = stretches(at: index) else { return nil }
    var at = skip(after, .unit(.period))
    let isShort = word(at) == .through
    guard word(at) == .ended || isShort else { return nil }
    at = skip(at + 1, .preposition)
    guard let last = dayOrMonth(at: at), case .shaped(let shape, let year) = last.value, !isShort || year != nil else {
      return nil
    }
    // "year to June 2025" is a stretch; "quarter to May 5" may be anything.
    if isShort, list.contains(where: { $0.stretch.count == 1 }) { return nil }
    let end: (month: Int, day: Int?)
    switch shape {
    case .day(let month, let day): end = (month, day)
    case .month(let month): end = (month, nil)
    default: return nil
    }
    return (list.map { (.ended($0.stretch, month: end.month, day: end.day), $0.first) }, year, last.next)
  }

  func stretchEnded(at index: Int) -> PeriodAtom? {
    guard let (shapes, year, next) = endedShapes(at: index), let last = shapes.last else { return nil }
    return PeriodAtom(value: .shaped(last.shape, year: year), first: index, next: next)
  }

  /// "year-end 2026", "year end".
  func yearEnd(at index: Int) -> PeriodAtom? {
    guard unit(index) == .year else { return nil }
    let at = skipMark(index + 1, "-")
    guard word(at) == .end, let year = yearReference(at + 1) else { return nil }
    return PeriodAtom(
      value: .shaped(.edge(.year(isFiscal: year.isFiscal), isEnd: true), year: year.year), isEstimate: year.isEstimate,
      first: index, next: year.next)
  }

  /// "end of 2026", "end of the third quarter", "beginning of fiscal 2025", "end-2026", "end of the year".
  func edge(at index: Int) -> PeriodAtom? {
    let isEnd = word(index) == .end
    var at = skipMark(index + 1, "-")
    guard at > index + 1 || word(at) == .of else { return nil }
    at = skip(skip(at, .of), .the)
    if unit(at) == .year, yearReference(at + 1) == nil, let date = context.reportDate, word(at + 1) != .ended {
      return PeriodAtom(
        value: .shaped(.edge(.year(isFiscal: false), isEnd: isEnd), year: date.year), first: index, next: at + 1)
    }
    guard let inner = atom(at: at) else { return nil }
    switch inner.value {
    case .shaped(.day, _), .shaped(.edge, _): return nil
    case .shaped(let shape, let year):
      return PeriodAtom(
        value: .shaped(.edge(shape, isEnd: isEnd), year: year), isEstimate: inner.isEstimate, first: index,
        next: inner.next)
    case .fixed(let period):
      return PeriodAtom(value: .fixed(context.edge(of: period, isEnd: isEnd)), first: index, next: inner.next)
    }
  }

  /// "early 2025", "mid-2026", "late June": the words widen the span and leave the days as they are.
  func part(at index: Int) -> PeriodAtom? {
    let at = skipMark(index + 1, "-")
    guard var inner = dayOrMonth(at: at) ?? yearFirst(at: at) ?? fiscalOnly(at: at) else { return nil }
    inner.first = index
    return inner
  }

  private func fiscalOnly(at index: Int) -> PeriodAtom? {
    switch word(index) {
    case .fiscal, .fiscalShort, .calendar, .calendarShort: fiscal(at: index)
    default: nil
    }
  }
}
