import ReportReading
import Testing

import ThesisBuilding

@Suite struct ThemeTests {
  @Test func headingsBecomeThemesWithoutTheirNumbers() throws {
    let (thesis, dossier) = try Sample.thesis(
      """
      # Batteries win

      ## Overview

      Battery demand rose strongly in every region this year.

      ## 1. Cells get cheaper

      Cell prices fell [20%|Cell prices|2025] in 2025. The rest follows:

      - **Iron cells** — no cobalt, no nickel
      - **Sodium cells** — no lithium
      - **Dry coating** — less energy a cell

      ## 2. The grid buys first

      Grid batteries took [30%|Grid batteries|2025] of all cells.
      """)
    #expect(Set(thesis.themes.prefix(2).map(\.name)) == ["Cells get cheaper", "The grid buys first"])
    #expect(!thesis.themes.map(\.name).contains("Overview"))
    let cells = try #require(thesis.themes.first { $0.name == "Cells get cheaper" })
    #expect(cells.items.map { dossier.string($0.term) } == ["Iron cells", "Sodium cells", "Dry coating"])
    #expect(cells.taxonomy == nil)
    #expect(thesis.taxonomies.count == 1)
    #expect(cells.nameCitation.map(dossier.string) == "Cells get cheaper")
  }

  @Test func headingsOfSeveralReportsJoin() throws {
    let (thesis, dossier) = try Sample.thesis(
      "# March\n\n## Shipping and Ports\n\nShipping volumes rose in most ports.\n\n## Farms\n\nCrop yields fell in the south.",
      "# June\n\n## Ports\n\nPort traffic slowed in the north again.\n\n## Farms and Fisheries\n\nFarm income rose a little on higher crop prices."
    )
    #expect(thesis.themes.count == 2)
    for theme in thesis.themes { #expect(Set(theme.claims.map { thesis.claims[$0].citation.report }).count == 2) }
    #expect(dossier.evidence.count == 2)
  }

  @Test func aBoldLeadStandsAsAHeading() throws {
    let (thesis, dossier) = try Sample.thesis(
      "# Regions\n\n**Shipping and Ports** Port volumes rose in most regions.\n\n**Farms** Crop yields fell in the dry south."
    )
    #expect(Set(thesis.themes.map(\.name)) == ["Shipping and Ports", "Farms"])
    #expect(
      thesis.claims.map { dossier.string($0.citation) } == [
        "Port volumes rose in most regions.", "Crop yields fell in the dry south.",
      ])
  }

  @Test func textWithoutHeadingsIsClusteredByWhatItRepeats() throws {
    let (thesis, _) = try Sample.thesis(
      """
      Port traffic rose [4%|Port traffic|2025] in spring. Most port traffic growth held in grain.

      Crop prices fell in the south. Higher crop prices held in the north, where demand is strong.
      """)
    #expect(Set(thesis.themes.map { $0.name.lowercased() }) == ["port traffic", "crop prices"])
  }

  @Test(arguments: Corpus.rows("headings"))
  func headingNames(row: [String]) throws {
    try #require(row.count == 3)
    let (thesis, _) = try Sample.thesis(
      "# Report of the year\n\n## \(row[0])\n\nPort volumes rose by [4%|Port volumes|2025] in the year.")
    let name = thesis.themes.first { $0.name != "Report of the year" }?.name ?? "-"
    #expect(name == row[1], "\(row[2])")
    #expect(thesis.themes.allSatisfy { $0.name.split(separator: " ").count <= 8 })
  }
}
