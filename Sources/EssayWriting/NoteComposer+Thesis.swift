import FigureExtraction
import ReportReading
import ThesisBuilding

extension NoteComposer {
  /// The core insight, the numbers that tell the story, and the strongest single piece of evidence.
  mutating func thesisBlock(evidence: Passage?) -> Essay.ThesisBlock? {
    guard let insight = insight() else { return nil }
    var block = Essay.ThesisBlock(subject: subject(), insight: insight)
    block.support = support()
    block.metrics = metricsTable()
    if let evidence = evidence ?? strongestEvidence() {
      block.evidence.append(evidence)
      if case .shift = angle { block.close = "That's the shift." }
    }
    return block
  }

  /// What stands between "The" and "Thesis".
  private func subject() -> Passage {
    switch angle {
    case .shift(let shift): return titleName(shift.to).withoutArticle
    case .mix(let mix):
      let name = partName(mix, mix.carrier).titleCased.withoutArticle
      if name.text.isShortName { return name }
    case .themes(let first, _): return titleTheme(first.theme).withoutArticle
    case .spread(let lead, let other):
      for index in [lead, other] where titleMetric(index).text.isShortName { return titleMetric(index).withoutArticle }
    case .lead(let lead):
      if titleMetric(lead).text.isShortName { return titleMetric(lead).withoutArticle }
    case .statement: break
    }
    if let theme = thesis.themes.indices.first(where: { themeName(thesis.themes[$0]).text.isShortName }) {
      return titleTheme(theme).withoutArticle
    }
    return "Whole"
  }

  private mutating func insight() -> Passage? {
    if let said = angleInsight() {
      saidFigures.formUnion(said.figures)
      return said
    }
    if let lead = leadSeries(), let (shapes, slots) = slots(thesis.series[lead]),
      let said = sentence(shapes, slots, seed: "insight")
    {
      return said
    }
    if let core = thesis.core, let said = quoted(core) { return said }
    for index in thesis.claims.indices where !thesis.claims[index].figures.isEmpty {
      if let said = quoted(index) { return said }
    }
    return nil
  }

  private mutating func angleInsight() -> Passage? {
    switch angle {
    case .shift(let shift):
      guard let (from, to) = shiftNames(shift) else { return nil }
      return sentence(["insight-shift"], shiftSlots(from, to), seed: from.text)
    case .mix(let mix):
      let isSplit = mix.isSplit && mix.contribution < 0.9
      return sentence([isSplit ? "insight-mix-split" : "insight-mix"], mixSlots(mix), seed: "insight")
    case .spread(let lead, let other):
      guard let a = slots(thesis.series[lead]), let b = slots(thesis.series[other]) else { return nil }
      let (x, y) = (pace(thesis.series[lead]) ?? 0, pace(thesis.series[other]) ?? 0)
      // The faster of two that go one way is the subject.
      let swap = x * y > 0 && abs(x) > abs(y)
      let (own, rival) = swap ? (a, b) : (b, a)
      var slots = own.slots
      slots["otherMetric"] = metric(thesis.series[swap ? other : lead])
      slots["otherRose"] = rival.slots["rose"]
      slots["otherChange"] = rival.slots["change"] ?? rival.slots["ratio"]
      if slots["change"] == nil { slots["change"] = slots["ratio"] }
      if own.slots["ratio"] != nil || rival.slots["ratio"] != nil { return nil }
      return sentence(
        [x > 0 && y > 0 ? "outrun" : x < 0 && y < 0 ? "fell-further" : "contrast"], slots, seed: "insight")
    case .themes(let first, let second):
      let shape =
        first.isTurned && second.latest != first.latest
        ? "insight-turn"
        : first.latest != second.latest
          ? "insight-theme-split" : first.latest == .up ? "insight-theme-up" : "insight-theme-down"
      return sentence([shape], themeSlots(first, second), seed: "insight")
    case .lead, .statement: return nil
    }
  }

  /// What stands under the insight: the other parts of a mix, or the reports' own core statement.
  private mutating func support() -> [Passage] {
    var support: [Passage] = []
    if case .mix(let mix) = angle {
      let part = mix.breakdown.parts[mix.carrier].name
      if let why = cause(among: claims(on: [part]), about: part) { support.append(why) }
      if let said = mixSentences(mix, carrierSaid: true) { support.append(said) }
      return support
    }
    if case .spread(let lead, let other) = angle, isFiler(lead) {
      for index in [other, lead] {
        let name = metric(thesis.series[index]).text
        guard let why = cause(among: claims(on: [name]), about: name) else { continue }
        support.append(why)
        break
      }
      return support
    }
    if case .shift(let shift) = angle {
      // What the report says of what comes next, before what it says of anything else.
      let to = dossier.string(shift.to).flattened
      let near = claims(on: [to]).filter { !isInTable($0) }
      let glossed = near.filter { $0 == thesis.core } + near.filter { !thesis.claims[$0].figures.isEmpty }
      if let said = quotedTogether(glossed, most: 1) { return [said] }
    }
    if let core = thesis.core, let said = quoted(core) { support.append(said) }
    return support
  }

  /// Claims in prose that name one of these, those that name the first before the others.
  func claims(on names: [String]) -> [Int] {
    var found: [Int] = []
    var isFound = [Bool](repeating: false, count: thesis.claims.count)
    for name in names {
      let words = name.lowercased().split(separator: " ").joined(separator: " ")
      let plain = words.utf8.allSatisfy { $0 < 0x80 } && !words.isEmpty ? Array(words.utf8) : nil
      for index in thesis.claims.indices where !isFound[index] && thesis.claims[index].citation.span.count < 800 {
        let citation = thesis.claims[index].citation
        let isNamed =
          plain.map { ByteSearch.holds($0, in: dossier.evidence[citation.report].report.text, citation.span.range) }
          ?? dossier.string(citation).lowercased().holds(words)
        guard isNamed else { continue }
        isFound[index] = true
        found.append(index)
      }
    }
    return found
  }

  /// What a source that a report names says, in the report's words.
  mutating func attributedEvidence() -> Passage? {
    attributedEvidence(
      thesis.groups.compactMap(\.claims.first).filter { index in
        thesis.claims[index].figures.contains { dossier.figure($0).attribution != nil }
      })
  }

  private mutating func attributedEvidence(_ claims: [Int]) -> Passage? {
    for index in claims.prefix(3) {
      if let said = sourced(index) ?? quoted(index) { return said }
    }
    return nil
  }

  /// "Gartner says: “40% of enterprise apps will have AI agents by end of 2026.”": the source out of the quotation that
  /// begins with it.
  private mutating func sourced(_ index: Int) -> Passage? {
    let claim = thesis.claims[index]
    guard !saidClaims.contains(index),
      let name = claim.figures.compactMap({ dossier.figure($0).attribution }).first,
      name.start == claim.citation.span.start
    else { return nil }
    let report = dossier.evidence[claim.citation.report].report
    let rest = report.string(Span(name.end, claim.citation.span.end))
    for verb in [" says that ", " says ", " said that ", " said "] where rest.hasPrefix(verb) {
      let start = name.end + verb.utf8.count
      let target = Citation(report: claim.citation.report, span: Span(start, claim.citation.span.end))
      guard let quote = quotation(of: target) else { return nil }
      saidClaims.insert(index)
      saidFigures.formUnion(claim.figures)
      let who = Passage([
        .name(Citation(report: claim.citation.report, span: name), Markdown.escaped(report.string(name).flattened))
      ])
      return sentence(["source"], ["publisher": who, "quote": quote.ended.capitalized], seed: quote.text)
    }
    return nil
  }

  /// A figure of a measure that an analyst looks for, in money or as a change of it.
  private func isEvidence(_ reference: FigureReference) -> Bool {
    let figure = dossier.figure(reference)
    guard let name = figureName(reference), MeasureName.salience(name.text) >= 7 else { return false }
    guard figure.period.map({ $0.kind != .instant && $0.kind != .day }) ?? false else { return false }
    if case .currency = figure.quantity.unit { return true }
    return figure.role == .change
  }

  /// The strongest claim with a figure that the note has not used: one with a named source first.
  mutating func strongestEvidence() -> Passage? {
    let strongest = thesis.groups.compactMap(\.claims.first)
    let ranked = (datesApart ? newestFirst(strongest) : strongest).filter { index in
      guard let reference = thesis.claims[index].figures.first, !saidClaims.contains(index), !repeats(index) else {
        return false
      }
      if case .prose = dossier.figure(reference).place { return true }
      return false
    }
    // What an old report says is no evidence for how things stand now.
    if datesApart {
      guard let newest = ranked.first.map({ thesis.claims[$0].citation.report }), newest == dossier.evidence.count - 1,
        let said = quoted(ranked[0])
      else { return nil }
      return said
    }
    let attributed = ranked.filter { index in
      thesis.claims[index].figures.contains { dossier.figure($0).attribution != nil }
    }
    if let said = attributedEvidence(attributed) { return said }
    if let lead = leadSeries(), isFiler(lead) {
      // A company's report is full of numbers; only one that an analyst looks for is evidence.
      var wanted: Set<Int>?
      if case .mix(let mix) = angle { wanted = Set(claims(on: [mix.breakdown.parts[mix.carrier].name])) }
      for index in ranked.prefix(200) {
        let figures = thesis.claims[index].figures
        if let wanted, !wanted.contains(index) { continue }
        guard figures.contains(where: { isEvidence($0) }) else { continue }
        if let said = told(index, movesOnly: true) { return said }
      }
      return nil
    }
    for index in ranked.prefix(10) {
      if let said = quoted(index) { return said }
    }
    return nil
  }
}

extension Passage {
  /// "The Three Grids" is "Three Grids" after another "The".
  var withoutArticle: Passage {
    guard let first = parts.first else { return self }
    for article in ["The ", "A ", "An "] where first.text.hasPrefix(article) {
      let rest = String(first.text.dropFirst(article.count))
      switch first {
      case .name(let citation, _): return Passage([.name(citation, rest)] + parts.dropFirst())
      case .words: return Passage([.words(rest)] + parts.dropFirst())
      default: return self
      }
    }
    return self
  }
}
