/// Tells the text of a web page from what the site puts around it, and from what it puts into it.
///
/// The smallest part that holds most of the page's running text is its main content; named parts (`main`, `article`,
/// "entry-content") are preferred. What stands outside goes, except the title above it with its date and byline; inside,
/// lists of links and the tails that sites append ("Related stories") go too. One pass over blocks, none over text.
enum MainContent {
  /// Bytes of running text below which a page has none to speak of and is left as it is.
  private static let least = 400

  static func dropTheRest(of draft: Draft, _ keep: [Bool], _ drop: inout [Bool]) {
    let prose = proseByContainer(draft, keep, besidesTails(draft, keep, drop))
    guard let all = prose.first, all >= least, let main = choose(draft, prose) else { return }
    let inside = insides(draft, of: main)
    let first = draft.blocks.indices.first { keep[$0] && inside[draft.blocks[$0].container] } ?? 0
    let last = draft.blocks.indices.last { keep[$0] && inside[draft.blocks[$0].container] } ?? 0
    let title = titleBlock(draft, keep, before: first, inside)
    for (index, block) in draft.blocks.enumerated() where keep[index] && !drop[index] {
      if inside[block.container] { continue }
      if let title, index >= title, index < first {
        // Between the title and the text: standfirst, byline and date, but no teasers.
        if index == title || isFrontMatter(block, draft.text) { continue }
      }
      // Right under the text: who else worked on it.
      if index > last, index <= last + 4, block.linkBytes * 2 <= block.count,
        PageCues.isCredit(draft.text[block.start..<block.end])
      {
        continue
      }
      drop[index] = true
    }
    dropLinkParts(draft, keep, inside, &drop)
    dropTails(draft, keep, &drop)
  }

  // MARK: Which part

  /// What is dropped already, and what sites append, unless that is most of the page.
  private static func besidesTails(_ draft: Draft, _ keep: [Bool], _ drop: [Bool]) -> [Bool] {
    var without = drop
    dropTails(draft, keep, &without)
    func prose(_ drop: [Bool]) -> Int {
      draft.blocks.indices.reduce(0) { $0 + (keep[$1] && !drop[$1] ? weight(of: draft.blocks[$1]) : 0) }
    }
    return prose(without) * 2 >= prose(drop) ? without : drop
  }

  /// Bytes of running text in each container and what stands in it.
  private static func proseByContainer(_ draft: Draft, _ keep: [Bool], _ drop: [Bool]) -> [Int] {
    var prose = [Int](repeating: 0, count: draft.containers.count)
    for (index, block) in draft.blocks.enumerated() where keep[index] && !drop[index] {
      prose[block.container] += weight(of: block)
    }
    for container in draft.containers.indices.reversed().dropLast() {
      prose[draft.containers[container].parent] += prose[container]
    }
    return prose
  }

  private static func weight(of block: DraftBlock) -> Int {
    let plain = block.count - block.linkBytes
    if block.table >= 0, block.count < 60 { return plain }
    switch block.kind {
    case .heading, .pageBreak, .caption: return 0
    case .item: return plain >= 50 && plain > block.linkBytes ? plain : 0
    case .text, .quote: return plain >= 70 && plain > block.linkBytes ? plain : 0
    case .preformatted: return plain
    }
  }

  private static func choose(_ draft: Draft, _ prose: [Int]) -> Int? {
    let all = prose[0]
    var best = -1
    for (index, container) in draft.containers.enumerated() where container.role != .plain {
      guard prose[index] * 2 >= all else { continue }
      // Of named parts within each other the innermost that loses little.
      if best < 0 || prose[index] * 10 >= prose[best] * 8 { best = index }
    }
    var children: [[Int]] = Array(repeating: [], count: draft.containers.count)
    for (index, container) in draft.containers.enumerated().dropFirst() { children[container.parent].append(index) }
    // Without a named part, down from the page as long as one part holds nearly everything.
    var current = max(best, 0)
    let kept = prose[current]
    let share = best < 0 ? 75 : 92
    while let next = children[current].max(by: { (prose[$0], -$0) < (prose[$1], -$1) }),
      prose[next] * 100 >= kept * share
    {
      current = next
    }
    return current == 0 ? nil : current
  }

  private static func insides(_ draft: Draft, of main: Int) -> [Bool] {
    var inside = [Bool](repeating: false, count: draft.containers.count)
    inside[main] = true
    for (index, container) in draft.containers.enumerated().dropFirst() where index > main {
      inside[index] = inside[container.parent]
    }
    return inside
  }

  // MARK: Above it

  /// The last heading of the first level, or the last of any, before the text.
  private static func titleBlock(_ draft: Draft, _ keep: [Bool], before first: Int, _ inside: [Bool]) -> Int? {
    var heading: Int?
    for index in draft.blocks.indices.prefix(first).reversed() where keep[index] {
      guard case .heading(let level) = draft.blocks[index].kind,
        !draft.blocks[index].traits.contains(.allLink) || level == 1 && isTitle(draft.blocks[index], of: draft)
      else { continue }
      if level == 1 { return index }
      if heading == nil, first - index <= 12 { heading = index }
    }
    return heading
  }

  /// The heading of a text may link to the text itself; the title element tells it from a teaser's.
  private static func isTitle(_ block: DraftBlock, of draft: Draft) -> Bool {
    block.count >= 8 && draft.hints.titleElement.utf8.starts(with: draft.text[block.start..<block.end])
  }

  /// A date, a byline or a standfirst.
  private static func isFrontMatter(_ block: DraftBlock, _ text: [UInt8]) -> Bool {
    guard block.kind == .text || block.kind == .quote, block.linkBytes * 2 <= block.count else { return false }
    if block.count > 100 { return true }
    let words = String(decoding: text[block.start..<block.end], as: UTF8.self)
    return words.lowercased().hasPrefix("by ") || DateText.first(in: words) != nil
  }

  // MARK: Inside it

  /// Parts that are mostly links and hold no running text.
  private static func dropLinkParts(_ draft: Draft, _ keep: [Bool], _ inside: [Bool], _ drop: inout [Bool]) {
    var text = [Int](repeating: 0, count: draft.containers.count)
    var links = text
    var blocks = text
    var prose = text
    for (index, block) in draft.blocks.enumerated() where keep[index] && !drop[index] {
      text[block.container] += block.count
      links[block.container] += block.linkBytes
      blocks[block.container] += 1
      prose[block.container] += weight(of: block)
    }
    for container in draft.containers.indices.reversed().dropLast() {
      let parent = draft.containers[container].parent
      text[parent] += text[container]
      links[parent] += links[container]
      blocks[parent] += blocks[container]
      prose[parent] += prose[container]
    }
    var isLinks = [Bool](repeating: false, count: draft.containers.count)
    for container in draft.containers.indices.dropFirst() {
      isLinks[container] =
        isLinks[draft.containers[container].parent]
        || blocks[container] > 1 && links[container] * 2 > text[container] && prose[container] < 120
    }
    for (index, block) in draft.blocks.enumerated() where keep[index] && inside[block.container] {
      if isLinks[block.container], block.table < 0 || block.linkBytes > 0 { drop[index] = true }
      // A heading that links elsewhere is a teaser's; one that links to itself is a section's.
      if block.traits.contains(.allLink), !block.traits.contains(.localLink), case .heading(let level) = block.kind,
        level > 1
      {
        drop[index] = true
      }
    }
  }

  /// Short lines that only a site says, and headings over what it appends, with all that follows under them.
  private static func dropTails(_ draft: Draft, _ keep: [Bool], _ drop: inout [Bool]) {
    var under = 0
    var isInsert = false
    for (index, block) in draft.blocks.enumerated() where keep[index] {
      guard block.table < 0 else { continue }
      if case .heading(let level) = block.kind {
        if under > 0, level <= under { under = 0 }
        if block.count <= 60, PageCues.isTail(draft.text[block.start..<block.end]) { under = level }
      }
      let text = draft.text[block.start..<block.end]
      // Under a line such as "Most popular" go the short lines up to the next paragraph.
      if case .heading = block.kind {
        isInsert = false
      } else {
        isInsert = PageCues.isInsert(text) || isInsert && block.count < 100 && !PageCues.isCredit(text)
      }
      if under > 0 || isInsert || block.count <= 90 && PageCues.isChrome(text) || PageCues.isRights(text) {
        drop[index] = true
      }
    }
  }
}
