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

  // MARK: Ranges

  /// The amount after a dash, "to" or "and" that makes a range with the one before it; shares unit and scale.
  private func otherEnd(_ low: inout Amount, isSpread: Bool, joinAnd: Bool = false) -> (Amount, Int, Bool)? {
    // The first end takes the second's unit only where the two do make a range.
    var first = low
    guard let found = secondEnd(&first, isSpread: isSpread, joinAnd: joinAnd) else { return nil }
    low = first
    return found
  }

  private func secondEnd(_ low: inout Amount, isSpread: Bool, joinAnd: Bool) -> (Amount, Int, Bool)? {
    var i = low.end
    guard let join = token(i) else { return nil }
    var isDash = false
    if join.kind == .symbol, BoundLexicon.isDash(join.scalar) || BoundLexicon.isTilde(join.scalar) {
      isDash = true
      if join.scalar == 0x2014, join.gap { return nil }
      if BoundLexicon.isTilde(join.scalar), join.gap { return nil }
    } else if join.kind == .word, BoundLexicon.joins.value(join) != nil || (joinAnd && join.folded == NumberLexicon.and)
    {
      isDash = false
    } else {
      return nil
    }
    i += 1
    // "eight-to-10"
    var isAbout = false
    if let match = BoundLexicon.before.match(tokens, at: i), match.value == .about || isSpread {
      isAbout = match.value == .about
      i += match.count
    }
    guard i < tokens.count, let next = token(i) else { return nil }
    // "500 - -3" is no range; "-28 to -6" is.
    if isDash, next.kind == .word, next.gap, !join.gap { return nil }
    if !isDash || next.kind != .number, exclusions.skip(at: i) != nil { return nil }
    guard parser.mayOpen(i), var high = parser.amount(at: i) else { return nil }
    if isDash {
      if low.numeral.isWord != high.numeral.isWord { return nil }
      if high.numeral.hasLeadingZero || high.hasSign && !next.gap && join.gap == false && next.kind == .symbol {
        return nil
      }
      if low.numeral.isYearLike, !high.numeral.isYearLike, high.unit == nil, high.numeral.value < 100 { return nil }
    }
    // "in 2024 to €81bn": a year begins no range of money.
    if low.numeral.isYearLike, low.unit == nil, !high.numeral.isYearLike,
      tokens[high.start].kind != .number || isDated(low.start)
    {
      return nil
    }
    if high.numeral.isIndefinite, !isSpread, high.unit != low.unit || low.unit == nil { return nil }
    guard agree(&low, &high, isSpread: isSpread) else { return nil }
    if low.value >= high.value {
      // Spectra and losses run downward ("from -0.75 to -0.95"); other falling pairs are two numbers.
      guard isSpread || (low.value < 0 && high.value < 0), low.value != high.value else { return nil }
    }
    return (high, high.end, isAbout)
  }

  /// A word that leads to a year stands before.
  private func isDated(_ start: Int) -> Bool {
    guard start > 0, tokens[start - 1].kind == .word else { return false }
    return BoundLexicon.dating.value(tokens[start - 1]) != nil
  }

  /// Unit and scale that only one end writes belong to both. False where the two measure different things.
  private func agree(_ low: inout Amount, _ high: inout Amount, isSpread: Bool) -> Bool {
    if low.unit == nil, let unit = high.unit {
      if case .currency = unit, high.numeral.isIndefinite { return false }
      low.unit = unit
      // "1,674 to 2 million" keeps its own scale; "5 to 10 million" shares it.
      if low.numeral.scale == 0, high.numeral.scale > 0,
        low.numeral.value < high.numeral.mantissa || low.numeral.value < 1000
      {
        scale(&low, by: high.numeral.scale)
      }
    } else if high.unit == nil, let unit = low.unit {
      guard !high.numeral.isIndefinite else { return false }
      if case .currency = unit {
        high.unit = unit
      } else if isSpread || unit == .percent && false {
        high.unit = unit
      } else {
        return false
      }
      if low.numeral.scale == 0, high.numeral.scale > 0,
        low.numeral.value < high.numeral.mantissa || low.numeral.value < 1000
      {
        scale(&low, by: high.numeral.scale)
      }
    } else if low.unit == high.unit {
      if low.numeral.scale == 0, high.numeral.scale > 0, low.numeral.value < 1000,
        !low.numeral.isFraction || low.unit == nil
      {
        scale(&low, by: high.numeral.scale)
      }
    } else {
      return false
    }
    return true
  }

  private func scale(_ amount: inout Amount, by power: Int) {
    let factor = NumberLexicon.power(power)
    amount.value *= factor
    amount.numeral.value *= factor
    amount.numeral.resolution *= factor
  }

  /// "between 4 and 6 percent", "from $3 to $5 million"; after a verb of change "from 3% to 5%" is two figures.
  private func spread(at i: Int) -> (quantities: [ScannedQuantity], end: Int)? {
    let isBetween = BoundLexicon.between.value(tokens[i]) != nil
    var j = i + 1
    var isAbout = false
    while let match = BoundLexicon.before.match(tokens, at: j) {
      isAbout = isAbout || match.value == .about
      j += match.count
    }
    guard j < tokens.count, exclusions.skip(at: j) == nil, parser.mayOpen(j), var low = parser.amount(at: j) else {
      return nil
    }
    if isPronoun(low) { return nil }
    if !isBetween, changeVerb(before: i) != nil { return nil }
    guard
      let (high, end, about) = otherEnd(
        &low, isSpread: true, joinAnd: isBetween || token(low.end)?.folded == NumberLexicon.and)
    else { return nil }
    return ([make(low, high, start: i, end: end, bound: nil, isAbout: isAbout || about)], end)
  }

  func changeVerb(before i: Int) -> Figure.Direction? {
    var j = i - 1
    while j >= 0, i - j <= 7 {
      if tokens[j].isSymbol(".") || tokens[j].isSymbol(";") { return nil }
      if let direction = ChangeLexicon.verbs.value(tokens[j]) { return direction.direction }
      if ChangeLexicon.moved.value(tokens[j]) != nil { return .flat }
      j -= 1
    }
    return nil
  }

  /// "this one", "one another", "no one": no number.
  private func isPronoun(_ amount: Amount) -> Bool {
    guard amount.unit == nil, amount.numeral.isWord, amount.numeral.value == 1, amount.numeral.end == amount.start + 1,
      tokens[amount.start].folded == Self.one
    else { return false }
    let next = token(amount.end)
    if let next, next.kind == .symbol, BoundLexicon.isDash(next.scalar), !next.gap { return false }
    if let before = token(amount.start - 1), before.kind == .word, NameLexicon.pronounLeads.value(before) != nil {
      return !(before.folded == NumberLexicon.the)
        || next.map { $0.kind == .symbol || QuantityWords.stops.value($0) != nil } ?? true
    }
    if let next, next.kind == .word, NameLexicon.pronounFollows.value(next) != nil { return true }
    if let next, next.isSymbol("'") || next.scalar == 0x2019 { return true }
    return false
  }
  private static let one = TokenHash.of("one")

  /// "mid-single digits", "low-double-digit": ranges by convention of the trade, in percent.
  private func vagueDigits(at i: Int) -> (quantities: [ScannedQuantity], end: Int)? {
    guard tokens[i].kind == .word, let match = VagueLexicon.ranges.match(tokens, at: i) else { return nil }
    var end = i + match.count
    if let percent = UnitLexicon.names.match(tokens, at: end) ?? UnitLexicon.signs.match(tokens, at: end),
      percent.value.unit == .percent
    {
      end += percent.count
    } else if let dash = token(end), dash.kind == .symbol, BoundLexicon.isDash(dash.scalar),
      let percent = UnitLexicon.names.match(tokens, at: end + 1),
      percent.value.unit == .percent
    {
      end += 1 + percent.count
    }
    let quantity = Quantity(low: match.value.low, high: match.value.high, isAbout: true, unit: .percent, resolution: 1)
    let context = ChangeReader(text: text, tokens: tokens).change(start: i, end: end)
    return (
      [
        ScannedQuantity(
          span: Span(tokens[i].start, tokens[end - 1].end), quantity: quantity, noun: nil, direction: context.direction,
          role: context.role, isBare: false, isWord: true, isIndefinite: false, isCompound: false, isYearLike: false,
          hasScale: false)
      ], end
    )
  }

  // MARK: Result

  private func make(_ low: Amount, _ high: Amount?, start: Int, end: Int, bound: BoundLexicon.Bound?, isAbout: Bool)
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
