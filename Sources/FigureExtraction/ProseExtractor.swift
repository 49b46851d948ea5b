import Foundation
import ReportReading

/// Reads the figures of running text, sentence by sentence, with what each measures, when, and how firmly it is said.
package struct ProseExtractor: Sendable {
  package let quantities: QuantityContext
  package let periods: PeriodContext
  package let processors: Processors

  package init(
    quantities: QuantityContext = QuantityContext(), periods: PeriodContext, processors: Processors = .one
  ) {
    self.quantities = quantities
    self.periods = periods
    self.processors = processors
  }

  /// Words of the moment end the period that a paragraph opened with: "This winter 9% did."
  private static let present = LexiconText.set("now today currently presently winter summer autumn nowadays")

  /// Every figure outside table cells, and inside cells that hold running text; in document order. O(text).
  package func figures(in report: Report) -> [Figure] {
    let stretches = stretches(of: report)
    let scales = processors.map(stretches.count) { ProseScale(of: report, sentences: stretches[$0]) }
    let scale = scales.first { $0.money != 0 } ?? ProseScale()
    return processors.flatMap(stretches.count) { figures(in: report, sentences: stretches[$0], scale) }
  }

  /// The least bytes of text that are worth a processor's while.
  private static let stretchBytes = 16 << 10

  /// The report's sentences cut between blocks, a few stretches for each processor.
  private func stretches(of report: Report) -> [Range<Int>] {
    let size = max(Self.stretchBytes, report.text.count / (4 * processors.count))
    let sentences = report.sentences
    var stretches: [Range<Int>] = []
    var start = 0
    for index in sentences.indices.dropFirst() where sentences[index].block != sentences[index - 1].block {
      // A list goes with what leads into it.
      if report.blocks[sentences[index].block].isListItem { continue }
      if sentences[index].span.start - sentences[start].span.start >= size {
        stretches.append(start..<index)
        start = index
      }
    }
    if start < sentences.count { stretches.append(start..<sentences.count) }
    return stretches
  }

  /// `sentences` begins with the first of a block.
  private func figures(in report: Report, sentences: Range<Int>, _ scale: ProseScale) -> [Figure] {
    let scanner = QuantityScanner(context: quantities)
    let periodScanner = PeriodScanner(context: periods)
    let numbers = NumberSigns()
    var result: [Figure] = []
    var carried = CarriedPeriod()
    /// Sentences of the block whose periods matter only once a number follows them.
    var passed: [(span: Span, tokens: [Token])] = []
    var lastBlock = -1
    var lead: ListLead?
    var lastTokens: [Token] = []
    for index in sentences {
      let sentence = report.sentences[index]
      let block = report.blocks[sentence.block]
      if case .tableCell = block.kind, !RunningText.fills(block.span, of: report.text) { continue }
      if sentence.block != lastBlock {
        if !block.isListItem {
          lead = nil
        } else if lastBlock >= 0, !report.blocks[lastBlock].isListItem,
          report.text[report.blocks[lastBlock].span.end - 1] == 0x3A
        {
          for (span, tokens) in passed { carried.pass(periodScanner.scan(report.text, in: span), tokens) }
          lead = ListLead(carried: carried, modality: ModalityCues.modality(tokens: lastTokens[...]))
        }
        lastBlock = sentence.block
        carried = lead?.carried ?? CarriedPeriod()
        passed.removeAll(keepingCapacity: true)
      }
      let tokens = Tokenizer.tokens(of: report.text, in: sentence.span)
      lastTokens = tokens
      guard numbers.areIn(tokens) else {
        passed.append((sentence.span, tokens))
        continue
      }
      var sentenceReader = SentenceReader(
        text: report.text, tokens: tokens, span: sentence.span, reportDate: periods.reportDate)
      if case .heading = block.kind { sentenceReader.isHeading = true }
      if let lead { sentenceReader.leadModality = lead.modality }
      let stated = sentenceReader.statements(among: scanner.scan(report.text, tokens: tokens))
      guard stated.contains(where: \.isFigure) else {
        passed.append((sentence.span, tokens))
        continue
      }
      for (span, tokens) in passed { carried.pass(periodScanner.scan(report.text, in: span), tokens) }
      passed.removeAll(keepingCapacity: true)
      let scanned = periodScanner.scan(report.text, in: sentence.span)
      carried.meet(scanned, tokens)
      sentenceReader.periods = scanned
      sentenceReader.carried = carried
      result += sentenceReader.figures(from: stated, sentence: index, scale: scale)
      carried.remember(scanned, tokens)
    }
    return result
  }
}

/// What the sentence before a list says of its items: "For the fourth quarter, we expect:".
private struct ListLead {
  let carried: CarriedPeriod
  let modality: Modality
}

/// The period a paragraph opened with, for its later sentences.
struct CarriedPeriod {
  private(set) var period: ScannedPeriod?

  /// Words of the moment end the period that a paragraph opened with: "This winter 9% did."
  private static let present = LexiconText.set("now today currently presently winter summer autumn nowadays")

  /// Before a sentence is read: its words may end the period.
  mutating func meet(_ periods: [ScannedPeriod], _ tokens: [Token]) {
    guard period != nil, periods.isEmpty, tokens.contains(where: { Self.present.value($0) != nil }) else { return }
    period = nil
  }

  /// A sentence whose figures, if it has any, are not read.
  mutating func pass(_ scanned: [ScannedPeriod], _ tokens: [Token]) {
    meet(scanned, tokens)
    remember(scanned, tokens)
  }

  /// After it: a sentence that names one period only passes it on.
  mutating func remember(_ scanned: [ScannedPeriod], _ tokens: [Token]) {
    let periods = scanned.isEmpty ? [] : PeriodAsides(tokens: tokens).governing(scanned)
    // "12.9x 2026E earnings" dates a multiple, not what is said next.
    guard let first = periods.first, !first.period.isEstimate else { return }
    let others = periods.contains { !$0.period.covers(sameDaysAs: first.period) }
    period = others ? periods.count <= 2 ? first : nil : first
  }
}

/// The scale that a report declares for amounts it writes without one: "amounts in millions of dollars unless otherwise specified".
struct ProseScale {
  private(set) var money = 0

  /// No scale declared: amounts are as written.
  init() {}

  /// The first that a block of the sentences declares.
  init(of report: Report, sentences: Range<Int>) {
    guard let first = sentences.first, let last = sentences.last else { return }
    let blocks = report.sentences[first].block...report.sentences[last].block
    let range = report.blocks[blocks.lowerBound].span.start..<report.blocks[blocks.upperBound].span.end
    var places: [Int] = []
    for name in Self.names {
      var next = range.lowerBound
      while let place = ByteSearch.first(name, in: report.text, next..<range.upperBound) {
        places.append(place)
        next = place + name.count
      }
    }
    // Few blocks have any of them.
    var seen = -1
    for place in places.sorted() where money == 0 {
      guard let block = report.blockIndex(at: place), block > seen else { continue }
      seen = block
      note(in: report, block: report.blocks[block])
    }
  }

  private static let scales = LexiconText.table(
    """
    3 | in_thousands in_thousands_of thousands_of_dollars
    6 | in_millions in_millions_of millions_of_dollars
    9 | in_billions in_billions_of billions_of_dollars
    """
  ) { Int($0) }
  /// What every such scale has in it.
  private static let names = ["illions", "housands", "ILLIONS", "HOUSANDS"].map { Array($0.utf8) }
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

/// Tells whether tokens can be part of a number; a sentence without one states no figure.
struct NumberSigns {
  private let words = Self.words

  private static let words: OpenerSet = {
    var set = OpenerSet()
    set.insert(openersOf: NumberLexicon.words)
    set.insert(openersOf: VagueLexicon.words)
    set.insert(NumberLexicon.couple)
    return set
  }()

  func areIn(_ tokens: [Token]) -> Bool {
    var hasSign = false
    for token in tokens {
      switch token.kind {
      case .number: return true
      case .symbol: if token.scalar > 0xA0 { hasSign = true }
      case .word: if words.contains(token) { return true }
      }
    }
    return hasSign && tokens.indices.contains { isNumber(tokens, $0) }
  }

  /// Beside a sign outside ASCII, which mostly is an apostrophe: a fraction of one character, "single-digit", "an hour".
  private func isNumber(_ tokens: [Token], _ i: Int) -> Bool {
    let token = tokens[i]
    guard token.kind == .word else { return NumberLexicon.vulgarFraction(token.scalar) != nil }
    if VagueLexicon.ranges.match(tokens, at: i) != nil { return true }
    return (token.folded == NumberLexicon.a || token.folded == NumberLexicon.an)
      && (UnitLexicon.names.match(tokens, at: i + 1) ?? UnitLexicon.signs.match(tokens, at: i + 1)) != nil
  }
}
