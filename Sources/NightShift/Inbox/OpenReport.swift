import Crypto
import Foundation

/// A report file, open and known to be what the look saw: regular, in its inbox, unchanged.
package final class OpenReport: Sendable {
  package let path: String
  package let size: Int
  let descriptor: Int32
  private let mark: FileMark

  package enum Failure: Error, Hashable, Sendable {
    /// Gone, replaced or changed since it was seen: the next look will tell.
    case changed
    case escaped
    case unreadable(String)
  }

  init(_ sighting: Sighting) throws(Failure) {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = open(sighting.path, flags)
    guard file >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR, ELOOP: throw .changed
      default: throw .unreadable("cannot be opened: \(InboxScanner.reason())")
      }
    }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      FileMark(status) == sighting.mark
    else {
      close(file)
      throw .changed
    }
    // A folder on the way may have become a link since the look: the kernel says where the file really is.
    guard let real = InboxScanner.resolved("/proc/self/fd/\(file)"), real.hasPrefix(sighting.root + "/") else {
      close(file)
      throw .escaped
    }
    path = sighting.path
    size = sighting.size
    mark = sighting.mark
    descriptor = file
  }

  deinit { close(descriptor) }

  /// Hands over the file's bytes in pieces from its beginning. Throws `changed` where the file is not at its end what it
  /// was at its opening.
  func pieces(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var place = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(place))
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure.unreadable("cannot be read: \(InboxScanner.reason())")
      }
      if count == 0 { break }
      place += count
      guard place <= size else { throw Failure.changed }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    var status = stat()
    guard place == size, fstat(descriptor, &status) == 0, FileMark(status) == mark else {
      throw Failure.changed
    }
  }

  /// Hexadecimal SHA-256 of the content.
  func sha256() throws -> String {
    var hash = SHA256()
    try pieces { hash.update(bufferPointer: $0) }
    return Digest.hexadecimal(hash.finalize())
  }
}

enum Digest {
  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }

  static func sha256(of bytes: some DataProtocol) -> String { hexadecimal(SHA256.hash(data: bytes)) }
}
