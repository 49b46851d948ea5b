import EssayWriting
import ReportReading

/// A report's block model as Markdown, so that a person sees what the program saw.
enum ReportMarkdown {
  /// Front matter with the metadata and what was mended, then every block in order; tables as GitHub writes them.
  static func text(of report: Report) -> String {
    var result = "---\n"
    func field(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { result += "\(name): \(quoted(value))\n" }
    }
    field("report", report.source.path)
    field("title", report.metadata.title)
    field("publisher", report.metadata.publisher)
    field("date", report.metadata.date?.description)
    field("link", report.metadata.link)
    field("language", report.metadata.language)
    field("format", report.source.format.rawValue)
    if !report.notes.isEmpty {
      result += "notes:\n"
      for note in report.notes { result += "  - \(quoted(note))\n" }
    }
    result += "---\n"
    let isPaged = report.source.format == .pdf
    var page = 0
    var written: Set<Int> = []
    var wasItem = false
    for block in report.blocks {
      if isPaged, block.line != page {
        page = block.line
        result += "\n<!-- page \(page) -->\n"
      }
      var isItem = false
      switch block.kind {
      case .heading(let level): result += "\n\(String(repeating: "#", count: level)) \(words(block, in: report))\n"
      case .paragraph: result += "\n\(words(block, in: report))\n"
      case .listItem(let depth, let ordinal):
        isItem = true
        result += wasItem ? "" : "\n"
        result += String(repeating: "   ", count: max(0, depth - 1)) + (ordinal.map { "\($0). " } ?? "- ")
        result += words(block, in: report) + "\n"
      case .quote: result += "\n> \(words(block, in: report))\n"
      case .preformatted:
        result +=
          "\n"
          + report.string(block.span).split(separator: "\n", omittingEmptySubsequences: false)
          .map { "    \($0)\n" }.joined()
      case .caption: result += "\n*\(Markdown.escaped(flat(report.string(block.span))))*\n"
      case .tableCell(let table, _):
        if written.insert(table).inserted { result += "\n" + self.table(report.tables[table], in: report) }
      }
      wasItem = isItem
    }
    return result
  }

  /// A block's words with its bold and italic runs marked.
  private static func words(_ block: Block, in report: Report) -> String {
    guard !block.emphasis.isEmpty, !isHeading(block) else { return Markdown.escaped(flat(report.string(block.span))) }
    var result = ""
    var place = block.span.start
    for run in block.emphasis.sorted(by: { $0.span < $1.span })
    where run.span.start >= place && run.span.end <= block.span.end && !run.span.isEmpty {
      result += Markdown.escaped(line(report.string(Span(place, run.span.start))))
      let mark = run.kind == .strong ? "**" : "*"
      result += mark + Markdown.escaped(line(report.string(run.span))) + mark
      place = run.span.end
    }
    return result + Markdown.escaped(line(report.string(Span(place, block.span.end))))
  }

  private static func isHeading(_ block: Block) -> Bool {
    if case .heading = block.kind { return true }
    return false
  }

  private static func table(_ table: Table, in report: Report) -> String {
    var result = ""
    for row in 0..<table.rowCount {
      var cells: [String] = []
      for column in 0..<table.columnCount {
        guard let cell = table.cell(row: row, column: column), cell.row == row, cell.column == column else {
          cells.append("")
          continue
        }
        cells.append(Markdown.escaped(flat(report.string(cell.span))))
      }
      result += "| " + cells.joined(separator: " | ") + " |\n"
      // Markdown has one row of headers; further ones follow as rows.
      if row == 0 { result += "|" + String(repeating: "---|", count: table.columnCount) + "\n" }
    }
    return result
  }

  private static func line(_ text: String) -> String { text.replacing("\n", with: " ") }
  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}

/// A report's block model as one JSON object on a line.
enum ReportJSON {
  static func object(of report: Report) -> String {
    let metadata = report.metadata
    var fields = [
      text("report", report.source.path), text("sha256", report.source.sha256),
      text("format", report.source.format.rawValue), text("title", metadata.title),
      text("publisher", metadata.publisher), text("date", metadata.date?.description),
      text("link", metadata.link), text("language", metadata.language),
      "\"notes\":[\(report.notes.map(quoted).joined(separator: ","))]",
    ]
    fields.append("\"blocks\":[\(report.blocks.map { block($0, in: report) }.joined(separator: ","))]")
    fields.append("\"tables\":[\(report.tables.map { table($0, in: report) }.joined(separator: ","))]")
    return "{\(fields.joined(separator: ","))}"
  }

  private static func block(_ block: Block, in report: Report) -> String {
    let place = report.source.format == .pdf ? "page" : "line"
    var fields = ["\"\(place)\":\(block.line)"]
    switch block.kind {
    case .heading(let level): fields += [text("kind", "heading"), "\"level\":\(level)"]
    case .paragraph: fields.append(text("kind", "paragraph"))
    case .listItem(let depth, let ordinal):
      fields += [text("kind", "item"), "\"depth\":\(depth)", "\"ordinal\":\(ordinal.map(String.init) ?? "null")"]
    case .tableCell(let table, let cell):
      let origin = report.tables[table].cells[cell]
      fields += [
        text("kind", "cell"), "\"table\":\(table)", "\"row\":\(origin.row)", "\"column\":\(origin.column)",
      ]
    case .caption(let table): fields += [text("kind", "caption"), "\"table\":\(table)"]
    case .quote: fields.append(text("kind", "quote"))
    case .preformatted: fields.append(text("kind", "preformatted"))
    }
    fields.append(text("text", report.string(block.span)))
    return "{\(fields.joined(separator: ","))}"
  }

  private static func table(_ table: Table, in report: Report) -> String {
    let cells = table.cells.filter { !$0.span.isEmpty }.map { cell in
      var fields = [
        "\"row\":\(cell.row)", "\"column\":\(cell.column)", text("text", report.string(cell.span)),
      ]
      if cell.rowSpan > 1 { fields.append("\"row-span\":\(cell.rowSpan)") }
      if cell.columnSpan > 1 { fields.append("\"column-span\":\(cell.columnSpan)") }
      return "{\(fields.joined(separator: ","))}"
    }
    let fields = [
      "\"rows\":\(table.rowCount)", "\"columns\":\(table.columnCount)", "\"header-rows\":\(table.headerRowCount)",
      "\"header-columns\":\(table.headerColumnCount)", text("caption", table.caption.map(report.string)),
      text("unit-note", table.unitNote.map(report.string)), "\"cells\":[\(cells.joined(separator: ","))]",
    ]
    return "{\(fields.joined(separator: ","))}"
  }

  private static func text(_ key: String, _ value: String?) -> String {
    "\"\(key)\":\(value.map(quoted) ?? "null")"
  }

  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
