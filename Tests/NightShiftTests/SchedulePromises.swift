import Foundation
import LedgerStore
import NightShift
import Testing

@Suite("What the shift promises of time")
struct SchedulePromises {
  static func moment(_ iso: String) throws -> Int64 {
    Int64(try Date(iso, strategy: .iso8601).timeIntervalSince1970)
  }

  @Test(
    "promise 13: the moment of a night, across both clock changes of Berlin and New York",
    arguments: [
      // zone, time, asked at, the next night's moment: what it is about
      ("Europe/Berlin", "03:30", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"),  // summer time since 03:00
      ("Europe/Berlin", "02:30", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"),  // skipped: the jump itself
      ("Europe/Berlin", "02:30", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"),  // twice: the first
      ("Europe/Berlin", "02:30", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),  // and not the second
      ("America/New_York", "02:15", "2026-03-08T05:00:00Z", "2026-03-08T07:00:00Z"),  // skipped
      ("America/New_York", "01:15", "2026-11-01T04:00:00Z", "2026-11-01T05:15:00Z"),  // twice
      ("Asia/Kolkata", "03:30", "2026-06-01T00:00:00Z", "2026-06-01T22:00:00Z"),  // half an hour off
    ])
  func clockChanges(zone: String, time: String, asked: String, expected: String) throws {
    var schedule = Schedule(hour: 0, minute: 0, timeZone: try #require(TimeZone(identifier: zone)))
    let isTime = schedule.setTime(time)
    #expect(isTime)
    #expect(schedule.next(after: try Self.moment(asked))?.instant == (try Self.moment(expected)))
  }

  @Test(
    "promise 13: every night of a year comes once, whatever the zone does",
    arguments: [
      "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC",
    ])
  func everyNight(zone: String) throws {
    let schedule = Schedule(hour: 2, minute: 30, timeZone: try #require(TimeZone(identifier: zone)))
    var now = try Self.moment("2026-01-01T12:00:00Z")
    var dates: [Int] = []
    for _ in 0..<365 {
      let night = try #require(schedule.next(after: now))
      #expect(schedule.latest(at: night.instant) == night)
      dates.append(night.date.dayNumber)
      now = night.instant
    }
    #expect(dates == Array(dates[0]..<dates[0] + 365))
  }

  @Test("weekdays are those of the local calendar") func weekdays() throws {
    let schedule = Schedule(hour: 3, minute: 0, weekdays: [1], timeZone: try #require(TimeZone(identifier: "UTC")))
    #expect(schedule.next(after: try Self.moment("2026-03-03T00:00:00Z"))?.date.description == "2026-03-09")
  }

  @Test("promise 13: a night slept through is caught up once, and none before the first start") func caughtUp()
    async throws
  {
    let bench = try Bench()
    let shift = bench.shift(ledger: try bench.ledger())
    try bench.report("a.md", 1)
    _ = try await shift.round()
    bench.pass(seconds: 11)
    _ = try await shift.round()
    #expect(try bench.published().isEmpty, "the night before the first start is not ours")
    // Asleep from the afternoon of the second to the noon of the sixth.
    bench.pass(to: try Self.moment("2026-03-06T12:00:00Z"))
    _ = try await shift.round()
    bench.pass(seconds: 60)
    try bench.report("b.md", 2)
    _ = try await shift.round()
    bench.pass(seconds: 60)
    _ = try await shift.round()
    #expect(try bench.published().keys.filter { $0.hasSuffix(".md") } == ["2026-03-06-note.md"])
    // A clock set back two days writes nothing twice.
    bench.pass(to: try Self.moment("2026-03-06T03:00:00Z"))
    _ = try await shift.round()
    bench.pass(to: try Self.moment("2026-03-06T03:31:00Z"))
    _ = try await shift.round()
    #expect(try bench.published().keys.filter { $0.hasSuffix(".md") }.count == 1)
  }

  struct Fortnight: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Noon of the first day, in Berlin's winter or summer time.
    let begin: String
    /// The clock change within it: hours that its day has.
    let hours: Int
  }

  /// What a fortnight leaves.
  struct Remains: Equatable {
    let files: [String: String]
    let dump: String
    var nights: [Substring] { dump.split(separator: "\n").filter { $0.hasPrefix("night\t") }.map { $0.dropFirst(6) } }
  }

  /// Fourteen nights in Berlin over a clock change: reports every day but two, three bad files, a suspend, a crash.
  private func fortnight(_ case: Fortnight) async throws -> Remains {
    let bench = try Bench("fortnight-\(`case`.hours)")
    var options = bench.options()
    options.schedule.timeZone = try #require(TimeZone(identifier: "Europe/Berlin"))
    options.rescan = 6 * 3600
    struct PowerCut: Error {}
    let begin = try Self.moment(`case`.begin)
    // The length of a fortnight is that of its days: 24 hours each but for the one of the change.
    let end = begin + 13 * 86_400 + Int64(`case`.hours) * 3600
    var now = begin
    bench.pass(to: now)
    var shift = bench.shift(options, ledger: try bench.ledger())
    var next = now
    var day = 0
    var isCut = false
    while now < end {
      let today = Int((now - begin) / 86_400)
      if today >= day {
        day = today + 1
        if today != 4 && today != 9 { try bench.report("day\(today).md", 100 + today) }
        if [2, 3, 7].contains(today) { try bench.write("bad\(today).html", String(repeating: "\u{0}", count: today)) }
      }
      if today == 6, !isCut {
        isCut = true
        shift = bench.shift(options, ledger: try bench.ledger()) { if $0 == .afterRename { throw PowerCut() } }
      }
      do {
        next = try await shift.round()
      } catch is PowerCut {
        shift = bench.shift(options, ledger: try bench.ledger())
        next = now
      }
      // Looks every six hours, at the writing time, and when a file has rested; asleep through the twelfth night.
      now = max(now + 1, min(next, now + 6 * 3600))
      if today == 11 { now = max(now, end - 2 * 86_400 - 3600) }
      bench.pass(to: now)
    }
    return Remains(files: try bench.published(), dump: try bench.ledger().dump())
  }

  @Test(
    "promise 13: a fortnight in fast time gives the right notes, and the same again to the byte",
    arguments: [
      Fortnight(testDescription: "into summer time", begin: "2026-03-20T11:00:00Z", hours: 23),
      Fortnight(testDescription: "out of summer time", begin: "2026-10-16T10:00:00Z", hours: 25),
    ])
  func twice(case: Fortnight) async throws {
    let first = try await fortnight(`case`)
    let second = try await fortnight(`case`)
    #expect(first == second)
    #expect(first.nights.count == 14)
    let notes = first.files.keys.filter { $0.hasSuffix(".md") }
    #expect(notes.count == first.nights.filter { $0.hasSuffix("published") }.count)
    #expect(first.nights.filter { $0.contains("nothing") }.count >= 1)
    #expect(
      first.dump.split(separator: "\n").filter { $0.hasPrefix("place\t") && $0.contains("\tskipped\t") }.count == 3)
    let told = notes.sorted().flatMap { name in
      (first.files[name] ?? "").split(separator: "\n").filter { $0.hasPrefix("- ") }.compactMap {
        Int($0.split(separator: " ")[1])
      }
    }
    #expect(told.sorted() == (0..<14).filter { $0 != 4 && $0 != 9 }.map { 100 + $0 }, "each report in one note")
  }
}
