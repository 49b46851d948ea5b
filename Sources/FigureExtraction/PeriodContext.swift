import ReportReading

/// What a report says about its own calendar: its date, and when its fiscal years end and how they are named.
package struct PeriodContext: Hashable, Sendable {
  /// The day that "last year" and "this quarter" are told from; nil leaves relative periods unread.
  package var reportDate: CalendarDate?
  /// The last day of the filer's fiscal year; nil counts fiscal years as calendar years.
  package var fiscalYearEnd: MonthDay?
  /// Calendar year of a fiscal year's last day less the year it is named for: 1 for retailers whose fiscal 2023 ends in
  /// February 2024, 0 for nearly everyone else.
  package var fiscalNameLag: Int

  package init(reportDate: CalendarDate? = nil, fiscalYearEnd: MonthDay? = nil, fiscalNameLag: Int = 0) {
    self.reportDate = reportDate
    self.fiscalYearEnd = fiscalYearEnd
    self.fiscalNameLag = fiscalNameLag
  }

  /// True where the filer's fiscal year is not the calendar's.
  var hasOwnYear: Bool { fiscalYearEnd.map { !($0.month == 12 && $0.day >= 28) } ?? false }
}

extension PeriodContext {
  /// First day, and the day after the last, of the fiscal year named `name`.
  func fiscalYear(_ name: Int) -> (start: CalendarDate, end: CalendarDate)? {
    guard hasOwnYear, let close = fiscalYearEnd else {
      guard let start = CalendarDate(year: name, month: 1, day: 1) else { return nil }
      return (start, start.adding(months: 12))
    }
    let year = name + fiscalNameLag
    guard (1...9998).contains(year), (1...12).contains(close.month) else { return nil }
    let day = min(max(close.day, 1), CalendarDate.days(inMonth: close.month, of: year))
    guard let last = CalendarDate(year: year, month: close.month, day: day) else { return nil }
    let end = last.adding(days: 1)
    return (end.adding(months: -12), end)
  }

  /// The name of the fiscal year that holds a day.
  func fiscalYearName(holding day: CalendarDate) -> Int {
    for name in (day.year - 2)...(day.year + 2) {
      if let year = fiscalYear(name), year.start <= day, day < year.end { return name }
    }
    return day.year
  }
}

extension Period {
  /// A single day rather than a stretch: balances hold on it, flows do not.
  package var isPointInTime: Bool { kind == .instant || kind == .day }
}

/// A period as it stands in the text.
package struct ScannedPeriod: Hashable, Sendable {
  /// The words that state it, without the preposition before them unless it is part of a range ("from … to …").
  package let span: Span
  package let period: Period

  package init(span: Span, period: Period) {
    self.span = span
    self.period = period
  }
}
