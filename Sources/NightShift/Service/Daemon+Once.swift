import Glibc
import Logging
import UnixSignals

extension Daemon {
  /// One night at once, for a timer or cron: waits until what is there is at rest, reads it and writes the note. Returns the
  /// exit code: 0 with a note or with nothing new, 65 where the note failed, 74 where it could not be put in its place.
  package static func once(
    _ shift: Shift, desk: Desk, clock: NightClock = .system, log: Logger
  ) async -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    let signals = await UnixSignalsSequence(trapping: [.sigterm, .sigint])
    let hearing = Task {
      for await _ in signals {
        await shift.stop()
        await desk.shutDown()
        return
      }
    }
    defer { hearing.cancel() }
    let code: Int32
    do {
      try await shift.finishNotes()
      var look = try await shift.look()
      let settle = await shift.options.settle
      let deadline = clock.now() + Int64(2 * settle + 10)
      while let ready = look.settlesAt, ready <= deadline, !(await shift.isStopping) {
        try await Task.sleep(for: .seconds(max(1, ready - clock.now())))
        look = try await shift.look()
      }
      if await shift.isStopping {
        code = 75
      } else {
        let now = clock.now()
        let night = Schedule.Night(date: await shift.options.schedule.day(of: now), instant: now)
        code =
          switch try await shift.writeNote(night: night) {
          case .published, .nothing: 0
          case .failed: 65
          case .held: 74
          }
      }
    } catch {
      log.error("\(error)")
      code = 74
    }
    await desk.shutDown()
    return code
  }
}
