/// What the name of a measure says of it: that it is a rate, that more of it is worse, that it is counted.
extension String {
  /// Its words in small letters, hyphens within them.
  private var lowerWords: [String] { lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init) }

  private static let rateNouns: Set<String> = [
    "growth", "rate", "rates", "margin", "margins", "ratio", "ratios", "yield", "yields", "share", "inflation",
  ]
  private static let percentNouns = rateNouns.union([
    "unemployment", "turnover", "utilization", "utilisation", "occupancy", "penetration", "vacancy", "vacancies",
    "adoption", "retention", "percentage", "probability", "coverage", "participation", "interest", "coupon", "discount",
    "premium", "spread", "return", "returns", "churn", "change", "gdp", "cpi", "leverage", "efficiency",
    "concentration",
    "increase", "decrease", "dependence", "contribution", "proportion", "stake", "ownership", "tax", "target",
  ])

  /// Whether a percentage of this name says by itself what it is of: a margin, not a number of customers.
  var isPercentName: Bool {
    lowerWords.contains { Self.percentNouns.contains($0) }
  }

  private static let worse: Set<String> = [
    "unemployment", "delinquency", "delinquencies", "charge-offs", "defaults", "leverage", "vacancy", "vacancies",
    "churn",
    "loss", "losses",
  ]

  /// Whether the name of a measure says that it is a rate: its noun, which stands last or before a preposition, is one.
  var isRateName: Bool {
    let words = lowerWords
    if words.contains("ratio") { return true }
    let head = words.prefix { !["of", "for", "in", "to", "on", "from", "by", "at"].contains($0) }
    guard let noun = head.last, Self.rateNouns.contains(noun) else { return false }
    return !(head.count > 1 && head[head.count - 2] == "per")
  }

  /// Whether a table's caption says that its numbers are changes: "Percentage change from previous year".
  var isOfChanges: Bool {
    let lower = lowercased()
    return ["percentage change", "percent change", "per cent change", "% change", "growth rate", "annual growth"]
      .contains {
        lower.contains($0)
      }
  }

  /// Whether more of a measure is worse: unemployment, net debt to earnings, charge-offs.
  var isWorseForRising: Bool {
    let words = lowerWords
    return !Self.worse.isDisjoint(with: words) || zip(words, words.dropFirst()).contains { $0 == "net" && $1 == "debt" }
  }

  /// Nouns of measures that are counted, and so want an article in a sentence: "the vacancy rate", but "revenue".
  private static let counted: Set<String> = [
    "rate", "ratio", "index", "wait", "time", "base", "price", "count", "number", "level", "average", "deficit",
    "surplus", "population", "queue", "fleet", "gap", "yield", "size", "pipeline", "forecast", "term", "cost",
  ]

  /// Whether the name of a measure wants an article: its noun, which stands last or before a preposition, is counted.
  /// "Cost of sales" is a line of every account and has none.
  var wantsArticle: Bool {
    let prepositions = ["of", "for", "in", "to", "on", "from", "with", "per", "by", "at", "before", "after"]
    let words = lowercased().split(separator: " ").prefix { !$0.hasPrefix("(") }
    guard let first = words.first, !["the", "a", "an", "our", "its"].contains(first) else { return false }
    let head = words.prefix { !prepositions.contains(String($0)) }
    guard let noun = head.last, Self.counted.contains(String(noun)) else { return false }
    return noun != "cost" || words.count > head.count && words.last == "capital"
  }

  /// "Total revenues" is revenues to a reader.
  var withoutTotal: String {
    for prefix in ["Total ", "Consolidated ", "total ", "consolidated ", "of which ", "Of which "]
    where hasPrefix(prefix) {
      let rest = dropFirst(prefix.count)
      return rest.prefix(1).uppercased() + rest.dropFirst()
    }
    return self
  }

  /// "Net cash provided by (used in) operating activities" is what it is when the number has its own sign.
  var withoutSigns: String {
    guard utf8.contains(UInt8(ascii: "(")) else { return self }
    var text = self
    for aside in [" (used in)", " (loss)", " (expense)", " (income)", " (deficit)"] {
      text = text.replacingOccurrences(of: aside, with: "", options: .caseInsensitive)
    }
    return text
  }

  /// Whether a noun phrase takes "were": judged by its head, the last word before "of", "per", a comma or a parenthesis.
  var isPluralPhrase: Bool {
    // One country, whatever its letters.
    if hasSuffix("United States") { return false }
    let words = split(whereSeparator: { $0 == " " })
    let stop = words.firstIndex {
      [
        "of", "per", "in", "for", "to", "with", "on", "from", "at", "by", "under", "through", "across", "within",
        "between", "excluding", "among",
      ].contains($0.lowercased())
        || $0.hasPrefix("(")
    }
    let phrase = stop.map { words[..<$0] } ?? words[...]
    // "Grid capex, eight countries" is capex.
    let noun = phrase.first { $0.hasSuffix(",") } ?? phrase.last
    let head = noun.map { $0.lowercased().filter(\.isAlphabetic) } ?? ""
    if words.prefix(stop ?? words.count).contains("and") { return true }
    let singular: Set<String> = [
      "capex", "less", "loss", "business", "basis", "process", "gross", "apparatus", "status", "series", "goods",
      "access", "progress", "gas", "analysis", "surplus", "plus", "eps",
    ]
    if head == "goods" || head == "series" { return head == "goods" }
    return head.hasSuffix("s") && !head.hasSuffix("ss") && !head.hasSuffix("us") && !head.hasSuffix("is")
      && !singular.contains(head)
  }
}
