import ReportReading
import ThesisBuilding

/// Finds what a hazard rests on and what answers it, in its own passage: the because-clause and the but-clause.
struct Answers {
  let report: Report
  let words: WordList

  /// Mechanism: the sentence that says why or how it would hurt, within the first six: a reason or a consequence, a harm, words
  /// of the name's own, and nearness all speak for one. Never the name over again, a colon's opening, or an answer; none where
  /// nothing is left. A list item's own first sentence is taken as it stands. Best first, at most three.
  func mechanisms(of draft: HazardDraft) -> [Span] {
    if let after = afterColon(draft.lead) { return [after] }
    let name = words.terms(in: [draft.lead])
    let candidates = draft.body.prefix(6).compactMap { span -> Candidate? in
      guard span != draft.lead, words.count(in: span) >= 4, !endsOpen(span), !isFragment(span) else { return nil }
      let candidate = Candidate(span: span, wording: Wording(words, span), terms: words.terms(in: [span]))
      return isAnswer(candidate.wording) || candidate.repeats(name) ? nil : candidate
    }
    if draft.place == .list { return candidates.prefix(1).map(\.span) }
    let scored = candidates.enumerated().map { place, candidate -> (span: Span, score: Double) in
      let wording = candidate.wording
      let score =
        (AnswerLexicon.reasons.occurs(in: wording.words) ? 2.0 : 0) + Double(min(2, RunningProse.score(wording)))
        + Double(min(2, candidate.terms.shared(with: name))) - 0.5 * Double(place)
        - (wording.words.count > Answers.quotable ? 1.5 : 0)
      return (candidate.span, score)
    }
    let best = scored.filter { $0.score >= 1 }.sorted { ($1.score, $0.span.start) < ($0.score, $1.span.start) }
    if !best.isEmpty { return best.prefix(3).map(\.span) }
    // Prose is its own reason where the name is only a part of it.
    let isProse = draft.place == .prose || draft.place == .section
    if isProse && words.count(in: draft.lead) >= 8 { return [draft.lead] }
    // A short passage has one subject; in a long one only the name's own words show what is about it.
    let isShort = draft.body.count <= 4
    return candidates.first { isShort || $0.terms.shared(with: name) > 0 }.map { [$0.span] } ?? []
  }

  /// As many words as a note may quote.
  private static let quotable = 25

  /// "A recession has a medium probability: if budgets are cut, …": what follows the colon.
  private func afterColon(_ lead: Span) -> Span? {
    guard let colon = report.text[lead.range].firstIndex(of: UInt8(ascii: ":")), colon + 1 < lead.end,
      report.text[colon + 1] <= 0x20
    else { return nil }
    let rest = Span(colon + 1, lead.end).trimmed(report.text)
    return words.count(in: rest) >= 6
      && words.count(in: Span(lead.start, colon)) >= 3 ? rest : nil
  }

  /// A sentence that may say how a hazard would hurt.
  private struct Candidate {
    let span: Span
    let wording: Wording
    let terms: [Word]

    /// Nearly all of its terms stand in the name.
    func repeats(_ name: [Word]) -> Bool {
      !terms.isEmpty && Double(terms.shared(with: name)) >= 0.8 * Double(terms.count)
    }
  }

  /// An item of a list inside the passage: it begins small.
  private func isFragment(_ span: Span) -> Bool {
    let byte = report.text[span.start]
    return byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      && report.text[..<span.start].last.map { $0 < 0x20 } ?? false
  }

  private func endsOpen(_ span: Span) -> Bool {
    let end = span.trimmed(report.text).end
    return end > span.start && report.text[end - 1] == UInt8(ascii: ":")
  }

  /// The gloss of the parenthesis where it answers, else the first sentence or clause that does, within the first eight.
  func rebuttal(of draft: HazardDraft) -> Span? {
    if let gloss = draft.gloss, isReply(Wording(words, gloss)) { return gloss }
    for span in draft.body.prefix(8) {
      let wording = Wording(words, span)
      if isAnswer(wording) { return span }
      if let clause = butClause(wording) { return clause }
    }
    return nil
  }

  /// A gloss that replies rather than bears out: neither idle nor a measurement.
  private func isReply(_ wording: Wording) -> Bool {
    !AnswerLexicon.idle.occurs(in: wording.words) && !wording.words.contains { AnswerLexicon.measuring.contains($0) }
  }

  /// A sentence that answers: it says what offsets the harm, or turns against it without harm of its own.
  private func isAnswer(_ wording: Wording) -> Bool {
    if AnswerLexicon.mitigation.occurs(in: wording.words), !AnswerLexicon.retraction.occurs(in: wording.words) {
      return true
    }
    guard let first = wording.words.first, AnswerLexicon.turns.contains(first) else { return false }
    return isCalm(wording.words[1...])
  }

  /// ", but …" to the end of the sentence.
  private func butClause(_ wording: Wording) -> Span? {
    for index in wording.words.indices.dropFirst(3) where AnswerLexicon.turns.contains(wording.words[index]) {
      guard wording.isFollowed(index - 1, byAny: Array(",;".utf8) + [0xE2]), wording.words.count - index >= 4 else {
        continue
      }
      let rest = (index + 1)..<wording.words.count
      if isCalm(wording.words[rest]) { return wording.span(rest) }
    }
    return nil
  }

  /// A form by which a clause can be told from a list of nouns.
  private func isVerb(_ word: Word) -> Bool {
    let text = word.text
    return HazardNameLexicon.finite.contains(word) || HazardNameLexicon.copulas.contains(word)
      || HazardLexicon.modals.contains(word) || text.count > 3 && text.hasSuffix("s") && !text.hasSuffix("ss")
      || text.count > 4 && text.hasSuffix("ed")
  }

  private func isCalm(_ words: ArraySlice<Word>) -> Bool {
    let plain = Array(words)
    guard plain.first != "also", plain.contains(where: isVerb) else { return false }
    return plain.count >= 3 && !AnswerLexicon.retraction.occurs(in: plain)
      && !plain.contains { HazardLexicon.harm.contains($0) || $0 == "may" || $0 == "could" || $0 == "might" }
      || AnswerLexicon.mitigation.occurs(in: plain) && !AnswerLexicon.retraction.occurs(in: plain)
  }
}

/// Words of reason and of reply.
enum AnswerLexicon {
  static let reasons = PhraseTable(
    lines: """
      because
      as a result
      due to
      since
      owing to
      driven by
      result in
      resulting in
      resulted in
      lead to
      leads to
      led to
      therefore
      which would
      which could
      which may
      this could
      this may
      could harm
      could adversely
      may adversely
      would reduce
      could reduce
      """)

  /// A sentence or clause that begins with one of these may turn against what came before.
  static let turns: WordSet = [
    "but", "however", "still", "nevertheless", "nonetheless", "although", "though", "yet",
  ]

  /// What takes the edge off a harm.
  static let mitigation = PhraseTable(
    lines: """
      mitigated by
      mitigates
      partly offset
      partially offset
      offset by
      more than offset
      offsets
      does not eliminate
      doesn't eliminate
      diversifies
      well diversified
      is hedged
      are hedged
      have hedged
      has hedged
      manageable
      contained
      limited impact
      does not change
      doesn't change
      would not break
      unlikely to derail
      not enough to
      ample
      """)

  /// Turns that take back rather than answer.
  static let retraction = PhraseTable(
    lines: """
      no assurance
      no assurances
      no guarantee
      cannot guarantee
      cannot assure
      cannot be certain
      may not
      might not
      could not
      not be able
      unable
      not be sufficient
      not be effective
      not be adequate
      fail to
      there can be no
      """)

  /// Words of a gloss that bears the hazard out.
  static let measuring: WordSet = [
    "measured", "only", "just", "fell", "against", "versus", "already", "since", "so",
  ]

  /// Glosses that add nothing: they neither answer nor explain.
  static let idle = PhraseTable(
    lines: """
      worth watching
      worth monitoring
      worth tracking
      watch
      watching
      monitor
      monitoring
      see
      to be seen
      stay tuned
      """)
}
