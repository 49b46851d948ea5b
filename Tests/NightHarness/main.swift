import EssayWriting
import Foundation
import Glibc
import LedgerStore
import Logging
import NightShift
import ReportReading

// The night shift for tests that end it at a fault point, as a power cut would: the program itself has no such door.
//
//   night-harness once INBOX OUTBOX STATE [FAULT]   one night with no settle time; FAULT is `afterRename` or `afterRename:2`
//   night-harness fenced PROGRAM ARGUMENT...        runs a program inside the fence of a reading process
//   night-harness probe                             what the fence lets through, a line each

let arguments = CommandLine.arguments

func complain(_ words: String) { FileHandle.standardError.write(Data((words + "\n").utf8)) }

switch arguments.dropFirst().first {
case WorkerService.command:
  let numbers = arguments.dropFirst(2).compactMap { Int($0) }
  guard numbers.count == 3 else { exit(64) }
  let writer = Result { EssayWriter(template: try NoteTemplate("note")) }.mapError { Refusal(reason: "\($0)") }
  WorkerService.serve(
    memoryBytes: numbers[0], processorSeconds: numbers[1], reportBytes: numbers[2],
    stages: Stages(reader: ReportReader(), writer: writer))
case "once" where arguments.count >= 5:
  var options = ShiftOptions(inbox: [arguments[2]], outbox: arguments[3], state: arguments[4])
  options.settle = 0
  let log = Logger(label: "harness") { _ in ShiftLogHandler(isJournal: false) }
  do {
    let lock = try StateLock(folder: options.state)
    defer { withExtendedLifetime(lock) {} }
    let pool = WorkerPool(arguments: WorkerService.arguments(options.limits), limits: options.limits)
    let desk = Desk(pool: pool)
    let fault = Faultline(arguments.count > 5 ? arguments[5] : nil)
    let shift = Shift(
      options: options, ledger: try Ledger(path: options.ledgerPath), desk: desk, log: log, faults: fault.faults)
    exit(await Daemon.once(shift, desk: desk, log: log))
  } catch {
    log.error("\(error)")
    exit(70)
  }
case "fenced" where arguments.count >= 3:
  let refused = Fence.enclose(limits: WorkerLimits())
  if !refused.isEmpty { complain(refused.joined(separator: ", ")) }
  let words = arguments.dropFirst(2).map { strdup($0) } + [nil]
  execv(arguments[2], words)
  complain("\(arguments[2]): \(String(cString: strerror(errno)))")
  exit(126)
case "probe":
  let refused = Fence.enclose(limits: WorkerLimits())
  for clause in refused { print("refused: \(clause)") }
  func tell(_ what: String, _ isAllowed: Bool) { print("\(what): \(isAllowed ? "allowed" : "denied")") }
  tell("socket", socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0)
  tell("unix socket", socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0) >= 0)
  tell("new group", setpgid(0, 0) == 0)
  tell("new session", setsid() >= 0)
  tell("signal to parent", kill(getppid(), 0) == 0)
  tell("read home", open("/root", O_RDONLY) >= 0)
  tell("read /tmp", open("/tmp", O_RDONLY) >= 0)
  tell("write /tmp", open("/tmp/alyosha-probe-\(getpid())", O_WRONLY | O_CREAT, 0o600) >= 0)
  tell("write /usr", open("/usr/alyosha-probe", O_WRONLY | O_CREAT, 0o600) >= 0)
  tell("read /usr", open("/usr/bin/env", O_RDONLY) >= 0)
default:
  complain("usage: night-harness once INBOX OUTBOX STATE [FAULT] | fenced PROGRAM ARGUMENT... | probe")
  exit(64)
}
