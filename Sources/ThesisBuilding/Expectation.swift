import FigureExtraction
import ReportReading

/// What a report says was or is expected, whatever the tense of its sentence.
package enum Expectation {
  /// Whether a figure in prose is called a projection by the words beside it: "2.8 percent projected in June", "a consensus
  /// of $2.25bn", "the expected 2.8 percent".
  package static func isProjected(_ figure: Figure, in report: Report) -> Bool {
    guard case .prose(let number) = figure.place else { return false }
    let sentence = report.sentences[number].span
    guard sentence.contains(figure.span) else { return false }
    let after = Span(figure.span.end, min(sentence.end, figure.span.end + 48))
    for word in words(report, after, upTo: 4) {
      if projected.contains(word) || forecasts.contains(word) { return true }
      if !links.contains(word) { break }
    }
    let before = Span(max(sentence.start, figure.span.start - 60), figure.span.start)
    let leading = Words.lowercased(in: report, before).suffix(4)
    if let last = leading.last, projected.contains(last) { return true }
    // "a consensus of about", "expectations for": the noun and its preposition.
    for (place, word) in leading.enumerated().reversed() {
      if forecasts.contains(word) { return place + 1 < leading.count }
      if !joints.contains(word) { break }
    }
    return false
  }

  /// The words of a span up to the first mark that parts clauses.
  private static func words(_ report: Report, _ span: Span, upTo most: Int) -> ArraySlice<Word> {
    let marks: [UInt8] = Array(",;:.()".utf8)
    let end = report.text[span.range].firstIndex { marks.contains($0) } ?? span.end
    return Words.lowercased(in: report, Span(span.start, end)).prefix(most)
  }

  private static let projected: WordSet = [
    "projected", "expected", "forecast", "forecasted", "anticipated", "predicted", "envisaged", "foreseen", "guided",
    "budgeted", "assumed",
  ]
  private static let forecasts: WordSet = [
    "forecast", "forecasts", "projection", "projections", "consensus", "expectation", "expectations", "guidance",
  ]
  /// Between a figure and the word that says who expected it.
  private static let links: WordSet = [
    "that", "which", "had", "been", "was", "were", "is", "we", "analysts", "economists", "markets", "it", "the",
    "median", "previously", "originally", "earlier", "initially", "first", "last", "percent", "per", "cent", "million",
    "billion",
  ]
  private static let joints: WordSet = [
    "of", "for", "at", "was", "about", "around", "roughly", "nearly", "a", "an", "near", "approximately", "just",
  ]

  /// Whether a figure in prose stands where a report says what it expects: under the heading of an outlook, or in a list that
  /// such a sentence opens ("For the fourth quarter Halden expects:"). O(blocks back to the heading).
  package static func isInOutlook(_ figure: Figure, in report: Report) -> Bool {
    guard case .prose(let number) = figure.place else { return false }
    var index = report.sentences[number].block
    var isItem = if case .listItem = report.blocks[index].kind { true } else { false }
    while index > 0 {
      index -= 1
      let block = report.blocks[index]
      switch block.kind {
      case .heading: return isOutlook(block.span, report)
      case .listItem, .tableCell, .caption: continue
      default:
        if isItem, opensOutlook(block, report) { return true }
        if block.isAllStrong, block.span.count < 80 { return isOutlook(block.span, report) }
        isItem = false
      }
    }
    return false
  }

  private static func opensOutlook(_ block: Block, _ report: Report) -> Bool {
    guard !block.span.isEmpty, block.span.count < 400, report.text[block.span.end - 1] == UInt8(ascii: ":") else {
      return false
    }
    return Words.lowercased(in: report, block.span).contains(where: expecting.contains)
  }

  private static func isOutlook(_ heading: Span, _ report: Report) -> Bool {
    let words = Words.lowercased(in: report, heading)
    return words.count <= 8 && words.contains(where: outlooks.contains)
  }

  private static let expecting: WordSet = [
    "expects", "expect", "anticipates", "anticipate", "forecasts", "projects", "guidance", "outlook",
  ]
  private static let outlooks: WordSet = ["outlook", "guidance"]
}
