import EssayWriting
import Foundation
import Testing

@Suite("Publishing and verifying")
struct PublishingTests {
  private func folder() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  }

  private struct Interrupted: Error {}

  @Test("shows a whole note or none, wherever it is interrupted", arguments: NoteFolder.Step.allCases)
  func interrupted(_ step: NoteFolder.Step) throws {
    let path = folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let note = try Fixture.note("ledger.md").note
    #expect(throws: Interrupted.self) {
      _ = try NoteFolder(path: path) { if $0 == step { throw Interrupted() } }.publish(note)
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: path)
    where file.hasSuffix(".md") && !file.hasPrefix(".") {
      #expect(FileManager.default.contents(atPath: "\(path)/\(file)").map(Array.init) == note.markdown)
    }
    let published = try NoteFolder(path: path).publish(note)
    #expect(FileManager.default.contents(atPath: published).map(Array.init) == note.markdown)
  }

  @Test("gives a second note of the day a number, and the same note none")
  func second() throws {
    let path = folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let note = try Fixture.note("ledger.md").note
    let first = try NoteFolder(path: path).publish(note)
    #expect(try NoteFolder(path: path).publish(note) == first)
    try Data("another".utf8).write(to: URL(fileURLWithPath: first))
    #expect(try NoteFolder(path: path).publish(note).hasSuffix("-2.md"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).allSatisfy { !$0.hasPrefix(".alyosha-") })
  }

  @Test("puts the sidecar and the chart beside the note before the note")
  func beside() throws {
    let path = folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let note = try Fixture.note("shift.md").note
    let chart = try #require(note.chart)
    let target = "\(path)/\(note.fileName())"
    let folder = NoteFolder(path: path) { _ in
      guard FileManager.default.fileExists(atPath: target) else { return }
      let drawn = FileManager.default.contents(atPath: "\(path)/\(chart.file)").map(Array.init)
      if drawn != chart.svg || !FileManager.default.fileExists(atPath: NoteFolder.sidecar(of: target)) {
        throw Interrupted()
      }
    }
    #expect(try folder.publish(note) == target)
    #expect(FileManager.default.fileExists(atPath: NoteFolder.sidecar(of: "\(path)/\(note.fileName())")))
  }

  @Test("verifies a published note, and names the passage that was changed", arguments: [true, false])
  func verify(_ sidecar: Bool) throws {
    let path = folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let published = try NoteFolder(path: path).publish(try Fixture.note("ledger.md").note, sidecar: sidecar)
    try Data(try Fixture.bytes("ledger.md")).write(to: URL(fileURLWithPath: "\(path)/ledger.md"))
    let whole = try NoteVerifier().verify(path: published)
    #expect(whole.isProved, "\(whole.faults) \(whole.remarks)")
    #expect(whole.checked > 5)
    let text = String(decoding: try #require(FileManager.default.contents(atPath: published)), as: UTF8.self)
    let body = try #require(text.range(of: "\n# "))
    let changed = text[..<body.lowerBound] + text[body.lowerBound...].replacing("$290", with: "$298")
    try #require(changed != text)
    try Data(changed.utf8).write(to: URL(fileURLWithPath: published))
    #expect(try !NoteVerifier().verify(path: published).faults.isEmpty)
  }

  @Test("says which report is missing or has changed")
  func remarks() throws {
    let path = folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let published = try NoteFolder(path: path).publish(try Fixture.note("ledger.md").note)
    #expect(try NoteVerifier().verify(path: published).remarks.first?.contains("not found") == true)
    try Data("# Another\n\nRevenue was $5 million.".utf8).write(to: URL(fileURLWithPath: "\(path)/ledger.md"))
    #expect(try NoteVerifier().verify(path: published).remarks.first?.contains("changed") == true)
  }
}
