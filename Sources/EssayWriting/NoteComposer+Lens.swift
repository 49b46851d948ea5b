import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding
import ViaNegativa

extension NoteComposer {
  static let mostRisks = 6

  /// The hazards that a note tells, worst first: one that was only computed, and takes little, gives way to those that
  /// the reports state, once there are three of these.
  func findTold() -> [JudgedHazard] {
    let found = verdict.hazards.count { $0.hazard.origin == .found }
    // That reports disagree is told in any case.
    let kept = verdict.hazards.filter {
      found < 3 || $0.hazard.origin == .found || $0.impact != .bump || isContradiction($0.hazard)
    }
    // What only old reports say gives way to what new ones do.
    let fresh = kept.filter { !isOld($0.hazard) }
    let ordered = fresh.count < 3 ? fresh + kept.filter { isOld($0.hazard) }.prefix(3 - fresh.count) : fresh
    // "Credit availability" and "the availability of credit" are one to a reader.
    var names: Set<Set<Word>> = []
    let distinct = ordered.filter { judged in
      let stems = judged.hazard.name.stems
      return stems.isEmpty || names.insert(stems).inserted
    }
    let told = distinct.prefix(Self.mostRisks)
    guard let dispute = distinct.dropFirst(Self.mostRisks).first(where: { isContradiction($0.hazard) }),
      !told.contains(where: { isContradiction($0.hazard) })
    else { return Array(told) }
    return told.dropLast() + [dispute]
  }

  private func isContradiction(_ hazard: Hazard) -> Bool {
    if case .computed(.contradiction, _) = hazard.origin { true } else { false }
  }

  /// Who says what, where two reports disagree: "The bureau has world oil demand at 105.4 mb/d in 2027, the association has
  /// world oil demand at 106.9 mb/d."
  private func dispute(_ hazard: Hazard) -> Passage? {
    guard isContradiction(hazard),
      let pair = thesis.contradictions.first(where: {
        hazard.passages == [dossier.citation(of: $0.strongerFigure), dossier.citation(of: $0.weakerFigure)]
      }),
      let one = claim(pair.strongerFigure),
      let other = claim(pair.weakerFigure, beside: figureName(pair.strongerFigure)),
      let period = when(pair.strongerFigure)
    else { return nil }
    return "For \(period), \(one); \(other)."
  }

  /// "the bureau has world oil demand at 105.4 mb/d", or "has it at" where the same name was just said.
  private func claim(_ reference: FigureReference, beside said: Passage? = nil) -> Passage? {
    guard let name = figureName(reference), let value = value(reference) else { return nil }
    let isSame = said?.text.lowercased() == name.text.lowercased()
    return "\(publisher(of: reference.report)) has \(isSame ? "it" : lowered(name)) at \(value)"
  }

  /// Whether every passage a hazard rests on is more than a year older than the newest report.
  func isOld(_ hazard: Hazard) -> Bool {
    let dates = dossier.evidence.map(\.report.metadata.date)
    guard let newest = dates.compactMap({ $0 }).max(), hazard.origin == .found, !hazard.passages.isEmpty else {
      return false
    }
    return hazard.passages.allSatisfy { citation in
      dates[citation.report].map { newest.dayNumber - $0.dayNumber > 365 } ?? false
    }
  }

  /// The hazards, worst first.
  mutating func risks() -> [Essay.Risk] {
    told.enumerated().map { rank, judged in
      let hazard = judged.hazard
      return Essay.Risk(
        name: hazardInSentence(hazard).capitalized, mechanism: mechanism(of: hazard),
        likelihood: likelihood(of: judged, rank: rank))
    }
  }

  /// With what the rest of the note has left of the words to quote, why those would break the thesis that don't say so yet.
  mutating func explained(_ risks: [Essay.Risk]) -> [Essay.Risk] {
    zip(risks, told).map { risk, judged in
      var risk = risk
      if risk.mechanism == nil { risk.mechanism = mechanism(of: judged.hazard) }
      return risk
    }
  }

  /// A hazard as the middle of a sentence has it; a heading's capitals go where the reports write its words small.
  func hazardInSentence(_ hazard: Hazard) -> Passage {
    let name = hazardName(hazard).withoutStop
    let words = name.text.split(separator: " ")
    let isHeading = words.allSatisfy {
      $0.count <= 3 || $0.first?.isUppercase == true && cases.isSmall($0)
    }
    guard hazard.origin == .found, isHeading else { return lowered(name) }
    return Passage(
      name.parts.map { part in
        switch part {
        case .name(let citation, let text): .name(citation, text.lowercased())
        case .words(let text): .words(text.lowercased())
        default: part
        }
      })
  }

  func hazardName(_ hazard: Hazard) -> Passage {
    if let stake = hazard.stake, let label = stake.label, hazard.origin != .found {
      return "Concentration in \(stakeName(stake, label))"
    }
    let named = Passage(name(hazard.name.asNounPhrase, hazard.passages))
    return named.withNumbersTraced(by: hazard.passages, in: dossier).capitalized
  }

  /// Why it would break the thesis: the report's words where they are short enough, else what the evaluator worked out.
  private mutating func mechanism(of hazard: Hazard) -> Passage? {
    if let stake = hazard.stake, let said = stakeSentence(stake), hazard.origin != .found { return said }
    if let said = dispute(hazard) { return said }
    if case .computed = hazard.origin {
      return hazard.mechanism.isEmpty ? nil : Passage([.words(hazard.mechanism.ended)]).numberless
    }
    for citation in hazard.passages {
      let text = dossier.string(citation).flattened
      guard text.lowercased() != hazard.name.lowercased(), !text.isTitleCased,
        let quote = mechanismQuote(hazard, citation)
      else { continue }
      return quote
    }
    return sayingExposure(to: hazard) ?? reach(of: hazard)
  }

  /// Another sentence of the paragraph under the hazard's name that says what it does, where the one that the hazard was
  /// read from is longer than a note may quote.
  private mutating func sayingExposure(to hazard: Hazard) -> Passage? {
    for passage in hazard.passages where opens(passage, hazard, inAccounts: true) {
      let report = dossier.evidence[passage.report].report
      guard let block = report.blockIndex(at: passage.span.start) else { continue }
      for sentence in report.sentences(ofBlock: block) where !sentence.overlaps(passage.span) {
        let text = report.string(sentence)
        let leans = ["these ", "this ", "they ", "it ", "such ", "for "].contains(where: text.lowercased().hasPrefix)
        guard !leans, text.lowercased() != hazard.name.lowercased(),
          text.isHedged || text.lowercased().contains("exposed")
        else { continue }
        let citation = Citation(report: passage.report, span: sentence)
        if let quote = mechanismQuote(hazard, citation) { return quote }
      }
    }
    return nil
  }

  /// The measures of the note that the hazard's own sentence names: "It bears on net sales and net earnings."
  private func reach(of hazard: Hazard) -> Passage? {
    for passage in hazard.passages where accounts.contains(passage.report) {
      let report = dossier.evidence[passage.report].report
      let text = report.string(passage.span)
      var named: [Passage] = []
      for series in thesis.series.prefix(24) where named.count < 3 && isSayable(series) {
        let name = plainMetric(series).text
        guard let range = text.range(of: name, options: .caseInsensitive),
          text.lowercased().containsWhole(name.lowercased()),
          !named.contains(where: { $0.text.lowercased() == name.lowercased() })
        else { continue }
        let start = passage.span.start + text[..<range.lowerBound].utf8.count
        let span = Span(start, start + text[range].utf8.count)
        named.append(
          Passage([.name(Citation(report: passage.report, span: span), Markdown.escaped(String(text[range])))]))
      }
      if !named.isEmpty { return "It bears on \(named.listed())." }
    }
    return nil
  }

  private func stakeName(_ stake: Stake, _ label: Citation) -> Passage {
    let named = Passage(name(stake.name.withoutTotal.withoutMarks, [label]))
    return stake.name.hasPrefix("United ") ? "the \(named)" : named
  }

  /// "Take Data Center away, and 12% of revenue is left."
  private func stakeSentence(_ stake: Stake) -> Passage? {
    guard let part = stake.parts.first, stake.parts.count == 1, let whole = stake.whole,
      let rest = Derivation(.remainder, part, whole, in: dossier)
    else { return nil }
    guard let label = stake.label else { return nil }
    let wholes = dossier.figure(whole).metric.map { Citation(report: whole.report, span: $0) }
    return
      "Take \(stakeName(stake, label)) away, and \(Passage.Part.derived(rest)) of \(Passage(name(stake.wholeName, wholes))) is left."
  }

  private mutating func mechanismQuote(_ hazard: Hazard, _ citation: Citation) -> Passage? {
    let text = dossier.string(citation)
    var target = citation
    if let range = text.firstRange(ofBytes: hazard.mechanism), !hazard.mechanism.isEmpty {
      let start = citation.span.start + text[..<range.lowerBound].utf8.count
      target = Citation(report: citation.report, span: Span(start, start + hazard.mechanism.utf8.count))
    }
    let budget = quotes
    guard let quote = quotation(of: target) else { return nil }
    guard explains(quote.text, cutFrom: dossier.string(target), hazard, at: citation) else {
      quotes = budget
      return nil
    }
    // Only the report may say "we".
    return quote.text.isFirstPerson ? "“\(quote.ended.capitalized)”" : quote.ended.capitalized
  }

  /// Whether the passage stands in a paragraph that the hazard's name opens, as an item of a list of risks does.
  private func opens(_ citation: Citation, _ hazard: Hazard, inAccounts: Bool = false) -> Bool {
    let report = dossier.evidence[citation.report].report
    guard inAccounts || !accounts.contains(citation.report), let block = report.blockIndex(at: citation.span.start)
    else {
      return false
    }
    let (text, name) = (report.string(report.blocks[block].span).flattened.lowercased(), hazard.name.lowercased())
    return text.count > name.count && text.hasPrefix(name)
  }

  /// Whether words of a report say why this hazard would hurt.
  private func explains(_ quote: String, cutFrom sentence: String, _ hazard: Hazard, at citation: Citation) -> Bool {
    let (name, said) = (hazard.name.stems, quote.stems)
    // How likely it is is told by the note.
    if quote.lowercased().contains("probability") { return false }
    // "Affordability is the real risk" says no more than its name does.
    if said.subtracting(name).subtracting("real risk probability".stems).isEmpty { return false }
    guard name.isDisjoint(with: said), !opens(citation, hazard) else { return true }
    // A sentence that was cut may have lost what makes it a hazard.
    if quote.split(separator: " ").count * 5 < sentence.split(separator: " ").count * 4 { return false }
    // A company's risk section speaks of everything; what shares no word with its heading explains another of its risks.
    return !accounts.contains(citation.report) || quote.isHedged
  }

  private mutating func likelihood(of judged: JudgedHazard, rank: Int) -> Passage {
    let tier = Passage(stringLiteral: judged.hazard.likelihood.tier.phrase)
    if let rebuttal = judged.hazard.rebuttal, let quote = quotation(of: rebuttal, limit: 16, shortest: 1) {
      return "\(tier) — \(lowered(quote))."
    }
    // Of a whole less than half is left without its part, and of the case more, or the other way round: two numbers that
    // a reader would take for one.
    if let stake = judged.hazard.stake, judged.hazard.origin != .found, judged.hazard.likelihood.words == nil,
      (1 - stake.share < 0.5) != (judged.left < 0.5)
    {
      return "\(tier) — nothing in the reports says how likely that is."
    }
    let left = judged.left.inWords
    let glosses =
      judged.impact != .bump
      ? [
        "it would leave \(left) of the case", "\(left) of the case would be left",
        "the case would be down to \(left) of it",
      ]
      : judged.left >= 0.95
        ? ["\(left) of the case survives it", "it touches little of the case", "the case hardly feels it"]
        : ["\(left) of the case survives it", "it takes a part, not the whole", "the rest holds without it"]
    return "\(tier) — \(Passage(stringLiteral: glosses[rank % glosses.count]))."
  }

  /// What the subtraction says, in a line; never kinder than the arithmetic.
  func verdictLine() -> Passage {
    let deciding = verdict.deciding.lazy.map { hazardInSentence($0.hazard) }
    switch verdict.outcome {
    case .noThesis: return "These reports do not support a thesis: no claim in them carries a figure."
    case .stands:
      if verdict.hazards.isEmpty {
        return "No hazard was found in what was read, and none can be computed. That is not the same as safe."
      }
      let dents = told.filter { $0.impact == .dent }
      guard let worst = dents.first.map({ hazardInSentence($0.hazard) }) else {
        return "None of these kill the thesis. They're speed bumps, not walls."
      }
      return told.count == dents.count && dents.count > 1
        ? "None of these kill the thesis alone. Each is more than a speed bump, the first most of all: \(worst)."
        : "None of these kill the thesis, but this is more than a speed bump: \(worst)."
    case .leans:
      guard let first = deciding.first else {
        return "The thesis leans: one claim carries more than half of it. Take that away and it falls."
      }
      let rest: Passage = verdict.hazards.count > deciding.count ? " The others are speed bumps." : ""
      return "The thesis leans. If this comes to pass, it falls: \(first).\(rest)"
    case .falls:
      guard let first = deciding.first else { return "Taken together, these break the thesis." }
      return
        "This one breaks the thesis: \(first). \(Passage(stringLiteral: verdict.leftOfReal.inWords).capitalized) of the case survives what is already real."
    }
  }
}

extension String {
  /// Its content words, stemmed.
  var stems: Set<Word> {
    var reader = TermReader()
    return Set(
      lowercased().split { !$0.isAlphabetic && $0 != "'" }.map { reader.stem(of: Word($0)) }.filter { !$0.isEmpty })
  }

  private static let linking: Set<String> = [
    "stayed", "stay", "stays", "remained", "remain", "remains", "is", "are", "was", "were",
  ]

  /// "Vacancy rates stayed at elevated levels" as the name of a hazard: "Vacancy rates at elevated levels".
  fileprivate var asNounPhrase: String {
    let words = split(separator: " ")
    guard let verb = words.firstIndex(where: { Self.linking.contains($0.lowercased()) }), verb > 0,
      verb + 1 < words.count
    else { return self }
    let next = words[verb + 1]
    // "Uncertainty about tariffs was the most frequent concern".
    if verb > 1, ["the", "most", "a", "an", "among", "cited"].contains(next.lowercased()) {
      return words[..<verb].joined(separator: " ")
    }
    guard ["at", "in", "under", "above", "below", "near"].contains(next) else { return self }
    return (words[..<verb] + words[(verb + 1)...]).joined(separator: " ")
  }

  /// Whether it says what may come, as a hazard's sentence does.
  fileprivate var isHedged: Bool {
    lowercased().split { !$0.isAlphabetic }.contains { ["may", "could", "might", "would", "if"].contains($0) }
  }

  /// Whether a company speaks of itself.
  fileprivate var isFirstPerson: Bool {
    lowercased().split { !$0.isAlphabetic }.contains { ["we", "our", "us", "ours"].contains($0) }
  }

  /// Whether every word of weight has a capital, as a heading has it.
  fileprivate var isTitleCased: Bool {
    let words = split(separator: " ").filter { $0.count > 3 }
    return words.count > 2 && words.allSatisfy { $0.first?.isLowercase == false }
  }

  /// With a full stop, unless it ends already.
  fileprivate var ended: String { last.map { ".!?".contains($0) } == true ? self : self + "." }
}

extension Passage {
  /// Nil where the note's own words would hold a number that nothing accounts for.
  fileprivate var numberless: Passage? {
    parts.contains { if case .words(let text) = $0 { text.contains(where: \.isNumber) } else { false } } ? nil : self
  }

  /// Own words with digits are given back to the passage they stand in, or dropped.
  fileprivate func withNumbersTraced(by citations: [Citation], in dossier: Dossier) -> Passage {
    Passage(parts.filter { if case .words(let text) = $0 { !text.contains(where: \.isNumber) } else { true } })
  }
}
