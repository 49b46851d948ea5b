import FigureExtraction
import ReportReading

/// Finds the contrast a report states between what was and what is.
struct ShiftReader {
  let dossier: Dossier
  let outlines: [Outline]

  private struct Found {
    let shift: Shift
    let rank: Int
  }

  /// The plainest contrast: a title or bold pair before a sentence pair, that before "from X to Y"; then by place.
  func shift() -> Shift? {
    // Without one of these a sentence moves from nothing and is no longer anything.
    let marks = WordMarks(dossier.vocabulary) { $0 == "from" || $0 == "longer" }
    var best: Found?
    for index in dossier.evidence.indices {
      for found in contrasts(index, marks) where best.map({ found.rank > $0.rank }) ?? true { best = found }
    }
    return best?.shift
  }

  private func contrasts(_ index: Int, _ marks: WordMarks) -> [Found] {
    let report = dossier.evidence[index].report
    var found: [Found] = []
    for (number, block) in report.blocks.enumerated() where outlines[index].setting[number] == .body {
      let isTitle: Bool
      switch block.kind {
      case .heading: isTitle = true
      case .paragraph, .quote: isTitle = false
      default: continue
      }
      let own = isTitle ? Self.split(report, block.span) : report.sentences(ofBlock: number)
      for (first, second) in zip(own, own.dropFirst()) {
        if let shift = pair(index, first, second) {
          let isStrong = block.emphasis.contains { $0.kind == .strong && $0.span.end >= second.end - 1 }
          found.append(Found(shift: shift, rank: isTitle ? 9 : isStrong ? 7 : 6))
        }
      }
      for sentence in own where dossier.words[index].mayHold(marks, in: sentence) {
        let (lower, words) = dossier.words[index].placed(in: sentence)
        if let shift = moved(index, sentence, words, lower) { found.append(Found(shift: shift, rank: isTitle ? 5 : 4)) }
        if let shift = noLonger(index, sentence, words, lower) { found.append(Found(shift: shift, rank: 3)) }
      }
    }
    return found
  }

  /// A heading's own sentences: headings are seldom cut into any.
  private static func split(_ report: Report, _ span: Span) -> [Span] {
    var parts: [Span] = []
    var start = span.start
    for index in span.range
    where report.text[index] == UInt8(ascii: ".") && index + 1 < span.end && report.text[index + 1] == 0x20 {
      parts.append(Span(start, index + 1))
      start = index + 2
    }
    parts.append(Span(start, span.end))
    return parts.filter { !$0.isEmpty }
  }

  // MARK: "X was A. Y is B."

  private struct Copula {
    let subject: Span
    let complement: Span
    let isPast: Bool
  }

  private func pair(_ index: Int, _ first: Span, _ second: Span) -> Shift? {
    let report = dossier.evidence[index].report
    guard let a = copula(index, first), let b = copula(index, second), !b.isPast,
      Words.lowercased(in: report, a.subject) != Words.lowercased(in: report, b.subject)
    else { return nil }
    return Shift(
      from: Citation(report: index, span: a.subject), to: Citation(report: index, span: b.subject),
      statement: Citation(report: index, span: Span(first.start, second.end)),
      fromGloss: Citation(report: index, span: a.complement), toGloss: Citation(report: index, span: b.complement))
  }

  /// A short sentence "noun phrase – is or was – noun phrase", after any lead with a colon.
  private func copula(_ index: Int, _ sentence: Span) -> Copula? {
    let report = dossier.evidence[index].report
    var start = sentence.start
    if let colon = sentence.range.last(where: { report.text[$0] == UInt8(ascii: ":") }) { start = colon + 1 }
    // Twelve words of twenty bytes are long ones.
    let clause = Span(start, sentence.end)
    guard clause.count < 400, (3...12).contains(dossier.words[index].count(in: clause)) else { return nil }
    let (lower, words) = dossier.words[index].placed(in: clause)
    guard
      let verb = lower.firstIndex(where: Self.copulas.contains),
      verb >= 1, verb <= 4, verb < words.count - 1, !lower[(verb + 1)...].contains("not")
    else { return nil }
    let subject = Span(words[0].start, words[verb - 1].end)
    let complement = Span(words[verb + 1].start, words[words.count - 1].end)
    guard !Self.pronouns.contains(lower[0]), isNoun(report, subject), isNoun(report, complement),
      lower[verb + 1].hasSuffix("ed") == false, lower[verb + 1].hasSuffix("ing") == false
    else { return nil }
    return Copula(subject: subject, complement: complement, isPast: lower[verb].hasPrefix("w"))
  }

  private static let pronouns: WordSet = [
    "it", "this", "that", "these", "those", "they", "there", "he", "she", "we", "what", "which", "here", "one",
    "each", "our", "its", "their", "you", "i",
  ]

  private static let copulas: WordSet = ["is", "are", "was", "were"]

  // MARK: "moved from X to Y"

  private static let verbs: WordSet = [
    "moved", "moving", "moves", "shifted", "shifting", "shifts", "shift", "went", "turned", "turning", "transition",
    "transitioned",
    "transitioning", "transitions", "evolved", "evolving", "pivoted", "pivot", "pivoting", "switched", "switching",
    "migrated",
    "migrating", "migration", "move", "transformation", "rotated", "rotation",
  ]

  private func moved(_ index: Int, _ sentence: Span, _ words: [Span], _ lower: [Word]) -> Shift? {
    let report = dossier.evidence[index].report
    guard let verb = lower.firstIndex(where: Self.verbs.contains),
      let from = lower[verb...].firstIndex(of: "from"), from - verb <= 4,
      let to = lower[from...].firstIndex(of: "to"), to - from >= 2, to - from <= 7, to + 1 < words.count
    else { return nil }
    let origin = Span(words[from + 1].start, words[to - 1].end)
    var end = to + 1
    while end < words.count, end - to <= 5, end == to + 1 || isJoined(report, words[end - 1].end, words[end].start),
      end == to + 1 || !Self.enders.contains(lower[end])
    {
      end += 1
    }
    let target = Span(words[to + 1].start, words[end - 1].end)
    guard isNoun(report, origin), isNoun(report, target), isPlain(lower[from...(end - 1)]) else { return nil }
    return Shift(
      from: Citation(report: index, span: origin), to: Citation(report: index, span: target),
      statement: Citation(report: index, span: sentence), fromGloss: nil, toGloss: nil)
  }

  private static let enders: WordSet = [
    "and", "which", "that", "who", "as", "because", "while", "but", "when", "where", "by", "in", "during", "since",
    "after", "before",
    "through", "over", "with", "for", "at", "from", "last", "this", "next", "has", "is", "are", "was", "were", "will",
    "have", "would", "could",
    "should",
  ]

  // MARK: "no longer X but Y"

  private func noLonger(_ index: Int, _ sentence: Span, _ words: [Span], _ lower: [Word]) -> Shift? {
    let report = dossier.evidence[index].report
    guard let no = lower.indices.dropLast().first(where: { lower[$0] == "no" && lower[$0 + 1] == "longer" }),
      let but = lower[no...].firstIndex(of: "but"), but - no >= 3, but - no <= 8, but + 1 < words.count
    else { return nil }
    let from = Span(words[no + 2].start, words[but - 1].end)
    var end = but + 1
    while end < words.count, end - but <= 6, end == but + 1 || isJoined(report, words[end - 1].end, words[end].start) {
      end += 1
    }
    let to = Span(words[but + 1].start, words[end - 1].end)
    guard isNoun(report, from), isNoun(report, to), isPlain(lower[no..<end]) else { return nil }
    return Shift(
      from: Citation(report: index, span: from), to: Citation(report: index, span: to),
      statement: Citation(report: index, span: sentence), fromGloss: nil, toGloss: nil)
  }

  // MARK: Noun phrases

  private func isJoined(_ report: Report, _ from: Int, _ to: Int) -> Bool {
    report.text[from..<to].allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") }
  }

  /// No figure and no mark inside, and some content.
  private func isNoun(_ report: Report, _ span: Span) -> Bool {
    let bytes = report.text[span.range]
    if bytes.contains(where: {
      Words.isDigit($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "$")
        || $0 == UInt8(ascii: "%")
    }) {
      return false
    }
    let words = Words.lowercased(in: report, span)
    return words.contains { !StopWords.all.contains($0) }
  }

  /// Periods, places in a text and degrees are no kinds: "from mid-July to August", "from low to moderate".
  private func isPlain(_ words: ArraySlice<Word>) -> Bool {
    !words.contains {
      Self.unplain.contains($0) || ClaimLexicon.movement.contains($0) || $0.hasByte(where: Words.isDigit)
    }
  }

  private static let unplain: WordSet = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "year",
    "quarter", "month", "week", "day", "period", "time", "page", "level", "levels", "percent", "billion", "million",
    "trillion", "low",
    "high", "fiscal", "note", "section", "fair", "value", "accounts", "account", "balance", "current", "noncurrent",
    "paid", "retained",
    "earnings", "held", "finished", "cost", "lifo", "fifo", "method", "state", "states", "court", "temporary",
    "permanent",
  ]
}
