import FigureExtraction
import ReportReading
import ThesisBuilding

extension NoteComposer {
  /// What a source that a report names says, in the report's words.
  mutating func attributedEvidence() -> Passage? {
    attributedEvidence(
      thesis.groups.compactMap { $0.claims.first }.filter { index in
        thesis.claims[index].figures.contains { isNamed($0) }
      })
  }

  /// Whether a figure's source has a name: "Gartner", and not "Operators".
  private func isNamed(_ reference: FigureReference) -> Bool {
    guard let span = dossier.attribution(reference) else { return false }
    let words = dossier.string(Citation(report: reference.report, span: span)).split(separator: " ")
    guard let first = words.first, first.first?.isUppercase == true else { return false }
    // A company that speaks of itself is no source besides.
    let own = ["the company", "company", "the registrant", "management", "the group"]
    let name = words.joined(separator: " ").lowercased()
    if own.contains(name) || dossier.publisher(of: reference.report).lowercased().hasPrefix(name) { return false }
    return words.count > 1 || !cases.isSmall(first) && !cases.isCommonNoun(first, before: Substring?.none)
  }

  private mutating func attributedEvidence(_ claims: [Int]) -> Passage? {
    for index in claims.prefix(3) {
      if let said = sourced(index) ?? quoted(index) { return said }
    }
    return nil
  }

  /// "Gartner says: “40% of enterprise apps will have AI agents by end of 2026.”": the source out of the quotation that
  /// begins with it.
  private mutating func sourced(_ index: Int) -> Passage? {
    let claim = thesis.claims[index]
    guard !saidClaims.contains(index),
      let name = claim.figures.compactMap({ dossier.attribution($0) }).first,
      name.start == claim.citation.span.start
    else { return nil }
    let report = dossier.evidence[claim.citation.report].report
    let rest = report.string(Span(name.end, claim.citation.span.end))
    for verb in [" says that ", " says ", " said that ", " said "] where rest.hasPrefix(verb) {
      let start = name.end + verb.utf8.count
      let target = Citation(report: claim.citation.report, span: Span(start, claim.citation.span.end))
      guard let quote = quotation(of: target) else { return nil }
      saidClaims.insert(index)
      saidFigures.formUnion(claim.figures)
      let who = Passage([
        .name(Citation(report: claim.citation.report, span: name), Markdown.escaped(report.string(name).flattened))
      ])
      return sentence(["source"], ["publisher": who, "quote": quote.ended.capitalized], seed: quote.text)
    }
    return nil
  }

  /// A figure of a measure that an analyst looks for, in money or as a change of it.
  private func isEvidence(_ reference: FigureReference) -> Bool {
    let figure = dossier.figure(reference)
    guard !isExpected(reference), let name = figureName(reference), MeasureName.salience(name.text) >= 7 else {
      return false
    }
    guard figure.period.map({ $0.kind != .instant && $0.kind != .day }) ?? false else { return false }
    if case .currency = figure.quantity.unit { return true }
    return figure.role == .change
  }

  /// The strongest claim with a figure that the note has not used: one with a named source first.
  mutating func strongestEvidence() -> Passage? {
    let strongest = thesis.groups.compactMap { $0.claims.first }
    // Few of many are looked at.
    let composer = self
    let ranked = (datesApart ? newestFirst(strongest) : strongest).lazy.filter { composer.isFreshEvidence($0) }
    if datesApart { return newestEvidence(ranked.first) }
    let attributed = strongest.filter { index in
      thesis.claims[index].figures.contains { isNamed($0) } && isFreshEvidence(index)
    }
    if let said = attributedEvidence(attributed) { return said }
    if let lead = leadSeries(), isFiler(lead) { return accountEvidence(ranked) }
    // What the note is about before anything else.
    let subject = aboutStems()
    var looked = 0
    for index in ranked
    where subject.isEmpty || !subject.isDisjoint(with: dossier.string(thesis.claims[index].citation).stems) {
      if let said = quoted(index) { return said }
      looked += 1
      if looked == 10 { break }
    }
    return nil
  }

  /// A sentence with a figure that says itself what it measures, and nothing that the note has said.
  private func isFreshEvidence(_ index: Int) -> Bool {
    guard let reference = thesis.claims[index].figures.first, !saidClaims.contains(index),
      case .prose = dossier.place(reference)
    else { return false }
    return saysWhat(index) && !leansBack(thesis.claims[index].citation) && !repeats(index) && !isToldInFigures(index)
  }

  /// The words of the measures, or of the two sides, that title and hook are made of.
  func aboutStems() -> Set<Word> {
    switch angle {
    case .shift(let shift): dossier.string(shift.to).stems
    case .spread(let lead, let other): thesis.series[lead].name.stems.union(thesis.series[other].name.stems)
    case .lead(let lead): thesis.series[lead].name.stems
    case .mix, .turn, .themes, .statement: []
    }
  }

  /// Whether a sentence says itself what one of its figures measures: "averaged 5.1%" leans on the sentence before.
  func saysWhat(_ index: Int) -> Bool {
    let claim = thesis.claims[index]
    return claim.figures.contains { reference in
      let figure = dossier.figure(reference)
      return (figure.metric + [figure.noun].compactMap { $0 }).contains { claim.citation.span.overlaps($0) }
    }
  }

  /// What an old report says is no evidence for how things stand now.
  private mutating func newestEvidence(_ first: Int?) -> Passage? {
    guard let first, thesis.claims[first].citation.report == dossier.evidence.count - 1 else {
      return nil
    }
    return quoted(first)
  }

  /// A company's report is full of numbers; only one that an analyst looks for is evidence, and of the part that decides
  /// where one does.
  private mutating func accountEvidence(_ ranked: some Sequence<Int>) -> Passage? {
    var wanted: Set<Int>?
    if case .mix(let mix) = angle { wanted = Set(claims(on: [mix.breakdown.parts[mix.carrier].name])) }
    for (looked, index) in ranked.enumerated() {
      if looked == 200 { break }
      guard wanted?.contains(index) ?? true else { continue }
      guard thesis.claims[index].figures.contains(where: { isEvidence($0) }) else { continue }
      if let said = told(index, movesOnly: true) { return said }
    }
    return nil
  }
}

extension NoteComposer {
  private static let pronouns: WordSet = [
    "it", "its", "they", "them", "their", "this", "these", "those", "he", "she", "his", "her",
  ]

  /// Whether a sentence leans on the one before it: one of its first words stands for something that was named there.
  func leansBack(_ citation: Citation) -> Bool {
    let (text, span) = (dossier.evidence[citation.report].report.text, citation.span)
    var (start, words) = (span.start, 0)
    for index in span.start...span.end {
      if index < span.end {
        // Letters beyond ASCII need Unicode's tables.
        if text[index] >= 0x80 { return Self.leansBack(dossier.string(citation)) }
        if Words.isLetter(text[index]) { continue }
      }
      if index > start {
        if Self.pronouns.contains(Words.lower(text, Span(start, index))) { return true }
        words += 1
        if words == 4 { return false }
      }
      start = index + 1
    }
    return false
  }

  private static func leansBack(_ sentence: String) -> Bool {
    sentence.split { !$0.isAlphabetic }.prefix(4).contains { pronouns.contains($0.lowercased()) }
  }
}
