import Testing

@testable import EssayWriting

@Suite("A note from a researcher's report")
struct ResearchTests {
  private func lines() throws -> [String] {
    let note = try Fixture.note("moorings.md").note
    return String(decoding: note.markdown, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { !NoteReading.isFootnote($0) }
      .map { String($0.replacing(/\[\^\d+\]/, with: "")) }
  }

  @Test(
    "writes a figure with all of its unit, a measure with its article and a turn with its peak",
    arguments: [
      "| Rent (per meter per month) | $40 | $44 | $50 | $61 | $66 |",
      "Everyone's watching the wait for a mooring.",
      "The wait for a mooring rose. *The free moorings rate* did not.",
      "- Dredging firms — order books are full for three years", "- Marina shares",
    ])
  func says(_ line: String) throws {
    #expect(try lines().contains(line))
  }

  @Test("says what a price is per, once in a sentence")
  func perUnit() throws {
    let rent = try lines().filter { !$0.hasPrefix("|") && $0.contains("$40") }
    #expect(rent.allSatisfy { $0.contains("$40 per meter per month") && !$0.contains("$66 per meter") })
    #expect(!rent.isEmpty)
  }

  @Test("tells a series that turned with the point where it did")
  func turn() throws {
    let wait = try lines().filter { $0.contains("crane lead time") || $0.contains("Crane lead time") }
    #expect(wait.contains { !$0.hasPrefix("|") && $0.contains("60 weeks") && $0.contains("36 weeks") })
    #expect(!wait.contains { $0.contains("up 20%") })
  }

  @Test(
    "gives a hazard the words that stand under its name",
    arguments: [
      ("A long calm", "It is a real risk that owners sell"), ("Permits", "Dredging permits may be refused"),
    ])
  func mechanism(_ name: String, _ words: String) throws {
    let risk = try #require(try lines().first { $0.contains("**\(name)**") })
    #expect(risk.contains("— \(words)"))
  }

  @Test("ends with its title as a sentence")
  func bottomLine() throws {
    let lines = try lines()
    let title = try #require(lines.first { $0.hasPrefix("# ") }).dropFirst(2)
    let last = try #require(lines.firstIndex(of: "## The Bottom Line"))
    #expect(lines[last + 1].lowercased() == title.lowercased())
    #expect(lines[last + 1] != title)
  }

  @Test(
    "gives an article to the measures that are counted",
    arguments: [
      ("vacancy rate", true), ("wait for a grid connection", true), ("cost of capital", true), ("revenue", false),
      ("cost of sales", false), ("net sales", false), ("transformer price index (2020 = 100)", true),
      ("the vacancy rate", false), ("electricity demand", false),
    ])
  func article(_ name: String, _ wants: Bool) {
    #expect(name.wantsArticle == wants)
  }

  @Test(
    "tells a name from a word that only stands first",
    arguments: [
      ("Efficiency", true), ("Moorings", true), ("Saltmarsh", false), ("Brindle Kilns", false), ("Chalk dust", true),
    ])
  func names(_ name: String, _ isCommon: Bool) throws {
    let cases = WordCases(try Fixture.dossier("moorings.md"))
    let words = name.split(separator: " ")
    #expect((cases.isSmall(words[0]) || cases.isCommonNoun(words[0], before: words.dropFirst().first)) == isCommon)
  }
}
