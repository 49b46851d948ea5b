import ReportReading

/// The part of a sentence that says why: "strong demand" in "Revenue grew 12%, driven by strong demand".
package enum CauseReader {
  /// Words that a reason follows, the longer before those they hold.
  private static let cues = [
    "primarily driven by ", "driven primarily by ", "mainly driven by ", "largely driven by ", "driven by ",
    "primarily due to ", "due primarily to ", "mainly due to ", "due mainly to ", "largely due to ", "partly due to ",
    "due to ", "primarily attributable to ", "attributable to ", "attributed to ", "primarily as a result of ",
    "as a result of ", "resulted primarily from ", "resulting from ", "resulted from ", "led by ", "because of ",
    "stemmed from ", "thanks to ",
  ].map { Array($0.utf8) }
  /// Where a reason ends and something else begins.
  private static let ends = [
    "; ", ", partially offset", " partially offset", ", partly offset", ", offset", " offset by", ", which",
    ", as well as",
    ", compared", " compared", ", while", ", although", ", but ", ", with ", ", resulting", " (", ", each ", ", as we ",
    " as discussed", " as described", ", as discussed", ", as described", ", as further", ", as outlined",
    " as outlined", " for the three", " for the six", " for the nine",
    " during the ", " in the current", " for fiscal",
  ].map { Array($0.utf8) }

  /// Where a long reason may be cut, because another begins.
  private static let joints = [
    ", ", " and a ", " and an ", " and the ", " and higher ", " and lower ", " and increased ",
  ]
  .map { Array($0.utf8) }

  /// The reason that a sentence gives, in at most `limit` words and at least three; nil where it gives none that stands by
  /// itself. O(length).
  package static func cause(in report: Report, _ sentence: Span, limit: Int = 20) -> Span? {
    let text = report.text
    guard let start = after(cues, in: text, sentence),
      Words.lowercased(in: report, Span(sentence.start, start)).contains(where: {
        ClaimLexicon.movement.contains($0) || moved.contains($0)
      })
    else { return nil }
    var end = start
    var words = 1
    var lastBreak: Int?
    var isCut = false
    while end < sentence.end {
      if ends.contains(where: { text[end..<sentence.end].starts(with: $0) }) { break }
      if joints.contains(where: { text[end..<sentence.end].starts(with: $0) }) { lastBreak = end }
      if text[end] == 0x0A { return nil }
      if text[end] == 0x20 {
        words += 1
        if words > limit {
          guard let cut = lastBreak else { return nil }
          end = cut
          isCut = true
          break
        }
      }
      end += 1
    }
    while end > start, [0x20, 0x2E, 0x2C].contains(text[end - 1]) { end -= 1 }
    let span = Span(start, end)
    // A list of amounts cut short is worse than none.
    if isCut, text[span.range].contains(where: Words.isDigit) { return nil }
    let said = Words.lowercased(in: report, span)
    guard said.count >= 3, let first = said.first, !leaning.contains(first), let last = said.last,
      !hanging.contains(last)
    else { return nil }
    let bytes = text[span.range]
    guard bytes.count(where: { $0 == UInt8(ascii: "(") }) == bytes.count(where: { $0 == UInt8(ascii: ")") }),
      !bytes.contains(UInt8(ascii: "\"")), !bytes.contains(where: { $0 == 0x0A })
    else { return nil }
    return span
  }

  /// Movements as nouns, beside the verbs of `ClaimLexicon`.
  private static let moved: WordSet = [
    "increase", "increases", "decrease", "decreases", "growth", "decline", "declines", "improvement", "change",
    "changes",
    "higher", "lower", "up", "down", "rise", "drop",
  ]

  private static let hanging: WordSet = [
    "the", "a", "an", "of", "in", "and", "or", "to", "this", "these", "that", "such", "it", "which", "by", "for",
    "with",
    "as", "any", "our", "its", "their",
  ]

  /// Openings that point back at something the quotation would not hold.
  private static let leaning: WordSet = [
    "this", "these", "that", "such", "it", "which", "and", "or", "of", "those",
  ]

  private static func after(_ cues: [[UInt8]], in text: [UInt8], _ sentence: Span) -> Int? {
    for at in sentence.range where at == sentence.start || text[at - 1] == 0x20 {
      for cue in cues where text[at..<sentence.end].starts(with: cue) { return at + cue.count }
    }
    return nil
  }
}

/// Whether words name a measure.
package enum MeasureName {
  package static func isMeasure(_ text: String) -> Bool {
    let words = text.lowercased().split(whereSeparator: { !$0.isAlphabetic && $0 != "-" && $0 != "&" }).map { Word($0) }
    return words.contains(where: MetricLexicon.measures.contains) || MetricLexicon.names.occurs(in: words)
  }

  /// 0 to 10, how much an analyst wants to see what words name: the lexicon's for a known measure, 2 for another, 0 for a
  /// line that few readers come for.
  package static func salience(_ text: String) -> Double {
    let words = text.lowercased().split(whereSeparator: { !$0.isAlphabetic && $0 != "-" && $0 != "&" }).map { Word($0) }
    if words.contains(where: MetricLexicon.obscure.contains) { return 0 }
    guard let match = MetricLexicon.names.first(in: words), let entry = MetricLexicon.byID[match.value] else {
      return 2
    }
    return match.range.count * 2 >= words.count ? entry.salience : entry.hasLines ? entry.salience * 0.75 : 2
  }

  /// Whether words name an amount of money, and not a rate or a margin of it.
  package static func isOfMoney(_ text: String) -> Bool {
    let words = text.lowercased().split(whereSeparator: { !$0.isAlphabetic && $0 != "-" && $0 != "&" }).map { Word($0) }
    guard !words.contains(where: rates.contains) else {
      return false
    }
    return MetricLexicon.names.matches(in: words).contains { MetricLexicon.inMoney.contains($0.value) }
  }

  private static let rates: WordSet = ["margin", "rate", "growth", "share", "yield", "percentage", "change"]

  /// Whether words say nothing but that a measure moved: "the decrease in net sales".
  package static func isBareMovement(_ text: String) -> Bool {
    text.lowercased().split(whereSeparator: { !$0.isAlphabetic && $0 != "-" && $0 != "&" }).allSatisfy {
      let word = Word($0)
      return MetricLexicon.measures.contains(word) || StopWords.all.contains(word)
        || ClaimLexicon.movement.contains(word)
        || ["higher", "lower", "increase", "decrease", "growth", "net", "total", "gross", "operating"].contains(word)
    }
  }

  /// Whether a line of a measure, by its key, is business won or lost, so that its rise is a good sign.
  package static func isBusiness(_ measure: String) -> Bool { MetricLexicon.byID[measure]?.hasLines ?? false }
}
