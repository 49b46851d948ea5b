import Foundation
import ReportReading

/// Reads one quantity with the words round it: bounds before and after, the other end of a range.
struct QuantityPhrase {
  let parser: AmountParser
  let exclusions: ExclusionMap
  var tokens: [Token] { parser.tokens }
  var text: [UInt8] { parser.text }
  func token(_ i: Int) -> Token? { parser.token(i) }

  func read(at i: Int) -> (quantities: [ScannedQuantity], end: Int)? {
    if let vague = vagueDigits(at: i) { return vague }
    let first = tokens[i]
    if first.kind == .word {
      if BoundLexicon.between.value(first) != nil || BoundLexicon.from.value(first) != nil {
        return spread(at: i)
      }
    }
    var j = i
    var isAbout = false
    var bound: BoundLexicon.Bound?
    // "Washington, D.C. 20549" holds no "circa".
    let isInitial = first.kind == .word && first.isUppercase && first.end - first.start == 1
    while !isInitial, let match = BoundLexicon.before.match(tokens, at: j), j - i < 6 {
      if match.value == .about { isAbout = true } else { bound = match.value }
      j += match.count
    }
    if j > i {
      if let article = token(j), article.folded == NumberLexicon.a || article.folded == NumberLexicon.an,
        token(j + 1)?.folded == Self.total
      {
        j += 3
      }
      guard j < tokens.count, exclusions.skip(at: j) == nil, parser.mayOpen(j), let amount = parser.amount(at: j) else {
        return nil
      }
      return complete(amount, from: i, bound: bound, isAbout: isAbout)
    }
    guard parser.mayOpen(i), let amount = parser.amount(at: i) else { return nil }
    return complete(amount, from: i, bound: nil, isAbout: false)
  }
  private static let total = TokenHash.of("total")

  // MARK: One end, or two

  private func complete(_ amount: Amount, from start: Int, bound: BoundLexicon.Bound?, isAbout: Bool)
    -> (quantities: [ScannedQuantity], end: Int)?
  {
    if isPronoun(amount) { return nil }
    var low = amount
    var bound = bound
    var isAbout = isAbout
    let isOrigin =
      start > 0 && BoundLexicon.from.value(tokens[start - 1]) != nil && changeVerb(before: start - 1) != nil
    if let (high, end, about) = otherEnd(&low, isSpread: false), !isOrigin || isEarlierRange(amount, high) {
      return ([make(low, high, start: start, end: end, bound: bound, isAbout: isAbout || about)], end)
    }
    low = amount
    if let high = comparedEnd(low) {
      return ([make(low, high, start: start, end: high.end, bound: nil, isAbout: isAbout)], high.end)
    }
    var end = low.end
    if let plus = token(end), plus.isSymbol("+"), !plus.gap, bound == nil,
      token(end + 1)?.kind != .number || token(end + 1)?.gap == true
    {
      bound = .above
      end += 1
      if low.unit == nil { attachUnit(&low, at: &end) }
    }
    if let match = BoundLexicon.after.match(tokens, at: end), !opensBound(at: end, match.count) {
      var after = end + match.count
      // "200 or greater than 190" begins another bound.
      if let next = token(after), next.kind != .symbol, parser.mayOpen(after), parser.amount(at: after) != nil,
        match.count > 2
      {
        after = end
      } else {
        if match.value == .about { isAbout = true } else { bound = match.value }
        end = after
        if low.unit == nil, token(end)?.kind == .word { attachUnit(&low, at: &end) }
      }
    }
    end = repeated(low, at: end)
    let scanned = make(low, nil, start: start, end: end, bound: bound, isAbout: isAbout)
    if let merged = joinedBound(scanned, low, bound, at: end, start: start) { return merged }
    return ([scanned], end)
  }

  /// "3 percent, down from 4 to 5 percent": after a comma, or where the movement goes the other way, "from A to B" is all of
  /// where it came from.
  private func isEarlierRange(_ low: Amount, _ high: Amount) -> Bool {
    guard low.start > 1, low.value >= 0, high.value > low.value else { return false }
    let verb = low.start - 2
    if changeVerb(before: low.start - 1) == .down { return true }
    guard let move = ChangeLexicon.adverbs.value(tokens[verb]), move, low.unit == nil else { return false }
    return verb > 0 && (tokens[verb - 1].isSymbol(",") || tokens[verb - 1].isSymbol("("))
  }

  /// "more than ten and less than forty": the words after the number open the next bound.
  private func opensBound(at end: Int, _ count: Int) -> Bool {
    guard count > 1, let match = BoundLexicon.before.match(tokens, at: end + 1) else { return false }
    let next = end + 1 + match.count
    return next > end + count && next < tokens.count && parser.mayOpen(next) && parser.amount(at: next) != nil
  }

  /// "90,000+ km", "five or more years": the unit comes after the bound.
  private func attachUnit(_ amount: inout Amount, at end: inout Int) {
    var probe = amount
    probe.end = end
    if parser.readUnit(&probe), probe.unit != nil {
      amount.unit = probe.unit
      end = probe.end
    }
  }

  /// `45 (forty five)`: the same number again in parentheses.
  private func repeated(_ amount: Amount, at end: Int) -> Int {
    guard let paren = token(end), paren.isSymbol("("), let again = parser.numerals.numeral(at: end + 1),
      again.value == amount.numeral.value, again.isWord != amount.numeral.isWord, let close = token(again.end),
      close.isSymbol(")")
    else { return end }
    return again.end + 1
  }

  /// "above 1000 and below 1500" is one range; "more than 40 and less than 10" is two bounds.
  private func joinedBound(
    _ first: ScannedQuantity, _ low: Amount, _ bound: BoundLexicon.Bound?, at end: Int, start: Int
  )
    -> (quantities: [ScannedQuantity], end: Int)?
  {
    guard let bound, bound != .about, let and = token(end), and.folded == NumberLexicon.and || and.folded == Self.but,
      let match = BoundLexicon.before.match(tokens, at: end + 1), match.value != .about, match.value != bound,
      let other = parser.amount(at: end + 1 + match.count),
      other.unit == nil || low.unit == nil || other.unit == low.unit
    else { return nil }
    let (bottom, top) = bound == .above ? (low, other) : (other, low)
    guard bottom.value < top.value else { return nil }
    return ([make(bottom, top, start: start, end: other.end, bound: nil, isAbout: first.quantity.isAbout)], other.end)
  }
  private static let but = TokenHash.of("but")

  /// `3 < x < 5.5`, `1 ≤ i ≤ 7`.
  private func comparedEnd(_ low: Amount) -> Amount? {
    guard low.unit == nil, let sign = token(low.end), isLess(sign) else { return nil }
    for j in (low.end + 2)...(low.end + 4) {
      guard let second = token(j) else { return nil }
      if isLess(second), let high = parser.amount(at: j + 1), high.value > low.value { return high }
      if second.kind == .number { return nil }
    }
    return nil
  }
  private func isLess(_ token: Token) -> Bool {
    token.isSymbol("<") || token.scalar == 0x2264 || token.scalar == 0x2A7D
  }

  // MARK: Result

  func make(_ low: Amount, _ high: Amount?, start: Int, end: Int, bound: BoundLexicon.Bound?, isAbout: Bool)
    -> ScannedQuantity
  {
    let unit = low.unit ?? high?.unit ?? .count
    let quantity: Quantity
    let per = high?.per ?? low.per
    if let high {
      let resolution = max(low.numeral.resolution, high.numeral.resolution)
      quantity = Quantity(
        low: min(low.value, high.value), high: max(low.value, high.value), isAbout: isAbout, unit: unit, per: per,
        resolution: resolution)
    } else {
      quantity = Quantity(
        low: bound == .below ? nil : low.value, high: bound == .above ? nil : low.value, isAbout: isAbout, unit: unit,
        per: per,
        resolution: low.numeral.resolution)
    }
    let last = high ?? low
    let change = ChangeReader(text: text, tokens: tokens).change(start: start, end: end)
    let isPlain = low.unit == nil && high == nil && bound == nil && !isAbout && !low.hasSign
    let isCompound: Bool
    if let dash = token(end), dash.kind == .symbol, BoundLexicon.isDash(dash.scalar), !dash.gap,
      let word = token(end + 1), !word.gap,
      word.kind == .word
    {
      isCompound = true
    } else {
      isCompound = false
    }
    var direction = change.direction
    if direction == nil, low.hasSign, high == nil, unit != .count {
      direction = low.value < 0 ? .down : tokens[start].isSymbol("+") ? .up : nil
    }
    return ScannedQuantity(
      span: Span(tokens[start].start, tokens[end - 1].end), quantity: quantity,
      noun: unit == .count || low.isAdjectival == false && unit != .percent ? nounAfter(end, unit: unit) : nil,
      direction: direction, role: low.hasSign && unit == .percentagePoint ? .change : change.role,
      isBare: isPlain && low.numeral.scale == 0, isWord: low.numeral.isWord,
      isIndefinite: low.numeral.isIndefinite && last.numeral.isIndefinite,
      isCompound: isCompound, isYearLike: low.numeral.isYearLike && low.unit == nil && low.numeral.scale == 0,
      hasScale: low.numeral.scale > 0)
  }

  private func isPlural(_ word: Token) -> Bool {
    word.kind == .word && word.end - word.start > 3 && text[word.end - 1] == 0x73 && text[word.end - 2] != 0x73
  }

  /// The words after a count, up to a word that ends a noun phrase: "enterprise apps".
  private func nounAfter(_ i: Int, unit: Unit) -> Span? {
    guard unit == .count else { return nil }
    var j = i
    if token(j)?.folded == NumberLexicon.of { j += 1 }
    let first = j
    while let word = token(j), j - first < 5, word.gap || j == first || tokens[j - 1].isSymbol("-"),
      QuantityWords.stops.value(word) == nil
    {
      guard word.kind == .word || (word.isSymbol("-") && !word.gap) else { break }
      if NumberLexicon.words.value(word) != nil { break }
      j += 1
      // Digits and letters glued to a name: "X3s".
      while let more = token(j), !more.gap, more.kind != .symbol { j += 1 }
      if isPlural(word), token(j).map({ !isPlural($0) }) ?? true { break }
    }
    while j > first, tokens[j - 1].kind == .symbol { j -= 1 }
    return j > first ? Span(tokens[first].start, tokens[j - 1].end) : nil
  }
}
