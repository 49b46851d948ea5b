/// What becomes of each draft block: kept or dropped, as what, and whether it continues the one before.
struct Plan {
  let draft: Draft
  private(set) var keep: [Bool]
  private(set) var kinds: [Block.Kind]
  /// Blocks that continue the kept block before them: a paragraph cut by a page, a label and its value side by side.
  private(set) var joins: [Bool]
  /// Shapers of the tables that hold data; nil for the others.
  private(set) var shapers: [TableShaper?]
  /// The draft block that names a table.
  private(set) var captions: [Int: Int] = [:]
  /// By first block, -1 where none begins; where tables nest, the outermost that holds data.
  private var tableStarts: [Int]

  init(draft: Draft) {
    self.draft = draft
    joins = Array(repeating: false, count: draft.blocks.count)
    shapers = Array(repeating: nil, count: draft.tables.count)
    tableStarts = Array(repeating: -1, count: draft.blocks.count)
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

  mutating func decide(over processors: Processors) {
    judgeTables(over: processors)
    let furniture = Furniture.found(in: draft, keep: keep, isInData: { isInData($0) })
    for index in keep.indices where furniture[index] { keep[index] = false }
    dropTables(furniture)
    joinLayoutRows()
    joinOverPages()
    kinds = Outline.applied(to: kinds, plan: self)
    nameTables()
  }

  func dataTable(startingAt block: Int) -> Int? { tableStarts[block] < 0 ? nil : tableStarts[block] }

  func isInData(_ block: DraftBlock) -> Bool { block.table >= 0 && shapers[block.table] != nil }

  func row(of block: DraftBlock) -> Int {
    guard block.table >= 0, block.cell >= 0, block.cell < draft.tables[block.table].cells.count else { return -1 }
    return draft.tables[block.table].cells[block.cell].row
  }

  /// The next kept block that stands outside data tables; nil where a data table comes first or nothing does.
  func next(after index: Int) -> Int? {
    var next = index + 1
    while next < draft.blocks.count, !keep[next] { next += 1 }
    return next < draft.blocks.count && !isInData(draft.blocks[next]) ? next : nil
  }

  func isHeading(_ index: Int) -> Bool {
    if case .heading = kinds[index] { return true }
    return false
  }

  private mutating func judgeTables(over processors: Processors) {
    guard !draft.tables.isEmpty else { return }
    var cellSpans = draft.tables.map { Array(repeating: Span(0, 0), count: $0.cells.count) }
    var tables = draft.tables
    for block in draft.blocks where block.table >= 0 && block.cell >= 0 && block.kind != .pageBreak {
      guard block.cell < tables[block.table].cells.count else { continue }
      let known = cellSpans[block.table][block.cell]
      cellSpans[block.table][block.cell] = Span(known.isEmpty ? block.start : known.start, block.end)
      if block.traits.contains(.localLink) { tables[block.table].cells[block.cell].hasLocalLink = true }
      if block.traits.contains(.allStrong) { tables[block.table].cells[block.cell].isStrong = true }
    }
    let shaped = processors.map(tables.count) { [tables, cellSpans, draft] index -> TableShaper? in
      let table = tables[index]
      guard !table.cells.isEmpty, table.endBlock > table.firstBlock else { return nil }
      return TableShaper(table: table, spans: cellSpans[index], text: draft.text)
    }
    for (index, table) in tables.enumerated() {
      guard let shaper = shaped[index] else { continue }
      if shaper.isContents {
        for block in table.firstBlock..<table.endBlock { keep[block] = false }
      } else if shaper.isData, shaper.rowCount > 0 {
        shapers[index] = shaper
        tableStarts[table.firstBlock] = index
      }
    }
  }

  /// A data table all of whose cells are beside the main content is furniture as well.
  private mutating func dropTables(_ furniture: [Bool]) {
    for (start, table) in tableStarts.enumerated() where table >= 0 {
      let blocks = draft.tables[table].firstBlock..<draft.tables[table].endBlock
      guard blocks.allSatisfy({ furniture[$0] || draft.blocks[$0].kind == .pageBreak }) else { continue }
      shapers[table] = nil
      tableStarts[start] = -1
    }
  }

  // MARK: Joining

  /// In a row that only places things: a bullet or number makes its neighbour a list item, a check box or a label joins it.
  private mutating func joinLayoutRows() {
    for index in draft.blocks.indices.dropLast() where keep[index] && draft.blocks[index].table >= 0 {
      let block = draft.blocks[index]
      guard !isInData(block), let next = next(after: index) else { continue }
      let other = draft.blocks[next]
      guard other.table == block.table, row(of: other) == row(of: block), other.cell != block.cell else { continue }
      let kind = CellKind(draft.text, Span(block.start, block.end))
      let opensRow =
        index == 0 || draft.blocks[index - 1].table != block.table || row(of: draft.blocks[index - 1]) != row(of: block)
      if kind == .mark, opensRow {
        if Bullet.isBullet(draft.text[block.start..<block.end]) {
          keep[index] = false
          kinds[next] = .listItem(depth: 1, ordinal: nil)
        } else if let ordinal = ordinal(block) {
          keep[index] = false
          kinds[next] = .listItem(depth: 1, ordinal: ordinal)
        } else {
          joins[next] = true
        }
      } else if opensRow, isNumberOfHeading(block), other.traits.contains(.allStrong), kinds[next] == .paragraph {
        // "Item 1A." and "Risk Factors" side by side are one heading.
        joins[next] = true
      } else if draft.text[block.end - 1] == 0x3A, block.count <= 40 {
        joins[next] = true
      } else if CellKind(draft.text, Span(other.start, other.end)) == .mark {
        joins[next] = true
      }
    }
  }

  /// A short bold label with a number in it or before it, as filings set beside a section's name: "Item 7.", "Note 3 —".
  private func isNumberOfHeading(_ block: DraftBlock) -> Bool {
    guard block.count <= 12, block.traits.contains(.allStrong) else { return false }
    let words = String(decoding: draft.text[block.start..<block.end], as: UTF8.self).lowercased()
    return ["item ", "part ", "note ", "section "].contains { words.hasPrefix($0) }
  }

  /// The number of a mark such as "(2)", "3." or "4)".
  private func ordinal(_ block: DraftBlock) -> Int? {
    var value = 0
    var digits = 0
    for byte in draft.text[block.start..<block.end] {
      if byte >= 0x30, byte <= 0x39, digits < 4 {
        value = value * 10 + Int(byte - 0x30)
        digits += 1
      } else if byte != 0x28, byte != 0x29, byte != 0x2E {
        return nil
      }
    }
    return digits > 0 ? value : nil
  }

  /// A paragraph that a page break cut: no full stop before it, a small letter after it.
  private mutating func joinOverPages() {
    for (index, block) in draft.blocks.enumerated() where keep[index] && block.table < 0 && isProse(kinds[index]) {
      guard let next = next(after: index), next > index + 1, draft.blocks[next].table < 0,
        draft.blocks[next].kind == .text,
        draft.blocks[index..<next].contains(where: { $0.kind == .pageBreak })
      else { continue }
      let last = draft.text[block.end - 1]
      let first = draft.text[draft.blocks[next].start]
      if first >= 0x61, first <= 0x7A, ![0x2E, 0x21, 0x3F, 0x3A].contains(last), block.count > 60 {
        joins[next] = true
      }
    }
  }

  private func isProse(_ kind: Block.Kind) -> Bool {
    switch kind {
    case .paragraph, .listItem: true
    default: false
    }
  }

  // MARK: Captions

  /// The nearest heading or short paragraph above a table, or one that ends with a colon, past notes in parentheses.
  private mutating func nameTables() {
    for (start, table) in tableStarts.enumerated() where table >= 0 {
      var index = start - 1
      var steps = 0
      while index >= 0, steps < 4 {
        guard keep[index] else {
          index -= 1
          continue
        }
        let block = draft.blocks[index]
        if isInData(block) { break }
        let last = draft.text[block.end - 1]
        if draft.text[block.start] == 0x28, last == 0x29 || last == 0x3A {
          steps += 1
          index -= 1
          continue
        }
        if isHeading(index) || last == 0x3A || block.count <= 160 && last != 0x2E { captions[table] = index }
        break
      }
    }
  }
}
