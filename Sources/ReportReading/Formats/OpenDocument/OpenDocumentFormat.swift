/// OpenDocument texts, spreadsheets and presentations: `styles.xml` for what styles look like, then `content.xml`.
struct OpenDocumentFormat {
  private let archive: ArchiveReader
  private let kind: ReportFormat
  private let sink: BlockAssembler

  init(_ archive: ArchiveReader, kind: ReportFormat, into sink: BlockAssembler) {
    self.archive = archive
    self.kind = kind
    self.sink = sink
  }

  func read() throws(ReadingError) {
    let properties = OpenDocumentProperties()
    try PartParser.parse(archive, "meta.xml", into: properties)
    properties.fill(&sink.draft.hints)
    let styles = OpenDocumentStyles()
    try PartParser.parse(archive, "styles.xml", into: styles)
    if sink.draft.hints.language == nil { sink.draft.hints.language = styles.language }
    if kind == .ods {
      let extent = OpenDocumentExtent(styles)
      try PartParser.parse(archive, "content.xml", into: extent)
      sink.hasLines = true
      let writer = SheetWriter(sink, path: archive.path, cellLimit: archive.limits.cells)
      let sheets = OpenDocumentSheets(writer, styles: styles, extents: extent.sheets, cellLimit: archive.limits.cells)
      try PartParser.parse(archive, "content.xml", into: sheets)
      if let fault = sheets.fault { throw fault }
      sink.draft.notes += extent.notes
    } else {
      // A slide has a number that a reader can find; a line of `content.xml` has not.
      sink.hasLines = kind == .odp
      let body = OpenDocumentBody(sink, styles: styles, isPresentation: kind == .odp)
      try PartParser.parse(archive, "content.xml", into: body)
      sink.finish()
      body.writeNotes()
    }
  }
}

/// `meta.xml`, as hints for the report's metadata.
private final class OpenDocumentProperties: PartHandler {
  private var values: [String: String] = [:]
  private var current = ""
  private var text: [UInt8] = []
  /// Fields that the author added, and those that came from a web page's head.
  private var own: [(name: String, content: String)] = []
  private var ownName = ""

  func fill(_ hints: inout MetadataHints) {
    hints.meta += own
    for (key, name) in [
      ("dc:title", "dc.title"), ("dc:publisher", "dc.publisher"), ("meta:initial-creator", "dc.creator"),
      ("dc:creator", "dc.creator"), ("dc:language", "dc.language"),
    ] {
      if let value = values[key]?.collapsed, !value.isEmpty { hints.meta.append((name, value)) }
    }
    hints.made = [values["meta:creation-date"], values["dc:date"]].compactMap { $0?.collapsed }
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    current = name
    text = []
    ownName = attributes["meta:name"]?.lowercased() ?? ""
  }
  func end(_ name: String) {
    if name == "meta:user-defined", name == current, !text.isEmpty, own.count < 64 {
      own.append((ownName, String(decoding: text, as: UTF8.self).collapsed))
    }
    if name == current, !text.isEmpty, values[name] == nil { values[name] = String(decoding: text, as: UTF8.self) }
    current = ""
  }
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { if text.count < 4096 { text.append(contentsOf: bytes) } }
}
