import Glibc

/// Wakes the daemon when something happens in a folder. A convenience: what it misses, the rescan finds.
package final class FolderListener: Sendable {
  private let descriptor: Int32

  /// Nil where the kernel gives no watch (a container, a limit): then there is the rescan.
  package init?() {
    descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Listens to a folder. Asking again changes nothing, and finds one that was replaced under its name.
  package func listen(to folder: String) {
    inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ATTRIB | IN_ONLYDIR))
  }

  /// True when something has happened; waits for it up to `milliseconds`. Blocks its thread.
  func waitForEvents(milliseconds: Int32) -> Bool {
    var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&poller, 1, milliseconds) > 0 else { return false }
    drain()
    return true
  }

  private func drain() {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    defer { buffer.deallocate() }
    while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
  }
}
