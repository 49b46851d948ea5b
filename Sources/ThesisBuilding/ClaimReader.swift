import FigureExtraction
import Foundation
import ReportReading

/// Reads the claims of one report after another: its sentences, its bold statements, the rows of its tables.
struct ClaimReader {
  let dossier: Dossier
  let halfLife: Double
  /// How publishers' earlier forecasts fared, by name.
  let records: [String: PublisherRecord]
  private let schedules: Schedules
  var terms: TermReader
  var metrics: MetricReader
  /// Words of the lexicons among those of the reports.
  private let measured: WordMarks
  private let movement: WordMarks
  private let formulas: WordMarks

  init(dossier: Dossier, halfLife: Double, records: [String: PublisherRecord] = [:], schedules: Schedules) {
    self.dossier = dossier
    self.schedules = schedules
    terms = TermReader(dossier.vocabulary)
    metrics = MetricReader(dossier.words)
    measured = WordMarks(dossier.vocabulary, where: ClaimLexicon.measured.contains)
    movement = WordMarks(dossier.vocabulary, where: ClaimLexicon.movement.contains)
    formulas = WordMarks(dossier.vocabulary, where: SectionLexicon.formula.begins)
    self.halfLife = halfLife
    self.records = records
  }

  /// In document order.
  mutating func claims(of index: Int, outline: Outline) -> [ClaimDraft] {
    let evidence = dossier.evidence[index]
    var bySentence = [[Int]](repeating: [], count: evidence.report.sentences.count)
    var rows = KeyedRuns<RowKey, Int>()
    for number in evidence.figures.indices {
      switch evidence.figures[number].place {
      case .prose(let sentence): if bySentence.indices.contains(sentence) { bySentence[sentence].append(number) }
      case .cell(let table, let row, _):
        if !evidence.figures[number].metric.isEmpty, !schedules.contains(table, of: index) {
          rows.add(number, to: RowKey(table: table, row: row, label: evidence.figures[number].metric))
        }
      }
    }
    var drafts: [ClaimDraft] = []
    var covered: [Int: Span] = [:]
    for statement in Statements.all(in: evidence.report, dossier.words[index], outline) {
      covered[statement.block] = statement.span
      let figures = Array(evidence.figures(in: statement.span).indices)
      let draft = sentenceDraft(
        evidence, index, statement.span, block: statement.block, figures: figures,
        .statement(isNamed: statement.isNamed), outline
      )
      drafts.append(draft)
    }
    for (number, sentence) in evidence.report.sentences.enumerated() {
      let figures = bySentence[number]
      guard outline.setting[sentence.block] == .body,
        isClaim(evidence.report, dossier.words[index], sentence, hasFigures: !figures.isEmpty)
      else { continue }
      if let statement = covered[sentence.block], statement.overlaps(sentence.span) { continue }
      let start = max(sentence.span.start, min(sentence.span.end, outline.textStart(evidence.report, sentence.block)))
      let span = TermGlossReader.trimmedStart(evidence.report, Span(start, sentence.span.end))
      drafts.append(
        sentenceDraft(evidence, index, span, block: sentence.block, figures: figures, .sentence(number), outline))
    }
    for (key, figures) in rows.runs {
      if let draft = rowDraft(evidence, index, key, figures, outline) { drafts.append(draft) }
    }
    // The keys are sorted and not the drafts, which are heavy to move.
    return drafts.indices.map { (drafts[$0].claim.citation, drafts[$0].claim.figures.first?.figure ?? -1, $0) }.sorted {
      ($0.0, $0.1) < ($1.0, $1.1)
    }.map { drafts[$0.2] }
  }

  private struct RowKey: Hashable {
    let table: Int
    let row: Int
    let label: [Span]
  }

  private func isClaim(_ report: Report, _ words: WordList, _ sentence: Sentence, hasFigures: Bool) -> Bool {
    switch report.blocks[sentence.block].kind {
    case .paragraph, .listItem, .quote: break
    default: return false
    }
    guard !sentence.span.isEmpty, report.text[sentence.span.end - 1] != UInt8(ascii: "?") else { return false }
    // A note under a table hangs on its mark.
    guard report.text[sentence.span.start] != UInt8(ascii: "*"), report.text[sentence.span.start] != UInt8(ascii: "(")
    else {
      return false
    }
    let count = words.count(in: sentence.span)
    guard (4...120).contains(count), !isFormula(sentence.span, words) else { return false }
    if hasFigures {
      // An address or a caption has no common words.
      let common = words.spans(in: sentence.span).lazy.filter { (0x61...0x7A).contains(report.text[$0.start]) }
      return common.prefix(2).count == 2
    }
    // What ends in a colon announces; what it announces asserts.
    guard count >= 5, report.text[sentence.span.end - 1] != UInt8(ascii: ":"),
      words.mayHold(measured, in: sentence.span), words.mayHold(movement, in: sentence.span)
    else { return false }
    let said = words.words(in: sentence.span)
    return said.contains(where: ClaimLexicon.measured.contains) && said.contains(where: ClaimLexicon.movement.contains)
  }

  private func isFormula(_ sentence: Span, _ words: WordList) -> Bool {
    words.mayHold(formulas, in: sentence) && SectionLexicon.formula.occurs(in: words.words(in: sentence))
  }

  private mutating func sentenceDraft(
    _ evidence: Evidence, _ index: Int, _ span: Span, block: Int, figures: [Int], _ origin: ClaimDraft.Origin,
    _ outline: Outline
  ) -> ClaimDraft {
    let words = dossier.words[index].words(in: span)
    let assertions = figures.compactMap { assertion(evidence, index, $0) }
    let primary = Self.primary(assertions, asOf: dossier.asOf)
    let level = level(assertions, primary)
    let named = figures.lazy.compactMap { evidence.figures[$0].attribution }.first
    let hedges = ClaimLexicon.hedges.matches(in: words).map(\.value)
    let read = max(0.5, hedges.reduce(1, *))
    let hedge = figures.isEmpty ? read : figures.reduce(1) { min($0, evidence.figures[$1].hedge) }
    let modality: Modality =
      if let primary { dossier.figure(primary.figure).modality } else if let first = figures.first {
        evidence.figures[first].modality
      } else { ClaimLexicon.modality.first(in: words)?.value ?? .reported }
    let claim = makeClaim(
      Citation(report: index, span: span), figures, modality, hedge, publisher: named.map(evidence.report.string),
      terms: dossier.words[index].terms(in: [span]))
    return ClaimDraft(
      claim: claim, block: block, heading: outline.head[block], origin: origin, primary: primary, level: level,
      words: words)
  }

  private mutating func rowDraft(
    _ evidence: Evidence, _ index: Int, _ key: RowKey, _ figures: [Int], _ outline: Outline
  ) -> ClaimDraft? {
    guard let first = figures.first, let last = figures.last, let label = key.label.first else { return nil }
    let figureSpan = Span(evidence.figures[first].span.start, evidence.figures[last].span.end)
    guard let block = evidence.report.blockIndex(at: figureSpan.start), outline.setting[block] == .body else {
      return nil
    }
    // The label stands in the row, unless the periods run down the side.
    let isInRow = label.end <= figureSpan.start && figureSpan.start - label.end < 400 && label.start < figureSpan.start
    let span = isInRow && figureSpan.start - label.start < 1000 ? Span(label.start, figureSpan.end) : figureSpan
    // A number with neither unit nor period says nothing: a page number, a note's number.
    guard
      figures.contains(where: { evidence.figures[$0].period != nil || evidence.figures[$0].quantity.unit != .count }),
      // The cells of a row have one label.
      let metric = metrics.metric(of: key.label, nil, in: evidence.report, at: index, terms: &terms)
    else { return nil }
    let assertions = figures.map { number in
      Assertion(
        figure: FigureReference(report: index, figure: number), metric: metric, period: evidence.figures[number].period,
        quantity: evidence.figures[number].quantity)
    }
    let primary = Self.primary(assertions, asOf: dossier.asOf)
    let hedge = figures.reduce(1) { min($0, evidence.figures[$1].hedge) }
    let modality = primary.map { dossier.figure($0.figure).modality } ?? evidence.figures[first].modality
    let named = figures.lazy.compactMap { evidence.figures[$0].attribution }.first
    let claim = makeClaim(
      Citation(report: index, span: span), figures, modality, hedge, publisher: named.map(evidence.report.string),
      terms: dossier.words[index].terms(in: Array(key.label.prefix(3))))
    return ClaimDraft(
      claim: claim, block: block, heading: outline.head[block], origin: .row(table: key.table), primary: primary,
      level: primary, words: [])
  }

  private func makeClaim(
    _ citation: Citation, _ figures: [Int], _ modality: Modality, _ hedge: Double, publisher: String?, terms: [Word]
  ) -> Claim {
    let date = dossier.evidence[citation.report].report.metadata.date
    let name = publisher ?? dossier.publisher(of: citation.report)
    // What has been reported needs no forecaster's record.
    let record = modality == .reported ? 1 : records[name]?.factor ?? 1
    let weight = Claim.Weight(
      evidence: figures.isEmpty ? 0.5 : 1, modality: Self.factor(modality) * record, hedge: min(1, max(0.5, hedge)),
      recency: recency(date))
    return Claim(
      citation: citation, figures: figures.map { FigureReference(report: citation.report, figure: $0) },
      modality: modality,
      hedge: weight.hedge, publisher: name, date: date, terms: terms, weight: weight)
  }

  private mutating func assertion(_ evidence: Evidence, _ index: Int, _ number: Int) -> Assertion? {
    guard
      let metric = metrics.metric(
        of: evidence.figures[number].metric, evidence.figures[number].noun, in: evidence.report, at: index,
        terms: &terms)
    else { return nil }
    return Assertion(
      figure: FigureReference(report: index, figure: number), metric: metric, period: evidence.figures[number].period,
      quantity: evidence.figures[number].quantity)
  }

  /// The latest dated level that is not a forecast, else the latest level, else the first figure with a metric.
  private static func primary(_ assertions: [Assertion], asOf: CalendarDate) -> Assertion? {
    var latest: (index: Int, end: CalendarDate)?
    var latestPast = latest
    for index in assertions.indices {
      guard let period = assertions[index].period else { continue }
      if latest.map({ $0.end < period.end }) ?? true { latest = (index, period.end) }
      if period.start <= asOf, latestPast.map({ $0.end < period.end }) ?? true { latestPast = (index, period.end) }
    }
    return (latestPast ?? latest).map { assertions[$0.index] } ?? assertions.first
  }

  private func level(_ assertions: [Assertion], _ primary: Assertion?) -> Assertion? {
    // "By 1.4 mb/d in 2027" leans on the verb before it, and is a change whatever it was read as.
    func isLevel(_ assertion: Assertion) -> Bool {
      let figure = dossier.figure(assertion.figure)
      let text = dossier.evidence[assertion.figure.report].report.text
      return (figure.role == .level || figure.role == .share)
        && !text[max(0, figure.span.start - 4)..<figure.span.start].elementsEqual(" by ".utf8)
    }
    if let primary, isLevel(primary) { return primary }
    return Self.primary(assertions.filter(isLevel), asOf: dossier.asOf)
  }

  /// `m` of the weight.
  static func factor(_ modality: Modality) -> Double {
    switch modality {
    case .reported: 1
    case .estimated: 0.85
    case .forecast: 0.6
    case .target: 0.4
    }
  }

  /// `r` of the weight: 1 for an undated report and for one dated after the note.
  private func recency(_ date: CalendarDate?) -> Double {
    guard let date, halfLife > 0 else { return 1 }
    return pow(2, -Double(max(0, dossier.asOf.dayNumber - date.dayNumber)) / halfLife)
  }
}
