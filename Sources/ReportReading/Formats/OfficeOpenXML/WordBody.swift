/// Turns the elements of a Word text (the body, or its notes) into the assembler's events.
final class WordBody: PartHandler {
  private let sink: BlockAssembler
  private let styles: WordStyles
  private let numbering: WordNumbering
  /// `footnotes` or `endnotes` while those are read, nil in the body.
  var notesOf: String?

  /// A paragraph from its start tag on; it opens in the assembler with its first text.
  private struct Paragraph {
    var style: String?
    var outline: Int?
    var list: String?
    var listLevel: Int?
    /// The paragraph's own mark was deleted: what follows belongs to it.
    var isMerged = false
    var element: Element?
    var looks = WordStyles.Looks()
    var isSilent = false
  }

  private var paragraphs: [Paragraph] = []
  private var tables: [WordTable] = []
  /// Elements inside which nothing is read.
  private var skipped = 0
  private var inParagraphProperties = false
  private var inRunProperties = false
  private var inRowProperties = false
  private var run = WordStyles.Looks()
  private var runStyle: String?
  private var opened: [Element] = []
  private var inText = false
  private var hasChoice: [Bool] = []
  /// Open content controls: whether each holds a table of contents.
  private var controls: [Bool] = []
  /// Notes in the order in which the body refers to them, by kind and id.
  private var numbers: [String: Int] = [:]
  private var continues = false
  /// Relationship ids of the text's charts.
  private(set) var charts: [String] = []

  init(_ sink: BlockAssembler, _ styles: WordStyles, _ numbering: WordNumbering) {
    self.sink = sink
    self.styles = styles
    self.numbering = numbering
  }

  // MARK: Events

  func start(_ name: String, _ attributes: PartAttributes) {
    if skipped > 0 {
      skipped += 1
      return
    }
    if inParagraphProperties { return property(name, attributes) }
    if inRunProperties { return runProperty(name, attributes) }
    if inRowProperties { return rowProperty(name, attributes) }
    switch name {
    case "w:p": startParagraph()
    case "w:pPr": inParagraphProperties = true
    case "w:r":
      run = WordStyles.Looks()
      runStyle = nil
    case "w:rPr": inRunProperties = true
    case "w:t", "m:t":
      openRun()
      inText = true
    case "w:tab", "w:ptab": space()
    case "w:br", "w:cr": if isOpen { sink.lineBreak() }
    case "w:noBreakHyphen": write("-")
    case "w:sym": symbol(attributes["w:char"])
    case "w:footnoteReference": refer("footnotes", attributes)
    case "w:endnoteReference": refer("endnotes", attributes)
    case "w:footnote", "w:endnote": startNote(attributes)
    case "w:del", "w:moveFrom", "w:instrText", "w:delText", "w:comment", "w:tblPrEx", "w:sectPr", "w:object",
      "w:rt":
      skipped = 1
    case "w:sdt": controls.append(false)
    case "w:docPartGallery":
      if attributes["w:val"] == "Table of Contents", !controls.isEmpty { controls[controls.count - 1] = true }
    case "w:sdtContent": if controls.last ?? false { skipped = 1 }
    case "c:chart": if let id = attributes["r:id"] { charts.append(id) }
    case "mc:AlternateContent": hasChoice.append(false)
    case "mc:Choice": if !hasChoice.isEmpty { hasChoice[hasChoice.count - 1] = true }
    case "mc:Fallback": if hasChoice.last ?? false { skipped = 1 }
    default: table(start: name, attributes)
    }
  }

  func end(_ name: String) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch name {
    case "w:p": endParagraph()
    case "w:pPr": inParagraphProperties = false
    case "w:rPr": inRunProperties = false
    case "w:r": closeRun()
    case "w:t", "m:t": inText = false
    case "w:sdt": _ = controls.popLast()
    case "mc:AlternateContent": _ = hasChoice.popLast()
    default: table(end: name)
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard inText, skipped == 0, isOpen else { return }
    sink.characters(bytes)
  }

  // MARK: Paragraphs

  private func startParagraph() {
    // A text box stands inside a paragraph; what is around it stays a paragraph of its own.
    if paragraphs.last?.element != nil { closeRun() }
    var paragraph = Paragraph()
    if continues, let last = paragraphs.popLast() {
      paragraph = last
      paragraph.isMerged = false
      sink.running.pendingSpace = false
    }
    continues = false
    tables.last?.openCell()
    paragraph.isSilent = tables.last?.isMuted ?? false
    paragraphs.append(paragraph)
  }

  /// Ends a paragraph whose mark was deleted where no paragraph follows that could take it up.
  private func settleMerged() {
    guard continues else { return }
    continues = false
    if let element = paragraphs.popLast()?.element { sink.end(element) }
  }

  private func endParagraph() {
    guard let paragraph = paragraphs.last else { return }
    if paragraph.isMerged {
      continues = true
      return
    }
    paragraphs.removeLast()
    if let element = paragraph.element {
      sink.end(element)
    } else if !paragraph.isSilent {
      // An empty item has a number too.
      _ = count(paragraph, styles.resolved(paragraph.style ?? styles.defaultParagraph))
    }
  }

  /// The depth and number of a paragraph that is an item of a list, counted on; nil for others.
  private func count(_ paragraph: Paragraph, _ style: WordStyles.Style) -> (depth: Int, ordinal: Int?)? {
    guard let list = paragraph.list ?? style.list, list != "0" else { return nil }
    let level = min(max(paragraph.listLevel ?? style.listLevel ?? 0, 0), 8)
    return (level + 1, numbering.next(list: list, level: level))
  }

  private func property(_ name: String, _ attributes: PartAttributes) {
    guard !paragraphs.isEmpty else { return }
    let last = paragraphs.count - 1
    switch name {
    case "w:pStyle": paragraphs[last].style = attributes["w:val"]
    case "w:outlineLvl": paragraphs[last].outline = attributes.integer("w:val")
    case "w:numId": paragraphs[last].list = attributes["w:val"]
    case "w:ilvl": paragraphs[last].listLevel = attributes.integer("w:val")
    case "w:del", "w:moveFrom": paragraphs[last].isMerged = true
    // What the paragraph was before a change of its form, and the section that ends with it.
    case "w:pPrChange", "w:sectPr", "w:rPrChange": skipped = 1
    default: break
    }
  }

  private var isOpen: Bool { paragraphs.last.map { $0.element != nil && !$0.isSilent } ?? false }

  /// Opens the paragraph as what its style makes it, on its first text.
  private func openParagraph() {
    guard let last = paragraphs.indices.last, paragraphs[last].element == nil, !paragraphs[last].isSilent else {
      return
    }
    let paragraph = paragraphs[last]
    let style = styles.resolved(paragraph.style ?? styles.defaultParagraph)
    paragraphs[last].looks = style.looks
    if style.name.hasPrefix("toc "), style.name != "toc heading" {
      paragraphs[last].isSilent = true
      return
    }
    let level = paragraph.outline ?? style.outline ?? 9
    var element = Element.p
    if level < 9, notesOf == nil {
      element = [.h1, .h2, .h3, .h4, .h5, .h6][min(max(level, 0), 5)]
    } else if style.name == "title", notesOf == nil {
      element = .h1
    } else if style.name == "quote" || style.name == "intense quote" || style.name == "block text" {
      element = .blockquote
    }
    if let item = count(paragraph, style), element == .p { sink.pendingItem = item }
    if let pending = pendingNote {
      sink.pendingItem = (1, pending)
      pendingNote = nil
    }
    paragraphs[last].element = element
    sink.start(element, [], line: 0)
  }

  // MARK: Runs

  private func runProperty(_ name: String, _ attributes: PartAttributes) {
    if name == "w:rStyle" {
      runStyle = attributes["w:val"]
    } else if name == "w:rPrChange" {
      skipped = 1
    } else {
      run.take(name, attributes)
    }
  }

  private func openRun() {
    openParagraph()
    guard opened.isEmpty, let paragraph = paragraphs.last, isOpen else { return }
    let looks = run.over(runStyle.map { styles.resolved($0).looks } ?? .init()).over(paragraph.looks)
    let isHeading = paragraph.element?.headingLevel != nil
    if looks.isHidden ?? false { opened.append(.script) }
    if looks.bold ?? false, !isHeading { opened.append(.b) }
    if looks.italic ?? false, !isHeading { opened.append(.i) }
    if looks.isRaised ?? false { opened.append(.sup) }
    for element in opened { sink.start(element, [], line: 0) }
  }

  private func closeRun() {
    for element in opened.reversed() { sink.end(element) }
    opened = []
  }

  private func write(_ text: StaticString) {
    openRun()
    if isOpen { sink.characters(text) }
  }

  private func space() { if isOpen { sink.running.pendingSpace = true } }

  /// A character of a symbol font; such fonts are laid over the private-use area.
  private func symbol(_ code: String?) {
    guard let code, let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) else { return }
    openRun()
    guard isOpen else { return }
    Array(String(Character(scalar)).utf8).withUnsafeBufferPointer { sink.characters($0) }
  }

  // MARK: Notes

  private var pendingNote: Int?

  private func refer(_ kind: String, _ attributes: PartAttributes) {
    guard let id = attributes["w:id"], numbers[kind + id] == nil else { return }
    numbers[kind + id] = numbers.count + 1
  }

  /// Separators, and notes that nothing refers to any more, are not read.
  private func startNote(_ attributes: PartAttributes) {
    guard let kind = notesOf, let id = attributes["w:id"], let number = numbers[kind + id] else {
      skipped = 1
      return
    }
    pendingNote = number
  }

  // MARK: Tables

  private func table(start name: String, _ attributes: PartAttributes) {
    switch name {
    case "w:tbl":
      settleMerged()
      closeRun()
      sink.start(.table, [], line: 0)
      tables.append(WordTable(sink))
    case "w:tr": tables.last?.startRow()
    case "w:tc": tables.last?.startCell()
    case "w:gridSpan": tables.last?.span = attributes.integer("w:val") ?? 1
    case "w:vMerge": tables.last?.merge = attributes["w:val"] == "restart" ? .begins : .continues
    case "w:cellDel": tables.last?.isDeleted = true
    case "w:trPr": inRowProperties = true
    default: break
    }
  }

  private func table(end name: String) {
    switch name {
    case "w:tbl":
      _ = tables.popLast()
      sink.end(.table)
    case "w:tr": tables.last?.endRow()
    case "w:tc":
      settleMerged()
      tables.last?.endCell()
    case "w:tcPr": tables.last?.openCell()
    case "w:trPr": inRowProperties = false
    default: break
    }
  }

  private func rowProperty(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "w:gridBefore": tables.last?.skip = attributes.integer("w:val") ?? 0
    case "w:tblHeader": tables.last?.isHeader = attributes.flag("w:val") ?? true
    case "w:del": tables.last?.isDeletedRow = true
    case "w:trPrChange": skipped = 1
    default: break
    }
  }
}
