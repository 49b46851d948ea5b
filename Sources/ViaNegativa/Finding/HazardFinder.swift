import FigureExtraction
import ReportReading
import ThesisBuilding

/// Finds the hazards that reports state: in their risk sections and lists, and in running prose; one for all that say the same.
struct HazardFinder {
  let thresholds: RiskEvaluator.Thresholds

  /// A report with this many hazards of its own naming is taken at its word: prose adds one only where it is plain.
  private static let ownList = 3
  /// With this many its list is complete, as a filing's must be by law: prose only bears it out.
  private static let ownFullList = 8

  func hazards(in dossier: Dossier, against thesis: Thesis) -> [Hazard] {
    var terms = TermReader()
    let rarity = TermRarity(dossier, thesis, terms: &terms)
    let candidates = dossier.evidence.indices.flatMap { self.candidates(in: dossier, $0, terms: &terms) }
      .sorted { ($0.draft.place, $0.draft.report, $0.draft.lead) < ($1.draft.place, $1.draft.report, $1.draft.lead) }
    guard !candidates.isEmpty else { return [] }
    let leaders = HazardMerging(rarity: rarity).leaders(
      candidates.map(\.nameTerms), bodies: candidates.map(\.mechanismTerms))
    var members: [Int: [HazardCandidate]] = [:]
    for (index, leader) in leaders.enumerated() { members[leader, default: []].append(candidates[index]) }
    let index = AttackIndex(thesis, dossier, rarity: rarity, thresholds: thresholds, terms: &terms)
    let isFull = dossier.evidence.indices.map { report in
      candidates.count { $0.draft.report == report && $0.draft.place < .section } >= HazardFinder.ownFullList
    }
    return members.keys.sorted().compactMap { key in
      guard candidates[key].draft.place < .section || !isFull[candidates[key].draft.report] else { return nil }
      return members[key].flatMap { hazard($0, dossier, index) }
    }
  }

  private func candidates(in dossier: Dossier, _ number: Int, terms: inout TermReader) -> [HazardCandidate] {
    let report = dossier.evidence[number].report
    let outline = Outline(report)
    let (own, taken) = RiskSections(report: report, index: number, outline: outline).drafts()
    let prose = RunningProse(report: report, index: number, outline: outline)
      .drafts(outside: taken, threshold: own.count >= HazardFinder.ownList ? 3 : 2)
    return (own + prose).compactMap { HazardCandidate($0, dossier.evidence[number], terms: &terms) }
  }

  /// One hazard from all the places that state it, the first of which names it.
  private func hazard(_ members: [HazardCandidate], _ dossier: Dossier, _ index: AttackIndex) -> Hazard? {
    guard let first = members.first else { return nil }
    let strongest = members.min { ($0.reading.kind, $1.reading.tier) < ($1.reading.kind, $0.reading.tier) } ?? first
    // A report that says it is over does not list it; running prose that says so is no hazard.
    if strongest.reading.isOver, members.allSatisfy({ $0.draft.place == .prose }) { return nil }
    let explained =
      members.first { $0.mechanism != nil && $0.mechanism != $0.draft.lead } ?? members.first { $0.mechanism != nil }
      ?? first
    let named =
      members.filter { $0.draft.place == first.draft.place || $0.draft.place < .section }
      .min { ($0.awkwardness, $0.draft.place) < ($1.awkwardness, $1.draft.place) } ?? first
    let rebuttal = members.lazy.compactMap { member in
      member.rebuttal.map { Citation(report: member.draft.report, span: $0) }
    }.first
    let gloss = members.lazy.compactMap { member in
      member.draft.gloss.map { Citation(report: member.draft.report, span: $0) }
    }.first
    var passages: [Citation] = []
    for member in members.prefix(16) {
      for span in [member.draft.lead, member.mechanism].compactMap({ $0 }) {
        let citation = Citation(report: member.draft.report, span: span)
        if !passages.contains(citation) { passages.append(citation) }
      }
    }
    let specificity = members.map(\.specificity).max() ?? 1
    return Hazard(
      name: named.name,
      mechanism: explained.mechanism.map { dossier.evidence[explained.draft.report].report.string($0) } ?? "",
      likelihood: Likelihood(
        tier: strongest.reading.tier,
        words: strongest.reading.words.map { Citation(report: strongest.draft.report, span: $0) }),
      origin: .found, passages: passages, rebuttal: rebuttal,
      attacks: index.attacks(
        name: first.nameTerms, mechanism: members.prefix(16).flatMap { $0.nameTerms + $0.mechanismTerms },
        specificity: specificity, isAnswered: rebuttal != nil, measured: members.flatMap(\.measured)),
      specificity: specificity, gloss: gloss)
  }
}

/// A draft with everything that is read from its own passage.
struct HazardCandidate {
  let draft: HazardDraft
  let name: String
  let nameTerms: [String]
  let mechanism: Span?
  let mechanismTerms: [String]
  let rebuttal: Span?
  let reading: LikelihoodReader.Reading
  let specificity: Double
  /// A name that opens with a pronoun, or is long, gives way to another place's.
  var awkwardness: Int {
    (["It ", "Its ", "There ", "They ", "This ", "These "].contains { name.hasPrefix($0) } ? 1 : 0)
      + (name.split(separator: " ").count > 10 ? 1 : 0)
  }

  /// Figures that its passages report as measured.
  let measured: [FigureReference]

  /// Nil where nothing is left to name.
  init?(_ draft: HazardDraft, _ evidence: Evidence, terms: inout TermReader) {
    let report = evidence.report
    let isSentence = draft.place == .prose || draft.place == .section || draft.body.first?.start == draft.lead.start
    let name = HazardName(
      report, draft.lead, isSentence: isSentence, isProse: draft.place == .prose || draft.place == .section
    ).text
    let answers = Answers(report: report)
    let mechanism = answers.mechanism(of: draft)
    let nameTerms = terms.terms(report, [draft.lead])
    guard !nameTerms.isEmpty, name.utf8.count >= 3 else { return nil }
    self.draft = draft
    self.name = name
    self.nameTerms = nameTerms
    self.mechanism = mechanism == draft.lead && !isSentence ? nil : mechanism
    let around = [mechanism].compactMap { $0 } + (draft.place == .list ? Array(draft.body.prefix(3)) : [])
    mechanismTerms = terms.terms(report, around)
    rebuttal = answers.rebuttal(of: draft)
    let stated = draft.stated.map { LikelihoodReader().read(evidence, [$0]) }
    let passages = [draft.lead] + (draft.place == .list ? draft.body : [mechanism].compactMap { $0 })
    reading =
      stated.flatMap {
        $0.kind == .nothing ? nil : .init(kind: .explicit, tier: $0.tier, words: $0.words, isOver: $0.isOver)
      }
      ?? LikelihoodReader().read(evidence, passages)
    let words = Words.lowercased(in: report, draft.lead)
    specificity = Specificity.value(
      name: nameTerms, mechanism: mechanismTerms,
      names: ([draft.lead] + [mechanism].compactMap { $0 }).map { Specificity.names(report, $0) }.reduce(0, +),
      hasFigure: passages.contains { !evidence.figures(in: $0).isEmpty },
      isEveryones: HazardLexicon.everyones.occurs(in: words))
    let index = draft.report
    measured =
      reading.tier == .happening
      ? (passages + [draft.gloss].compactMap { $0 }).flatMap { evidence.figures(in: $0).indices }.filter {
        evidence.figures[$0].modality == .reported
      }
      .map { FigureReference(report: index, figure: $0) }
      : []
  }
}
