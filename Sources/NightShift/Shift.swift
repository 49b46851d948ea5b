import Foundation
import LedgerStore
import Logging

/// The work of a night: look, read, write, publish. Knows what to do next; somebody else waits.
///
/// In: the inboxes, a desk that reads and composes, a ledger that remembers, a clock. Out: notes in the outbox. Every method
/// can be repeated after a crash at any point of it, with the same end.
package actor Shift {
  package var options: ShiftOptions
  let ledger: Ledger
  let desk: Desk
  let clock: NightClock
  let log: Logger
  let faults: Faults
  let onStatus: @Sendable (String) -> Void
  var settling = SettleWatch()
  var metrics = ShiftMetrics()
  var isStopping = false
  /// What was said of deferred files and folders, so that each look does not say it again.
  var told = Tellings()
  /// Told of every folder before it is listed, so that what comes during a look is heard.
  var listener: FolderListener?

  package init(
    options: ShiftOptions, ledger: Ledger, desk: Desk, clock: NightClock = .system,
    log: Logger = Logger(label: "alyosha"), faults: @escaping Faults = { _ in },
    onStatus: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.options = options
    self.ledger = ledger
    self.desk = desk
    self.clock = clock
    self.log = log
    self.faults = faults
    self.onStatus = onStatus
  }

  /// One round: finish what a crash left, look at the inbox, write the note if its time has come. Returns the moment of the
  /// next round, unless something happens before.
  package func round() async throws -> Int64 {
    let start = clock.now()
    if try ledger.setting("since") == nil { try ledger.set("since", to: "\(start)") }
    try finishNotes()
    let look = try await look()
    if !isStopping, let night = try dueNight() { try await writeNote(night: night) }
    await desk.rest()
    ledger.rest()
    Memory.giveBack()
    if let path = options.metricsFile {
      metrics.ledgerBytes = ledger.byteCount
      do { try metrics.write(to: path) } catch { log.warning("\(path): the metrics cannot be written: \(error)") }
    }
    let next = options.schedule.next(after: clock.now())
    tellStatus(look, next: next)
    return [start + Int64(options.rescan), look.settlesAt, next?.instant].compactMap(\.self).min() ?? start
  }

  package func listen(with listener: FolderListener?) { self.listener = listener }

  /// Work in hand is abandoned at the next safe point; nothing new begins.
  package func stop() { isStopping = true }

  package func change(_ options: ShiftOptions) async {
    self.options = options
    await desk.change(options)
  }

  /// True, and at once, while the shift is not stuck.
  package var isAlive: Bool { true }

  private func dueNight() throws -> Schedule.Night? {
    guard let night = options.schedule.latest(at: clock.now()) else { return nil }
    let since = try ledger.setting("since").flatMap { Int64($0) } ?? 0
    guard night.instant >= since, try ledger.outcome(ofNight: "\(night.date)") == nil else { return nil }
    // A clock set back a little brings no night again; one that was a year ahead must not silence the year.
    let isPast = try ledger.hasNight(after: "\(night.date)", until: "\(night.date.adding(days: 7))")
    return isPast ? nil : night
  }

  private func tellStatus(_ look: Look, next: Schedule.Night?) {
    var parts = ["read \(look.files - look.waiting - look.troubled) of \(look.files)"]
    if look.troubled > 0 { parts.append("\(look.troubled) skipped") }
    var status = parts.joined(separator: ", ")
    if let next {
      let (hour, minute) = (options.schedule.hour, options.schedule.minute)
      status += "; writes at \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute) on \(next.date)"
    }
    onStatus(status)
  }
}
