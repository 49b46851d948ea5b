import Foundation
import Testing

@testable import EssayWriting

@Suite("A note from a company's accounts")
struct AccountsTests {
  private func lines(_ name: String) throws -> [String] {
    let note = try Fixture.note(name).note
    return String(decoding: note.markdown, as: UTF8.self).split(separator: "\n")
      .map { String($0.replacing(/\[\^\d+\]/, with: "")) }
  }

  @Test(
    "tells the loss, the cash and the holdings in figures",
    arguments: [
      ("ferries.md", "# Island Routes Grew. Night Routes Shrank."),
      ("ferries.md", "### 1. The Loss Shrank"), ("ferries.md", "### 2. More Cash Came In"),
      ("ferries.md", "Capital expenditures took 25% of that cash."),
      ("ferries.md", "### 3. The Shelves Are Emptier"), ("kiln.md", "# Net Sales Rose. The Loss Shrank."),
      ("kiln.md", "Net sales rose. *The loss* shrank."),
    ])
  func says(_ report: String, _ line: String) throws {
    #expect(try lines(report).contains(line))
  }

  @Test("says of no part that lost its share that it carries the rest")
  func carries() throws {
    #expect(try !lines("ferries.md").contains { $0.contains("carry the rest") || $0.contains("carries the rest") })
  }

  @Test("asks the question of its own contrast", arguments: [("ferries.md", "night routes"), ("kiln.md", "the loss")])
  func question(_ report: String, _ subject: String) throws {
    let question = try #require(try lines(report).first { $0.hasPrefix("**The contrarian question:**") })
    #expect(question.contains(subject))
  }

  @Test("does not prove a loss that turned another way", arguments: ["ferries.md", "kiln.md"])
  func falseTurns(_ report: String) throws {
    let (note, dossier) = try Fixture.note(report)
    let text = String(decoding: note.markdown, as: UTF8.self)
    let changed = text.replacing("The Loss Shrank", with: "The Loss Grew")
    #expect(changed != text)
    #expect(!ReadBack(provenance: note.provenance, evidence: dossier.evidence).faults(in: Array(changed.utf8)).isEmpty)
    var claims = MovementClaims(note.provenance, dossier.evidence)
    let line = { (words: String) in NoteLayout.Line(parts: [.init(kind: .words, text: words)]) }
    #expect(claims.reason(in: line("The Loss Shrank")) == nil)
    #expect(claims.reason(in: line("The Loss Grew")) != nil)
  }

  @Test(
    "knows on which side of nothing a result stood",
    arguments: [(-5, -2, "less"), (-2, -5, "more"), (-2, 3, "ended"), (3, -2, "came"), (2, 3, ""), (-2, -2, "")])
  func turns(_ first: Int, _ last: Int, _ turn: String) {
    #expect(LossTurn(from: Decimal(first), to: Decimal(last))?.rawValue ?? "" == turn)
  }
}
