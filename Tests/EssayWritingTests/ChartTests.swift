import EssayWriting
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The chart of a note")
struct ChartTests {
  private func svg(_ name: String) throws -> String {
    String(decoding: try #require(try Fixture.note(name).note.chart).svg, as: UTF8.self)
  }

  @Test("is well-formed, named and described for those who do not see it", arguments: ["shift.md", "ledger.md"])
  func accessible(_ name: String) throws {
    let text = try svg(name)
    #expect(XMLParser(data: Data(text.utf8)).parse())
    #expect(text.contains("role=\"img\" aria-labelledby=\"title description\""))
    #expect(text.contains("<title id=\"title\">") && text.contains("<desc id=\"description\">"))
    #expect(text.contains("Source: "))
    #expect(text.contains("prefers-color-scheme: dark"))
    #expect(!text.contains("href"))
  }

  @Test("writes every value as the table does, and no other")
  func values() throws {
    let (note, _) = try Fixture.note("shift.md")
    let written = try svg("shift.md").matches(of: /<text class="value"[^>]*>([^<]*)</).map {
      $0.1.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
    let table = String(decoding: note.markdown, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(written.count > 3)
    // A unit that every value of a row ends in stands above the panel, not over each bar.
    for value in written {
      #expect(table.contains { $0.contains("| \(value) |") || $0.contains("| \(value) ") }, "\(value)")
    }
  }

  @Test("is referenced below the metrics table, and is the same bytes every time")
  func reference() throws {
    let note = try Fixture.note("shift.md").note
    let chart = try #require(note.chart)
    let lines = String(decoding: note.markdown, as: UTF8.self).split(separator: "\n")
    let image = try #require(lines.firstIndex { $0.hasPrefix("![Chart: ") && $0.hasSuffix("](\(chart.file))") })
    #expect(lines[image - 1].hasPrefix("|"))
    #expect(try Fixture.note("shift.md").note.chart == chart)
  }

  @Test("is left out where it is not wanted")
  func without() throws {
    var style = NoteStyle()
    style.charts = false
    let writer = EssayWriter(template: try NoteTemplate("note"), style: style)
    let note = try writer.note(from: try Fixture.dossier("shift.md"))
    #expect(note.chart == nil)
    #expect(!String(decoding: note.markdown, as: UTF8.self).contains(".svg"))
  }
}
