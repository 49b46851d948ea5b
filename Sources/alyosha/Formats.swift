import ArgumentParser
import Foundation
import ReportReading

/// `alyosha formats`: what can be read, and what is missing for the rest.
struct Formats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List the report formats that can be read here.",
    discussion: """
      A file's content decides its format; its extension helps where the content leaves a doubt. Any of them may be \
      packed with gzip. A format that needs a program of its own names it where it is not installed.
      """)

  func run() throws {
    var output = Output()
    var table = TextTable(columns: ["format", "extensions", "here", "what"])
    for format in ReportFormat.allCases {
      let entry = Self.entry(of: format)
      var here = "yes"
      if let helper = Self.helper(of: format), !Self.isInstalled(helper.program) {
        here = "needs \(helper.program) (\(helper.package))"
      }
      table.add([format.rawValue, entry.extensions, here, entry.about])
    }
    try table.print(to: &output)
    try output.flush()
  }

  /// The extensions usual for a format, and what is read of it.
  private static func entry(of format: ReportFormat) -> (extensions: String, about: String) {
    switch format {
    case .html: ("html htm", "web pages, however untidy")
    case .xhtml: ("xhtml", "XHTML")
    case .inlineXBRL: ("html xhtml", "filings with inline XBRL; the author's tags are kept")
    case .xml: ("xml", "XML of any vocabulary")
    case .markdown: ("md markdown", "Markdown with GitHub's tables")
    case .text: ("txt text", "plain text")
    case .pdf: ("pdf", "PDF with a text layer, columns and tables")
    case .docx: ("docx docm dotx", "Word; tracked changes as accepted")
    case .xlsx: ("xlsx xlsm xltx", "Excel; numbers as displayed")
    case .pptx: ("pptx pptm ppsx", "PowerPoint; the numbers of charts and the speaker's notes too")
    case .odt: ("odt ott fodt", "OpenDocument text; tracked changes as accepted")
    case .ods: ("ods ots fods", "OpenDocument spreadsheet")
    case .odp: ("odp otp fodp", "OpenDocument presentation; the speaker's notes too")
    case .epub: ("epub", "EPUB 2 and 3 without copy protection")
    case .feed: ("rss atom xml", "RSS and Atom")
    case .email: ("eml", "e-mail; the HTML part, quoted replies apart")
    case .mhtml: ("mhtml mht", "web pages saved as one file")
    case .xbrl: ("xbrl xml", "XBRL instances; facts as figures")
    case .jats: ("xml nxml", "JATS articles")
    case .docbook: ("xml dbk", "DocBook")
    }
  }

  /// The program that a format is read with, and the Debian package that has it.
  private static func helper(of format: ReportFormat) -> (program: String, package: String)? {
    format == .pdf ? ("pdftotext", "poppler-utils") : nil
  }

  private static func isInstalled(_ program: String) -> Bool {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }
}
