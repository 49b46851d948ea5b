import ReportReading

/// What the words of a label say about the numbers beside or below it.
struct LabelCues: OptionSet, Hashable, Sendable {
  let rawValue: UInt64
  static let perShare = LabelCues(rawValue: 1 << 0)
  /// Counts of shares, units under an equity plan.
  static let shares = LabelCues(rawValue: 1 << 1)
  static let percent = LabelCues(rawValue: 1 << 2)
  /// A number of things: stores, employees.
  static let count = LabelCues(rawValue: 1 << 3)
  /// Money whatever the neighbours say: "amount", "value", "price", "$".
  static let money = LabelCues(rawValue: 1 << 4)
  static let change = LabelCues(rawValue: 1 << 5)
  static let years = LabelCues(rawValue: 1 << 6)
  static let ratio = LabelCues(rawValue: 1 << 7)
  static let beginning = LabelCues(rawValue: 1 << 8)
  static let ending = LabelCues(rawValue: 1 << 9)
  static let balance = LabelCues(rawValue: 1 << 10)
  static let total = LabelCues(rawValue: 1 << 11)
  static let estimate = LabelCues(rawValue: 1 << 12)
  static let forecast = LabelCues(rawValue: 1 << 13)
  static let target = LabelCues(rawValue: 1 << 14)
  static let months = LabelCues(rawValue: 1 << 15)
  static let days = LabelCues(rawValue: 1 << 16)
  static let part = LabelCues(rawValue: 1 << 17)
  static let basisPoints = LabelCues(rawValue: 1 << 18)
  /// "rate", "yield": percent where the table's numbers look it.
  static let rate = LabelCues(rawValue: 1 << 19)
  /// "per" anything: a price or a rate that the table's scale leaves alone.
  static let perUnit = LabelCues(rawValue: 1 << 20)
  static let actual = LabelCues(rawValue: 1 << 21)
  /// Surely counts of shares, even in a column of money: "weighted average shares".
  static let strongShares = LabelCues(rawValue: 1 << 22)
  /// Surely a number of things.
  static let numberOf = LabelCues(rawValue: 1 << 23)
  /// What one share or unit costs, with cents or without: "average exercise price".
  static let price = LabelCues(rawValue: 1 << 24)
  /// Numbers that name things and measure nothing: "Exhibit No.", "Page".
  static let identifier = LabelCues(rawValue: 1 << 25)

  /// Things counted, said to be those past a bound or with a property: "customers with ARR above $1 million".
  static let counted = LabelCues(rawValue: 1 << 26)

  /// Things counted that a balance sheet values as well.
  static let goods = LabelCues(rawValue: 1 << 27)

  /// Parts of a whole by their very name, whatever stands around them: "efficiency ratio", "return on equity".
  static let percentRatio = LabelCues(rawValue: 1 << 28)

  /// Named a ratio: never the table's money.
  static let plainRatio = LabelCues(rawValue: 1 << 29)

  /// What is left of an income after costs: "operating income", "net loss", "earnings per share".
  static let result = LabelCues(rawValue: 1 << 30)
  /// An index, which has no unit whatever its words name.
  static let index = LabelCues(rawValue: 1 << 32)
  /// A section of costs.
  static let costs = LabelCues(rawValue: 1 << 31)

  /// A cue and the phrases that give it, lower case; a phrase matches whole words.
  static let lexicon: [(cue: LabelCues, phrases: [String])] = [
    (
      .perShare,
      [
        "per share", "per common share", "per ordinary share", "per unit", "per ads", "per basic share",
        "per diluted share", "per class a share", "earnings per", "loss per", "eps", "dividends per",
        "average price paid",
        "weighted average grant date fair value per", "exercise price", "grant date fair value per",
        "fair value per share",
        "price per",
      ]
    ),
    (
      .shares,
      [
        "shares", "number of shares", "share count", "rsus", "psus", "stock units", "shares outstanding",
        "stock awards",
        "options outstanding", "number of options", "number of awards", "number of rsus", "share repurchases shares",
        "weighted average common", "weighted average diluted", "dilutive", "diluted shares", "basic shares",
      ]
    ),
    (
      .strongShares,
      [
        "weighted average shares", "weighted average common", "weighted average number", "shares used",
        "number of shares",
        "shares outstanding", "diluted shares", "basic shares", "average shares", "shares issued and outstanding",
        "shares authorized", "awards granted", "awards vested", "common stock shares issued",
        "preferred stock shares issued", "effect of dilutive", "dilutive", "anti dilutive", "weighted average diluted",
      ]
    ),
    (
      .numberOf,
      [
        "number of", "headcount", "store count", "employees", "passengers", "patients", "flights", "jobs", "households",
        "gw", "mw", "gwh", "mwh", "twh", "kwh", "tonnes",
        "barrels",
      ]
    ),
    (
      .percent,
      [
        "percent", "percentage", "pct", "% change", "as a % of", "% of", "%", "percentages", "as a percent of",
        "margin %", "per cent", "y y", "m m", "q q", "yoy", "mom", "qoq",
      ]
    ),
    (
      .count,
      [
        "number of", "headcount", "employees", "store count", "stores", "customers", "subscribers", "vehicles", "units",
        "full time employees", "locations", "members", "deliveries", "deployed", "transactions", "count",
      ]
    ),
    (.goods, ["vehicles", "units", "locations", "deliveries", "deployed", "transactions"]),
    (
      .price,
      [
        "average grant date fair value", "average exercise price", "average price paid", "average price per",
        "average purchase price",
      ]
    ),
    (
      .identifier,
      [
        "exhibit", "exhibits", "exhibit number", "exhibit no", "page", "page no", "page number", "file no",
        "file number", "zip code", "cusip", "isin", "ticker", "row", "line no",
      ]
    ),
    (.money, ["amount", "amounts", "value", "cost", "price", "dollars", "dollar", "intrinsic", "proceeds", "$"]),
    (.change, ["change", "variance", "increase decrease", "growth", "inc dec", "y y", "yoy", "q q", "difference"]),
    (
      .years,
      [
        "in years", "term years", "life years", "expected term", "useful life", "useful lives", "remaining life",
        "remaining contractual", "remaining lease term", "amortization period",
      ]
    ),
    (.months, ["in months", "number of months"]),
    (
      .days,
      [
        "in days", "number of days", "days sales outstanding", "days inventory outstanding", "days of inventory",
        "days of supply", "days payable outstanding", "days payables outstanding",
      ]
    ),
    (.ratio, ["ratio", "multiple", "times", "turnover"]), (.plainRatio, ["ratio", "ratios"]),
    (
      .result,
      [
        "operating income", "operating profit", "operating loss", "income from operations", "loss from operations",
        "net income", "net loss", "net earnings", "income before", "loss before", "profit before", "earnings before",
        "earnings per", "income per", "loss per", "provision for income taxes", "profit for the",
      ]
    ),
    (.index, ["index", "indices"]),
    (.costs, ["expenses", "costs", "costs and expenses", "operating expenses", "operating costs"]),
    (
      .percentRatio,
      [
        "efficiency ratio", "capital ratio", "equity ratio", "solvency ratio", "leverage ratio", "payout ratio",
        "combined ratio", "loss ratio",
        "expense ratio", "coverage ratio of deposits", "loan to deposit ratio", "net interest margin", "return on",
        "cet", "common equity tier", "tier capital ratio", "charge offs to", "charge off ratio", "to average loans",
        "to average assets", "to average equity", "to total loans", "to total assets", "to total deposits", "to loans",
        "to risk weighted assets", "tax rate", "occupancy", "vacancy", "unemployment rate", "policy rate",
      ]
    ),
    (
      .beginning,
      ["beginning of", "beginning balance", "beginning balances", "opening balance", "at beginning", "beginning"]
    ),
    (.ending, ["end of", "ending balance", "ending balances", "closing balance", "at end", "ending"]),
    (.balance, ["balance", "balances"]), (.total, ["total", "totals", "subtotal"]),
    (.estimate, ["est", "estimate", "estimated", "estimates", "preliminary", "consensus"]),
    (.forecast, ["forecast", "forecasts", "projected", "projection", "projections", "outlook", "expected"]),
    (.target, ["guidance", "target", "targets", "goal"]), (.actual, ["actual", "actuals", "reported"]),
    (.part, ["share of", "% of", "percent of", "percentage of", "proportion of", "as a percentage of", "mix"]),
    (.basisPoints, ["basis points", "bps", "bp"]),
    (.rate, ["rate", "rates", "yield", "volatility", "rate of return", "discount rate"]),
    (
      .perUnit,
      [
        "per barrel", "per gallon", "per ton", "per tonne", "per mwh", "per day", "per unit", "per hour",
        "per square foot", "par value",
      ]
    ),
  ]

  /// Phrases by their first word.
  private static let phrases: KeyTable<WordKey, [(words: [WordKey], cue: LabelCues)]> = {
    var phrases = KeyTable<WordKey, [(words: [WordKey], cue: LabelCues)]>()
    for (cue, list) in lexicon {
      for phrase in list {
        let words = phrase.split(separator: " ").compactMap { WordKey(Array($0.utf8)[...]) }
        if let first = words.first { phrases.set((phrases.value(of: first) ?? []) + [(words, cue)], for: first) }
      }
    }
    return phrases
  }()

  /// The label up to an amount it quotes: "Common stock, $0.001 par value; 100 shares authorized" is about common stock.
  private static func head(_ text: [UInt8], _ span: Span) -> Span {
    var index = span.start
    while index + 1 < span.end {
      if text[index] == 0x24, (0x30...0x39).contains(text[index + 1]) || text[index + 1] == 0x2E {
        return Span(span.start, index)
      }
      index += 1
    }
    return span
  }

  /// The cues of a label. Words are runs of letters; `%` and `$` are words too. O(n).
  static func read(_ text: [UInt8], _ span: Span) -> LabelCues {
    let words = LabelWords.words(text, head(text, span))
    var cues: LabelCues = []
    for (index, word) in words.enumerated() {
      for (phrase, cue) in phrases.value(of: word) ?? [] {
        if index + phrase.count <= words.count, phrase.indices.allSatisfy({ words[index + $0] == phrase[$0] }) {
          cues.insert(cue)
          if cue == .count, index <= 4, isBounded(words, after: index + phrase.count) { cues.insert(.counted) }
        }
      }
    }
    return cues
  }

  /// Words that say which of the things are counted follow.
  private static func isBounded(_ words: [WordKey], after index: Int) -> Bool {
    index < words.count && bounds.contains(words[index])
  }
  private static let bounds = Set(
    [
      "with", "above", "over", "under", "below", "exceeding", "spending", "paying", "generating", "contributing",
      "greater",
      "more", "less", "using", "having", "worth", "at", "who", "that", "whose", "employed", "served", "sold",
      "delivered",
      "produced", "shipped",
    ].compactMap { WordKey(Array($0.utf8)[...]) })
}

/// The words of a label as keys.
enum LabelWords {
  static func words(_ text: [UInt8], _ span: Span) -> [WordKey] {
    // Safe: the buffer is used only inside the call, and every index stays below the span's end.
    text.withUnsafeBufferPointer { words($0, Span(span.start, min(span.end, $0.count))) }
  }

  private static func words(_ text: UnsafeBufferPointer<UInt8>, _ span: Span) -> [WordKey] {
    var words: [WordKey] = []
    words.reserveCapacity(span.count / 6 + 1)
    var index = span.start
    while index < span.end {
      let byte = text[index]
      if byte == 0x25 || byte == 0x24 {
        // "4.70% Notes" and "$0.01 par" name a thing; they are no unit.
        let isAmount =
          byte == 0x25
          ? index > span.start && (0x30...0x39).contains(text[index - 1])
          : index + 1 < span.end && (0x30...0x39).contains(text[index + 1])
        if !isAmount, let key = WordKey(text, index..<index + 1) { words.append(key) }
        index += 1
        continue
      }
      let end = LetterRun.end(text, from: index, to: span.end)
      if end > index, let key = WordKey(text, index..<end) { words.append(key) }
      index = max(end, index + 1)
    }
    return words
  }
}
