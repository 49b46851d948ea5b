import Foundation
import Testing

@Suite struct NoteTests {
  @Test func `The same reports give the same bytes, in any order`() throws {
    let paths = Command.reports.map { "reports/" + $0 }
    let first = try Command.run(["write"] + paths)
    #expect(first.status == 0)
    #expect(try Command.run(["write"] + paths).out == first.out)
    #expect(try Command.run(["write"] + paths.reversed()).out == first.out)
    #expect(try Command.run(["write"] + paths + [paths[0]]).out == first.out)
  }

  @Test func `Standard input makes the note that the file makes`() throws {
    let path = "reports/pemberton-wires.md"
    let piped = try Command.run(
      ["write", "-"], input: try Data(contentsOf: Command.fixtures.appendingPathComponent(path)))
    let named = try Command.run("write", path)
    #expect(piped.status == 0)
    #expect(piped.out == named.out.replacing(path, with: "-"))
  }

  @Test func `A folder gets the note and its provenance, once`() throws {
    let scratch = try Scratch()
    let arguments = ["write", "reports", "-o", scratch.url.path, "--as-of", "2026-03-02", "--no-charts"]
    let first = try Command.run(arguments)
    #expect(first.status == 0)
    let path = first.out.trimmingCharacters(in: .newlines)
    let name = URL(fileURLWithPath: path).lastPathComponent
    #expect(name.hasPrefix("2026-03-02-") && name.hasSuffix(".md"))
    #expect(scratch.files == [name, name.replacing(".md", with: ".provenance.json")].sorted())
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == Command.run("write", "reports", "--as-of", "2026-03-02").out)
    #expect(try Command.run(arguments).out == first.out)
    #expect(scratch.files.count == 2)
    // Another note of the same name does not take its place.
    try Data("mine\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try Command.run(arguments).out == path.replacing(".md", with: "-2.md") + "\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine\n")
  }

  @Test func `A note proves true, and no longer when a figure of it is changed`() throws {
    let scratch = try Scratch()
    let path = try Command.run("write", "reports", "-o", scratch.url.path).out.trimmingCharacters(in: .newlines)
    let good = try Command.run("verify", path)
    #expect(good.status == 0, "\(good.err)")
    #expect(good.out.contains("hold against 4 reports"))
    let note = try String(contentsOfFile: path, encoding: .utf8)
    let figure = try #require(note.firstRange(of: /\| [0-9]{2,3} \|/) ?? note.firstRange(of: /\b[1-9][0-9]+%/))
    try Data(
      note.replacingCharacters(in: figure, with: note[figure].replacing(/[0-9]/) { $0.output == "9" ? "8" : "9" }).utf8
    )
    .write(to: URL(fileURLWithPath: path))
    let forged = try Command.run("verify", path)
    #expect(forged.status == 1)
    #expect(forged.complaints.count >= 1)
    #expect(forged.out.isEmpty)
  }

  @Test func `A note whose report has changed or gone does not prove true`() throws {
    let scratch = try Scratch()
    let text = "# Sales of Lamps\n\nLamp sales were $4 billion in 2024 and $6 billion in 2025.\n"
    try scratch.put(text, as: "lamps.md")
    let path = try Command.run("write", "lamps.md", "-o", "notes", in: scratch.url).out.trimmingCharacters(
      in: .newlines)
    #expect(try Command.run("verify", path, in: scratch.url).status == 0)
    try scratch.put(text.replacing("$6", with: "$7"), as: "lamps.md")
    let changed = try Command.run("verify", path, in: scratch.url)
    #expect(changed.status == 1)
    #expect(changed.err.contains("lamps.md: changed since the note was written"))
    // The report is found by its content wherever it went.
    try FileManager.default.removeItem(at: scratch.url("lamps.md"))
    try FileManager.default.createDirectory(at: scratch.url("kept"), withIntermediateDirectories: true)
    try scratch.put(text, as: "kept/renamed.md")
    #expect(try Command.run("verify", path, in: scratch.url).status == 1)
    #expect(try Command.run("verify", path, "--reports", "kept", in: scratch.url).status == 0)
  }

  @Test func `A template of one's own is used, and its faults are named by file and line`() throws {
    let scratch = try Scratch()
    #expect(try Command.run("template", "export", "mine", in: scratch.url).status == 0)
    #expect(try Command.run("template", "check", "mine", in: scratch.url).status == 0)
    try scratch.put("*The end.*\n", as: "mine/colophon.mustache")
    let note = try Command.run(
      ["write", Command.fixtures.appendingPathComponent("reports").path, "--template", "mine"], in: scratch.url)
    #expect(note.status == 0)
    #expect(note.out.contains("*The end.*"))
    try scratch.put("*The end.*\n\n{{nonsense}}\n", as: "mine/colophon.mustache")
    let check = try Command.run("template", "check", "mine", in: scratch.url)
    #expect(check.status == 65)
    #expect(check.err.contains("colophon.mustache:3: ") && check.err.contains("nonsense"))
    try scratch.put("Sales were $77,777.\n", as: "mine/colophon.mustache")
    let forged = try Command.run("template", "check", "mine", in: scratch.url)
    #expect(forged.status == 65)
    #expect(forged.err.contains("77,777"))
  }

  /// `ALYOSHA_REGENERATE=1 make test` writes the golden note anew; read the difference before it is committed.
  @Test func `The samples make the golden note`() throws {
    let run = try Command.run("write", "reports", "--as-of", "2026-03-02")
    #expect(run.status == 0)
    if ProcessInfo.processInfo.environment["ALYOSHA_REGENERATE"] == "1" {
      let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/golden/samples.md")
      try Data(run.out.utf8).write(to: source)
      return
    }
    let golden = try String(
      contentsOf: Command.fixtures.appendingPathComponent("golden/samples.md"), encoding: .utf8)
    for (line, (have, want)) in zip(run.out.split(separator: "\n"), golden.split(separator: "\n")).enumerated() {
      try #require(have == want, "line \(line + 1) of the note, blank ones not counted")
    }
    #expect(run.out == golden)
  }
}
