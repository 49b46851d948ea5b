import ReportReading
import ThesisBuilding

/// Reads the hazards of a report's own risk sections and lists: list items, bold leads, headings, and plain paragraphs.
struct RiskSections {
  let report: Report
  let words: WordList
  let index: Int
  let outline: Outline

  /// In document order, and the blocks that they take up.
  func drafts() -> (drafts: [HazardDraft], blocks: Set<Int>) {
    var drafts: [HazardDraft] = []
    var taken: Set<Int> = []
    /// The heading-led hazard that paragraphs still belong to.
    var open: Int?
    /// Whether list items stand for hazards of their own here.
    var listsHazards = true
    for (number, block) in report.blocks.enumerated() {
      let inSection = outline.setting[number] == .risk
      switch block.kind {
      case .tableCell, .caption, .preformatted: continue
      case .heading:
        open = nil
        listsHazards = inSection
        guard inSection, !isSectionHeading(block) else { continue }
        open = drafts.count
        listsHazards = false
        taken.insert(number)
        drafts.append(HazardDraft(report: index, place: .heading, lead: block.span, body: []))
      case .listItem:
        guard listsHazards && (inSection || isInOpenedList(number)) else {
          if let open, inSection {
            drafts[open].body += report.sentences(ofBlock: number)
            taken.insert(number)
          }
          continue
        }
        if let draft = item(number, block) {
          drafts.append(draft)
          taken.insert(number)
        }
      case .paragraph, .quote:
        guard inSection else {
          listsHazards = opensList(block)
          open = nil
          if listsHazards { taken.insert(number) }
          continue
        }
        taken.insert(number)
        if isFormula(block) || block.span.count < 120 && isCategory(block.span) {
          if block.isAllStrong { open = nil }
          listsHazards = open == nil
          continue
        }
        if isWholeLead(block) {
          open = drafts.count
          listsHazards = false
          drafts.append(HazardDraft(report: index, place: .heading, lead: block.span, body: []))
        } else if let lead = leadEmphasis(block), lead.count < block.span.count {
          open = nil
          drafts.append(
            withGloss(HazardDraft(report: index, place: .list, lead: lead, body: rest(of: number, after: lead.end))))
        } else if let open {
          drafts[open].body += report.sentences(ofBlock: number)
        } else if endsWith(block, ":") || endsWith(block, "?") {
          listsHazards = true
        } else if let draft = plain(number) {
          drafts.append(draft)
        }
      }
    }
    return (drafts.isEmpty ? sentencesAsHazards(taken) : drafts, taken)
  }

  /// A risk section of nothing but plain sentences names one hazard in each that says what may come.
  private func sentencesAsHazards(_ blocks: Set<Int>) -> [HazardDraft] {
    blocks.sorted().flatMap { number in
      report.sentences(ofBlock: number).compactMap { sentence in
        guard words.words(in: sentence).contains(where: HazardLexicon.modals.contains) else { return nil }
        return HazardDraft(report: index, place: .section, lead: withoutParenthesis(sentence), body: [sentence])
      }
    }
  }

  /// "Item 1A. Risk Factors", "Risks Related to …", "Bear case": sorts hazards, names none.
  private func isSectionHeading(_ block: Block) -> Bool { isCategory(block.span) }

  private func isCategory(_ span: Span) -> Bool {
    let words = words.words(in: span)
    guard let last = words.last else { return true }
    if words.first == "item" || words.first == "part"
      || SectionLexicon.risk.matches(in: words).contains(where: { $0.range.count * 2 >= words.count })
    {
      return true
    }
    if let match = HazardLexicon.categories.first(in: words), match.range.lowerBound <= 1 { return true }
    return words.count <= 8 && HazardLexicon.categoryEndings.contains(last)
      && !words.contains(where: HazardLexicon.modals.contains)
  }

  /// The whole paragraph is bold, or it is italic and short: a heading in disguise.
  private func isWholeLead(_ block: Block) -> Bool {
    let whole = block.span.trimmed(report.text)
    return block.emphasis.contains {
      $0.span.trimmed(report.text).count >= whole.count - 2 && ($0.kind == .strong || whole.count < 400)
    }
  }

  /// The bold or italic run that a block begins with, when it is long enough to name something.
  private func leadEmphasis(_ block: Block) -> Span? {
    guard let first = block.emphasis.first, first.span.start <= block.span.start + 4 else { return nil }
    // Adjoining runs are one lead: a bold that an italic interrupts.
    var end = first.span.end
    for run in block.emphasis.dropFirst() where run.span.start <= end + 1 && run.kind == first.kind {
      end = max(end, run.span.end)
    }
    let lead = Span(first.span.start, end).trimmed(report.text, dropping: Array(".:;,".utf8))
    return words.count(in: lead) == 0 ? nil : lead
  }

  private func item(_ number: Int, _ block: Block) -> HazardDraft? {
    guard !block.span.isEmpty, !isFormula(block), !isCategory(block.span) else { return nil }
    if let lead = leadEmphasis(block) {
      return withGloss(HazardDraft(report: index, place: .list, lead: lead, body: rest(of: number, after: lead.end)))
    }
    let own = report.sentences(ofBlock: number)
    let sentences = own.isEmpty ? [block.span] : own
    guard let first = sentences.first else { return nil }
    if let end = leadEnd(first) {
      let lead = Span(first.start, end).trimmed(report.text)
      return withGloss(HazardDraft(report: index, place: .list, lead: lead, body: rest(of: number, after: end)))
    }
    return withGloss(HazardDraft(report: index, place: .list, lead: withoutParenthesis(first), body: Array(sentences)))
  }

  /// Where a plain lead ends: at a dash, or at a colon after at most ten words.
  private func leadEnd(_ sentence: Span) -> Int? {
    let text = report.text
    var place = sentence.start
    while place < sentence.end {
      let byte = text[place]
      let isDash =
        byte == 0xE2 && place + 2 < sentence.end && text[place + 1] == 0x80
        && (text[place + 2] == 0x93 || text[place + 2] == 0x94)
        && place > sentence.start && text[place - 1] == 0x20
      let isHyphen =
        byte == UInt8(ascii: "-") && place > sentence.start && text[place - 1] == 0x20 && place + 1 < sentence.end
        && text[place + 1] == 0x20
      if isDash || isHyphen || byte == UInt8(ascii: ":") {
        let count = words.count(in: Span(sentence.start, place))
        return (1...12).contains(count) ? place : nil
      }
      if byte == UInt8(ascii: "(") { return nil }
      place += 1
    }
    return nil
  }

  /// The sentences of a block from a place on, a leading dash or colon dropped.
  private func rest(of number: Int, after end: Int) -> [Span] {
    var spans: [Span] = []
    let own = report.sentences(ofBlock: number)
    let all = own.isEmpty ? [report.blocks[number].span] : own
    for sentence in all where sentence.end > end {
      var start = max(sentence.start, end)
      while start < sentence.end, RiskSections.joints.contains(report.text[start]) { start += 1 }
      let cut = Span(start, sentence.end).trimmed(report.text)
      if words.count(in: cut) > 0 { spans.append(cut) }
    }
    return spans
  }

  /// Dashes (their UTF-8 bytes), colons and stops that stand between a lead and what it is.
  private static let joints = Array(":-.,; ".utf8) + [0xE2, 0x80, 0x93, 0x94]

  /// A paragraph of a risk section with no heading over it: named by its first sentence of harm.
  private func plain(_ number: Int) -> HazardDraft? {
    let sentences = report.sentences(ofBlock: number)
    guard let lead = sentences.first(where: { RunningProse.score(Wording(words, $0)) >= 1 }) else { return nil }
    return withGloss(HazardDraft(report: index, place: .section, lead: withoutParenthesis(lead), body: sentences))
  }

  private func withoutParenthesis(_ span: Span) -> Span {
    guard let open = report.text[span.range].firstIndex(of: UInt8(ascii: "(")), open > span.start + 8 else {
      return span
    }
    return Span(span.start, open).trimmed(report.text)
  }

  /// Takes a closing "(Low probability — agents generate load.)" off the body: the likelihood, and the gloss.
  private func withGloss(_ draft: HazardDraft) -> HazardDraft {
    guard let last = draft.body.last, let block = report.blockIndex(at: last.start) else { return draft }
    let end = report.blocks[block].span.trimmed(report.text, dropping: Array(". ".utf8)).end
    guard end > 0, report.text[end - 1] == UInt8(ascii: ")"),
      let open = report.text[last.start..<end].lastIndex(of: UInt8(ascii: "("))
        ?? report.text[(draft.body.first ?? last).start..<end].lastIndex(of: UInt8(ascii: "("))
    else { return draft }
    let inside = Span(open + 1, end - 1).trimmed(report.text, dropping: Array(". ".utf8))
    let wording = Wording(words, inside)
    guard
      let match = LikelihoodLexicon.explicit.first(in: wording.words) ?? LikelihoodLexicon.estimative.first(
        in: wording.words) ?? presence(wording),
      match.range.lowerBound <= 2
    else { return draft }
    var read = draft
    read.stated = wording.span(match.range)
    let after = Span(wording.span(match.range).end, inside.end).trimmed(report.text, dropping: RiskSections.joints)
    read.gloss = words.count(in: after) >= 2 ? after : nil
    read.body = draft.body.compactMap { sentence in
      if sentence.start >= open { return nil }
      return Span(sentence.start, min(sentence.end, open)).trimmed(report.text)
    }
    return read
  }

  private func presence(_ wording: Wording) -> (range: Range<Int>, value: Likelihood.Tier)? {
    LikelihoodLexicon.present.first(in: wording.words).map { ($0.range, .happening) }
  }

  private func opensList(_ block: Block) -> Bool {
    guard endsWith(block, ":") || endsWith(block, "?"), block.span.count < 300 else { return false }
    let words = words.words(in: block.span)
    return HazardLexicon.openers.occurs(in: words)
      || SectionLexicon.risk.first(in: words).map { $0.range.count * 2 >= words.count } ?? false
  }

  /// The list item stands in a list that a paragraph opened: `listsHazards` says so outside a risk section.
  private func isInOpenedList(_ number: Int) -> Bool { outline.setting[number] != .boilerplate }

  private func endsWith(_ block: Block, _ mark: String) -> Bool {
    let end = block.span.trimmed(report.text, dropping: Array("* ".utf8)).end
    return end > block.span.start && report.text[end - 1] == mark.utf8.first
  }

  private func isFormula(_ block: Block) -> Bool {
    HazardLexicon.formula.occurs(
      in: words.words(in: Span(block.span.start, min(block.span.end, block.span.start + 600))))
  }
}
