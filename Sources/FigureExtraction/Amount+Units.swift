import Foundation
import ReportReading

extension AmountParser {
  /// `K`, `M`, `bn`, `mn` after digits, unless the letter is a unit here.
  func suffixScale(_ number: Numeral, isMoney: Bool) -> Numeral {
    var number = number
    guard number.scale == 0, let word = token(number.end), word.kind == .word, !number.isWord,
      let power = NumberLexicon.suffixes.value(word)
    else { return number }
    // `mb/d`, `m²`, `m/s` are units whatever the letter is elsewhere.
    if let sign = UnitLexicon.signs.match(tokens, at: number.end), sign.count > 1,
      tokens[number.end..<(number.end + sign.count)].dropFirst().allSatisfy({ !$0.gap })
    {
      return number
    }
    let length = word.end - word.start
    let money = isMoney || currencyFollows(number.end + 1)
    let isUnitLike = NumberLexicon.unitLike.value(word) != nil
    if !money {
      if isUnitLike, !(countsThings(number.end) && !word.gap) { return number }
      if length == 1, word.gap, word.scalar == 0x62 || word.scalar == 0x42 || word.scalar == 0x54 { return number }
      if word.scalar | 0x20 == 0x62, length == 1, number.value >= 1000 { return number }
      if word.scalar == 0x4B || word.scalar == 0x47, word.gap, let after = token(number.end + 1), after.kind == .word,
        !after.gap
      {
        return number
      }
    } else if word.gap, length == 1, word.scalar == 0x6D || word.scalar == 0x62 || word.scalar == 0x6B,
      let after = token(number.end + 1), !after.gap, after.kind == .symbol,
      after.isSymbol("'") || after.scalar == 0x2019
    {
      return number
    }
    number.multiply(power: power)
    number.end += 1
    return number
  }

  private func currencyFollows(_ i: Int) -> Bool {
    CurrencyLexicon.signs.match(tokens, at: i) != nil || CurrencyLexicon.codes.match(tokens, at: i) != nil
      || CurrencyLexicon.names.match(tokens, at: i) != nil
  }

  /// The suffix at `i` is followed by a plural: `12m users`.
  private func countsThings(_ i: Int) -> Bool {
    if tokens[i].scalar == 0x4D, tokens[i].end - tokens[i].start == 2 { return true }
    for j in (i + 1)...(i + 2) {
      guard let word = token(j), word.kind == .word, word.gap else { return false }
      if QuantityWords.stops.value(word) != nil { return false }
      if text[word.end - 1] == 0x73, word.end - word.start > 3 { return true }
      if UnitLexicon.names.match(tokens, at: j) != nil { return true }
    }
    return false
  }

  /// The unit or currency after the number. False where letters glued to the digits make it a name.
  func readUnit(_ amount: inout Amount) -> Bool {
    let end = amount.end
    guard let next = token(end) else { return true }
    if moneyAfter(&amount) {
      compound(&amount)
      return true
    }
    if measure(&amount) {
      compound(&amount)
      return true
    }
    guard amount.end == end else { return true }
    // Unknown letters glued to the digits: a name, an ordinal, a decade.
    if next.kind == .word, !next.gap, tokens[end - 1].kind == .number {
      return isDecadeOrPlural(next, amount)
    }
    return true
  }

  private func isDecadeOrPlural(_ next: Token, _ amount: Amount) -> Bool {
    next.end - next.start == 1 && next.scalar == 0x73 && amount.numeral.isYearLike
  }

  // MARK: Money after the number

  private func moneyAfter(_ amount: inout Amount) -> Bool {
    var i = amount.end
    var isHyphened = false
    if isDash(i), !tokens[i].gap, let word = token(i + 1), !word.gap, word.kind == .word {
      i += 1
      isHyphened = true
    }
    guard let next = token(i) else { return false }
    if !isHyphened, let sign = CurrencyLexicon.signs.match(tokens, at: i),
      next.kind == .symbol || !next.gap || sign.count > 1 || next.end - next.start > 1
    {
      let after = token(i + sign.count)
      // A sign that touches the next number belongs to it.
      if let after, after.kind == .number {
        guard next.gap == false || after.gap, signOrMinorAfterNumber(i + sign.count) else { return false }
      }
      amount.unit = unit(of: sign.value)
      amount.end = i + sign.count
      return true
    }
    guard next.kind == .word else { return false }
    let found =
      CurrencyLexicon.codes.match(tokens, at: i) ?? CurrencyLexicon.names.match(tokens, at: i)
      ?? (CurrencyLexicon.anyCaseCodes.value(next).map { ($0, 1) })
    if let found {
      if case .code(let code) = found.value, code == "GBP", isWeight(amount, at: i, isHyphened: isHyphened) {
        amount.unit = .physical("lb")
      } else {
        if case .code("BRL") = found.value, next.scalar != 0x52, next.folded == TokenHash.of("real") { return false }
        amount.unit = unit(of: found.value)
      }
      amount.end = i + found.count
      amount.isAdjectival = isHyphened
      // "75 USD million"
      if amount.numeral.scale == 0, let word = token(amount.end),
        case .scale(let power)? = NumberLexicon.words.value(word)
      {
        amount.numeral.multiply(power: power)
        amount.end += 1
      }
      return true
    }
    // `30 MUSD`, `120 MEUR`
    if next.end - next.start == 4, let power = Self.codePrefixes[next.scalar] {
      let hash = text.withUnsafeBufferPointer { TokenHash.of($0, (next.start + 1)..<next.end).exact }
      let rest = Token(
        kind: .word, start: next.start + 1, end: next.end, gap: false, exact: hash, folded: hash, scalar: 0)
      if let meaning = CurrencyLexicon.codes.value(rest) {
        amount.unit = unit(of: meaning)
        amount.numeral.multiply(power: power)
        amount.end = i + 1
        return true
      }
    }
    return false
  }

  private static let codePrefixes: [UInt32: Int] = [0x4D: 6, 0x6B: 3, 0x54: 3, 0x42: 9]

  /// After `10 $` a number with its own sign or cents may follow.
  private func signOrMinorAfterNumber(_ i: Int) -> Bool {
    guard let after = token(i + 1) else { return false }
    if CurrencyLexicon.signs.match(tokens, at: i + 1) != nil { return true }
    if case .minor? = CurrencyLexicon.names.value(after) { return true }
    return false
  }

  /// "pounds": a weight after a hyphen, before "of a thing", or near a word of weighing; otherwise money.
  private func isWeight(_ amount: Amount, at i: Int, isHyphened: Bool) -> Bool {
    guard tokens[i].end - tokens[i].start <= 6,
      tokens[i].folded == TokenHash.of("pound") || tokens[i].folded == TokenHash.of("pounds")
    else { return false }
    if isHyphened { return true }
    if amount.numeral.scale >= 6 { return false }
    if let of = token(i + 1), of.folded == NumberLexicon.of { return true }
    if let per = token(i + 1), per.kind == .word, QuantityWords.stops.value(per) == nil,
      text[per.end - 1] != 0x73 || true,
      AmountLexicon.weightCues.value(per) != nil
    {
      return true
    }
    for j in max(0, amount.start - 12)..<min(tokens.count, i + 6) where AmountLexicon.weightCues.value(tokens[j]) != nil
    { return true }
    return false
  }

  // MARK: Units

  private func measure(_ amount: inout Amount) -> Bool {
    var i = amount.end
    guard let next = token(i) else { return false }
    // `[kg]`, `<kg>`
    if next.isSymbol("[") || next.isSymbol("<"), let sign = UnitLexicon.signs.match(tokens, at: i + 1),
      let close = token(i + 1 + sign.count), close.isSymbol("]") || close.isSymbol(">")
    {
      amount.unit = sign.value.unit
      amount.end = i + sign.count + 2
      return true
    }
    var isHyphened = false
    if isDash(i), !next.gap, let word = token(i + 1), !word.gap, word.kind == .word {
      i += 1
      isHyphened = true
    }
    guard let word = token(i) else { return false }
    if let unit = named(i, isGlued: !word.gap, amount: amount, isHyphened: isHyphened) {
      amount.unit = unit.value
      amount.end = i + unit.count
      amount.isAdjectival = isHyphened
      return true
    }
    guard !isHyphened else { return false }
    // "2 more minutes", "one and a quarter of an hour"
    if word.kind == .word, word.gap {
      var j = i
      if QuantityWords.betweenUnit.value(word) != nil {
        j += 1
      } else if amount.numeral.isFraction, word.folded == NumberLexicon.of {
        j += 1
        if let article = token(j), article.folded == NumberLexicon.a || article.folded == NumberLexicon.an { j += 1 }
      } else if amount.numeral.isFraction, word.folded == NumberLexicon.a || word.folded == NumberLexicon.an {
        j += 1
      }
      if j > i, let match = UnitLexicon.names.match(tokens, at: j) {
        if case .percent = match.value.unit { return false }
        amount.unit = match.value.unit
        amount.end = j + match.count
        return true
      }
    }
    return false
  }

  /// The unit named at a token, if its place allows it.
  private func named(_ i: Int, isGlued: Bool, amount: Amount, isHyphened: Bool) -> (value: Unit, count: Int)? {
    let word = tokens[i]
    let sign = UnitLexicon.signs.match(tokens, at: i).flatMap { match -> (value: UnitLexicon.Entry, count: Int)? in
      fits(match, at: i) ? match : UnitLexicon.signs.value(word).map { (value: $0, count: 1) }
    }
    let name = UnitLexicon.names.match(tokens, at: i)
    let best = (name?.count ?? 0) >= (sign?.count ?? 0) ? name : sign
    // "twelve times the …"
    if word.folded == QuantityWords.times, let after = token(i + 1), AmountLexicon.multipleFollows.value(after) != nil,
      !isHyphened
    {
      return (.multiple, 1)
    }
    if word.folded == QuantityWords.inch, word.kind == .word, !isGlued, !isHyphened {
      guard let after = token(i + 1) else { return (.physical("in"), 1) }
      return after.kind == .symbol && !after.isSymbol("(") ? (.physical("in"), 1) : nil
    }
    guard let best else { return nil }
    if word.exact == UnitLexicon.kt, best.value.unit == UnitLexicon.kilotonne,
      tokens.contains(where: { UnitLexicon.speeds.value($0) != nil })
    {
      return (UnitLexicon.knot, best.count)
    }
    if word.exact == UnitLexicon.mb, best.value.unit == UnitLexicon.megabit,
      tokens.contains(where: { UnitLexicon.oil.value($0) != nil })
    {
      return (UnitLexicon.megabarrel, best.count)
    }
    // An index moves by hundreds of "pts"; a margin by a few.
    if best.value.unit == .percentagePoint, word.end - word.start == 3, word.scalar == 0x70, best.count == 1,
      text[word.start + 1] == 0x74, amount.numeral.value >= 50
    {
      return nil
    }
    if best.value.unit == .multiple, word.kind == .word, word.end - word.start == 1 {
      guard !isHyphened, isGlued || token(i + 1)?.kind != .number else { return nil }
      // "12.9x 2026E earnings" is a multiple, "4 x 4" a size.
      if let after = token(i + 1), after.kind == .number, !isGlued || !after.gap { return nil }
      return (best.value.unit, best.count)
    }
    if word.kind == .symbol,
      word.isSymbol("\"") || word.scalar == 0x201D || word.isSymbol("'") || word.scalar == 0x2032
        || word.scalar == 0x2033
    {
      return isGlued && isInchMark(word, at: i, amount) ? (best.value.unit, best.count) : nil
    }
    guard best.value.isShort, word.kind == .word else { return (best.value.unit, best.count) }
    // One letter: a decade's s, a form's K and a name's letter are no units.
    if word.scalar == 0x73, amount.numeral.isYearLike || isDecade(amount) { return nil }
    if isHyphened {
      return word.scalar >= 97 ? (best.value.unit, best.count) : nil
    }
    if isGlued { return (best.value.unit, best.count) }
    if amount.numeral.isWord { return nil }
    guard word.scalar >= 97 || word.scalar == 0x4C || word.scalar == 0x57 || word.scalar == 0x4A || word.scalar == 0x56
    else { return nil }
    // "2407 W. 24th St."
    if word.isUppercase, let after = token(i + 1), !after.gap, after.isSymbol("."), i + 2 < tokens.count { return nil }
    if let after = token(i + 1), !after.gap,
      after.kind != .symbol || isDash(i + 1) || after.isSymbol("'") || after.scalar == 0x2019
    {
      return nil
    }
    return (best.value.unit, best.count)
  }

  /// A sign of several tokens must be written together, except those with words in them.
  private func fits(_ match: (value: UnitLexicon.Entry, count: Int), at i: Int) -> Bool {
    guard match.count > 1 else { return true }
    return tokens[(i + 1)..<(i + match.count)].allSatisfy { !$0.gap || $0.kind == .word }
  }

  private func isDecade(_ amount: Amount) -> Bool {
    guard amount.numeral.isPlainInteger, let before = token(amount.start - 1) else { return false }
    return before.folded == NumberLexicon.the || before.isSymbol("'") || before.scalar == 0x2019
  }

  /// A quotation mark after a number means inches only where no quotation is open.
  private func isInchMark(_ mark: Token, at i: Int, _ amount: Amount) -> Bool {
    if mark.scalar == 0x2032 || mark.scalar == 0x2033 { return true }
    if mark.scalar == 0x27 || mark.scalar == 0x201D {
      return mark.scalar == 0x27
        ? token(i + 1)?.kind == .number && token(i + 1)?.gap == false : !tokens[..<i].contains { $0.scalar == 0x201C }
    }
    var marks = 0
    for token in tokens[..<i] where token.isSymbol("\"") { marks += 1 }
    // Earlier inch marks pair up with nothing; an odd count means an open quotation unless it follows a number as well.
    var inches = 0
    for j in 1..<max(1, i) where tokens[j].isSymbol("\"") && tokens[j - 1].kind == .number { inches += 1 }
    return (marks - inches) % 2 == 0
  }
}
