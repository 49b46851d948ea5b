import Glibc

/// Talks to systemd by the datagram protocol of sd_notify(3); says nothing where nobody listens.
package struct ServiceManager: Sendable {
  private let address: String?
  /// Seconds between two signs of life that the watchdog asks for: half of its patience. Nil without a watchdog.
  package let watchdogInterval: Double?

  package init(environment: [String: String]) {
    address = environment["NOTIFY_SOCKET"].flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
    let isForUs = environment["WATCHDOG_PID"].map { Int32($0) == getpid() } ?? true
    watchdogInterval = isForUs ? environment["WATCHDOG_USEC"].flatMap(Double.init).map { $0 / 2e6 } : nil
  }

  package func ready() { send("READY=1") }
  package func reloading() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    send("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1000)")
  }
  package func stopping() { send("STOPPING=1") }
  package func isAlive() { send("WATCHDOG=1") }
  package func status(_ text: String) { send("STATUS=" + text.split(separator: "\n").joined(separator: " ")) }

  private func send(_ message: String) {
    guard let address else { return }
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(address.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: name.sun_path) else { return }
    withUnsafeMutableBytes(of: &name.sun_path) { path in
      path.copyBytes(from: bytes)
      // An abstract name begins with a zero byte, written @.
      if path[0] == UInt8(ascii: "@") { path[0] = 0 }
    }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    let words = Array(message.utf8)
    withUnsafePointer(to: &name) {
      // sockaddr_un begins as every sockaddr does; sendto(2) takes it under that name.
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = sendto(descriptor, words, words.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }
}
