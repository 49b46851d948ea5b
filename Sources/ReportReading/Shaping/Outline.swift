/// Finds headings that are marked by looks alone: short bold, capital or numbered paragraphs that stand by themselves.
enum Outline {
  /// The kinds of a plan's blocks, with such paragraphs made headings. Levels nest by look: a look seen since the last
  /// marked heading returns to its level, a new and lighter one goes one deeper.
  static func applied(to given: [Block.Kind], plan: Plan) -> [Block.Kind] {
    var kinds = given
    var base = 1
    var styles: [Int] = []
    for (index, block) in plan.draft.blocks.enumerated() where plan.keep[index] && !plan.isInData(block) {
      if case .heading(let level) = kinds[index] {
        base = level
        styles = []
        continue
      }
      guard block.kind == .text, kinds[index] == .paragraph, !plan.joins[index], standsAlone(index, plan),
        let rank = rank(of: block, in: plan.draft.text)
      else { continue }
      if let known = styles.firstIndex(of: rank) {
        styles.removeLast(styles.count - known - 1)
      } else {
        while let last = styles.last, last > rank { styles.removeLast() }
        styles.append(rank)
      }
      kinds[index] = .heading(level: min(6, base + styles.count))
    }
    return kinds
  }

  /// Not one of several things in a row, not joined, and not a lead-in whose colon opens a list or a table.
  private static func standsAlone(_ index: Int, _ plan: Plan) -> Bool {
    let block = plan.draft.blocks[index]
    let next = plan.next(after: index)
    if let next, plan.joins[next] { return plan.draft.blocks[next].traits.contains(.allStrong) && block.table >= 0 }
    if plan.draft.text[block.end - 1] == 0x3A {
      guard let next, plan.draft.blocks[next].kind == .text, plan.kinds[next] == .paragraph else { return false }
    }
    guard block.table >= 0 else { return true }
    let row = plan.row(of: block)
    for neighbour in [index - 1, index + 1] where plan.draft.blocks.indices.contains(neighbour) {
      let other = plan.draft.blocks[neighbour]
      if other.table == block.table, other.cell != block.cell, plan.row(of: other) == row, plan.keep[neighbour] {
        return false
      }
    }
    return true
  }

  /// How weighty a look is, smaller for weightier; nil where the block is no heading.
  static func rank(of block: DraftBlock, in text: [UInt8]) -> Int? {
    guard block.count <= 150, block.count >= 2 else { return nil }
    let strong = block.traits.contains(.allStrong)
    let underlined = block.traits.contains(.allUnderlined)
    guard strong || underlined || block.traits.contains(.allStressed) && block.count <= 80 else { return nil }
    var upper = 0
    var lower = 0
    for byte in text[block.start..<block.end] {
      if byte >= 0x41, byte <= 0x5A { upper += 1 }
      if byte >= 0x61, byte <= 0x7A { lower += 1 }
    }
    guard upper + lower >= 2 else { return nil }
    let words = String(decoding: text[block.start..<min(block.end, block.start + 8)], as: UTF8.self).lowercased()
    if words.hasPrefix("part ") { return 1 }
    if words.hasPrefix("item "), upper + lower >= 5 { return 2 }
    // "(Unaudited)" is a remark, "Net sales rose." a sentence.
    if text[block.start] == 0x28 { return nil }
    if [0x2E, 0x2C, 0x3B].contains(text[block.end - 1]) {
      let isCompany = [", inc.", " corp.", " co.", " ltd."].contains {
        String(decoding: text[block.start..<block.end], as: UTF8.self).lowercased().hasSuffix($0)
      }
      guard isCompany, lower == 0 || strong else { return nil }
    }
    if block.count <= 32, text[block.start..<block.end].contains(where: { $0 >= 0x30 && $0 <= 0x39 }),
      DateText.isDate(String(decoding: text[block.start..<block.end], as: UTF8.self))
    {
      return nil
    }
    var rank = 40 - min(block.fontSize, 30)
    if lower == 0 { rank -= 2 }
    if block.traits.contains(.centered) { rank -= 1 }
    if !strong { rank += 4 }
    if block.traits.contains(.allStressed) { rank += 1 }
    return rank
  }
}
