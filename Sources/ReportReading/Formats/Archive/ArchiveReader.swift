import CArchive
import Foundation

/// Reads the parts of a zip archive that is in memory. Nothing is written to disk: a name is only a key.
///
/// This file is the bridge to libarchive. The bytes belong to the caller and outlive the reader, which lives inside
/// `with` alone; libarchive never writes to them.
final class ArchiveReader {
  let path: String
  let limits: ReportReader.Limits
  private let bytes: UnsafeBufferPointer<UInt8>
  private let budget: UnpackBudget
  private var names: [String] = []
  private var index: [String: Int] = [:]
  private var encrypted: [Bool] = []
  /// Bytes counted of each part, so that reading one twice costs the budget once.
  private var counted: [Int] = []
  /// An open archive whose next header is that of entry `next`; nil before the first read and after the last.
  private var handle: OpaquePointer?
  private var next = 0

  /// Opens the archive for as long as `work` runs.
  static func with<Value>(
    _ bytes: [UInt8], path: String, budget: UnpackBudget, _ work: (ArchiveReader) throws(ReadingError) -> Value
  ) throws(ReadingError) -> Value {
    try budget.deeper(path) { () throws(ReadingError) in
      try bytes.withUnsafeBufferPointer { (buffer) throws(ReadingError) in
        let reader = ArchiveReader(buffer, path: path, budget: budget)
        defer { reader.close() }
        try reader.list()
        return try work(reader)
      }
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, path: String, budget: UnpackBudget) {
    self.bytes = bytes
    self.path = path
    self.budget = budget
    limits = budget.limits
  }

  /// Whether there is a part of that name. Names are told apart as Office does, without regard to ASCII case.
  func contains(_ name: String) -> Bool { index[name.lowercased()] != nil }

  /// Every name, normalized, in the archive's order; names that lead out of the archive are not there.
  var partNames: [String] { names.filter { !$0.isEmpty } }

  /// Hands the bytes of a part over, piece by piece. A part that is not there is empty. `take` returns false to stop.
  func read(_ name: String, _ take: (UnsafeRawBufferPointer) throws(ReadingError) -> Bool) throws(ReadingError) {
    guard let entry = index[name.lowercased()] else { return }
    if encrypted[entry] { throw ReadingError(path: path, reason: .encrypted) }
    let handle = try advance(to: entry)
    var total = 0
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: MarkupParser.chunkSize, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = archive_read_data(handle, piece.baseAddress, piece.count)
      if count == 0 { return }
      guard count > 0 else { throw fault(handle) }
      total += count
      let fresh = max(0, total - counted[entry])
      counted[entry] = max(counted[entry], total)
      try budget.take(fresh, part: total, packed: bytes.count, path: path)
      guard try take(UnsafeRawBufferPointer(rebasing: piece[0..<count])) else { return }
    }
  }

  /// A whole part, for the small ones. Throws where it is larger than a report may be.
  func bytes(of name: String) throws(ReadingError) -> [UInt8] {
    var result: [UInt8] = []
    try read(name) { (piece) throws(ReadingError) in
      result.append(contentsOf: piece)
      guard result.count <= limits.reportBytes else {
        throw ReadingError(path: path, reason: .tooLarge(limit: limits.reportBytes))
      }
      return true
    }
    return result
  }

  // MARK: libarchive

  private func open() throws(ReadingError) -> OpaquePointer {
    guard let handle = archive_read_new() else {
      throw ReadingError(path: path, reason: .unreadable("libarchive does not start"))
    }
    archive_read_support_format_zip(handle)
    guard archive_read_open_memory(handle, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
      let fault = fault(handle)
      archive_read_free(handle)
      throw fault
    }
    return handle
  }

  private func close() {
    if let handle { archive_read_free(handle) }
    handle = nil
  }

  /// Reads every header once.
  private func list() throws(ReadingError) {
    let handle = try open()
    self.handle = handle
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(handle, &entry)
      if status == ARCHIVE_EOF { break }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw fault(handle) }
      guard names.count < limits.archiveEntries else {
        throw ReadingError(
          path: path, reason: .beyond("too many files in it", limit: limits.archiveEntries, key: "max-archive-entries"))
      }
      let raw = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
      let name = raw.flatMap { PartName.normalized(String(cString: $0)) } ?? ""
      if !name.isEmpty, index[name.lowercased()] == nil { index[name.lowercased()] = names.count }
      names.append(name)
      encrypted.append(archive_entry_is_data_encrypted(entry) != 0)
    }
    counted = Array(repeating: 0, count: names.count)
    close()
  }

  /// Moves on to an entry's data; from the start where it is behind. Headers before it are skipped, not unpacked.
  private func advance(to entry: Int) throws(ReadingError) -> OpaquePointer {
    if next > entry { close() }
    let handle: OpaquePointer
    if let open = self.handle {
      handle = open
    } else {
      handle = try open()
      self.handle = handle
      next = 0
    }
    var header: OpaquePointer?
    while next <= entry {
      let status = archive_read_next_header(handle, &header)
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw fault(handle) }
      next += 1
    }
    return handle
  }

  private func fault(_ handle: OpaquePointer) -> ReadingError {
    let message = archive_error_string(handle).map { String(cString: $0) } ?? "not a zip archive"
    return ReadingError(
      path: path, reason: .malformed(message.split(separator: "\n").first.map(String.init) ?? message))
  }
}

/// Names of parts: paths inside the archive, whatever an archive would have them mean outside.
enum PartName {
  /// Without a leading slash, `.` and `..`; nil where the name leads out of the archive or names a folder.
  static func normalized(_ name: String) -> String? {
    var parts: [Substring] = []
    for part in name.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      switch part {
      case ".": continue
      case "..": guard parts.popLast() != nil else { return nil }
      default: parts.append(part)
      }
    }
    guard !parts.isEmpty, !name.hasSuffix("/") else { return nil }
    return parts.joined(separator: "/")
  }

  /// The part that `target` names when it stands in the part `base`; nil where it leads outside.
  static func resolved(_ target: String, from base: String) -> String? {
    let bare = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
    guard !bare.isEmpty, !bare.contains("://") else { return nil }
    let decoded = bare.removingPercentEncoding ?? bare
    if decoded.hasPrefix("/") { return normalized(decoded) }
    let folder = base.split(separator: "/").dropLast().joined(separator: "/")
    return normalized(folder.isEmpty ? decoded : folder + "/" + decoded)
  }
}
