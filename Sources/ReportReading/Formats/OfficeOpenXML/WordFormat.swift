/// Word documents: the main part's paragraphs, runs and tables as the assembler's elements, charts and footnotes after it.
///
/// Tracked changes are read as accepted. Heads, feet and comments are not the text, so they are not read.
struct WordFormat {
  let package: OfficePackage

  func read() throws(ReadingError) {
    let (sink, links) = (package.sink, package.links)
    let styles = WordStyles()
    let numbering = WordNumbering()
    try package.parse(type: "styles", into: styles)
    try package.parse(type: "numbering", into: numbering)
    if sink.draft.hints.language == nil { sink.draft.hints.language = styles.language }
    let body = WordBody(sink, styles, numbering)
    try package.parse(package.main, into: body)
    sink.finish()
    for id in body.charts {
      guard let link = links.byID[id], link.type == "chart" else { continue }
      try ChartFormat.read(package.archive, link.target, line: 0, into: sink)
    }
    for kind in ["footnotes", "endnotes"] {
      body.notesOf = kind
      try package.parse(type: kind, into: body)
      sink.finish()
    }
    if links.externalCount > 0 {
      let parts = links.externalCount == 1 ? "1 part" : "\(links.externalCount) parts"
      sink.draft.notes.append("\(parts) outside the file not fetched")
    }
  }
}
