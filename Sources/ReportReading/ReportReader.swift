/// Reads one file into a `Report`. Every byte is hostile until parsed: nothing is fetched, and memory, depth and size are bounded.
package struct ReportReader: Sendable {
  package let limits: Limits

  package init(limits: Limits = Limits()) { self.limits = limits }

  /// Bounds on what is read, so that a bad file costs only itself.
  package struct Limits: Hashable, Sendable {
    /// Bytes of a file. Default 256 MB.
    package var reportBytes = 256 << 20
    /// Nested elements. Default 2,048.
    package var depth = 2048
    package init() {}
  }

  /// Reads the file at `path`; `-` is standard input.
  package func read(path: String) throws(ReadingError) -> Report {
    throw ReadingError(path: path, reason: .unsupported("anything yet"))
  }

  /// Reads a report that is already in memory. `path` names it in errors and its extension helps to tell the format.
  package func read(bytes: [UInt8], path: String) throws(ReadingError) -> Report {
    throw ReadingError(path: path, reason: .unsupported("anything yet"))
  }
}
