import FigureExtraction
import ReportReading
import ThesisBuilding

extension NoteComposer {
  /// A sentence realised from the figures of a claim in prose: how its measure moved, or how large it is; nil where the
  /// claim does not say plainly what is measured. Marks the claim as said.
  /// With `movesOnly` it is told only where it moved.
  mutating func told(_ index: Int, movesOnly: Bool = false) -> Passage? {
    let claim = thesis.claims[index]
    // What is said of a name under a stance is that name's, and no sector's.
    let isOfName = thesis.stances.contains {
      $0.reason.map { $0.report == claim.citation.report && $0.span.overlaps(claim.citation.span) } ?? false
    }
    guard !isOfName, !saidClaims.contains(index), let said = movement(of: claim) ?? (movesOnly ? nil : level(of: claim))
    else {
      return nil
    }
    saidClaims.insert(index)
    saidFigures.formUnion(said.figures)
    if let name = said.parts.first(where: { if case .name = $0 { true } else { false } }) {
      saidNames.insert(name.text.lowercased())
    }
    return said
  }

  private mutating func movement(of claim: Claim) -> Passage? {
    for reference in claim.figures where !saidFigures.contains(reference) {
      let figure = dossier.figure(reference)
      guard figure.role == .change, isProse(figure), let direction = figure.direction, direction != .flat,
        figure.quantity.isPoint, figure.quantity.value != 0, figure.modality == .reported, !isExpected(reference),
        let metric = measure(reference), let value = unsigned(reference)
      else { continue }
      // A growth of so much is that much; a rate that moved by percent of itself is not told.
      if figure.quantity.unit == .percent, metric.text.isRateName {
        guard metric.text.hasSuffix("growth"), !isMoved(figure, in: reference.report) else { continue }
        var slots = ["metric": metric, "value": value, "was": "was", "is": "is"] as [String: Passage]
        slots["publisher"] = publisher(of: reference.report)
        slots["period"] = flowPeriod(reference)
        return sentence([slots["period"] == nil ? "level-bare" : "level"], slots, seed: metric.text + value.text)
      }
      let isUp = direction == .up
      var slots: [String: Passage] = [
        "metric": metric, "value": value, "rose": isUp ? "rose" : "fell", "rise": isUp ? "rise" : "fall",
        "rising": isUp ? "rising" : "falling", "is": metric.text.isPluralPhrase ? "are" : "is",
        "publisher": publisher(of: reference.report),
      ]
      slots["period"] = flowPeriod(reference)
      // A stretch that is not over is no past.
      if let end = figure.period?.end, end.dayNumber > dossier.asOf.dayNumber + 31, !accounts.contains(reference.report)
      {
        guard slots["period"] != nil else { continue }
        return sentence(["moved-ahead"], slots, seed: metric.text + value.text)
      }
      // The level it reached, where the same sentence gives it for the same measure and time.
      let level = claim.figures.first {
        let other = dossier.figure($0)
        return other.role == .level && other.metric.first == figure.metric.first && isProse(other)
          && other.quantity.isPoint && !isExpected($0) && Self.reaches(figure.quantity.unit, other.quantity.unit)
          && other.period == figure.period
      }
      if let level, let last = self.value(level) {
        slots["last"] = last
        saidFigures.insert(level)
        return sentence(["moved-to"], slots, seed: metric.text + value.text)
      }
      return sentence(["moved"], slots, seed: metric.text + value.text)
    }
    return nil
  }

  /// Whether a verb of movement stands between a figure and the name of what it measures.
  private func isMoved(_ figure: Figure, in report: Int) -> Bool {
    guard let name = figure.metric.first, name.end <= figure.span.start else { return false }
    let between = dossier.evidence[report].report.string(Span(name.end, figure.span.start))
    return MovementWords.last(in: between) != nil
  }

  private mutating func level(of claim: Claim) -> Passage? {
    for reference in claim.figures where !saidFigures.contains(reference) {
      let figure = dossier.figure(reference)
      guard figure.role == .level, isProse(figure), let metric = measure(reference), let value = value(reference)
      else { continue }
      switch figure.quantity.unit {
      case .duration, .count, .multiple: continue
      default: break
      }
      // "Two customers were 44%" says not of what.
      if figure.quantity.unit == .percent, !metric.text.isPercentName { continue }
      // "At a cost of capital of 9%, …" supposes it.
      let opening = dossier.string(Citation(report: reference.report, span: claim.citation.span)).prefix(5).lowercased()
      if opening.hasPrefix("at a ") || opening.hasPrefix("at an") { continue }
      let plural = metric.text.isPluralPhrase
      let isAhead = isAhead(reference, from: figure.period?.start) || isExpected(reference)
      // A forecast for a time that is past was dated by something else in its sentence.
      if isAhead, let end = figure.period?.end, end <= dossier.asOf { continue }
      var slots: [String: Passage] = [
        "metric": metric, "value": value, "was": plural ? "were" : "was", "is": plural ? "are" : "is",
        "publisher": source(of: claim),
      ]
      slots["period"] = flowPeriod(reference)
      if isAhead {
        guard slots["period"] != nil || isInOutlook(reference) else { continue }
        return sentence(
          [slots["period"] == nil ? "forecast-bare" : "forecast"], slots, seed: metric.text + value.text)
      }
      if let other = compared(with: reference, in: claim), let was = self.value(other) {
        slots["other"] = was
        slots["otherPeriod"] = flowPeriod(other)
        saidFigures.insert(other)
        let isProjected = isExpected(other) || dossier.figure(other).modality != .reported
        return sentence([isProjected ? "level-projected" : "level-against"], slots, seed: metric.text + value.text)
      }
      return sentence([slots["period"] == nil ? "level-bare" : "level"], slots, seed: metric.text + value.text)
    }
    return nil
  }

  /// The figure of the same measure that a sentence sets beside one: "compared with $33.6 million for the third quarter".
  private func compared(with reference: FigureReference, in claim: Claim) -> FigureReference? {
    let figure = dossier.figure(reference)
    return claim.figures.first { other in
      let rival = dossier.figure(other)
      guard other != reference, isProse(rival), rival.metric == figure.metric, rival.role != .change,
        rival.quantity.unit == figure.quantity.unit, rival.quantity.per == figure.quantity.per,
        rival.span.start > figure.span.end, rival.span.start - figure.span.end < 60
      else { return false }
      let between = dossier.evidence[reference.report].report.string(Span(figure.span.end, rival.span.start))
        .lowercased()
      return ["compared with", "compared to", "versus", "against"].contains(where: between.contains)
    }
  }

  /// Whether a change in one unit may lead to a level in the other: percent to money, points to percent.
  private static func reaches(_ change: FigureExtraction.Unit, _ level: FigureExtraction.Unit) -> Bool {
    switch (change, level) {
    case (.percent, .currency), (.percent, .count), (.percent, .physical), (.percentagePoint, .percent),
      (.basisPoint, .percent):
      true
    default: false
    }
  }

  /// Whether a report gives a figure as one that was or is expected, though its sentence has no future in it.
  func isExpected(_ reference: FigureReference) -> Bool {
    let report = dossier.evidence[reference.report].report
    return Expectation.isProjected(dossier.figure(reference), in: report) || isInOutlook(reference)
  }

  private func isInOutlook(_ reference: FigureReference) -> Bool {
    Expectation.isInOutlook(dossier.figure(reference), in: dossier.evidence[reference.report].report)
  }

  private func isProse(_ figure: Figure) -> Bool { if case .prose = figure.place { true } else { false } }

  /// What a figure measures, where the report names it in a few plain words that are a measure.
  private func measure(_ reference: FigureReference) -> Passage? {
    guard !dossier.figure(reference).metric.isEmpty, let name = figureName(reference), MeasureName.isMeasure(name.text)
    else { return nil }
    let words = name.text.lowercased().split(separator: " ")
    // Of what, a bare "demand" does not say.
    if words.count == 1, Self.generic.contains(String(words[0])) { return nil }
    // "The price for the delivery year 2025": the year took the name's last word with it.
    if let span = dossier.figure(reference).metric.first {
      let report = dossier.evidence[reference.report].report
      let after =
        report.string(Span(span.end, min(span.end + 12, report.text.count))).split { !$0.isAlphabetic }.first ?? ""
      if ["year", "years", "quarter", "season", "month"].contains(after) { return nil }
    }
    // The same number of the same unit under another name is the same fact told twice.
    let quantity = dossier.quantity(reference)
    if saidFigures.contains(where: { dossier.quantity($0) == quantity && $0 != reference }) { return nil }
    // "We model auto revenue of", "customers report 12%": the verb is no part of a name.
    if let first = words.first, ["model", "see", "expect"].contains(first) { return nil }
    if let last = words.last, ["report", "reports", "say", "says"].contains(last) { return nil }
    if words.contains(where: { Self.verbs.contains(String($0)) }) { return nil }
    guard words.count <= 5, !saidNames.contains(name.text.lowercased()), MeasureName.salience(name.text) > 0,
      let last = words.last, !words.contains(where: { Self.verbal.contains(String($0)) }),
      !last.hasSuffix("ing")
    else { return nil }
    let plain = lowered(name)
    return plain.text.wantsArticle ? "the \(plain)" : plain
  }

  /// Measures of anything: alone they don't say of what.
  private static let generic: Set<String> = [
    "demand", "supply", "capacity", "price", "prices", "growth", "volume", "volumes", "rate", "rates", "cost", "costs",
    "spending", "spend", "balance", "shares", "share", "orders", "units", "investment", "investments", "payments",
  ]

  /// Words that show that a measure was not cut cleanly from its sentence.
  private static let verbal: Set<String> = [
    "was", "were", "is", "are", "has", "had", "have", "rose", "fell", "increased", "decreased", "declined", "compared",
    "recorded", "recognized", "reported", "approximately", "about", "which", "that", "increase", "decrease", "change",
    "related", "based", "including", "due", "our", "shares", "company's", "company’s",
  ]

  /// A change as its report writes it, where that has no sign of its own beside the verb.
  private func unsigned(_ reference: FigureReference) -> Passage? {
    guard let value = value(reference), let first = value.text.first, first.isNumber || "$€£¥~<>".contains(first) else {
      return nil
    }
    return value
  }

  /// The period of a flow: a stretch, not a day.
  private func flowPeriod(_ reference: FigureReference) -> Passage? {
    guard let period = dossier.figure(reference).period, !period.isRelative else { return nil }
    switch period.kind {
    case .instant, .day, .week: return nil
    default: return when(reference)
    }
  }

  /// Why, by the report's account: the because-clause of the first of the claims that has one and can lend it.
  /// `subject` is what moved, when it must be the sentence's own and the note's sentence is to name it.
  mutating func cause(among claims: some Sequence<Int>, about subject: Passage? = nil) -> Passage? {
    for index in claims where !saidCauses.contains(index) && !isInTable(index) {
      let citation = thesis.claims[index].citation
      let report = dossier.evidence[citation.report].report
      guard let span = CauseReader.cause(in: report, citation.span) else { continue }
      let words = report.string(span).flattened
      // "Growth in revenue" explains nothing.
      guard words.split(separator: " ").count > 3, !MeasureName.isBareMovement(words) else { continue }
      // A reason that repeats what it explains, or a number that was just given, adds nothing.
      let lower = words.lowercased()
      if let subject = subject?.text.lowercased() {
        // Higher costs do not raise a profit: such a clause explains something else in its sentence.
        let isCost = lower.contains("expense") || lower.contains("cost")
        let isLess = ["lower", "decrease", "decline", "reduc", "saving"].contains { lower.contains($0) }
        if isCost, !isLess { continue }
        let before = report.string(Span(citation.span.start, span.start)).flattened.lowercased()
        if lower.contains(subject) || !before.speaks(of: subject) { continue }
      }
      if thesis.claims[index].figures.contains(where: {
        saidFigures.contains($0) && span.contains(dossier.figure($0).span)
      }) {
        continue
      }
      guard quotes.take(words.split(separator: " ").count, from: citation.report) else { continue }
      saidCauses.insert(index)
      saidClaims.insert(index)
      let quote = Passage([.quote(Citation(report: citation.report, span: span), Markdown.escaped(words))])
      var slots = ["publisher": publisher(of: citation.report), "quote": quote]
      slots["metric"] = subject
      return sentence([subject == nil ? "cause" : "cause-of"], slots, seed: words)
    }
    return nil
  }

  /// Some of the claims in the reports' own words, in one paragraph, the source named once. Where the reports are of
  /// several dates, the newest speaks first, and each is named with its date.
  /// With `oldest` it is the oldest that speaks.
  mutating func quotedTogether(_ claims: [Int], most: Int, oldest: Bool = false) -> Passage? {
    var said: [Passage] = []
    for index in datesApart ? newestFirst(claims, oldest: oldest) : claims where said.count < most {
      guard !saidClaims.contains(index), !repeats(index), !isToldInFigures(index),
        saysWhat(index) || thesis.claims[index].figures.isEmpty,
        !leansBack(thesis.claims[index].citation)
      else { continue }
      // A company's notes to its accounts are no argument.
      let citation = thesis.claims[index].citation
      if accounts.contains(citation.report),
        MeasureName.salience(dossier.string(citation)) == 0
      {
        continue
      }
      if let passage = quoted(index) { said.append(passage) }
      if datesApart { break }
    }
    return said.isEmpty ? nil : said.joined()
  }

  func newestFirst(_ claims: [Int], oldest: Bool = false) -> [Int] {
    func day(_ claim: Int) -> Int {
      dossier.evidence[thesis.claims[claim].citation.report].report.metadata.date?.dayNumber ?? 0
    }
    return claims.enumerated().sorted {
      day($0.element) != day($1.element)
        ? oldest != (day($0.element) > day($1.element)) : $0.offset < $1.offset
    }.map(\.element)
  }

  /// Whether half or more of a claim's figures were told already, so that its own words would only repeat them.
  func isToldInFigures(_ index: Int) -> Bool {
    let figures = thesis.claims[index].figures
    return !figures.isEmpty && figures.count(where: saidFigures.contains) * 2 >= figures.count
  }

  /// Whether a claim says over again what one that was said has said: most of its terms are there.
  func repeats(_ index: Int) -> Bool {
    let own = thesis.claims[index].terms
    guard own.count > 2 else { return false }
    return saidClaims.contains { other in
      other != index && Double(own.shared(with: thesis.claims[other].terms)) > 0.7 * Double(own.count)
    }
  }
}

extension String {
  /// Words that may stand before a measure without making it another one's: "our revenue", not "storage revenue".
  private static let leads: Set<String> = [
    "total", "our", "the", "consolidated", "in", "net", "of", "and", "from", "by", "overall", "company's", "company’s",
    "its", "to",
  ]
  /// Words after "for" and "in" that say when and not of what.
  private static let times: Set<String> = [
    "the", "fiscal", "three", "six", "nine", "twelve", "first", "second", "third", "fourth", "this", "each", "all",
  ]

  /// Whether a sentence's beginning, in lower case, is about a whole measure and not about that of one line of business.
  fileprivate func speaks(of subject: String) -> Bool {
    ranges(of: subject).contains { range in
      let before = self[..<range.lowerBound].split(separator: " ").last.map(String.init) ?? ""
      let after = self[range.upperBound...].split(separator: " ").prefix(2).map(String.init)
      let isWhole =
        (before.isEmpty || before.hasSuffix(",") || before.hasSuffix(".") || Self.leads.contains(before))
        && !["and", "or", "&"].contains(after.first)
      guard after.count == 2, ["for", "from"].contains(after[0]) else { return isWhole }
      return isWhole && (Self.times.contains(after[1]) || after[1].contains(where: \.isNumber))
    }
  }
}
