import EssayTemplates
import FigureExtraction
import ReportReading
import ThesisBuilding
import ViaNegativa

/// Names and quoted words of a note's lines, where there is no sidecar to say whose they are.
struct NameCheck {
  let evidence: [Evidence]
  private let texts: [String]
  private let words: Set<String>

  init(evidence: [Evidence], absent: [Provenance.SourceReport] = []) {
    self.evidence = evidence
    texts = evidence.map {
      Markdown.plain(Markdown.escaped(String(decoding: $0.report.text, as: UTF8.self))).lowercased()
    }
    // Period labels are the program's own.
    var words: Set<String> = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fy",
    ]
    var own = EssayTemplates.all.sorted { $0.key < $1.key }.map(\.value)
    own += [EssayTemplates.phrasings] + Likelihood.Tier.allCases.map(\.phrase) + HazardName.ownWords
    for metadata in evidence.map(\.report.metadata) {
      own += [metadata.title, metadata.publisher ?? "", metadata.date?.monthAndYear ?? ""]
    }
    for report in absent { own += [report.title, report.publisher ?? "", report.date?.monthAndYear ?? ""] }
    for text in texts + own.map({ $0.lowercased() }) {
      for word in text.split(whereSeparator: { !$0.isAlphabetic }) { words.insert(String(word)) }
    }
    self.words = words
  }

  /// Why a line's names or quotations are nobody's, or another's.
  func reason(_ line: String, citing: Set<Int>) -> String? {
    var sources: Set<Int> = []
    var hasQuote = false
    for match in line.matches(of: /“([^”]*)”/) {
      let quote = match.1.lowercased().trimmed.drop { ".…".contains($0) }
      let words = quote.hasSuffix(".") ? quote.dropLast() : quote
      let holding = texts.indices.filter { texts[$0].contains(words) }
      if holding.isEmpty { return "“\(match.1)” is in none of its reports" }
      sources.formUnion(holding)
      hasQuote = true
    }
    let said = Self.withoutQuotes(line)
    let named = evidence.indices.filter { index in
      guard let name = evidence[index].report.metadata.publisher else { return false }
      return [name, name.withoutLegalForm].contains { said.lowercased().containsWhole($0.lowercased()) }
    }
    let owners = hasQuote ? sources : citing
    if !owners.isEmpty, named.count == 1, evidence.count > 1, !owners.contains(named[0]) {
      return "this is not from \(evidence[named[0]].report.metadata.publisher ?? "")"
    }
    let tokens = said.split(whereSeparator: \.isWhitespace)
    for (index, token) in tokens.enumerated() where index > 0 {
      let previous = tokens[index - 1]
      let word = token.split { !$0.isAlphabetic }.first.map(String.init) ?? ""
      guard word.count > 1, word.first?.isUppercase == true, !previous.hasSuffix("."), !previous.hasSuffix(":"),
        !previous.hasSuffix("?"), !previous.hasSuffix("—"), !words.contains(word.lowercased())
      else { continue }
      return "“\(word)” is a name that is in no report"
    }
    if hasQuote, let first = tokens.first, said.contains("\u{1}"),
      let word = first.split(whereSeparator: { !$0.isAlphabetic }).first, !words.contains(word.lowercased())
    {
      return "“\(word)” is a name that is in no report"
    }
    return nil
  }

  /// Whether a stretch of a line stands in a report with the same words before and after it.
  func isVerbatim(_ span: Span, of line: [UInt8]) -> Bool {
    var (start, end) = (span.start, span.end)
    var spaces = 0
    while start > 0, spaces < 3 {
      start -= 1
      if line[start] == 0x20 { spaces += 1 }
    }
    spaces = 0
    while end < line.count, spaces < 3 {
      if line[end] == 0x20 { spaces += 1 }
      end += 1
    }
    return [start..<span.end, span.start..<end].contains { range in
      let words = String(decoding: line[range], as: UTF8.self).lowercased().trimmed
      return words.split(separator: " ").count > 2 && range.count > span.count + 3
        && texts.contains { $0.containsWhole(words) }
    }
  }

  /// The line with a mark for each quotation.
  static func withoutQuotes(_ line: String) -> String { line.replacing(/“[^”]*”/, with: "\u{1}") }
}
