import ReportReading

/// When: a stretch of days that a figure covers, or the day it holds.
package struct Period: Hashable, Sendable, Codable {
  package enum Kind: String, Hashable, Sendable, Codable {
    case year, half, quarter, month, week, day, range, instant
  }

  package let kind: Kind
  /// The first day.
  package let start: CalendarDate
  /// The day after the last, so that periods join without a gap.
  package let end: CalendarDate
  /// Counted in the filer's fiscal year rather than the calendar's.
  package let isFiscal: Bool
  /// Marked as an estimate by its writing (`2026E`, `FY25E`).
  package let isEstimate: Bool
  /// Worked out from the report's date ("last year") rather than written.
  package let isRelative: Bool

  package init(
    kind: Kind, start: CalendarDate, end: CalendarDate, isFiscal: Bool = false, isEstimate: Bool = false,
    isRelative: Bool = false
  ) {
    self.kind = kind
    self.start = start
    self.end = end
    self.isFiscal = isFiscal
    self.isEstimate = isEstimate
    self.isRelative = isRelative
  }

  /// The same days, however written.
  package func covers(sameDaysAs other: Period) -> Bool { start == other.start && end == other.end }

  /// A calendar year.
  package static func year(_ year: Int, isEstimate: Bool = false) -> Period? {
    guard let start = CalendarDate(year: year, month: 1, day: 1),
      let end = CalendarDate(year: year + 1, month: 1, day: 1)
    else { return nil }
    return Period(kind: .year, start: start, end: end, isEstimate: isEstimate)
  }

  /// The column heading a reader expects: `2026`, `FY2025`, `Q3 2026`, `Jun 2025`, `Jun 28, 2025`, `Jun 2025 quarter` (a filer's own).
  package var label: String {
    let last = end.adding(days: -1)
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    switch kind {
    case .year: return isFiscal ? "FY\(last.year)" : "\(start.year)"
    case .half: return "H\(start.month <= 6 ? 1 : 2) \(start.year)"
    case .quarter where start.day == 1 && (start.month - 1) % 3 == 0 && !isFiscal:
      return "Q\((start.month - 1) / 3 + 1) \(start.year)"
    case .quarter: return "\(months[last.month - 1]) \(last.year) quarter"
    case .month: return "\(months[start.month - 1]) \(start.year)"
    case .week, .day, .instant: return "\(months[start.month - 1]) \(start.day), \(start.year)"
    case .range:
      if start.year == last.year && start.month == 1 && start.day == 1 && last.month == 12 { return "\(start.year)" }
      // A stretch that begins in the last days of a month is counted from the next.
      let first = start.day > 21 ? start.adding(days: 11) : start
      if first.year == last.year { return "\(months[first.month - 1])–\(months[last.month - 1]) \(last.year)" }
      return first.month == 1 && last.month == 12
        ? "\(first.year)–\(last.year)"
        : "\(months[first.month - 1]) \(first.year)–\(months[last.month - 1]) \(last.year)"
    }
  }
}
