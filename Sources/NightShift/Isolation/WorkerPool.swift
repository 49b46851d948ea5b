import Dispatch
import Glibc

/// Worker processes kept for the next file, and what becomes of a file that costs one its life.
package actor WorkerPool {
  package private(set) var limits: WorkerLimits
  private let program: String
  private var arguments: [String]
  private let stop = StopSign()
  private var idle: [Worker] = []
  private var busy = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  private struct Worker: Sendable {
    let process: WorkerProcess
    var served = 0
  }

  package enum Outcome: Sendable {
    case done([UInt8])
    /// The worker says no, and why.
    case refused(String)
    /// The worker crashed, hung, or took too much: the input is to blame.
    case broken(String)
    /// Nobody is to blame; worth another try later.
    case unavailable(String)
  }

  /// `program` with `arguments` is this program as a worker; it must call `WorkerService.serve`.
  package init(program: String = "/proc/self/exe", arguments: [String], limits: WorkerLimits) {
    self.program = InboxScanner.resolved(program) ?? program
    self.arguments = arguments
    self.limits = limits
    // A worker that died is told by EPIPE, and must not take the daemon with it.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Workers from here on are started so; those at work finish what they have.
  package func change(arguments: [String], limits: WorkerLimits) {
    self.arguments = arguments
    self.limits = limits
    rest()
  }

  /// Ends every worker, at once; work in hand becomes `unavailable`.
  package func shutDown() {
    stop.set()
    for worker in idle { _ = worker.process.end() }
    idle = []
  }

  /// Ends the workers that rest, so that a quiet daemon is small.
  package func rest() {
    for worker in idle { _ = worker.process.end() }
    idle = []
  }

  package typealias Ask = @Sendable ((UnsafeRawBufferPointer) throws -> Void) throws -> Void

  package func run(_ ask: @escaping Ask) async -> Outcome {
    await take()
    defer { give() }
    // A worker that served before may have been harmed by an earlier file: only a fresh one's death counts.
    while true {
      var worker: Worker
      do throws(WorkerProcess.CannotStart) {
        if let rested = idle.popLast() {
          worker = rested
        } else {
          worker = Worker(process: try WorkerProcess(program: program, arguments: arguments))
        }
      } catch {
        return .unavailable("no process could be started: \(error.why)")
      }
      let wasFresh = worker.served == 0
      let result = await exchange(worker.process, ask)
      switch result {
      case .success(let answer):
        worker.served += 1
        if worker.served < limits.reportsPerProcess && !stop.isSet {
          idle.append(worker)
        } else {
          _ = worker.process.end()
        }
        switch answer.kind {
        case .done: return .done(answer.bytes)
        case .refused: return .refused(String(decoding: answer.bytes, as: UTF8.self))
        }
      case .failure(let error):
        let end = worker.process.end()
        if let fault = error as? PipeEnd.Fault {
          switch fault {
          case .stopped: return .unavailable("stopped")
          case .timedOut: return .broken("took longer than \(limits.seconds) s")
          case .tooLong: return .broken("more came of it than \(limits.answerBytes) bytes")
          case .closed: if wasFresh || stop.isSet { return verdict(on: end) }
          }
        } else if let failure = error as? OpenReport.Failure, case .unreadable(let why) = failure {
          return .unavailable(why)
        } else {
          return .unavailable("changed while it was read")
        }
      }
    }
  }

  private func verdict(on end: WorkerProcess.End) -> Outcome {
    if stop.isSet { return .unavailable("stopped") }
    switch end {
    case .signalled(SIGXCPU): return .broken("took more than \(limits.processorSeconds) s of processor time")
    case .signalled(SIGTERM), .signalled(SIGINT): return .unavailable("its reader was stopped")
    case .signalled(let number):
      let name = strsignal(number).map { String(cString: $0).lowercased() } ?? "signal \(number)"
      return .broken("its reader crashed (\(name)), or needed more than \(limits.memoryBytes >> 20) MB")
    // A parser crashes; it does not say goodbye. This is a worker that could not begin.
    case .exited(let status): return .unavailable("its reader ended with status \(status)")
    }
  }

  /// On a thread of its own, since every wait in it blocks.
  private func exchange(_ process: WorkerProcess, _ ask: @escaping Ask) async -> Result<Answer, any Error> {
    let (limits, stop) = (limits, stop)
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let deadline = PipeEnd.monotonic() + Double(limits.seconds)
        continuation.resume(
          returning: Result {
            try process.exchange(until: deadline, answerLimit: limits.answerBytes, stop: stop, ask: ask)
          })
      }
    }
  }

  private func take() async {
    if busy < limits.workers {
      busy += 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func give() {
    if waiting.isEmpty { busy -= 1 } else { waiting.removeFirst().resume() }
  }
}
