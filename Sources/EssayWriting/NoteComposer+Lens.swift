import FigureExtraction
import ReportReading
import ThesisBuilding
import ViaNegativa

extension NoteComposer {
  static let mostRisks = 6

  /// The hazards that a note tells, worst first: one that was only computed, and takes little, gives way to those that
  /// the reports state, once there are three of these.
  var told: [JudgedHazard] {
    let found = verdict.hazards.count { $0.hazard.origin == .found }
    let kept = verdict.hazards.filter { found < 3 || $0.hazard.origin == .found || $0.impact != .bump }
    // What only old reports say gives way to what new ones do.
    let fresh = kept.filter { !isOld($0.hazard) }
    let ordered = fresh.count < 3 ? fresh + kept.filter { isOld($0.hazard) }.prefix(3 - fresh.count) : fresh
    return Array(ordered.prefix(Self.mostRisks))
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
        name: hazardName(hazard).withoutStop, mechanism: mechanism(of: hazard),
        likelihood: likelihood(of: judged, rank: rank))
    }
  }

  func hazardName(_ hazard: Hazard) -> Passage {
    if let stake = hazard.stake, let label = stake.label, hazard.origin != .found {
      return "Concentration in \(stakeName(stake, label))"
    }
    return Passage(name(hazard.name, hazard.passages)).withNumbersTraced(by: hazard.passages, in: dossier).capitalized
  }

  /// Why it would break the thesis: the report's words where they are short enough, else what the evaluator worked out.
  private mutating func mechanism(of hazard: Hazard) -> Passage? {
    if let stake = hazard.stake, let said = stakeSentence(stake), hazard.origin != .found { return said }
    if case .computed = hazard.origin {
      return hazard.mechanism.isEmpty ? nil : Passage([.words(hazard.mechanism.ended)]).numberless
    }
    for citation in hazard.passages {
      guard dossier.string(citation).flattened.lowercased() != hazard.name.lowercased(),
        let quote = mechanismQuote(hazard, citation)
      else { continue }
      return quote
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
    if let range = text.firstRange(of: hazard.mechanism), !hazard.mechanism.isEmpty {
      let start = citation.span.start + text[..<range.lowerBound].utf8.count
      target = Citation(report: citation.report, span: Span(start, start + hazard.mechanism.utf8.count))
    }
    guard let quote = quotation(of: target) else { return nil }
    return quote.ended.capitalized
  }

  private mutating func likelihood(of judged: JudgedHazard, rank: Int) -> Passage {
    let tier = Passage(stringLiteral: judged.hazard.likelihood.tier.phrase)
    if let rebuttal = judged.hazard.rebuttal, let quote = quotation(of: rebuttal, limit: 16, shortest: 1) {
      return "\(tier) — \(lowered(quote))."
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
    let deciding = verdict.deciding.lazy.map { hazardName($0.hazard) }
    switch verdict.outcome {
    case .noThesis: return "These reports do not support a thesis: no claim in them carries a figure."
    case .stands:
      return verdict.hazards.isEmpty
        ? "The reports name no hazard, and none can be computed. That is not the same as safe."
        : "None of these kill the thesis. They're speed bumps, not walls."
    case .leans:
      guard let first = deciding.first else {
        return "The thesis leans: one claim carries more than half of it. Take that away and it falls."
      }
      let rest: Passage = verdict.hazards.count > deciding.count ? " The others are speed bumps." : ""
      return "The thesis leans. If this comes to pass, it falls: \(lowered(first)).\(rest)"
    case .falls:
      guard let first = deciding.first else { return "Taken together, these break the thesis." }
      return
        "This one breaks the thesis: \(lowered(first)). \(Passage(stringLiteral: verdict.leftOfReal.inWords).capitalized) of the case survives what is already real."
    }
  }
}

extension String {
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
