import FigureExtraction
import ReportReading
import ThesisBuilding

extension NoteComposer {
  static let mostDrivers = 5

  /// The lines of argument: those that a company's figures make, then those of the reports, strongest first. One with
  /// nothing left to say is passed over.
  mutating func drivers() -> [Essay.Driver] {
    var drivers = computedDrivers()
    // Sections that go through the accounts line by line have been told by them; one that looks ahead has not.
    let hasOutlook = !drivers.isEmpty && thesis.themes.contains { isOutlook($0) }
    if hasOutlook, drivers.count == Self.mostDrivers { drivers.removeLast() }
    let computed = drivers.count
    var thin: [Essay.Driver] = []
    let limit = max(
      drivers.count, thesis.shift == nil ? Self.mostDrivers : min(Self.mostDrivers, max(3, thesis.themes.count)))
    let others = thesis.themes.count { !isThesisItself($0) }
    for index in thesis.themes.indices {
      guard drivers.count < limit else { break }
      let theme = thesis.themes[index]
      if others > 2 && isThesisItself(theme) { continue }
      guard let heading = heading(of: theme) else { continue }
      let isTold = drivers.contains { $0.heading.text.lowercased().hasPrefix(heading.text.lowercased()) }
      guard heading.text.split(separator: " ").count <= 8, !isReportTitle(theme.name),
        !isTold, !isStatement(theme),
        computed == 0 || MeasureName.salience(heading.text) == 2 && !isNote(theme),
        computed < 3 || isOutlook(theme)
      else { continue }
      guard let driver = driver(of: index, heading: heading, after: drivers.count) else { continue }
      if driver.isThin(under: heading) { thin.append(driver) } else { drivers.append(driver) }
    }
    // Three are wanted: a line that only lists what it is about, or has one number, is better than none.
    let telling = thin.filter { $0.isList || $0.hasFigure }
    // A report whose words are spent still has lines of argument, and a block may not be empty.
    return drivers + (drivers.isEmpty && telling.isEmpty ? thin : telling).prefix(max(0, 3 - drivers.count))
  }

  private mutating func driver(of index: Int, heading: Passage, after told: Int) -> Essay.Driver? {
    let theme = thesis.themes[index]
    let directed = isAccount(theme) || !isToldByThemes ? nil : directedHeading(index)
    var driver = Essay.Driver(heading: directed ?? heading)
    driver.bullets = bullets(of: theme)
    var figures: [Passage] = []
    for series in theme.series.prefix(6) where figures.count < 2 {
      if let said = realised(series) { figures.append(said) }
    }
    if !figures.isEmpty { driver.paragraphs.append(figures.joined()) }
    let claims = theme.claims.filter { !saidClaims.contains($0) && !isInTable($0) }
    // Where words carry the argument, a number out of them is a scrap.
    let isFigured = claims.count { !thesis.claims[$0].figures.isEmpty } * 2 > claims.count
    let room = quotes.left(of: firstReport(of: theme)) / max(1, Self.mostDrivers - told)
    var told: [(claim: Int, said: Passage)] = []
    for claim in claims where isFigured && told.count < 3 && !repeats(claim) {
      if let said = self.told(claim) { told.append((claim, said)) }
    }
    if !told.isEmpty { driver.paragraphs.append(told.map(\.said).joined()) }
    if driver.paragraphs.isEmpty {
      let trend = isAccount(theme) || !isToldByThemes ? nil : trendSentence(index)
      let words = quotedTogether(topicFirst(claims), most: 1)
      driver.paragraphs += [trend, words].compactMap { $0 }
      // What one line of argument takes, the next have not.
      if driver.bullets.isEmpty, datesApart || room > 2 * QuoteBudget.longest,
        let more = quotedTogether(claims, most: 2, oldest: datesApart)
      {
        driver.paragraphs.append(more)
      }
    } else if let why = cause(among: told.map(\.claim) + following(told.map(\.claim))) {
      driver.paragraphs.append(why)
    } else if driver.bullets.isEmpty, let words = quotedTogether(claims, most: 1) {
      driver.paragraphs.append(words)
    }
    if driver.bullets.isEmpty, let terms = terms(of: theme) { driver.paragraphs.append(terms) }
    if directed != nil, driver.paragraphs.isEmpty {
      driver.heading = heading
      saidTrends.remove(index)
      driver.paragraphs += [trendSentence(index)].compactMap { $0 }
    }
    driver.taxonomy = theme.taxonomy.flatMap { taxonomyTable(thesis.taxonomies[$0]) }
    if let counts = inventory(of: theme) { driver.close.append(counts) }
    let isEmpty =
      driver.paragraphs.isEmpty && driver.bullets.isEmpty && driver.taxonomy == nil && driver.close.isEmpty
    return isEmpty ? nil : driver
  }

  /// Whether lines of argument carry the note: where series do, a direction read from verbs adds nothing.
  private var isToldByThemes: Bool { if case .themes = angle { true } else { false } }

  /// The sentence that opens a section says what the others bear out: the first of each report's before its others.
  func topicFirst(_ claims: [Int]) -> [Int] {
    let openings = Dictionary(grouping: claims) { thesis.claims[$0].citation.report }.values.compactMap { own in
      own.min { thesis.claims[$0].citation.span.start < thesis.claims[$1].citation.span.start }
    }
    return claims.filter(openings.contains) + claims.filter { !openings.contains($0) }
  }

  /// Whether a theme is of a company's own account, where numbers say which way it goes.
  private func isAccount(_ theme: Theme) -> Bool {
    accounts.contains(firstReport(of: theme))
  }

  /// Whether a section goes through the accounts line by line, which numbers have told by themselves.
  private func isNote(_ theme: Theme) -> Bool { !Self.noteWords.isDisjoint(with: words(of: theme)) }

  /// A theme's name, or where that is one of any report's ("Key Numbers"), what its first series measures.
  private func heading(of theme: Theme) -> Passage? {
    guard words(of: theme).isSubset(of: Self.bareHeadings) else { return themeName(theme).titleCased }
    return theme.series.first { !isSaid($0) && isSayable(thesis.series[$0]) && slots(thesis.series[$0]) != nil }
      .map { titleMetric($0).withoutArticle }
  }

  private static let bareHeadings: Set<String> = [
    "key", "numbers", "figures", "metrics", "data", "table", "tables", "forecast", "forecasts", "business", "financial",
    "highlights", "summary", "results", "at", "a", "glance", "the", "quarter", "year", "selected", "operating", "main",
    "overview", "and", "statistics", "indicators", "performance",
  ]

  /// Whether a heading only names one of the accounts: "Condensed Consolidated Statements of Income".
  private func isStatement(_ theme: Theme) -> Bool {
    let words = words(of: theme)
    return words.contains("consolidated") || words.contains("unaudited") || words.isSuperset(of: ["balance", "sheet"])
      || words.isSuperset(of: ["balance", "sheets"])
      || !words.isDisjoint(with: ["statement", "statements"]) && words.contains("of")
  }

  /// Whether a section looks ahead, which no account of the past can.
  private func isOutlook(_ theme: Theme) -> Bool { !Self.outlookWords.isDisjoint(with: words(of: theme)) }

  private func words(of theme: Theme) -> Set<String> {
    Set(theme.name.lowercased().split { !$0.isAlphabetic }.map(String.init))
  }

  private static let noteWords: Set<String> = [
    "information", "activities", "liquidity", "compensation", "commitments", "contingencies", "accounting", "policies",
    "taxes", "leases", "debt", "benefit", "benefits", "segment", "segments", "measures", "reconciliation", "summary",
    "return", "repurchase", "repurchases", "dividends", "cash", "resources",
  ]
  private static let outlookWords: Set<String> = ["outlook", "guidance", "backlog", "pipeline"]

  /// The claims that stand right behind these: "The increase was due to …".
  private func following(_ claims: [Int]) -> [Int] {
    claims.compactMap { index in
      let end = thesis.claims[index].citation.span.end
      let next = index + 1
      guard next < thesis.claims.count, thesis.claims[next].citation.report == thesis.claims[index].citation.report,
        (0...3).contains(thesis.claims[next].citation.span.start - end)
      else { return nil }
      return next
    }
  }

  /// The section that states the core has been told already, under the thesis.
  private func isThesisItself(_ theme: Theme) -> Bool {
    theme.name.lowercased().hasSuffix("thesis")
  }

  /// A theme that is only a report's own title says nothing about what drives it.
  private func isReportTitle(_ name: String) -> Bool {
    dossier.evidence.contains { $0.report.metadata.title.flattened.lowercased().hasPrefix(name.flattened.lowercased()) }
  }

  func isInTable(_ claim: Int) -> Bool {
    guard let reference = thesis.claims[claim].figures.first else { return false }
    if case .cell = dossier.place(reference) { return true }
    return false
  }

  /// Parallel items as the report lists them: the term, and its gloss where the budget allows.
  private mutating func bullets(of theme: Theme) -> [Passage] {
    guard theme.items.count > 1 else { return [] }
    let terms = theme.items.prefix(5).map { item in
      Passage([.name(item.term, Markdown.escaped(dossier.string(item.term).flattened))])
    }
    var budget = quotes
    var glossed: [Passage] = []
    for (item, term) in zip(theme.items, terms) {
      guard let gloss = item.gloss, let quote = quotation(of: gloss, limit: 14, shortest: 1) else { continue }
      glossed.append("**\(term)** — \(quote)")
    }
    if glossed.count == terms.count { return glossed }
    // Some glosses and not others would look like an oversight: the terms alone go into a line.
    swap(&quotes, &budget)
    return []
  }

  /// The terms of parallel items in a line, where their glosses are more than the note may repeat.
  private mutating func terms(of theme: Theme) -> Passage? {
    guard theme.items.count > 1 else { return nil }
    // Single words without their glosses ("Gains", "Unclear") say nothing.
    let words = theme.items.prefix(5).map { dossier.string($0.term).flattened.split(separator: " ").count }
    guard words.count(where: { $0 > 1 }) * 2 > words.count else { return nil }
    let terms = theme.items.prefix(5).map { item -> Passage in
      "**\(Passage.Part.name(item.term, Markdown.escaped(dossier.string(item.term).flattened)))**"
    }
    return sentence(["terms"], ["terms": terms.listed()], seed: theme.name)
  }

  private func taxonomyTable(_ taxonomy: Taxonomy) -> Essay.MetricsTable? {
    guard !taxonomy.columns.isEmpty, taxonomy.rows.count > 1 else { return nil }
    func cell(_ citation: Citation) -> Passage? {
      let text = dossier.string(citation).flattened
      return text.isEmpty ? nil : Passage([.name(citation, Markdown.escaped(text))])
    }
    let rows = taxonomy.rows.prefix(8).map { row in
      row.enumerated().map { index, citation -> Passage? in
        guard let text = cell(citation) else { return nil }
        return index == 0 ? "**\(text)**" : text
      }
    }
    return Essay.MetricsTable(
      lead: "The kinds, side by side:", columns: taxonomy.columns.map { cell($0) ?? Passage() }, rows: rows)
  }

  /// The counts of the claim that has most of them, as a list: "In counts: 90,000+ parts, 10 months." A duration counts
  /// only beside something counted.
  private mutating func inventory(of theme: Theme) -> Passage? {
    guard let report = theme.claims.first.map({ thesis.claims[$0].citation.report }),
      !accounts.contains(report)
    else { return nil }
    var best: (items: [Passage], figures: [FigureReference])?
    for claim in theme.claims {
      var items: [Passage] = []
      var figures: [FigureReference] = []
      var hasCount = false
      for reference in thesis.claims[claim].figures where !saidFigures.contains(reference) && items.count < 4 {
        let figure = dossier.figure(reference)
        guard case .prose = figure.place, let value = value(reference), value.text.contains(where: \.isNumber) else {
          continue
        }
        switch figure.quantity.unit {
        case .count:
          guard let noun = figure.noun else { continue }
          let citation = Citation(report: reference.report, span: wholeWord(noun, in: reference.report))
          let text = dossier.string(citation).flattened
          guard text.split(separator: " ").count <= 4, text.first?.isAlphabetic == true else { continue }
          let link: Passage = value.text.last?.isAlphabetic == true && value.text.hasSuffix("s") ? " of " : " "
          items.append("\(value)\(link)\(Passage.Part.name(citation, Markdown.escaped(text)))")
          hasCount = true
        case .duration where !value.text.contains("-"): items.append(value)
        default: continue
        }
        figures.append(reference)
      }
      if hasCount, items.count > 1, items.count > best?.items.count ?? 0 { best = (items, figures) }
    }
    guard let best else { return nil }
    saidFigures.formUnion(best.figures)
    return "In counts: \(best.items.listed())."
  }

  /// A span lengthened to the end of the word it ends in.
  private func wholeWord(_ span: Span, in report: Int) -> Span {
    let text = dossier.evidence[report].report.text
    var end = span.end
    while end < text.count,
      text[end] >= 0x80 || (text[end] | 0x20 >= 0x61 && text[end] | 0x20 <= 0x7A) || (0x30...0x39).contains(text[end])
    {
      end += 1
    }
    return Span(span.start, end)
  }
}

extension Essay.Driver {
  /// A line that only names a direction, or a lone number, is no argument.
  /// What its heading adds to its theme's name counts.
  fileprivate func isThin(under theme: Passage) -> Bool {
    let said = heading == theme ? paragraphs + bullets + close : [heading] + paragraphs + bullets + close
    return taxonomy == nil && said.reduce(0) { $0 + $1.text.split(separator: " ").count } < 14
  }

  /// One of its own, or one that a report's words give.
  fileprivate var hasFigure: Bool { paragraphs.contains { !$0.figures.isEmpty || $0.text.contains(where: \.isNumber) } }

  /// It names several things, in bold.
  fileprivate var isList: Bool { !bullets.isEmpty || paragraphs.contains { $0.text.contains("**") } }
}

extension [Passage] {
  /// Sentences of one paragraph.
  func joined() -> Passage { isEmpty ? Passage() : dropFirst().reduce(self[0]) { "\($0) \($1)" } }

  /// "A, B and C".
  func listed() -> Passage {
    guard let first, let last, count > 1 else { return self.first ?? Passage() }
    return "\(dropLast().dropFirst().reduce(first) { "\($0), \($1)" }) and \(last)"
  }

  fileprivate var nonEmpty: [Passage]? { isEmpty ? nil : self }
}
