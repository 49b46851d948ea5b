import Foundation

/// Reads a regular file whole, within a limit, without following it into devices and pipes.
enum FileBytes {
  static func read(path: String, limit: Int) throws(ReadingError) -> [UInt8] {
    let descriptor: Int32
    var bytes: [UInt8] = []
    if path == "-" {
      descriptor = 0
    } else {
      var status = stat()
      guard stat(path, &status) == 0 else {
        throw ReadingError(path: path, reason: errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(message()))
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFDIR: throw ReadingError(path: path, reason: .notAFile("a folder"))
      case S_IFIFO: throw ReadingError(path: path, reason: .notAFile("a pipe"))
      case S_IFSOCK: throw ReadingError(path: path, reason: .notAFile("a socket"))
      default: throw ReadingError(path: path, reason: .notAFile("a device"))
      }
      if status.st_size > limit { throw ReadingError(path: path, reason: .tooLarge(limit: limit)) }
      descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { throw ReadingError(path: path, reason: .unreadable(message())) }
      bytes = first(Int(status.st_size), of: descriptor)
    }
    defer { if descriptor > 0 { close(descriptor) } }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw ReadingError(path: path, reason: .unreadable(message()))
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[0..<count])
      if bytes.count > limit { throw ReadingError(path: path, reason: .tooLarge(limit: limit)) }
    }
  }

  /// At most `count` bytes, where they will stay; fewer where the file ends, or where reading on must tell why.
  private static func first(_ count: Int, of descriptor: Int32) -> [UInt8] {
    // Safe: the system writes at most as many bytes as are left of the array's capacity.
    [UInt8](unsafeUninitializedCapacity: count) { free, done in
      while done < count, let base = free.baseAddress {
        let got = Foundation.read(descriptor, base + done, count - done)
        guard got > 0 else { break }
        done += got
      }
    }
  }

  private static func message() -> String { String(cString: strerror(errno)) }
}

/// Refuses markup that would cost a parser more than its size.
enum MarkupGuard {
  /// Attributes of one element; the parser compares each with all before it.
  static let attributeLimit = 4096

  static func check(_ bytes: [UInt8], path: String) throws(ReadingError) {
    var start = 0
    while start < bytes.count {
      // Fewer bytes cannot hold enough attributes to matter: on to the last element that ends within them.
      let near = start..<min(start + 1 << 15 + 1, bytes.count)
      if let end = ByteSearch.last(0x3E, in: bytes, near) {
        start = end + 1
        continue
      }
      let end = ByteSearch.first(0x3E, in: bytes, from: start) ?? bytes.count
      if end - start > 1 << 15, attributes(bytes[start..<end]) > attributeLimit {
        throw ReadingError(path: path, reason: .malformed("an element with more than \(attributeLimit) attributes"))
      }
      start = end + 1
    }
  }

  /// Words after the last `<`, quoted values apart.
  private static func attributes(_ piece: ArraySlice<UInt8>) -> Int {
    guard let open = piece.lastIndex(of: 0x3C) else { return 0 }
    var count = 0
    var quote: UInt8 = 0
    var wasSpace = false
    for byte in piece[open...] {
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte <= 0x20 || byte == 0x2F {
        wasSpace = true
      } else {
        if wasSpace { count += 1 }
        wasSpace = false
      }
    }
    return count
  }
}

/// Refuses what is not text before any parser sees it.
enum BinaryGuard {
  static func check(_ bytes: [UInt8], path: String) throws(ReadingError) {
    let magics: [[UInt8]] = [
      [0x7F, 0x45, 0x4C, 0x46], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], [0x47, 0x49, 0x46, 0x38],
      [0x25, 0x50, 0x44, 0x46],
    ]
    if magics.contains(where: { bytes.starts(with: $0) }) { throw ReadingError(path: path, reason: .binary) }
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    guard !isWide, ByteSearch.first(0, in: bytes) != nil else { return }
    var even = 0
    var odd = 0
    for (index, byte) in bytes.prefix(512).enumerated() where byte == 0 {
      if index % 2 == 0 { even += 1 } else { odd += 1 }
    }
    let head = min(bytes.count, 512)
    if (odd * 3 > head && even == 0) || (even * 3 > head && odd == 0) { return }
    throw ReadingError(path: path, reason: .binary)
  }
}
