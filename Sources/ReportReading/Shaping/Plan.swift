/// What becomes of each draft block: kept or dropped, and as what.
struct Plan {
  let draft: Draft
  private(set) var keep: [Bool]
  private(set) var kinds: [Block.Kind]
  /// Shapers of the tables that hold data.
  private(set) var shapers: [Int: TableShaper] = [:]
  /// The draft block that names a table.
  private(set) var captions: [Int: Int] = [:]
  private var tableStarts: [Int: Int] = [:]

  init(draft: Draft) {
    self.draft = draft
    keep = draft.blocks.map { $0.kind != .pageBreak && $0.end > $0.start }
    kinds = draft.blocks.map { block in
      switch block.kind {
      case .heading(let level): .heading(level: level)
      case .item(let depth, let ordinal): .listItem(depth: depth, ordinal: ordinal)
      case .quote: .quote
      case .preformatted: .preformatted
      case .text, .caption, .pageBreak: .paragraph
      }
    }
  }

  mutating func decide() {
    judgeTables()
    dropFurniture()
    kinds = Outline.applied(to: kinds, keep: keep, draft: draft, isInData: { isInData($0) })
    nameTables()
  }

  func dataTable(startingAt block: Int) -> Int? { tableStarts[block] }

  func isInData(_ block: DraftBlock) -> Bool { block.table >= 0 && shapers[block.table] != nil }

  private mutating func judgeTables() {
    guard !draft.tables.isEmpty else { return }
    var cellBlocks: [[Int: (Int, Int)]] = Array(repeating: [:], count: draft.tables.count)
    var tables = draft.tables
    for block in draft.blocks where block.table >= 0 && block.cell >= 0 && block.kind != .pageBreak {
      let known = cellBlocks[block.table][block.cell]
      cellBlocks[block.table][block.cell] = (known?.0 ?? block.start, block.end)
      if block.cell < tables[block.table].cells.count {
        if block.traits.contains(.localLink) { tables[block.table].cells[block.cell].hasLocalLink = true }
        if block.traits.contains(.allStrong) { tables[block.table].cells[block.cell].isStrong = true }
      }
    }
    for (index, table) in tables.enumerated() {
      let spans = table.cells.indices.map { cell in
        cellBlocks[index][cell].map { Span($0.0, $0.1) } ?? Span(0, 0)
      }
      guard !table.cells.isEmpty, table.endBlock > table.firstBlock else { continue }
      let shaper = TableShaper(table: table, spans: spans, text: draft.text)
      if shaper.isContents {
        for block in table.firstBlock..<table.endBlock { keep[block] = false }
      } else if shaper.isData, shaper.rowCount > 0 {
        shapers[index] = shaper
        tableStarts[table.firstBlock] = index
      }
    }
  }

  private mutating func dropFurniture() {
    for (index, block) in draft.blocks.enumerated() where keep[index] && !isInData(block) {
      if block.traits.contains(.inFooter) || block.traits.contains(.inAside) { keep[index] = false }
      if block.traits.contains(.inHeader), !block.traits.contains(.inArticle), !isHeading(index) { keep[index] = false }
      if block.traits.contains(.allLink), block.count <= 80, !isHeading(index) { keep[index] = false }
      if isPageNumber(block) { keep[index] = false }
    }
    dropRunningHeads()
  }

  private func isHeading(_ index: Int) -> Bool {
    if case .heading = kinds[index] { return true }
    return false
  }

  private func isPageNumber(_ block: DraftBlock) -> Bool {
    guard block.kind == .text, block.count <= 6 else { return false }
    return draft.text[block.start..<block.end].allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x20 }
  }

  /// Short texts that stand three times or more beside page breaks, digits apart, are heads and feet of pages.
  private mutating func dropRunningHeads() {
    let breaks = draft.blocks.indices.filter { draft.blocks[$0].kind == .pageBreak }
    guard breaks.count >= 2 else { return }
    var beside: [Int] = []
    for place in breaks {
      for step in 1...3 where place - step >= 0 && draft.blocks[place - step].kind != .pageBreak {
        beside.append(place - step)
      }
      for step in 1...3 where place + step < draft.blocks.count && draft.blocks[place + step].kind != .pageBreak {
        beside.append(place + step)
      }
    }
    var counts: [[UInt8]: Int] = [:]
    for index in Set(beside) { counts[shape(draft.blocks[index]), default: 0] += 1 }
    for index in beside where draft.blocks[index].count <= 120 {
      if counts[shape(draft.blocks[index]), default: 0] >= 3 { keep[index] = false }
    }
  }

  private func shape(_ block: DraftBlock) -> [UInt8] {
    var result: [UInt8] = []
    for byte in draft.text[block.start..<block.end].prefix(160) {
      if byte >= 0x30, byte <= 0x39 {
        if result.last != 0x23 { result.append(0x23) }
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// A short paragraph just above a table, or one that ends with a colon, names it.
  private mutating func nameTables() {
    for (start, table) in tableStarts {
      var index = start - 1
      while index >= 0, !keep[index] { index -= 1 }
      guard index >= 0, !isInData(draft.blocks[index]) else { continue }
      let block = draft.blocks[index]
      let last = draft.text[block.end - 1]
      if isHeading(index) || block.count <= 160 && last != 0x2E || last == 0x3A { captions[table] = index }
    }
  }
}
