import Foundation
import Testing

@Suite struct ConfigTests {
  /// The row of `config show` for a key.
  private func row(_ key: String, of run: Command) -> [String] {
    let line = run.out.split(separator: "\n").first { $0.hasPrefix(key + " ") } ?? ""
    return line.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  @Test func `A flag wins over the environment, that over the file, that over the default`() throws {
    let scratch = try Scratch()
    try scratch.put("half-life: 30\n", as: "a.yaml")
    let variable = ["ALYOSHA_HALF_LIFE": "60"]
    let none = try Command.run("config", "show")
    #expect(row("half-life", of: none).prefix(3) == ["half-life", "365", "default"])
    let file = try Command.run("config", "show", "--config", "a.yaml", in: scratch.url)
    #expect(row("half-life", of: file).prefix(3) == ["half-life", "30", "a.yaml:1"])
    let both = try Command.run("config", "show", "--config", "a.yaml", in: scratch.url, environment: variable)
    #expect(row("half-life", of: both).prefix(3) == ["half-life", "60", "ALYOSHA_HALF_LIFE"])
    let all = try Command.run(
      "config", "show", "--config", "a.yaml", "--half-life", "90", in: scratch.url, environment: variable)
    #expect(row("half-life", of: all).prefix(3) == ["half-life", "90", "--half-life"])
  }

  @Test func `The user's file is found without being named, and systemd's folder is the state`() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(at: scratch.url("alyosha"), withIntermediateDirectories: true)
    try scratch.put("template: digest\n", as: "alyosha/alyosha.yaml")
    let run = try Command.run(
      "config", "show", environment: ["XDG_CONFIG_HOME": scratch.url.path, "STATE_DIRECTORY": "/srv/a:/srv/b"])
    #expect(row("template", of: run)[1] == "digest")
    #expect(row("state", of: run).prefix(3) == ["state", "/srv/a", "STATE_DIRECTORY"])
  }

  @Test(arguments: cases("config-faults.txt"))
  func `A fault is named with its file, line, key and remedy`(fields: [String]) throws {
    try #require(fields.count == 3)
    let scratch = try Scratch()
    try scratch.put("# ours\n" + fields[0].replacing("\\n", with: "\n") + "\n", as: "a.yaml")
    let run = try Command.run("config", "check", "--config", "a.yaml", in: scratch.url)
    #expect(run.status == 65)
    #expect(run.err == "alyosha: a.yaml:\(fields[1])\n")
    let write = try Command.run(
      "write", Command.fixtures.appendingPathComponent("reports").path, "--config", "a.yaml", in: scratch.url)
    #expect(write.status == 65)
    #expect(write.out.isEmpty)
  }

  @Test func `A misspelled variable is named`() throws {
    let run = try Command.run("config", "check", environment: ["ALYOSHA_WRITE_TA": "05:00"])
    #expect(run.status == 65)
    #expect(run.err == "alyosha: ALYOSHA_WRITE_TA: no such key; did you mean ALYOSHA_WRITE_AT?\n")
  }

  @Test func `The YAML that is shown is taken back without a fault and means the same`() throws {
    let scratch = try Scratch()
    let shown = try Command.run("config", "show", "--format", "yaml", "--signature", "He said \"no\".")
    try scratch.put(shown.out, as: "a.yaml")
    let again = try Command.run("config", "show", "--format", "yaml", "--config", "a.yaml", in: scratch.url)
    #expect(again.status == 0)
    let values = { (text: String) in text.split(separator: "\n").filter { !$0.contains("/") } }
    #expect(values(again.out) == values(shown.out))
    #expect(try Command.run("config", "check", "--config", "a.yaml", in: scratch.url).status == 0)
  }
}
