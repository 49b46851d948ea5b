import ReportReading

/// A word, a number in digits or a sign of the text, with its letters already hashed for table look-ups.
struct Token {
  enum Kind: UInt8 { case word, number, symbol }
  let kind: Kind
  let start: Int
  let end: Int
  /// White space, or the start of the text, stands before it.
  let gap: Bool
  /// Hash of the bytes as written.
  let exact: UInt64
  /// Hash of the bytes in lower case.
  let folded: UInt64
  /// First Unicode scalar.
  let scalar: UInt32

  var span: Span { Span(start, end) }
  var isUppercase: Bool { scalar >= 65 && scalar <= 90 }
  func isSymbol(_ character: Unicode.Scalar) -> Bool { kind == .symbol && scalar == character.value }
}

/// Hashes of the bytes of tokens, eight at a time.
enum TokenHash {
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Of the bytes as written, and of the same in lower case.
  static func of(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (exact: UInt64, folded: UInt64) {
    var exact = UInt64(range.count)
    var folded = exact
    var index = range.lowerBound
    while index < range.upperBound {
      let word = word(text, at: index, before: range.upperBound)
      exact = mixed(exact, word)
      folded = mixed(folded, LetterRun.lowercased(word))
      index += 8
    }
    return (exact, folded)
  }

  /// Of a token of at most eight bytes, the first in the lowest bits and zeros after the last.
  @inline(__always)
  static func of(_ word: UInt64, count: Int) -> (exact: UInt64, folded: UInt64) {
    (mixed(UInt64(count), word), mixed(UInt64(count), LetterRun.lowercased(word)))
  }

  static func of(_ word: StaticString) -> UInt64 { word.withUTF8Buffer { of($0, 0..<$0.count).exact } }

  /// Joins the hash of one more token to that of the phrase before it.
  static func join(_ phrase: UInt64, _ token: UInt64) -> UInt64 { mixed(phrase &* 31, token) }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* factor
    return product ^ product >> 32
  }

  /// The bytes from `index` on, at most eight and none from `end` on; zeros in place of those that are missing.
  private static func word(_ text: UnsafeBufferPointer<UInt8>, at index: Int, before end: Int) -> UInt64 {
    let count = min(8, end - index)
    guard index + 8 <= text.count else {
      return (0..<count).reduce(0) { $0 | UInt64(text[index + $1]) << (8 * UInt64($1)) }
    }
    return LetterRun.first(count, of: LetterRun.load(text, index))
  }
}

/// Cuts text into words, numbers and signs. A number ends where letters begin and the reverse, so `10k$` is three tokens.
enum Tokenizer {
  static func tokens(of text: [UInt8], in span: Span) -> [Token] {
    // Safe: the buffer is used only inside the call, and every index stays below `end`, which is at most its length.
    text.withUnsafeBufferPointer { tokens(of: $0, from: span.start, to: min(span.end, $0.count)) }
  }

  /// The tokens of the bytes from `first` to `end`, which is at most their count.
  static func tokens(of text: UnsafeBufferPointer<UInt8>, from first: Int, to end: Int) -> [Token] {
    var result: [Token] = []
    result.reserveCapacity((end - first) / 4 + 4)
    var i = first
    var gap = true
    while i < end {
      let byte = text[i]
      if let word = shortWord(text, i, end, gap: gap) {
        result.append(word)
        gap = false
        i = word.end
        continue
      }
      if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        gap = true
        i += 1
        continue
      }
      let start = i
      let (scalar, width) = decode(text, i, end)
      if isSpace(scalar) {
        gap = true
        i += width
        continue
      }
      let kind: Token.Kind
      if isDigit(scalar)
        || (byte == 0x2E && i + 1 < end && isDigit(UInt32(text[i + 1])) && startsDecimal(text, i, first))
      {
        kind = .number
        i = endOfNumber(text, i, end)
      } else if isLetter(scalar) {
        kind = .word
        i += width
        while i < end {
          i = LetterRun.end(text, from: i, to: end)
          if i == end || text[i] < 0x80 { break }
          let (next, step) = decode(text, i, end)
          guard isLetter(next) else { break }
          i += step
        }
      } else {
        kind = .symbol
        i += width
      }
      let (exact, folded) = TokenHash.of(text, start..<i)
      result.append(
        Token(kind: kind, start: start, end: i, gap: gap, exact: exact, folded: folded, scalar: scalar))
      gap = false
    }
    return result
  }

  /// A word of at most seven letters of ASCII, as most are, with no more to it.
  @inline(__always)
  private static func shortWord(_ text: UnsafeBufferPointer<UInt8>, _ i: Int, _ end: Int, gap: Bool) -> Token? {
    guard i + 8 <= end else { return nil }
    let word = LetterRun.load(text, i)
    let count = LetterRun.count(word)
    guard count > 0, count < 8, text[i + count] < 0x80 else { return nil }
    let (exact, folded) = TokenHash.of(LetterRun.first(count, of: word), count: count)
    return Token(
      kind: .word, start: i, end: i + count, gap: gap, exact: exact, folded: folded, scalar: UInt32(text[i]))
  }

  /// Digits with thousands separators and one decimal point: `1,234.5`, `12,34,567`, `.5`.
  /// More points than one make a version or an address, which is kept whole so that no part is taken for a number.
  private static func endOfNumber(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    func digits(_ from: Int) -> Int {
      var i = from
      while i < end, text[i] >= 48, text[i] <= 57 { i += 1 }
      return i - from
    }
    var i = start + digits(start)
    if i - start <= 3, i > start, text[start] != 48 {
      while i < end, text[i] == 0x2C {
        let count = digits(i + 1)
        let next = i + 1 + count
        if count == 3 || (count == 2 && next < end && text[next] == 0x2C && (2...3).contains(digits(next + 1))) {
          i = next
        } else {
          break
        }
      }
    }
    while i < end, text[i] == 0x2E {
      let count = digits(i + 1)
      guard count > 0 else { break }
      i += 1 + count
    }
    return i
  }

  private static func startsDecimal(_ text: UnsafeBufferPointer<UInt8>, _ i: Int, _ first: Int) -> Bool {
    guard i > first else { return true }
    let before = text[i - 1]
    return !(before >= 48 && before <= 57) && before != 0x2E && !(before | 0x20 >= 97 && before | 0x20 <= 122)
  }

  private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ i: Int, _ end: Int) -> (UInt32, Int) {
    let a = text[i]
    if a < 0x80 { return (UInt32(a), 1) }
    if a < 0xE0, i + 1 < end { return (UInt32(a & 0x1F) << 6 | UInt32(text[i + 1] & 0x3F), 2) }
    if a < 0xF0, i + 2 < end {
      return (UInt32(a & 0x0F) << 12 | UInt32(text[i + 1] & 0x3F) << 6 | UInt32(text[i + 2] & 0x3F), 3)
    }
    if i + 3 < end {
      return (
        UInt32(a & 0x07) << 18 | UInt32(text[i + 1] & 0x3F) << 12 | UInt32(text[i + 2] & 0x3F) << 6
          | UInt32(text[i + 3] & 0x3F), 4
      )
    }
    return (0xFFFD, 1)
  }

  static func isDigit(_ scalar: UInt32) -> Bool { scalar >= 48 && scalar <= 57 }

  static func isSpace(_ scalar: UInt32) -> Bool {
    scalar == 0xA0 || scalar == 0x202F || (scalar >= 0x2000 && scalar <= 0x200B) || scalar == 0x3000
      || scalar == 0xFEFF
  }

  static func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (scalar | 0x20) >= 97 && (scalar | 0x20) <= 122 }
    if scalar < 0xC0 { return scalar == 0xB5 || scalar == 0xAA || scalar == 0xBA }
    if scalar == 0xD7 || scalar == 0xF7 { return false }
    if scalar >= 0x2000 && scalar < 0x2C00 { return scalar == 0x2126 || scalar == 0x212B }
    if scalar >= 0x3000 && scalar <= 0x303F { return false }
    return scalar != 0xFFFD && !(scalar >= 0xE000 && scalar <= 0xF8FF)
  }
}
