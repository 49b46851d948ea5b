import ArgumentParser
import Glibc

/// Standard output, written in large pieces. A reader that goes away ends the process by SIGPIPE, as for any filter.
struct Output: ~Copyable {
  private var pending: [UInt8] = []
  private let limit = 1 << 16

  init() { pending.reserveCapacity(limit + 4096) }

  mutating func write(_ text: String) throws { try write(bytes: Array(text.utf8)) }

  mutating func line(_ text: String) throws {
    pending.append(contentsOf: text.utf8)
    pending.append(UInt8(ascii: "\n"))
    if pending.count >= limit { try flush() }
  }

  mutating func write(bytes: [UInt8]) throws {
    pending.append(contentsOf: bytes)
    if pending.count >= limit { try flush() }
  }

  /// Lets `body` append what is to be written.
  mutating func write(_ body: (inout [UInt8]) -> Void) throws {
    body(&pending)
    if pending.count >= limit { try flush() }
  }

  /// Hands everything to the system. Throws exit 74 when it cannot take it (a full disk).
  mutating func flush() throws {
    var done = 0
    while done < pending.count {
      let written = pending.withUnsafeBytes { bytes in
        Glibc.write(STDOUT_FILENO, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if written < 0 {
        if errno == EINTR { continue }
        Diagnostics.say("standard output: \(Diagnostics.systemError())")
        throw ExitCode.inputOutput
      }
      done += written
    }
    pending.removeAll(keepingCapacity: true)
  }
}
