/// Turns the elements of an OpenDocument text or presentation into the assembler's events.
///
/// Deleted text of tracked changes stands apart in the file and is not read, so changes are read as accepted.
final class OpenDocumentBody: PartHandler {
  private let sink: BlockAssembler
  private let styles: OpenDocumentStyles
  private let isPresentation: Bool

  private struct Frame {
    let element: Element?
    /// Runs opened inside it, to be closed with it.
    var runs: [Element] = []
  }

  private struct OpenList {
    var style: String?
    var number: Int
    var isNumbered: Bool
    var start: Int
  }

  private var frames: [Frame] = []
  private var lists: [OpenList] = []
  /// Numbers that lists reached, for those that continue: by style and by the list's own id.
  private var reached: [String: Int] = [:]
  private var item: (depth: Int, ordinal: Int?)?
  private var skipped = 0
  private var inParagraph = 0
  private var headerRows = 0
  private var slide = 0
  /// Notes, set apart until the text has ended.
  private var notes: [[UInt8]] = []
  private var noteDepth = 0
  private var inBody = false
  private var inAutomatic = false

  init(_ sink: BlockAssembler, styles: OpenDocumentStyles, isPresentation: Bool) {
    self.sink = sink
    self.styles = styles
    self.isPresentation = isPresentation
  }

  /// Writes the notes, numbered in the order in which the text refers to them.
  func writeNotes() {
    for (index, note) in notes.enumerated() where !note.isEmpty {
      sink.pendingItem = (1, index + 1)
      sink.start(.p, [], line: 0)
      note.withUnsafeBufferPointer { sink.characters($0) }
      sink.end(.p)
    }
  }

  // MARK: Events

  func start(_ name: String, _ attributes: PartAttributes) {
    if skipped > 0 {
      skipped += 1
      return
    }
    switch name {
    case "office:automatic-styles": inAutomatic = true
    case "office:body": inBody = true
    default:
      if inAutomatic { styles.start(name, attributes) }
      if inBody { content(name, attributes) }
    }
  }

  func end(_ name: String) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    if name == "office:automatic-styles" { inAutomatic = false }
    if name == "office:body" { inBody = false }
    if inAutomatic { styles.end(name) }
    if inBody { endContent(name) }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard inBody, skipped == 0, inParagraph > 0 else { return }
    if noteDepth > 0, let last = notes.indices.last {
      if notes[last].count < 1 << 16 { notes[last].append(contentsOf: bytes) }
    } else {
      sink.characters(bytes)
    }
  }

  private func content(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "text:p", "text:h": paragraph(name, attributes)
    case "text:span", "text:a":
      let style = styles.resolved(attributes["text:style-name"], family: "text")
      var runs: [Element] = []
      if noteDepth == 0 {
        if style.isHidden ?? false { runs.append(.script) }
        if style.bold ?? false { runs.append(.b) }
        if style.italic ?? false { runs.append(.i) }
        if style.isRaised ?? false { runs.append(.sup) }
      }
      open(nil, runs)
    case "text:s", "text:tab": space()
    case "text:line-break": if noteDepth > 0 { space() } else if inParagraph > 0 { sink.lineBreak() }
    case "text:note":
      notes.append([])
      noteDepth += 1
    case "text:list": openList(attributes)
    case "text:list-item", "text:list-header":
      guard !lists.isEmpty else { return }
      let last = lists.count - 1
      if name == "text:list-item" {
        if let start = attributes.integer("text:start-value") { lists[last].number = start - 1 }
        lists[last].number += 1
      }
      item = name == "text:list-header" ? nil : (lists.count, lists[last].isNumbered ? lists[last].number : nil)
    case "text:section":
      if attributes["text:display"] == "none" { skipped = 1 }
    case "text:tracked-changes", "text:note-citation", "text:table-of-content", "text:alphabetical-index",
      "text:illustration-index", "text:table-index", "text:object-index", "text:user-index", "office:annotation",
      "office:forms", "office:binary-data", "draw:object", "draw:page-thumbnail", "svg:title", "svg:desc",
      "text:ruby-text", "draw:object-ole",
      "table:covered-table-cell",
      "presentation:settings", "presentation:date-time-decl", "presentation:footer-decl", "presentation:header-decl":
      skipped = 1
    default: shape(name, attributes)
    }
  }

  private func endContent(_ name: String) {
    switch name {
    case "text:p", "text:h":
      close()
      inParagraph -= 1
      if noteDepth > 0 { space() }
    case "text:span", "text:a": close()
    case "text:note": noteDepth -= 1
    case "text:list":
      if let list = lists.popLast() { reached[key(list.style, lists.count)] = list.number }
      item = nil
    case "table:table": close()
    case "draw:frame", "draw:custom-shape": isTitle = false
    case "table:table-header-rows": headerRows -= 1
    case "table:table-row", "table:table-cell": close()
    default: break
    }
  }

  // MARK: Paragraphs

  private func paragraph(_ name: String, _ attributes: PartAttributes) {
    inParagraph += 1
    guard noteDepth == 0 else { return open(nil, []) }
    let style = styles.resolved(attributes["text:style-name"], family: "paragraph")
    var element = Element.p
    if isTitle {
      element = slide <= 1 ? .h1 : .h2
    } else if name == "text:h" {
      let level = attributes.integer("text:outline-level") ?? 1
      element = [.h1, .h2, .h3, .h4, .h5, .h6][min(max(level, 1), 6) - 1]
    } else if style.name == "Title" {
      element = .h1
    } else if style.name == "Quotations" {
      element = .blockquote
    }
    if isPresentation { sink.statedLine = slide }
    if element == .p, let item { sink.pendingItem = item }
    item = nil
    var runs: [Element] = []
    if element.headingLevel == nil {
      if style.isHidden ?? false { runs.append(.script) }
      if style.bold ?? false { runs.append(.b) }
      if style.italic ?? false { runs.append(.i) }
    }
    open(element, runs)
  }

  private func space() {
    guard inParagraph > 0 else { return }
    if noteDepth > 0, let last = notes.indices.last {
      notes[last].append(0x20)
    } else {
      sink.running.pendingSpace = true
    }
  }

  private func open(_ element: Element?, _ runs: [Element]) {
    if let element { sink.start(element, [], line: slide) }
    for run in runs { sink.start(run, [], line: slide) }
    frames.append(Frame(element: element, runs: runs))
  }

  private func close() {
    guard let frame = frames.popLast() else { return }
    for run in frame.runs.reversed() { sink.end(run) }
    if let element = frame.element { sink.end(element) }
    if frame.element == .p || frame.element == .blockquote { sink.pendingItem = nil }
  }

  // MARK: Lists

  private func key(_ style: String?, _ depth: Int) -> String { "\(depth):\(style ?? "")" }

  private func openList(_ attributes: PartAttributes) {
    let style = attributes["text:style-name"] ?? lists.last?.style
    let level = styles.level(of: style, lists.count + 1)
    var number = level.start - 1
    if attributes.flag("text:continue-numbering") ?? false || attributes["text:continue-list"] != nil {
      number = reached[key(style, lists.count)] ?? number
    }
    lists.append(OpenList(style: style, number: number, isNumbered: level.isNumbered, start: level.start))
  }

  // MARK: Tables and slides

  /// The running shape holds the slide's title.
  private var isTitle = false

  private func shape(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "table:table": open(.table, [])
    case "table:table-header-rows": headerRows += 1
    case "table:table-row":
      open(.tr, [])
    case "table:table-cell":
      sink.start(
        headerRows > 0 ? .th : .td, span: attributes.integer("table:number-columns-spanned") ?? 1,
        rows: attributes.integer("table:number-rows-spanned") ?? 1, line: slide)
      frames.append(Frame(element: headerRows > 0 ? .th : .td))
      // A text cell that repeats is the same cell again; empty ones are places all the same.
      for _ in 1..<min(max(attributes.integer("table:number-columns-repeated") ?? 1, 1), 64) {
        sink.end(headerRows > 0 ? .th : .td)
        sink.start(headerRows > 0 ? .th : .td, [], line: slide)
      }
    case "draw:page":
      slide += 1
      sink.statedLine = slide
      lists = []
      if styles.resolved(attributes["draw:style-name"], family: "drawing-page").isHidden ?? false {
        sink.draft.notes.append("hidden slide \(slide) left out")
        skipped = 1
      }
    case "presentation:notes": isTitle = false
    case "draw:frame", "draw:custom-shape":
      switch attributes["presentation:class"] ?? "" {
      case "page-number", "date-time", "footer", "header": skipped = 1
      case "title": isTitle = true
      default: isTitle = false
      }
    default: break
    }
  }
}
