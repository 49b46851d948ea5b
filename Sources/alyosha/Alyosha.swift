import ArgumentParser

/// Reads research reports and writes one honest market note.
@main
struct Alyosha: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alyosha",
    abstract: "Reads research reports overnight and leaves one honest market note by morning.",
    discussion: """
      Give it the reports and it writes the note:

        alyosha write reports/ -o essays

      See what it read, and from which line, before you trust a word of it:

        alyosha figures report.html
        alyosha risks report.html

      REPORT is a file, a folder of them, or - for standard input. Results go to standard output and everything \
      else to standard error. Exit codes: 0 done, 64 usage, 65 bad input, 66 no input, 73 cannot create, \
      74 input or output failed, 75 try again.
      """,
    version: Version.text,
    subcommands: [
      Write.self, Figures.self, Risks.self, Verify.self, Read.self, Formats.self, Template.self, Config.self,
      Run.self, Status.self, Retry.self, Search.self, NightWorker.self,
      Repair.self,
    ])
}

/// What `--version` says.
enum Version {
  static let number = "0.1.0"
  static let text = "alyosha \(number)"
}
