import ReportReading

/// Bold sentences inside a paragraph: what the author would have you remember.
enum Statements {
  struct Statement {
    let span: Span
    let block: Int
    /// The words before it call it so: "the core insight:".
    let isNamed: Bool
  }

  private static let announcements = PhraseTable(
    lines: """
      core insight
      key insight
      central insight
      core thesis
      our thesis
      the thesis
      core idea
      core claim
      key point
      main point
      key message
      in short
      in one sentence
      our view
      bottom line
      key takeaway
      the takeaway
      """)
  static let verbs: WordSet = [
    "is", "are", "was", "were", "has", "have", "will", "isn't", "aren't", "needs", "need", "makes", "wins", "drives",
    "means",
    "becomes", "remains", "beats", "moves", "grew", "rose", "fell", "grows", "rises", "falls",
  ]

  static func all(in report: Report, _ list: WordList, _ outline: Outline) -> [Statement] {
    var found: [Statement] = []
    for (index, block) in report.blocks.enumerated() where outline.setting[index] == .body {
      switch block.kind {
      case .paragraph, .quote: break
      default: continue
      }
      guard let strong = block.emphasis.first(where: { $0.kind == .strong }),
        let end = report.text[strong.span.range].last
      else { continue }
      guard end == UInt8(ascii: ".") || end == UInt8(ascii: "!") else { continue }
      let words = list.words(in: strong.span)
      guard words.count >= 4, words.count <= 45, words.contains(where: verbs.contains),
        !SectionLexicon.formula.occurs(in: words)
      else { continue }
      let lead = list.words(in: Span(block.span.start, strong.span.start))
      found.append(Statement(span: strong.span, block: index, isNamed: announcements.occurs(in: lead)))
    }
    return found
  }
}
