/// Presentations: each slide's title as a heading, its texts as items and paragraphs, its tables and charts as tables.
///
/// Slides come in the order in which they are shown, hidden ones left out. The line of a block is its slide's number.
struct SlidesFormat {
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
    let order = SlideOrder()
    try PartParser.parse(archive, main, into: order)
    sink.hasLines = true
    for (index, id) in order.ids.enumerated() {
      guard let link = links.byID[id], link.type == "slide" else { continue }
      // The title comes first, wherever the slide's part has it.
      let titles = SlideBody(sink, slide: index + 1, reading: .title)
      try PartParser.parse(archive, link.target, into: titles)
      if titles.isHidden {
        sink.draft.notes.append("hidden slide \(index + 1) left out")
        continue
      }
      let body = SlideBody(sink, slide: index + 1, reading: .body)
      try PartParser.parse(archive, link.target, into: body)
      sink.finish()
      sink.statedLine = 0
      guard !body.charts.isEmpty else { continue }
      let parts = try Relationships(archive, of: link.target)
      for id in body.charts {
        guard let part = parts.byID[id], part.type == "chart" else { continue }
        try ChartFormat.read(archive, part.target, line: index + 1, into: sink)
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
