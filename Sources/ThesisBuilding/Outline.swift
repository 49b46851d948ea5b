import ReportReading

/// What each block of a report belongs to: its heading, and whether that part argues, doubts or only fills the form.
package struct Outline: Sendable {
  package enum Setting: Sendable { case body, risk, boilerplate }

  /// For each block.
  package let setting: [Setting]
  /// For each block the index of the heading over it; -1 where there is none. A heading's own is the one above it.
  package let heading: [Int]

  package init(_ report: Report) {
    var setting: [Setting] = []
    var heading: [Int] = []
    setting.reserveCapacity(report.blocks.count)
    heading.reserveCapacity(report.blocks.count)
    /// Open headings, outermost first, each with what its section is.
    var open: [(block: Int, level: Int, setting: Setting)] = []
    /// An "Item 1A" keeps its setting to the next item, whatever the levels of the headings inside it.
    var item: Setting?
    for (index, block) in report.blocks.enumerated() {
      guard case .heading(let level) = block.kind else {
        var own = item ?? open.last?.setting ?? .body
        if own == .body, Outline.opensDoubt(report, block) {
          own = .risk
          if let last = open.indices.last { open[last].setting = .risk }
        }
        setting.append(own)
        heading.append(open.last?.block ?? -1)
        continue
      }
      let words = Words.lowercased(in: report, block.span)
      while let last = open.last, last.level >= level { open.removeLast() }
      let kind = Outline.kind(of: words)
      if Outline.isItem(words) { item = kind == .body ? nil : kind }
      let own = item ?? (kind == .body ? open.last?.setting ?? .body : kind)
      heading.append(open.last?.block ?? -1)
      setting.append(own)
      open.append((index, level, own))
    }
    self.setting = setting
    self.heading = heading
  }

  private static func kind(of words: [String]) -> Setting {
    // A long heading that only mentions risk is an argument: "Rising rates put margins at risk".
    if let match = SectionLexicon.risk.first(in: words), match.range.count * 3 >= words.count - 2 { return .risk }
    if let match = SectionLexicon.boilerplate.first(in: words), match.range.count * 3 >= words.count - 3 {
      return .boilerplate
    }
    return .body
  }

  /// "Item 1A. …", "Part II": a division of a statutory filing.
  static func isItem(_ words: [String]) -> Bool {
    guard let first = words.first, words.count > 1 else { return words.first == "signatures" }
    if first == "item", let digit = words[1].utf8.first { return Words.isDigit(digit) }
    return first == "part" && words[1].utf8.allSatisfy { $0 == UInt8(ascii: "i") || $0 == UInt8(ascii: "v") }
  }

  /// "What could break this thesis?": from here to the next heading the report doubts.
  private static func opensDoubt(_ report: Report, _ block: Block) -> Bool {
    guard !block.span.isEmpty, block.span.count < 200, report.text[block.span.end - 1] == UInt8(ascii: "?") else {
      return false
    }
    let words = Words.lowercased(in: report, block.span)
    return ["break", "wrong", "derail", "kill"].contains { words.contains($0) } && words.contains("what")
  }
}
