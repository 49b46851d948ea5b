import Foundation
import ReportReading

/// Reads one cell's bytes: a number with its marks, a mark alone, nothing, or text. O(n), no strings.
struct CellParser {
  private let text: [UInt8]
  private var position: Int
  private let end: Int

  static func parse(_ text: [UInt8], _ span: Span) -> CellContent {
    var start = span.start
    var end = span.end
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    guard start < end else { return .empty }
    if end - start > 48 { return .text }
    if end - start <= ByteKey.longest, let sign = CellLexicon.signs.value(of: ByteKey(text[start..<end])) {
      switch sign {
      case .mark(let mark): return .mark(mark)
      case .nothing: return .nothing
      }
    }
    var parser = CellParser(text: text, position: start, end: end)
    return parser.content()
  }

  private init(text: [UInt8], position: Int, end: Int) {
    self.text = text
    self.position = position
    self.end = end
  }

  private var byte: UInt8 { position < end ? text[position] : 0 }
  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private func peek(_ offset: Int) -> UInt8 { position + offset < end ? text[position + offset] : 0 }

  private mutating func skipSpaces() {
    while position < end {
      if byte <= 0x20 {
        position += 1
      } else if byte == 0xC2, peek(1) == 0xA0 {
        position += 2
      } else {
        return
      }
    }
  }

  private mutating func take(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard position + count <= end else { return false }
    // Safe: `index` stays below the literal's own length, and the cell has as many bytes left.
    for index in 0..<count where text[position + index] != literal.utf8Start[index] { return false }
    position += count
    return true
  }

  private mutating func content() -> CellContent {
    let start = position
    guard let first = number() else { return isDashOnly(from: start) ? .nothing : .text }
    skipSpaces()
    if position == end || isRevision() { return .number(first) }
    let isRange = take("to ") || take("–") || take("-") || take("—") || take("‑")
    guard isRange, !first.isYearLike else { return .text }
    skipSpaces()
    guard var second = number(allowsMinus: false) else { return .text }
    skipSpaces()
    guard position == end, second.magnitude >= first.magnitude else { return .text }
    // `94-2404110`: an employer's number, a file's.
    if first.unit == nil, second.unit == nil, first.scale == nil, second.scale == nil, first.decimals == 0,
      second.magnitude > first.magnitude * 100
    {
      return .text
    }
    var low = first
    if low.unit == nil { low.unit = second.unit }
    if second.unit == nil { second.unit = low.unit }
    if low.scale == nil { low.scale = second.scale }
    second.span = Span(low.span.start, second.span.end)
    return .range(low, second)
  }

  /// "$ —", "— %", "(—)": signs round a dash.
  private func isDashOnly(from start: Int) -> Bool {
    var hasDash = false
    var index = start
    while index < end {
      switch text[index] {
      case 0x24, 0x25, 0x28, 0x29, 0x20: index += 1
      case 0x2D:
        hasDash = true
        index += 1
      case 0xE2 where index + 2 < end && (text[index + 1] == 0x80 || text[index + 1] == 0x88):
        hasDash = true
        index += 3
      case 0xC2 where index + 1 < end: index += 2
      default: return false
      }
    }
    return hasDash
  }

  private mutating func number(allowsMinus: Bool = true) -> CellNumber? {
    var number = CellNumber(magnitude: 0, span: Span(position, position))
    let start = position
    var hasParenthesis = false
    prefix: while position < end {
      skipSpaces()
      switch byte {
      case 0x28 where !hasParenthesis:
        hasParenthesis = true
        position += 1
      case 0x2B: position += 1
      case 0x7E:
        number.isAbout = true
        position += 1
      case 0x3C:
        number.isUpper = true
        position += 1
      case 0x3E:
        number.isLower = true
        position += 1
      case 0x2D where allowsMinus && !number.isNegative:
        number.isNegative = true
        position += 1
      default:
        if allowsMinus, !number.isNegative, take("−") || take("–") || take("‑") {
          number.isNegative = true
        } else if take("≈") {
          number.isAbout = true
        } else if take("≤") {
          number.isUpper = true
        } else if take("≥") {
          number.isLower = true
        } else if number.unit == nil, let (code, length) = CellLexicon.currency(text, position, end) {
          number.unit = .currency(code)
          position += length
        } else {
          break prefix
        }
      }
    }
    guard let digits = digits(into: &number) else { return nil }
    number.span = Span(start, position)
    suffix(of: &number, digits: digits)
    if hasParenthesis {
      skipSpaces()
      if byte == 0x29 {
        position += 1
        number.isNegative = true
        number.span = Span(start, position)
        suffix(of: &number, digits: digits)
      } else {
        number.isOpen = true
      }
    }
    if isFootnote() { position = end }
    return number
  }

  /// Digits with grouping and decimals; how many before the decimal mark.
  private mutating func digits(into number: inout CellNumber) -> Int? {
    let start = position
    var significand: UInt64 = 0
    var count = 0
    var decimals = 0
    var inFraction = false
    var groups = 0
    let isContinental = isContinental()
    while position < end {
      if isDigit(byte) {
        guard count < 18 else { return nil }
        significand = significand * 10 + UInt64(byte & 15)
        count += 1
        if inFraction { decimals += 1 }
        position += 1
      } else if isContinental, byte == 0x2E {
        groups += 1
        position += 1
      } else if isContinental, byte == 0x2C {
        inFraction = true
        position += 1
      } else if byte == 0x2C, !inFraction, groupFollows(1), count > 0 {
        groups += 1
        position += 1
      } else if byte == 0x2C, !inFraction, isDigit(peek(1)), count > 0, groups == 0,
        position + 3 >= end || !isDigit(peek(3))
      {
        inFraction = true  // a decimal comma: 12,5
        position += 1
      } else if byte == 0x2E, !inFraction, isDigit(peek(1)) {
        inFraction = true
        position += 1
      } else if count > 0, !inFraction, let width = groupSpace() {
        groups += 1
        position += width
      } else {
        break
      }
    }
    guard count > 0 else {
      position = start
      return nil
    }
    number.decimals = decimals
    number.magnitude = Decimal(sign: .plus, exponent: -decimals, significand: Decimal(significand))
    number.whole = significand
    for _ in 0..<decimals { number.whole /= 10 }
    let whole = count - decimals
    number.isYearLike =
      count == 4 && decimals == 0 && groups == 0 && number.unit == nil && (1900...2100).contains(significand)
    return whole
  }

  /// `48.215,4`: points between groups of three, then a decimal comma, as on the Continent.
  private func isContinental() -> Bool {
    var index = 0
    while isDigit(peek(index)) { index += 1 }
    guard (1...3).contains(index), peek(index) == 0x2E else { return false }
    while peek(index) == 0x2E, groupFollows(index + 1) { index += 4 }
    guard peek(index) == 0x2C, isDigit(peek(index + 1)) else { return false }
    index += 2
    while isDigit(peek(index)) { index += 1 }
    return peek(index) != 0x2C && peek(index) != 0x2E
  }

  /// Exactly three digits from an offset.
  private func groupFollows(_ offset: Int) -> Bool {
    isDigit(peek(offset)) && isDigit(peek(offset + 1)) && isDigit(peek(offset + 2)) && !isDigit(peek(offset + 3))
  }

  /// A no-break, thin or plain space or an apostrophe that groups digits.
  private func groupSpace() -> Int? {
    if byte == 0x20 || byte == 0x27, groupFollows(1) { return 1 }
    if byte == 0xC2, peek(1) == 0xA0, groupFollows(2) { return 2 }
    if byte == 0xE2, peek(1) == 0x80, peek(2) == 0x89 || peek(2) == 0xAF || peek(2) == 0x99, groupFollows(3) {
      return 3
    }
    return nil
  }

  /// Percent sign, multiple, scale and currency after the digits.
  private mutating func suffix(of number: inout CellNumber, digits: Int) {
    for _ in 0..<3 {
      let before = position
      skipSpaces()
      if byte == 0x25 {
        number.unit = .percent
        position += 1
      } else if byte == 0x2B, number.unit != nil || number.scale != nil || position + 1 == end {
        number.isLower = true
        position += 1
      } else if let (suffix, length) = CellLexicon.suffix(text, position, end) {
        position += length
        switch suffix {
        case .scale(let exponent): number.scale = exponent
        case .unit(let unit): number.unit = unit
        case .estimate: break
        }
        number.isYearLike = number.isYearLike && suffix == .estimate
      } else if number.unit == nil, let (code, length) = CellLexicon.currency(text, position, end) {
        number.unit = .currency(code)
        position += length
      } else {
        position = before
        return
      }
      if number.unit != nil { number.isYearLike = false }
      number.span = Span(number.span.start, position)
    }
  }

  /// Only a number in parentheses remains, "1.4 (−0.3)": how the one before it was revised, or what it was before.
  private func isRevision() -> Bool {
    guard byte == 0x28, text[end - 1] == 0x29 else { return false }
    var parser = self
    parser.position += 1
    guard parser.number() != nil else { return false }
    parser.skipSpaces()
    return parser.position == end - 1
  }

  /// Only footnote marks remain: `(1)`, `(a)(b)`, `*`, `†`, `¹`.
  private func isFootnote() -> Bool {
    var index = position
    var marks = 0
    while index < end {
      let byte = text[index]
      if byte == 0x20 {
        index += 1
      } else if byte == 0x2A || byte == 0x23 {
        index += 1
        marks += 1
      } else if byte == 0x28 || byte == 0x5B {
        var close = index + 1
        while close < end, close - index < 4, text[close] != 0x29, text[close] != 0x5D { close += 1 }
        guard close < end, text[close] == 0x29 || text[close] == 0x5D, close > index + 1 else { return false }
        index = close + 1
        marks += 1
      } else if byte == 0xC2, index + 1 < end, [0xB9, 0xB2, 0xB3, 0xA7, 0xA0].contains(text[index + 1]) {
        index += 2
        marks += 1
      } else if byte == 0xE2, index + 2 < end,
        text[index + 1] == 0x81 || text[index + 1] == 0x80 && (0xA0...0xA1).contains(text[index + 2])
      {
        index += 3
        marks += 1
      } else {
        return false
      }
    }
    return marks > 0
  }
}
