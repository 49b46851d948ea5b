import ReportReading
import ThesisBuilding

/// Finds what a hazard rests on and what answers it, in its own passage: the because-clause and the but-clause.
struct Answers {
  let report: Report

  /// Mechanism: the sentence that says why. The first that gives a reason or a consequence, within the first four; else the
  /// first that is not the name itself.
  func mechanism(of draft: HazardDraft) -> Span? {
    let candidates = draft.body.prefix(4).filter { span in
      span != draft.lead && Words.spans(in: report.text, span).count >= 4 && !isAnswer(Wording(report, span))
    }
    let reasoned = candidates.first { span in
      let words = Words.lowercased(in: report, span)
      return AnswerLexicon.reasons.occurs(in: words)
    }
    let harmful = candidates.first { RunningProse.score(Wording(report, $0)) >= 1 }
    guard let chosen = draft.place == .list ? candidates.first : reasoned ?? harmful ?? candidates.first else {
      return draft.place == .heading ? nil : draft.body.first
    }
    return chosen
  }

  /// The gloss of the parenthesis where it answers, else the first sentence or clause that does, within the first eight.
  func rebuttal(of draft: HazardDraft) -> Span? {
    if let gloss = draft.gloss, isReply(Wording(report, gloss)) { return gloss }
    for span in draft.body.prefix(8) {
      let wording = Wording(report, span)
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

  private func isCalm(_ words: ArraySlice<String>) -> Bool {
    let plain = Array(words)
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
  static let turns: Set<String> = [
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
  static let measuring: Set<String> = [
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
