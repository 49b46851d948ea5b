import ReportReading

/// Turns passages into content terms: lower case, stop words and bare numbers out, stemmed. Remembers words it has seen.
package struct TermReader {
  private let stemmer = Stemmer()
  /// The stem of each word met; empty for a stop word.
  private var stems: [String: String] = [:]

  package init() {}

  /// Content terms in reading order, repeats kept.
  package mutating func sequence(_ report: Report, _ span: Span) -> [String] {
    var terms: [String] = []
    for word in Words.spans(in: report.text, span) {
      let term = stem(of: Words.lower(report.text, word))
      if !term.isEmpty { terms.append(term) }
    }
    return terms
  }

  /// Content terms, each once, sorted.
  package mutating func terms(_ report: Report, _ spans: [Span]) -> [String] {
    var found: Set<String> = []
    for span in spans { found.formUnion(sequence(report, span)) }
    return found.sorted()
  }

  /// The stem of a lower-case word; empty for one that carries no content.
  package mutating func stem(of word: String) -> String {
    if let known = stems[word] { return known }
    let possessive = word.hasSuffix("'s") ? String(word.dropLast(2)) : word
    let hasLetter = possessive.utf8.contains { Words.isLetter($0) || $0 >= 0x80 }
    let isContent = hasLetter && possessive.utf8.count > 1 && !StopWords.all.contains(possessive)
    let stem = isContent ? stemmer.stem(possessive) : ""
    stems[word] = stem
    return stem
  }
}
