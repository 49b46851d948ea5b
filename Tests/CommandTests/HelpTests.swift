import Testing

@Suite struct HelpTests {
  static let commands = [
    "write", "figures", "risks", "verify", "read", "template show", "template export", "template check", "config show",
    "config check",
  ]

  @Test(arguments: commands)
  func `Help says what a command does and shows an example`(command: String) throws {
    let run = try Command.run(command.split(separator: " ").map(String.init) + ["--help"])
    #expect(run.status == 0)
    #expect(run.out.hasPrefix("OVERVIEW: "))
    #expect(run.out.contains("USAGE: alyosha \(command)"))
    #expect(run.out.contains("\n  alyosha ") || run.out.contains("alyosha \(command) "))
  }

  @Test func `The first page names every command`() throws {
    let page = try Command.run("--help").out
    for command in Self.commands { #expect(page.contains("\n  \(command.split(separator: " ")[0]) "), "\(command)") }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `There are completions for a shell`(shell: String) throws {
    let run = try Command.run("--generate-completion-script", shell)
    #expect(run.status == 0)
    #expect(run.out.contains("verify"))
  }
}
