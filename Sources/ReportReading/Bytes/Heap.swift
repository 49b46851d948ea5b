import CLinux

/// What a process that reads one lot of reports does to stay small.
package enum Heap {
  /// Returns what parsing leaves at once, instead of keeping it for the next large piece (the C library's habit, which costs
  /// a megabyte or two at the peak).
  package static func returnLargePieces() { clinux_return_pieces(128 << 10) }
}
