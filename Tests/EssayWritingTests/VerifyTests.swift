import EssayWriting
import Foundation
import Testing

@Suite("Verifying a note made earlier")
struct VerifyTests {
  private func published(_ name: String, sidecar: Bool = true) throws -> (folder: URL, note: String) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let note = try NoteFolder(path: folder.path).publish(try Fixture.note(name).note, sidecar: sidecar)
    try Data(try Fixture.bytes(name)).write(to: folder.appendingPathComponent(name))
    return (folder, note)
  }

  private func change(_ path: String, _ from: String, _ to: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let body = try #require(text.range(of: "\n# "))
    let changed =
      text[..<body.lowerBound] + text[body.lowerBound...].replacing(from, with: to, maxReplacements: 1)
    try #require(changed != text, "the note does not hold “\(from)”")
    try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
  }

  /// The five ways in which research notes go wrong, and one digit.
  static let ways = [
    ("a digit", "$6.5B", "$6.7B"), ("a scale", "$4.1B", "$4,100B"), ("an interpolated point", "$6.5B", "$5.3B"),
    ("another metric", "Port automation spend", "Berth productivity"), ("an old figure as current", "2025", "2024"),
    ("a better-known source", "Quayside Research", "Goldman Sachs"),
  ]

  @Test("catches each way in which notes go wrong, with the sidecar and without", arguments: ways, [true, false])
  func wrong(_ way: (what: String, from: String, to: String), _ sidecar: Bool) throws {
    let (folder, note) = try published("shift.md", sidecar: sidecar)
    defer { try? FileManager.default.removeItem(at: folder) }
    let whole = try NoteVerifier().verify(path: note)
    #expect(whole.isProved, "\(whole.faults) \(whole.remarks)")
    #expect(whole.hasSidecar == sidecar)
    try change(note, way.from, way.to)
    #expect(try !NoteVerifier().verify(path: note).faults.isEmpty, "\(way.what)")
  }

  @Test("names the passage and what was published")
  func passage() throws {
    let (folder, note) = try published("ledger.md")
    defer { try? FileManager.default.removeItem(at: folder) }
    try change(note, "$290", "$298")
    let fault = try #require(try NoteVerifier().verify(path: note).faults.first)
    #expect(fault.passage.contains("$298"))
    #expect(fault.reason.contains("$290"))
  }

  @Test("catches a line that was put in, and one that was taken out")
  func lines() throws {
    let (folder, note) = try published("shift.md")
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try String(contentsOfFile: note, encoding: .utf8)
    try Data((text + "\nQuayside is sure of it.\n").utf8).write(to: URL(fileURLWithPath: note))
    #expect(try NoteVerifier().verify(path: note).faults.contains { $0.passage == "Quayside is sure of it." })
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("1. **") })
    try Data(text.replacing(line + "\n", with: "").utf8).write(to: URL(fileURLWithPath: note))
    #expect(try NoteVerifier().verify(path: note).faults.contains { $0.reason.contains("not there now") })
  }

  @Test("finds a report by its hash, under another name and in a folder below")
  func moved() throws {
    let (folder, note) = try published("ledger.md")
    defer { try? FileManager.default.removeItem(at: folder) }
    let archive = folder.appendingPathComponent("archive/old")
    try FileManager.default.createDirectory(at: archive, withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      at: folder.appendingPathComponent("ledger.md"), to: archive.appendingPathComponent("renamed.md"))
    #expect(try NoteVerifier().verify(path: note).remarks.count == 1)
    #expect(try NoteVerifier(folders: [folder.appendingPathComponent("archive").path]).verify(path: note).isProved)
  }

  @Test("catches a publisher in the front matter who did not publish the report")
  func front() throws {
    let (folder, note) = try published("shift.md", sidecar: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try String(contentsOfFile: note, encoding: .utf8)
    let changed = text.replacing(
      "publisher: \"Quayside Research\"", with: "publisher: \"Goldman Sachs\"", maxReplacements: 1)
    try #require(changed != text)
    try Data(changed.utf8).write(to: URL(fileURLWithPath: note))
    #expect(try NoteVerifier().verify(path: note).faults.contains { $0.reason.contains("Goldman Sachs") })
  }

  @Test("catches a chart that was changed")
  func chart() throws {
    let (folder, note) = try published("shift.md")
    defer { try? FileManager.default.removeItem(at: folder) }
    let chart = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasSuffix(".svg") })
    let file = folder.appendingPathComponent(chart)
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("$6.5B", with: "$9.5B").utf8).write(to: file)
    #expect(try NoteVerifier().verify(path: note).remarks.contains { $0.contains(chart) })
  }
}
