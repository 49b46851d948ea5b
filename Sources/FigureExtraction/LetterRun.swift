/// Runs of ASCII letters, found and folded eight bytes at a time, for words are most of a text.
enum LetterRun {
  /// Eight bytes from `index` on, the first in the lowest bits; the text must have as many.
  @inline(__always)
  static func load(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64 {
    // Safe: the caller has seen that the text goes on for eight bytes.
    UInt64(littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// How many letters eight bytes begin with.
  @inline(__always)
  static func count(_ word: UInt64) -> Int {
    // A carry into a byte's highest bit tells that it is `a` or more, another that it is more than `z`.
    let small = (word | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = small &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondZ = small &+ 0x0505_0505_0505_0505
    let others = ~(fromA & ~beyondZ & ~word) & 0x8080_8080_8080_8080
    return others.trailingZeroBitCount >> 3
  }

  /// The end of the letters that begin at `start`, none from `limit` on.
  @inline(__always)
  static func end(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) -> Int {
    var end = start
    while end + 8 <= text.count {
      let count = count(load(text, end))
      end += count
      if count < 8 || end >= limit { return min(end, limit) }
    }
    while end < limit, text[end] | 0x20 >= 0x61, text[end] | 0x20 <= 0x7A { end += 1 }
    return min(end, limit)
  }

  /// The first `count` bytes, at most eight, zeros in place of the others.
  @inline(__always)
  static func first(_ count: Int, of word: UInt64) -> UInt64 {
    count >= 8 ? word : word & (1 << (8 * UInt64(count)) - 1)
  }

  /// The capitals of ASCII made small.
  @inline(__always)
  static func lowercased(_ word: UInt64) -> UInt64 {
    let ascii = word & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = ascii &+ 0x3F3F_3F3F_3F3F_3F3F
    let beyondZ = ascii &+ 0x2525_2525_2525_2525
    return word | (fromA & ~beyondZ & ~word & 0x8080_8080_8080_8080) >> 2
  }
}
