/// What unpacking one report may still cost. One budget is shared by all packings that are nested in a file.
final class UnpackBudget {
  /// Bytes that any archive may unpack to before its ratio counts: small files of blanks pack very well.
  static let ratioFloor = 16 << 20

  let limits: ReportReader.Limits
  var depth = 0
  private var unpacked = 0

  init(limits: ReportReader.Limits) { self.limits = limits }

  /// Goes one packing deeper for as long as `work` runs.
  func deeper<Value>(_ path: String, _ work: () throws(ReadingError) -> Value) throws(ReadingError) -> Value {
    guard depth < limits.archiveDepth else {
      throw ReadingError(
        path: path, reason: .beyond("packed again and again", limit: limits.archiveDepth, key: "max-archive-depth"))
    }
    depth += 1
    defer { depth -= 1 }
    return try work()
  }

  /// Counts `bytes` more that were unpacked, of a part that has given `part` so far from a file of `packed` bytes.
  func take(_ bytes: Int, part: Int, packed: Int, path: String) throws(ReadingError) {
    unpacked += bytes
    if unpacked > limits.unpackedBytes {
      throw ReadingError(
        path: path, reason: .beyond("unpacks to too many bytes", limit: limits.unpackedBytes, key: "max-unpacked-bytes")
      )
    }
    if part > Self.ratioFloor, part / limits.archiveRatio > packed {
      throw ReadingError(
        path: path,
        reason: .beyond("unpacks to too many times its size", limit: limits.archiveRatio, key: "max-archive-ratio"))
    }
  }
}
