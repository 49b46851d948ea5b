/// RSS of any version and Atom: each item is a report with its own title, date and text.
enum FeedFormat {
  static func matches(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first(where: { $0 > 0x20 }), first == 0x3C || first == 0xEF else { return false }
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    let isNamed =
      head.holds("<rss") || head.holds("<rdf:RDF") && head.holds("purl.org/rss")
      || head.holds("<feed") && head.holds("http://www.w3.org/2005/Atom")
    return isNamed && !head.lowercased().holds("<html")
  }

  static func members(
    of bytes: [UInt8], path: String, limits: ReportReader.Limits
  ) throws(ReadingError) -> (members: [Member], notes: [String]) {
    let source = try SourceText.decode(bytes, path: path)
    try MarkupGuard.check(source.bytes, path: path)
    let reader = FeedReader(limit: limits.members)
    let events = XMLEvents(sink: reader, depthLimit: limits.depth)
    reader.events = events
    source.bytes.withUnsafeBytes { _ = events.feed($0) }
    events.close()
    if events.tooDeep { throw ReadingError(path: path, reason: .tooDeep(limit: limits.depth)) }
    if reader.items.isEmpty, let fatal = events.fatal {
      throw ReadingError(path: path, reason: .malformed("line \(fatal.line): \(fatal.message)"))
    }
    var notes: [String] = []
    if reader.dropped > 0 {
      notes.append("\(reader.dropped) items beyond the first \(limits.members) were left out (max-members)")
    }
    if let fatal = events.fatal { notes.append("cut at line \(fatal.line): \(fatal.message)") }
    return (
      reader.items.enumerated().map { index, item in
        Member(
          suffix: "#item-\(index + 1)", bytes: item.content.isEmpty ? item.summary : item.content, content: .html,
          title: item.title.collapsed, publisher: reader.title.collapsed, date: FeedDate.iso(item.date),
          link: item.link, line: item.line)
      }, notes
    )
  }
}

/// Collects the items of a feed. Text that is markup in disguise (escaped, or CDATA) is kept as HTML.
private final class FeedReader: XMLEventSink {
  struct Item {
    var title = ""
    var link = ""
    var date = ""
    var content: [UInt8] = []
    var summary: [UInt8] = []
    var line = 0
  }

  private(set) var items: [Item] = []
  private(set) var title = ""
  private(set) var dropped = 0
  weak var events: XMLEvents?
  private let limit: Int
  private var item: Item?
  private var text: [UInt8] = []
  private var path: [String] = []
  /// Depth of the element whose own elements are its text (Atom's XHTML), 0 outside.
  private var markupDepth = 0
  /// The running text is plain, so that its `<` is a character.
  private var isPlain = false

  init(limit: Int) { self.limit = limit }

  private static let dates = ["pubDate", "published", "date", "issued", "created", "updated", "modified"]

  func start(_ name: String, uri: String, _ attributes: XMLAttributes) {
    path.append(name)
    if markupDepth > 0 {
      text.append(contentsOf: "<\(name)".utf8)
      for key in ["href", "colspan", "rowspan"] {
        if let value = attributes[key] {
          text.append(contentsOf: " \(key)=\"".utf8)
          text.append(contentsOf: HTMLText.escaped(value.utf8))
          text.append(0x22)
        }
      }
      text.append(0x3E)
      return
    }
    switch name {
    case "item", "entry":
      item = Item()
      item?.line = events?.line ?? 0
    case "link" where item != nil:
      if let target = attributes["href"], (attributes["rel"] ?? "alternate") == "alternate" { item?.link = target }
    case "content", "summary":
      if attributes["type"] == "xhtml" { markupDepth = path.count }
      isPlain = attributes["type"] == nil || attributes["type"] == "text"
    default: break
    }
    text.removeAll(keepingCapacity: true)
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if markupDepth > 0 { text.append(contentsOf: HTMLText.escaped(bytes)) } else { text.append(contentsOf: bytes) }
  }

  func end(_ name: String, uri: String) {
    defer { path.removeLast(min(1, path.count)) }
    if markupDepth > 0, path.count > markupDepth {
      text.append(contentsOf: "</\(name)>".utf8)
      return
    }
    let isMarkup = markupDepth > 0
    markupDepth = 0
    let parent = path.dropLast().last ?? ""
    let words = String(decoding: text, as: UTF8.self)
    guard item != nil else {
      if name == "title", title.isEmpty, parent == "channel" || parent == "feed" { title = Self.plain(words) }
      text.removeAll(keepingCapacity: true)
      return
    }
    switch name {
    case "item", "entry":
      if items.count < limit { if let item { items.append(item) } } else { dropped += 1 }
      item = nil
    case "title" where parent == "item" || parent == "entry": item?.title = Self.plain(words)
    case "link" where !words.collapsed.isEmpty: item?.link = words.collapsed
    case "encoded": item?.content = text
    case "content" where parent == "entry": item?.content = isMarkup || !isPlain ? text : paragraphs(text)
    case "summary": item?.summary = isMarkup || !isPlain ? text : paragraphs(text)
    case "description": item?.summary = text
    default:
      if Self.dates.contains(name), item?.date.isEmpty ?? false || name == "pubDate" || name == "published" {
        item?.date = words.collapsed
      }
    }
    text.removeAll(keepingCapacity: true)
  }

  /// Plain text as HTML, unless it is escaped markup after all.
  private func paragraphs(_ text: [UInt8]) -> [UInt8] {
    let words = String(decoding: text.prefix(4096), as: UTF8.self)
    return words.contains("</") || words.contains("<br") ? text : HTMLText.escaped(text)
  }

  /// A title without the markup some put into it.
  private static func plain(_ words: String) -> String {
    var result = ""
    var isTag = false
    for character in words {
      if character == "<" {
        isTag = true
      } else if character == ">", isTag {
        isTag = false
      } else if !isTag {
        result.append(character)
      }
    }
    return result.replacing("&amp;", with: "&").replacing("&lt;", with: "<").replacing("&gt;", with: ">").collapsed
  }
}

/// Dates as feeds and mail write them.
enum FeedDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// "Tue, 17 Feb 2026 08:00:00 +0000" as 2026-02-17; anything else as it is.
  static func iso(_ text: String) -> String {
    let parts = text.split { $0 == " " || $0 == "," || $0 == "-" }
    for index in parts.indices.dropLast(2) {
      guard let day = Int(parts[index]), (1...31).contains(day), let year = Int(parts[index + 2].prefix(4)),
        let month = months.firstIndex(of: String(parts[index + 1].prefix(3)).lowercased())
      else { continue }
      let full = year < 100 ? 2000 + year : year
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return "\(full)-\(two(month + 1))-\(two(day))"
    }
    return text
  }
}
