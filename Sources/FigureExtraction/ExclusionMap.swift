import ReportReading

/// Which tokens are never read as numbers: addresses, idioms, clock times, telephone numbers, list marks.
struct ExclusionMap {
  let text: [UInt8]
  let tokens: [Token]

  /// The token to go on from, if what begins here is not to be read.
  func skip(at i: Int) -> Int? {
    let token = tokens[i]
    if token.gap, let end = address(at: i) { return end }
    if let idiom = NameLexicon.idioms.match(tokens, at: i), isGlued(i, idiom.count), endsWord(i + idiom.count) {
      return i + idiom.count
    }
    if let idiom = NameLexicon.exactIdioms.match(tokens, at: i),
      isGlued(i, idiom.count) || tokens[i].kind == .number && idiom.count > 2,
      endsWord(i + idiom.count)
    {
      return i + idiom.count
    }
    if token.isSymbol("("), let end = telephone(at: i) ?? listMark(at: i) { return end }
    guard token.kind == .number else {
      if token.isSymbol("+"), i + 1 < tokens.count, tokens[i + 1].kind == .number, !tokens[i + 1].gap {
        return identifier(at: i + 1) ?? dialled(at: i + 1)
      }
      return nil
    }
    if let code = NameLexicon.codes.match(tokens, at: i + 1) { return i + 1 + code.count }
    return clock(at: i) ?? house(at: i) ?? identifier(at: i) ?? openingMark(at: i) ?? inlineMark(at: i)
      ?? dimensions(at: i)
  }

  /// The number says which, not how many: "Section 3", "Fig. 2", "S&P 500", "Notes 4 and 5".
  func isNamed(at i: Int) -> Bool {
    var j = i - 1
    // Back over a list: "Sections 3, 4 and 5".
    var steps = 0
    while j > 0, steps < 8,
      tokens[j].isSymbol(",") || tokens[j].folded == NumberLexicon.and || tokens[j].folded == Self.or,
      tokens[j - 1].kind == .number
    {
      j -= 2
      steps += 1
    }
    guard j >= 0 else { return false }
    if tokens[j].isSymbol("#") || tokens[j].scalar == 0x2116 { return true }
    if tokens[j].isSymbol("."), j > 0, !tokens[j].gap { j -= 1 }
    if NameLexicon.labels.match(tokens, endingAt: j + 1, within: 3) != nil {
      return tokens[j + 1].isSymbol(".") == false || tokens[j].end - tokens[j].start <= 4
    }
    if NameLexicon.names.match(tokens, endingAt: j + 1, within: 3) != nil {
      return tokens[j].isUppercase || tokens[j].end - tokens[j].start > 4
    }
    return false
  }
  private static let or = TokenHash.of("or")

  private func token(_ i: Int) -> Token? { i >= 0 && i < tokens.count ? tokens[i] : nil }

  private func isGlued(_ i: Int, _ count: Int) -> Bool {
    for j in (i + 1)..<max(i + 1, min(i + count, tokens.count)) where tokens[j].gap { return false }
    return true
  }

  private func endsWord(_ i: Int) -> Bool {
    guard let next = token(i) else { return true }
    // "401K GHS", "8K dollars": money, whatever else the letters spell.
    if CurrencyLexicon.codes.match(tokens, at: i) != nil || CurrencyLexicon.names.match(tokens, at: i) != nil {
      return false
    }
    return next.gap || next.kind == .symbol && !next.isSymbol("%")
  }

  /// A run of several tokens without spaces between them begins here.
  func mayBeAddress(at i: Int) -> Bool { tokens[i].gap && i + 1 < tokens.count && !tokens[i + 1].gap }

  /// A run without spaces that holds `://`, `www.` or `@`.
  private func address(at i: Int) -> Int? {
    var j = i
    var isAddress = false
    while j < tokens.count, j == i || !tokens[j].gap {
      if tokens[j].isSymbol("@"), j > i { isAddress = true }
      if tokens[j].isSymbol("/"), j + 1 < tokens.count, tokens[j + 1].isSymbol("/"), j > i, tokens[j - 1].isSymbol(":")
      {
        isAddress = true
      }
      if tokens[j].folded == Self.www, j == i { isAddress = true }
      j += 1
    }
    return isAddress ? j : nil
  }
  private static let www = TokenHash.of("www")

  /// `(212) 555-1234`.
  /// `+1 212 555 0190`: a country's code and at least two groups more, nine digits or more in all.
  private func dialled(at i: Int) -> Int? {
    guard length(i) <= 3 else { return nil }
    var j = i + 1
    var digits = length(i)
    while j < tokens.count, tokens[j].kind == .number, tokens[j].gap, (2...4).contains(length(j)), !hasMark(j) {
      digits += length(j)
      j += 1
    }
    return j - i > 2 && digits >= 9 ? j : nil
  }

  private func telephone(at i: Int) -> Int? {
    guard i + 5 < tokens.count, tokens[i].isSymbol("("), tokens[i + 1].kind == .number, length(i + 1) == 3,
      tokens[i + 2].isSymbol(")"),
      tokens[i + 3].kind == .number, length(i + 3) == 3, tokens[i + 4].kind == .symbol, tokens[i + 5].kind == .number,
      length(i + 5) == 4
    else { return nil }
    return i + 6
  }

  /// `(1)`, `(12)` standing for a note or a list item, not after a currency sign.
  private func listMark(at i: Int) -> Int? {
    guard let number = token(i + 1), number.kind == .number, number.end - number.start <= 2, let close = token(i + 2),
      close.isSymbol(")"), !number.gap
    else { return nil }
    if let before = token(i - 1), before.kind == .symbol, CurrencyLexicon.signs.value(before) != nil { return nil }
    if let after = token(i + 3), after.isSymbol("%") || isScale(after) { return nil }
    return i + 3
  }

  private func isScale(_ token: Token) -> Bool {
    if case .scale? = NumberLexicon.words.value(token) { return true }
    return false
  }

  /// `1.` or `1)` at the very start of a longer text.
  private func openingMark(at i: Int) -> Int? {
    guard i == 0, tokens[0].end - tokens[0].start <= 2, let mark = token(1), !mark.gap,
      mark.isSymbol(".") || mark.isSymbol(")"),
      let next = token(2), next.gap
    else { return nil }
    return 2
  }

  /// `1)` that numbers an item within a sentence: no parenthesis was opened for it.
  private func inlineMark(at i: Int) -> Int? {
    guard i > 0, tokens[i].end - tokens[i].start <= 2, let close = token(i + 1), close.isSymbol(")"), !close.gap,
      tokens[i].gap
    else { return nil }
    var depth = 0
    for token in tokens[..<i] {
      if token.isSymbol("(") { depth += 1 } else if token.isSymbol(")") { depth -= 1 }
    }
    return depth <= 0 ? i + 2 : nil
  }

  /// `2788 Mill Road`, `1 Infinite Loop Drive`: a plain number and then a street's name in capitals.
  private func house(at i: Int) -> Int? {
    guard length(i) <= 5, !hasMark(i) else { return nil }
    for j in (i + 1)..<(i + 5) {
      guard let word = token(j), word.gap else { return nil }
      // "4 N. Main Street", "100 5th Avenue"
      if word.kind == .number { continue }
      guard word.kind == .word, word.isUppercase else { return nil }
      if j > i + 1, NameLexicon.streets.value(word) != nil { return j + 1 }
    }
    return nil
  }

  /// `2:00 pm`, `10:30`, `2pm`, `2.13 am`.
  private func clock(at i: Int) -> Int? {
    var j = i + 1
    if let colon = token(j), colon.isSymbol(":"), !colon.gap, let minutes = token(j + 1), minutes.kind == .number,
      !minutes.gap,
      minutes.end - minutes.start == 2
    {
      j += 2
      while let colon = token(j), colon.isSymbol(":"), !colon.gap, let more = token(j + 1), more.kind == .number {
        j += 2
      }
      if let word = NameLexicon.clock.match(tokens, at: j) { j += word.count }
      return j
    }
    if let word = NameLexicon.clock.match(tokens, at: j), tokens[i].end - tokens[i].start <= 5 { return j + word.count }
    return nil
  }

  /// Three or more runs of digits joined by hyphens, slashes or points; letters and digits mixed.
  private func identifier(at i: Int) -> Int? {
    var j = i
    var parts = 1
    var hyphens = 0
    var slashes = 0
    while let mark = token(j + 1), !mark.gap, mark.kind == .symbol,
      mark.isSymbol("/") || BoundLexicon.isDash(mark.scalar),
      let next = token(j + 2), !next.gap, next.kind == .number
    {
      if mark.isSymbol("/") { slashes += 1 } else { hyphens += 1 }
      parts += 1
      j += 2
    }
    if parts > 2, !isMixedFraction(i, hyphens, slashes) { return j + 1 }
    // 555-1234: a telephone number, told from a range by its digits.
    if parts == 2, hyphens == 1, length(i) == 3, length(i + 2) == 4, !hasMark(i), !hasMark(i + 2), !unitFollows(i + 3),
      token(i - 1)?.isSymbol("$") != true
    {
      return j + 1
    }
    // 1-32637, 94-2404110: numbers of files.
    if parts == 2, hyphens == 1, length(i + 2) >= 5, length(i) <= 3, !hasMark(i), !hasMark(i + 2), !unitFollows(i + 3),
      UnitLexicon.signs.match(tokens, at: i + 3) == nil
    {
      return j + 1
    }
    // 12b-2, 15d-14(a): a rule; `5b-7b` is a range.
    if let letter = token(i + 1), letter.kind == .word, !letter.gap, letter.end - letter.start == 1,
      let dash = token(i + 2), !dash.gap, dash.isSymbol("-"), let more = token(i + 3), more.kind == .number, !more.gap,
      more.end - more.start <= 2, isRuleEnd(i + 4)
    {
      return i + 4
    }
    // 1995-01: a year and a month.
    if parts == 2, hyphens == 1, length(i) == 4, length(i + 2) == 2, text[tokens[i + 2].start] == 48 { return j + 1 }
    // 192.168.0.1
    var points = 0
    for b in text[tokens[i].start..<tokens[i].end] where b == 0x2E { points += 1 }
    if points > 1 { return i + 1 }
    // 3C58: letters and then digits glued on.
    if let word = token(i + 1), word.kind == .word, !word.gap, let more = token(i + 2), more.kind == .number, !more.gap,
      UnitLexicon.signs.match(tokens, at: i + 1)?.count ?? 0 < 2, word.scalar != 0x65 || !isExponent(i),
      word.scalar != 0x78 && word.scalar != 0x58
    {
      return i + 3
    }
    return nil
  }

  private func isRuleEnd(_ i: Int) -> Bool {
    guard let next = token(i), !next.gap else { return true }
    return next.isSymbol("(") || next.isSymbol(".") || next.isSymbol(",") || next.isSymbol(")")
  }

  /// "Trial was held November 14-18": days, not a range of counts.
  func isDay(at i: Int) -> Bool {
    guard i > 0, tokens[i - 1].kind == .word, tokens[i - 1].isUppercase else { return false }
    return NameLexicon.months.value(tokens[i - 1]) != nil
  }

  private func isExponent(_ i: Int) -> Bool { tokens[i + 1].end - tokens[i + 1].start == 1 }
  private func length(_ i: Int) -> Int { tokens[i].end - tokens[i].start }
  private func hasMark(_ i: Int) -> Bool { text[tokens[i].start..<tokens[i].end].contains { $0 == 0x2E || $0 == 0x2C } }
  private func unitFollows(_ i: Int) -> Bool {
    guard let next = token(i) else { return false }
    return next.isSymbol("%") || UnitLexicon.names.match(tokens, at: i) != nil || isScale(next)
  }

  /// `4-1/4`, `4-1/4-4-1/2` hold a fraction; `12/31/2000` does not.
  private func isMixedFraction(_ i: Int, _ hyphens: Int, _ slashes: Int) -> Bool {
    guard hyphens > 0, slashes > 0 else { return false }
    var j = i
    while let mark = token(j + 1), let next = token(j + 2), next.kind == .number, !mark.gap, !next.gap {
      if mark.isSymbol("/"), length(j) > 2 || length(j + 2) > 2 { return false }
      j += 2
    }
    return true
  }

  /// `1920x1080`, `4 x 4`: a size, not a multiple.
  private func dimensions(at i: Int) -> Int? {
    guard let mark = token(i + 1), mark.kind == .word, mark.end - mark.start == 1, mark.scalar | 0x20 == 0x78,
      let next = token(i + 2), next.kind == .number, next.gap == mark.gap, !isTen(i + 2)
    else { return nil }
    return i + 3
  }

  private func isTen(_ i: Int) -> Bool {
    length(i) == 2 && text[tokens[i].start] == 49 && text[tokens[i].start + 1] == 48
  }
}
