import FigureExtraction
import ReportReading

/// Ours, where Foundation's class of the same name is also in sight.
typealias Unit = FigureExtraction.Unit

/// What a figure measures, as a key that different wordings share.
struct Metric: Hashable, Sendable {
  /// Canonical names and stems, sorted, joined by spaces.
  let key: String
  /// The lexicon's entry where the whole or the head of the name is there.
  let entry: String?
  /// The name has words beside the entry's: a segment, a product, a region.
  let isQualified: Bool
}

/// Reads metrics, remembering those it has seen.
struct MetricReader {
  private struct Key: Hashable {
    let report: Int
    let spans: [Span]
  }
  private var known: [Key: Metric?] = [:]
  private var last: (key: Key, metric: Metric?)?

  /// The words of each report, where they were found already.
  private let words: [WordList]

  init(_ words: [WordList] = []) { self.words = words }

  /// Nil where the text does not say what is measured.
  mutating func metric(of figure: Figure, in report: Report, at index: Int, terms: inout TermReader) -> Metric? {
    metric(of: figure.metric, figure.noun, in: report, at: index, terms: &terms)
  }

  /// The same of a figure's labels, nearest first, and its noun.
  mutating func metric(
    of labels: [Span], _ noun: Span?, in report: Report, at index: Int, terms: inout TermReader
  ) -> Metric? {
    let spans = labels.isEmpty ? [noun].compactMap(\.self) : labels
    guard !spans.isEmpty else { return nil }
    // The cells of a row have one label.
    let key = Key(report: index, spans: spans)
    if let last, last.key == key { return last.metric }
    let metric = known[key] ?? read(key, report, &terms)
    known[key] = .some(metric)
    last = (key, metric)
    return metric
  }

  private mutating func read(_ key: Key, _ report: Report, _ terms: inout TermReader) -> Metric? {
    var ids: [Word] = []
    var entry: String?
    for (depth, span) in key.spans.enumerated() {
      let said = words.isEmpty ? Words.lowercased(in: report, span) : words[key.report].words(in: span)
      let (found, own) = canonical(said, &terms)
      // A label that names its measure stands alone; else what stands over it is needed, nearest first, until one does.
      if depth > 0, entry != nil { break }
      if depth > 2 { break }
      ids += found
      if entry == nil { entry = own }
      if depth == 0, entry == nil, found.count > 1, said.contains(where: MetricLexicon.measures.contains) { break }
    }
    let unique = ids.sortedOnce()
    guard !unique.isEmpty else { return nil }
    return Metric(
      key: unique.joined(separator: " "), entry: entry,
      isQualified: unique.filter { !MetricLexicon.manners.contains($0) }.count > 1)
  }

  /// What a loss is the other side of.
  private static let results: WordSet = ["income", "earnings", "profit"]

  private static let dropped: WordSet = ["total", "consolidated", "loss"]

  /// Without "total" and "consolidated", nor the loss beside a result: "Income (loss) from operations" is income from
  /// operations.
  private static func withoutLosses(_ words: [Word]) -> [Word] {
    let named = words.filter { $0 != "total" && $0 != "consolidated" }
    let own = named.indices.filter { named[$0] != "loss" || $0 == 0 || !results.contains(named[$0 - 1]) }
      .map { named[$0] }
    return own.indices.filter { own[$0] != "loss" || $0 + 1 >= own.count || own[$0 + 1] != "income" }.map { own[$0] }
  }

  /// Canonical names and stems of a wording, and the first lexicon entry in it.
  func canonical(_ words: [Word], _ terms: inout TermReader) -> (ids: [Word], entry: String?) {
    let words = words.contains(where: Self.dropped.contains) ? Self.withoutLosses(words) : words
    var ids: [Word] = []
    ids.reserveCapacity(words.count)
    var entry: String?
    var index = 0
    while index < words.count {
      if let (length, id) = MetricLexicon.names.match(words, at: index) {
        ids.append(Word(id))
        // The last named is the head: "revenue growth" is not, but "Data Center revenue" is.
        entry = entry ?? id
        index += length
        continue
      }
      let stem = terms.stem(of: words[index])
      if !stem.isEmpty, stem != "net" || words.count == 1 { ids.append(stem) }
      index += 1
    }
    return (ids, entry)
  }
}
