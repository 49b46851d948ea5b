import ArgumentParser
import FigureExtraction
import ReportReading

/// `alyosha figures`: what was extracted, and from where.
struct Figures: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Print every figure a report states, and the line it stands on.",
    discussion: """
      A figure is a number that the report asserts: an amount, a share, a count, a multiple, a duration. Years, list \
      numbers and product names are not figures. Values are scaled ($1.7 billion is 1700000000), percentages are as \
      displayed (53% is 53), and a period is given as ISO dates, its end exclusive. Where the author tagged a figure \
      (inline XBRL), the tag's value, unit and period are printed, its concept as tag, and as differs what the text says \
      otherwise.

      EXAMPLES
        alyosha figures report.html
        alyosha figures --format jsonl reports/ | jq 'select(.unit == "USD")'
        curl -s https://example.org/report.html | alyosha figures - --format csv

      With --lines it is a filter for any text: {"id": 1, "text": "up 5% to $2bn"} a line in, \
      {"id": 1, "figures": [...]} a line out.

        alyosha figures --lines < sentences.jsonl
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, jsonl, csv }

  @OptionGroup var input: ReportInput

  @Option(name: .shortAndLong, help: "How to print them.")
  var format: Format = .table

  @Flag(help: "Read one JSON object a line on standard input, print its figures as one a line.")
  var lines = false

  func validate() throws {
    if !lines { return try input.requirePaths() }
    if !input.paths.isEmpty { throw ValidationError("--lines reads standard input and takes no report.") }
  }

  func run() async throws {
    if lines { return try LineFilter.run(FigureLines.answer) }
    let reading = try await input.read()
    var output = Output()
    switch format {
    case .table: try FigureTable.print(reading.evidence, to: &output)
    case .jsonl: try FigureRecords.printLines(reading.evidence, to: &output)
    case .csv: try FigureRecords.printCSV(reading.evidence, to: &output)
    }
    try output.flush()
    TagDifferences.warn(reading.evidence)
    if !reading.evidence.contains(where: { !$0.figures.isEmpty }) {
      Diagnostics.say(
        "no figure found in \(reading.evidence.count == 1 ? reading.evidence[0].report.source.path : "any report")")
      throw ExitCode.badInput
    }
    try input.finish(reading)
  }
}
