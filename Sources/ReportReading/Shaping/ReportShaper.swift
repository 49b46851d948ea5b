/// Turns a draft into the blocks, tables and sentences of a `Report`: furniture out, headings told, tables resolved.
struct ReportShaper {
  private let draft: Draft
  private var text: [UInt8] = []
  private var blocks: [Block] = []
  private var tables: [Table] = []
  private var facts: [TaggedFact] = []
  private let xbrl: XBRLResources
  private var nextTag = 0
  /// Where kept draft blocks went, as indices of `blocks`; -1 for the others.
  private var finalBlocks: [Int]
  private var lastHeading: Int?

  struct Shaped {
    var text: [UInt8]
    var blocks: [Block]
    var tables: [Table]
    var sentences: [Sentence]
    var facts: [TaggedFact]
  }

  static func shape(
    _ draft: Draft, xbrl: XBRLResources = XBRLResources(), over processors: Processors = .one
  ) -> Shaped {
    var shaper = ReportShaper(draft: draft, xbrl: xbrl)
    return shaper.run(over: processors)
  }

  private init(draft: Draft, xbrl: XBRLResources) {
    self.draft = draft
    self.xbrl = xbrl
    finalBlocks = Array(repeating: -1, count: draft.blocks.count)
    text.reserveCapacity(draft.text.count)
    blocks.reserveCapacity(draft.blocks.count)
    tables.reserveCapacity(draft.tables.count)
  }

  private mutating func run(over processors: Processors) -> Shaped {
    var plan = Plan(draft: draft)
    plan.decide(over: processors)
    var index = 0
    while index < draft.blocks.count {
      let block = draft.blocks[index]
      if let table = plan.dataTable(startingAt: index) {
        emit(table: table, plan: plan)
        index = draft.tables[table].endBlock
        continue
      }
      if plan.keep[index] {
        if plan.joins[index], !blocks.isEmpty {
          extend(with: block)
        } else {
          emit(block, kind: plan.kinds[index])
        }
        finalBlocks[index] = blocks.count - 1
      }
      index += 1
    }
    return Shaped(
      text: text, blocks: blocks, tables: tables, sentences: Self.sentences(of: blocks, text, over: processors),
      facts: facts)
  }

  /// Blocks whose sentences are cut at a time.
  private static let batch = 1024

  private static func sentences(of blocks: [Block], _ text: [UInt8], over processors: Processors) -> [Sentence] {
    processors.flatMap((blocks.count + batch - 1) / batch) { number in
      var sentences: [Sentence] = []
      for index in number * batch..<min((number + 1) * batch, blocks.count) {
        SentenceSplitter.split(text, blocks[index].span) { sentences.append(Sentence(span: $0, block: index)) }
      }
      return sentences
    }
  }

  // MARK: Blocks

  private mutating func emit(_ block: DraftBlock, kind: Block.Kind) {
    let start = text.count
    copy(block)
    guard text.count > start else { return }
    if case .heading = kind { lastHeading = blocks.count }
    blocks.append(
      Block(
        kind: kind, span: Span(start, text.count), line: block.line,
        emphasis: emphasis(of: block, movedBy: start - block.start, limit: text.count)))
    text.append(0x0A)
  }

  /// Adds a block's text to the block before it.
  private mutating func extend(with block: DraftBlock) {
    guard let last = blocks.popLast() else { return }
    text[text.count - 1] = 0x20
    let start = text.count
    copy(block)
    blocks.append(
      Block(
        kind: last.kind, span: Span(last.span.start, text.count), line: last.line,
        emphasis: last.emphasis + emphasis(of: block, movedBy: start - block.start, limit: text.count)))
    text.append(0x0A)
  }

  /// Appends a block's bytes; a line break inside it becomes a space.
  private mutating func copy(_ block: DraftBlock) {
    let start = text.count
    text.append(contentsOf: draft.text[block.start..<block.end])
    if block.kind != .preformatted {
      for index in start..<text.count where text[index] == 0x0A { text[index] = 0x20 }
    }
    take(tagsUpTo: block.end, from: block.start, movedBy: start - block.start)
  }

  private func emphasis(of block: DraftBlock, movedBy shift: Int, limit: Int) -> [Emphasis] {
    guard block.emphasisEnd > block.emphasisStart else { return [] }
    return draft.emphasis[block.emphasisStart..<block.emphasisEnd].map {
      Emphasis(kind: $0.kind, span: Span($0.span.start + shift, min($0.span.end + shift, limit)))
    }
  }

  private mutating func take(tagsUpTo end: Int, from start: Int, movedBy shift: Int) {
    while nextTag < draft.tags.count, draft.tags[nextTag].start < start { nextTag += 1 }
    while nextTag < draft.tags.count, draft.tags[nextTag].start < end {
      let tag = draft.tags[nextTag]
      nextTag += 1
      guard tag.end <= end else { continue }
      let span = Span(tag.start + shift, tag.end + shift)
      let words = String(decoding: text[span.range], as: UTF8.self)
      if let fact = xbrl.fact(tag, text: words, span: span) { facts.append(fact) }
    }
  }

  // MARK: Tables

  private mutating func emit(table index: Int, plan: Plan) {
    guard let shaper = plan.shapers[index] else { return }
    let draftTable = draft.tables[index]
    let number = tables.count
    let caption = plan.captions[index].flatMap { name(at: $0) }
    var cells: [Table.Cell] = []
    cells.reserveCapacity(draftTable.cells.count)
    var captionSpan = caption
    var unitNote: Span?
    // Blocks of the table are in document order, so cells are too.
    var next = draftTable.firstBlock
    while next < draftTable.endBlock, draft.blocks[next].kind == .caption || draft.blocks[next].cell < 0 {
      let start = text.count
      copy(draft.blocks[next])
      let span = Span(start, text.count)
      blocks.append(
        Block(
          kind: .caption(table: number), span: span, line: draft.blocks[next].line,
          emphasis: emphasis(of: draft.blocks[next], movedBy: start - draft.blocks[next].start, limit: text.count)))
      text.append(0x0A)
      captionSpan = span
      next += 1
    }
    for (cell, origin) in draftTable.cells.enumerated() {
      guard cell < shaper.columns.count else { break }
      let start = text.count
      var emphasised: [Emphasis] = []
      var line = draftTable.line
      while next < draftTable.endBlock, draft.blocks[next].cell <= cell {
        let block = draft.blocks[next]
        next += 1
        guard block.kind != .pageBreak else { continue }
        if text.count > start { text.append(0x20) } else { line = block.line }
        let at = text.count
        copy(block)
        emphasised += emphasis(of: block, movedBy: at - block.start, limit: text.count)
      }
      let span = Span(start, text.count)
      cells.append(
        Table.Cell(
          span: span, row: origin.row, column: shaper.columns[cell], rowSpan: shaper.rowSpans[cell],
          columnSpan: shaper.columnSpans[cell], isMarkedHeader: origin.isHeader,
          isStrong: emphasised.contains { $0.kind == .strong && $0.span == span }, indent: origin.indent))
      guard !span.isEmpty else { continue }
      blocks.append(Block(kind: .tableCell(table: number, cell: cell), span: span, line: line, emphasis: emphasised))
      text.append(0x0A)
    }
    if let captionSpan { unitNote = UnitNote.find(text, captionSpan) }
    let headerRows = shaper.headerRowCount
    if unitNote == nil {
      // The unit of a row of values is that row's own.
      var valued = Array(repeating: false, count: headerRows + 2)
      for (index, cell) in cells.enumerated() where cell.row >= headerRows && cell.row <= headerRows + 1 {
        if shaper.kinds[index] == .value { valued[cell.row] = true }
      }
      for cell in cells where cell.row <= headerRows || cell.column == 0 && cell.row <= headerRows + 1 {
        // Over one column of several, a note is that column's.
        let isNarrow = cell.column > 0 && cell.columnSpan * 2 < shaper.columnCount - 1
        if !valued[cell.row], !isNarrow, let note = UnitNote.find(text, cell.span), cell.span.count <= 160 {
          unitNote = note
          break
        }
      }
    }
    if unitNote == nil { unitNote = noteAbove() }
    tables.append(
      Table(
        rowCount: shaper.rowCount, columnCount: shaper.columnCount, cells: cells, grid: shaper.grid,
        headerRowCount: headerRows, headerColumnCount: shaper.headerColumnCount, caption: captionSpan,
        unitNote: unitNote, heading: lastHeading))
  }

  /// The words that name a table in the block that a draft block became: all of it, or its last sentence where it is long.
  private func name(at draftBlock: Int) -> Span? {
    let index = finalBlocks[draftBlock]
    guard blocks.indices.contains(index) else { return nil }
    let whole = blocks[index].span
    guard whole.count > 200 else { return whole }
    var last = whole
    SentenceSplitter.split(text, whole) { last = $0 }
    return last
  }

  /// A unit note in one of the three blocks above the table, none of them a cell.
  private func noteAbove() -> Span? {
    var index = blocks.count - 1
    // Skip this table's own cells.
    while index >= 0, case .tableCell(let table, _) = blocks[index].kind, table == tables.count { index -= 1 }
    var seen = 0
    while index >= 0, seen < 3 {
      if case .tableCell = blocks[index].kind { return nil }
      if let note = UnitNote.find(text, blocks[index].span) { return note }
      seen += 1
      index -= 1
    }
    return nil
  }
}
