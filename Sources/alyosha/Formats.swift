import ArgumentParser
import ReportReading

/// `alyosha formats`: what can be read.
struct Formats: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the report formats that can be read.",
    discussion: "A file's content decides its format; its extension helps where the content leaves a doubt.")

  /// The formats a reader is written for, with the extensions usual for each.
  private static let known: [(format: ReportFormat, extensions: String, about: String)] = [
    (.html, "html htm", "web pages, however untidy"),
    (.xhtml, "xhtml", "XHTML"),
    (.inlineXBRL, "html xhtml", "filings with inline XBRL; the author's tags are kept"),
    (.xml, "xml", "XML of any vocabulary"),
    (.markdown, "md markdown", "Markdown with GitHub's tables"),
    (.text, "txt text", "plain text"),
  ]

  func run() throws {
    var output = Output()
    var table = TextTable(columns: ["format", "extensions", "what"])
    for entry in Self.known { table.add([entry.format.rawValue, entry.extensions, entry.about]) }
    try table.print(to: &output)
    try output.flush()
  }
}
