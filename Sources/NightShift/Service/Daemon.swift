import Dispatch
import Glibc
import Logging
import UnixSignals

/// Runs a shift until it is told to stop: waits for the inbox, the clock and signals, and tells systemd.
package struct Daemon: Sendable {
  let shift: Shift
  let desk: Desk
  let clock: NightClock
  let manager: ServiceManager
  let log: Logger
  /// Reads the configuration anew, or says in one line what is wrong with it.
  let reload: @Sendable () async -> Result<ShiftOptions, Refusal>

  /// The longest sleep, in seconds: a clock that jumps or a machine that slept is noticed within it.
  private static let longestSleep: Int64 = 30
  /// Seconds that work in hand is given to end by itself after SIGTERM.
  private static let grace = 5

  package init(
    shift: Shift, desk: Desk, clock: NightClock = .system, manager: ServiceManager, log: Logger,
    reload: @escaping @Sendable () async -> Result<ShiftOptions, Refusal>
  ) {
    self.shift = shift
    self.desk = desk
    self.clock = clock
    self.manager = manager
    self.log = log
    self.reload = reload
  }

  package func run() async {
    signal(SIGPIPE, SIG_IGN)
    Memory.keepTogether()
    let stop = StopSign()
    let wake = StopSign.Toggle()
    let listener = FolderListener()
    if listener == nil { log.warning("the kernel gives no folder notices; the inbox is looked at on schedule only") }
    let signals = await UnixSignalsSequence(trapping: [.sigterm, .sigint, .sighup])
    let hearing = Task {
      for await signal in signals {
        if signal == .sighup {
          await reloadOptions()
          wake.set()
          continue
        }
        manager.stopping()
        log.notice("stopping")
        stop.set()
        await shift.stop()
        try? await Task.sleep(for: .seconds(Self.grace))
        await desk.shutDown()
        return
      }
    }
    let breathing = Task {
      while !Task.isCancelled, let interval = manager.watchdogInterval {
        if await shift.isAlive { manager.isAlive() }
        try? await Task.sleep(for: .seconds(interval))
      }
    }
    await shift.listen(with: listener)
    manager.ready()
    await work(stop: stop, wake: wake, listener: listener)
    manager.stopping()
    hearing.cancel()
    breathing.cancel()
    await desk.shutDown()
  }

  private func work(stop: StopSign, wake: StopSign.Toggle, listener: FolderListener?) async {
    var failures = 0
    while !stop.isSet {
      var next: Int64
      do {
        next = try await shift.round()
        failures = 0
      } catch {
        failures += 1
        log.error("\(error)")
        manager.status("trouble: \(error)")
        next = clock.now() + Int64(min(300, 5 << min(failures, 6)))
      }
      let began = clock.now()
      while !stop.isSet, clock.now() < next, clock.now() >= began - Self.longestSleep {
        let pause = max(1, min(next - clock.now(), Self.longestSleep))
        if wake.take() { break }
        if await Self.pause(seconds: pause, stop: stop, wake: wake, listener: listener) { break }
      }
    }
  }

  private func reloadOptions() async {
    manager.reloading()
    switch await reload() {
    case .success(let options):
      await shift.change(options)
      log.notice("configuration reloaded")
    case .failure(let refusal):
      log.error("configuration not reloaded, the old one stays: \(refusal.reason)")
    }
    manager.ready()
  }

  /// True where something happened in the inbox. Blocks a thread of its own, not one of the pool.
  private static func pause(seconds: Int64, stop: StopSign, wake: StopSign.Toggle, listener: FolderListener?) async
    -> Bool
  {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let end = PipeEnd.monotonic() + Double(seconds)
        while !stop.isSet, !wake.isSet, PipeEnd.monotonic() < end {
          if let listener {
            if listener.waitForEvents(milliseconds: 250) {
              continuation.resume(returning: true)
              return
            }
          } else {
            usleep(250_000)
          }
        }
        continuation.resume(returning: false)
      }
    }
  }
}
