import Foundation
import ReportReading

/// When notes are written: a time of day on some days of the week, in local time.
///
/// A time that a clock change skips is the moment of the change; one that it repeats is the first of the two.
package struct Schedule: Hashable, Sendable {
  /// 0...23
  package var hour = 3
  /// 0...59
  package var minute = 30
  /// 1 (Monday) to 7 (Sunday); all by default.
  package var weekdays: Set<Int> = Set(1...7)
  package var timeZone: TimeZone = .current

  package init() {}

  package init(hour: Int, minute: Int, weekdays: Set<Int> = Set(1...7), timeZone: TimeZone = .current) {
    self.hour = hour
    self.minute = minute
    self.weekdays = weekdays
    self.timeZone = timeZone
  }

  /// Reads `03:30`.
  package mutating func setTime(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0...23).contains(hour), (0...59).contains(minute)
    else { return false }
    self.hour = hour
    self.minute = minute
    return true
  }

  /// A day on which a note is written, and the moment, in seconds since 1970.
  package struct Night: Hashable, Sendable {
    package let date: CalendarDate
    package let instant: Int64

    package init(date: CalendarDate, instant: Int64) {
      self.date = date
      self.instant = instant
    }
  }

  /// The last night whose moment has come; nil without weekdays.
  package func latest(at now: Int64) -> Night? {
    nights(around: now).last { $0.instant <= now }
  }

  /// The first night whose moment is still to come; nil without weekdays.
  package func next(after now: Int64) -> Night? {
    nights(around: now).first { $0.instant > now }
  }

  /// The local day of a moment.
  package func day(of instant: Int64) -> CalendarDate {
    let local = instant + Int64(offset(at: instant))
    return CalendarDate(dayNumber: Int((Double(local) / 86_400).rounded(.down)))
  }

  private func nights(around now: Int64) -> [Night] {
    let today = day(of: now)
    return (-8...8).compactMap { days in
      let date = today.adding(days: days)
      // 1970-01-01 was a Thursday, the fourth day.
      let weekday = ((date.dayNumber + 3) % 7 + 7) % 7 + 1
      return weekdays.contains(weekday) ? Night(date: date, instant: instant(on: date)) : nil
    }
  }

  private func instant(on date: CalendarDate) -> Int64 {
    let wall = Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60)
    let offsets = [offset(at: wall - 86_400), offset(at: wall + 86_400)]
    let real = offsets.map { wall - Int64($0) }.filter { $0 + Int64(offset(at: $0)) == wall }
    if let first = real.min() { return first }
    // Skipped: the clock jumps over it, and the jump is its moment.
    let before = Date(timeIntervalSince1970: Double(wall - 86_400 - Int64(offsets[0])))
    let jump = timeZone.nextDaylightSavingTimeTransition(after: before)
    return jump.map { Int64($0.timeIntervalSince1970) } ?? wall - Int64(offsets[0])
  }

  private func offset(at instant: Int64) -> Int {
    timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
  }
}
