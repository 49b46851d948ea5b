import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding

@testable import EssayWriting

/// What a note makes of a few sentences or a table, one case a line of `Fixtures/sayings.txt`.
@Suite("A note of a few lines") struct SayingTests {
  struct Saying: Sendable, CustomTestStringConvertible {
    let report: String
    let isSaid: Bool
    let words: String
    let why: String
    var testDescription: String { "\(isSaid ? "says" : "never says") “\(words)”: \(why)" }
  }

  static let sayings: [Saying] = {
    let text = (try? Fixture.bytes("sayings.txt")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      let fields = line.components(separatedBy: " ¦ ").map { $0.trimmingCharacters(in: .whitespaces) }
      guard fields.count == 4 else { return nil }
      return Saying(
        report: fields[0].replacing("⏎", with: "\n"), isSaid: fields[1] == "+", words: fields[2], why: fields[3])
    }
  }()

  @Test func theCorpusIsRead() { #expect(Self.sayings.count > 2) }

  @Test func aReportThatIsOldByNowStillMakesANote() throws {
    let dossier = try Fixture.dossier("smelters.md", asOf: "2029-01-01")
    let note = try EssayWriter(template: try NoteTemplate("note")).note(from: dossier)
    #expect(String(decoding: note.markdown, as: UTF8.self).contains("Most of the case is old"))
  }

  @Test(arguments: sayings)
  func says(_ saying: Saying) throws {
    let text = "# Harbor Notes\n\n*Harbor Council, 2026-02-10*\n\n\(saying.report)\n"
    let report = try ReportReader().read(bytes: Array(text.utf8), path: "harbor.md")
    let dossier = Dossier(
      [FigureExtractor().evidence(from: report)], asOf: try #require(CalendarDate(iso: "2026-04-01")))
    let note = try EssayWriter(template: try NoteTemplate("note")).note(from: dossier)
    // Front matter and footnotes quote the report; the essay stands between them.
    let lines = String(decoding: note.markdown, as: UTF8.self).split(separator: "\n")
      .map { $0.replacing(/\[\^\d+\]/, with: "") }
    let essay = lines.drop { !$0.hasPrefix("# ") }.prefix { $0 != "🕯️" }.joined(separator: "\n")
    #expect(essay.contains(saying.words) == saying.isSaid, "\(saying.why)\n\(essay)")
  }
}
