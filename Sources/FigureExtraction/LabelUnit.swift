import Foundation
import ReportReading

/// The unit that a label gives its own numbers: "Wait (months)", "Capacity, GW", "Rent ($ per kW per month)", "€ billion".
///
/// A label's unit is read by the grammar of running text, as if a number stood before it, so whatever that grammar can
/// measure a label can name.
struct LabelUnit: Hashable, Sendable {
  var unit: Unit
  /// What it is per, where the label says.
  var per: String?
  /// Power of ten of the scale word; nil where there is none.
  var scale: Int?
  /// Named among the label's own words ("Leased square footage"): a table in thousands has it in thousands.
  var takesScale = false

  /// The unit of a label, from its parentheses, its last words or, for one that is nothing else, the whole of it. O(n).
  static func read(_ text: [UInt8], _ span: Span) -> LabelUnit? {
    guard !span.isEmpty, span.count < 200, var found = named(text, span) else { return nil }
    if found.unit == UnitLexicon.kilotonne,
      Tokenizer.tokens(of: text, in: span).contains(where: { UnitLexicon.speeds.value($0) != nil })
    {
      found.unit = UnitLexicon.knot
    }
    return found
  }

  /// A cell that is nothing but a unit: "US$/oz", "kt", "%".
  static func whole(_ text: [UInt8], _ span: Span) -> LabelUnit? {
    span.isEmpty || span.count > 40 ? nil : note(text, span, isStrict: false)
  }

  private static func named(_ text: [UInt8], _ span: Span) -> LabelUnit? {
    if let found = inParentheses(text, span) { return found }
    let end = LabelTrim.trim(text, span).end
    let label = Span(span.start, end)
    guard !label.isEmpty else { return nil }
    if let comma = text[label.range].lastIndex(of: 0x2C),
      let found = note(text, Span(comma + 1, end), isStrict: true)
    {
      return found
    }
    if label.count < 28, let found = note(text, label, isStrict: true) { return found }
    return atEnd(text, label)
  }

  /// The unit in the last parentheses or brackets that hold one.
  static func inParentheses(_ text: [UInt8], _ span: Span) -> LabelUnit? {
    var end = span.end
    while let close = text[span.start..<end].lastIndex(where: { $0 == 0x29 || $0 == 0x5D }),
      let open = text[span.start..<close].lastIndex(where: { $0 == 0x28 || $0 == 0x5B })
    {
      if let found = note(text, Span(open + 1, close), isStrict: false) { return found }
      end = open
    }
    return nil
  }

  /// "Term in months", "Leased square footage".
  private static func atEnd(_ text: [UInt8], _ label: Span) -> LabelUnit? {
    let tokens = Tokenizer.tokens(of: text, in: label)
    if let i = tokens.lastIndex(where: { $0.folded == inWord }), i > 0, tokens.count - i <= 5, i + 1 < tokens.count {
      return note(text, Span(tokens[i + 1].start, label.end), isStrict: true)
    }
    for count in [2, 1] where tokens.count > count {
      let first = tokens.count - count
      let match = UnitLexicon.signs.match(tokens, at: first) ?? UnitLexicon.names.match(tokens, at: first)
      guard let match, match.count == count, case .physical = match.value.unit, !match.value.isShort else { continue }
      // A lone word must be a sign with capitals, as words such as "bar" and "yard" name things too.
      let word = tokens[first]
      guard count == 2 || text[(word.start + 1)..<word.end].contains(where: { (0x41...0x5A).contains($0) }) else {
        continue
      }
      return LabelUnit(unit: match.value.unit, takesScale: count == 2)
    }
    return nil
  }
  private static let inWord = TokenHash.of("in")
  private static let perWord = TokenHash.of("per")

  /// A few words that name a unit and nothing else; where not strict, words may follow a unit ("GW installed").
  private static func note(_ text: [UInt8], _ span: Span, isStrict: Bool) -> LabelUnit? {
    var tokens = Tokenizer.tokens(of: text, in: span)
    if tokens.count > 1, tokens[0].folded == inWord { tokens.removeFirst() }
    guard let first = tokens.first, let last = tokens.last, tokens.count <= 7 else { return nil }
    // Digits belong to years, notes and codes; a number word counts something else.
    for (i, token) in tokens.enumerated() where token.kind == .number {
      // `m2`, `CO2`
      guard i > 0, !token.gap, tokens[i - 1].kind == .word else { return nil }
    }
    if first.kind == .word {
      switch NumberLexicon.words.value(first) {
      case .unit, .teen, .ten, .dozen, .fraction, .hundred: return nil
      case .scale, nil: break
      }
    }
    // A single letter is a footnote more often than a unit.
    let isSingle = tokens.count == 1 && first.kind == .word && last.end - first.start == 1
    if isSingle { return first.scalar | 0x20 == 0x78 ? LabelUnit(unit: .multiple) : nil }
    if tokens.count == 1, first.folded == QuantityWords.times { return LabelUnit(unit: .multiple) }
    let sign = currencySign(tokens)
    guard sign > 0 || opensUnit(tokens) else { return nil }
    var sample = Array(text[first.start..<first.start + sign]) + [0x31]
    if sign == 0 { sample.append(0x20) }
    // "thousands of tonnes"
    if sign == 0, tokens.count > 2, tokens[1].folded == NumberLexicon.of, NumberLexicon.words.value(first) != nil {
      sample += text[first.start..<first.end]
      sample += [0x20] + text[tokens[2].start..<last.end]
    } else {
      sample += text[(first.start + sign)..<last.end]
    }
    let found = QuantityScanner().scan(sample, in: Span(0, sample.count))
    guard let quantity = found.first, found.count == 1, quantity.span.start == 0 else { return nil }
    if isStrict, case .currency(let code) = quantity.quantity.unit {
      // "Won" and "ALL" are words before they are money.
      guard sign > 0, CellLexicon.currencies.contains(where: { $0.code == code }) else { return nil }
    }
    return unit(quantity, sample, isStrict: isStrict, isPlural: text[first.end - 1] == 0x73)
  }

  /// Whether a scale or a unit stands first; spares most labels the reading.
  private static func opensUnit(_ tokens: [Token]) -> Bool {
    if case .scale? = NumberLexicon.words.value(tokens[0]) { return true }
    return UnitLexicon.signs.match(tokens, at: 0) != nil || UnitLexicon.names.match(tokens, at: 0) != nil
      || CurrencyLexicon.names.match(tokens, at: 0) != nil || NumberLexicon.suffixes.value(tokens[0]) != nil
  }

  /// Bytes of the currency sign or code that the words open with, after which the number would stand.
  private static func currencySign(_ tokens: [Token]) -> Int {
    let match =
      CurrencyLexicon.signs.match(tokens, at: 0) ?? CurrencyLexicon.codes.match(tokens, at: 0)
    guard let match else { return 0 }
    return tokens[match.count - 1].end - tokens[0].start
  }

  private static func unit(
    _ found: ScannedQuantity, _ sample: [UInt8], isStrict: Bool, isPlural: Bool
  ) -> LabelUnit? {
    let quantity = found.quantity
    guard quantity.isPoint else { return nil }
    var per = quantity.per
    let rest = Tokenizer.tokens(of: sample, in: Span(found.span.end, sample.count))
    if quantity.unit == .count {
      // "(million boxes)" gives a scale and says that no money is meant; "(in thousands, unaudited)" says only the scale.
      guard found.hasScale, !isStrict, (1...2).contains(rest.count), rest.allSatisfy({ $0.kind == .word }),
        rest.allSatisfy({ !asides.contains(String(decoding: sample[$0.start..<$0.end], as: UTF8.self).lowercased()) })
      else { return nil }
      return LabelUnit(unit: .count, scale: exponent(quantity.value))
    }
    if let next = rest.first {
      if next.folded == perWord || next.isSymbol("/") {
        guard per != nil || rest.count > 1 else { return nil }
        let more = rest.dropFirst().first.map { String(decoding: sample[$0.start..<$0.end], as: UTF8.self) } ?? ""
        per = per.map { "\($0)/\(more)" } ?? more
      } else if next.folded == NumberLexicon.of {
        guard quantity.unit == .percent else { return nil }
      } else {
        guard !isStrict, quantity.unit == .percent || isPhysical(quantity.unit) else { return nil }
      }
    }
    if case .duration = quantity.unit {
      // "Year" and "Month" name a column of dates; lengths of time come in the plural.
      guard isPlural else { return nil }
    }
    return LabelUnit(unit: quantity.unit, per: per, scale: found.hasScale ? exponent(quantity.value) : nil)
  }

  private static let asides: Set<String> = [
    "except", "unaudited", "audited", "unless", "of", "per", "and", "in", "approximately", "rounded", "ended", "as",
    "or",
  ]

  /// A measure of things or time, or a price of one.
  var isMeasure: Bool { per != nil || Self.isPhysical(unit) }

  private static func isPhysical(_ unit: Unit) -> Bool {
    switch unit {
    case .physical, .duration: true
    default: false
    }
  }

  private static func exponent(_ value: Decimal) -> Int {
    var exponent = 0
    var power: Decimal = 1
    while power < value, exponent < 18 {
      power *= 10
      exponent += 1
    }
    return exponent
  }
}
