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
}
