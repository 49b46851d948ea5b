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
    var terms = TermReader()
    var tally = TermTally()
    for evidence in dossier.evidence {
      for sentence in evidence.report.sentences { tally.add(terms.sequence(evidence.report, sentence.span)) }
    }
    self.tally = tally
    let stakes = dossier.evidence.indices.map { StakeReader(dossier, report: $0).stakes() }
    self.stakes = stakes
    candidates = dossier.evidence.indices.flatMap { number -> [HazardCandidate] in
      let evidence = dossier.evidence[number]
      let outline = Outline(evidence.report)
      let shares = StatedShares(evidence: evidence, index: number, stakes: stakes[number])
      let (own, taken) = RiskSections(report: evidence.report, index: number, outline: outline).drafts()
      let prose = RunningProse(report: evidence.report, index: number, outline: outline)
        .drafts(outside: taken, threshold: own.count >= StatedHazards.ownList ? 3 : 2)
      return (own + prose).compactMap { HazardCandidate($0, evidence, shares: shares, terms: &terms) }
    }.sorted { ($0.draft.place, $0.draft.report, $0.draft.lead) < ($1.draft.place, $1.draft.report, $1.draft.lead) }
  }

  /// A report with this many hazards of its own naming is taken at its word: prose adds one only where it is plain.
  private static let ownList = 3
}
