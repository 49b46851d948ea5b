import FigureExtraction
import ReportReading
import ThesisBuilding

/// Reads the hazards that a forward-looking statement names between its formulas: of what it lists, the items that tell of a
/// concrete dependence. A single supplier, two customers with a share of revenue, a country with one.
struct ForwardLooking {
  let evidence: Evidence
  let words: WordList
  let index: Int
  let outline: Outline
  private var report: Report { evidence.report }

  init(evidence: Evidence, words: WordList, index: Int, outline: Outline) {
    self.evidence = evidence
    self.words = words
    self.index = index
    self.outline = outline
  }

  /// In document order.
  func drafts() -> [HazardDraft] {
    report.blocks.indices.flatMap { block -> [HazardDraft] in
      guard outline.setting[block] == .boilerplate else { return [] }
      let span = report.blocks[block].span
      switch report.blocks[block].kind {
      case .listItem: return draft(span).map { [$0] } ?? []
      case .paragraph: return span.count > 200 ? items(span).compactMap(draft) : []
      default: return []
      }
    }
  }

  /// What stands between the semicolons of a paragraph; nothing where there are fewer than two.
  private func items(_ paragraph: Span) -> [Span] {
    var items: [Span] = []
    var start = paragraph.start
    for place in paragraph.range where report.text[place] == UInt8(ascii: ";") || place == paragraph.end - 1 {
      items.append(Span(start, report.text[place] == UInt8(ascii: ";") ? place : paragraph.end))
      start = place + 1
    }
    guard items.count > 2 else { return [] }
    return items.map(own)
  }

  /// Without what introduces the list, the sentences after it and a joint.
  private func own(_ item: Span) -> Span {
    var span = item
    if let colon = report.text[span.range].lastIndex(of: UInt8(ascii: ":")) { span = Span(colon + 1, span.end) }
    if let sentence = report.text[span.range].indices.dropLast().first(where: {
      report.text[$0] == UInt8(ascii: ".") && report.text[$0 + 1] == UInt8(ascii: " ")
    }) {
      span = Span(span.start, sentence)
    }
    let (plain, spans) = words.placed(in: span)
    if let joint = plain.prefix(24).lastIndex(where: { $0 == "including" }), joint + 1 < spans.count {
      return Span(spans[joint + 1].start, span.end).trimmed(report.text)
    }
    if let first = plain.first, first == "and" || first == "or", spans.count > 1 {
      return Span(spans[1].start, span.end).trimmed(report.text)
    }
    return span.trimmed(report.text)
  }

  private func draft(_ item: Span) -> HazardDraft? {
    guard (4...70).contains(words.count(in: item)), isConcrete(item) else { return nil }
    return HazardDraft(report: index, place: .list, lead: lead(of: item), body: [withoutComparison(item)])
  }

  /// Without what the share was a year before: a note quotes few words.
  private func withoutComparison(_ item: Span) -> Span {
    let (plain, spans) = words.placed(in: item)
    guard let place = plain.indices.dropFirst(4).first(where: { plain[$0] == "compared" || plain[$0] == "versus" })
    else {
      return item
    }
    return Span(item.start, spans[place].start).trimmed(report.text, dropping: Array(", ".utf8))
  }

  /// Up to the relative clause that says how much.
  private func lead(of item: Span) -> Span {
    let (plain, spans) = words.placed(in: item)
    for place in plain.indices.dropFirst(2) where ["which", "where", "whom"].contains(plain[place]) {
      let before = report.text[spans[0].start..<spans[place].start]
      guard let comma = before.lastIndex(of: UInt8(ascii: ",")), spans[place].start - comma < 12 else { continue }
      return Span(item.start, comma)
    }
    return item
  }

  private func isConcrete(_ item: Span) -> Bool {
    let plain = words.words(in: item)
    let isShare =
      evidence.figures(in: item).contains { $0.quantity.unit == .percent }
      && plain.contains(where: Self.wholes.contains)
    return isShare
      || plain.contains(where: Self.relying.contains)
        && plain.indices.contains { place in
          Self.few.contains(plain[place])
            && plain[place...].dropFirst().prefix(3).contains(where: Self.partners.contains)
        }
  }

  private static let wholes: WordSet = ["revenue", "revenues", "sales", "production", "output", "capacity", "deposits"]
  private static let relying: WordSet = [
    "rely", "relies", "reliance", "depend", "depends", "dependence", "dependent", "obtain", "source",
  ]
  private static let few: WordSet = ["single", "sole", "one", "two", "three", "four", "five"]
  private static let partners: WordSet = [
    "supplier", "suppliers", "source", "vendor", "vendors", "customer", "customers", "manufacturer", "manufacturers",
    "foundry", "foundries", "provider", "providers", "distributor", "distributors", "plant", "site", "tenant",
    "tenants",
  ]
}
