import FigureExtraction
import ReportReading
import Testing
import ThesisBuilding

@testable import EssayWriting

@Suite("A note from a report")
struct NoteTests {
  private func lines(_ name: String, template: String = "note") throws -> [String] {
    let note = try Fixture.note(name, template: template).note
    return String(decoding: note.markdown, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("has the source essay's skeleton")
  func skeleton() throws {
    let lines = try lines("shift.md")
    #expect(lines.count { $0.hasPrefix("# ") } == 1)
    let headings = lines.filter { $0.hasPrefix("## ") }
    #expect(headings.first?.hasSuffix("Thesis") == true)
    #expect(
      Array(headings.dropFirst())
        == [
          "## Why This Changes Everything", "## The Investment Implications", "## The Taleb Lens", "## The Bottom Line",
        ])
    #expect(lines.contains("🕯️"))
    #expect(lines.contains { $0.hasPrefix("**The contrarian question:**") && $0.contains("18x") })
  }

  @Test(
    "keeps the cells of a metrics table as the report writes them",
    arguments: ["$4.1B", "$6.5B", "<8%", "21%"])
  func cells(_ cell: String) throws {
    #expect(try lines("shift.md").contains { $0.hasPrefix("|") && $0.contains("| \(cell) |") })
  }

  @Test("keeps the mark of a forecast that is only about so much")
  func about() throws {
    let lines = try lines("shift.md").filter { $0.contains("$11B") && !NoteReading.isFootnote($0) }
    #expect(!lines.isEmpty)
    #expect(lines.allSatisfy { $0.contains("~$11B") })
  }

  @Test(
    "states each hazard with its likelihood",
    arguments: [
      ("Tariffs empty the berths", "Medium probability"), ("Dock labor stops the cranes", "Low probability"),
      ("The grid cannot feed shore power", "Real risk"), ("Ships grow again", "Already happening"),
    ])
  func hazards(_ name: String, _ likelihood: String) throws {
    #expect(try lines("shift.md").contains { $0.contains("**\(name)**") && $0.contains("(\(likelihood)") })
  }

  @Test("completes a table's figures with the unit that its header gives")
  func units() throws {
    let text = try lines("ledger.md").joined(separator: "\n")
    #expect(text.contains("$412M") || text.contains("$412 million"))
    #expect(!text.contains("| 412 |"))
  }

  @Test("is the same bytes every time")
  func deterministic() throws {
    #expect(
      try Fixture.note("shift.md", "ledger.md").note.markdown == Fixture.note("ledger.md", "shift.md").note.markdown)
  }

  @Test("has another shape by another template")
  func digest() throws {
    let lines = try lines("shift.md", template: "digest")
    #expect(!lines.contains { $0.hasPrefix("## ") })
    #expect(lines.contains { $0.hasPrefix("- Risk: ") })
  }

  @Test("quotes no more than a tenth of a report and 25 words at once")
  func quotations() throws {
    let (note, dossier) = try Fixture.note("shift.md")
    let quotes = note.provenance.passages.flatMap(\.parts).filter { $0.kind == .quote }
      .map { $0.text.split(separator: " ").count }
    let words = dossier.evidence[0].report.string(Span(0, dossier.evidence[0].report.text.count))
      .split(whereSeparator: \.isWhitespace).count
    #expect(quotes.allSatisfy { $0 <= 25 })
    #expect(quotes.reduce(0, +) <= words / 10)
  }

  @Test("is not written where no report holds a figure")
  func noFigures() throws {
    let report = try ReportReader().read(
      bytes: Array("# Weather\n\nIt may rain, or it may not.\n".utf8), path: "weather.md")
    let dossier = Dossier(
      [FigureExtractor().evidence(from: report)], asOf: try #require(CalendarDate(iso: "2026-04-01")))
    let writer = EssayWriter(template: try NoteTemplate("note"))
    #expect(throws: WritingError.self) { try writer.note(from: dossier) }
  }

  @Test("is named by its date and title")
  func fileName() throws {
    let name = try Fixture.note("shift.md").note.fileName(2)
    #expect(name.hasPrefix("2026-04-01-"))
    #expect(name.hasSuffix("-2.md"))
    #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") })
  }
}
