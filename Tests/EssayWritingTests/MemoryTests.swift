import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding

@testable import EssayWriting

@Suite("What a note says of earlier notes and reports")
struct MemoryTests {
  private let earlier: Evidence
  private let later: Evidence
  private let dossier: Dossier

  init() throws {
    earlier = try Fixture.dossier("earlier.md").evidence[0]
    later = try Fixture.dossier("later.md").evidence[0]
    dossier = Dossier([later], asOf: try #require(CalendarDate(iso: "2027-02-11")))
  }

  /// A figure by its row and the year it is of.
  private func figure(_ row: String, _ year: Int, in evidence: Evidence) throws -> Figure {
    try #require(
      evidence.figures.first {
        evidence.metricName(of: $0)?.hasPrefix(row) == true && $0.period?.start.year == year
          && $0.place.isCell
      }, "\(row) in \(year)")
  }

  private func remembered(_ row: String, _ year: Int, note: String? = "2026-02-21-smelters.md") throws
    -> RememberedFigure
  {
    let figure = try figure(row, year, in: earlier)
    let report = earlier.report
    return RememberedFigure(
      publisher: report.metadata.publisher ?? "", title: report.metadata.title, date: report.metadata.date,
      place: FigurePlace(sha256: report.source.sha256, span: figure.span), line: report.line(of: figure.span),
      text: report.string(figure.span), metric: earlier.metricName(of: figure) ?? "", low: figure.quantity.low,
      high: figure.quantity.high, unit: figure.quantity.unit.symbol, periodStart: figure.period?.start,
      periodEnd: figure.period?.end, modality: figure.modality, note: note, path: "earlier.md")
  }

  private func place(_ row: String, _ year: Int) throws -> FigurePlace {
    FigurePlace(sha256: later.report.source.sha256, span: try figure(row, year, in: later).span)
  }

  private func memory() throws -> NoteMemory {
    var memory = NoteMemory()
    memory.hasEarlierNotes = true
    memory.settled = [
      SettledForecast(
        forecast: try remembered("Smelter margin", 2026), actual: try place("Smelter margin", 2026), error: 0.19),
      SettledForecast(
        forecast: try remembered("Smelter sales", 2026), actual: try place("Smelter sales", 2026), error: 0.2),
    ]
    memory.revised = [
      RevisedFigure(
        printed: try remembered("Smelter sales", 2025), now: try place("Smelter sales", 2025), kind: .contradicts)
    ]
    memory.earlier = try [
      ("Smelter sales", 2023), ("Smelter sales", 2024), ("Smelter costs", 2023), ("Smelter costs", 2024),
      ("Smelter margin", 2024),
    ].map { try remembered($0.0, $0.1) }
    return memory
  }

  private func note(_ memory: NoteMemory) throws -> Note {
    try EssayWriter(template: try NoteTemplate("note"), memory: memory).note(from: dossier)
  }

  private func lines(_ note: Note) -> [String] {
    String(decoding: note.markdown, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func faults(_ note: Note, _ provenance: Provenance? = nil, found: Bool = true) -> [ReadBack.Fault] {
    let provenance = provenance ?? note.provenance
    return ReadBack(
      provenance: provenance, evidence: dossier.evidence,
      earlier: found ? [earlier.report.source.sha256: earlier] : [:]
    ).faults(in: Array((provenance.text ?? "").utf8))
  }

  @Test("a forecast that came due, the one furthest off first, with its footnote")
  func reckoning() throws {
    let lines = lines(try note(memory()))
    let verdict = try #require(lines.firstIndex { $0.contains("thesis") && !$0.hasPrefix("#") && !$0.hasPrefix("App") })
    let told = lines.indices.filter { lines[$0].contains("Northwind Research") && lines[$0].contains("February 2026") }
    #expect(told.count == 2 && verdict > 0)
    #expect(lines[told[0]].contains("$30.0B") && lines[told[0]].contains("$25.0B"))
    #expect(lines[told[1]].contains("11.0%") && lines[told[1]].contains("9.2%"))
    #expect(lines.contains { $0.contains("Northwind Research, *Smelters to 2026* (earlier report): line 11 “30.0”") })
    #expect(lines.contains("earlier_reports:"))
  }

  @Test("a figure that an earlier note printed and another publisher gives otherwise")
  func revised() throws {
    let line = try #require(lines(try note(memory())).first { $0.contains("earlier note") })
    #expect(line.contains("$24.0B") && line.contains("$24.6B") && line.contains("says otherwise"))
    var memory = try memory()
    memory.revised[0].kind = .supersedes
    #expect(lines(try note(memory)).contains { $0.contains("earlier note") && $0.contains("now says $24.6B") })
  }

  @Test("earlier levels, as columns of the metrics table before tonight's")
  func table() throws {
    let lines = lines(try note(memory()))
    #expect(lines.contains { $0.hasPrefix("|") && $0.contains("| 2023 | 2024 | 2025 | 2026 |") })
    #expect(lines.contains { $0.hasPrefix("| Smelter sales | $20.0B | $22.4B | $24.6B | $25.0B |") })
    #expect(lines.contains { $0.hasPrefix("| Smelter margin | — | 9.4% | 10.1% | 9.2% |") })
  }

  @Test("nothing, where nothing is remembered")
  func nothing() throws {
    let text = lines(try note(NoteMemory())).joined()
    #expect(!text.contains("earlier") && !text.contains("forecast"))
  }

  @Test("and each of it is proved, with the earlier report at hand and without", arguments: [true, false])
  func proved(found: Bool) throws {
    let note = try note(memory())
    #expect(faults(note, found: found).isEmpty)
    // What is told of it, changed together with the sidecar.
    for (passage, traced) in note.provenance.passages.enumerated() {
      for (index, part) in traced.parts.enumerated() where part.kind == .remembered {
        for text in [part.text.replacing(/[0-9]/, with: "7"), part.text + " Group"] where text != part.text {
          var forged = note.provenance
          forged.passages[passage].parts[index].text = text
          forged.passages[passage].text = forged.passages[passage].parts.map(\.text).joined()
          #expect(!faults(note, forged, found: found).isEmpty, "\(part.text) to \(text)")
        }
      }
    }
  }

  @Test("a record that its report does not bear out is found, where the report is")
  func falseRecord() throws {
    var memory = try memory()
    memory.settled[1].forecast.text = "31.0"
    memory.settled[1].forecast.low = 31_000_000_000
    memory.settled[1].forecast.high = 31_000_000_000
    let note = try note(memory)
    #expect(faults(note, found: false).isEmpty)
    #expect(faults(note).contains { $0.reason.contains("31.0") })
  }

  @Test("a forecast is not passed off as a figure, nor a figure of one year as another's")
  func binding() throws {
    var memory = try memory()
    memory.settled[1].forecast = try remembered("Smelter sales", 2025)
    #expect(throws: WritingError.self) { try note(memory) }
    memory = try self.memory()
    memory.revised[0].printed.note = nil
    #expect(throws: WritingError.self) { try note(memory) }
  }

  @Test("verifies from files, and says what it takes from the ledger", arguments: [true, false], [true, false])
  func verified(sidecar: Bool, found: Bool) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try NoteFolder(path: folder.path).publish(try note(memory()), sidecar: sidecar)
    for name in ["later.md"] + (found ? ["earlier.md"] : []) {
      try Data(try Fixture.bytes(name)).write(to: folder.appendingPathComponent(name))
    }
    let whole = try NoteVerifier().verify(path: path)
    #expect(whole.isProved, "\(whole.faults) \(whole.remarks)")
    #expect(whole.notices.count == (found ? 0 : 1))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.contains("February 2026") && $0.contains("$30.0B") })
    try Data(text.replacing(line, with: line.replacing("$30.0B", with: "$27.0B")).utf8).write(
      to: URL(fileURLWithPath: path))
    #expect(try !NoteVerifier().verify(path: path).faults.isEmpty)
  }
}

extension Figure.Place {
  fileprivate var isCell: Bool { if case .prose = self { false } else { true } }
}
