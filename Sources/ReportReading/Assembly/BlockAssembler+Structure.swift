extension BlockAssembler {
  // MARK: Lists

  func openList(_ element: Element, _ attributes: [MarkupAttribute]) {
    listCount += 1
    var ordered = element == .ol
    var next = 1
    for attribute in attributes {
      if attribute.name == .start, let value = attribute.leadingInteger { next = value }
      if attribute.name == .type || attribute.name == .ordered,
        ["ordered", "numbered", "true", "1"].contains(attribute.string)
      {
        ordered = true
      }
    }
    listStack.append(OpenList(id: listCount, ordered: ordered, next: next))
  }

  func openItem(_ attributes: [MarkupAttribute]) {
    guard !listStack.isEmpty else {
      pendingItem = (1, nil)
      return
    }
    let last = listStack.count - 1
    for attribute in attributes where attribute.name == .value {
      if let value = attribute.leadingInteger { listStack[last].next = value }
    }
    pendingItem = (listStack.count, listStack[last].ordered ? listStack[last].next : nil)
    listStack[last].next += 1
  }

  // MARK: Tables

  func openTable(_ attributes: [MarkupAttribute]) {
    let parent = tableStack.last ?? -1
    var table = DraftTable(
      parent: parent, line: statedLine > 0 ? statedLine : line, firstBlock: draft.blocks.count, endBlock: 0)
    for attribute in attributes where attribute.name == .role {
      let role = attribute.string
      table.isPresentation = role == "presentation" || role == "none"
    }
    draft.tables.append(table)
    tableStack.append(draft.tables.count - 1)
  }

  func openRow() {
    guard let table = tableStack.last else { return }
    draft.tables[table].rowCount += 1
    if frames.contains(where: { $0.element == .thead }) { draft.tables[table].headRows = draft.tables[table].rowCount }
  }

  func openCell(_ element: Element, _ attributes: [MarkupAttribute], _ style: InlineStyle) {
    guard let table = tableStack.last else { return }
    if draft.tables[table].rowCount == 0 { draft.tables[table].rowCount = 1 }
    var cell = DraftCell(
      row: draft.tables[table].rowCount - 1, columnSpan: 1, rowSpan: 1, isHeader: element == .th, isStrong: false,
      indent: max(0, style.indent), hasLocalLink: false)
    for attribute in attributes {
      switch attribute.name {
      case .colspan: cell.columnSpan = min(max(attribute.leadingInteger ?? 1, 1), 1000)
      case .rowspan: cell.rowSpan = min(max(attribute.leadingInteger ?? 1, 1), 10_000)
      case .moreRows: cell.rowSpan = min(max((attribute.leadingInteger ?? 0) + 1, 1), 10_000)
      case .scope: if attribute.string == "row" || attribute.string == "col" { cell.isHeader = true }
      default: break
      }
    }
    if cell.isHeader { draft.tables[table].hasHeaderMarkup = true }
    draft.tables[table].cells.append(cell)
  }

  func closeCell() {
    // The cell stays current until the next one opens, so that stray text between cells still has a place.
  }

  func closeTable() {
    guard let table = tableStack.popLast() else { return }
    draft.tables[table].endBlock = draft.blocks.count
    let parent = draft.tables[table].parent
    if parent >= 0, draft.blocks.count > draft.tables[table].firstBlock { draft.tables[parent].hasNestedTable = true }
  }

  // MARK: Silent elements, some of which tell about the report

  func startSilent(_ element: Element, _ attributes: [MarkupAttribute]) {
    switch element {
    case .title:
      if capture == nil, draft.hints.titleElement.isEmpty { capture = Capture(purpose: .title, depth: frames.count) }
    case .xmlTitle:
      if capture == nil, draft.hints.statedTitle.isEmpty {
        capture = Capture(purpose: .statedTitle, depth: frames.count)
      }
    case .xmlAuthor, .xmlPublisher, .xmlDate:
      let name = element == .xmlAuthor ? "author" : element == .xmlDate ? "date" : "publisher"
      if capture == nil { capture = Capture(purpose: .meta(name), depth: frames.count) }
    case .meta:
      var name = ""
      var content = ""
      for attribute in attributes {
        switch attribute.name {
        case .name, .property, .itemprop: name = attribute.string.lowercased()
        case .content: content = attribute.string
        default: break
        }
      }
      if name.hasPrefix("og:") || name == "viewport" || name.hasPrefix("twitter:") { draft.isWebPage = true }
      if !name.isEmpty, !content.isEmpty, draft.hints.meta.count < 256 { draft.hints.meta.append((name, content)) }
    case .script:
      for attribute in attributes where attribute.name == .type {
        if attribute.string == "application/ld+json" { capture = Capture(purpose: .linkedData, depth: frames.count) }
      }
    case .ixNonFraction, .ixNonNumeric, .ixFraction:
      for attribute in attributes where attribute.name == .name && capture == nil && attribute.string.hasPrefix("dei:")
      {
        capture = Capture(purpose: .named(String(attribute.string.dropFirst(4))), depth: frames.count)
      }
    case .xbrliContext, .xbrliUnit, .xbrliMeasure, .xbrliStartDate, .xbrliEndDate, .xbrliInstant, .xbrldiExplicitMember,
      .xbrldiTypedMember, .xbrliDivide, .xbrliNumerator, .xbrliDenominator:
      xbrl.start(element, attributes)
      if element == .xbrliMeasure || element == .xbrliStartDate || element == .xbrliEndDate || element == .xbrliInstant
      {
        capture = Capture(purpose: .xbrl(element), depth: frames.count)
      }
    default: break
    }
  }

  func closeSilent(_ frame: Frame) {
    guard let capture, capture.depth == frames.count + 1 else { return }
    let text = String(decoding: capture.bytes.prefix(1 << 20), as: UTF8.self)
    switch capture.purpose {
    case .title: draft.hints.titleElement = text.collapsed
    case .statedTitle: draft.hints.statedTitle = text.collapsed
    case .meta(let name):
      if !text.collapsed.isEmpty { draft.hints.meta.append((name, text.collapsed)) }
    case .linkedData: draft.hints.linkedData.append(text)
    case .xbrl(let element): xbrl.end(element, text.collapsed)
    case .named(let name): draft.hints.named.append((name, text.collapsed))
    }
    self.capture = nil
  }

  // MARK: Inline XBRL

  func openTag(_ element: Element, _ attributes: [MarkupAttribute]) {
    var name = ""
    var context = ""
    var unit = ""
    var scale = 0
    var negative = false
    var format = ""
    var isNil = false
    for attribute in attributes {
      switch attribute.name {
      case .name: name = attribute.string
      case .contextRef: context = attribute.string
      case .unitRef: unit = attribute.string
      case .scale: scale = Int(attribute.string) ?? 0
      case .sign: negative = attribute.string == "-"
      case .format: format = attribute.string
      case .nilMark: isNil = attribute.string == "true" || attribute.string == "1"
      default: break
      }
    }
    let local = Self.local(name)
    openTags.append(
      DraftTag(
        start: -1, end: -1, concept: name.hasPrefix("dei:") && element == .ixNonNumeric ? name : local,
        context: context,
        unit: unit, scale: scale, isNegative: negative, format: format, isNil: isNil))
    openTags[openTags.count - 1].start = draft.text.count
  }

  /// What follows the last colon of a name, if anything does.
  private static func local(_ name: String) -> String {
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
    let rest = name[name.utf8.index(after: colon)...]
    return rest.isEmpty ? name.split(separator: ":").last.map(String.init) ?? name : String(rest)
  }

  func closeTag(_ element: Element) {
    guard var tag = openTags.popLast() else { return }
    tag.start = max(tag.start, 0)
    tag.end = draft.text.count
    while tag.start < tag.end, draft.text[tag.start] <= 0x20 { tag.start += 1 }
    guard tag.end > tag.start, tag.end - tag.start < 4096 else { return }
    if element == .ixNonNumeric {
      guard tag.concept.hasPrefix("dei:") else { return }
      let text = String(decoding: draft.text[tag.start..<tag.end], as: UTF8.self)
      draft.hints.named.append((String(tag.concept.dropFirst(4)), text.collapsed))
    } else {
      draft.tags.append(tag)
    }
  }
}

extension MarkupAttribute {
  /// The number an attribute starts with ("12:1-14:3" → 12).
  var leadingInteger: Int? {
    var value = 0
    var digits = 0
    for byte in value_ {
      guard byte >= 0x30, byte <= 0x39, digits < 9 else { break }
      value = value * 10 + Int(byte - 0x30)
      digits += 1
    }
    return digits == 0 ? nil : value
  }

  private var value_: UnsafeBufferPointer<UInt8> { self.value }
}

extension String {
  /// Runs of whitespace as one space, none at the ends.
  var collapsed: String {
    isCollapsed ? self : split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// ASCII with single spaces between its words and none at its ends, as most short texts are.
  private var isCollapsed: Bool {
    var before: UInt8 = 0x20
    for byte in utf8 {
      if byte >= 0x80 || byte < 0x20 || byte == 0x20 && before == 0x20 { return false }
      before = byte
    }
    return before != 0x20 || isEmpty
  }
}
