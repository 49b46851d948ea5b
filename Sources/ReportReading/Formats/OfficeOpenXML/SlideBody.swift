/// Turns one slide's shapes into the assembler's events: its title alone, or everything else; or, of its notes, the text.
final class SlideBody: PartHandler {
  enum Reading { case title, body, notes }

  private let sink: BlockAssembler
  private let slide: Int
  private let reading: Reading
  private(set) var isHidden = false
  /// Relationship ids of the slide's charts.
  private(set) var charts: [String] = []

  private enum Place { case shape, title, body, furniture }
  private var place = Place.shape
  private var depth = 0
  private var skipped = 0
  private var inTable = false
  private var cellIsMuted = false
  private var firstRowIsHeader = false
  private var rows = 0
  /// What the running paragraph says of itself.
  private var level = 0
  private var bullet: Bullet?
  private var start = 1
  private var element: Element?
  private var opened: [Element] = []
  private var isBold = false
  private var isItalic = false
  private var isRaised = false
  private var inText = false
  /// Numbers reached by level.
  private var counts: [Int: Int] = [:]

  private enum Bullet { case none, mark, number }

  init(_ sink: BlockAssembler, slide: Int, reading: Reading) {
    self.sink = sink
    self.slide = slide
    self.reading = reading
  }

  private var isRead: Bool {
    switch reading {
    case .title: place == .title
    case .body: place != .title && place != .furniture
    case .notes: place == .body
    }
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    guard !isHidden else { return }
    if skipped > 0 {
      skipped += 1
      return
    }
    switch name {
    case "p:sld": isHidden = attributes.flag("show") == false
    case "p:sp":
      place = .shape
      counts = [:]
    case "p:ph":
      switch attributes["type"] ?? "obj" {
      case "title", "ctrTitle": place = .title
      case "dt", "ftr", "sldNum", "hdr": place = .furniture
      case "body", "obj": place = .body
      default: place = .shape
      }
    case "p:graphicFrame": place = .shape
    case "c:chart": if reading == .body, let id = attributes["r:id"] { charts.append(id) }
    case "mc:Fallback", "p:timing", "p:transition", "p:extLst", "a:extLst": skipped = 1
    default: if isRead { text(name, attributes) }
    }
  }

  func end(_ name: String) {
    guard !isHidden else { return }
    if skipped > 0 {
      skipped -= 1
      return
    }
    guard isRead else { return }
    switch name {
    case "a:p": endParagraph()
    case "a:r", "a:fld":
      for element in opened.reversed() { sink.end(element) }
      opened = []
    case "a:t": inText = false
    case "a:tbl":
      inTable = false
      sink.end(.table)
    case "a:tr": sink.end(.tr)
    case "a:tc":
      if !cellIsMuted { sink.end(firstRowIsHeader && rows == 1 ? .th : .td) }
      cellIsMuted = false
    default: break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard inText, skipped == 0, !cellIsMuted else { return }
    sink.characters(bytes)
  }

  private func text(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "a:p":
      level = 0
      bullet = nil
      start = 1
      element = nil
    case "a:pPr": level = min(max(attributes.integer("lvl") ?? 0, 0), 8)
    case "a:buNone": bullet = Bullet.none
    case "a:buChar", "a:buBlip": bullet = .mark
    case "a:buAutoNum":
      bullet = .number
      start = attributes.integer("startAt") ?? 1
    case "a:r", "a:fld":
      isBold = false
      isItalic = false
      isRaised = false
    case "a:rPr":
      isBold = attributes.flag("b") ?? false
      isItalic = attributes.flag("i") ?? false
      isRaised = (attributes.integer("baseline") ?? 0) > 0
    case "a:t": openRun()
    case "a:br": if element != nil { sink.lineBreak() }
    case "a:tbl":
      inTable = true
      rows = 0
      firstRowIsHeader = false
      sink.statedLine = slide
      sink.start(.table, [], line: slide)
    case "a:tblPr": firstRowIsHeader = attributes.flag("firstRow") ?? false
    case "a:tr":
      rows += 1
      sink.start(.tr, [], line: slide)
    case "a:tc":
      cellIsMuted = attributes.flag("hMerge") ?? false || attributes.flag("vMerge") ?? false
      guard !cellIsMuted else { return }
      sink.start(
        firstRowIsHeader && rows == 1 ? .th : .td, span: attributes.integer("gridSpan") ?? 1,
        rows: attributes.integer("rowSpan") ?? 1, line: slide)
    default: break
    }
  }

  private func openRun() {
    guard !cellIsMuted else { return }
    inText = true
    if element == nil { openParagraph() }
    guard opened.isEmpty, reading != .title else { return }
    if isBold { opened.append(.b) }
    if isItalic { opened.append(.i) }
    if isRaised { opened.append(.sup) }
    for element in opened { sink.start(element, [], line: slide) }
  }

  private func openParagraph() {
    sink.statedLine = slide
    if reading == .title {
      element = slide == 1 ? .h1 : .h2
    } else {
      element = .p
      if !inTable {
        switch bullet ?? (place == .body && reading == .body ? .mark : Bullet.none) {
        case .none: counts = [:]
        case .mark: sink.pendingItem = (level + 1, nil)
        case .number:
          counts = counts.filter { $0.key <= level }
          let number = (counts[level] ?? start - 1) + 1
          counts[level] = number
          sink.pendingItem = (level + 1, number)
        }
      }
    }
    if let element { sink.start(element, [], line: slide) }
  }

  private func endParagraph() {
    if let element { sink.end(element) }
    element = nil
    sink.pendingItem = nil
  }
}
