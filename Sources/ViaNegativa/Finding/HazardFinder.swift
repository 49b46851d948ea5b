import FigureExtraction
import ReportReading
import ThesisBuilding

/// Finds the hazards that reports state: in their risk sections and lists, and in running prose; one for all that say the same.
struct HazardFinder {
  /// With this many hazards of a report's own naming its list is complete, as a filing's must be by law: prose only bears it out.
  private static let ownFullList = 8

  func hazards(
    _ stated: StatedHazards, in dossier: Dossier, against thesis: Thesis, on ground: HazardGround
  ) -> [Hazard] {
    let candidates = stated.candidates
    guard !candidates.isEmpty else { return [] }
    let leaders = HazardMerging(rarity: ground.rarity).leaders(
      candidates.map(\.nameTerms), bodies: candidates.map(\.mechanismTerms))
    var members: [Int: [HazardCandidate]] = [:]
    for (index, leader) in leaders.enumerated() { members[leader, default: []].append(candidates[index]) }
    let index = ground.index
    var scratch = AttackIndex.Scratch(thesis)
    var listed: [Int: Int] = [:]
    for candidate in candidates where candidate.draft.place < .section {
      listed[candidate.draft.report, default: 0] += 1
    }
    return members.keys.sorted().compactMap { key in
      guard
        candidates[key].draft.place < .section || listed[candidates[key].draft.report] ?? 0 < HazardFinder.ownFullList
      else { return nil }
      return members[key].flatMap { hazard($0, dossier, index, &scratch) }
    }
  }

  /// The same words, whatever the case and the marks.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    if a.utf8.allSatisfy({ $0 < 0x80 }), b.utf8.allSatisfy({ $0 < 0x80 }) {
      func letters(_ text: String) -> some Sequence<UInt8> {
        text.utf8.lazy.filter { Words.isLetter($0) || Words.isDigit($0) }.map { $0 | 0x20 }
      }
      return letters(a).elementsEqual(letters(b))
    }
    return a.lowercased().filter { $0.isAlphabetic || $0.isNumber }
      == b.lowercased().filter { $0.isAlphabetic || $0.isNumber }
  }

  /// One hazard from all the places that state it, the first of which names it.
  private func hazard(
    _ members: [HazardCandidate], _ dossier: Dossier, _ index: AttackIndex, _ scratch: inout AttackIndex.Scratch
  ) -> Hazard? {
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
    for span in explained.alternatives {
      let citation = Citation(report: explained.draft.report, span: span)
      if !passages.contains(citation) { passages.append(citation) }
    }
    let specificity = members.map(\.specificity).max() ?? 1
    let stake = members.compactMap(\.stake).max { ($0.share, $1.name) < ($1.share, $0.name) }
    let mechanism = explained.mechanism.map { dossier.evidence[explained.draft.report].report.string($0) } ?? ""
    return Hazard(
      name: named.name, mechanism: HazardFinder.isSame(mechanism, named.name) ? "" : mechanism,
      likelihood: Likelihood(
        tier: strongest.reading.tier,
        words: strongest.reading.words.map { Citation(report: strongest.draft.report, span: $0) }),
      origin: .found, passages: passages, rebuttal: rebuttal,
      attacks: index.attacks(
        name: named.ownTerms + named.topicTerms,
        mechanism: members.prefix(16).flatMap { $0.nameTerms + $0.mechanismTerms + $0.topicTerms },
        specificity: specificity, isAnswered: rebuttal != nil, measured: members.flatMap(\.measured),
        stake: stake, &scratch),
      specificity: specificity, gloss: gloss, stake: stake)
  }
}

/// A draft with everything that is read from its own passage.
struct HazardCandidate: Sendable {
  let draft: HazardDraft
  let name: String
  let nameTerms: [Word]
  /// Terms of the name as it is shown; `nameTerms` are those of the whole lead.
  let ownTerms: [Word]
  let mechanism: Span?
  let mechanismTerms: [Word]
  /// Sentences that say nearly as well how it would hurt.
  let alternatives: [Span]
  /// Terms that its passages come back to.
  let topicTerms: [Word]
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
  /// What its passages say is at stake.
  let stake: Stake?

  /// A heading must say of itself or of its first sentences that something may go wrong: a section on results under the same
  /// roof does not. Prose must be named by what harms.
  private static func isHazard(_ draft: HazardDraft, _ list: WordList, _ name: String) -> Bool {
    let words = NameWord.bares(in: name, withDigits: false)
    guard words.contains(where: { $0.count >= 3 }), !HazardLexicon.empty.occurs(in: words) else { return false }
    // What may turn out better than thought breaks nothing.
    if words[0] == "upside" || isHelp(words) { return false }
    switch draft.place {
    case .list: return true
    case .heading:
      return RunningProse.score(Wording(list, draft.lead)) >= 1
        || draft.body.prefix(8).contains { span in
          list.words(in: span).contains { HazardLexicon.modals.contains($0) || $0 == "if" }
        }
    case .section, .prose:
      // "Growth for 2026", "Six in ten (61%)" and "breakevens of $65" were cut off before what happens to them.
      if name.last?.isNumber == true || name.contains(where: { "$€£%(".contains($0) }) { return false }
      if !isNamedByHarm(words, list.words(in: draft.lead)) { return false }
      // What somebody does, or gains by, is no hazard for the harm that its sentence also names.
      let harm = words.firstIndex(where: HazardLexicon.harm.contains)
      if words[0] == "it" || words[0] == "they" { return harm != nil }
      guard let gain = words.firstIndex(where: HazardLexicon.gains.contains) else { return true }
      return harm.map { $0 < gain } ?? false
    }
  }

  /// "A ceasefire would help".
  private static func isHelp(_ words: [Word]) -> Bool {
    words.indices.dropLast().contains {
      HazardLexicon.modals.contains(words[$0]) && HazardLexicon.helps.contains(words[$0 + 1])
    }
  }

  /// Whether the name that prose was cut to says what harms, or its sentence supposes it or calls it a risk.
  private static func isNamedByHarm(_ name: [Word], _ lead: [Word]) -> Bool {
    name.contains { HazardLexicon.harm.contains($0) || HazardNameLexicon.events.contains($0) }
      || HazardLexicon.constructions.matches(in: lead).contains { $0.value > 0 }
      || lead.contains(where: HazardLexicon.conditionals.contains) || lead.first == "should"
      || LikelihoodLexicon.explicit.occurs(in: lead)
  }

  /// The lead's terms that its name keeps; all of them where it was rewritten past recognition.
  private static func terms(of name: String, among lead: [Word], _ terms: inout TermReader) -> [Word] {
    let words = NameWord.bares(in: name, withDigits: true)
    let kept = Set(words.map { terms.stem(of: $0) }).intersection(lead)
    return kept.isEmpty ? lead : kept.sorted()
  }

  /// The terms, outside the vocabulary of every risk section, that at least three of its sentences hold: at most twelve, the most
  /// frequent first.
  private static func topics(_ list: WordList, _ body: [Span]) -> [Word] {
    guard body.count >= 6 else { return [] }
    return TermTally(list.vocabulary, [(list, Array(body.prefix(80)))]).terms(in: 3)
      .filter { !Specificity.isStock($0.term) }
      .sorted { ($1.count, $0.term) < ($0.count, $1.term) }.prefix(12).map(\.term)
  }

  /// Nil where nothing is left to name.
  init?(_ draft: HazardDraft, _ evidence: Evidence, _ words: WordList, shares: StatedShares, terms: inout TermReader) {
    let report = evidence.report
    let isSentence = draft.place == .prose || draft.place == .section || draft.body.first?.start == draft.lead.start
    let name = HazardName(
      report, draft.lead, isSentence: isSentence, isProse: draft.place == .prose || draft.place == .section
    ).text
    let answers = Answers(report: report, words: words)
    let mechanisms = answers.mechanisms(of: draft)
    let mechanism = mechanisms.first
    alternatives = Array(mechanisms.dropFirst())
    let nameTerms = words.terms(in: [draft.lead])
    guard !nameTerms.isEmpty, name.utf8.count >= 3, HazardCandidate.isHazard(draft, words, name) else { return nil }
    self.draft = draft
    self.name = name
    self.nameTerms = nameTerms
    self.mechanism = mechanism == draft.lead && !isSentence ? nil : mechanism
    let around = [mechanism].compactMap { $0 } + (draft.place == .list ? Array(draft.body.prefix(3)) : [])
    mechanismTerms = words.terms(in: around)
    ownTerms = HazardCandidate.terms(of: name, among: nameTerms, &terms)
    topicTerms = draft.place == .prose ? [] : HazardCandidate.topics(words, draft.body)
    rebuttal = answers.rebuttal(of: draft)
    let stated = draft.stated.map { LikelihoodReader().read(evidence, words, [$0]) }
    let passages = [draft.lead] + (draft.place == .list ? draft.body : [mechanism].compactMap { $0 })
    reading =
      stated.flatMap {
        $0.kind == .nothing ? nil : .init(kind: .explicit, tier: $0.tier, words: $0.words, isOver: $0.isOver)
      }
      ?? LikelihoodReader().read(evidence, words, passages)
    let isEveryones = HazardLexicon.everyones.occurs(in: words.words(in: draft.lead))
    specificity = Specificity.value(
      name: nameTerms, mechanism: mechanismTerms,
      names: ([draft.lead] + [mechanism].compactMap { $0 }).map { Specificity.names(words, $0) }.reduce(0, +),
      hasFigure: passages.contains { !evidence.figures(in: $0).isEmpty },
      isEveryones: isEveryones)
    stake =
      isEveryones
      ? nil
      : shares.stake(
        lead: draft.lead, mechanism: mechanism, body: draft.place == .prose ? [draft.lead] : [draft.lead] + draft.body)
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
