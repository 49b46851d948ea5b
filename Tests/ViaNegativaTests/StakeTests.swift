import FigureExtraction
import ReportReading
import Testing
import ThesisBuilding
import ViaNegativa

/// What a report's own figures say would be gone with a part of it.
@Suite("Parts of a whole") struct StakeTests {
  private func filing(_ rows: [String], caption: String = "Revenue by line, in millions", text: String = "") throws
    -> Reading.Judged
  {
    let table = (["| \(caption) | 2025 | 2024 |", "|---|---|---|"] + rows).joined(separator: "\n")
    let evidence = try Reading.evidence(
      "# Kiln Works\n\nThe works has 41 ovens.\n\n\(table)\n\n\(text)\n", publisher: "Kiln Works", date: "2026-02-01",
      fiscalYearEnd: MonthDay(month: 12, day: 31))
    return Reading.judged([evidence])
  }

  private func part(_ judged: Reading.Judged) -> JudgedHazard? {
    judged.verdict.hazards.first { if case .computed(.dependence, _) = $0.hazard.origin { true } else { false } }
  }

  @Test func aLineOfMoreThanHalfIsAHazardThatLeavesTheRest() throws {
    let judged = try filing([
      "| Furnaces | $700 | $400 |", "| Brick | $500 | $250 |", "| Glass | $200 | $150 |", "| Kilns | $200 | $200 |",
      "| Parts | $100 | $100 |", "| Total revenue | $1,000 | $700 |",
    ])
    let hazard = try #require(part(judged))
    #expect(hazard.hazard.name == "Concentration in Furnaces")
    let stake = try #require(hazard.hazard.stake)
    // Brick and glass make up the furnaces and are not counted again.
    #expect(stake.siblings.count == 3)
    #expect(abs(stake.share - 0.7) < 1e-9)
    #expect(judged.dossier.text(of: try #require(stake.whole)).contains("1,000"))
    #expect(hazard.impact == .wall)
    #expect(judged.verdict.outcome == .leans)
    #expect(judged.verdict.deciding.first?.hazard.name == "Concentration in Furnaces")
    #expect(Recomputation(judged.report).faults().isEmpty)
    // A group that names only another part loses nothing, one that names the part loses all.
    let groups = judged.thesis.groups
    let strengths = Dictionary(hazard.hazard.attacks.map { ($0.group, $0.strength) }, uniquingKeysWith: max)
    for (index, group) in groups.enumerated() {
      if group.terms.contains("furnac") { #expect(strengths[index] == 1) }
      if group.terms == ["kiln"] { #expect(strengths[index] == nil) }
    }
  }

  @Test func subtotalsBelowTheirPartsAreRead() throws {
    let judged = try filing([
      "| Brick | $450 | $250 |", "| Glass | $150 | $150 |", "| Total furnace revenue | $600 | $400 |",
      "| Kilns | $400 | $300 |", "| Total revenue | $1,000 | $700 |",
    ])
    let stake = try #require(part(judged)?.hazard.stake)
    #expect(stake.name == "furnace revenue")
    #expect(abs(stake.share - 0.6) < 1e-9)
  }

  @Test(arguments: [
    (
      [
        "| Furnaces | $400 | $300 |", "| Kilns | $350 | $300 |", "| Moulds | $250 | $100 |",
        "| Total revenue | $1,000 | $700 |",
      ],
      "two fifths is not more than two fifths"
    ),
    (
      ["| Cash | $700 | $400 |", "| Plant | $300 | $300 |", "| Total assets | $1,000 | $700 |"],
      "assets are held, not sold"
    ),
    (["| Fuel | $700 | $400 |", "| Clay | $300 | $300 |", "| Total cost of revenue | $1,000 | $700 |"], "a cost"),
    (
      ["| Furnaces | $700 | $400 |", "| Kilns | $200 | $300 |", "| Total revenue | $1,000 | $700 |"],
      "the rows do not add up"
    ),
    (
      ["| Products | $700 | $400 |", "| Services | $300 | $300 |", "| Total revenue | $1,000 | $700 |"],
      "a part without a name"
    ),
  ])
  func othersAreNone(rows: [String], why: String) throws {
    #expect(part(try filing(rows, caption: "In millions")) == nil, "\(why)")
  }

  @Test func sharesThatAHazardStatesAddWithinOnePeriod() throws {
    let risks = """
      ## Risk factors

      - **A few mills buy much of our output** — Sales to mills A, B and C represented 20%, 15% and 10% of total revenue, \
      respectively, for 2025. Losing one could hurt us.
      - **Clay may run short** — Clay made up 80% of cost of revenue for 2025.
      """
    let judged = try filing(["| Kilns | $400 | $300 |"], text: risks)
    let mills = try #require(judged.verdict.hazards.first { $0.hazard.name.contains("mills") })
    let stake = try #require(mills.hazard.stake)
    #expect(abs(stake.share - 0.45) < 1e-9)
    #expect(stake.parts.count == 3)
    #expect(mills.hazard.attacks.contains { abs($0.strength - $0.factor * 0.45) < 1e-9 })
    let clay = judged.verdict.hazards.first { $0.hazard.name.contains("Clay") }
    #expect(clay != nil && clay?.hazard.stake == nil)
    #expect(Recomputation(judged.report).faults().isEmpty)
  }
}
