import FigureExtraction
import ReportReading
import Testing

import ThesisBuilding

@Suite struct ArgumentTests {
  @Test func theStatementInBoldIsTheCore() throws {
    let (thesis, dossier) = try Sample.thesis(
      """
      # Storage

      Everyone counts turbines. Turbine orders rose [4%|Turbine orders|2025] in 2025.

      ## The storage thesis

      Here's the core insight: **Wind is fuel. Storage is the engine.** The rest follows.

      Storage orders rose [60%|Storage orders|2025] in 2025, and storage demand still grows.
      """)
    #expect(thesis.core.map { dossier.string(thesis.claims[$0].citation) } == "Wind is fuel. Storage is the engine.")
  }

  @Test func withoutAStatementTheBestSupportedLeadIsTheCore() throws {
    let (thesis, dossier) = try Sample.thesis(
      """
      # Ferrous reports

      Revenue was [$20B|Revenue|2025] in 2025, and demand for steel rose in every region.

      ## Other

      The cafeteria serves [400|meals|2025] meals of steel-cut oats.
      """)
    #expect(thesis.core.map { dossier.string(thesis.claims[$0].citation) }?.hasPrefix("Revenue was $20B") == true)
  }

  @Test(arguments: Corpus.rows("shifts"))
  func shifts(row: [String]) throws {
    try #require(row.count == 4)
    let (thesis, dossier) = try Sample.thesis("# Report\n\n\(row[0])")
    #expect(thesis.shift.map { dossier.string($0.from) } ?? "-" == row[1], "\(row[3])")
    #expect(thesis.shift.map { dossier.string($0.to) } ?? "-" == row[2], "\(row[3])")
  }

  @Test func aTitleThatStatesTheShiftComesFirst() throws {
    let (thesis, dossier) = try Sample.thesis(
      "# Wind Was the Harvest. Storage Is the Mill.\n\nThe industry moved from planting to milling.")
    let shift = try #require(thesis.shift)
    #expect(dossier.string(shift.from) == "Wind")
    #expect(shift.toGloss.map(dossier.string) == "the Mill")
  }

  @Test func listsUnderALeadTakeSides() throws {
    let (thesis, dossier) = try Sample.thesis(
      """
      # Storage

      ## Where to be

      **Still bullish:**

      - Ferrous — steel for towers, cheap at [9%|yield|2025] yield
      - Grid operators — paid for capacity

      **New angles:**

      - Cell makers (Cuprum, Nickelwerk)
      - January

      **What to avoid:**

      - Diesel gensets
      """)
    let said = thesis.stances.map { "\($0.view) \($0.standing) \(dossier.string($0.name))" }
    #expect(
      said == [
        "positive held Ferrous", "positive held Grid operators", "positive new Cell makers",
        "negative unsaid Diesel gensets",
      ])
    #expect(thesis.stances.first?.reason.map(dossier.string) == "steel for towers, cheap at 9% yield")
    #expect(thesis.stances.first?.figures.count == 1)
    #expect(thesis.stances[2].reason.map(dossier.string) == "Cuprum, Nickelwerk")
  }

  @Test func aReasonStandsBehindATarget() throws {
    let (thesis, dossier) = try Sample.thesis(
      """
      # Stocks

      **Overweight:**

      - Nickelwerk (target €34) – half of it from cells
      - Cuprum (a miner)
      """)
    #expect(thesis.stances.map { $0.reason.map(dossier.string) } == ["half of it from cells", "a miner"])
  }

  @Test func whatIsLeftAndWhatWasTakenOffMakeUpNoResult() throws {
    let (thesis, _) = try Sample.thesis(
      """
      # Accounts

      | $ in millions | 2023 | 2024 | 2025 |
      |---|---|---|---|
      | Operating income | 20 | 24 | 30 |
      | Interest expense | 2 | 3 | 4 |
      | Income before income taxes | 18 | 21 | 26 |
      """)
    #expect(thesis.breakdowns.isEmpty)
  }

  @Test(arguments: Corpus.rows("stances"))
  func sentencesTakeSides(row: [String]) throws {
    try #require(row.count == 5)
    let (thesis, dossier) = try Sample.thesis("# Report\n\n\(row[0])")
    #expect(thesis.stances.first.map { dossier.string($0.name) } ?? "-" == row[1], "\(row[4])")
    #expect(thesis.stances.first?.view.rawValue ?? "-" == row[2], "\(row[4])")
    #expect(thesis.stances.first?.standing.rawValue ?? "-" == row[3], "\(row[4])")
  }

  @Test func aTableOfWordsIsATaxonomyAndOneOfNumbersIsNot() throws {
    let (thesis, dossier) = try Sample.thesis(
      """
      # Storage

      ## Three stores

      | Store | Purpose | Example |
      |---|---|---|
      | Hours | shave the evening peak | grid cells |
      | Days | ride out calm weather | pumped water |
      | Seasons | winter | hydrogen caverns |

      ## Their cost

      | Store | 2024 | 2025 |
      |---|---|---|
      | Hours | $4B | $5B |
      | Days | $2B | $2B |
      """)
    #expect(thesis.taxonomies.count == 1)
    let kinds = try #require(thesis.taxonomies.first)
    #expect(kinds.columns.map(dossier.string) == ["Store", "Purpose", "Example"])
    #expect(kinds.rows.map { $0.map(dossier.string) }.last == ["Seasons", "winter", "hydrogen caverns"])
    #expect(kinds.title.map(dossier.string) == "Three stores")
  }
}
