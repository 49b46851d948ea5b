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
    var builder = Builder()
    for byte in text.utf8 { builder.append(byte) }
    self.init(builder)
  }

  package init(_ text: String) { self.init(text[...]) }

  /// With small letters for the capitals of ASCII.
  package init(lowering text: Substring) {
    var builder = Builder()
    for byte in text.utf8 { builder.append(Words.isUpper(byte) ? byte | 0x20 : byte) }
    self.init(builder)
  }

  package init(_ bytes: ArraySlice<UInt8>) {
    var builder = Builder()
    for byte in bytes { builder.append(byte) }
    self.init(builder)
  }

  /// Of ASCII letters and digits, in lower case.
  init(lowering text: [UInt8], _ range: Range<Int>) {
    guard range.count <= Word.mostBytes else {
      self.init(text[range].map { $0 | 0x20 }[...])
      return
    }
    func part(_ number: Int) -> UInt64 {
      let start = range.lowerBound + 8 * number
      guard start < range.upperBound else { return 0 }
      let end = min(start + 8, range.upperBound)
      var value: UInt64 = 0
      for place in start..<end { value = value << 8 | UInt64(text[place] | 0x20) }
      return value << UInt64(8 * (8 - (end - start)))
    }
    self.init(parts: (part(0), part(1), part(2), part(3)))
  }

  /// The bytes of a range of a text as they are.
  package init(_ text: [UInt8], _ range: Range<Int>) {
    var builder = Builder()
    for place in range { builder.append(text[place]) }
    self.init(builder)
  }

  init(_ builder: Builder) { self.init(parts: builder.parts()) }

  private init(parts: (UInt64, UInt64, UInt64, UInt64)) { (first, second, third, fourth) = parts }

  package var isEmpty: Bool { first == 0 }

  /// The word's bytes, as many as are kept.
  package var utf8: [UInt8] {
    let count = isWhole ? self.count : 24
    return (0..<count).map(byte(at:))
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
    var builder = Builder()
    for place in 0..<text.utf8CodeUnitCount { builder.append(text.utf8Start[place]) }
    self.init(builder)
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
    var joined = ""
    var isFirst = true
    for word in self {
      if !isFirst { joined += separator }
      joined += word.text
      isFirst = false
    }
    return joined
  }
}
