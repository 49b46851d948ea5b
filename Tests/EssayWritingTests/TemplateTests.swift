import EssayWriting
import Foundation
import Testing

@Suite("Templates and phrasings")
struct TemplateTests {
  private func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  @Test("that come with the program are sound", arguments: NoteTemplate.names)
  func builtIn(_ name: String) throws {
    #expect(try NoteTemplate(name).name == name)
    #expect(PhrasingBook.standard.phrasings.values.reduce(0) { $0 + $1.count } >= 40)
  }

  static let faults = [
    ("{{titel}}\n", 1, "titel"), ("# {{title}}\n\n{{#drivers}}\n{{colour}}\n{{/drivers}}\n", 4, "colour"),
    ("{{#drivers}}\n{{heading}}\n", 1, "never closed"), ("ok\n{{> nowhere}}\n", 2, "nowhere"),
  ]

  @Test("with a fault are refused with file and line", arguments: faults)
  func faulty(_ template: (text: String, line: Int, word: String)) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(template.text.utf8).write(to: folder.appendingPathComponent("note.mustache"))
    let fault = #expect(throws: TemplateFault.self) { try NoteTemplate(folder.path) }
    #expect(fault?.file.hasSuffix("note.mustache") == true)
    #expect(fault?.line == template.line || template.word == "never closed")
    #expect(fault?.message.contains(template.word) == true || template.word == "never closed")
  }

  @Test("of the user's own shape the note, and a number of their own is refused")
  func ownTemplate() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("short.mustache")
    try Data("# {{title}}\n\n{{#risks}}\n- {{name}}\n{{/risks}}\n".utf8).write(to: file)
    let dossier = try Fixture.dossier("shift.md")
    let note = try EssayWriter(template: try NoteTemplate(file.path)).note(from: dossier)
    #expect(String(decoding: note.markdown, as: UTF8.self).contains("- Ships grow again"))
    try Data("# {{title}}\n\nUp 40% for sure.\n".utf8).write(to: file)
    let writer = EssayWriter(template: try NoteTemplate(file.path))
    #expect(throws: WritingError.self) { try writer.note(from: dossier) }
  }

  @Test("are exported once and then left alone")
  func export() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try NoteTemplate.export(to: folder.path).count > 10)
    #expect(try NoteTemplate.export(to: folder.path).isEmpty)
    #expect(try NoteTemplate(folder.path).name == "note")
  }

  static let phrasings = [
    ("change {Metric} rose.", "not of the form"), ("chnage: {Metric} rose.", "unknown shape"),
    ("change: {Colour} rose.", "unknown slot"), ("change: {Metric} rose 5%.", "number"),
  ]

  @Test("with a faulty phrasing are refused", arguments: phrasings)
  func phrasing(_ line: (text: String, word: String)) {
    let fault = #expect(throws: TemplateFault.self) { try PhrasingBook(text: "# one\n\(line.text)\n", file: "own.txt") }
    #expect(fault?.line == 2)
    #expect(fault?.message.contains(line.word) == true)
  }

  @Test("every phrasing can be filled by its shape's slots")
  func slots() {
    for (shape, phrasings) in PhrasingBook.standard.phrasings {
      let offered = PhrasingBook.slots[shape] ?? []
      let slots = Dictionary(uniqueKeysWithValues: offered.map { ($0, Passage([.words("word")])) })
      for phrasing in phrasings { #expect(phrasing.filled(with: slots) != nil, "line \(phrasing.line)") }
    }
  }

  // The three additions below do what Templates/README.md says, and nothing else.

  @Test("take a new block")
  func newBlock() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try NoteTemplate.export(to: folder.path)
    try Data("## What to watch\n\n{{#risks}}\n- {{name}}\n{{/risks}}\n\n".utf8)
      .write(to: folder.appendingPathComponent("my-block.mustache"))
    let note = folder.appendingPathComponent("note.mustache")
    let text = try String(contentsOf: note, encoding: .utf8)
    let changed = text.replacing("{{> colophon}}", with: "{{> my-block}}\n{{> colophon}}")
    try #require(changed != text)
    try Data(changed.utf8).write(to: note)
    let written = try EssayWriter(template: try NoteTemplate(folder.path)).note(from: try Fixture.dossier("shift.md"))
    let lines = String(decoding: written.markdown, as: UTF8.self).split(separator: "\n")
    let heading = try #require(lines.firstIndex(of: "## What to watch"))
    #expect(lines[heading + 1] == "- Ships grow again" || lines[heading + 1].hasPrefix("- "))
  }

  @Test("take a new phrasing")
  func newPhrasing() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try NoteTemplate.export(to: folder.path)
    // The only phrasing left of its shapes is the new one, so that the note must use it.
    let file = folder.appendingPathComponent("phrasings.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let series = ["change:", "path:", "ahead:", "points:", "steady:"]
    let kept = lines.filter { line in !series.contains { line.hasPrefix($0) } }
    let new = series.map { "\($0) Look at {metric}, at {first} in {firstPeriod} and {last} in {lastPeriod}." }
    try Data((kept.joined(separator: "\n") + "\n" + new.joined(separator: "\n") + "\n").utf8).write(to: file)
    let template = try NoteTemplate(folder.path)
    #expect(PhrasingProof(template.phrasings, file: file.path).faults().isEmpty)
    let written = try EssayWriter(template: template).note(from: try Fixture.dossier("ledger.md"))
    #expect(String(decoding: written.markdown, as: UTF8.self).contains("Look at "))
  }

  @Test("can be a new one beside the note")
  func newTemplate() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("brief.mustache")
    try Data("# {{title}}\n\n{{#thesis}}\n{{insight}}{{insight_mark}}\n{{/thesis}}\n{{> footnotes}}\n".utf8).write(
      to: file)
    let written = try EssayWriter(template: try NoteTemplate(file.path)).note(from: try Fixture.dossier("shift.md"))
    let lines = String(decoding: written.markdown, as: UTF8.self).split(separator: "\n")
    #expect(lines[0].hasPrefix("# "))
    #expect(lines.count { $0.hasPrefix("[^") } <= 1)
    #expect(!lines.contains { $0.hasPrefix("## ") })
  }

  @Test("that come with the program have phrasings that every shape of figure survives")
  func phrasingsProved() {
    let faults = PhrasingProof(.standard, file: "phrasings.txt").faults()
    #expect(faults.isEmpty, "\(faults.map(\.description).joined(separator: "\n"))")
  }

  static let spoilers = [
    ("change: {Metric} went from {first} to {last}", "no stop"), ("change: {Metric}  rose to {last}.", "two spaces"),
    ("change: {Metric} rose to {last} .", "space before"), ("change: {Metric} rose to {last} billion.", "reads as"),
    ("level: {Metric} was {value} per cent.", "reads as"),
  ]

  @Test("name a phrasing that spoils a figure or has a seam", arguments: spoilers)
  func spoiled(_ phrasing: (line: String, word: String)) throws {
    let book = try PhrasingBook(text: "# mine\n" + phrasing.line, file: "phrasings.txt")
    let fault = try #require(PhrasingProof(book, file: "phrasings.txt").faults().first)
    #expect(fault.line == 2)
    #expect(fault.message.contains(phrasing.word))
  }

  @Test("that print a heading over nothing are told so")
  func emptyBlock() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("hollow.mustache")
    try Data("# {{title}}\n\n{{verdict}}\n\n## Nothing here\n\n## The end\n\n{{verdict}}\n".utf8).write(to: file)
    let report = String(decoding: try Fixture.bytes("shift.md"), as: UTF8.self)
    let outcome = try TemplateTrial(try NoteTemplate(file.path)).outcome(over: report)
    #expect(outcome.faults == ["“## Nothing here” has nothing under it"])
  }
}
