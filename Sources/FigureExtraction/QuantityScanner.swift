import Foundation
import ReportReading

/// What the ambiguous signs mean in one report.
package struct QuantityContext: Sendable {
  /// `$` alone.
  package var dollar = "USD"
  /// `¥` alone.
  package var yen = "JPY"
  /// `kr` alone.
  package var krone = "SEK"
  /// Cents and pence stay hundredths (unit `cent`, `penny`); otherwise they become parts of their currency.
  package var keepsMinorUnits = false
  /// `pound` alone is a weight or money by its company; this is the currency it then means.
  package var pound = "GBP"

  package init() {}
}

/// A number with its unit, found in running text.
package struct ScannedQuantity: Sendable {
  package var span: Span
  package var quantity: Quantity
  /// The noun counted, where one follows.
  package var noun: Span?
  package var direction: Figure.Direction?
  package var role: Figure.Role
  /// Plain number: no unit, scale, sign, bound or mark.
  package var isBare: Bool
  /// In words ("seven").
  package var isWord: Bool
  /// "a month", "half": an article stands for the one.
  package var isIndefinite: Bool
  /// Joined by a hyphen to the word after it ("two-dimensional"), which is no unit.
  package var isCompound: Bool
  /// Four digits that may be a year.
  package var isYearLike: Bool
  /// A scale word or suffix was written.
  package var hasScale: Bool
}

/// Finds quantities in running text: currency, percent, counts, physical units, durations, ranges and bounds.
///
/// One pass over the tokens of a span; every rule looks a few tokens round the number.
package struct QuantityScanner: Sendable {
  package let context: QuantityContext

  package init(context: QuantityContext = QuantityContext()) { self.context = context }

  package func scan(_ text: [UInt8], in span: Span) -> [ScannedQuantity] {
    let tokens = Tokenizer.tokens(of: text, in: span)
    return scan(text, tokens: tokens)
  }

  /// Words that may begin a quantity, or something that is skipped: every other word costs one look.
  private static let openers: OpenerSet = {
    var set = OpenerSet()
    set.insert(openersOf: NameLexicon.idioms)
    set.insert(openersOf: NameLexicon.exactIdioms)
    set.insert(openersOf: VagueLexicon.ranges)
    set.insert(openersOf: BoundLexicon.between)
    set.insert(openersOf: BoundLexicon.from)
    set.insert(openersOf: BoundLexicon.before)
    set.insert(openersOf: BoundLexicon.minus)
    set.insert(openersOf: NumberLexicon.words)
    set.insert(openersOf: CurrencyLexicon.signs)
    set.insert(openersOf: CurrencyLexicon.codes)
    set.insert(openersOf: CurrencyLexicon.anyCaseCodes)
    set.insert(openersOf: CurrencyLexicon.names)
    set.insert(openersOf: UnitLexicon.names)
    set.insert(NumberLexicon.a)
    set.insert(NumberLexicon.an)
    return set
  }()

  /// A mark that ends something; it begins nothing unless a lexicon has it.
  private static func isStop(_ symbol: Token) -> Bool {
    switch symbol.scalar {
    case 0x2C, 0x2E, 0x3B, 0x3A, 0x29, 0x22, 0x27, 0x2018, 0x2019, 0x201C, 0x201D: true
    default: false
    }
  }

  /// "Section 3" and "Item 1A": a plain number, or one whose only unit is a capital glued to it.
  private func isNameable(_ quantity: ScannedQuantity, _ text: [UInt8]) -> Bool {
    if quantity.isBare || quantity.quantity.unit == .physical("A") || quantity.quantity.unit == .physical("V") {
      return true
    }
    guard quantity.quantity.unit == .count else { return false }
    // "pages 25 to 27", "Items 10-14"
    if quantity.quantity.isRange, !quantity.hasScale { return true }
    // "Item 1B", "Rule 406T": a capital that is no scale here.
    guard quantity.hasScale, quantity.span.count <= 4, let last = text[quantity.span.range].last,
      (0x41...0x5A).contains(last)
    else { return false }
    return (0x30...0x39).contains(text[quantity.span.end - 2])
  }

  private func isName(_ quantity: ScannedQuantity, at i: Int, _ exclusions: ExclusionMap, _ text: [UInt8]) -> Bool {
    isNameable(quantity, text) && exclusions.isNamed(at: i)
      || quantity.quantity.isRange && quantity.quantity.unit == .count && exclusions.isDay(at: i)
  }

  func scan(_ text: [UInt8], tokens: [Token]) -> [ScannedQuantity] {
    let parser = AmountParser(numerals: NumeralParser(text: text, tokens: tokens), context: context)
    let exclusions = ExclusionMap(text: text, tokens: tokens)
    let phrase = QuantityPhrase(parser: parser, exclusions: exclusions)
    var result: [ScannedQuantity] = []
    let openers = Self.openers
    var i = 0
    while i < tokens.count {
      if tokens[i].kind == .word || tokens[i].kind == .symbol && Self.isStop(tokens[i]), !openers.contains(tokens[i]),
        !exclusions.mayBeAddress(at: i)
      {
        i += 1
        continue
      }
      if let skip = exclusions.skip(at: i) {
        i = skip
        continue
      }
      if let found = phrase.read(at: i) {
        for quantity in found.quantities where !isName(quantity, at: i, exclusions, text) {
          result.append(quantity)
        }
        i = max(found.end, i + 1)
      } else {
        i += 1
      }
    }
    return result
  }
}
