import Foundation
import ReportReading

/// Amounts of two units ("5 ft 2 in"), and what an amount is per.
extension AmountParser {
  /// "13 dollars 45 cents", "15 dollars and 50", "5 ft 2 in", "1 hour and thirty".
  func compound(_ amount: inout Amount) {
    guard let unit = amount.unit, !amount.isAdjectival else { return }
    var i = amount.end
    let hasAnd = token(i)?.folded == NumberLexicon.and
    if hasAnd { i += 1 }
    // "an hour and a half"
    if hasAnd, case .duration = unit, let part = numerals.andFraction(at: amount.end) {
      amount.numeral.value += part.value
      amount.numeral.resolution = part.resolution
      amount.end = part.end
      amount.isCompoundMeasure = true
      return
    }
    guard let next = token(i), next.gap,
      next.kind == .number || (next.kind == .word && NumberLexicon.words.value(next) != nil),
      let part = numerals.numeral(at: i), part.scale == 0, !part.isFraction, !part.isIndefinite,
      part.resolution == 1 || part.value < 100
    else { return }
    let whole = amount.numeral.resolution == 1
    switch unit {
    case .currency:
      guard whole, amount.numeral.scale == 0, part.value > 0, part.value < 100,
        tokens[amount.end - 1].kind == .word || !tokens[amount.end - 1].gap || tokens[amount.end - 1].kind == .symbol
      else { return }
      if let name = CurrencyLexicon.names.match(tokens, at: part.end) {
        guard case .minor = name.value else { return }
        finish(&amount, adding: part.value, of: 100, end: part.end + name.count)
      } else if tokens[amount.end - 1].kind == .word, tokens[amount.end - 1].end - tokens[amount.end - 1].start > 3,
        endsHere(part.end), part.resolution == 1
      {
        finish(&amount, adding: part.value, of: 100, end: part.end)
      }
    case .physical("ft"):
      guard
        let match = UnitLexicon.names.match(tokens, at: part.end) ?? UnitLexicon.signs.match(tokens, at: part.end)
          ?? inchWord(part.end),
        case .physical("in") = match.value.unit, part.value < 12
      else { return }
      finish(&amount, adding: part.value, of: 12, end: part.end + match.count)
    case .physical("lb"):
      guard let match = UnitLexicon.names.match(tokens, at: part.end), case .physical("oz") = match.value.unit,
        part.value < 16
      else { return }
      finish(&amount, adding: part.value, of: 16, end: part.end + match.count)
    case .duration("hour"):
      guard whole, part.value < 60, part.resolution == 1 else { return }
      var end = part.end
      if let match = UnitLexicon.names.match(tokens, at: part.end) {
        guard case .duration("minute") = match.value.unit else { return }
        end += match.count
      } else if !endsHere(part.end) {
        return
      }
      amount.numeral.value = amount.numeral.value * 60 + part.value
      amount.unit = .duration("minute")
      amount.end = end
      amount.isCompoundMeasure = true
    default: return
    }
  }

  private func inchWord(_ i: Int) -> (value: UnitLexicon.Entry, count: Int)? {
    guard let word = token(i), word.folded == QuantityWords.inch else { return nil }
    return (UnitLexicon.Entry(unit: .physical("in"), isShort: true), 1)
  }

  /// Adds so many of `count` parts; one division, so that no digit is lost twice.
  private func finish(_ amount: inout Amount, adding part: Decimal, of count: Decimal, end: Int) {
    amount.numeral.value = (amount.numeral.value * count + part) / count
    amount.numeral.resolution = NumberLexicon.power(-2)
    amount.end = end
    amount.isCompoundMeasure = true
  }

  /// Nothing that the number could count follows.
  private func endsHere(_ i: Int) -> Bool {
    guard let next = token(i) else { return true }
    return next.kind == .symbol
      ? !next.isSymbol("%") && CurrencyLexicon.signs.match(tokens, at: i) == nil && !isDash(i)
      : next.folded == NumberLexicon.and
  }

  // MARK: Per

  /// "per barrel", "/MWh", "a share", "-a-share".
  func readPer(_ amount: inout Amount) {
    let i = amount.end
    guard amount.unit != nil || amount.numeral.scale > 0 || amount.numeral.isPlainInteger, let next = token(i) else {
      return
    }
    if next.isSymbol("/"), !next.gap, let word = token(i + 1), word.kind == .word, !word.gap, amount.unit != nil {
      amount.per = String(decoding: text[word.start..<word.end], as: UTF8.self)
      amount.end = i + 2
      return
    }
    if next.kind == .word, BoundLexicon.per.value(next) != nil, next.folded == TokenHash.of("per"),
      let word = token(i + 1), word.kind == .word
    {
      if QuantityWords.perModifiers.value(word) != nil, let head = token(i + 2), head.kind == .word,
        QuantityWords.perUnits.value(head) != nil
      {
        amount.per = lowercased(head)
        amount.end = i + 3
        return
      }
      if UnitLexicon.names.match(tokens, at: i + 1)?.value.unit == .percent { return }
      amount.per = perName(word)
      amount.end = i + 2
      // "per MW-day": a product of units, which half of it is not.
      var name = amount.per ?? ""
      while let dash = token(amount.end), dash.isSymbol("-"), !dash.gap, let more = token(amount.end + 1),
        more.kind == .word,
        !more.gap
      {
        name += "-" + perName(more)
        amount.per = name
        amount.end += 2
      }
      // "per kW per month" is per both of them.
      while let again = token(amount.end), again.kind == .word, again.folded == TokenHash.of("per"),
        let more = token(amount.end + 1), more.kind == .word, QuantityWords.perUnits.value(more) != nil
      {
        name += "/" + perName(more)
        amount.per = name
        amount.end += 2
      }
      return
    }
    var j = i
    if isDash(j) { j += 1 }
    if let article = token(j), article.folded == NumberLexicon.a || article.folded == NumberLexicon.an {
      j += 1
      if isDash(j) { j += 1 }
      if let word = token(j), word.kind == .word, QuantityWords.perUnits.value(word) != nil,
        amount.unit != .percent || QuantityWords.perTimes.value(word) != nil
      {
        if case .duration? = amount.unit { return }
        // "$540 million a year earlier" says when, not per what.
        if let after = token(j + 1), QuantityWords.sinceThen.value(after) != nil { return }
        amount.per = lowercased(word)
        amount.end = j + 1
      }
    }
  }

  /// A unit's sign keeps its capitals: `kW`, `MWh`.
  private func perName(_ token: Token) -> String {
    guard UnitLexicon.signs.value(token) != nil else { return lowercased(token) }
    return String(decoding: text[token.start..<token.end], as: UTF8.self)
  }

  func lowercased(_ token: Token) -> String {
    String(decoding: text[token.start..<token.end], as: UTF8.self).lowercased()
  }
}
