import FigureExtraction
import ReportReading
import ThesisBuilding

extension NoteComposer {
  static let mostDrivers = 5

  /// The lines of argument, strongest first; one with nothing left to say is passed over.
  mutating func drivers() -> [Essay.Driver] {
    var drivers: [Essay.Driver] = []
    let limit = thesis.shift == nil ? Self.mostDrivers : min(Self.mostDrivers, max(3, thesis.themes.count))
    let others = thesis.themes.count { !isThesisItself($0) }
    for theme in thesis.themes {
      guard drivers.count < limit else { break }
      if others > 2 && isThesisItself(theme) { continue }
      let heading = themeName(theme).titleCased
      guard heading.text.split(separator: " ").count <= 8, !isReportTitle(theme.name) else { continue }
      var driver = Essay.Driver(heading: heading)
      for index in theme.series.prefix(2) {
        if let said = realised(index) { driver.paragraphs.append(said) }
      }
      let claims = theme.claims.filter { !saidClaims.contains($0) && !isInTable($0) }
      for index in claims {
        guard driver.paragraphs.count < 3 else { break }
        if let said = quoted(index) { driver.paragraphs.append(said) }
      }
      driver.bullets = bullets(of: theme)
      driver.taxonomy = theme.taxonomy.flatMap { taxonomyTable(thesis.taxonomies[$0]) }
      if let counts = inventory(of: theme) { driver.close.append(counts) }
      if driver.paragraphs.isEmpty && driver.bullets.isEmpty && driver.taxonomy == nil && driver.close.isEmpty {
        continue
      }
      drivers.append(driver)
    }
    return drivers
  }

  /// The section that states the core has been told already, under the thesis.
  private func isThesisItself(_ theme: Theme) -> Bool {
    theme.name.lowercased().hasSuffix("thesis")
  }

  /// A theme that is only a report's own title says nothing about what drives it.
  private func isReportTitle(_ name: String) -> Bool {
    dossier.evidence.contains { $0.report.metadata.title.flattened.lowercased().hasPrefix(name.flattened.lowercased()) }
  }

  private func isInTable(_ claim: Int) -> Bool {
    guard let reference = thesis.claims[claim].figures.first else { return false }
    if case .cell = dossier.figure(reference).place { return true }
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
      guard let gloss = item.gloss, let quote = quotation(of: gloss, shortest: 1) else { continue }
      glossed.append("**\(term)** — \(quote)")
    }
    if glossed.count == terms.count { return glossed }
    // Some glosses and not others would look like an oversight: the terms alone are still worth a line each.
    swap(&quotes, &budget)
    return terms.map { "**\($0)**" }
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

  /// The counts a theme's claims rest on, as a list: "In counts: 90,000+ parts, 10 months."
  private mutating func inventory(of theme: Theme) -> Passage? {
    var items: [Passage] = []
    for reference in theme.claims.flatMap({ thesis.claims[$0].figures }) where !saidFigures.contains(reference) {
      let figure = dossier.figure(reference)
      guard case .prose = figure.place, let value = value(reference) else { continue }
      switch figure.quantity.unit {
      case .count:
        guard let noun = figure.noun else { continue }
        let citation = Citation(report: reference.report, span: wholeWord(noun, in: reference.report))
        let text = dossier.string(citation).flattened
        guard text.split(separator: " ").count <= 4 else { continue }
        let link: Passage = value.text.last?.isLetter == true && value.text.hasSuffix("s") ? " of " : " "
        items.append("\(value)\(link)\(Passage.Part.name(citation, Markdown.escaped(text)))")
      case .duration where !value.text.contains("-"):
        items.append(value)
      default: continue
      }
      saidFigures.insert(reference)
      if items.count == 4 { break }
    }
    guard items.count > 1, let last = items.last else { return nil }
    let head = items.dropLast().dropFirst().reduce(items[0]) { "\($0), \($1)" }
    return "In counts: \(head) and \(last)."
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
