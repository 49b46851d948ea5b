/// Finds what is printed around a report and is not the report: page numbers, running heads and feet, navigation, contents.
enum Furniture {
  static func found(in draft: Draft, keep: [Bool], isInData: (DraftBlock) -> Bool) -> [Bool] {
    var drop = Array(repeating: false, count: draft.blocks.count)
    let linkLists = linkLists(draft)
    for (index, block) in draft.blocks.enumerated() where keep[index] && !isInData(block) {
      let isHeading = if case .heading = block.kind { true } else { false }
      if block.traits.contains(.inFooter) || block.traits.contains(.inAside) { drop[index] = true }
      if block.traits.contains(.inHeader), !block.traits.contains(.inArticle), !isHeading { drop[index] = true }
      if block.traits.contains(.allLink), !isHeading, block.count <= 80 { drop[index] = true }
      if block.list > 0, linkLists.contains(block.list) { drop[index] = true }
      if isPageNumber(block, draft.text) || isRule(block, draft.text) { drop[index] = true }
    }
    dropRunningHeads(draft, keep, isInData, &drop)
    if draft.isWebPage { MainContent.dropTheRest(of: draft, keep, &drop) }
    return drop
  }

  /// Lists of three or more items, nine tenths of them nothing but a link.
  private static func linkLists(_ draft: Draft) -> Set<Int> {
    var all: [Int: Int] = [:]
    var links: [Int: Int] = [:]
    for block in draft.blocks where block.list > 0 {
      all[block.list, default: 0] += 1
      if block.traits.contains(.allLink) { links[block.list, default: 0] += 1 }
    }
    return Set(links.filter { $0.value >= 3 && $0.value * 10 >= (all[$0.key] ?? 0) * 9 }.keys)
  }

  private static func isPageNumber(_ block: DraftBlock, _ text: [UInt8]) -> Bool {
    guard block.kind == .text, block.count <= 16 else { return false }
    let bytes = text[block.start..<block.end]
    if block.count <= 6, bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x20 }) { return true }
    guard let first = bytes.first, first | 0x20 == UInt8(ascii: "p") else { return false }
    let words = String(decoding: bytes, as: UTF8.self).lowercased().split(separator: " ")
    return words.first == "page" && words.count >= 2 && words.dropFirst().allSatisfy { $0 == "of" || Int($0) != nil }
  }

  /// A line of underscores or dashes.
  private static func isRule(_ block: DraftBlock, _ text: [UInt8]) -> Bool {
    text[block.start..<block.end].allSatisfy { [0x5F, 0x2D, 0x3D, 0x2A, 0x7E, 0x20].contains($0) } && block.count >= 3
  }

  /// Short texts that stand three times or more beside page breaks, digits apart, are heads and feet of pages.
  private static func dropRunningHeads(
    _ draft: Draft, _ keep: [Bool], _ isInData: (DraftBlock) -> Bool, _ drop: inout [Bool]
  ) {
    let breaks = draft.blocks.indices.filter { draft.blocks[$0].kind == .pageBreak }
    guard breaks.count >= 2 else { return }
    var beside: [Int] = []
    for place in breaks {
      for direction in [-1, 1] {
        var index = place + direction
        var steps = 0
        while draft.blocks.indices.contains(index), steps < 3, draft.blocks[index].kind != .pageBreak {
          if keep[index], !isInData(draft.blocks[index]) {
            beside.append(index)
            steps += 1
          } else if isInData(draft.blocks[index]) {
            break
          }
          index += direction
        }
      }
    }
    var alike: [[UInt8]: [Int]] = [:]
    var seen: Set<Int> = []
    for index in beside where draft.blocks[index].count <= 120 && seen.insert(index).inserted {
      alike[pattern(draft.blocks[index], draft.text), default: []].append(index)
    }
    let heads = Set(alike.values.lazy.filter { $0.count >= 3 }.joined())
    // Pages that hold nothing else are no report's furniture: they are the report.
    guard draft.blocks.indices.contains(where: { keep[$0] && !drop[$0] && !heads.contains($0) }) else { return }
    for index in heads { drop[index] = true }
  }

  /// A text with its numbers masked.
  private static func pattern(_ block: DraftBlock, _ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text[block.start..<block.end].prefix(160) {
      if byte >= 0x30, byte <= 0x39 {
        if result.last != 0x23 { result.append(0x23) }
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
