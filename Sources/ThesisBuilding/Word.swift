/// A word as a value of four machine words: comparing, sorting and hashing it touch no memory of its own.
///
/// The first 31 bytes of its UTF-8, most significant first, so that words sort as their bytes do. A longer word keeps its
/// first 24 and a hash of the whole, which is enough to tell it from others, and too little to print.
@usableFromInline
package struct Word: Hashable, Sendable {
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  /// Bytes that are kept as they are.
  static let mostBytes = 31

  package static let empty = Word(Builder())

  package init(_ text: Substring) {
    var text = text
    self = text.withUTF8 { Word(UnsafeRawBufferPointer($0)) }
  }

  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { Word(UnsafeRawBufferPointer($0)) }
  }

  /// With small letters for the capitals of ASCII.
  package init(lowering text: Substring) {
    var text = text
    self = text.withUTF8 { Word(lowering: UnsafeRawBufferPointer($0)) }
  }

  package init(_ bytes: ArraySlice<UInt8>) { self = bytes.withUnsafeBytes { Word($0) } }

  /// Of ASCII letters and digits, in lower case.
  init(lowering text: [UInt8], _ range: Range<Int>) {
    self = text.withUnsafeBytes { Word(lowering: UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// The bytes of a range of a text as they are.
  package init(_ text: [UInt8], _ range: Range<Int>) {
    self = text.withUnsafeBytes { Word(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private init(_ bytes: UnsafeRawBufferPointer) {
    if bytes.count <= Word.mostBytes {
      self.init(parts: Word.parts(of: bytes))
    } else {
      var builder = Builder()
      for byte in bytes { builder.append(byte) }
      self.init(builder)
    }
  }

  private init(lowering bytes: UnsafeRawBufferPointer) {
    if bytes.count <= Word.mostBytes {
      let (first, second, third, fourth) = Word.parts(of: bytes)
      self.init(parts: (Word.lowered(first), Word.lowered(second), Word.lowered(third), Word.lowered(fourth)))
    } else {
      var builder = Builder()
      for byte in bytes { builder.append(Words.isUpper(byte) ? byte | 0x20 : byte) }
      self.init(builder)
    }
  }

  /// At most `mostBytes` bytes, most significant first, zeros behind them.
  private static func parts(of bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64, UInt64, UInt64) {
    var parts: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    // Safe: no more bytes than the parts have.
    withUnsafeMutableBytes(of: &parts) { $0.copyMemory(from: bytes) }
    return (parts.0.bigEndian, parts.1.bigEndian, parts.2.bigEndian, parts.3.bigEndian)
  }

  /// Eight bytes at once, small letters for the capitals of ASCII: a byte's sums with two constants pass 0x7F where it is at
  /// least A, and where it is beyond Z.
  private static func lowered(_ bytes: UInt64) -> UInt64 {
    let low = bytes & 0x7F7F_7F7F_7F7F_7F7F
    let isUpper = (low &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(low &+ 0x2525_2525_2525_2525) & ~bytes & 0x8080_8080_8080_8080
    return bytes | isUpper >> 2
  }

  init(_ builder: Builder) { self.init(parts: builder.parts()) }

  private init(parts: (UInt64, UInt64, UInt64, UInt64)) { (first, second, third, fourth) = parts }

  package var isEmpty: Bool { first == 0 }

  /// The word's bytes, as many as are kept.
  package var utf8: [UInt8] {
    let count = isWhole ? self.count : 24
    return (0..<count).map(byte(at:))
  }

  /// Its text behind what is there.
  func append(to bytes: inout [UInt8]) {
    for place in 0..<(isWhole ? count : 24) { bytes.append(byte(at: place)) }
    if !isWhole { bytes += "…".utf8 }
  }

  /// Whether one of its bytes is as is asked; of a longer word, of those that are kept.
  package func hasByte(where isAsked: (UInt8) -> Bool) -> Bool {
    (0..<(isWhole ? count : 24)).contains { isAsked(byte(at: $0)) }
  }

  package var text: String { String(decoding: utf8, as: UTF8.self) + (isWhole ? "" : "…") }

  /// Number of bytes; 32 for any word that is longer than is kept.
  package var count: Int {
    guard isWhole else { return Word.mostBytes + 1 }
    if fourth != 0 { return 32 - fourth.trailingZeroBitCount / 8 }
    if third != 0 { return 24 - third.trailingZeroBitCount / 8 }
    if second != 0 { return 16 - second.trailingZeroBitCount / 8 }
    return first == 0 ? 0 : 8 - first.trailingZeroBitCount / 8
  }

  private var isWhole: Bool { fourth & 0xFF == 0 }

  package func hasPrefix(_ prefix: StaticString) -> Bool { holds(prefix, at: 0) }
  package func hasSuffix(_ suffix: StaticString) -> Bool { holds(suffix, at: count - suffix.utf8CodeUnitCount) }

  /// Safe: a literal's bytes live as long as the program.
  private func holds(_ bytes: StaticString, at start: Int) -> Bool {
    guard start >= 0, isWhole, start + bytes.utf8CodeUnitCount <= Word.mostBytes else { return false }
    for place in 0..<bytes.utf8CodeUnitCount where byte(at: start + place) != bytes.utf8Start[place] { return false }
    return true
  }

  private func byte(at place: Int) -> UInt8 {
    let part = place < 16 ? (place < 8 ? first : second) : (place < 24 ? third : fourth)
    return UInt8(truncatingIfNeeded: part >> UInt64(56 - 8 * (place & 7)))
  }

  /// One that is the same in every run.
  var stableHash: UInt64 {
    var hash = first &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 32 ^ second) &* 0xBF58_476D_1CE4_E5B9
    if third | fourth != 0 {
      hash = (hash ^ hash >> 32 ^ third) &* 0x94D0_49BB_1331_11EB
      hash = (hash ^ hash >> 32 ^ fourth) &* 0x9E37_79B9_7F4A_7C15
    }
    return hash ^ hash >> 29
  }

  @usableFromInline package func hash(into hasher: inout Hasher) { hasher.combine(stableHash) }

  /// Puts a word together byte by byte.
  struct Builder {
    private var done: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private var open: UInt64 = 0
    private var count = 0
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    mutating func append(_ byte: UInt8) {
      if count < 32 {
        open = open << 8 | UInt64(byte)
        count += 1
        if count & 7 == 0, count < 32 {
          if count == 8 { done.0 = open } else if count == 16 { done.1 = open } else { done.2 = open }
          if count == 24 { for part in [done.0, done.1, done.2] { hash = (hash ^ part) &* 0x100_0000_01B3 } }
          open = 0
        }
      } else {
        count += 1
      }
      if count > 24 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    func parts() -> (UInt64, UInt64, UInt64, UInt64) {
      if count > Word.mostBytes { return (done.0, done.1, done.2, hash | 0x80) }
      let rest = count & 7 == 0 ? 0 : open << UInt64(64 - 8 * (count & 7))
      if count < 8 { return (rest, 0, 0, 0) }
      if count < 16 { return (done.0, rest, 0, 0) }
      if count < 24 { return (done.0, done.1, rest, 0) }
      return (done.0, done.1, done.2, rest)
    }
  }
}

extension Word: Comparable {
  @usableFromInline package static func < (a: Word, b: Word) -> Bool {
    if a.first != b.first { return a.first < b.first }
    if a.second != b.second { return a.second < b.second }
    if a.third != b.third { return a.third < b.third }
    return a.fourth < b.fourth
  }
}

extension Word: ExpressibleByStringLiteral, CustomStringConvertible {
  /// Safe: a literal's bytes live as long as the program.
  @usableFromInline package init(stringLiteral text: StaticString) {
    self.init(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @usableFromInline package var description: String { text }
}

extension Word: Codable {
  @usableFromInline package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  @usableFromInline package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Sequence<Word> {
  package func joined(separator: String) -> String {
    var joined: [UInt8] = []
    var isFirst = true
    for word in self {
      if !isFirst { joined += separator.utf8 }
      word.append(to: &joined)
      isFirst = false
    }
    return String(decoding: joined, as: UTF8.self)
  }
}
