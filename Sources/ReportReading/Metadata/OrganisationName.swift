/// Names of companies and other publishers, as they stand in running text, on covers and in titles of pages.
enum OrganisationName {
  /// The forms of companies, by their letters, as they are usually written.
  static let legalForms: [String: String] = [
    "inc": "Inc", "incorporated": "Incorporated", "corp": "Corp", "corporation": "Corporation", "co": "Co",
    "company": "Company", "ltd": "Ltd", "limited": "Limited", "llc": "LLC", "llp": "LLP", "lp": "LP", "plc": "PLC",
    "nv": "NV", "bv": "BV", "sa": "SA", "ag": "AG", "se": "SE", "ab": "AB", "asa": "ASA", "as": "AS", "oyj": "Oyj",
    "gmbh": "GmbH", "kgaa": "KGaA", "spa": "SpA", "pty": "Pty", "bhd": "Bhd", "kk": "KK", "sarl": "Sàrl",
  ]
  /// Words that say what an organisation does.
  private static let trades: Set<String> = [
    "research", "bank", "group", "institute", "capital", "partners", "advisors", "advisers", "advisory", "securities",
    "associates", "consulting", "economics", "analytics", "ratings", "university", "agency", "ministry", "department",
    "association", "council", "foundation", "markets", "brokers", "broking", "shipbroking", "insights", "intelligence",
    "monitor", "holdings", "trust", "fund", "investments", "management", "asset", "services", "reserve", "bureau",
  ]
  /// Trades that a name ends with, and a heading seldom.
  private static let issuers: Set<String> = [
    "research", "bank", "institute", "securities", "partners", "advisors", "advisers", "analytics", "university",
    "council", "foundation", "bureau", "associates",
  ]
  /// Words that name parts of a site or kinds of paper, and nobody.
  private static let sections: Set<String> = [
    "investor", "investors", "relations", "relation", "news", "newsroom", "room", "press", "media", "release",
    "releases",
    "center", "centre", "home", "homepage", "financial", "results", "reports", "report", "publications", "publication",
    "insights", "blog", "article", "articles", "equity", "research", "global", "economics", "strategy", "fixed",
    "income",
    "credit", "quarterly", "monthly", "weekly", "daily", "annual", "outlook", "review", "note", "update", "sector",
    "company", "corporate", "website", "site", "official", "latest", "ir", "and", "&", "for", "immediate", "earnings",
    "presentations", "events", "archive", "library", "market", "our", "the", "central", "investment", "industry",
  ]
  /// Sections that a site's name may end with: "Acme Investor Relations".
  private static let tails = [
    "investor relations", "newsroom", "news room", "press room", "press releases", "press release", "news releases",
    "media centre", "media center", "investors",
  ]
  /// Towns and lands of more than one word that reports are dated from.
  private static let towns: Set<String> = [
    "new york", "new york city", "new delhi", "new orleans", "new haven", "new brunswick", "new jersey", "new zealand",
    "new mexico", "new hampshire", "san francisco", "san jose", "san diego", "san antonio", "san mateo",
    "south san francisco",
    "santa clara", "santa monica", "santa barbara", "los angeles", "los gatos", "las vegas", "st. louis", "st. paul",
    "saint paul", "fort worth", "fort lauderdale", "salt lake city", "kansas city", "oklahoma city", "mexico city",
    "palo alto", "menlo park", "mountain view", "redwood city", "foster city", "palm beach", "west palm beach",
    "long beach", "newport beach", "el segundo", "el paso", "baton rouge", "des moines", "grand rapids", "little rock",
    "king of prussia", "north carolina", "south carolina", "north dakota", "south dakota", "west virginia",
    "rhode island", "puerto rico", "hong kong", "abu dhabi", "kuala lumpur", "cape town", "tel aviv", "buenos aires",
    "são paulo", "sao paulo", "rio de janeiro", "ho chi minh city", "the hague", "den haag", "frankfurt am main",
    "the netherlands", "united kingdom", "united states", "south africa", "south korea", "saudi arabia",
    "washington d.c", "washington dc", "d.c", "british columbia", "nova scotia",
  ]
  /// What a company does in the first sentence of its release.
  private static let reporting: Set<String> = [
    "today", "yesterday", "announced", "announces", "reported", "reports", "provided", "provides", "posted", "posts",
    "declared", "declares", "released", "releases", "published", "publishes", "delivered", "delivers",
    "completed", "completes", "issued", "issues", "launched", "launches", "confirmed", "confirms",
  ]
  /// What a company reports in a headline.
  private static let results: Set<String> = [
    "results", "result", "quarter", "quarterly", "earnings", "update", "sales", "revenue", "revenues", "dividend",
    "year",
    "guidance", "income", "profit", "half",
  ]
  private static let joining: Set<String> = ["of", "and", "the", "for", "de", "la", "du", "und", "et", "van", "&"]
  private static let articles: Set<String> = ["a", "an", "the", "one", "which", "today"]

  // MARK: In running text

  /// The name that a text begins with, and what follows it; nil where it begins with none.
  static func leading(_ text: Substring) -> (name: String, rest: Substring)? {
    let words = text.split(separator: " ")
    var taken: [Substring] = []
    var next = 0
    while next < words.count, taken.count < 10 {
      let word = words[next]
      let follows = next + 1 < words.count ? words[next + 1] : ""
      guard isCapitalized(word) || joining.contains(word.lowercased()) && isCapitalized(follows) else { break }
      if let owner = withoutPossessive(word) {
        taken.append(owner)
        break
      }
      taken.append(word)
      next += 1
      let isForm = legalForms[letters(word)] != nil
      if word.last == ",", legalForms[letters(follows)] == nil { break }
      if word.last == ".", !isForm, letters(word).count > 1, !word.dropLast().contains(".") { break }
      if word.last == ":" || word.last == ";" { break }
    }
    while let last = taken.last, joining.contains(last.lowercased()) { taken.removeLast() }
    guard var name = Optional(taken.joined(separator: " ")), let last = taken.last, name.count >= 2 else { return nil }
    let isShort = legalForms[letters(last)] != nil && letters(last) != "company" || last.dropLast().contains(".")
    while let mark = name.last, mark == "," || mark == ":" || mark == ";" || mark == "." && !isShort {
      name.removeLast()
    }
    if name.hasPrefix("the ") { name = "The " + name.dropFirst(4) }
    guard name.lowercased() != "the" else { return nil }
    return (name, next < words.count ? text[words[next].startIndex...] : "")
  }

  /// The company that a release is about: "Acme Stores, Inc. (NYSE: ACM) today reported …".
  static func company(in story: Substring) -> String? {
    guard let (name, rest) = leading(story), !isSection(name), name.contains(where: \.isLetter) else { return nil }
    let word = rest.prefix { $0 != " " && $0 != "," }.lowercased()
    return isCompany(name) || rest.hasPrefix("(") || reporting.contains(word)
      || articles.contains(word) && story.dropFirst(name.count).hasPrefix(",") ? name : nil
  }

  /// Who reports in a headline: "Acme Stores Reports Third Quarter 2025 Results".
  static func subject(of headline: String) -> String? {
    let words = headline.split(separator: " ")
    guard let verb = words.firstIndex(where: { reporting.contains($0.lowercased()) }), (1...7).contains(verb),
      words[verb...].contains(where: { word in
        word.lowercased().split { !$0.isLetter }.contains { results.contains(String($0)) }
      }),
      words[..<verb].allSatisfy({ isCapitalized($0) || joining.contains($0.lowercased()) })
    else { return nil }
    let name = words[..<verb].joined(separator: " ")
    return isSection(name) || name.hasSuffix(":") || name.count < 2 || words[0].first?.isNumber ?? true && verb == 1
      ? nil : name
  }

  // MARK: Kinds of names

  /// A name with the form of a company at its end, and nothing else: "ACME HOLDINGS, INC."
  static func isCompany(_ words: String) -> Bool {
    let parts = words.split(separator: " ")
    guard (2...9).contains(parts.count), words.utf8.count <= 100, let last = parts.last, isCapitalized(last),
      legalForms[letters(last)] != nil, legalForms[letters(parts[0])] == nil, parts[0].lowercased() != "our",
      // "About the Company"
      parts[parts.count - 2] == "&" || !joining.contains(parts[parts.count - 2].lowercased()),
      !words.lowercased().holds("stock market"), !words.lowercased().holds("exchange")
    else { return false }
    return parts.allSatisfy { isCapitalized($0) || joining.contains($0.lowercased()) }
  }

  /// A name that ends with what its bearer does, and nothing else: "Acme Research".
  static func isInstitute(_ words: String) -> Bool {
    let parts = words.split(separator: " ")
    guard (2...6).contains(parts.count), words.utf8.count <= 80, let last = parts.last else { return false }
    return issuers.contains(last.lowercased()) && isName(words) && !isSection(words)
  }

  /// Every word has a capital, small joining words apart.
  static func isName(_ words: some StringProtocol) -> Bool {
    words.split(separator: " ").allSatisfy { isCapitalized($0) || joining.contains($0.lowercased()) }
  }

  /// Nothing but words for parts of a site or kinds of paper: "Investor relations".
  static func isSection(_ words: String) -> Bool {
    words.lowercased().split { $0 == " " || $0 == "," || $0 == "-" || $0 == "/" }.allSatisfy {
      sections.contains(String($0))
    }
  }

  /// "Acme Investor Relations" is Acme's.
  static func withoutSection(_ name: String) -> String {
    let lower = name.lowercased()
    guard lower.utf8.count == name.utf8.count,
      let tail = tails.first(where: { lower.hasSuffix(" " + $0) })
    else { return name }
    var short = name.dropLast(tail.count + 1)
    while let last = short.last, "-–—|·:, ".contains(last) { short.removeLast() }
    return short.isEmpty ? name : String(short)
  }

  /// A word alone, or a known town: where a line with a date begins with it, the report was dated from there.
  static func mayBeTown(_ words: some StringProtocol) -> Bool {
    // "Kearney, NE"
    if let comma = words.firstRange(ofBytes: ", ") { return mayBeTown(words[..<comma.lowerBound]) }
    let lower = words.lowercased()
    let bare = lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    if towns.contains(bare) { return true }
    let parts = bare.split(separator: " ")
    guard parts.count == 1 || parts.count <= 3 && NaturalCase.isCapital(String(words)) else { return false }
    return !parts.contains { trades.contains(String($0)) || parts.count > 1 && legalForms[letters($0)] != nil }
  }

  // MARK: Words

  private static func isCapitalized(_ word: some StringProtocol) -> Bool {
    guard let first = word.first else { return false }
    return first.isUppercase || first.isNumber || first.isLetter && word.dropFirst().first?.isUppercase ?? false
  }

  private static func letters(_ word: some StringProtocol) -> String {
    String(String(word).filter(\.isLetter)).lowercased()
  }

  private static func withoutPossessive(_ word: Substring) -> Substring? {
    word.hasSuffix("’s") || word.hasSuffix("'s") ? word.dropLast(2) : nil
  }
}
