import ReportReading

/// What each block of a report belongs to: its heading, and whether that part argues, doubts or only fills the form.
package struct Outline: Sendable {
  package enum Setting: Sendable { case body, risk, boilerplate }

  /// A heading of its own, or the bold lead of a paragraph that stands as one ("**Manufacturing** Activity rose …").
  package struct Head: Sendable {
    package let span: Span
    /// 1 to 6; 7 for a lead.
    package let level: Int
    package let setting: Setting
    /// Index into `heads` of the one above; -1 at the top.
    package let parent: Int
  }

  /// In document order.
  package let heads: [Head]
  /// For each block.
  package let setting: [Setting]
  /// For each block an index into `heads`; -1 where nothing stands over it. A heading's is its own.
  package let head: [Int]
  /// For each block the last one before it that is no list item; -1 where there is none.
  let beforeList: [Int]

  package init(_ report: Report) {
    var builder = Builder(report: report)
    var last = -1
    var beforeList: [Int] = []
    beforeList.reserveCapacity(report.blocks.count)
    for (index, block) in report.blocks.enumerated() {
      builder.add(block, at: index)
      beforeList.append(last)
      if case .listItem = block.kind { continue }
      last = index
    }
    self.beforeList = beforeList
    heads = builder.heads
    setting = builder.setting
    head = builder.head
  }

  /// Where a block's own text begins, after a lead that stands as its heading.
  func textStart(_ report: Report, _ block: Int) -> Int {
    let span = report.blocks[block].span
    guard head[block] >= 0, heads[head[block]].level == Builder.leadLevel, span.contains(heads[head[block]].span) else {
      return span.start
    }
    return heads[head[block]].span.end
  }

  /// "Item 1A. …", "Part II": a division of a statutory filing.
  static func isItem(_ words: [Word]) -> Bool {
    guard let first = words.first, words.count > 1 else { return words.first == "signatures" }
    if first == "item", let digit = words[1].utf8.first { return Words.isDigit(digit) }
    return first == "part" && words[1].utf8.allSatisfy { $0 == UInt8(ascii: "i") || $0 == UInt8(ascii: "v") }
  }

  /// Walks the blocks once, with the headings that are open.
  private struct Builder {
    static let leadLevel = 7

    let report: Report
    var heads: [Head] = []
    var setting: [Setting] = []
    var head: [Int] = []
    /// Indices into `heads`, outermost first.
    private var open: [Int] = []
    /// An "Item 1A" keeps its setting to the next item, whatever the levels of the headings inside it.
    private var item: Setting?
    /// A question has turned the section under this head into doubt.
    private var doubt: Int?

    init(report: Report) { self.report = report }

    mutating func add(_ block: Block, at index: Int) {
      if case .heading(let level) = block.kind {
        enter(block.span, level: level)
      } else if let lead = lead(block) {
        enter(lead, level: Self.leadLevel)
      } else if asksForDoubt(block) {
        doubt = open.last ?? -1
      }
      head.append(open.last ?? -1)
      setting.append(current)
    }

    private var current: Setting {
      if let doubt, doubt < 0 || open.contains(doubt) { return .risk }
      return open.last.map { heads[$0].setting } ?? item ?? .body
    }

    private mutating func enter(_ span: Span, level: Int) {
      while let last = open.last, heads[last].level >= level { open.removeLast() }
      if let doubt, !open.contains(doubt) { self.doubt = nil }
      let words = Words.lowercased(in: report, span)
      // The item of exhibits holds the financial statements, which argue.
      let kind =
        Outline.isItem(words) && words.contains("financial") && words.contains(where: { $0.hasPrefix("statement") })
        ? Setting.body : kind(of: words)
      if Outline.isItem(words) { item = kind == .body ? nil : kind }
      let above = open.last.map { heads[$0].setting } ?? .body
      let own = item ?? (kind == .body ? above : kind)
      heads.append(Head(span: span, level: level, setting: own, parent: open.last ?? -1))
      open.append(heads.count - 1)
    }

    private func kind(of words: [Word]) -> Setting {
      // A long heading that only mentions risk is an argument: "Rising rates put margins at risk".
      if let match = SectionLexicon.risk.first(in: words), match.range.count * 3 >= words.count - 2 { return .risk }
      if let match = SectionLexicon.boilerplate.first(in: words), match.range.count * 3 >= words.count - 3 {
        return .boilerplate
      }
      return .body
    }

    /// "What could break this thesis?": from here to the next heading the report doubts.
    private func asksForDoubt(_ block: Block) -> Bool {
      guard !block.span.isEmpty, block.span.count < 200, report.text[block.span.end - 1] == UInt8(ascii: "?") else {
        return false
      }
      let words = Words.lowercased(in: report, block.span)
      return words.contains("what") && ["break", "wrong", "derail", "kill"].contains { words.contains($0) }
    }

    /// A bold run at the start of a paragraph, with a new sentence after it; it asserts nothing itself.
    private func lead(_ block: Block) -> Span? {
      guard case .paragraph = block.kind, let strong = block.emphasis.first, strong.kind == .strong,
        strong.span.start - block.span.start <= 2, block.span.end - strong.span.end > 20
      else { return nil }
      let words = Words.lowercased(in: report, strong.span)
      guard !words.isEmpty, words.count <= 9, words.contains(where: { $0.hasByte(where: Words.isLetter) }),
        Words.isUpper(report.text[strong.span.start]) || Words.isDigit(report.text[strong.span.start]),
        !words.contains(where: Statements.verbs.contains)
      else { return nil }
      var next = strong.span.end
      while next < block.span.end, !Words.isLetter(report.text[next]), !Words.isDigit(report.text[next]) { next += 1 }
      return next < block.span.end && Words.isUpper(report.text[next]) ? strong.span : nil
    }
  }
}
