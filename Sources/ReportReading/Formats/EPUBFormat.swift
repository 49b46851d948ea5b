/// Books: the chapters of the spine in their order, each read as the web page that it is.
struct EPUBFormat {
  private let archive: ArchiveReader
  private let sink: BlockAssembler

  init(_ archive: ArchiveReader, into sink: BlockAssembler) {
    self.archive = archive
    self.sink = sink
  }

  func read() throws(ReadingError) {
    let container = BookContainer()
    try PartParser.parse(archive, "META-INF/container.xml", into: container)
    guard let main = container.package.flatMap({ PartName.normalized($0) }), archive.contains(main) else {
      throw ReadingError(path: archive.path, reason: .malformed("an EPUB without a package document"))
    }
    let book = BookPackage(main)
    try PartParser.parse(archive, main, into: book)
    let locked = LockedParts()
    try PartParser.parse(archive, "META-INF/encryption.xml", into: locked)
    book.fill(&sink.draft.hints)
    // A book has no navigation around its text: what a chapter is named after is its own matter.
    sink.trustsNames = false
    var seen: Set<String> = []
    for id in book.spine {
      guard let item = book.items[id], !item.isNavigation, seen.insert(item.part).inserted else { continue }
      guard item.type.contains("html") || item.type.isEmpty else { continue }
      if locked.parts.contains(item.part.lowercased()) { throw ReadingError(path: archive.path, reason: .encrypted) }
      try chapter(item.part)
    }
  }

  /// Reads one chapter as XHTML or, where it is not well-formed, as HTML.
  private func chapter(_ part: String) throws(ReadingError) {
    let bytes = try archive.bytes(of: part)
    guard !bytes.isEmpty else { return }
    let source = try SourceText.decode(bytes, path: archive.path)
    try MarkupGuard.check(source.bytes, path: archive.path)
    let mark = sink.mark
    let outcome = MarkupParser.parseXML(source.bytes, into: sink, depthLimit: archive.limits.depth)
    if outcome.tooDeep { throw ReadingError(path: archive.path, reason: .tooDeep(limit: archive.limits.depth)) }
    guard outcome.fatal != nil else { return }
    sink.rewind(to: mark)
    let again = MarkupParser.parseHTML(source.bytes, into: sink, depthLimit: archive.limits.depth)
    if again.tooDeep { throw ReadingError(path: archive.path, reason: .tooDeep(limit: archive.limits.depth)) }
  }
}

private final class BookContainer: PartHandler {
  private(set) var package: String?

  func start(_ name: String, _ attributes: PartAttributes) {
    if name == "container:rootfile", package == nil { package = attributes["full-path"] }
  }
  func end(_ name: String) {}
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The package document: what the book is, what is in it, and in which order it is read.
private final class BookPackage: PartHandler {
  struct Item {
    let part: String
    let type: String
    /// A table of contents, or a cover that is a picture.
    let isNavigation: Bool
  }

  private(set) var items: [String: Item] = [:]
  private(set) var spine: [String] = []
  private let main: String
  private var values: [(name: String, text: String)] = []
  private var current = ""
  private var text: [UInt8] = []

  init(_ main: String) { self.main = main }

  func fill(_ hints: inout MetadataHints) {
    for (name, key) in [
      ("dc:title", "dc.title"), ("dc:publisher", "dc.publisher"), ("dc:creator", "dc.creator"), ("dc:date", "dc.date"),
      ("dc:language", "dc.language"),
    ] {
      if let value = values.first(where: { $0.name == name })?.text.collapsed, !value.isEmpty {
        hints.meta.append((key, value))
      }
    }
    if hints.language == nil { hints.language = values.first { $0.name == "dc:language" }?.text.collapsed }
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    current = name
    text = []
    switch name {
    case "opf:item":
      guard let id = attributes["id"], let part = attributes["href"].flatMap({ PartName.resolved($0, from: main) })
      else { return }
      let properties = attributes["properties"]?.split(separator: " ") ?? []
      items[id] = Item(
        part: part, type: attributes["media-type"]?.lowercased() ?? "", isNavigation: properties.contains("nav"))
    case "opf:itemref": if let id = attributes["idref"], spine.count < 100_000 { spine.append(id) }
    default: break
    }
  }

  func end(_ name: String) {
    if name == current, name.hasPrefix("dc:"), values.count < 256 {
      values.append((name, String(decoding: text, as: UTF8.self)))
    }
    current = ""
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { if text.count < 4096 { text.append(contentsOf: bytes) } }
}

/// Parts that are encrypted, which fonts often are and chapters must not be.
private final class LockedParts: PartHandler {
  private(set) var parts: Set<String> = []

  func start(_ name: String, _ attributes: PartAttributes) {
    guard name == "enc:CipherReference", let target = attributes["URI"].flatMap({ PartName.resolved($0, from: "") })
    else { return }
    parts.insert(target.lowercased())
  }
  func end(_ name: String) {}
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

extension BlockAssembler {
  /// How far a draft has come between two parses.
  struct Mark {
    fileprivate let text: Int
    fileprivate let blocks: Int
    fileprivate let tables: Int
    fileprivate let emphasis: Int
    fileprivate let tags: Int
  }

  var mark: Mark {
    Mark(
      text: draft.text.count, blocks: draft.blocks.count, tables: draft.tables.count, emphasis: draft.emphasis.count,
      tags: draft.tags.count)
  }

  /// Takes back everything since `mark`, which must have been taken when no element was open.
  func rewind(to mark: Mark) {
    draft.text.removeLast(draft.text.count - mark.text)
    draft.blocks.removeLast(draft.blocks.count - mark.blocks)
    draft.tables.removeLast(draft.tables.count - mark.tables)
    draft.emphasis.removeLast(draft.emphasis.count - mark.emphasis)
    draft.tags.removeLast(draft.tags.count - mark.tags)
    running.start = mark.text
    frames = [Frame()]
    tableStack = []
    listStack = []
    pendingItem = nil
    capture = nil
    openTags = []
  }
}
