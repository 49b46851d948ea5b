import ReportReading

/// A currency written with a scale and no amount: "€ million", "€m", "US$ thousand", "CHF million", "in millions of euros",
/// "£'000", "kEUR".
struct MoneyScale {
  var code: String
  /// Power of ten.
  var exponent: Int
  /// The scale follows the currency's sign or code; otherwise words stand between ("in millions of euros").
  var isAdjacent: Bool

  /// The first in a label or note; nil where none is there, or where an amount is meant ("$1 million"). O(n).
  static func first(in text: [UInt8], _ span: Span) -> MoneyScale? {
    let tokens = Tokenizer.tokens(of: text, in: span)
    for i in tokens.indices {
      if let found = before(tokens, i, text) ?? after(tokens, i) ?? glued(tokens[i], text) { return found }
    }
    return nil
  }

  /// A letter or sign outside ASCII, `$`, or two capitals: most labels have none, and so no currency's sign or code.
  static func mayHaveSign(_ text: [UInt8], _ span: Span) -> Bool {
    var wasCapital = false
    for byte in text[span.range] {
      if byte >= 0x80 || byte == 0x24 { return true }
      let isCapital = (0x41...0x5A).contains(byte)
      if isCapital && wasCapital { return true }
      wasCapital = isCapital
    }
    return false
  }

  /// The currency first: "€ million", "EUR m", "$ in thousands", "£'000".
  private static func before(_ tokens: [Token], _ i: Int, _ text: [UInt8]) -> MoneyScale? {
    let found =
      CurrencyLexicon.signs.match(tokens, at: i) ?? CurrencyLexicon.codes.match(tokens, at: i)
      ?? CurrencyLexicon.names.match(tokens, at: i)
    guard let found, let code = code(of: found.value), i == 0 || tokens[i - 1].kind != .number else { return nil }
    var at = i + found.count
    if let exponent = exponent(tokens, at, text) { return MoneyScale(code: code, exponent: exponent, isAdjacent: true) }
    guard at < tokens.count, tokens[at].folded == inWord else { return nil }
    at += 1
    return exponent(tokens, at, text).map { MoneyScale(code: code, exponent: $0, isAdjacent: true) }
  }

  /// The scale first: "millions of Canadian dollars", "million euros", "m€".
  private static func after(_ tokens: [Token], _ i: Int) -> MoneyScale? {
    guard let exponent = scales.value(tokens[i]), i == 0 || tokens[i - 1].kind != .number else { return nil }
    var at = i + 1
    if at < tokens.count, tokens[at].folded == NumberLexicon.of { at += 1 }
    let isGlued = at == i + 1 && at < tokens.count && !tokens[at].gap
    guard isGlued || plain.value(tokens[i]) != nil || at > i + 1 else { return nil }
    let found =
      CurrencyLexicon.names.match(tokens, at: at) ?? CurrencyLexicon.codes.match(tokens, at: at)
      ?? CurrencyLexicon.signs.match(tokens, at: at)
    guard let found, let code = code(of: found.value), !isAmount(tokens, at + found.count) else { return nil }
    return MoneyScale(code: code, exponent: exponent, isAdjacent: isGlued)
  }

  /// One word of both: "EURm", "USDbn", "kEUR", "MSEK".
  private static func glued(_ token: Token, _ text: [UInt8]) -> MoneyScale? {
    guard token.kind == .word, (4...6).contains(token.end - token.start) else { return nil }
    let word = text[token.start..<token.end]
    let head = Array(word.prefix(3))
    if let code = CellLexicon.currencies.first(where: { $0.sign == head })?.code, code.utf8.elementsEqual(head),
      let exponent = suffixes[String(decoding: word.dropFirst(3), as: UTF8.self)]
    {
      return MoneyScale(code: code, exponent: exponent, isAdjacent: true)
    }
    let tail = Array(word.suffix(3))
    if word.count == 4, let code = CellLexicon.currencies.first(where: { $0.sign == tail })?.code,
      code.utf8.elementsEqual(tail), let first = word.first, let exponent = prefixes[first]
    {
      return MoneyScale(code: code, exponent: exponent, isAdjacent: true)
    }
    return nil
  }

  /// "million", "m", "000", "'000".
  private static func exponent(_ tokens: [Token], _ i: Int, _ text: [UInt8]) -> Int? {
    guard i < tokens.count else { return nil }
    if let exponent = scales.value(tokens[i]) { return exponent }
    var at = i
    if tokens[at].isSymbol("'") || tokens[at].scalar == 0x2019 || tokens[at].scalar == 0x2018 { at += 1 }
    guard at < tokens.count, tokens[at].kind == .number, text[tokens[at].span.range].elementsEqual([0x30, 0x30, 0x30])
    else { return nil }
    return 3
  }

  private static func isAmount(_ tokens: [Token], _ i: Int) -> Bool {
    i < tokens.count && tokens[i].kind == .number && !tokens[i].gap
  }

  private static func code(of meaning: CurrencyLexicon.Meaning) -> String? {
    switch meaning {
    case .code(let code): code
    case .dollar: "USD"
    case .yen: "JPY"
    case .krone, .minor: nil
    }
  }

  private static let inWord = TokenHash.of("in")
  private static let scales: WordTable<Int> = LexiconText.table(
    """
    3 | thousand thousands k
    5 | lakh lakhs
    6 | million millions m mn mm mio mln mil mill
    7 | crore crores cr
    9 | billion billions bn bln
    12 | trillion trillions tn trn
    """
  ) { Int($0) }
  /// Scales that are words, which need no sign glued to them.
  private static let plain = LexiconText.set(
    "thousand thousands million millions billion billions trillion trillions lakh lakhs crore crores")
  private static let suffixes = ["m": 6, "M": 6, "mn": 6, "bn": 9, "k": 3, "K": 3, "mln": 6]
  private static let prefixes: [UInt8: Int] = [0x6B: 3, 0x4B: 3, 0x54: 3, 0x6D: 6, 0x4D: 6]
}
