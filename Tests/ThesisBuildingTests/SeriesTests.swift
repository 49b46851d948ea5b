import FigureExtraction
import ReportReading
import Testing

import ThesisBuilding

@Suite struct SeriesTests {
  private let table = """
    # Batteries

    | Metric | 2025 | 2026 | 2028 |
    |---|---|---|---|
    | Homes with batteries | <5% | 12% | — |
    | Grid battery capex | $35B | $48B | ~$1T |
    | Cell spend | — | $27B | $40B+ |
    """

  @Test func aMetricsTableComesBackAsItIsWritten() throws {
    let (thesis, dossier) = try Sample.thesis(table)
    let cells = Dictionary(
      thesis.series.map { ($0.name, $0.points.map { "\($0.period.label) \(dossier.text(of: $0.figure))" }) },
      uniquingKeysWith: { a, _ in a })
    #expect(
      cells == [
        "Homes with batteries": ["2025 <5%", "2026 12%"],
        "Grid battery capex": ["2025 $35B", "2026 $48B", "2028 ~$1T"],
        "Cell spend": ["2026 $27B", "2028 $40B+"],
      ])
    #expect(thesis.series.allSatisfy { $0.table != nil && !$0.nameCitations.isEmpty })
  }

  @Test func proseMakesASeriesToo() throws {
    let (thesis, dossier) = try Sample.thesis(
      "# Batteries\n\nGrid battery capex goes from [$35B|Grid battery capex|2025|role=origin] in 2025 to [$48B|Grid battery capex|2026] this year."
    )
    let series = try #require(thesis.series.first)
    #expect(series.name == "Grid battery capex")
    #expect(series.points.map { dossier.text(of: $0.figure) } == ["$35B", "$48B"])
    #expect(series.table == nil)
  }

  @Test func namesThatMeanTheSameJoinAcrossReportsOfOneFiler() throws {
    let end = MonthDay(month: 12, day: 31)
    let old = try Sample.evidence(
      "# Ferrous\n\n| Line | 2022 | 2023 |\n|---|---|---|\n| Net sales | $20B | $22B |", publisher: "Ferrous",
      date: "2024-02-01",
      fiscalYearEnd: end)
    let new = try Sample.evidence(
      "# Ferrous\n\n| Line | 2023 | 2024 |\n|---|---|---|\n| Total revenues | $22B | $25B |", publisher: "Ferrous",
      date: "2025-02-01",
      fiscalYearEnd: end)
    let thesis = ThesisBuilder().thesis(from: Sample.dossier([old, new]))
    #expect(thesis.series.map { $0.points.map(\.period.start.year) } == [[2022, 2023, 2024]])
  }

  @Test func twoCompaniesRevenuesStayApart() throws {
    let end = MonthDay(month: 12, day: 31)
    func report(_ name: String, _ cells: String) throws -> Evidence {
      try Sample.evidence(
        "# \(name)\n\n| Line | 2023 | 2024 |\n|---|---|---|\n| Revenue | \(cells) |", publisher: name,
        fiscalYearEnd: end)
    }
    let thesis = ThesisBuilder().thesis(
      from: Sample.dossier([try report("Ferrous", "$2B | $3B"), try report("Cuprum", "$7B | $9B")]))
    #expect(thesis.series.allSatisfy { $0.points.count == 2 })
  }

  @Test func kindsOfPeriodsAreNotMixed() throws {
    let (thesis, _) = try Sample.thesis(
      """
      # Batteries

      | Metric | 2024 | 2025 | 2025Q1 | 2025Q2 | 2024-12-31 | 2025-12-31 |
      |---|---|---|---|---|---|---|
      | Grid battery backlog | $35B | $48B | $10B | $11B | $1B | $2B |
      """)
    #expect(thesis.series.count == 3)
    for series in thesis.series { #expect(Set(series.points.map(\.period.kind)).count == 1) }
  }

  @Test func fiscalAndCalendarYearsAreNotMixed() throws {
    let calendar = try Sample.evidence(
      "# A\n\nGrid battery capex was [$35B|Grid battery capex|2024] in 2024.", publisher: "A")
    let fiscal = try Sample.evidence(
      "# B\n\nGrid battery capex was [$48B|Grid battery capex|2025|fiscal=yes] in fiscal 2025.", publisher: "B")
    let plain = try Sample.evidence(
      "# C\n\nGrid battery capex was [$48B|Grid battery capex|2025] in 2025.", publisher: "C")
    #expect(ThesisBuilder().thesis(from: Sample.dossier([calendar, fiscal])).series.isEmpty)
    #expect(ThesisBuilder().thesis(from: Sample.dossier([calendar, plain])).series.count == 1)
  }

  @Test func theTellingLinesComeFirst() throws {
    let (thesis, _) = try Sample.thesis(
      """
      # Ferrous

      | Line | 2023 | 2024 |
      |---|---|---|
      | Deferred tax liabilities | $2B | $3B |
      | Operating lease liabilities | $1B | $4B |
      | Total revenue | $20B | $22B |
      | Unamortized discount | $1B | $1B |
      | Operating income | $5B | $6B |
      """)
    #expect(thesis.series.prefix(2).map(\.name) == ["Total revenue", "Operating income"])
  }
}
