/// Finds headings that are marked by looks alone: short bold, capital or numbered paragraphs that stand by themselves.
enum Outline {
  static func applied(
    to given: [Block.Kind], keep: [Bool], draft: Draft, isInData: (DraftBlock) -> Bool
  ) -> [Block.Kind] {
    var kinds = given
    var base = 1
    var styles: [Int] = []
    for (index, block) in draft.blocks.enumerated() where keep[index] && !isInData(block) {
      if case .heading(let level) = kinds[index] {
        base = level
        styles = []
        continue
      }
      guard block.kind == .text, let rank = rank(of: block, in: draft.text) else { continue }
      // A heading of a style seen since the last marked one stands at its level; a new style stands below the last.
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
    switch text[block.end - 1] {
    case 0x2E, 0x2C, 0x3B: return nil
    default: break
    }
    let words = String(decoding: text[block.start..<min(block.end, block.start + 8)], as: UTF8.self).lowercased()
    var rank = 40
    if words.hasPrefix("part ") {
      rank = 1
    } else if words.hasPrefix("item ") {
      rank = 2
    } else {
      rank -= min(block.fontSize, 30)
      if lower == 0 { rank -= 2 }
      if block.traits.contains(.centered) { rank -= 1 }
      if !strong { rank += 4 }
      if block.traits.contains(.allStressed) { rank += 1 }
    }
    return rank
  }
}
