import Foundation

/// A bare number as written: its value, how finely it is given, and how it was written.
struct Numeral {
  var value: Decimal
  /// One unit of the last digit, scaled.
  var resolution: Decimal
  /// Index of the token after it.
  var end: Int
  /// The number before its scale word: 1.7 in `1.7 billion`.
  var mantissa: Decimal
  /// Power of ten of the scale word or suffix; 0 where there is none.
  var scale = 0
  var isWord = false
  /// Written with "a" or "an", or as a bare half or dozen.
  var isIndefinite = false
  var isFraction = false
  /// Four digits that may be a year.
  var isYearLike = false
  var hasLeadingZero = false
  /// Written in plain digits without any mark or scale.
  var isPlainInteger = false

  init(_ value: Decimal, end: Int, resolution: Decimal = 1) {
    self.value = value
    self.mantissa = value
    self.resolution = resolution
    self.end = end
  }

  mutating func multiply(power: Int) {
    value = value.times(tenTo: power)
    resolution = resolution.times(tenTo: power)
    scale += power
    isPlainInteger = false
    isYearLike = false
  }
}

/// Reads one numeral that begins at a token: digits, words or both.
struct NumeralParser {
  let text: [UInt8]
  let tokens: [Token]

  func token(_ i: Int) -> Token? { i >= 0 && i < tokens.count ? tokens[i] : nil }
  func isGlued(_ i: Int) -> Bool { i > 0 && i < tokens.count && !tokens[i].gap }

  func numeral(at i: Int) -> Numeral? {
    guard let first = token(i) else { return nil }
    switch first.kind {
    case .number:
      guard var number = digits(at: i) else { return nil }
      number = fraction(after: number)
      number = scaled(number)
      return number
    case .symbol:
      guard let (top, bottom) = NumberLexicon.vulgarFraction(first.scalar) else { return nil }
      var number = Numeral(Decimal(top) / Decimal(bottom), end: i + 1, resolution: Decimal(1) / Decimal(bottom))
      number.isFraction = true
      return scaled(number)
    case .word:
      return words(at: i)
    }
  }

  // MARK: Digits

  /// `1,234.5`, `10 000`, `1.2e6`, `5 × 10^9`.
  func digits(at i: Int) -> Numeral? {
    guard let first = token(i), first.kind == .number, var number = plain(first, end: i + 1) else { return nil }
    // 10 000: groups of three after a space, told from neighbours by all being exactly three digits.
    if number.isPlainInteger, first.end - first.start <= 3, text[first.start] != 48 {
      var end = i + 1
      var value = number.value
      while let next = token(end), next.kind == .number, next.gap, next.start - tokens[end - 1].end <= 3,
        groupLength(next) == 3
      {
        let group = plain(next, end: end + 1)
        guard let group else { break }
        value = value * 1000 + group.value
        end += 1
        number.resolution = group.resolution
        if next.end - next.start > 3 { break }
      }
      if end > i + 1, end > i + 2 || isThousandsGroup(at: i + 1) {
        number.value = value
        number.mantissa = value
        number.end = end
        number.isPlainInteger = false
      } else {
        number.resolution = 1
      }
    }
    return exponent(after: number)
  }

  /// Digits before the point of a number token.
  private func groupLength(_ token: Token) -> Int {
    var n = 0
    for j in token.start..<token.end {
      guard text[j] >= 48, text[j] <= 57 else { break }
      n += 1
    }
    return n
  }

  /// `10 000` but not `12 345 things`: the group is round, or the space is a narrow one.
  private func isThousandsGroup(at i: Int) -> Bool {
    let gapBytes = tokens[i].start - tokens[i - 1].end
    if gapBytes > 1 { return true }
    let token = tokens[i]
    return text[token.start] == 48 && text[token.start + 1] == 48 && text[token.start + 2] == 48
  }

  private func plain(_ token: Token, end: Int) -> Numeral? {
    var mantissa: UInt64 = 0
    var count = 0
    var decimals = 0
    var points = 0
    for j in token.start..<token.end {
      let b = text[j]
      if b == 0x2E {
        points += 1
      } else if b >= 48 {
        guard count < 18 || (b == 48 && points > 0) else {
          count += 1
          if count > 30 { return nil }
          if points == 0 { return long(token, end: end) }
          continue
        }
        if count >= 18 { continue }
        mantissa = mantissa * 10 + UInt64(b - 48)
        if mantissa > 0 { count += 1 }
        if points > 0 { decimals += 1 }
      }
    }
    guard points < 2 else { return nil }
    var number = Numeral(
      Decimal(mantissa).times(tenTo: -decimals), end: end, resolution: NumberLexicon.power(-decimals))
    let length = token.end - token.start
    number.isPlainInteger = decimals == 0 && points == 0 && !text[token.start..<token.end].contains(0x2C)
    number.isYearLike = number.isPlainInteger && length == 4 && mantissa >= 1900 && mantissa < 2100
    number.hasLeadingZero = length > 1 && text[token.start] == 48 && points == 0
    return number
  }

  private func long(_ token: Token, end: Int) -> Numeral? {
    let digits = text[token.start..<token.end].filter { $0 != 0x2C }
    guard let value = Decimal(string: String(decoding: digits, as: UTF8.self)) else { return nil }
    return Numeral(value, end: end)
  }

  private func exponent(after number: Numeral) -> Numeral {
    var number = number
    // 1.2e6, 1.2E+6
    if let letter = token(number.end), letter.kind == .word, !letter.gap, letter.end - letter.start == 1,
      letter.scalar | 0x20 == 0x65
    {
      var j = number.end + 1
      var negative = false
      if let sign = token(j), !sign.gap, sign.kind == .symbol, sign.scalar == 0x2B || BoundLexicon.isDash(sign.scalar) {
        negative = sign.scalar != 0x2B
        j += 1
      }
      if let power = token(j), power.kind == .number, !power.gap, power.end - power.start <= 2,
        let value = plain(power, end: j + 1)
      {
        number.multiply(power: (negative ? -1 : 1) * NSDecimalNumber(decimal: value.value).intValue)
        number.scale = 0
        number.end = j + 1
        return number
      }
    }
    // 5 × 10^9, 10^6
    var j = number.end
    var base: Int?
    if let sign = token(j),
      sign.scalar == 0xD7 || sign.isSymbol("*")
        || (sign.kind == .word && sign.end - sign.start == 1 && sign.scalar == 0x78),
      let ten = token(j + 1), ten.kind == .number, ten.end - ten.start == 2, text[ten.start] == 49,
      text[ten.start + 1] == 48
    {
      base = j + 2
      j += 2
    } else if number.isPlainInteger, token(j)?.isSymbol("^") == true, number.value == 10 {
      base = j
    }
    guard let base, let caret = token(base), caret.isSymbol("^") else { return number }
    j = base + 1
    var negative = false
    if let sign = token(j), sign.kind == .symbol, BoundLexicon.isDash(sign.scalar) {
      negative = true
      j += 1
    }
    guard let power = token(j), power.kind == .number, power.end - power.start <= 2,
      let value = plain(power, end: j + 1)
    else { return number }
    let exponent = (negative ? -1 : 1) * NSDecimalNumber(decimal: value.value).intValue
    if base == number.end {
      number.value = NumberLexicon.power(exponent)
      number.isPlainInteger = false
    } else {
      number.multiply(power: exponent)
      number.scale = 0
    }
    number.mantissa = number.value
    number.end = j + 1
    return number
  }

  /// `3/4`, `10 1/2`, `4-1/4`, `1½`.
  private func fraction(after number: Numeral) -> Numeral {
    var number = number
    guard number.isPlainInteger else { return number }
    if let sign = token(number.end), sign.kind == .symbol, let (top, bottom) = NumberLexicon.vulgarFraction(sign.scalar)
    {
      number.value = (number.value * Decimal(bottom) + Decimal(top)) / Decimal(bottom)
      number.resolution = Decimal(1) / Decimal(bottom)
      number.mantissa = number.value
      number.end += 1
      number.isFraction = true
      number.isPlainInteger = false
      return number
    }
    if let simple = slash(at: number.end - 1) {
      number.value = simple.value
      number.resolution = simple.resolution
      number.mantissa = simple.value
      number.end = simple.end
      number.isFraction = true
      number.isPlainInteger = false
      number.isYearLike = false
      return number
    }
    var j = number.end
    if let dash = token(j), dash.kind == .symbol, BoundLexicon.isDash(dash.scalar), !dash.gap { j += 1 }
    if let next = token(j), next.kind == .number, j > number.end ? !next.gap : next.gap, let part = slash(at: j),
      part.value < 1
    {
      number.value += part.value
      number.resolution = part.resolution
      number.mantissa = number.value
      number.end = part.end
      number.isFraction = true
      number.isPlainInteger = false
      number.isYearLike = false
    }
    return number
  }

  /// Two whole numbers and a slash without a gap: a proper fraction, or an improper one of a usual denominator.
  private func slash(at i: Int) -> Numeral? {
    guard let a = token(i), let bar = token(i + 1), let b = token(i + 2), bar.isSymbol("/") || bar.scalar == 0x2044,
      !bar.gap, !b.gap, b.kind == .number, a.end - a.start <= 3, b.end - b.start <= 3,
      let top = plain(a, end: i), let bottom = plain(b, end: i), top.isPlainInteger, bottom.isPlainInteger,
      bottom.value > 1, top.value > 0, !bottom.hasLeadingZero
    else { return nil }
    if let after = token(i + 3), !after.gap, after.isSymbol("/") { return nil }
    if let before = token(i - 1), !a.gap, before.isSymbol("/") { return nil }
    guard top.value < bottom.value || bottom.value == 2 else { return nil }
    var result = Numeral(top.value / bottom.value, end: i + 3, resolution: 1 / bottom.value)
    result.isFraction = true
    return result
  }

  // MARK: Scale

  /// Scale words and suffixes after digits: `13 lakh`, `1.2bn`, `4 thousand 3 hundred`, `3 million and a half`.
  func scaled(_ number: Numeral) -> Numeral {
    var number = number
    var didScale = false
    while let next = token(number.end), next.kind == .word || (next.kind == .symbol && BoundLexicon.isDash(next.scalar))
    {
      var at = number.end
      // "1.2-billion"
      if next.kind == .symbol {
        guard !next.gap, let word = token(at + 1), !word.gap, word.kind == .word else { break }
        at += 1
      }
      let word = tokens[at]
      if case .scale(let power)? = NumberLexicon.words.value(word) {
        number.multiply(power: power)
        number.end = at + 1
        didScale = true
        continue
      }
      if case .hundred? = NumberLexicon.words.value(word) {
        number.multiply(power: 2)
        number.end = at + 1
        didScale = true
        continue
      }
      if case .dozen? = NumberLexicon.words.value(word) {
        number.value *= 12
        number.end = at + 1
        number.isPlainInteger = false
        return number
      }
      break
    }
    guard didScale else { return number }
    if let half = andFraction(at: number.end) {
      number.value += half.value * NumberLexicon.power(number.scale)
      number.end = half.end
      return number
    }
    // "4 thousand 3 hundred", "three crore 12 lakh": a smaller scaled part.
    if let next = token(number.end), next.kind == .number, next.gap, var part = digits(at: number.end) {
      let before = part.end
      part = scaled(part)
      if part.end > before, part.scale > 0, part.scale < number.scale {
        number.value += part.value
        number.resolution = part.resolution
        number.end = part.end
      }
    }
    return number
  }

  /// "and a half", "and one quarter", "and three quarters".
  func andFraction(at i: Int) -> Numeral? {
    guard let and = token(i), and.folded == NumberLexicon.and else { return nil }
    var j = i + 1
    var top = 1
    if let word = token(j), word.folded == NumberLexicon.a || word.folded == NumberLexicon.an {
      j += 1
    } else if let word = token(j), case .unit(let n)? = NumberLexicon.words.value(word), n > 0 {
      top = n
      j += 1
      if let dash = token(j), dash.kind == .symbol, BoundLexicon.isDash(dash.scalar), !dash.gap { j += 1 }
    }
    guard let word = token(j), case .fraction(let bottom, _)? = NumberLexicon.words.value(word),
      bottom <= 4 || j > i + 1,
      top < bottom || top == 2
    else { return nil }
    // "and a quarter million" is a number of its own.
    if let after = token(j + 1), case .scale? = NumberLexicon.words.value(after) { return nil }
    return Numeral(Decimal(top) / Decimal(bottom), end: j + 1, resolution: Decimal(1) / Decimal(bottom))
  }
}
