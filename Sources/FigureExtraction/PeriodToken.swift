import ReportReading

/// A word, number or mark of the text, as the grammar of periods sees it.
struct PeriodToken: Sendable {
  enum Kind: Sendable { case word, number, mark }

  let kind: Kind
  let start: Int
  let end: Int
  /// No space stands before it.
  let isGlued: Bool
  var word: PeriodWord = .other
  /// A number's value; a mark's ASCII byte, dashes of every width being `-` and apostrophes `'`.
  var value = 0
  /// Digits as printed.
  var digits = 0
  /// A bare number: no grouping comma, decimal point, currency sign or percent sign.
  var isBare = true
  var isCapitalized = false
  /// Two letters or more, all capitals.
  var isAllCapitals = false

  func isMark(_ mark: Unicode.Scalar) -> Bool { kind == .mark && Int(mark.value) == value }
}

/// Splits text into tokens, at the border between letters and digits too (`3Q26E` is four).
struct PeriodTokenizer {
  let text: [UInt8]
  let limit: Int
  private(set) var position: Int
  private let words = PeriodLexicon.words

  init(text: [UInt8], in span: Span) {
    self.text = text
    limit = min(span.end, text.count)
    position = max(span.start, 0)
  }

  /// O(n) in the span's bytes.
  mutating func tokens() -> [PeriodToken] {
    var tokens: [PeriodToken] = []
    tokens.reserveCapacity((limit - position) / 5 + 2)
    var gap = true
    while position < limit {
      let byte = text[position]
      if let width = spaceWidth(at: position) {
        position += width
        gap = true
        continue
      }
      let token: PeriodToken
      if isDigit(byte) {
        token = number(isGlued: !gap, after: tokens.last)
      } else if isLetter(byte) {
        token = word(isGlued: !gap)
      } else {
        token = mark(isGlued: !gap)
      }
      tokens.append(token)
      gap = false
    }
    return tokens
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
  private func byte(_ index: Int) -> UInt8 { index < limit ? text[index] : 0 }

  /// Bytes of white space at an index; nil where there is none. No-break and typographic spaces count.
  private func spaceWidth(at index: Int) -> Int? {
    switch text[index] {
    case 0x20, 0x09...0x0D: return 1
    case 0xC2 where byte(index + 1) == 0xA0: return 2
    case 0xE2 where byte(index + 1) == 0x80 && ((0x80...0x8B).contains(byte(index + 2)) || byte(index + 2) == 0xAF):
      return 3
    default: return nil
    }
  }

  private mutating func word(isGlued: Bool) -> PeriodToken {
    let start = position
    var key: WordKey?
    // Safe: the buffer is used only inside the call, and the letters end at `limit` at the latest.
    (position, key) = text.withUnsafeBufferPointer { text in
      let end = LetterRun.end(text, from: start, to: limit)
      return (end, WordKey(text, start..<end))
    }
    var token = PeriodToken(kind: .word, start: start, end: position, isGlued: isGlued)
    token.isCapitalized = text[start] < 0x61
    token.isAllCapitals =
      token.isCapitalized && position - start > 1 && text[start..<position].allSatisfy { $0 < 0x61 }
    token.word = key.flatMap { words.value(of: $0) } ?? .other
    return token
  }

  /// Digits with their grouping and decimals. `28.06.2025` stays three numbers.
  private mutating func number(isGlued: Bool, after previous: PeriodToken?) -> PeriodToken {
    let start = position
    var value = 0
    func scanDigits(_ from: Int) -> Int {
      var end = from
      while end < limit, isDigit(text[end]) { end += 1 }
      return end
    }
    var end = scanDigits(start)
    for index in start..<min(end, start + 9) { value = value * 10 + Int(text[index] - 0x30) }
    let digits = end - start
    var isBare = digits <= 9
    while byte(end) == 0x2C, scanDigits(end + 1) == end + 4 {
      isBare = false
      end += 4
    }
    if byte(end) == 0x2E, isDigit(byte(end + 1)) {
      let fraction = scanDigits(end + 1)
      let isDotted = byte(fraction) == 0x2E && isDigit(byte(fraction + 1)) || isGlued && previous?.isMark(".") == true
      if !isDotted {
        isBare = false
        end = fraction
      }
    }
    // U+2030 and beyond are rare; a percent sign may stand after one space.
    if byte(end) == 0x25 || byte(end) == 0x20 && byte(end + 1) == 0x25 { isBare = false }
    if isGlued, let previous, previous.kind == .mark, isCurrency(previous) { isBare = false }
    position = end
    return PeriodToken(
      kind: .number, start: start, end: end, isGlued: isGlued, value: value, digits: digits, isBare: isBare)
  }

  private func isCurrency(_ mark: PeriodToken) -> Bool {
    switch text[mark.start] {
    case 0x24: true  // $
    case 0xC2: (0xA2...0xA5).contains(byte(mark.start + 1))  // ¢ £ ¤ ¥
    case 0xE2: byte(mark.start + 1) == 0x82  // U+20A0…20BF, the currency block
    default: false
    }
  }

  private mutating func mark(isGlued: Bool) -> PeriodToken {
    let start = position
    let first = text[position]
    position += 1
    var value = Int(first)
    if first >= 0x80 {
      while position < limit, text[position] & 0xC0 == 0x80 { position += 1 }
      value = 0
      if first == 0xE2, byte(start + 1) == 0x80 {
        switch byte(start + 2) {
        case 0x90...0x95: value = 0x2D  // hyphens and dashes, U+2010…2015
        case 0x98, 0x99: value = 0x27
        default: break
        }
      } else if first == 0xE2, byte(start + 1) == 0x88, byte(start + 2) == 0x92 {
        value = 0x2D  // minus sign
      }
    }
    return PeriodToken(kind: .mark, start: start, end: position, isGlued: isGlued, value: value)
  }
}
