import FigureExtraction
import Testing

import ThesisBuilding

@Suite struct ScreeningTests {
  private func reasons(_ evidence: [Evidence], asOf: String = "2026-03-01") -> [StruckOut] {
    ThesisBuilder().thesis(from: Sample.dossier(evidence, asOf: asOf)).struckOut
  }

  @Test func fourHalfLivesAreTooOld() throws {
    let old = try Sample.evidence("# Tolls\n\nToll revenue was [$3B|Toll revenue|2021] that year.", date: "2022-01-01")
    #expect(reasons([old]).map(\.reason) == [.stale])
    #expect(reasons([old], asOf: "2025-12-01").isEmpty)
  }

  @Test func aStackedHedgeIsTooMuch() throws {
    let hedged = try Sample.evidence(
      "# Tolls\n\nToll revenue could potentially reach [$3B|Toll revenue|2027|hedge=0.5] in time.")
    #expect(reasons([hedged]).map(\.reason) == [.overHedged])
  }

  @Test func whatNobodyInParticularSaysIsUncited() throws {
    let rumor = try Sample.evidence("# Tolls\n\nReportedly, toll revenue reached [$3B|toll revenue|2025] in the year.")
    let named = try Sample.evidence(
      "# Tolls\n\nThe Road Board, reportedly cautious, puts toll revenue at [$3B|toll revenue|2025|by=The Road Board] for the year."
    )
    #expect(reasons([rumor]).map(\.reason) == [.uncited])
    #expect(reasons([named]).isEmpty)
  }

  @Test(arguments: Corpus.rows("contradictions"))
  func contradictions(row: [String]) throws {
    try #require(row.count == 4)
    let a = try Sample.evidence("# A\n\n\(marked(row[0]))", publisher: "Alpha", date: "2026-02-01")
    let b = try Sample.evidence("# B\n\n\(marked(row[1]))", publisher: "Beta", date: "2025-12-01")
    let thesis = ThesisBuilder().thesis(from: Sample.dossier([a, b]))
    #expect((thesis.contradictions.count == 1) == (row[2] == "yes"), "\(row[3])")
    #expect(thesis.struckOut.filter { $0.reason == .contradicted }.count == thesis.contradictions.count)
    if let first = thesis.contradictions.first {
      #expect(first.weaker.publisher == "Beta")
      #expect(first.gap != 0)
    }
  }

  /// Fixture lines write the marks with {} and ; since the fields of a line are parted by |.
  private func marked(_ text: String) -> String {
    text.replacing("{", with: "[").replacing("}", with: "]").replacing(";", with: "|")
  }
}
