import ArgumentParser
import Foundation
import ThesisBuilding
import ViaNegativa

/// `alyosha risks`: the evaluator's working, claim by claim and hazard by hazard.
struct Risks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risks",
    abstract: "Show what supports the thesis, what could break it, and what is left.",
    discussion: """
      The verdict is not an opinion. Each claim has a weight, each hazard takes away the claims it attacks, and what \
      is left decides: a hazard is a wall, a dent or a speed bump, and the thesis stands, leans or falls.

      EXAMPLES
        alyosha risks report.html
        alyosha risks reports/ --without h1        as if the first hazard did not exist
        alyosha risks reports/ --without c12       as if claim 12 had not been made
        alyosha risks reports/ --format json | jq .hazards
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @OptionGroup var input: ReportInput

  @Option(name: .shortAndLong, help: "A table for reading, or JSON with everything.")
  var format: Format = .table

  @Option(
    help: ArgumentHelp(
      "Take away a hazard (h1, or the start of its name) or a claim (c12); may be repeated.", valueName: "what"))
  var without: [String] = []

  @OptionGroup var asOf: AsOf
  @OptionGroup var options: NoteOptions

  func validate() throws {
    try input.requirePaths()
    for text in without where Removal(text) == nil {
      throw ValidationError("--without takes a hazard (h1, or its name) or a claim (c12), not ‘\(text)’.")
    }
  }

  func run() async throws {
    let settings = try options.settings()
    let reading = try await input.read(limits: settings.readingLimits)
    let dossier = Dossier(reading.evidence, asOf: asOf.date(for: reading.evidence))
    let thesis = settings.thesisBuilder.thesis(from: dossier)
    let evaluator = settings.riskEvaluator
    let removals = without.compactMap(Removal.init)
    if !removals.isEmpty {
      let whole = evaluator.verdict(on: thesis, from: dossier)
      for (text, removal) in zip(without, removals) where !removal.isPresent(in: whole, of: thesis) {
        Diagnostics.warn("--without \(text): no such hazard or claim")
      }
    }
    let verdict = evaluator.verdict(on: thesis, from: dossier, without: removals)
    let report = RiskReport(verdict: verdict, thesis: thesis, dossier: dossier)
    var output = Output()
    switch format {
    case .table:
      for line in RiskTable.lines(report, width: Terminal.columns ?? 120) { try output.line(line) }
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try output.write(bytes: Array(try encoder.encode(report)))
      try output.line("")
    }
    try output.flush()
    if verdict.outcome == .noThesis {
      Diagnostics.say("no thesis: no claim with a figure in what was read")
      throw ExitCode.badInput
    }
    try input.finish(reading)
  }
}
