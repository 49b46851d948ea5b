import CLinux
import Glibc

/// Looks for bytes in bytes, with the C library's own searches, which read many at a time.
///
/// Safe: each pointer is used only while its buffer is borrowed, and every length is the buffer's own.
package enum ByteSearch {
  /// The first `byte` at or after `start`.
  package static func first(_ byte: UInt8, in bytes: [UInt8], from start: Int = 0) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard start < buffer.count, let base = buffer.baseAddress,
        let found = memchr(base + start, Int32(byte), buffer.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// The last `byte` of a range that lies within the bytes.
  static func last(_ byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let found = memrchr(base + range.lowerBound, Int32(byte), range.count)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Where `needle`, which is not empty, first stands within a range of the bytes.
  package static func first(_ needle: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    bytes.withUnsafeBytes { buffer in
      needle.withUnsafeBytes { needle in
        guard let base = buffer.baseAddress, let sought = needle.baseAddress, range.upperBound <= buffer.count,
          let found = memmem(base + range.lowerBound, range.count, sought, needle.count)
        else { return nil }
        return UnsafeRawPointer(found) - base
      }
    }
  }

  /// Whether `needle`, small letters of ASCII, stands in a range of the bytes, whatever its capitals. `rare` is the place in
  /// it of a letter to look for: few bytes should be that one.
  package static func holds(_ needle: StaticString, rare: Int, in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    bytes.withUnsafeBytes { buffer in
      needle.withUTF8Buffer { needle in
        let first = range.lowerBound + rare
        let end = min(range.upperBound, buffer.count) - (needle.count - 1 - rare)
        guard first < end, let base = buffer.baseAddress else { return false }
        for letter in [needle[rare], needle[rare] & ~0x20] {
          var place = first
          while place < end, let found = memchr(base + place, Int32(letter), end - place) {
            let start = UnsafeRawPointer(found) - base - rare
            if needle.indices.allSatisfy({ small(buffer[start + $0]) == needle[$0] }) { return true }
            place = start + rare + 1
          }
        }
        return false
      }
    }
  }

  private static func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// The first byte at or after `start` that is not ASCII; the end where all are. Eight at a time.
  static func endOfASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080
      if word != 0 { return index + UInt64(littleEndian: word).trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
  }
}

extension StringProtocol {
  /// Where the bytes of `words` first stand in it. Unlike Foundation's `range(of:)`, it compares bytes and not characters.
  package func firstRange(ofBytes words: String) -> Range<Index>? {
    guard let offset = offset(ofBytes: words) else { return nil }
    let start = utf8.index(utf8.startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: words.utf8.count)
  }

  /// Where they last stand.
  func lastRange(ofBytes words: String) -> Range<Index>? {
    var found: Range<Index>?
    while let next = self[(found?.upperBound ?? startIndex)...].firstRange(ofBytes: words) { found = next }
    return found
  }

  /// Whether they stand in it.
  package func holds(_ words: String) -> Bool { offset(ofBytes: words) != nil }

  private func offset(ofBytes words: String) -> Int? {
    var (own, sought) = (String(self), words)
    return own.withUTF8 { own in
      sought.withUTF8 { sought in
        guard let needle = sought.baseAddress, !sought.isEmpty else { return 0 }
        guard let base = own.baseAddress, let found = memmem(base, own.count, needle, sought.count) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
      }
    }
  }
}
