import FigureExtraction
import ReportReading
import ThesisBuilding

extension NoteComposer {
  /// The contrast in two short sentences, from the note's angle.
  mutating func title() -> Passage {
    if let title = angleTitle() { return title }
    if let lead = leadSeries() {
      let moved = (pace(thesis.series[lead]) ?? 0) < 0 ? "title-down" : "title-up"
      let shape = isStillAhead(lead) ? "\(moved)-ahead" : moved
      let metric = titleMetric(lead)
      if let title = sentence([shape], ["metric": metric], seed: metric.text) { return title }
    }
    if let theme = thesis.themes.first {
      return "\(titleTheme(0)): What \(publisher(of: firstReport(of: theme))) Found"
    }
    return "What \(publisher(of: 0)) Says, and What Could Break It"
  }

  private mutating func angleTitle() -> Passage? {
    switch angle {
    case .shift(let shift):
      let (from, to) = (titleName(shift.from), titleName(shift.to))
      var slots = shiftSlots(from, to).mapValues(\.titleCased)
      for side in ["from", "to"] { slots[side] = slots[side]?.withSmallArticle }
      return sentence(["title-shift"], slots, seed: from.text + to.text)
    case .mix(let mix):
      let shape =
        isStillAhead(mix)
        ? (mix.change >= 0 ? "title-mix-ahead-up" : "title-mix-ahead-down")
        : mix.isFlip
          ? "title-mix-flip"
          : mix.isSplit && mix.contribution < 0.9
            ? "title-mix-split" : mix.change >= 0 ? "title-mix-up" : mix.isSplit ? "title-mix-split" : "title-mix-down"
      var slots = mixSlots(mix)
      // The split names the part that grew first.
      if shape == "title-mix-split", mix.change < 0 {
        (slots["part"], slots["other"]) = (slots["other"], slots["part"])
      }
      for name in ["part", "other", "whole"] { slots[name] = slots[name]?.titleCased.withoutArticle }
      return sentence([shape], slots, seed: slots["part"]?.text ?? "")
    case .spread(let lead, let other):
      let (x, y) = (pace(thesis.series[lead]) ?? 0, pace(thesis.series[other]) ?? 0)
      // The one that moved more is named last, as the news.
      let (first, second) = abs(y) >= abs(x) ? (other, lead) : (lead, other)
      let (a, b) = (titleMetric(first), titleMetric(second))
      let shape =
        x > 0 && y > 0
        ? "title-up-up"
        : x < 0 && y < 0 ? "title-down-down" : max(x, y) == (first == lead ? x : y) ? "title-up-down" : "title-down-up"
      return sentence(
        [isStillAhead(lead, other) ? "\(shape)-ahead" : shape],
        ["metric": a, "otherMetric": b, "otherIt": b.text.isPluralPhrase ? "them" : "it"],
        seed: a.text + b.text)
    case .turn(let sales, let result, let turn):
      guard var slots = pairSlots(sales, result) else { return nil }
      slots["otherMetric"] = titleMetric(sales)
      return sentence(["title-loss-\(turn.rawValue)"], slots, seed: titleMetric(sales).text)
    case .themes(let first, let second):
      let shape =
        first.isTurned && second.latest != first.latest
        ? "title-turn"
        : first.latest != second.latest
          ? "title-theme-split" : first.latest == .up ? "title-theme-up" : "title-theme-down"
      let slots = ["theme": titleTheme(first.theme), "otherTheme": titleTheme(second.theme)]
      return sentence([shape], slots, seed: slots["theme"]?.text ?? "")
    case .lead, .statement: return nil
    }
  }

  /// The two sides of a shift, each with the verb that agrees with it.
  func shiftSlots(_ from: Passage, _ to: Passage) -> [String: Passage] {
    let (was, isNow) = (from.text.isPluralPhrase, to.text.isPluralPhrase)
    return [
      "from": from, "to": to, "was": was ? "were" : "was", "is": isNow ? "are" : "is",
      "comes": isNow ? "come" : "comes",
    ]
  }

  /// The stretch of time that the figures cover, and whose business it is.
  mutating func subtitle() -> Passage? {
    var slots: [String: Passage] = ["publisher": publisher(of: dossier.evidence.count - 1)]
    if let who = publishers() { slots["publishers"] = who }
    guard let span = coverage() else {
      return sentence(["subtitle-plain"], slots, seed: slots["publishers"]?.text ?? "")
    }
    slots["span"] = span
    let isFiler =
      dossier.evidence.count == 1 && accounts.contains(0)
      && dossier.evidence[0].report.metadata.publisher != nil
    if isFiler, let said = sentence(["subtitle-owner"], slots, seed: span.text) { return said }
    return sentence(["subtitle"], slots, seed: span.text)
      ?? "\(span): what changed, and what could break it."
  }

  /// The periods of what the note is about, from the first to the last; dates of reports where no series is told.
  private func coverage() -> Passage? {
    let told: [Series.Point]
    switch angle {
    case .mix(let mix): told = mix.breakdown.whole.points
    case .spread(let lead, _), .lead(let lead), .turn(let lead, _, _): told = thesis.series[lead].points
    case .shift:
      let kind = leadSeries().flatMap { thesis.series[$0].points.last?.period.kind }
      told = thesis.series.prefix(6).filter { $0.points.last?.period.kind == kind }.flatMap(\.points)
    case .themes, .statement:
      let dated = dossier.evidence.indices.filter { dossier.evidence[$0].report.metadata.date != nil }
      guard let first = dated.first, let last = dated.last, let from = date(of: first), let to = date(of: last) else {
        return nil
      }
      return from.text == to.text ? from : "\(from) to \(to)"
    }
    let dated = told.sorted { ($0.period.start, $0.period.end) < ($1.period.start, $1.period.end) }
    guard let first = dated.first, let last = dated.last, let from = period(first.figure), let to = period(last.figure)
    else { return nil }
    if from.text == to.text { return from }
    return from.text.hasSuffix("quarter") ? "The \(to), against the \(from)" : "\(from) to \(to)"
  }

  /// The publishers, as a list a reader can take in; nil where there are too many for a line.
  func publishers() -> Passage? {
    var names: [String: Int] = [:]
    var order: [Int] = []
    for report in dossier.evidence.indices where names[dossier.publisher(of: report)] == nil {
      names[dossier.publisher(of: report)] = report
      order.append(report)
    }
    let all = order.map(publisher(of:))
    return all.isEmpty || all.count > 4 ? nil : all.listed()
  }

  func firstReport(of theme: Theme) -> Int { theme.claims.first.map { thesis.claims[$0].citation.report } ?? 0 }

  /// The series that the reports make most of.
  func leadSeries() -> Int? {
    thesis.series.indices.prefix(24).first { isSayable(thesis.series[$0]) && slots(thesis.series[$0]) != nil }
  }

  func titleMetric(_ index: Int) -> Passage { metric(thesis.series[index]).titleCased }

  func titleTheme(_ index: Int) -> Passage { themeName(thesis.themes[index]).titleCased }

  func themeName(_ theme: Theme) -> Passage {
    Passage(
      name(theme.name, theme.nameCitation.map { [$0] } ?? theme.claims.prefix(3).map { thesis.claims[$0].citation }))
  }

  func titleName(_ citation: Citation) -> Passage {
    Passage([.name(citation, Markdown.escaped(dossier.string(citation).flattened))]).titleCased
  }
}

extension Passage {
  private static let small: Set<String> = [
    "a", "an", "the", "and", "but", "or", "of", "in", "on", "for", "to", "with", "by", "at", "from", "per", "as", "vs",
  ]

  /// Every word but the small ones with a capital, as a title has it.
  var titleCased: Passage {
    func raised(_ text: String) -> String {
      text.split(separator: " ", omittingEmptySubsequences: false).map { word in
        Self.small.contains(word.lowercased()) || word.dropFirst().contains(where: \.isUppercase)
          ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
      }.joined(separator: " ")
    }
    let cased = parts.map { part -> Part in
      switch part {
      case .words(let text): .words(raised(text))
      case .name(let citation, let text): .name(citation, raised(text))
      default: part
      }
    }
    return Passage(cased).capitalized
  }
}

extension Passage {
  /// "The Wire" after another word of a title is "the Wire".
  fileprivate var withSmallArticle: Passage {
    guard let first = parts.first, case .name(let citation, let text) = first,
      ["The ", "A ", "An "].contains(where: text.hasPrefix)
    else { return self }
    return Passage([.name(citation, text.prefix(1).lowercased() + text.dropFirst())] + parts.dropFirst())
  }
}

extension String {
  /// Short enough to stand as one side of a contrast.
  var isShortName: Bool { (1...4).contains(split(separator: " ").count) && count <= 40 }
}
