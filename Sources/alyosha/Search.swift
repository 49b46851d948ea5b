import ArgumentParser
import LedgerStore

/// `alyosha search`: where the reports said so.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find passages of every report read that hold all the words given.",
    discussion: """
      A search first indexes the reports that came since the one before: half a second for each thousand.

      EXAMPLES
        alyosha search copper demand
        alyosha search --format json "data center"
      """)

  @Argument(help: ArgumentHelp("Words to find, in any form and order.", valueName: "word"))
  var words: [String]

  @Option(help: ArgumentHelp("At most so many passages.", valueName: "count"))
  var limit = 20

  @Option(name: .shortAndLong, help: "table or json.")
  var format: LedgerFormat = .table

  @OptionGroup var options: NightOptions

  func validate() throws {
    if words.allSatisfy(\.isEmpty) { throw ValidationError("Missing words to search for.") }
    if limit < 1 { throw ValidationError("--limit takes a count of 1 or more.") }
  }

  func run() throws {
    let ledger = try options.ledger()
    var output = Output()
    do {
      let hits = try ledger.search(words.joined(separator: " "), limit: limit) { done, all in
        Diagnostics.progress(done < all ? "indexed \(done) of \(all)" : "")
      }
      switch format {
      case .json: try LedgerFormat.print(hits, to: &output)
      case .table:
        for hit in hits {
          try output.line("\(hit.path ?? hit.title):\(hit.line): \(hit.text)")
        }
      }
    } catch let error as LedgerError {
      Diagnostics.say(error.description)
      throw ExitCode.inputOutput
    }
    try output.flush()
  }
}
