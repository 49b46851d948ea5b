import FigureExtraction
import Foundation
import ReportReading

/// Names a series as a reader would say it, in the report's words: its label, and what stands over it only where the label needs it.
struct SeriesNaming {
  let dossier: Dossier

  struct Name {
    let text: String
    let citations: [Citation]
  }

  func name(_ candidate: SeriesReader.Candidate) -> Name? {
    let report = dossier.evidence[candidate.report].report
    guard let label = candidate.label.first else { return nil }
    var text = clean(report.string(label))
    var citations = [Citation(report: candidate.report, span: label)]
    let words = dossier.words[candidate.report].words(in: label)
    guard !words.isEmpty, text.contains(where: \.isAlphabetic) else { return nil }
    if let generic = SectionLexicon.generic.first(in: words), generic.range.count * 2 > words.count { return nil }
    if words.contains("percentage"), words.contains("of") { return nil }
    if candidate.isPart {
      // Whose part: the parent row, not the table's heading, which is the same for the whole.
      guard let parent = candidate.label.dropFirst().first(where: { isQualifier(report, $0, of: words) }) else {
        return candidate.metric.isQualified ? Name(text: text, citations: citations) : nil
      }
      citations.append(Citation(report: candidate.report, span: parent))
      return Name(text: "\(clean(report.string(parent))) \(lowerFirst(text))", citations: citations)
    }
    if words.contains(where: MetricLexicon.measures.contains) && !words.allSatisfy({ MetricLexicon.empty.contains($0) })
      || MetricLexicon.names.occurs(in: words)
    {
      return Name(text: text, citations: citations)
    }
    // The nearest words above that say what is measured.
    for span in candidate.label.dropFirst() {
      let above = dossier.words[candidate.report].words(in: span)
      guard let noun = measureNoun(report, span, above) else { continue }
      citations.append(Citation(report: candidate.report, span: noun))
      text = "\(text) \(lowerFirst(clean(report.string(noun))))"
      return Name(text: text, citations: citations)
    }
    if words.allSatisfy(MetricLexicon.empty.contains),
      let parent = candidate.label.dropFirst().first(where: { !$0.isEmpty })
    {
      citations.append(Citation(report: candidate.report, span: parent))
      return Name(text: "\(text) \(lowerFirst(clean(report.string(parent))))", citations: citations)
    }
    return words.allSatisfy(MetricLexicon.empty.contains) ? nil : Name(text: text, citations: citations)
  }

  /// Short words that name a segment, a product or a place.
  private func isQualifier(_ report: Report, _ span: Span, of label: [Word]) -> Bool {
    let words = Words.lowercased(in: report, span)
    return !words.isEmpty && words.count <= 6 && words != label && !isMeasure(words)
      && !SectionLexicon.generic.occurs(in: words)
      && !words.allSatisfy { MetricLexicon.empty.contains($0) || StopWords.all.contains($0) }
      && !words.starts(with: ["note"]) && !words.contains { $0.hasByte(where: Words.isDigit) }
  }

  /// Nothing but the name of a measure: "Cost of revenues".
  private func isMeasure(_ words: [Word]) -> Bool {
    MetricLexicon.names.first(in: words).map { $0.range.count * 2 > words.count } ?? false
  }

  /// The measure's own words in a parent row or a table's heading: "Revenue" in "Revenue by end market".
  private func measureNoun(_ report: Report, _ span: Span, _ words: [Word]) -> Span? {
    let spans = Words.spans(in: report.text, span)
    // "Balance sheet (period-end)" heads lines of every kind.
    guard spans.count == words.count, !words.contains("sheet"), !words.contains("statement"),
      !words.contains("statements")
    else { return nil }
    if let match = MetricLexicon.names.first(in: words) {
      // "Net income (loss) per share" is not net income.
      let isPer = words[match.range.upperBound...].contains("per")
      return Span(spans[match.range.lowerBound].start, spans[isPer ? spans.count - 1 : match.range.upperBound - 1].end)
    }
    if words.count <= 5, words.contains(where: MetricLexicon.measures.contains) {
      return Span(spans[0].start, spans[spans.count - 1].end)
    }
    return nil
  }

  /// Without note marks, a colon at the end or a unit in parentheses.
  func clean(_ text: String) -> String {
    if isClean(text) { return text }
    var text = Substring(text)
    // The dash or bullet of an indented row is no part of its name.
    while let first = text.first, first.isWhitespace || Self.bullets.contains(first) { text = text.dropFirst() }
    while true {
      let before = text
      text = trimmed(text)
      if text.hasSuffix(":") || text.hasSuffix("*") || text.hasSuffix("†") || text.hasSuffix(",") {
        text = text.dropLast()
      }
      if text.hasSuffix(")"), let open = text.lastIndex(of: "(") {
        let inside = text[text.index(after: open)...].dropLast()
        if inside.count <= 2 || inside.lowercased().hasPrefix("in ") || inside.lowercased() == "unaudited"
          || inside.lowercased() == "loss"
        {
          text = text[..<open]
        }
      }
      if text == before { break }
    }
    var whole = String(text)
    // "SALES, net of returns": the first word shouts; "GDP" is an acronym.
    if let first = whole.split(separator: " ").first?.filter(\.isAlphabetic), first.count > 3,
      first == first.uppercased(),
      MetricLexicon.measures.contains(first.lowercased())
    {
      whole = whole.prefix(1) + whole.dropFirst().lowercased()
    }
    // A label in capitals is read, not shouted.
    guard whole.count > 6, whole.contains(" "), whole == whole.uppercased(), whole.contains(where: \.isAlphabetic)
    else {
      return whole
    }
    return whole.prefix(1) + whole.dropFirst().lowercased()
  }

  private static let bullets: Set<Character> = ["–", "—", "-", "•", "·", "▪", "‣"]

  /// Nothing at its ends could go, and its first word has a small letter, so that neither it nor the whole shouts.
  private func isClean(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return true }
    func isPlain(_ byte: UInt8) -> Bool { Words.isLetter(byte) || Words.isDigit(byte) }
    return isPlain(first) && isPlain(last)
      && text.utf8.prefix { $0 != UInt8(ascii: " ") }.contains { (0x61...0x7A).contains($0) }
  }

  private func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    return text
  }

  /// Lower case for common words; an acronym stays.
  private func lowerFirst(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.dropFirst().contains(where: \.isUppercase) ? String(word) : word.lowercased()
    }.joined(separator: " ")
  }
}
