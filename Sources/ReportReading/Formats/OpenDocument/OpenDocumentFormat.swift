/// OpenDocument texts, spreadsheets and presentations: `styles.xml` for what styles look like, then `content.xml`; or both
/// in one flat file.
struct OpenDocumentFormat {
  enum Source {
    case package(ArchiveReader)
    /// A file that has every part in it (`.fodt`, `.fods`, `.fodp`): UTF-8, whatever its declaration says.
    case flat([UInt8], path: String, limits: ReportReader.Limits)
  }

  private let source: Source
  private let kind: ReportFormat
  private let sink: BlockAssembler
  private let path: String
  private let limits: ReportReader.Limits

  init(source: Source, kind: ReportFormat, into sink: BlockAssembler) {
    self.source = source
    self.kind = kind
    self.sink = sink
    switch source {
    case .package(let archive): (path, limits) = (archive.path, archive.limits)
    case .flat(_, let path, let limits): (self.path, self.limits) = (path, limits)
    }
  }

  /// The kind that a flat file's root element names; nil where the beginning of a file has no such root.
  static func flatKind(_ head: String) -> ReportFormat? {
    guard head.holds("<office:document"), head.holds("urn:oasis:names:tc:opendocument:xmlns:office:1.0") else {
      return nil
    }
    for (kind, format) in [("text", ReportFormat.odt), ("spreadsheet", .ods), ("presentation", .odp)]
    where head.holds("application/vnd.oasis.opendocument.\(kind)") {
      return format
    }
    return nil
  }

  private func parse(_ part: String, into handler: PartHandler) throws(ReadingError) {
    switch source {
    case .package(let archive): try PartParser.parse(archive, part, into: handler)
    case .flat(let bytes, let path, let limits):
      try PartParser.parse(bytes, path: path, limits: limits, into: handler)
    }
  }

  func read() throws(ReadingError) {
    let properties = OpenDocumentProperties()
    try parse("meta.xml", into: properties)
    properties.fill(&sink.draft.hints)
    let styles = OpenDocumentStyles()
    try parse("styles.xml", into: styles)
    if sink.draft.hints.language == nil { sink.draft.hints.language = styles.language }
    if kind == .ods {
      let extent = OpenDocumentExtent(styles)
      try parse("content.xml", into: extent)
      sink.hasLines = true
      let writer = SheetWriter(sink, path: path, cellLimit: limits.cells)
      let sheets = OpenDocumentSheets(writer, styles: styles, extents: extent.sheets, cellLimit: limits.cells)
      try parse("content.xml", into: sheets)
      if let fault = sheets.fault { throw fault }
      sink.draft.notes += extent.notes
    } else {
      // A slide has a number that a reader can find; a line of `content.xml` has not.
      sink.hasLines = kind == .odp
      let body = OpenDocumentBody(sink, styles: styles, isPresentation: kind == .odp)
      try parse("content.xml", into: body)
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
