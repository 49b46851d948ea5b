import Foundation
import ReportReading

/// Amounts that bound one another: "4 to 6 percent", "between 3 and 5".
extension QuantityPhrase {
  /// The amount after a dash, "to" or "and" that makes a range with the one before it; shares unit and scale.
  func otherEnd(_ low: inout Amount, isSpread: Bool, joinAnd: Bool = false) -> (Amount, Int, Bool)? {
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

  func scale(_ amount: inout Amount, by power: Int) {
    let factor = NumberLexicon.power(power)
    amount.value *= factor
    amount.numeral.value *= factor
    amount.numeral.resolution *= factor
  }

  /// "between 4 and 6 percent", "from $3 to $5 million"; after a verb of change "from 3% to 5%" is two figures.
  func spread(at i: Int) -> (quantities: [ScannedQuantity], end: Int)? {
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
  func isPronoun(_ amount: Amount) -> Bool {
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
  static let one = TokenHash.of("one")

  /// "mid-single digits", "low-double-digit": ranges by convention of the trade, in percent.
  func vagueDigits(at i: Int) -> (quantities: [ScannedQuantity], end: Int)? {
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
}
