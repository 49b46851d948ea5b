import Crypto
import Foundation

/// Reads one file into a `Report`. Every byte is hostile until parsed: nothing is fetched, and memory, depth and size are bounded.
package struct ReportReader: Sendable {
  package let limits: Limits
  package let processors: Processors

  package init(limits: Limits = Limits(), processors: Processors = .all) {
    self.limits = limits
    self.processors = processors
  }

  /// Bounds on what is read, so that a bad file costs only itself.
  package struct Limits: Hashable, Sendable {
    /// Bytes of a file. Default 256 MB.
    package var reportBytes = 256 << 20
    /// Nested elements. Default 2,048.
    package var depth = 2048
    /// Files in an archive. Default 10,000.
    package var archiveEntries = 10_000
    /// Bytes that a packed byte may unpack to, beyond the first 16 MB. Default 200.
    package var archiveRatio = 200
    /// Bytes that one report may unpack to in all. Default 512 MB.
    package var unpackedBytes = 512 << 20
    /// Packings inside packings. Default 4.
    package var archiveDepth = 4
    /// Cells of sheets, gaps between filled ones included. Default 500,000.
    package var cells = 500_000
    /// Pages of a PDF that are read. Default 5,000.
    package var pages = 5000
    /// Words of a PDF that are read. Default 20 million.
    package var words = 20_000_000
    /// Items of a feed, or attachments of a message. Default 1,000.
    package var members = 1000
    /// Messages inside messages. Default 10.
    package var messageDepth = 10
    /// Seconds that a helper program may take. Default 120.
    package var seconds = 120
    package init() {}
  }

  /// Reads the file at `path`; `-` is standard input. Of a file that holds several reports, `feed.xml#item-2` is one.
  package func read(path: String) throws(ReadingError) -> Report {
    if Self.member(of: path) != nil {
      guard let report = try reports(path: path).first else { throw ReadingError(path: path, reason: .missing) }
      return report
    }
    return try read(bytes: FileBytes.read(path: path, limit: limits.reportBytes), path: path)
  }

  /// Reads a report that is already in memory. `path` names it in errors and its extension helps to tell the format.
  /// The items of a feed are one report here, and a message stands without its attachments: see `reports`.
  package func read(bytes: [UInt8], path: String) throws(ReadingError) -> Report {
    guard !bytes.isEmpty else { throw ReadingError(path: path, reason: .empty) }
    guard bytes.count <= limits.reportBytes else {
      throw ReadingError(path: path, reason: .tooLarge(limit: limits.reportBytes))
    }
    let sharing = bytes.count < Self.sharedBytes ? Processors.one : processors
    let (content, sha256) = sharing.both(
      { Result { () throws(ReadingError) in try self.content(of: bytes, path: path) } }, { Self.sha256(of: bytes) })
    return try content.get().report(path: path, bytes: bytes.count, sha256: sha256)
  }

  /// The least bytes of a file that are worth a second processor's while.
  private static let sharedBytes = 256 << 10

  private func content(of bytes: [UInt8], path: String) throws(ReadingError) -> Content {
    let (assembler, settled) = try draft(of: bytes, path: path)
    return try content(of: assembler, format: settled, path: path)
  }

  /// Tells the format and fills an assembler.
  func draft(of bytes: [UInt8], path: String) throws(ReadingError) -> (BlockAssembler, ReportFormat) {
    try draft(of: bytes, path: path, budget: UnpackBudget(limits: limits))
  }

  /// Shapes what a format's reader assembled.
  func content(of assembler: BlockAssembler, format: ReportFormat, path: String) throws(ReadingError) -> Content {
    let shaped = ReportShaper.shape(assembler.draft, xbrl: assembler.xbrl, over: processors)
    guard !shaped.blocks.isEmpty else { throw ReadingError(path: path, reason: .noText) }
    return Content(
      format: format,
      metadata: MetadataReader(
        hints: assembler.draft.hints, shaped: shaped, letterhead: assembler.draft.letterhead, path: path
      ).metadata,
      shaped: shaped, notes: assembler.draft.notes)
  }

  /// What was read of a file, before it is told which file it was.
  struct Content: Sendable {
    let format: ReportFormat
    let metadata: ReportMetadata
    let shaped: ReportShaper.Shaped
    let notes: [String]

    func report(path: String, bytes: Int, sha256: String) -> Report {
      Report(
        source: ReportSource(path: path, sha256: sha256, format: format, byteCount: bytes), metadata: metadata,
        text: shaped.text, blocks: shaped.blocks, tables: shaped.tables, sentences: shaped.sentences,
        facts: shaped.facts, notes: notes)
    }
  }

  /// Hexadecimal.
  static func sha256(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Tells the format and fills an assembler. What is packed is unpacked within `budget`, and read the same way.
  func draft(of bytes: [UInt8], path: String, budget: UnpackBudget) throws(ReadingError) -> (
    BlockAssembler, ReportFormat
  ) {
    if PDFFormat.matches(bytes) { return (try PDFFormat.read(bytes, path: path, limits: limits), .pdf) }
    if let packing = Packing(bytes) { return try packing.draft(of: bytes, path: path, reader: self, budget: budget) }
    if let container = Container(bytes, path: path) {
      let opened = try container.members(of: bytes, path: path, limits: limits)
      let texts = opened.members.filter { if case .file = $0.content { false } else { true } }
      let assembler = try assembler(of: texts, path: path)
      let files = opened.members.count - texts.count
      assembler.draft.notes += opened.notes
      if files > 0 { assembler.draft.notes.append("\(files) attached file\(files == 1 ? "" : "s") not read") }
      return (assembler, container.format)
    }
    try BinaryGuard.check(bytes, path: path)
    var source = try SourceText.decode(bytes, path: path)
    Envelope.blank(&source.bytes)
    let repaired = TextRepair.repair(source.bytes)
    source.bytes = repaired.bytes
    let format = FormatSniffer.format(of: source.bytes, path: path)
    if format != .text { try MarkupGuard.check(source.bytes, path: path) }
    let drafted = try assemble(source.bytes, format: format, path: path)
    if repaired.places > 0 { drafted.0.draft.notes.append("mojibake repaired in \(repaired.places) places") }
    return drafted
  }

  private func assemble(_ bytes: [UInt8], format: ReportFormat, path: String) throws(ReadingError) -> (
    BlockAssembler, ReportFormat
  ) {
    let assembler = BlockAssembler(dialect: format == .xml ? .reportXML : .html)
    var outcome = MarkupOutcome()
    var settled = format
    switch format {
    case .markdown:
      let (fields, body) = MarkdownFormat.splitFrontMatter(bytes)
      assembler.draft.hints.meta = fields
      outcome = MarkupParser.parseHTML(MarkdownFormat.html(body), into: assembler, depthLimit: limits.depth)
    case .odt, .ods, .odp:
      assembler.hasLines = false
      let source = OpenDocumentFormat.Source.flat(bytes, path: path, limits: limits)
      try OpenDocumentFormat(source: source, kind: format, into: assembler).read()
      assembler.finish()
      return (assembler, format)
    case .jats: return (try Vocabulary.jats.read(bytes, path: path, limits: limits), .jats)
    case .docbook: return (try Vocabulary.docBook.read(bytes, path: path, limits: limits), .docbook)
    case .xbrl: return (try XBRLInstance.read(bytes, path: path, limits: limits), .xbrl)
    case .text: PlainTextFormat.read(bytes, into: assembler)
    case .xml: outcome = MarkupParser.parseXML(bytes, into: assembler, depthLimit: limits.depth)
    case .xhtml, .inlineXBRL:
      outcome = MarkupParser.parseXML(bytes, into: assembler, depthLimit: limits.depth, over: processors)
      if outcome.fatal != nil, !outcome.tooDeep { return try assemble(bytes, format: .html, path: path) }
    default:
      outcome = MarkupParser.parseHTML(bytes, into: assembler, depthLimit: limits.depth, over: processors)
      if assembler.trustsNames, assembler.chromeBytes > max(2000, 2 * assembler.draft.text.count) {
        // Names that take most of the page away mean something else here.
        let second = BlockAssembler()
        second.trustsNames = false
        outcome = MarkupParser.parseHTML(bytes, into: second, depthLimit: limits.depth)
        if second.draft.text.count > assembler.draft.text.count { return (second, settled) }
      }
    }
    if outcome.tooDeep { throw ReadingError(path: path, reason: .tooDeep(limit: limits.depth)) }
    if let fatal = outcome.fatal {
      throw ReadingError(path: path, reason: .malformed("line \(fatal.line): \(fatal.message)"))
    }
    if !assembler.draft.tags.isEmpty { settled = .inlineXBRL }
    return (assembler, settled)
  }
}
