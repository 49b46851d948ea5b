import ReportReading

extension Period {
  /// The like of it so many months on, told from another.
  func moved(months: Int) -> Period {
    Period(
      kind: kind, start: start.adding(months: months), end: end.adding(months: months), isFiscal: isFiscal,
      isRelative: true)
  }
}

/// Periods told from the report's date.
extension PeriodGrammar {
  /// The unit that holds the report's date, moved by whole units.
  private func unit(_ unit: PeriodUnit, moved count: Int, isFiscal: Bool) -> Period? {
    guard let date = context.reportDate else { return nil }
    func make(_ kind: Period.Kind, _ start: CalendarDate, _ end: CalendarDate, fiscal: Bool = false) -> Period {
      Period(kind: kind, start: start, end: end, isFiscal: fiscal, isRelative: true)
    }
    func first(_ month: Int) -> CalendarDate? { CalendarDate(year: date.year, month: month, day: 1) }
    switch unit {
    case .year:
      if isFiscal {
        let name = context.fiscalYearName(holding: date) + count
        return context.period(.year(isFiscal: true), of: name, isRelative: true)
      }
      return context.period(.year(isFiscal: false), of: date.year + count, isRelative: true)
    case .half, .quarter:
      let months = unit == .half ? 6 : 3
      if context.hasOwnYear, let year = context.fiscalYear(context.fiscalYearName(holding: date)) {
        var index = 0
        while year.start.adding(months: months * (index + 1)) <= date { index += 1 }
        let start = year.start.adding(months: months * (index + count))
        return make(unit == .half ? .half : .quarter, start, start.adding(months: months), fiscal: true)
      }
      guard let start = first((date.month - 1) / months * months + 1)?.adding(months: months * count) else {
        return nil
      }
      return make(unit == .half ? .half : .quarter, start, start.adding(months: months))
    case .month:
      guard let start = first(date.month)?.adding(months: count) else { return nil }
      return make(.month, start, start.adding(months: 1))
    case .week:
      // Day 0 is a Thursday; weeks begin on Monday (ISO 8601).
      let weekday = ((date.dayNumber + 3) % 7 + 7) % 7
      let start = date.adding(days: 7 * count - weekday)
      return make(.week, start, start.adding(days: 7))
    case .day:
      let start = date.adding(days: count)
      return make(.day, start, start.adding(days: 1))
    case .decade:
      return decade(date.year / 10 * 10 + 10 * count)
    case .period:
      return nil
    }
  }

  private func decade(_ year: Int) -> Period? {
    guard let start = CalendarDate(year: year, month: 1, day: 1) else { return nil }
    return Period(kind: .range, start: start, end: start.adding(months: 120), isRelative: true)
  }

  private func fixed(_ period: Period?, _ first: Int, _ next: Int) -> PeriodAtom? {
    period.map { PeriodAtom(value: .fixed($0), first: first, next: next) }
  }

  /// "last year", "the prior quarter", "next five years", "same period last year", "today", "trailing twelve months".
  func relative(at index: Int) -> PeriodAtom? {
    guard let date = context.reportDate else { return nil }
    switch word(index) {
    case .today: return fixed(unit(.day, moved: 0, isFiscal: false), index, index + 1)
    case .yesterday: return fixed(unit(.day, moved: -1, isFiscal: false), index, index + 1)
    case .toDate, .trailing:
      let isYear = word(index) == .toDate
      guard let start = isYear ? CalendarDate(year: date.year, month: 1, day: 1) : date.adding(months: -12) else {
        return nil
      }
      return fixed(Period(kind: .range, start: start, end: date, isRelative: true), index, index + 1)
    case .same: return same(at: index)
    default: break
    }
    let direction: Int
    switch word(index) {
    case .last: direction = -1
    case .this: direction = 0
    case .next: direction = 1
    default: return nil
    }
    let at = skipMark(index + 1, "-")
    if direction != 0, let (stretch, next) = stretch(at: at), stretch.count > 1 {
      let (start, end) =
        direction < 0
        ? (stretch.start(before: date), date)
        : (date, stretch.months.map { date.adding(months: $0) } ?? date.adding(days: stretch.count * 7))
      return fixed(Period(kind: .range, start: start, end: end, isRelative: true), index, next)
    }
    if let month = month(at), let found = nearest(month: month, direction: direction) {
      return yearReference(at + 1) == nil && dayNumber(at + 1) == nil ? fixed(found, index, at + 1) : nil
    }
    let isFiscal = word(at) == .fiscal
    let name = skip(at, .fiscal, .calendar)
    guard let found = unit(name), found != .period else { return nil }
    if found == .day && direction == 0 || word(name + 1) == .ended { return nil }
    return fixed(unit(found, moved: direction, isFiscal: isFiscal), index, name + 1)
  }

  private func nearest(month: Int, direction: Int) -> Period? {
    guard let date = context.reportDate else { return nil }
    let year: Int
    if direction < 0 {
      year = month < date.month ? date.year : date.year - 1
    } else if direction > 0 {
      year = month > date.month ? date.year : date.year + 1
    } else {
      year = date.year
    }
    return context.period(.month(month), of: year, isRelative: true)
  }

  /// "same quarter last year", "same period a year ago".
  private func same(at index: Int) -> PeriodAtom? {
    guard let unit = unit(index + 1) else { return nil }
    let at = skip(skip(index + 2, .of, .inWord), .the)
    guard word(at) == .last, self.unit(at + 1) == .year else { return nil }
    guard let period = self.unit(unit == .period ? .year : unit, moved: 0, isFiscal: false) else { return nil }
    return fixed(period.moved(months: -12), index, at + 2)
  }

  /// "two years ago", "a year earlier".
  func ago(at index: Int) -> PeriodAtom? {
    guard context.reportDate != nil else { return nil }
    let count: Int
    let at: Int
    if let (value, next) = self.count(at: index) {
      (count, at) = (value, next)
    } else if let token = token(index), token.kind == .word, token.end - token.start == 1, unit(index + 1) != nil {
      (count, at) = (1, index + 1)
    } else {
      return nil
    }
    guard let unit = unit(at), unit != .period, word(at + 1) == .ago else { return nil }
    return fixed(self.unit(unit, moved: -count, isFiscal: false), index, at + 2)
  }

  /// "year-ago quarter", "year ago": the same unit a year before the report's.
  func yearAgo(at index: Int) -> PeriodAtom? {
    guard unit(index) == .year else { return nil }
    let at = skipMark(index + 1, "-")
    guard word(at) == .ago else { return nil }
    if let unit = unit(at + 1), unit != .period {
      return fixed(self.unit(unit, moved: 0, isFiscal: false).map { $0.moved(months: -12) }, index, at + 2)
    }
    return fixed(unit(.year, moved: -1, isFiscal: false), index, at + 1)
  }

  /// "year to date", "year-to-date".
  func toDate(at index: Int) -> PeriodAtom? {
    guard let date = context.reportDate, unit(index) == .year else { return nil }
    var at = skipMark(index + 1, "-")
    guard word(at) == .through else { return nil }
    at = skipMark(at + 1, "-")
    guard word(at) == .date, let start = CalendarDate(year: date.year, month: 1, day: 1) else { return nil }
    return fixed(Period(kind: .range, start: start, end: date, isRelative: true), index, at + 1)
  }
}
