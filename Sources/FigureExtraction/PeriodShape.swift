import ReportReading

/// A period but for its year: what "third quarter", "December 31" and "nine months ended June 28" have in common.
enum PeriodShape: Hashable, Sendable {
  case year(isFiscal: Bool)
  case half(Int, isFiscal: Bool)
  case quarter(Int, isFiscal: Bool)
  case month(Int)
  case day(month: Int, day: Int)
  /// The first `count` months, quarters or weeks of a year.
  case opening(PeriodStretch, isFiscal: Bool)
  /// A stretch that ends on a day.
  case ended(PeriodStretch, month: Int, day: Int?)
  /// The first or last day of another.
  indirect case edge(PeriodShape, isEnd: Bool)
}

/// A number of units of time.
struct PeriodStretch: Hashable, Sendable {
  let count: Int
  let unit: PeriodUnit

  /// Months that it spans; nil for weeks and days.
  var months: Int? {
    switch unit {
    case .year: count * 12
    case .half: count * 6
    case .quarter: count * 3
    case .month: count
    case .decade: count * 120
    case .week, .day, .period: nil
    }
  }

  /// 13 weeks are a quarter, 52 or 53 a year.
  var kind: Period.Kind {
    switch (unit, count) {
    case (.week, 12...17), (.quarter, 1), (.month, 3): .quarter
    case (.week, 24...28), (.half, 1), (.month, 6), (.quarter, 2): .half
    case (.week, 52...53), (.year, 1), (.month, 12), (.quarter, 4): .year
    case (.month, 1), (.week, 4...5): .month
    case (.week, 1): .week
    case (.day, 1): .day
    default: .range
    }
  }

  /// The day it starts when `end` is the day after its last; ends of months are kept whole.
  func start(before end: CalendarDate) -> CalendarDate {
    if let months { return end.adding(months: -months) }
    return end.adding(days: -(unit == .week ? 7 * count : count))
  }
}

extension PeriodContext {
  /// The days of a shape in a named year; nil where there are none (February 30, a fifth quarter).
  func period(_ shape: PeriodShape, of year: Int, isEstimate: Bool = false, isRelative: Bool = false) -> Period? {
    func make(_ kind: Period.Kind, _ start: CalendarDate, _ end: CalendarDate, fiscal: Bool = false) -> Period {
      Period(kind: kind, start: start, end: end, isFiscal: fiscal, isEstimate: isEstimate, isRelative: isRelative)
    }
    func first(isFiscal: Bool) -> CalendarDate? {
      isFiscal ? fiscalYear(year)?.start : CalendarDate(year: year, month: 1, day: 1)
    }
    switch shape {
    case .year(let isFiscal):
      guard let start = first(isFiscal: isFiscal) else { return nil }
      return make(.year, start, start.adding(months: 12), fiscal: isFiscal)
    case .half(let index, let isFiscal):
      guard let start = first(isFiscal: isFiscal) else { return nil }
      return make(.half, start.adding(months: 6 * (index - 1)), start.adding(months: 6 * index), fiscal: isFiscal)
    case .quarter(let index, let isFiscal):
      guard let start = first(isFiscal: isFiscal) else { return nil }
      return make(.quarter, start.adding(months: 3 * (index - 1)), start.adding(months: 3 * index), fiscal: isFiscal)
    case .month(let month):
      guard let start = CalendarDate(year: year, month: month, day: 1) else { return nil }
      return make(.month, start, start.adding(months: 1))
    case .day(let month, let day):
      guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
      return make(.day, date, date.adding(days: 1))
    case .opening(let stretch, let isFiscal):
      guard let start = first(isFiscal: isFiscal) else { return nil }
      let end =
        stretch.months.map { start.adding(months: $0) }
        ?? start.adding(days: stretch.count * (stretch.unit == .week ? 7 : 1))
      return make(stretch.kind, start, end, fiscal: isFiscal)
    case .ended(let stretch, let month, let day):
      let last = day ?? CalendarDate.days(inMonth: month, of: year)
      guard let date = CalendarDate(year: year, month: month, day: last) else { return nil }
      return ended(stretch, date, isEstimate: isEstimate)
    case .edge(let inner, let isEnd):
      guard let period = period(inner, of: year, isEstimate: isEstimate, isRelative: isRelative) else { return nil }
      return edge(of: period, isEnd: isEnd)
    }
  }

  /// A stretch whose last day is `date`. A year that is not the calendar's is fiscal.
  func ended(_ stretch: PeriodStretch, _ date: CalendarDate, isEstimate: Bool = false) -> Period {
    let end = date.adding(days: 1)
    let start = stretch.start(before: end)
    let isFiscal = stretch.kind == .year && !(start.month == 1 && start.day == 1)
    return Period(kind: stretch.kind, start: start, end: end, isFiscal: isFiscal, isEstimate: isEstimate)
  }

  func edge(of period: Period, isEnd: Bool) -> Period {
    let day = isEnd ? period.end.adding(days: -1) : period.start
    return Period(
      kind: .instant, start: day, end: day.adding(days: 1), isFiscal: period.isFiscal, isEstimate: period.isEstimate,
      isRelative: period.isRelative)
  }

  /// The latest occurrence of a shape that had begun by the report's date: what "in June" means in a report of July.
  func latest(_ shape: PeriodShape) -> Period? {
    guard let date = reportDate else { return nil }
    for year in stride(from: date.year + 1, through: date.year - 8, by: -1) {
      if let period = period(shape, of: year, isRelative: true), period.start <= date { return period }
    }
    return nil
  }
}
