import CArchive

/// Unpacks gzip, members one after another, within the budget.
enum GzipFormat {
  static func unpacked(_ bytes: [UInt8], path: String, budget: UnpackBudget) throws(ReadingError) -> [UInt8] {
    guard let handle = archive_read_new() else {
      throw ReadingError(path: path, reason: .unreadable("libarchive does not start"))
    }
    defer { archive_read_free(handle) }
    // Exactly one layer: where libarchive looks for filters itself, it takes off all there are.
    archive_read_append_filter(handle, ARCHIVE_FILTER_GZIP)
    archive_read_set_format(handle, ARCHIVE_FORMAT_RAW)
    var result: [UInt8] = []
    // Safe: libarchive reads from the buffer only until the handle's last use, which is inside this call.
    try bytes.withUnsafeBufferPointer { (buffer) throws(ReadingError) in
      var entry: OpaquePointer?
      guard archive_read_open_memory(handle, buffer.baseAddress, buffer.count) == ARCHIVE_OK,
        archive_read_next_header(handle, &entry) == ARCHIVE_OK
      else { throw fault(handle, path) }
      let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: MarkupParser.chunkSize, alignment: 16)
      defer { piece.deallocate() }
      while true {
        let count = archive_read_data(handle, piece.baseAddress, piece.count)
        if count == 0 { return }
        guard count > 0 else { throw fault(handle, path) }
        try budget.take(count, part: result.count + count, packed: bytes.count, path: path)
        guard result.count + count <= budget.limits.reportBytes else {
          throw ReadingError(path: path, reason: .tooLarge(limit: budget.limits.reportBytes))
        }
        result.append(contentsOf: piece[0..<count])
      }
    }
    return result
  }

  private static func fault(_ handle: OpaquePointer, _ path: String) -> ReadingError {
    let message = archive_error_string(handle).map { String(cString: $0) } ?? "not gzip"
    return ReadingError(
      path: path, reason: .malformed(message.split(separator: "\n").first.map(String.init) ?? message))
  }
}
