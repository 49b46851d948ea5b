import EssayWriting
import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding

@testable import LedgerStore

@Suite("What the ledger reminds a note of")
struct MemoryTests {
  let ledger: Ledger

  init() throws { ledger = try Ledger(path: try Samples.temporaryFolder() + "/ledger.sqlite") }

  /// Records a report and returns the place of its figure.
  @discardableResult
  private func read(
    _ text: String, by publisher: String, on date: String, modality: Modality = .reported, period: Int = 2026
  ) throws -> FigurePlace {
    let evidence = try Samples.evidence(text, publisher: publisher, date: date, modality: modality, period: period)
    let sha256 = evidence.report.source.sha256
    try ledger.record([Samples.finding(sha256, evidence)], at: 1)
    return FigurePlace(sha256: sha256, span: try #require(evidence.figures.first).span)
  }

  /// A note of everything pending that prints these figures.
  private func publish(_ file: String, printing places: [FigurePlace]) throws {
    let note = ComposedNote(title: file, stem: file, markdown: Data("# \(file)".utf8), sidecar: nil, printed: places)
    let essay = try ledger.compose(
      note, sha256: file, file: file + ".md", night: file, using: try ledger.pendingReports().map(\.id), at: 2)
    try ledger.markPublished(essay, at: 3)
  }

  private func memory() throws -> NoteMemory { try ledger.memory(for: try ledger.pendingReports().map(\.id)) }

  @Test("nothing, before the first note") func empty() throws {
    try read("Copper demand is 28 Mt in 2026.", by: "Northwind", on: "2026-01-15")
    #expect(try memory() == NoteMemory())
  }

  @Test("a forecast that tonight's figure settles, with who made it and the note that printed it") func settled() throws
  {
    let place = try read(
      "Copper demand will be 25 Mt in 2026.", by: "Northwind", on: "2025-06-01", modality: .forecast)
    try publish("2025-06-02-copper", printing: [place])
    let actual = try read("Copper demand was 20 Mt in 2026.", by: "Bureau", on: "2027-02-01")
    let settled = try #require(try memory().settled.first)
    #expect(settled.forecast.publisher == "Northwind" && settled.forecast.text == "25")
    #expect(settled.forecast.note == "2025-06-02-copper.md")
    #expect(settled.forecast.periodStart == CalendarDate(iso: "2026-01-01"))
    #expect(settled.forecast.place == place && settled.actual == actual)
    #expect(settled.error == 0.25)
    try publish("2027-02-02-copper", printing: [actual])
    try read("Copper demand was 21 Mt in 2026.", by: "Office", on: "2027-03-01")
    #expect(try memory().settled.isEmpty, "what was settled in an earlier note is not settled again")
  }

  @Test(
    "a printed figure that is given otherwise now: the same publisher supersedes, another contradicts",
    arguments: [("Bureau", RevisedFigure.Kind.supersedes), ("Office", .contradicts)])
  func revised(publisher: String, kind: RevisedFigure.Kind) throws {
    let printed = try read("Copper demand was 20 Mt in 2025.", by: "Bureau", on: "2026-02-01", period: 2025)
    try read("Copper demand was 19 Mt in 2024.", by: "Bureau", on: "2025-02-01", period: 2024)
    try publish("2026-02-02-copper", printing: [printed])
    let now = try read("Copper demand came to 21 Mt in 2025.", by: publisher, on: "2026-06-01", period: 2025)
    // Of a figure that no note printed, and of one that says the same, nothing is said.
    try read("Copper demand came to 18 Mt in 2024.", by: publisher, on: "2026-06-02", period: 2024)
    try read("Copper demand is put at 20 Mt in 2025.", by: publisher, on: "2026-06-03", period: 2025)
    let revised = try memory().revised
    #expect(revised.map(\.printed.place) == [printed])
    #expect(revised.map(\.now) == [now])
    #expect(revised.map(\.kind) == [kind])
    #expect(revised.first?.printed.note == "2026-02-02-copper.md")
  }

  @Test("the levels of earlier periods, the latest report's word for each, oldest first") func earlier() throws {
    try read("Copper demand was 18 Mt in 2024.", by: "Bureau", on: "2025-02-01", period: 2024)
    try read("Copper demand was 19 Mt in 2024.", by: "Bureau", on: "2025-08-01", period: 2024)
    try read("Copper demand was 17 Mt in 2023.", by: "Bureau", on: "2024-02-01", period: 2023)
    try read("Copper demand was 20 Mt in 2025.", by: "Bureau", on: "2026-02-01", period: 2025)
    try publish("2026-02-02-copper", printing: [])
    try read("Copper demand came to 20 Mt in 2025.", by: "Office", on: "2026-03-01", period: 2025)
    let earlier = try memory().earlier
    #expect(earlier.map(\.text) == ["17", "19"])
    #expect(earlier.map(\.note) == ["2026-02-02-copper.md", "2026-02-02-copper.md"])
  }

  @Test("the record of a publisher, which counts from the fifth outcome on") func records() throws {
    for year in 2020...2024 {
      try read(
        "Copper demand will be 30 Mt in \(year).", by: "Northwind", on: "\(year - 1)-06-01", modality: .forecast,
        period: year)
      let before = try memory().records.first?.factor
      #expect(before == nil || before == 1)
      try read("Copper demand was 20 Mt in \(year).", by: "Bureau", on: "\(year + 1)-02-01", period: year)
    }
    let record = try #require(try memory().records.first)
    #expect(record == PublisherRecord(publisher: "Northwind", outcomes: 5, meanError: 0.5))
    #expect(record.factor == 1 / 1.5)
  }

  @Test("views of earlier notes") func views() throws {
    try read("Copper demand is 28 Mt in 2026.", by: "Northwind", on: "2026-01-15")
    let note = ComposedNote(
      title: "T", stem: "t", markdown: Data("# T".utf8), sidecar: nil,
      stances: ["copper": "positive", "coal": "negative", "tin": "neutral"])
    _ = try ledger.compose(note, sha256: "a", file: "t.md", night: "2026-01-16", using: [], at: 2)
    let memory = try memory()
    #expect(memory.held == ["copper"] && memory.shunned == ["coal"] && memory.hasEarlierNotes)
  }
}
