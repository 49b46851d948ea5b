import CLinux
import Glibc

/// A program run once over bytes in memory: no shell, no inherited descriptors, bounded in time, memory and output.
///
/// Works inside the worker's fence too, where signals to others are forbidden: the kernel then ends the child by the
/// limits set on it, or by the broken pipe.
struct ChildProcess {
  let program: String
  let arguments: [String]
  /// Wall seconds; the processor time is bounded by the same number.
  var seconds = 120
  /// Bytes of address space.
  var memoryBytes = 4 << 30
  /// Bytes of standard output that are taken.
  var outputBytes = 1 << 30

  enum Failure: Error, Hashable {
    case cannotStart(String)
    case timedOut
    case tooMuchOutput
    /// Ended with a status other than 0; its first words on standard error.
    case failed(status: Int32, message: String)
  }

  /// The program's path, looked for where Debian puts programs; nil where it is not installed.
  static func find(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/", "/bin/", "/opt/homebrew/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
  }

  /// Hands `input` to the program's standard input and what it prints to `take`, piece by piece; `take` returns false to
  /// end the program early.
  func run(input: [UInt8], take: (UnsafeRawBufferPointer) -> Bool) throws(Failure) {
    // A child that ends before it has read everything must not end this process.
    signal(SIGPIPE, SIG_IGN)
    let ends = try Ends()
    defer { ends.closeAll() }
    let pid = try spawn(ends)
    ends.closeChildSide()
    clinux_bound(pid, Int64(seconds), Int64(memoryBytes))
    var message: [UInt8] = []
    let outcome = exchange(ends, input: input, message: &message, take: take)
    ends.closeAll()
    if outcome != nil { kill(pid, SIGKILL) }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    if let outcome {
      if outcome == .stopped { return }
      throw outcome == .timedOut ? .timedOut : .tooMuchOutput
    }
    if status & 0x7F == SIGXCPU || status & 0x7F == SIGKILL { throw .timedOut }
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    if code != 0 { throw .failed(status: code, message: String(decoding: message.prefix(2000), as: UTF8.self)) }
  }

  private enum Stop { case timedOut, tooMuch, stopped }

  private func exchange(
    _ ends: Ends, input: [UInt8], message: inout [UInt8], take: (UnsafeRawBufferPointer) -> Bool
  ) -> Stop? {
    let deadline = Self.now() + Double(seconds)
    var sent = 0
    var received = 0
    var isDone = false
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { room.deallocate() }
    while !isDone {
      let left = deadline - Self.now()
      if left <= 0 { return .timedOut }
      var polled = [
        pollfd(fd: ends.output.0, events: Int16(POLLIN), revents: 0),
        pollfd(fd: ends.errors.0, events: Int16(POLLIN), revents: 0),
        pollfd(fd: sent < input.count ? ends.input.1 : -1, events: Int16(POLLOUT), revents: 0),
      ]
      let ready = poll(&polled, 3, Int32(min(left * 1000, 1000)))
      if ready < 0, errno != EINTR { return .timedOut }
      guard ready > 0 else { continue }
      if polled[2].revents != 0 {
        let count = input.withUnsafeBytes { write(ends.input.1, $0.baseAddress.map { $0 + sent }, input.count - sent) }
        if count > 0 { sent += count } else if errno != EAGAIN, errno != EINTR { sent = input.count }
        if sent == input.count { ends.closeInput() }
      }
      if polled[1].revents != 0 {
        let count = read(ends.errors.0, room.baseAddress, room.count)
        if count > 0, message.count < 4096 { message.append(contentsOf: room[0..<min(count, 4096)]) }
        if count == 0 { ends.closeErrors() }
      }
      if polled[0].revents != 0 {
        let count = read(ends.output.0, room.baseAddress, room.count)
        if count == 0 { isDone = true }
        if count > 0 {
          received += count
          if received > outputBytes { return .tooMuch }
          if !take(UnsafeRawBufferPointer(rebasing: room[0..<count])) { return .stopped }
        }
        if count < 0, errno != EAGAIN, errno != EINTR { isDone = true }
      }
    }
    return nil
  }

  private func spawn(_ ends: Ends) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends.input.0, 0)
    posix_spawn_file_actions_adddup2(&actions, ends.output.1, 1)
    posix_spawn_file_actions_adddup2(&actions, ends.errors.1, 2)
    clinux_close_from(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    let environment: [String] = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC"]
    let settings: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, program, &actions, &attributes, words, settings)
    guard status == 0 else { throw .cannotStart(String(cString: strerror(status)).lowercased()) }
    return child
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Three pipes, read end first.
  private final class Ends {
    private(set) var input: (Int32, Int32) = (-1, -1)
    private(set) var output: (Int32, Int32) = (-1, -1)
    private(set) var errors: (Int32, Int32) = (-1, -1)

    init() throws(Failure) {
      for place in 0..<3 {
        var ends: [Int32] = [-1, -1]
        let failure = clinux_pipe(&ends)
        guard failure == 0 else {
          closeAll()
          throw .cannotStart(String(cString: strerror(failure)).lowercased())
        }
        // Above the descriptors that the child's are copied to, so that no copy overwrites another's source.
        switch place {
        case 0: input = (ends[0], ends[1])
        case 1: output = (ends[0], ends[1])
        default: errors = (ends[0], ends[1])
        }
      }
      clinux_nonblocking(input.1)
    }

    func closeChildSide() {
      Self.shut(&input.0)
      Self.shut(&output.1)
      Self.shut(&errors.1)
    }

    func closeInput() { Self.shut(&input.1) }
    func closeErrors() { Self.shut(&errors.0) }

    func closeAll() {
      closeChildSide()
      closeInput()
      closeErrors()
      Self.shut(&output.0)
    }

    private static func shut(_ end: inout Int32) {
      if end >= 0 { close(end) }
      end = -1
    }
  }
}
