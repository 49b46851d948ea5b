/// Cuts a block's text into sentences.
///
/// A sentence ends at `.`, `!`, `?` or `…` (with closing quotes and brackets) before a space and a capital, digit, quote or
/// the end; not after an abbreviation, an initial, or inside a number. What goes on past `longest` is cut at a space, so
/// that no stage after this one meets a sentence without end.
enum SentenceSplitter {
  /// Bytes; many times the longest sentence that anyone wrote to be read.
  static let longest = 8_000

  static func split(_ text: [UInt8], _ span: Span, _ take: (Span) -> Void) {
    var start = span.start
    var index = span.start
    while true {
      index = stop(text, from: index, to: span.end)
      guard index < span.end else { break }
      let byte = text[index]
      guard byte != 0xE2 || isEllipsis(text, index, span.end) else {
        index += 1
        continue
      }
      var end = index + (byte == 0xE2 ? 3 : 1)
      while end < span.end, text[end] == 0x2E || text[end] == 0x21 || text[end] == 0x3F { end += 1 }
      end = closers(text, end, span.end)
      guard end < span.end else { break }
      if text[end] == 0x20, startsSentence(text, end + 1, span.end),
        byte != 0x2E || end > index + 1 || !isAbbreviation(text, index, start, next: end + 1, limit: span.end)
      {
        emit(text, start, end, take)
        start = end + 1
      }
      index = end
    }
    emit(text, start, span.end, take)
  }

  /// The first byte that may end a sentence; the end where there is none.
  private static func stop(_ text: [UInt8], from start: Int, to end: Int) -> Int {
    // Safe: `end` is at most the text's length.
    text.withUnsafeBufferPointer { text in
      var index = start
      // Eight at a time: of the bytes in which a sought one is zero the lowest is told for certain.
      while index + 8 <= end {
        let word = UInt64(
          littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let found =
          zeros(word ^ 0x2E2E_2E2E_2E2E_2E2E) | zeros(word ^ 0x2121_2121_2121_2121)
          | zeros(word ^ 0x3F3F_3F3F_3F3F_3F3F) | zeros(word ^ 0xE2E2_E2E2_E2E2_E2E2)
        if found != 0 { return index + found.trailingZeroBitCount >> 3 }
        index += 8
      }
      while index < end {
        let byte = text[index]
        // Most bytes are letters, beyond the punctuation of ASCII.
        if byte < 0x40 ? byte == 0x2E || byte == 0x21 || byte == 0x3F : byte == 0xE2 { return index }
        index += 1
      }
      return end
    }
  }

  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// Hands on what stands between two ends, cut where it goes on past `longest`: at a space, or, with no space in twice
  /// that, between any two characters.
  private static func emit(_ text: [UInt8], _ start: Int, _ end: Int, _ take: (Span) -> Void) {
    var start = start
    while end - start > longest {
      var cut = start + longest
      while cut < min(end, start + 2 * longest), text[cut] != 0x20 { cut += 1 }
      while cut < end, text[cut] & 0xC0 == 0x80 { cut += 1 }
      guard cut < end else { break }
      trimmed(text, start, cut, take)
      start = cut
    }
    trimmed(text, start, end, take)
  }

  private static func trimmed(_ text: [UInt8], _ start: Int, _ end: Int, _ take: (Span) -> Void) {
    var low = start
    var high = end
    while low < high, text[low] <= 0x20 { low += 1 }
    while high > low, text[high - 1] <= 0x20 { high -= 1 }
    if high > low { take(Span(low, high)) }
  }

  private static func isEllipsis(_ text: [UInt8], _ index: Int, _ end: Int) -> Bool {
    text[index] == 0xE2 && index + 2 < end && text[index + 1] == 0x80 && text[index + 2] == 0xA6
  }

  /// Past closing quotes and brackets.
  private static func closers(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end {
      switch text[index] {
      case 0x22, 0x27, 0x29, 0x5D: index += 1
      case 0xE2
      where index + 2 < end && text[index + 1] == 0x80 && (text[index + 2] == 0x9D || text[index + 2] == 0x99):
        index += 3
      default: return index
      }
    }
    return index
  }

  private static func startsSentence(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return true }
    switch text[start] {
    case 0x61...0x7A, 0x2C, 0x3B, 0x3A, 0x29: return false
    default: return true
    }
  }

  /// Whether the full stop at `dot` belongs to a short form and not to the sentence.
  private static func isAbbreviation(_ text: [UInt8], _ dot: Int, _ start: Int, next: Int, limit: Int) -> Bool {
    var low = dot
    while low > start, text[low - 1] > 0x20, text[low - 1] != 0x28, text[low - 1] != 0x22, dot - low < 16 { low -= 1 }
    guard low < dot else { return false }
    let word = text[low..<dot]
    // An initial, or letters with stops between: "U.S.", "J.", "e.g."
    let isInitial = word.count == 1 && (word.first.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } ?? false)
    if isInitial, word.first != 0x49 || low == start { return true }
    if word.contains(0x2E) {
      let lower = String(decoding: word, as: UTF8.self).lowercased()
      if lower == "a.m" || lower == "p.m" || lower == "u.s" || lower == "u.k" || lower == "e.u" || lower == "d.c"
        || lower == "u.n"
      {
        return !opensSentence(text, next, limit)
      }
      return lower.split(separator: ".").allSatisfy { $0.utf8.count == 1 }
    }
    guard let key = ShortWords.key(word, folding: true) else { return false }
    if Abbreviations.always.contains(key) { return true }
    if Abbreviations.beforeNumbers.contains(key), next < limit { return text[next] >= 0x30 && text[next] <= 0x39 }
    if Abbreviations.companies.contains(key) { return !opensSentence(text, next, limit) }
    return false
  }

  /// The next word is one that usually opens a sentence, so that even after "U.S." or "Inc." a new one begins.
  private static func opensSentence(_ text: [UInt8], _ start: Int, _ limit: Int) -> Bool {
    var end = start
    while end < limit, text[end] > 0x20, text[end] != 0x2C { end += 1 }
    return ShortWords.key(text[start..<end], folding: false).map(Abbreviations.openers.contains) ?? false
  }
}

/// Short forms that end with a full stop, in lower case without it.
enum Abbreviations {
  static let always: ShortWords = [
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "st", "vs", "v", "cf", "eg", "ie", "al", "approx",
    "est",
    "messrs", "hon", "rev", "capt", "col", "maj", "lt", "mt", "ft", "viz", "ca", "incl", "excl", "resp", "seq",
  ]
  static let beforeNumbers: ShortWords = [
    "no", "nos", "art", "sec", "ch", "fig", "figs", "vol", "p", "pp", "par", "para", "eq", "tab", "item", "jan", "feb",
    "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ex", "app", "cl", "reg", "rs", "us",
  ]
  static let companies: ShortWords = [
    "inc", "corp", "co", "ltd", "llc", "plc", "lp", "cos", "bros", "jr", "sr", "etc", "dept", "div", "assn", "intl",
    "ag", "sa", "nv", "ave", "blvd", "rd", "univ",
  ]
  static let openers: ShortWords = [
    "The", "This", "That", "These", "Those", "It", "Its", "In", "We", "Our", "As", "At", "For", "However", "Although",
    "While", "If", "There", "They", "He", "She", "But", "And", "On", "When", "Since", "During", "By", "To", "With",
    "From", "After", "Before", "Under", "A", "An", "Such", "Some", "Most", "Many", "All", "Each", "Because", "Net",
  ]
}

/// A list of words of at most eight bytes, each held as the number that its bytes make.
struct ShortWords: ExpressibleByArrayLiteral, Sendable {
  /// In ascending order.
  private let keys: [UInt64]

  init(arrayLiteral words: String...) {
    keys = words.compactMap { Self.key(Array($0.utf8)[...], folding: false) }.sorted()
  }

  /// Nil for a longer word, which no list has. `folding` makes the capitals of ASCII small.
  static func key(_ word: ArraySlice<UInt8>, folding: Bool) -> UInt64? {
    guard word.count <= 8 else { return nil }
    return word.reduce(0) { $0 << 8 | UInt64(folding && $1 >= 0x41 && $1 <= 0x5A ? $1 | 0x20 : $1) }
  }

  /// By binary search.
  func contains(_ key: UInt64) -> Bool {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] == key { return true }
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
