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
    }
    if case .shift = angle, block.metrics != nil || !block.evidence.isEmpty { block.close = "That's the shift." }
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
    case .lead(let lead), .turn(let lead, _, _):
      if titleMetric(lead).text.isShortName { return titleMetric(lead).withoutArticle }
    case .statement: break
    }
    // A heading that is a sentence ("The Vacancy Is Gone") names no thesis.
    if let theme = thesis.themes.indices.first(where: {
      let name = themeName(thesis.themes[$0]).text
      return name.isShortName && !name.lowercased().split(separator: " ").contains { Self.unfit.contains(String($0)) }
    }) {
      return titleTheme(theme).withoutArticle
    }
    let isNamed = dossier.evidence.count == 1 && dossier.evidence[0].report.metadata.publisher != nil
    return isNamed ? publisher(of: 0).capitalized.withoutArticle : "Whole"
  }

  /// Words of a heading that is a sentence, a question or a part of any report.
  private static let unfit: Set<String> = [
    "our", "my", "your", "recommendations", "conclusion", "conclusions", "introduction", "summary", "methodology",
    "about",
    "is", "are", "was", "were", "has", "have", "does", "do", "waits", "holds", "moves", "comes", "goes", "why", "what",
    "how", "who", "where", "when",
  ]

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
    // A company that gives no table: the measure that its readers look for first.
    let measured = thesis.claims.indices.filter { $0 != thesis.core || thesis.series.isEmpty }
      .compactMap { index -> (claim: Int, salience: Double)? in
        let names = thesis.claims[index].figures.compactMap { figureName($0)?.text }
        guard let best = names.map(MeasureName.salience).max(), best >= 7 else { return nil }
        return (index, best)
      }
      .sorted { ($1.salience, $0.claim) < ($0.salience, $1.claim) }
    for (index, _) in measured.prefix(6) {
      if let said = told(index) { return said }
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
      let isMost = mix.lastShare > 0.5 && mix.lastShare > mix.firstShare
      if isAhead(mix) { return sentence(["insight-mix-ahead"], mixSlots(mix), seed: "insight") }
      return sentence(
        isSplit ? ["insight-mix-split"] : isMost ? ["insight-mix", "insight-mix-most"] : ["insight-mix"], mixSlots(mix),
        seed: "insight")
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
      slots["otherFirst"] = rival.slots["first"]
      slots["otherLast"] = rival.slots["last"]
      if slots["change"] == nil || slots["otherChange"] == nil,
        slots["firstPeriod"]?.text == rival.slots["firstPeriod"]?.text,
        slots["lastPeriod"]?.text == rival.slots["lastPeriod"]?.text
      {
        let isAhead = isAhead(thesis.series[lead]) && isAhead(thesis.series[other])
        return sentence([isAhead ? "insight-levels-ahead" : "insight-levels"], slots, seed: "insight")
      }
      if own.slots["ratio"] != nil || rival.slots["ratio"] != nil { return nil }
      return sentence(
        [x > 0 && y > 0 ? "outrun" : x < 0 && y < 0 ? "fell-further" : "contrast"], slots, seed: "insight")
    case .turn(let sales, let result, let turn):
      guard let slots = pairSlots(sales, result) else { return nil }
      return sentence(["insight-loss-\(turn.rawValue)"], slots, seed: "insight")
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

  /// Two series as a phrasing has them: the first is `otherMetric`, the second `metric`; nil where the first has no change
  /// in percent.
  func pairSlots(_ other: Int, _ own: Int) -> [String: Passage]? {
    guard var slots = slots(thesis.series[own])?.slots, let rival = self.slots(thesis.series[other])?.slots,
      let rose = rival["rose"], let change = rival["change"]
    else { return nil }
    let name = metric(thesis.series[other])
    slots["otherMetric"] = name
    slots["otherRose"] = rose
    slots["otherChange"] = change
    // "11% more sales bring", "11% more revenue brings".
    slots["bring"] = name.text.isPluralPhrase ? "bring" : "brings"
    slots["cost"] = name.text.isPluralPhrase ? "cost" : "costs"
    return slots
  }

  /// What stands under the insight: the other parts of a mix, or the reports' own core statement.
  private mutating func support() -> [Passage] {
    var support: [Passage] = []
    if case .mix(let mix) = angle {
      let part = partName(mix, mix.carrier)
      if let why = cause(among: claims(on: [mix.breakdown.parts[mix.carrier].name]), about: part) {
        support.append(why)
      }
      if let said = mixSentences(mix, carrierSaid: true) { support.append(said) }
      return support
    }
    var pair: [Int] = []
    switch angle {
    case .spread(let lead, let other) where isFiler(lead): pair = [other, lead]
    case .turn(let sales, let result, _): pair = [result, sales]
    default: break
    }
    if !pair.isEmpty {
      for index in pair {
        let name = plainMetric(thesis.series[index])
        guard let why = cause(among: claims(on: [name.text]), about: name) else { continue }
        support.append(why)
        break
      }
      return support
    }
    if case .shift(let shift) = angle {
      // What the report says of what comes next, before what it says of anything else.
      let to = dossier.string(shift.to).flattened
      // Another report may mean another thing by the word.
      let near = claims(on: [to]).filter { !isInTable($0) && thesis.claims[$0].citation.report == shift.to.report }
      let glossed = near.filter { $0 == thesis.core } + near.filter { !thesis.claims[$0].figures.isEmpty }
      if let said = quotedTogether(glossed, most: 1) { return [said] }
    }
    let subject = aboutStems()
    if let core = thesis.core,
      subject.isEmpty || !subject.isDisjoint(with: dossier.string(thesis.claims[core].citation).stems),
      let said = quoted(core)
    {
      support.append(said)
    }
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
