import Foundation
import ReportReading
import ThesisBuilding

/// How rare each term is over one night's reports: `idf(t) = ln(1 + N / df(t))`, with N the sentences of the reports and the
/// claims, and df those that hold the term. It depends on reports and thesis alone, never on the hazards: adding one must not
/// change what another takes away.
struct TermRarity: Sendable {
  private let counts: [String: Int]
  private let documents: Int

  /// O(words of the reports and terms of the claims).
  init(_ dossier: Dossier, _ thesis: Thesis, terms: inout TermReader) {
    var counts: [String: Int] = [:]
    var documents = 0
    for evidence in dossier.evidence {
      for sentence in evidence.report.sentences {
        documents += 1
        for term in Set(terms.sequence(evidence.report, sentence.span)) { counts[term, default: 0] += 1 }
      }
    }
    for claim in thesis.claims {
      documents += 1
      for term in claim.terms { counts[term, default: 0] += 1 }
    }
    self.counts = counts
    self.documents = max(1, documents)
  }

  func idf(_ term: String) -> Double { log(1 + Double(documents) / Double(max(1, counts[term] ?? 1))) }

  /// The sum over terms, each once, smallest first.
  func sum(_ terms: [String]) -> Double { Subtraction.sum(terms.map(idf)) }
}
