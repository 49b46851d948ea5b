import FigureExtraction
import Testing

import ThesisBuilding

@Suite struct GroupTests {
  private let toll = "# Tolls\n\nToll revenue was [$3.2B|Toll revenue|2025] last year."
  private let other = "# Roads\n\nDrivers paid [$3.2B|Toll revenue|2025] in all, and Toll revenue is the word for it."

  @Test func twoPublishersAddAndOneTwiceDoesNot() throws {
    let a = try Sample.evidence(toll, publisher: "A", date: "2026-03-01")
    let b = try Sample.evidence(other, publisher: "B", date: "2026-03-01")
    let again = try Sample.evidence(other, publisher: "A", date: "2026-03-01")
    let alone = thesis([a])
    let both = thesis([a, b])
    let same = thesis([a, again])
    #expect(alone.groups.map(\.weight) == [1])
    #expect(both.groups.count == 1)
    #expect(both.groups.map(\.publishers) == [["A", "B"]])
    #expect(same.groups.map(\.weight) == alone.groups.map(\.weight))
    #expect(same.groups.map(\.publishers) == [["A"]])
  }

  @Test func weightIsOneMinusTheProductOfWhatEachLeavesOpen() throws {
    let a = try Sample.evidence(
      toll.replacing("2025]", with: "2025|modality=forecast]"), publisher: "A", date: "2026-03-01")
    let b = try Sample.evidence(
      other.replacing("2025]", with: "2025|modality=target]"), publisher: "B", date: "2026-03-01")
    let group = try #require(thesis([a, b]).groups.first)
    #expect(abs(group.weight - (1 - 0.4 * 0.6)) < 1e-12)
  }

  @Test func nearIdenticalTextUnderTwoNamesIsOnePublisher() throws {
    let a = try Sample.evidence(
      toll.replacing("2025]", with: "2025|modality=forecast]"), publisher: "A", date: "2026-03-01")
    let b = try Sample.evidence(
      toll.replacing("2025]", with: "2025|modality=forecast]"), publisher: "B", date: "2026-03-01")
    let group = try #require(thesis([a, b]).groups.first)
    #expect(group.publishers.count == 1)
    #expect(abs(group.weight - 0.6) < 1e-12)
  }

  @Test func valuesThatRoundingReconcilesAreOneGroupAndOthersAreNot() throws {
    let a = try Sample.evidence(toll, publisher: "A")
    let rounded = try Sample.evidence(other.replacing("$3.2B", with: "$3B"), publisher: "B")
    let apart = try Sample.evidence(other.replacing("$3.2B", with: "$3.9B"), publisher: "C")
    #expect(thesis([a, rounded]).groups.count == 1)
    #expect(thesis([a, apart]).groups.count == 2 || !thesis([a, apart]).contradictions.isEmpty)
  }

  @Test func orderAndDuplicatesChangeNothing() throws {
    let a = try Sample.evidence(toll, publisher: "A")
    let b = try Sample.evidence(other, publisher: "B")
    let c = try Sample.evidence(
      "# Rail\n\nRail freight grew [4%|Rail freight|2025] in the year.", publisher: "C", date: nil)
    let forward = description(thesis([a, b, c]))
    #expect(description(thesis([c, a, b])) == forward)
    #expect(description(thesis([b, c, a, b, a])) == forward)
  }

  @Test func aFurtherPublisherNeverLowersSupport() throws {
    let a = try Sample.evidence(toll, publisher: "A")
    let b = try Sample.evidence(other, publisher: "B")
    let c = try Sample.evidence(other.replacing("in all", with: "altogether"), publisher: "C", date: "2024-01-01")
    #expect(thesis([a, b]).support >= thesis([a]).support)
    #expect(thesis([a, b, c]).support >= thesis([a, b]).support)
  }

  @Test func nearDuplicatesAreFoundWithoutComparingAllPairs() {
    // Ten thousand different sentences and a copy of each with one of its many words changed.
    let texts = (0..<10_000).map { index in
      (0..<24).map { Word("w\(StableHash.mix(UInt64(index * 100 + $0)) % 50_000)") }
    }
    let copies = texts.map { Array($0.dropLast()) + ["changed"] }
    let leaders = NearDuplicates().leaders(texts + copies)
    let led = (0..<10_000).filter { leaders[10_000 + $0] == $0 }.count
    #expect(leaders.prefix(10_000).elementsEqual(0..<10_000))
    #expect(led >= 9_950)
  }

  private func thesis(_ evidence: [Evidence]) -> Thesis { ThesisBuilder().thesis(from: Sample.dossier(evidence)) }

  private func description(_ thesis: Thesis) -> String { "\(thesis)" }
}
