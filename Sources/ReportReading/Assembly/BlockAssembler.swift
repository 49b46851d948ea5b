/// Takes markup events, gives a `Draft`: text collapsed into one buffer, cut at block boundaries, with looks and tables.
final class BlockAssembler {
  private let heldDraft = Held(Draft())
  private let heldFrames = Held([Frame()])
  private let heldRunning = Held(RunningBlock())
  private let heldLine = Held(0)
  private let styles = Held(StyleCache())
  /// What the marks of an abbreviated page stand for; none where it is not.
  var markedStyles: [InlineStyle] {
    get { styles.value.marked }
    set { styles.value.marked = newValue }
  }
  var draft: Draft {
    _read { yield heldDraft.value }
    _modify { yield &heldDraft.value }
  }
  /// The open elements, outermost first; the first is the page.
  var frames: [Frame] {
    _read { yield heldFrames.value }
    _modify { yield &heldFrames.value }
  }
  /// The block whose text is being gathered.
  var running: RunningBlock {
    _read { yield heldRunning.value }
    _modify { yield &heldRunning.value }
  }
  /// The line of the source that the parser stands on.
  var line: Int {
    get { heldLine.value }
    set { heldLine.value = newValue }
  }
  var tableStack: [Int] = []
  var listStack: [OpenList] = []
  var listCount = 0
  /// Marker of a list item that still waits for its first block.
  var pendingItem: (depth: Int, ordinal: Int?)?
  /// Text of an element that is metadata, not prose (`title`, a script of linked data, a context).
  var capture: Capture?
  var xbrl = XBRLResources()
  var openTags: [DraftTag] = []
  /// Source line given by the markup itself (Markdown), 0 where the parser's own count holds.
  var statedLine = 0
  let dialect: Dialect
  /// Bytes of text left out because of the names of their elements.
  var chromeBytes = 0
  /// False where names have proved to mean something else on this page.
  var trustsNames = true
  /// False where the lines of what is parsed are not lines of a file that a person has.
  var hasLines = true

  enum Dialect { case html, reportXML }

  struct Frame {
    var element: Element = .other
    var bold = false
    var italic = false
    var underlined = false
    var centered = false
    var silent = false
    var preformatted = false
    var link = false
    var localLink = false
    var quote = false
    var raisedFrom = -1
    var fontSize = 0
    var indent = 0
    var heading = 0
    var traits: DraftBlock.Traits = []
    /// Section nesting, for vocabularies whose titles take their level from it.
    var sections = 0
    var inCaption = false
    /// Text here belongs to a paragraph, an item or a cell, so an unknown element inside it is a run, not a block.
    var inText = false
    var isBlock = false
    var inMetadata = false
    /// Index of `Draft.containers`.
    var container = 0
    /// Silent because of what its name says of it, not by what it is.
    var isChrome = false
  }

  struct OpenList {
    let id: Int
    let ordered: Bool
    var next: Int
  }

  struct Capture {
    enum Purpose { case title, statedTitle, linkedData, xbrl(Element), named(String), meta(String) }
    let purpose: Purpose
    let depth: Int
    var bytes: [UInt8] = []
  }

  init(dialect: Dialect = .html) { self.dialect = dialect }

  /// Makes room for what a page of so many bytes usually gives, so that it need not move as it grows.
  func expect(bytes: Int) {
    let usual = min(bytes, 16 << 20)
    // Of a filing's bytes a quarter or less is text, and its blocks are two hundred bytes apart.
    draft.text.reserveCapacity(bytes / 4)
    draft.blocks.reserveCapacity(usual / 128)
    draft.containers.reserveCapacity(usual / 128)
  }

  // MARK: Events

  func start(_ element: Element, _ attributes: [MarkupAttribute], line: Int) {
    self.line = hasLines ? line : 0
    var frame = frames[frames.count - 1]
    frame.element = element
    frame.raisedFrom = -1
    frame.isBlock = element.isBlock || dialect == .reportXML && element == .other && !frame.inText
    if frame.silent {
      frames.append(frame)
      startSilent(element, attributes)
      return
    }
    var style = InlineStyle()
    var isHidden = element.isSilent
    var kind = ChromeKind.none
    var container = DraftContainer.Role.plain
    for attribute in attributes {
      switch attribute.name {
      case .style: style = styles.value.style(attribute.value)
      case .hidden: isHidden = true
      case .ariaHidden: if attribute.string == "true", element != .span { isHidden = true }
      case .align: style.centered = attribute.string.lowercased() == "center"
      case .class, .id, .role:
        // The page and its main parts are named after what stands in them too ("page with-sidebar").
        if trustsNames, element != .body, element != .html, element != .main, element != .article {
          kind = max(kind, ChromeKind(token: attribute))
        }
        if container == .plain, element == .div || element == .section, PageRole.isMain(attribute) {
          container = .article
        }
      case .itemprop:
        if element.isDivision, PageRole.isBody(attribute) { container = .article }
      case .sourcePosition: statedLine = attribute.leadingInteger ?? statedLine
      default: break
      }
    }
    if style.hidden || kind == .drop || (style.white && style.fontSize > 0 && style.fontSize <= 3) { isHidden = true }
    if dialect == .reportXML, isMetadata(element, frame) { isHidden = true }
    if frame.isBlock { flush() }
    apply(element, style, kind, attributes, to: &frame)
    if isHidden {
      frame.silent = true
      frame.isChrome = kind == .drop
    } else if element.isDivision {
      if element == .main { container = .main } else if element == .article { container = .article }
      frame.container = draft.containers.count
      draft.containers.append(DraftContainer(parent: frames[frames.count - 1].container, role: container))
      if element.isOfPages { draft.isWebPage = true }
    }
    frames.append(frame)
    if isHidden {
      startSilent(element, attributes)
      return
    }
    if style.pageBreak, element.isBlock { markPageBreak() }
    open(element, attributes, style)
  }

  func end(_ element: Element) {
    var match = frames.count - 1
    while match > 0, frames[match].element != element { match -= 1 }
    guard match > 0 else { return }
    while frames.count > match { close(frames.removeLast()) }
  }

  func finish() {
    while frames.count > 1 { close(frames.removeLast()) }
    flush()
  }

  /// What an element changes for everything inside it.
  private func apply(
    _ element: Element, _ style: InlineStyle, _ kind: ChromeKind, _ attributes: [MarkupAttribute], to frame: inout Frame
  ) {
    switch element {
    case .b, .strong: frame.bold = true
    case .i, .em, .cite: frame.italic = true
    case .u: frame.underlined = true
    case .center: frame.centered = true
    case .pre: frame.preformatted = true
    case .blockquote: frame.quote = true
    case .header: frame.traits.insert(.inHeader)
    case .footer: frame.traits.insert(.inFooter)
    case .aside: if !isNote(attributes) { frame.traits.insert(.inAside) }
    case .article, .main: frame.traits.insert(.inArticle)
    case .section: frame.sections += 1
    case .h1, .h2, .h3, .h4, .h5, .h6: frame.heading = element.headingLevel ?? 0
    case .xmlTitle: frame.heading = min(6, frame.sections + 1)
    case .a:
      for attribute in attributes where attribute.name == .href {
        frame.link = true
        frame.localLink = attribute.value.first == UInt8(ascii: "#")
      }
    case .caption: frame.inCaption = true
    case .p, .li: frame.inText = true
    case .xmlMetadata: frame.inMetadata = true
    case .td, .th:
      frame.inText = true
      frame.bold = false
      frame.centered = false
      frame.indent = 0
    default: break
    }
    switch kind {
    case .header: frame.traits.insert(.inHeader)
    case .footer: frame.traits.insert(.inFooter)
    case .aside: frame.traits.insert(.inAside)
    case .none, .drop: break
    }
    if let bold = style.bold { frame.bold = bold }
    if let italic = style.italic { frame.italic = italic }
    if let underlined = style.underlined { frame.underlined = underlined }
    if let centered = style.centered { frame.centered = centered }
    if style.fontSize > 0 { frame.fontSize = style.fontSize }
    if element.isBlock { frame.indent += style.indent }
    if element == .sup || style.raised || element == .a && isNoteReference(attributes) {
      frame.raisedFrom = draft.text.count
    }
  }

  private func open(_ element: Element, _ attributes: [MarkupAttribute], _ style: InlineStyle) {
    switch element {
    case .br: lineBreak()
    case .hr: flush()
    case .ul, .ol: openList(element, attributes)
    case .li: openItem(attributes)
    case .table: openTable(attributes)
    case .tr: openRow()
    case .td, .th: openCell(element, attributes, style)
    case .thead: if let table = tableStack.last { draft.tables[table].hasHeaderMarkup = true }
    case .q: characters("\u{201C}")
    case .time:
      for attribute in attributes where attribute.name == .datetime { draft.hints.times.append(attribute.string) }
    case .html, .body:
      for attribute in attributes where attribute.name == .lang && draft.hints.language == nil {
        draft.hints.language = attribute.string
      }
    case .ixNonFraction, .ixNonNumeric: openTag(element, attributes)
    default: break
    }
  }

  private func close(_ frame: Frame) {
    if frame.silent {
      closeSilent(frame)
      if !(frames.last?.silent ?? false), frame.isBlock { flush() }
      return
    }
    if frame.raisedFrom >= 0 { settleRaised(from: frame.raisedFrom) }
    switch frame.element {
    case .q: characters("\u{201D}")
    case .ixNonFraction, .ixNonNumeric: closeTag(frame.element)
    default: break
    }
    if frame.isBlock {
      closingFrame = frame
      flush()
      closingFrame = nil
    }
    switch frame.element {
    case .ul, .ol: _ = listStack.popLast()
    case .li: pendingItem = nil
    case .table: closeTable()
    case .td, .th: closeCell()
    default: break
    }
  }

  /// The frame whose end closes the running block, since it is no longer on the stack.
  var closingFrame: Frame?

  /// Footnotes of books stand in an `aside` and are of the report; `epub:type` or `role` says so.
  private func isNote(_ attributes: [MarkupAttribute]) -> Bool {
    attributes.contains { attribute in
      guard attribute.name == .type || attribute.name == .role else { return false }
      return attribute.string.lowercased().split(separator: " ").contains {
        $0.hasSuffix("note") || $0.hasSuffix("notes")
      }
    }
  }

  /// The mark that points to a footnote or back from it, raised or not, as books write it.
  private func isNoteReference(_ attributes: [MarkupAttribute]) -> Bool {
    attributes.contains { attribute in
      guard attribute.name == .type || attribute.name == .role else { return false }
      return ["noteref", "doc-noteref", "doc-backlink"].contains(attribute.string.lowercased())
    }
  }

  /// Author, publisher, date and the like at the top of an XML report are metadata; deeper down they are text.
  private func isMetadata(_ element: Element, _ parent: Frame) -> Bool {
    switch element {
    case .xmlMetadata: true
    case .xmlAuthor, .xmlPublisher, .xmlDate: parent.inMetadata || frames.count <= 3
    default: false
    }
  }
}
