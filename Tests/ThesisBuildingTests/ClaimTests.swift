import ReportReading
import Testing

import ThesisBuilding

@Suite struct ClaimTests {
  @Test func aSentenceWithAFigureIsAClaimAndAQuestionIsNot() throws {
    let (thesis, dossier) = try Sample.thesis(
      """
      # Freight

      Rail volumes reached [420|Rail volumes|2025] trains a day. Will rail volumes reach [500|rail volumes|2026] trains a day?

      The station has a clock.
      """)
    #expect(thesis.claims.map { dossier.string($0.citation) } == ["Rail volumes reached 420 trains a day."])
  }

  @Test func aFlatAssertionOfSomethingMeasuredCountsHalf() throws {
    let (thesis, _) = try Sample.thesis("# Freight\n\nDemand for rail freight weakened in most regions.")
    #expect(thesis.claims.map(\.weight.evidence) == [0.5])
    #expect(thesis.core == nil)
  }

  @Test(arguments: [
    "## Risk Factors", "## What could go wrong", "## Key risks", "## Forward-Looking Statements", "## Signatures",
    "## Legal Proceedings", "## Item 1A. Risk Factors",
  ])
  func sectionsThatDoubtOrFillTheFormClaimNothing(heading: String) throws {
    let (thesis, _) = try Sample.thesis(
      "# Freight\n\n\(heading)\n\nRail volumes fell [12%|Rail volumes|2025] in the year.")
    #expect(thesis.claims.isEmpty)
  }

  @Test func anItemOfAFilingKeepsItsSettingToTheNext() throws {
    let (thesis, dossier) = try Sample.thesis(
      """
      ## Item 1A. Risk Factors

      ## Competition is strong

      Rail volumes fell [12%|Rail volumes|2025] in the year.

      ## Item 7. Discussion

      Rail volumes rose [3%|Rail volumes|2025] in the year.
      """)
    #expect(thesis.claims.map { dossier.string($0.citation) } == ["Rail volumes rose 3% in the year."])
  }

  @Test func theFourFactorsOfAWeight() throws {
    let (thesis, _) = try Sample.thesis(
      "# Freight\n\nRail volumes may reach [420|Rail volumes|2027|modality=forecast|hedge=0.75] trains.",
      asOf: "2027-02-01")
    let weight = try #require(thesis.claims.first?.weight)
    #expect(weight.evidence == 1)
    #expect(weight.modality == 0.6)
    #expect(weight.hedge == 0.75)
    #expect(weight.recency == 0.5)
    #expect(abs(weight.value - 0.225) < 1e-12)
  }

  @Test func anUndatedReportDoesNotAge() throws {
    let evidence = try Sample.evidence("# Freight\n\nRail volumes reached [420|Rail volumes|2025] trains.", date: nil)
    let thesis = ThesisBuilder().thesis(from: Sample.dossier([evidence], asOf: "2040-01-01"))
    #expect(thesis.claims.map(\.weight.recency) == [1])
    #expect(thesis.claims.map(\.date) == [nil])
  }

  @Test func theNamedSourceIsThePublisher() throws {
    let (thesis, _) = try Sample.thesis(
      "# Freight\n\nThe Rail Institute counts [420|trains|2025|by=The Rail Institute] trains a day.\n\nTolls brought [$3B|Tolls|2025] in."
    )
    #expect(thesis.claims.map(\.publisher) == ["The Rail Institute", "House of Reports"])
  }

  @Test func aRowOfATableIsOneClaimFromItsLabelToItsLastCell() throws {
    let (thesis, dossier) = try Sample.thesis(
      """
      # Freight

      | Line | 2024 | 2025 |
      |---|---|---|
      | Coal carried | $40B | $35B |
      | Grain carried | $12B | $14B |
      """)
    #expect(thesis.claims.count == 2)
    let row = try #require(thesis.claims.first)
    #expect(row.figures.count == 2)
    #expect(dossier.string(row.citation).hasPrefix("Coal carried"))
    #expect(dossier.string(row.citation).hasSuffix("$35B"))
  }

  @Test(arguments: Corpus.rows("stems"))
  func stems(row: [String]) throws {
    try #require(row.count == 4)
    let stemmer = Stemmer()
    #expect((stemmer.stem(Word(row[0])) == stemmer.stem(Word(row[1]))) == (row[2] == "same"), "\(row[3])")
  }

  @Test func theCorpusIsThere() { #expect(Corpus.rows("stems").count > 20) }
}
