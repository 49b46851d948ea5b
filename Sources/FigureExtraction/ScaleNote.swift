import ReportReading

/// What a unit note says: "(in millions, except share data, which are in thousands, and per share amounts)".
struct ScaleNote: Hashable, Sendable {
  /// Power of ten for money; nil where the note gives none.
  var money: Int?
  /// Power of ten for counts of shares; nil follows `money`.
  var shares: Int?
  /// The money's scale holds for every number, not for money alone ("in millions" against "dollars in millions").
  var isGeneral = true
  var currency: String?
  var isPercent = false
  /// Taken over from the report's other tables, for want of a note of its own.
  var isInherited = false

  private static let scales: [(word: String, exponent: Int)] = [
    ("thousands", 3), ("thousand", 3), ("millions", 6), ("million", 6), ("billions", 9), ("billion", 9),
    ("trillions", 12), ("trillion", 12), ("mm", 6), ("mn", 6), ("bn", 9), ("m", 6), ("mil", 6), ("mill", 6), ("mio", 6),
    ("mrd", 9),
  ]
  private static let scaleWords: KeyTable<WordKey, Int> = {
    var words = KeyTable<WordKey, Int>()
    for (word, exponent) in scales { if let key = WordKey(Array(word.utf8)[...]) { words.set(exponent, for: key) } }
    return words
  }()
  private static let currencyWords: [(word: String, code: String)] = [
    ("dollars", "USD"), ("dollar", "USD"), ("$", "USD"), ("usd", "USD"), ("euros", "EUR"), ("euro", "EUR"),
    ("eur", "EUR"),
    ("pounds", "GBP"), ("sterling", "GBP"), ("gbp", "GBP"), ("yen", "JPY"), ("jpy", "JPY"), ("yuan", "CNY"),
    ("rmb", "CNY"),
    ("renminbi", "CNY"), ("cny", "CNY"), ("rupees", "INR"), ("inr", "INR"), ("won", "KRW"), ("krw", "KRW"),
    ("francs", "CHF"), ("chf", "CHF"), ("cad", "CAD"), ("aud", "AUD"),
  ]
  private static let currencyKeys: KeyTable<WordKey, String> = {
    var words = KeyTable<WordKey, String>()
    for (word, code) in currencyWords { if let key = WordKey(Array(word.utf8)[...]) { words.set(code, for: key) } }
    return words
  }()
  private static func key(_ word: String) -> WordKey? { WordKey(Array(word.utf8)[...]) }

  /// The words that notes are made of besides scales and currencies.
  private static let (inWord, except, share, shares, per, percent, percentages, dollars, amounts, m) = (
    key("in"), key("except"), key("share"), key("shares"), key("per"), key("percent"), key("percentages"),
    key("dollars"), key("amounts"), key("m")
  )

  private static let conditions = Set(["unless", "except"].compactMap { key($0) })

  /// Reads a note; nil where the words are none. `isLong` text, such as a paragraph above a table, must say "in" or name
  /// the unit before the scale word, so that an amount in a sentence is not taken for a note.
  static func read(_ text: [UInt8], _ span: Span) -> ScaleNote? {
    guard var note = words(text, span) else { return span.count < 120 ? signed(text, span) : nil }
    guard note.money != nil, span.count < 400, let money = MoneyScale.first(in: text, span) else { return note }
    note.currency = money.code
    if money.isAdjacent { note.isGeneral = false }
    return note
  }

  /// "€m", "kEUR": a note of money that no word tells.
  private static func signed(_ text: [UInt8], _ span: Span) -> ScaleNote? {
    guard MoneyScale.mayHaveSign(text, span), let money = MoneyScale.first(in: text, span), money.isAdjacent else {
      return nil
    }
    var note = ScaleNote()
    note.money = money.exponent
    note.currency = money.code
    note.isGeneral = false
    return note
  }

  private static func words(_ text: [UInt8], _ span: Span) -> ScaleNote? {
    let words = LabelWords.words(text, span)
    var note = ScaleNote()
    var isExcepted = false
    var found = false
    var lastShare = -10
    var bareShare = false
    for (index, word) in words.enumerated() {
      if word == Self.except {
        isExcepted = true
        continue
      }
      if word == Self.shares || word == Self.share {
        let isPer = index > 0 && words[index - 1] == Self.per || index > 1 && words[index - 2] == Self.per
        if !isPer {
          lastShare = index
          if isExcepted { bareShare = true }
        }
        continue
      }
      if word == Self.percent || word == Self.percentages, !isExcepted, words.count <= 3 { note.isPercent = true }
      if !isExcepted, note.currency == nil, let code = currencyKeys.value(of: word) { note.currency = code }
      guard let exponent = scaleWords.value(of: word) else { continue }
      let before = index > 0 ? words[index - 1] : nil
      let isNamed =
        before == Self.inWord || before.flatMap { currencyKeys.value(of: $0) } != nil || before == Self.amounts
        || words.count == 1 || index == 0 && words.count > 1 && Self.conditions.contains(words[1])
      if !isNamed { continue }
      if exponent == 6, word == Self.m, before.flatMap({ currencyKeys.value(of: $0) }) == nil { continue }
      if lastShare >= 0, index - lastShare <= 7, isExcepted || index - lastShare <= 2 {
        note.shares = exponent
        bareShare = false
        found = true
        continue
      }
      if note.money == nil {
        note.money = exponent
        found = true
        let unitBefore = index >= 2 ? words[index - 2] : nil
        note.isGeneral =
          !(unitBefore == Self.dollars
          || before.flatMap { currencyKeys.value(of: $0) } != nil && before != nil && words.count > 1
          || unitBefore.flatMap { currencyKeys.value(of: $0) } != nil)
      }
    }
    if bareShare && note.shares == nil { note.shares = 0 }
    if !found, let exponent = zeros(text, span) {
      note.money = exponent
      found = true
    }
    if !found, note.isPercent || note.currency != nil && words.count <= 4 && words.first == Self.inWord { found = true }
    return found ? note : nil
  }

  /// The scale that a row's name ends with, after a comma or in parentheses, with no word for money: "Passengers, thousand",
  /// "Seat kilometres (million)", "Passengers, 1,000".
  static func bareScale(_ text: [UInt8], _ span: Span) -> Int? {
    var end = span.end
    while end > span.start, text[end - 1] == 0x29 || text[end - 1] == 0x20 { end -= 1 }
    for (writing, exponent) in bareScales where end - span.start > writing.count + 1 {
      let start = end - writing.count
      guard text[start..<end].elementsEqual(writing, by: { $0 | 0x20 == $1 | 0x20 }) else { continue }
      let before = text[start - 1]
      if before == 0x28 || before == 0x20 && start - 2 > span.start && text[start - 2] == 0x2C { return exponent }
    }
    return nil
  }
  private static let bareScales: [([UInt8], Int)] = [
    ("thousand", 3), ("thousands", 3), ("1,000", 3), ("million", 6), ("millions", 6), ("mn", 6), ("billion", 9),
    ("billions", 9), ("bn", 9),
  ].map { (Array($0.0.utf8), $0.1) }

  /// "% of adults", "Holiday plans, % of adults", "Percentage change from the year before": every bare number is a percentage.
  static func saysPercent(_ text: [UInt8], _ span: Span) -> Bool {
    guard span.count < 400 else { return false }
    let tokens = Tokenizer.tokens(of: text, in: span)
    return tokens.indices.contains { i in
      guard tokens[i].isSymbol("%") || percents.value(tokens[i]) != nil, i == 0 || openers(tokens[i - 1]) else {
        return false
      }
      guard i + 1 < tokens.count else { return true }
      return tokens[i + 1].isSymbol(")") || tokens[i + 1].isSymbol(",") || percented.value(tokens[i + 1]) != nil
    }
  }
  private static let percents = LexiconText.set("percent percentage percentages pct")
  private static let percented = LexiconText.set("of change changes share growth")
  private static func openers(_ token: Token) -> Bool {
    [",", "(", ":", ".", ";", "-"].contains(where: { token.isSymbol($0) }) || token.scalar == 0x2013
      || token.scalar == 0x2014 || token.folded == inToken
  }
  private static let inToken = TokenHash.of("in")

  /// `000s`, `$000`, `£'000`, `(000)`.
  private static func zeros(_ text: [UInt8], _ span: Span) -> Int? {
    var index = span.start
    while index + 3 <= span.end {
      if text[index] == 0x30, text[index + 1] == 0x30, text[index + 2] == 0x30 {
        let before = index > span.start ? text[index - 1] : 0x20
        let isFree = !(0x30...0x39).contains(before) && before != 0x2C && before != 0x2E
        let after = index + 3 < span.end ? text[index + 3] : 0x20
        if isFree, !(0x30...0x39).contains(after) { return 3 }
        if isFree, after == 0x30 { return nil }
      }
      index += 1
    }
    return nil
  }
}
