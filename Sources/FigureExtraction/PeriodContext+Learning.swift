import ReportReading

extension PeriodContext {
  /// Learns a report's calendar from its own words: when its fiscal years end ("the fiscal year ended January 26, 2025")
  /// and whether they are named for the year they start in ("fiscal 2023 … ended February 3, 2024"). O(n).
  package init(report: Report) {
    self.init(reportDate: report.metadata.date, fiscalYearEnd: report.metadata.fiscalYearEnd)
    let scanner = PeriodScanner(context: PeriodContext(reportDate: reportDate))
    var ends: [MonthDay: Int] = [:]
    var lags: [Int: Int] = [:]
    for sentence in report.sentences where Self.mentionsYearEnd(report.text, sentence.span) {
      var named: [(year: Int, span: Span)] = []
      var ended: [CalendarDate] = []
      for found in scanner.scan(report.text, in: sentence.span) where found.period.kind == .year {
        let period = found.period
        if period.isRelative || period.isEstimate { continue }
        if period.start.month == 1 && period.start.day == 1 {
          if period.isFiscal { named.append((period.start.year, found.span)) }
          if !period.isFiscal, Self.says("ended", report.text, found.span) { ended.append(period.end.adding(days: -1)) }
        } else {
          let last = period.end.adding(days: -1)
          ended.append(last)
          // "Fiscal 2023 consisted of the 53 weeks ended on February 3, 2024": the name stands just before.
          if let name = named.last, found.span.start - name.span.end < 48 { lags[last.year - name.year, default: 0] += 1 }
        }
      }
      for day in ended { ends[MonthDay(month: day.month, day: day.day), default: 0] += 1 }
    }
    if fiscalYearEnd == nil { fiscalYearEnd = Self.mode(ends) }
    fiscalNameLag = (lags[1] ?? 0) > (lags[0] ?? 0) ? 1 : 0
  }

  /// The month most often ended in, and the latest day of it seen: years of 52 weeks end on a moving day.
  private static func mode(_ ends: [MonthDay: Int]) -> MonthDay? {
    var months: [Int: Int] = [:]
    for (end, count) in ends { months[end.month, default: 0] += count }
    guard let most = months.values.max(), let month = months.filter({ $0.value == most }).keys.min() else { return nil }
    let day = ends.filter { $0.key.month == month }.max { ($0.value, $0.key.day) < ($1.value, $1.key.day) }
    return day?.key
  }

  private static func mentionsYearEnd(_ text: [UInt8], _ span: Span) -> Bool {
    says("iscal", text, span) || says("ear ended", text, span) || says("ears ended", text, span)
      || says("eeks ended", text, span) || says("ear Ended", text, span) || says("ears Ended", text, span)
  }

  private static func says(_ words: StaticString, _ text: [UInt8], _ span: Span) -> Bool {
    let needle = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    guard let first = needle.first, span.count >= needle.count else { return false }
    for index in span.start...(span.end - needle.count) where text[index] == first {
      if text[index..<index + needle.count].elementsEqual(needle) { return true }
    }
    return false
  }
}
