import Glibc
import Synchronization

/// Says that work should stop; may be told from any thread.
package final class StopSign: Sendable {
  private let state = Mutex(false)
  package init() {}
  package var isSet: Bool { state.withLock { $0 } }
  package func set() { state.withLock { $0 = true } }

  /// A sign that whoever sees it takes down.
  package final class Toggle: Sendable {
    private let state = Mutex(false)
    package init() {}
    package var isSet: Bool { state.withLock { $0 } }
    package func set() { state.withLock { $0 = true } }
    package func take() -> Bool {
      state.withLock { isSet in
        defer { isSet = false }
        return isSet
      }
    }
  }
}

/// One end of a pipe to a process that may hang, die or lie: every wait has an end.
final class PipeEnd: Sendable {
  enum Fault: Error { case closed, timedOut, stopped, tooLong }

  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
  }

  deinit { close(descriptor) }

  /// Seconds of a clock that only runs forward.
  static func monotonic() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  func write(_ bytes: UnsafeRawBufferPointer, until deadline: Double, stop: StopSign) throws {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count > 0 {
        done += count
      } else if errno == EAGAIN {
        try wait(for: POLLOUT, until: deadline, stop: stop)
      } else if errno != EINTR {
        throw Fault.closed
      }
    }
  }

  func read(_ count: Int, until deadline: Double, stop: StopSign) throws -> [UInt8] {
    var bytes: [UInt8] = []
    // What is promised may never come: memory is taken as bytes arrive.
    bytes.reserveCapacity(min(count, 1 << 20))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(max(count, 1), 1 << 18), alignment: 16)
    defer { buffer.deallocate() }
    while bytes.count < count {
      let got = Glibc.read(descriptor, buffer.baseAddress, min(buffer.count, count - bytes.count))
      if got > 0 {
        bytes.append(contentsOf: buffer[..<got])
      } else if got == 0 {
        throw Fault.closed
      } else if errno == EAGAIN {
        try wait(for: POLLIN, until: deadline, stop: stop)
      } else if errno != EINTR {
        throw Fault.closed
      }
    }
    return bytes
  }

  private func wait(for event: Int32, until deadline: Double, stop: StopSign) throws {
    while true {
      if stop.isSet { throw Fault.stopped }
      let left = deadline - Self.monotonic()
      guard left > 0 else { throw Fault.timedOut }
      var poller = pollfd(fd: descriptor, events: Int16(event), revents: 0)
      if poll(&poller, 1, Int32(min(left * 1000 + 1, 200))) > 0 { return }
    }
  }
}
