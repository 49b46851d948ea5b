/// Word documents: the main part's paragraphs, runs and tables as the assembler's elements, charts and footnotes after it.
///
/// Tracked changes are read as accepted. Heads, feet and comments are not the text, so they are not read.
struct WordFormat {
  private let archive: ArchiveReader
  private let main: String
  private let sink: BlockAssembler

  init(_ archive: ArchiveReader, main: String, into sink: BlockAssembler) {
    self.archive = archive
    self.main = main
    self.sink = sink
  }

  func read() throws(ReadingError) {
    try OfficeProperties.read(archive, into: &sink.draft.hints)
    let links = try Relationships(archive, of: main)
    let styles = WordStyles()
    let numbering = WordNumbering()
    if let part = links.target(ofType: "styles") { try PartParser.parse(archive, part, into: styles) }
    if let part = links.target(ofType: "numbering") { try PartParser.parse(archive, part, into: numbering) }
    if sink.draft.hints.language == nil { sink.draft.hints.language = styles.language }
    let body = WordBody(sink, styles, numbering)
    try PartParser.parse(archive, main, into: body)
    sink.finish()
    for id in body.charts {
      guard let link = links.byID[id], link.type == "chart" else { continue }
      try ChartFormat.read(archive, link.target, line: 0, into: sink)
    }
    for kind in ["footnotes", "endnotes"] {
      guard let part = links.target(ofType: kind) else { continue }
      body.notesOf = kind
      try PartParser.parse(archive, part, into: body)
      sink.finish()
    }
    if links.externalCount > 0 {
      let parts = links.externalCount == 1 ? "1 part" : "\(links.externalCount) parts"
      sink.draft.notes.append("\(parts) outside the file not fetched")
    }
  }
}
