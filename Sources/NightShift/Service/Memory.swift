import CLinux

/// What the daemon does so that a busy hour does not leave it large.
enum Memory {
  /// Two heaps at most, whatever the threads: freed memory is found again rather than left in another thread's heap.
  static func keepTogether() { clinux_limit_heaps(2) }

  /// Hands memory that is free back to the kernel.
  static func giveBack() { clinux_trim_heaps() }
}
