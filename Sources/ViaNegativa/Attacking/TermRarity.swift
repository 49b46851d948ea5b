import Foundation
import ReportReading
import ThesisBuilding

/// How rare each term is over one night's reports: `idf(t) = ln(1 + N / df(t))`, with N the sentences of the reports and the
/// claims, and df those that hold the term. It depends on reports and thesis alone, never on the hazards: adding one must not
/// change what another takes away.
struct TermRarity: Sendable {
  private let tally: TermTally

  /// `sentences` counts those of the reports. O(terms of the claims).
  init(_ sentences: TermTally, _ thesis: Thesis) {
    var tally = sentences
    for claim in thesis.claims { tally.add(claim.terms) }
    self.tally = tally
  }

  func idf(_ term: Word) -> Double {
    log(1 + Double(max(1, tally.passages)) / Double(max(1, tally.count(of: term))))
  }

  /// The sum over terms, each once, smallest first.
  func sum(_ terms: [Word]) -> Double { Subtraction.sum(terms.map(idf)) }
}
