import ReportReading
import ThesisBuilding

/// What reports say by themselves of what may go wrong, before any thesis is held against it.
package struct StatedHazards: Sendable {
  /// By place, report and lead.
  let candidates: [HazardCandidate]
  /// For each report what its tables say of its parts.
  let stakes: [[Stake]]
  /// In how many sentences each term stands.
  let tally: TermTally

  /// O(words of the reports).
  package init(_ dossier: Dossier) {
    tally = TermTally(
      dossier.vocabulary,
      zip(dossier.words, dossier.evidence).map { ($0, $1.report.sentences.map(\.span)) })
    var terms = TermReader(dossier.vocabulary)
    let stakes = dossier.evidence.indices.map { StakeReader(dossier, report: $0).stakes() }
    self.stakes = stakes
    candidates = dossier.evidence.indices.flatMap { number -> [HazardCandidate] in
      let (evidence, words) = (dossier.evidence[number], dossier.words[number])
      let outline = Outline(evidence.report)
      let shares = StatedShares(evidence: evidence, words: words, index: number, stakes: stakes[number])
      let (own, taken) = RiskSections(
        report: evidence.report, words: words, index: number, outline: outline
      ).drafts()
      let prose = RunningProse(report: evidence.report, words: words, index: number, outline: outline)
        .drafts(outside: taken, threshold: own.count >= StatedHazards.ownList ? 3 : 2)
      let forward = ForwardLooking(evidence: evidence, words: words, index: number, outline: outline).drafts()
      return (own + forward + prose).compactMap { HazardCandidate($0, evidence, words, shares: shares, terms: &terms) }
    }.sorted { ($0.draft.place, $0.draft.report, $0.draft.lead) < ($1.draft.place, $1.draft.report, $1.draft.lead) }
  }

  /// A report with this many hazards of its own naming is taken at its word: prose adds one only where it is plain.
  private static let ownList = 3
}
