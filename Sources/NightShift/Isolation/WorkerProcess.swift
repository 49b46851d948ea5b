import CLinux
import Glibc

/// A fenced child process of this program, from the daemon's side. Used by one task at a time.
final class WorkerProcess: Sendable {
  let pid: pid_t
  private let toWorker: PipeEnd
  private let fromWorker: PipeEnd

  struct CannotStart: Error { let why: String }

  /// How a worker ended.
  enum End: Sendable {
    case exited(Int32)
    case signalled(Int32)
  }

  init(program: String, arguments: [String]) throws(CannotStart) {
    var down: [Int32] = [-1, -1]
    var up: [Int32] = [-1, -1]
    guard clinux_pipe(&down) == 0 else { throw CannotStart(why: InboxScanner.reason()) }
    guard clinux_pipe(&up) == 0 else {
      let why = InboxScanner.reason()
      for end in down { close(end) }
      throw CannotStart(why: why)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, down[0], 0)
    posix_spawn_file_actions_adddup2(&actions, up[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    clinux_close_from(&actions, 3)
    defer { posix_spawn_file_actions_destroy(&actions) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // A group of its own: a terminal's interrupt is the daemon's to handle.
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

    var environment = [
      "SWIFT_BACKTRACE=enable=no", "LIBDISPATCH_LOG=NO", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC",
    ]
    if let libraries = getenv("LD_LIBRARY_PATH") { environment.append("LD_LIBRARY_PATH=" + String(cString: libraries)) }
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, program, &actions, &attributes, words, settings)
    close(down[0])
    close(up[1])
    toWorker = PipeEnd(down[1])
    fromWorker = PipeEnd(up[0])
    pid = child
    guard status == 0 else { throw CannotStart(why: String(cString: strerror(status)).lowercased()) }
  }

  /// Ends the process, and what it started, and says how it ended: by itself, if it already had.
  func end() -> End {
    // Its group: a converter that a worker runs cannot leave it.
    kill(-pid, SIGKILL)
    kill(pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .signalled(status & 0x7F)
  }

  /// One question and its answer. Throws a `PipeEnd.Fault`, or what `ask` throws.
  func exchange(
    until deadline: Double, answerLimit: Int, stop: StopSign,
    ask: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> Answer {
    try ask { try toWorker.write($0, until: deadline, stop: stop) }
    let head = try fromWorker.read(9, until: deadline, stop: stop)
    let length = head[1...].reduce(0) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(answerLimit), let kind = Answer.Kind(rawValue: head[0]) else { throw PipeEnd.Fault.tooLong }
    return Answer(kind: kind, bytes: try fromWorker.read(Int(length), until: deadline, stop: stop))
  }
}

/// What a worker says: a byte of kind, eight of length, and so many bytes.
struct Answer: Sendable {
  enum Kind: UInt8, Sendable { case done = 1, refused = 2 }
  let kind: Kind
  let bytes: [UInt8]
}

/// How questions are put: a byte of kind, a head, and any number of pieces, each after its length in four bytes; zero ends
/// a blob, and another zero the question.
enum Question: UInt8 {
  case read = 1
  case compose = 2

  static func length(_ count: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } }
}
