import Foundation
import ReportReading

/// One number with the sign, currency or unit written round it; a range has two.
struct Amount {
  var numeral: Numeral
  /// Scaled and signed.
  var value: Decimal
  var unit: Unit?
  var per: String?
  /// First token, and the token after the last.
  var start: Int
  var end: Int
  var hasSign = false
  /// Joined to its unit by a hyphen: "10-hour".
  var isAdjectival = false
  /// Two steps of one measure: "5 ft 2 in".
  var isCompoundMeasure = false
}

/// Reads one amount that begins at a token.
struct AmountParser {
  let numerals: NumeralParser
  let context: QuantityContext
  var tokens: [Token] { numerals.tokens }
  var text: [UInt8] { numerals.text }

  func token(_ i: Int) -> Token? { numerals.token(i) }

  func isDash(_ i: Int) -> Bool {
    guard let token = token(i), token.kind == .symbol else { return false }
    return BoundLexicon.isDash(token.scalar)
  }

  /// Whether a token can open an amount at all; cheap, so that most words cost one look.
  func mayOpen(_ i: Int) -> Bool {
    let token = tokens[i]
    if token.kind == .number { return true }
    if token.kind == .symbol {
      return true
    }
    return NumberLexicon.words.value(token) != nil || token.folded == NumberLexicon.a
      || token.folded == NumberLexicon.an
      || CurrencyLexicon.signs.match(tokens, at: i) != nil || CurrencyLexicon.codes.match(tokens, at: i) != nil
      || BoundLexicon.minus.value(token) != nil || CurrencyLexicon.names.match(tokens, at: i) != nil
      || (UnitLexicon.names.match(tokens, at: i)?.value.unit == .percent)
      || CurrencyLexicon.anyCaseCodes.value(token) != nil
  }

  func amount(at start: Int) -> Amount? {
    var i = start
    var negative = false
    var hasSign = false
    func readSign() {
      guard !hasSign, let sign = token(i), let next = token(i + 1) else { return }
      if sign.kind == .word, BoundLexicon.minus.value(sign) != nil, next.kind != .symbol || isMoneySign(i + 1) {
        negative = true
        hasSign = true
        i += 1
      } else if sign.kind == .symbol, isOpening(i), !next.gap || i == 0 && sign.isSymbol("-") {
        if BoundLexicon.isDash(sign.scalar) || sign.isSymbol("+") || sign.isSymbol("±") {
          negative = BoundLexicon.isDash(sign.scalar)
          hasSign = true
          i += 1
        }
      }
    }
    readSign()
    let prefix = currencyPrefix(at: i)
    if let prefix { i += prefix.count }
    if prefix != nil { readSign() }
    var isParenthesised = false
    if let paren = token(i), paren.isSymbol("("), prefix != nil || isNegativeParenthesis(i) {
      isParenthesised = true
      i += 1
    }
    let percentFirst = prefix == nil && !hasSign ? percentPrefix(at: i) : nil
    if let percentFirst { i = percentFirst }
    guard var number = numerals.numeral(at: i) ?? article(at: i) else { return nil }
    // A number in digits that is glued to letters before it is part of a name.
    if prefix == nil, isName(at: i) { return nil }
    var amount = Amount(numeral: number, value: number.value, unit: nil, per: nil, start: start, end: number.end)
    amount.hasSign = hasSign
    if isParenthesised {
      guard let close = token(number.end) else { return nil }
      if close.isSymbol(")") {
        number.end += 1
      } else {
        let scaled = suffixScale(number, isMoney: prefix != nil)
        guard scaled.end > number.end, token(scaled.end)?.isSymbol(")") == true else { return nil }
        number = scaled
        number.end += 1
      }
      number = numerals.scaled(number)
      negative = true
      amount.hasSign = true
    }
    number = suffixScale(number, isMoney: prefix != nil)
    amount.numeral = number
    amount.end = number.end
    if let prefix {
      amount.unit = unit(of: prefix.value)
      skipRepeatedCurrency(&amount)
      if hasForeignLetters(amount) { return nil }
      compound(&amount)
    } else if percentFirst != nil {
      amount.unit = .percent
    } else if !readUnit(&amount) {
      return nil
    }
    readPer(&amount)
    if case .physical(let name)? = amount.unit, !context.keepsMinorUnits, name == "cent" || name == "penny" {
      amount.unit = .currency(name == "cent" ? context.dollar : context.pound)
      amount.numeral.value /= 100
      amount.numeral.resolution /= 100
    }
    amount.value = negative ? -amount.numeral.value : amount.numeral.value
    return amount
  }

  /// A sign stands here rather than a hyphen or a range's dash.
  private func isOpening(_ i: Int) -> Bool {
    guard i > 0, !tokens[i].gap else { return true }
    let before = tokens[i - 1]
    if before.kind != .symbol { return false }
    return !before.isSymbol(")") && !before.isSymbol("%") && !before.isSymbol("-")
  }

  private func isMoneySign(_ i: Int) -> Bool { CurrencyLexicon.signs.match(tokens, at: i) != nil }

  /// `(1,234)`: a long number alone in parentheses is negative; a short one is a mark.
  private func isNegativeParenthesis(_ i: Int) -> Bool {
    guard let number = token(i + 1), number.kind == .number, !number.gap, let close = token(i + 2), close.isSymbol(")"),
      number.end - number.start >= 5 || percentCloses(i)
    else { return false }
    return percentCloses(i) || text[number.start..<number.end].contains(0x2C)
  }

  /// `(3.6)%`
  private func percentCloses(_ i: Int) -> Bool {
    guard let percent = token(i + 3) else { return false }
    return percent.isSymbol("%") && !percent.gap
  }

  // MARK: Currency before the number

  private static let us = TokenHash.of("us")

  private func currencyPrefix(at i: Int) -> (value: CurrencyLexicon.Meaning, count: Int)? {
    guard let first = token(i), first.kind != .number else { return nil }
    // "cost us $3.2 million" is said of us.
    if first.exact == Self.us, let sign = token(i + 1), sign.isSymbol("$"), sign.gap, token(i + 2)?.gap == false {
      return nil
    }
    if let sign = CurrencyLexicon.signs.match(tokens, at: i) {
      // "a $ 4 billion": a lone letter counts only where it touches the sign.
      if sign.count == 2, first.kind == .word, first.end - first.start == 1, tokens[i + 1].gap,
        first.scalar | 0x20 != 0x63
      {
        return nil
      }
      if opensNumber(i + sign.count) { return sign }
    }
    // `hk $ 10`, `us$ 5`
    if first.kind == .word, let dollar = token(i + 1), dollar.isSymbol("$"), first.end - first.start <= 3,
      first.end - first.start > 1 || first.scalar == 0x63, opensNumber(i + 2), let meaning = lowerDollar(first)
    {
      return (.code(meaning), 2)
    }
    if first.kind == .word, let code = CurrencyLexicon.codes.match(tokens, at: i) ?? caseless(i) {
      var count = code.count
      if let sign = token(i + count), sign.isSymbol("$") { count += 1 }
      if opensNumber(i + count) { return (code.value, count) }
    }
    // "ringgit 42"
    if first.kind == .word, i == 0 || token(i - 1)?.kind != .number,
      let name = CurrencyLexicon.names.match(tokens, at: i),
      case .code(let code) = name.value, code != "GBP", code != "BRL", code != "ZAR", code != "EUR",
      let number = token(i + name.count), number.kind == .number, number.gap
    {
      return name
    }
    return nil
  }

  private func caseless(_ i: Int) -> (value: CurrencyLexicon.Meaning, count: Int)? {
    guard let sign = token(i + 1),
      sign.isSymbol("$") || (tokens[i].end - tokens[i].start == 3 && sign.kind == .number && !sign.gap)
    else { return nil }
    return CurrencyLexicon.anyCaseCodes.value(tokens[i]).map { ($0, 1) }
  }

  private static let lowerDollars: [UInt64: String] = [
    TokenHash.of("us"): "USD", TokenHash.of("c"): "CAD", TokenHash.of("ca"): "CAD", TokenHash.of("cdn"): "CAD",
    TokenHash.of("au"): "AUD", TokenHash.of("nz"): "NZD", TokenHash.of("hk"): "HKD", TokenHash.of("sg"): "SGD",
    TokenHash.of("nt"): "TWD", TokenHash.of("mex"): "MXN", TokenHash.of("mx"): "MXN",
  ]
  private func lowerDollar(_ token: Token) -> String? { Self.lowerDollars[token.folded] }

  /// A number, or a sign or parenthesis and then one, begins here.
  private func opensNumber(_ i: Int) -> Bool {
    guard let next = token(i) else { return false }
    if next.kind == .number { return true }
    if next.kind == .word {
      switch NumberLexicon.words.value(next) {
      case .unit, .teen, .ten, .hundred: return true
      default: return false
      }
    }
    if NumberLexicon.vulgarFraction(next.scalar) != nil { return true }
    if next.isSymbol("(") || next.isSymbol("+") || BoundLexicon.isDash(next.scalar), let number = token(i + 1) {
      return number.kind == .number && !number.gap
    }
    return false
  }

  func unit(of meaning: CurrencyLexicon.Meaning) -> Unit {
    switch meaning {
    case .code(let code): .currency(code)
    case .dollar: .currency(context.dollar)
    case .yen: .currency(context.yen)
    case .krone: .currency(context.krone)
    case .minor(let name): .physical(name)
    }
  }

  /// "percents of twenty"
  private func percentPrefix(at i: Int) -> Int? {
    guard i == 0, let match = UnitLexicon.names.match(tokens, at: i), match.value.unit == .percent,
      token(i + match.count)?.folded == NumberLexicon.of
    else { return nil }
    return i + match.count + 1
  }

  /// "a kilogram", "an hour and a half": the article is the number.
  private func article(at i: Int) -> Numeral? {
    guard let word = token(i), word.folded == NumberLexicon.a || word.folded == NumberLexicon.an,
      let next = token(i + 1),
      next.kind == .word, next.gap
    else { return nil }
    let match = UnitLexicon.names.match(tokens, at: i + 1) ?? UnitLexicon.signs.match(tokens, at: i + 1)
    guard let match, !match.value.isShort, AmountLexicon.noArticle.value(next) == nil else { return nil }
    switch match.value.unit {
    case .physical, .duration: break
    default: return nil
    }
    var number = Numeral(1, end: i + 1)
    number.isWord = true
    number.isIndefinite = true
    return number
  }

  /// The digits belong to a name: `X3`, `COVID-19`, `3C58`.
  private func isName(at i: Int) -> Bool {
    let first = tokens[i]
    guard first.kind == .number, i > 0, !first.gap else { return false }
    let before = tokens[i - 1]
    if before.kind == .word {
      return !AmountLexicon.gluedLeads(text, before)
    }
    if before.kind == .symbol, BoundLexicon.isDash(before.scalar), !before.gap, i > 1, tokens[i - 2].kind == .word {
      // "5bn-7bn": the letters before the hyphen are a scale.
      if i > 2, tokens[i - 3].kind == .number, !tokens[i - 2].gap, NumberLexicon.suffixes.value(tokens[i - 2]) != nil {
        return false
      }
      return AmountLexicon.hyphenLeads.value(tokens[i - 2]) == nil && NumberLexicon.words.value(tokens[i - 2]) == nil
    }
    return before.isSymbol("#") || before.isSymbol("_") || before.isSymbol("@")
  }

  /// Money glued to letters that are no scale: `$5abc`.
  private func hasForeignLetters(_ amount: Amount) -> Bool {
    guard let next = token(amount.end), next.kind == .word, !next.gap, tokens[amount.end - 1].kind == .number else {
      return false
    }
    return CurrencyLexicon.codes.value(next) == nil && CurrencyLexicon.anyCaseCodes.value(next) == nil
      && next.end - next.start < 3
  }

  private func skipRepeatedCurrency(_ amount: inout Amount) {
    if let code = CurrencyLexicon.codes.match(tokens, at: amount.end), case .code(let name) = code.value,
      amount.unit == .currency(name) || amount.unit == .currency(context.dollar)
    {
      amount.unit = .currency(name)
      amount.end += code.count
    } else if let name = CurrencyLexicon.names.match(tokens, at: amount.end), case .currency(let code)? = amount.unit {
      switch name.value {
      case .dollar: amount.end += name.count
      case .code(let other) where other == code: amount.end += name.count
      default: break
      }
    }
  }
}

/// Small word lists the amount parser asks.
enum AmountLexicon {
  /// "a second look", "a minute change": the article is no number before these.
  static let noArticle = LexiconText.set(
    "second foot yard mole bar quarter quarters in min sec degree knot carat fold sf cup")
  /// Words that may be joined to a number by a hyphen without making a name.
  static let hyphenLeads = LexiconText.set(
    "mid low high early late sub pre post to under over about plus minus or and by non near top")
  static let multipleFollows = LexiconText.set(
    "the as more greater higher larger better faster its their that ebitda ebit earnings sales book revenue revenues forward expected what last current normal leverage trailing next cash adjusted estimated consensus annual net one"
  )
  static let weightCues = LexiconText.set(
    "weigh weighs weighed weighing weight weights heavy heavier drop dropped lose lost shed gain gained baby load lift bag coal rice meat beef pork copper uranium sugar coffee cotton"
  )

  /// Letters glued before digits that are still no name: an opening `x`, or a comparison.
  static func gluedLeads(_ text: [UInt8], _ token: Token) -> Bool {
    token.end - token.start == 1 && token.scalar == 0xD7
  }
}
