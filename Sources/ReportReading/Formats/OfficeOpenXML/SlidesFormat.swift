/// Presentations: each slide's title as a heading, its texts as items and paragraphs, its tables and charts as tables.
///
/// Slides come in the order in which they are shown, hidden ones left out; a speaker's notes follow their slide. The line
/// of a block is its slide's number.
struct SlidesFormat {
  let package: OfficePackage

  func read() throws(ReadingError) {
    let (sink, links) = (package.sink, package.links)
    let order = SlideOrder()
    try package.parse(package.main, into: order)
    sink.hasLines = true
    for (index, id) in order.ids.enumerated() {
      guard let link = links.byID[id], link.type == "slide" else { continue }
      // The title comes first, wherever the slide's part has it.
      let titles = SlideBody(sink, slide: index + 1, reading: .title)
      try package.parse(link.target, into: titles)
      if titles.isHidden {
        sink.draft.notes.append("hidden slide \(index + 1) left out")
        continue
      }
      let body = SlideBody(sink, slide: index + 1, reading: .body)
      try package.parse(link.target, into: body)
      sink.finish()
      sink.statedLine = 0
      let parts = try Relationships(package.archive, of: link.target)
      for id in body.charts {
        guard let part = parts.byID[id], part.type == "chart" else { continue }
        try ChartFormat.read(package.archive, part.target, line: index + 1, into: sink)
      }
      if let notes = parts.target(ofType: "notesSlide") {
        try package.parse(notes, into: SlideBody(sink, slide: index + 1, reading: .notes))
        sink.finish()
        sink.statedLine = 0
      }
    }
  }
}

private final class SlideOrder: PartHandler {
  private(set) var ids: [String] = []

  func start(_ name: String, _ attributes: PartAttributes) {
    if name == "p:sldId", let id = attributes["r:id"] { ids.append(id) }
  }
  func end(_ name: String) {}
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
