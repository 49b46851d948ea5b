import Glibc

/// The styles read last: a report writes the same few hundred over and over.
///
/// A style is found again by all of its bytes, never by their hash alone. O(length).
struct StyleCache {
  private struct Entry {
    var bytes: [UInt8] = []
    var style = InlineStyle()
  }

  private var entries = Array(repeating: Entry(), count: 256)
  /// What the marks of an abbreviated page stand for.
  var marked: [InlineStyle] = []
  /// Longer ones are rare.
  private static let longest = 256

  mutating func style(_ bytes: UnsafeBufferPointer<UInt8>) -> InlineStyle {
    if !marked.isEmpty, let number = AbbreviatedPage.number(of: bytes), marked.indices.contains(number) {
      return marked[number]
    }
    guard bytes.count <= Self.longest else { return InlineStyle(bytes) }
    let slot = Int(Self.hash(bytes) >> 56)
    if isSame(entries[slot].bytes, bytes) { return entries[slot].style }
    let style = InlineStyle(bytes)
    entries[slot] = Entry(bytes: Array(bytes), style: style)
    return style
  }

  /// Safe: both are as long as the count that is compared.
  private func isSame(_ known: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard known.count == bytes.count, let base = bytes.baseAddress else { return known.isEmpty && bytes.isEmpty }
    return known.withUnsafeBytes { $0.baseAddress.map { memcmp($0, base, bytes.count) == 0 } ?? true }
  }

  /// The upper bits are the best.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = UInt64(bytes.count)
    var index = 0
    while index + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      index += 8
    }
    while index < raw.count {
      hash = (hash ^ UInt64(raw[index])) &* 0x9E37_79B9_7F4A_7C15
      index += 1
    }
    return hash
  }
}
