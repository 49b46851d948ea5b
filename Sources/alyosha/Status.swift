import ArgumentParser
import Foundation
import LedgerStore

/// What the ledger can be asked for.
enum LedgerFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json

  static func print(_ value: some Encodable, to output: inout Output) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    try output.write(bytes: Array(encoder.encode(value)))
    try output.line("")
  }
}

extension NightOptions {
  /// The ledger as it is. Ends the command with 66 where there is none.
  func ledger() throws -> Ledger {
    let path = try settings().shiftOptions.ledgerPath
    guard FileManager.default.fileExists(atPath: path) else {
      Diagnostics.say("\(path): no ledger yet; `alyosha run` makes it (or name its folder with --state)")
      throw ExitCode.noInput
    }
    do {
      return try Ledger(path: path)
    } catch {
      Diagnostics.say(error.description)
      throw ExitCode.inputOutput
    }
  }
}

/// `alyosha status`: what was read, what was not and why, and what was written.
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what was read, what was skipped and why, and what was written.",
    discussion: """
      EXAMPLES
        alyosha status
        alyosha status --reckoning       forecasters by how far they were off
        alyosha status --format json
      """)

  @Flag(help: "List forecasts that have come due, and forecasters by their error.")
  var reckoning = false

  @Option(name: .shortAndLong, help: "table or json.")
  var format: LedgerFormat = .table

  @OptionGroup var options: NightOptions

  func run() throws {
    let ledger = try options.ledger()
    var output = Output()
    do {
      if reckoning { try show(ledger.reckoning(), &output) } else { try show(ledger.summary(), &output) }
    } catch let error as LedgerError {
      Diagnostics.say(error.description)
      throw ExitCode.inputOutput
    }
    try output.flush()
  }

  private func show(_ summary: LedgerSummary, _ output: inout Output) throws {
    guard format == .table else { return try LedgerFormat.print(summary, to: &output) }
    try output.line(
      "\(summary.reports) reports read, \(summary.figures) figures; \(summary.pending) reports wait for the next note")
    if !summary.notes.isEmpty {
      try output.line("")
      var table = TextTable(columns: ["night", "reports", "state", "note"])
      for note in summary.notes {
        table.add([note.night, "\(note.reports)", note.published ? "published" : "held", note.file])
      }
      try table.print(to: &output)
    }
    if !summary.troubles.isEmpty {
      try output.line("")
      var table = TextTable(columns: ["not read", "reason", "file"])
      for trouble in summary.troubles { table.add([trouble.outcome, trouble.reason, trouble.path]) }
      try table.print(to: &output)
    }
  }

  private func show(_ reckoning: Reckoning, _ output: inout Output) throws {
    guard format == .table else { return try LedgerFormat.print(reckoning, to: &output) }
    if reckoning.outcomes.isEmpty { return try output.line("no forecast has come due yet") }
    func percent(_ share: Double) -> String { "\(Double(Int((share * 1000).rounded())) / 10)%" }
    var table = TextTable(columns: ["off by", "outcomes", "forecaster"])
    for one in reckoning.forecasters { table.add([percent(one.meanError), "\(one.outcomes)", one.publisher]) }
    try table.print(to: &output)
    try output.line("")
    var list = TextTable(columns: ["off by", "forecast", "came", "period", "forecaster", "metric"])
    for one in reckoning.outcomes {
      list.add([
        percent(one.error), one.forecast, one.actual, "\(one.periodStart)/\(one.periodEnd)", one.publisher, one.metric,
      ])
    }
    try list.print(to: &output)
  }
}
