import EssayWriting
import FigureExtraction
import Foundation
import ReportReading
import Testing

@Suite("The read-back")
struct ReadBackTests {
  private func faults(in note: String, of original: (note: Note, evidence: [Evidence])) -> [ReadBack.Fault] {
    ReadBack(provenance: original.note.provenance, evidence: original.evidence).faults(in: Array(note.utf8))
  }

  @Test("finds nothing in a note as published", arguments: ["shift.md", "ledger.md", "smelters.md"])
  func published(_ name: String) throws {
    let (note, dossier) = try Fixture.note(name)
    #expect(faults(in: String(decoding: note.markdown, as: UTF8.self), of: (note, dossier.evidence)).isEmpty)
  }

  /// "/t" stands between two figures and is no metric's name.
  @Test("holds a chain of prices against its order")
  func perUnitChain() throws {
    let (note, dossier) = try Fixture.note("smelters.md")
    let text = String(decoding: note.markdown, as: UTF8.self)
    let chain = try #require(text.firstMatch(of: /\$(\d+)\/t, then \$(\d+)/))
    let changed = text.replacingCharacters(in: chain.range, with: "$\(chain.2)/t, then $\(chain.1)")
    #expect(!faults(in: changed, of: (note, dossier.evidence)).isEmpty)
  }

  /// What goes wrong in research notes, each as a change of one published note.
  static let changes = [
    ("a digit", "21%", "27%"), ("a unit", "$6.5B", "€6.5B"), ("a scale", "$6.5B", "$6.5M"), ("a mark", "<8%", "8%"),
    ("a bound", "~$11B", "$11B"), ("a period", "2027", "2028"), ("a source", "Quayside Research", "The Central Bank"),
    ("a metric", "Port automation spend", "Port revenue"),
    ("a likelihood's hazard", "Ships grow again", "Ships shrink again"),
    ("a number of the template's own", "What could break this thesis?", "Which 9 things could break this thesis?"),
    ("a spelled figure", "What could break this thesis?", "What could take forty percent of this thesis?"),
  ]

  @Test("catches a change of", arguments: changes)
  func caught(_ change: (what: String, from: String, to: String)) throws {
    let (note, dossier) = try Fixture.note("shift.md")
    let text = String(decoding: note.markdown, as: UTF8.self)
    let body = try #require(text.range(of: "\n# "))
    let changed =
      text[..<body.lowerBound] + text[body.lowerBound...].replacing(change.from, with: change.to, maxReplacements: 1)
    try #require(changed != text, "the note does not hold \(change.from)")
    #expect(!faults(in: String(changed), of: (note, dossier.evidence)).isEmpty)
  }

  @Test("catches every digit of the body that is changed")
  func everyDigit() throws {
    let (note, dossier) = try Fixture.note("ledger.md")
    let text = String(decoding: note.markdown, as: UTF8.self)
    let start = try #require(text.range(of: "\n# ")).lowerBound
    let end = text.range(of: "\n[^1]:")?.lowerBound ?? text.endIndex
    var tried = 0
    for index in text.indices[start..<end] where text[index].isNumber {
      // Marks of footnotes and the numbers of headings and risks are the note's own.
      let before = index == text.startIndex ? " " : text[text.index(before: index)]
      if before == "^" || text[text.index(after: index)...].hasPrefix("]")
        || text[text.index(after: index)...].hasPrefix(". ")
      {
        continue
      }
      var changed = text
      changed.replaceSubrange(index...index, with: text[index] == "7" ? "3" : "7")
      tried += 1
      #expect(!faults(in: changed, of: (note, dossier.evidence)).isEmpty, "\(text[index...].prefix(20))")
    }
    #expect(tried > 20)
  }

  @Test("catches a cell that changes places with its neighbour")
  func swappedCells() throws {
    let (note, dossier) = try Fixture.note("shift.md")
    let text = String(decoding: note.markdown, as: UTF8.self)
    let swapped = text.replacing("| $4.1B | $6.5B |", with: "| $6.5B | $4.1B |")
    try #require(swapped != text)
    #expect(!faults(in: swapped, of: (note, dossier.evidence)).isEmpty)
  }

  @Test("catches a report that says something else now")
  func changedReport() throws {
    let (note, _) = try Fixture.note("ledger.md")
    let text = String(decoding: try Fixture.bytes("ledger.md"), as: UTF8.self).replacing("412", with: "421")
    let evidence = FigureExtractor().evidence(from: try ReportReader().read(bytes: Array(text.utf8), path: "ledger.md"))
    #expect(!ReadBack(provenance: note.provenance, evidence: [evidence]).faults(in: note.markdown).isEmpty)
  }
}
