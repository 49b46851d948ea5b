import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding
import ViaNegativa

/// What an attack is made of: rarity, the shares of terms, specificity and answers.
@Suite("Attack, term by term") struct AttackTests {
  private let text = """
    # Ports

    Copper barges came to $40 million in 2025. Barges of clay were $12 million in 2025. Copper is dear.

    ## Risks

    - **Copper thieves** — gangs strip barges at night.
    - **Frost**
    - **Damage to our reputation**
    - **Copper floods** — ports fill up. (Low probability — the sluices hold it back.)
    """

  private func judged() throws -> Reading.Judged {
    Reading.judged([try Reading.evidence(text, publisher: "Almanac", date: "2026-02-01")])
  }

  private func hazard(_ start: String, _ judged: Reading.Judged) throws -> Hazard {
    try #require(judged.verdict.hazards.first { $0.hazard.name.hasPrefix(start) }).hazard
  }

  @Test func rarityIsTheLogarithmOfSentencesAndClaimsOverThoseThatHoldTheTerm() throws {
    let judged = try judged()
    let words = judged.dossier.words[0]
    let report = judged.dossier.evidence[0].report
    let documents =
      report.sentences.map { Set(words.terms(in: [$0.span])) } + judged.thesis.claims.map { Set($0.terms) }
    let attack = try #require(try hazard("Copper thieves", judged).attacks.first)
    #expect(attack.terms.contains { $0.term == "copper" })
    for term in attack.terms {
      let holding = documents.count { $0.contains(term.term) }
      #expect(abs(term.weight - log(1 + Double(documents.count) / Double(holding))) < 1e-9, "\(term.term)")
    }
  }

  @Test func aTermOfTheNameCountsTwiceOneOfTheMechanism() throws {
    let attack = try #require(try hazard("Copper thieves", try judged()).attacks.first { $0.terms.count >= 2 })
    let shares = Dictionary(attack.terms.map { ($0.term, $0.share) }, uniquingKeysWith: max)
    #expect(shares["copper"] == 1)
    #expect(shares["barg"] == 0.5)
  }

  @Test func specificityCountsWhatOnlyThisHazardSays() throws {
    let judged = try judged()
    // One rare term; none, and every filing's at that.
    #expect(abs(try hazard("Frost", judged).specificity - 0.55) < 1e-9)
    #expect(abs(try hazard("Damage", judged).specificity - 0.4 * 0.25) < 1e-9)
  }

  @Test func anAnswerTakesTheEdgeOff() throws {
    let judged = try judged()
    let answered = try hazard("Copper floods", judged)
    #expect(answered.rebuttal.map(judged.dossier.string)?.contains("sluices") == true)
    let attack = try #require(answered.attacks.first)
    #expect(abs(attack.factor - 0.7 * answered.specificity) < 1e-9)
    #expect(Recomputation(judged.report).faults().isEmpty)
  }

  @Test(arguments: ["essay.md", "essay-measured.md"])
  func everyNumberOfTheEssayFollows(name: String) throws {
    let evidence = try Reading.evidence(try Reading.fixture(name), path: name)
    let faults = Recomputation(Reading.judged([evidence]).report).faults()
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test func takingOneAwayShowsWhatItWasWorth() throws {
    let evidence = try Reading.evidence(try Reading.fixture("essay.md"), path: "essay.md")
    let whole = Reading.judged([evidence]).verdict
    let first = try #require(whole.hazards.first)
    let removal = try #require(Removal("h1"))
    let without = Reading.judged([evidence], without: [removal]).verdict
    #expect(without.hazards.count == whole.hazards.count - 1)
    #expect(!without.hazards.contains(first))
    #expect(without.leftOfAll > whole.leftOfAll)
    let claim = Reading.judged([evidence], without: [try #require(Removal("c1"))]).verdict
    #expect(claim.support < whole.support)
    #expect(Removal("h0") == nil && Removal("") == nil)
  }

  /// The essay states four hazards, and nothing is computed of a lone report that it does not bear out.
  @Test func theEssayHasExactlyItsFour() throws {
    let evidence = try Reading.evidence(try Reading.fixture("essay.md"), path: "essay.md")
    let verdict = Reading.judged([evidence]).verdict
    #expect(verdict.hazards.count == 4)
    #expect(verdict.hazards.allSatisfy { $0.hazard.isFound })
  }
}
