import FigureExtraction
import ReportReading

/// Reads what the reports hold of names and sectors: lists under a lead ("Still bullish:"), and sentences that take sides.
struct StanceReader {
  let dossier: Dossier
  let outlines: [Outline]

  /// By report and place; a name said twice with one view in one report is said once.
  func stances() -> [Stance] {
    let marks = WordMarks(dossier.vocabulary, where: StanceLexicon.sentences.begins)
    var found: [Stance] = []
    for index in dossier.evidence.indices {
      var seen: Set<String> = []
      for stance in (listed(index) + stated(index, marks)).sorted(by: { $0.name < $1.name })
      where seen.insert("\(dossier.string(stance.name).lowercased())|\(stance.view)").inserted {
        found.append(stance)
      }
    }
    return found
  }

  /// The list that a block stands in follows a lead that takes sides.
  static func isUnderCue(_ report: Report, _ outline: Outline, _ block: Int) -> Bool {
    cue(report, outline, block) != nil
  }

  /// The cue of the paragraph just before the list, or of the heading just before it.
  private static func cue(_ report: Report, _ outline: Outline, _ block: Int) -> StanceLexicon.Cue? {
    let index = outline.beforeList[block]
    guard index >= 0 else { return nil }
    switch report.blocks[index].kind {
    case .heading: return StanceLexicon.cue(report, report.blocks[index].span)
    case .paragraph:
      let span = report.blocks[index].span
      guard !span.isEmpty, report.text[span.end - 1] == UInt8(ascii: ":") || report.blocks[index].isAllStrong else {
        return nil
      }
      return StanceLexicon.cue(report, span)
    default: return nil
    }
  }

  private func listed(_ index: Int) -> [Stance] {
    let report = dossier.evidence[index].report
    var found: [Stance] = []
    for (number, block) in report.blocks.enumerated() {
      guard case .listItem = block.kind, outlines[index].setting[number] == .body,
        let cue = Self.cue(report, outlines[index], number),
        let item = TermGlossReader.item(report, block), isName(report, item.term)
      else { continue }
      found.append(
        Stance(
          name: Citation(report: index, span: item.term), view: cue.view, standing: cue.standing,
          reason: item.gloss.map { Citation(report: index, span: $0) }, figures: figures(index, in: block.span)))
    }
    return found
  }

  private func stated(_ index: Int, _ marks: WordMarks) -> [Stance] {
    let report = dossier.evidence[index].report
    var found: [Stance] = []
    for sentence in report.sentences where outlines[index].setting[sentence.block] == .body {
      if case .tableCell = report.blocks[sentence.block].kind { continue }
      guard dossier.words[index].mayHold(marks, in: sentence.span),
        let match = StanceLexicon.sentences.first(in: dossier.words[index].words(in: sentence.span)),
        case let spans = dossier.words[index].spans(in: sentence.span),
        let name = name(report, spans, after: match.range.upperBound)
          ?? sector(report, spans, after: match.range, upTo: sentence.span.end)
      else { continue }
      let rest = withoutBecause(report, TermGlossReader.trimmed(report, Span(name.end, sentence.span.end)))
      found.append(
        Stance(
          name: Citation(report: index, span: name), view: match.value.view, standing: match.value.standing,
          reason: Words.spans(in: report.text, rest).count >= 3 ? Citation(report: index, span: rest) : nil,
          figures: figures(index, in: sentence.span)))
    }
    return found
  }

  /// The capitalized words that follow a cue, articles skipped; nil where the next word is common.
  private func name(_ report: Report, _ spans: [Span], after index: Int) -> Span? {
    var start = index
    while start < spans.count,
      ["the", "on", "in", "of", "a", "shares"].contains(Words.lower(report.text, spans[start]))
    { start += 1 }
    var end = start
    while end < spans.count, end - start < 5, Words.isUpper(report.text[spans[end].start]),
      end == start || isJoined(report, spans[end - 1].end, spans[end].start)
    {
      end += 1
    }
    guard end > start else { return nil }
    let span = Span(spans[start].start, spans[end - 1].end)
    return isName(report, span) ? span : nil
  }

  /// A reason stands without the word that introduces it.
  private func withoutBecause(_ report: Report, _ rest: Span) -> Span {
    let words = Words.spans(in: report.text, rest)
    guard words.count > 3, let first = words.first, first.start == rest.start,
      Words.lower(report.text, first) == "because"
    else { return rest }
    return Span(words[1].start, rest.end)
  }

  private static let reasonWords: WordSet = [
    "because", "as", "since", "given", "after", "while", "and", "but", "which", "where", "until", "if", "on", "due",
    "for", "this", "now", "again", "here",
  ]

  /// The few common words that name a sector after a cue that ends in "on", up to a mark or a reason: "we turn negative on
  /// speculative shells."
  private func sector(_ report: Report, _ spans: [Span], after cue: Range<Int>, upTo limit: Int) -> Span? {
    let (text, start) = (report.text, cue.upperBound)
    guard start < spans.count, Words.lower(text, spans[start - 1]) == "on" else { return nil }
    var end = start
    while end < spans.count, end - start < 5, !Self.reasonWords.contains(Words.lower(text, spans[end])),
      end == start || isJoined(report, spans[end - 1].end, spans[end].start)
    {
      end += 1
    }
    guard (1...4).contains(end - start), !StopWords.all.contains(Words.lower(text, spans[start])) else { return nil }
    return Span(spans[start].start, spans[end - 1].end)
  }

  private func isJoined(_ report: Report, _ from: Int, _ to: Int) -> Bool {
    report.text[from..<to].allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: "-") }
  }

  private func isName(_ report: Report, _ span: Span) -> Bool {
    let words = Words.lowercased(in: report, span)
    guard !words.isEmpty, words.count <= 7, let first = Words.spans(in: report.text, span).first,
      Words.isUpper(report.text[first.start])
    else { return false }
    return !words.allSatisfy { StanceLexicon.noName.contains($0) || StopWords.all.contains($0) }
  }

  private func figures(_ index: Int, in span: Span) -> [FigureReference] {
    dossier.evidence[index].figures(in: span).indices.map { FigureReference(report: index, figure: $0) }
  }
}
