import ReportReading
import Synchronization

/// Where the runs of letters and digits of a text stand, so that words of it are found again without reading all of it.
///
/// Made when first asked, in one pass; a look-up visits the places of one run. Thirteen bytes a run at most.
final class WordPlaces: Sendable {
  private let text: [UInt8]
  private let table = Mutex<Table?>(nil)

  init(_ text: [UInt8]) { self.text = text }

  /// Makes the table before it is asked for.
  func prepare() { read { _ in } }

  private func read<Answer: Sendable>(_ question: @Sendable (Table) -> Answer) -> Answer {
    table.withLock { table in
      let known = table ?? Table(text)
      table = known
      return question(known)
    }
  }

  /// Where `needle` stands in the text with no letter or digit running on; in no order.
  func occurrences(of needle: [UInt8]) -> [Int] {
    guard let run = Self.longestRun(of: needle) else { return unworded(needle) }
    let places = read { $0.places(of: needle[run]) }
    return places.compactMap { place in
      let start = Int(place) - run.lowerBound
      let end = start + needle.count
      guard start >= 0, end <= text.count, text[start..<end].elementsEqual(needle) else { return nil }
      if start > 0, Self.isWord(needle[0]), Self.isWord(text[start - 1]) { return nil }
      if end < text.count, Self.isWord(needle[needle.count - 1]), Self.isWord(text[end]) { return nil }
      return start
    }
  }

  /// A needle without a letter or digit is looked for in the whole text.
  private func unworded(_ needle: [UInt8]) -> [Int] {
    guard !needle.isEmpty else { return [] }
    var found: [Int] = []
    var start = 0
    while let place = ByteSearch.first(needle, in: text, start..<text.count) {
      found.append(place)
      start = place + 1
    }
    return found
  }

  /// The rarest run, most likely.
  private static func longestRun(of needle: [UInt8]) -> Range<Int>? {
    var longest: Range<Int>?
    var start = 0
    for index in 0...needle.count where index == needle.count || !isWord(needle[index]) {
      if index - start > longest?.count ?? 0 { longest = start..<index }
      start = index + 1
    }
    return longest
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
  }

  /// Runs by the hash of their bytes, chained.
  private struct Table: Sendable {
    /// One more than the number of the last run of a hash; 0 for none.
    private let heads: [Int32]
    private let starts: [Int32]
    /// For each run one more than the number of the run before it with its hash.
    private let before: [Int32]

    init(_ text: [UInt8]) {
      var size = 1024
      while size < text.count / 12 { size *= 2 }
      var heads = [Int32](repeating: 0, count: size)
      var (starts, before): ([Int32], [Int32]) = ([], [])
      starts.reserveCapacity(text.count / 6)
      before.reserveCapacity(text.count / 6)
      // Safe: no index leaves the text, which takes a fifth less work where it is not asked at every byte.
      text.withUnsafeBufferPointer { bytes in
        var index = 0
        while index < bytes.count {
          guard WordPlaces.isWord(bytes[index]) else {
            index += 1
            continue
          }
          let start = index
          var hash = Self.seed
          while index < bytes.count, WordPlaces.isWord(bytes[index]) {
            hash = Self.join(hash, bytes[index])
            index += 1
          }
          let slot = Self.slot(hash, size)
          before.append(heads[slot])
          starts.append(Int32(start))
          heads[slot] = Int32(starts.count)
        }
      }
      (self.heads, self.starts, self.before) = (heads, starts, before)
    }

    /// Runs that may be the bytes: a hash is no proof.
    func places(of run: ArraySlice<UInt8>) -> [Int32] {
      var places: [Int32] = []
      var next = heads[Self.slot(run.reduce(Self.seed, Self.join), heads.count)]
      while next > 0 {
        places.append(starts[Int(next) - 1])
        next = before[Int(next) - 1]
      }
      return places
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func join(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    private static func slot(_ hash: UInt64, _ size: Int) -> Int {
      Int(truncatingIfNeeded: hash ^ hash >> 32) & (size - 1)
    }
  }
}
