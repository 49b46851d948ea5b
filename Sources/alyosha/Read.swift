import ArgumentParser
import ReportReading

/// `alyosha read`: how a report was understood, before any figure is taken from it.
struct Read: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Print a report as it was read: its blocks, tables and what was mended.",
    discussion: """
      Markdown, as the program saw the report: headings, paragraphs, lists, and tables cell by cell. Use it when a \
      figure is missing or a note says something odd: what is not here was not read.

      EXAMPLES
        alyosha read report.pdf | less
        alyosha read --format blocks report.html      a block a line, with its line or page in the file
        alyosha read --format json report.docx | jq '.blocks[] | select(.kind == "heading")'
        alyosha read --text report.md
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case markdown, json, blocks }

  @OptionGroup var input: ReportInput

  @Option(name: .shortAndLong, help: "How to print it: markdown, json (an object a report), or blocks (a table).")
  var format: Format = .markdown

  @Flag(help: "Print the text alone, a block a line.")
  var text = false

  func validate() throws { try input.requirePaths() }

  func run() async throws {
    let reading = try await input.read(extracting: false)
    var output = Output()
    for (index, report) in reading.evidence.map(\.report).enumerated() {
      if text {
        for block in report.blocks { try output.line(report.string(block.span)) }
        continue
      }
      switch format {
      case .markdown:
        if index > 0 { try output.line("") }
        try output.write(ReportMarkdown.text(of: report))
      case .json: try output.line(ReportJSON.object(of: report))
      case .blocks:
        if index > 0 { try output.line("") }
        try printBlocks(of: report, to: &output)
      }
    }
    try output.flush()
    try input.finish(reading)
  }

  private func printBlocks(of report: Report, to output: inout Output) throws {
    let metadata = report.metadata
    try output.line("report     \(report.source.path)")
    try output.line("title      \(metadata.title)")
    try output.line("publisher  \(metadata.publisher ?? "—")")
    try output.line("date       \(metadata.date?.description ?? "—")")
    if let link = metadata.link { try output.line("link       \(link)") }
    try output.line("format     \(report.source.format.rawValue)")
    try output.line("sha256     \(report.source.sha256)")
    try output.line(
      "holds      \(report.blocks.count) blocks, \(report.sentences.count) sentences, \(report.tables.count) tables")
    for note in report.notes { try output.line("note       \(note)") }
    try output.line("")
    var table = TextTable(columns: [report.source.format == .pdf ? "page" : "line", "kind", "text"])
    for block in report.blocks {
      table.add(["\(block.line)", kind(of: block, in: report), report.string(block.span)])
    }
    try table.print(to: &output)
  }

  private func kind(of block: Block, in report: Report) -> String {
    switch block.kind {
    case .heading(let level): return "heading \(level)"
    case .paragraph: return "paragraph"
    case .listItem(let depth, let ordinal):
      return "item" + (ordinal.map { " \($0)" } ?? "") + (depth > 1 ? " (depth \(depth))" : "")
    case .tableCell(let table, let index):
      let cell = report.tables[table].cells[index]
      return "cell \(table + 1):\(cell.row + 1),\(cell.column + 1)"
    case .caption(let table): return "caption \(table + 1)"
    case .quote: return "quote"
    case .preformatted: return "preformatted"
    }
  }
}
