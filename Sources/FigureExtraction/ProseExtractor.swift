import Foundation
import ReportReading

/// Reads the figures of running text, sentence by sentence, with what each measures, when, and how firmly it is said.
package struct ProseExtractor: Sendable {
  package let quantities: QuantityContext
  package let periods: PeriodContext

  package init(quantities: QuantityContext = QuantityContext(), periods: PeriodContext) {
    self.quantities = quantities
    self.periods = periods
  }

  /// Words of the moment end the period that a paragraph opened with: "This winter 9% did."
  private static let present = LexiconText.set("now today currently presently winter summer autumn nowadays")

  /// Every figure outside table cells, and inside cells that hold running text; in document order. O(text).
  package func figures(in report: Report) -> [Figure] {
    let scanner = QuantityScanner(context: quantities)
    let periodScanner = PeriodScanner(context: periods)
    var result: [Figure] = []
    let scale = ProseScale(of: report)
    var carried = CarriedPeriod()
    var lastBlock = -1
    for (index, sentence) in report.sentences.enumerated() {
      let block = report.blocks[sentence.block]
      if case .tableCell = block.kind, !RunningText.fills(block.span, of: report.text) { continue }
      if sentence.block != lastBlock {
        lastBlock = sentence.block
        carried = CarriedPeriod()
      }
      let tokens = Tokenizer.tokens(of: report.text, in: sentence.span)
      let scanned = periodScanner.scan(report.text, in: sentence.span)
      if scanned.isEmpty, tokens.contains(where: { Self.present.value($0) != nil }) { carried = CarriedPeriod() }
      defer { carried.remember(scanned, in: sentence.span) }
      guard tokens.contains(where: QuantityScanner.mayHoldNumber) else { continue }
      let found = scanner.scan(report.text, tokens: tokens)
      var sentenceReader = SentenceReader(
        text: report.text, tokens: tokens, span: sentence.span, periods: scanned, carried: carried,
        reportDate: periods.reportDate)
      if case .heading = block.kind { sentenceReader.isHeading = true }
      result += sentenceReader.figures(from: found, sentence: index, scale: scale)
    }
    return result
  }
}

/// The period a paragraph opened with, for its later sentences.
struct CarriedPeriod {
  private(set) var period: ScannedPeriod?

  /// A sentence that names one period only passes it on.
  mutating func remember(_ periods: [ScannedPeriod], in span: Span) {
    guard let first = periods.first else { return }
    let others = periods.contains { !$0.period.covers(sameDaysAs: first.period) }
    period = others ? periods.count <= 2 ? first : nil : first
  }
}

/// The scale that a report declares for amounts it writes without one: "amounts in millions of dollars unless otherwise specified".
struct ProseScale {
  private(set) var money = 0

  /// No scale declared: amounts are as written.
  init() {}

  init(of report: Report) {
    for block in report.blocks where money == 0 { note(in: report, block: block) }
  }

  private static let scales = LexiconText.table(
    """
    3 | in_thousands in_thousands_of thousands_of_dollars
    6 | in_millions in_millions_of millions_of_dollars
    9 | in_billions in_billions_of billions_of_dollars
    """
  ) { Int($0) }
  private static let subjects = LexiconText.set("amounts dollars amount dollar figures numbers")
  private static let exceptions = LexiconText.set("except unless otherwise")

  /// Takes note of a declaration; tables' own notes are theirs.
  private mutating func note(in report: Report, block: Block) {
    if case .tableCell = block.kind { return }
    guard block.span.count < 400 else { return }
    let tokens = Tokenizer.tokens(of: report.text, in: block.span)
    var power: Int?
    var hasSubject = false
    var hasException = false
    for i in tokens.indices where tokens[i].kind == .word {
      if let match = Self.scales.match(tokens, at: i) { power = power ?? match.value }
      if Self.subjects.value(tokens[i]) != nil { hasSubject = true }
      if Self.exceptions.value(tokens[i]) != nil { hasException = true }
    }
    if let power, hasSubject, hasException { money = power }
  }

  /// Money without a scale of its own, in whole units, and no price.
  func applied(to scanned: ScannedQuantity) -> Quantity {
    let quantity = scanned.quantity
    guard money > 0, case .currency = quantity.unit, !scanned.hasScale, quantity.per == nil, quantity.resolution >= 1,
      abs(quantity.value) < 1_000_000
    else { return quantity }
    let factor = NumberLexicon.power(money)
    return Quantity(
      low: quantity.low.map { $0 * factor }, high: quantity.high.map { $0 * factor }, isAbout: quantity.isAbout,
      unit: quantity.unit,
      per: nil, resolution: quantity.resolution * factor)
  }
}

extension QuantityScanner {
  /// Whether a token can be part of a number; a sentence without one is skipped.
  static func mayHoldNumber(_ token: Token) -> Bool {
    token.kind == .number || (token.kind == .word ? NumberLexicon.words.value(token) != nil : token.scalar > 0xA0)
      || token.folded == NumberLexicon.couple || VagueLexicon.words.value(token) != nil
  }
}
