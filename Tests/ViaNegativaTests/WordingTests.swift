import FigureExtraction
import ReportReading
import Testing
import ThesisBuilding
import ViaNegativa

@Suite("What a hazard is called, and how likely its words make it") struct WordingTests {
  @Test(arguments: Corpus.rows("names"))
  func namesShortAndWhole(row: [String]) throws {
    try #require(row.count == 3)
    let name = HazardName(row[0], isSentence: row[1] == "prose", isProse: row[1] == "prose").text
    #expect(name == row[2])
    #expect(name.split(separator: " ").count <= HazardName.limit)
  }

  @Test(arguments: Corpus.rows("likelihoods"))
  func readsTheTierAndItsWords(row: [String]) throws {
    try #require(row.count == 4)
    let evidence = try Reading.evidence("# Tolls\n\n\(row[0])\n")
    let sentence = try #require(
      evidence.report.sentences.last { evidence.report.string($0.span).contains(row[0].prefix(8)) })
    let reading = LikelihoodReader().read(evidence, WordList.lists(of: [evidence.report.text])[0], [sentence.span])
    #expect(reading.tier.rawValue == row[1], "\(row[3])")
    #expect((reading.words.map(evidence.report.string) ?? "-") == row[2], "\(row[3])")
  }

  @Test func theFourTiersStandForTheirProbabilities() {
    #expect(Likelihood.Tier.allCases.map(\.probability) == [0.2, 0.5, 0.75, 1])
    #expect(Likelihood.Tier.allCases.sorted() == [.low, .medium, .real, .happening])
  }
}
