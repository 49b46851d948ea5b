import ReportReading
import ThesisBuilding

/// How much of a hazard is about this thesis rather than any company: `s = 0.4 + 0.15 r + 0.2 n + 0.2 f`, at most 1, with `r` the
/// terms outside the vocabulary that every risk section shares (a term of the mechanism counts half), `n` the names and `f` 1
/// where a figure stands in it. A hazard that every filing carries keeps a quarter of that, whatever else it says.
struct Specificity: Sendable {
  static let floor = 0.4
  static let everyones = 0.25
  private static let stock: WordSet = {
    var reader = TermReader()
    return WordSet(HazardLexicon.stock.words.map { reader.stem(of: $0) })
  }()

  /// The stem belongs to the vocabulary that every risk section shares.
  static func isStock(_ term: Word) -> Bool { stock.contains(term) }

  private static let measures: WordSet = {
    var reader = TermReader()
    let words: [Word] = ["rate", "ratio", "level", "number", "total", "average", "value", "amount", "share", "index"]
    return WordSet(words.map { reader.stem(of: $0) })
  }()

  /// The stem belongs to a word that measures anything.
  static func isMeasure(_ term: Word) -> Bool { measures.contains(term) }

  /// `name` and `mechanism` are content terms, each once.
  static func value(
    name: [Word], mechanism: [Word], names: Int, hasFigure: Bool, isEveryones: Bool
  ) -> Double {
    let own = name.filter { !isStock($0) }
    let more = mechanism.count { !isStock($0) && !own.contains($0) }
    let sum =
      floor + 0.15 * (Double(own.count) + 0.5 * Double(more)) + 0.2 * Double(names) + (hasFigure ? 0.2 : 0)
    return min(1, sum) * (isEveryones ? everyones : 1)
  }

  /// Distinct names in a passage: capitalized words that do not begin it, in a passage that is not all capitals or a title.
  static func names(_ list: WordList, _ span: Span) -> Int {
    let (words, spans) = list.placed(in: span)
    let capitals = words.indices.dropFirst().filter { Words.isUpper(list.text[spans[$0].start]) }
    guard words.count > 3, capitals.count * 2 < words.count else { return 0 }
    return Set(capitals.map { words[$0] }.filter { !formal.contains($0) }).count
  }

  /// Capitalized in filings without naming anybody.
  private static let formal: WordSet = [
    "company", "class", "common", "stock", "board", "form", "sec", "act", "item", "part", "annual", "report", "risk",
    "factors", "we",
    "our", "i", "management", "discussion", "analysis", "exchange", "commission", "securities", "note", "notes",
  ]
}
