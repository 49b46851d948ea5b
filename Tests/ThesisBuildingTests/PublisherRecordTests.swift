import Testing
import ThesisBuilding

@Suite struct PublisherRecordTests {
  @Test(
    arguments: [
      // outcomes, mean error, factor: what it is about
      (5, 0.25, 0.8),  // off by a quarter
      (5, 0, 1),  // never off
      (4, 0.25, 1),  // too few to say
      (9, 9, 0.25),  // never below the least
      (9, .infinity, 1),  // no number
    ])
  func theFactorOfARecord(outcomes: Int, error: Double, factor: Double) {
    #expect(PublisherRecord(publisher: "A", outcomes: outcomes, meanError: error).factor == factor)
  }

  @Test func aRecordScalesForecastsAndNothingElse() throws {
    let dossier = Sample.dossier([
      try Sample.evidence(
        """
        # Freight

        Rail volumes reached [420|Rail volumes|2025] trains.

        Road volumes will reach [900|Road volumes|2027|modality=forecast] trucks.
        """, publisher: "A")
    ])
    let plain = ThesisBuilder().thesis(from: dossier)
    var builder = ThesisBuilder()
    builder.records["A"] = PublisherRecord(publisher: "A", outcomes: 5, meanError: 1)
    builder.records["B"] = PublisherRecord(publisher: "B", outcomes: 5, meanError: 3)
    let scaled = builder.thesis(from: dossier)
    try #require(plain.claims.count == 2 && scaled.claims.count == 2)
    for (before, after) in zip(plain.claims, scaled.claims) {
      let factor = before.modality == .forecast ? 0.5 : 1
      #expect(after.weight.modality == before.weight.modality * factor)
    }
  }
}
