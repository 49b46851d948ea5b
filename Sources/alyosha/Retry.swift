import ArgumentParser
import Foundation
import LedgerStore

/// `alyosha retry`: another chance for files that were skipped.
struct Retry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Have skipped files tried again at the next look.",
    discussion: """
      A skipped file is tried again by itself when it changes. Use this when something else did: a program was installed, \
      a limit raised.

      EXAMPLES
        alyosha retry
        alyosha retry inbox/broken.html
      """)

  @Argument(help: ArgumentHelp("Files or folders; all skipped files without.", valueName: "path"))
  var paths: [String] = []

  @Option(name: .shortAndLong, help: "table or json.")
  var format: LedgerFormat = .table

  @OptionGroup var options: NightOptions

  func run() throws {
    let ledger = try options.ledger()
    var output = Output()
    do {
      let wanted = paths.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
      let forgotten = try ledger.retry(paths.isEmpty ? nil : wanted)
      switch format {
      case .json: try LedgerFormat.print(forgotten, to: &output)
      case .table: for path in forgotten { try output.line(path) }
      }
      if forgotten.isEmpty { Diagnostics.say("no skipped file" + (paths.isEmpty ? "" : " under these names")) }
    } catch let error as LedgerError {
      Diagnostics.say(error.description)
      throw ExitCode.inputOutput
    }
    try output.flush()
  }
}
