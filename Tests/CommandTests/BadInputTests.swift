import Foundation
import Testing

@Suite struct BadInputTests {
  /// A bad file's name, its bytes, and a word of the reason that must be given.
  static let bad: [(name: String, bytes: [UInt8], reason: String)] = [
    ("empty.html", [], "empty"),
    ("blank.txt", Array(" \n\t\n".utf8), "text"),
    ("binary.html", (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 3) }, "binary"),
    ("program.html", Array("\u{7F}ELF".utf8) + [UInt8](repeating: 0, count: 512), "binary"),
    ("deep.html", Array((String(repeating: "<div>", count: 100_000) + "<p>Up 5% in 2025.").utf8), "deep"),
    ("bomb.xml", Array(bomb.utf8), ""),
  ]

  /// Entities that would expand to a gigabyte.
  static let bomb: String = {
    let levels = (1...9).map { "<!ENTITY e\($0) \"\(String(repeating: "&e\($0 - 1);", count: 10))\">" }
    return "<!DOCTYPE r [<!ENTITY e0 \"up 5% up\">\(levels.joined())]><r><p>&e9;</p></r>"
  }()

  @Test(arguments: bad.indices)
  func `A bad file gets one line with its name and the reason, and nothing is written`(index: Int) throws {
    let (name, bytes, reason) = Self.bad[index]
    let scratch = try Scratch()
    try scratch.put(bytes, as: name)
    let run = try Command.run(["write", name, "-o", "notes"], in: scratch.url)
    #expect(run.status == 65)
    #expect(run.out.isEmpty)
    #expect(run.complaints.count == 1, "\(run.err)")
    #expect(run.err.hasPrefix("alyosha: "))
    if !reason.isEmpty { #expect(run.err.contains(name) && run.err.contains(reason), "\(run.err)") }
    #expect(scratch.files == [name])
  }

  @Test func `A report that names a private file does not read it`() throws {
    let scratch = try Scratch()
    try scratch.put("Sales were $77,777 in 2025.", as: "secret.txt")
    try scratch.put(
      "<!DOCTYPE r [<!ENTITY x SYSTEM \"secret.txt\">]><r><p>Sales grew 5% in 2025. &x;</p></r>", as: "a.xml")
    let run = try Command.run("figures", "a.xml", in: scratch.url)
    #expect(!run.out.contains("77"))
    #expect(!run.err.contains("77"))
  }

  @Test func `A bad report among good ones is named, and the note is that of the good ones`() throws {
    let scratch = try Scratch()
    try scratch.put("", as: "empty.html")
    let good = try String(
      contentsOf: Command.fixtures.appendingPathComponent("reports/pemberton-wires.md"), encoding: .utf8)
    try scratch.put(good, as: "good.md")
    let alone = try Command.run("write", "good.md", in: scratch.url)
    let mixed = try Command.run("write", "empty.html", "good.md", in: scratch.url)
    #expect(mixed.status == 0)
    #expect(mixed.out == alone.out)
    #expect(mixed.err == "alyosha: warning: empty.html: the file is empty\n")
    let strict = try Command.run("write", "empty.html", "good.md", "--strict", in: scratch.url)
    #expect(strict.status == 65)
    #expect(strict.out == alone.out)
  }

  @Test func `No figure, no note`() throws {
    let scratch = try Scratch()
    try scratch.put("# Weather\n\nIt was fine, and everyone said so.\n", as: "weather.md")
    let run = try Command.run("write", "weather.md", "-o", "notes", in: scratch.url)
    #expect(run.status == 65)
    #expect(run.complaints.count == 1)
    #expect(run.err.contains("no figure"))
    #expect(scratch.files == ["weather.md"])
  }

  @Test func `An empty folder is no input`() throws {
    let scratch = try Scratch()
    let run = try Command.run("write", ".", in: scratch.url)
    #expect(run.status == 66)
    #expect(run.err == "alyosha: .: no report files in this folder\n")
  }

  @Test func `Control characters in a name do not reach the terminal`() throws {
    let run = try Command.run("write", "no\u{1B}[31m\nsuch.html")
    #expect(run.status == 66)
    #expect(run.complaints.count == 1)
    #expect(!run.err.contains("\u{1B}"))
  }
}
