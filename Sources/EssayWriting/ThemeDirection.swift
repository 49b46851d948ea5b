import FigureExtraction
import ReportReading
import ThesisBuilding

/// Which way a line of argument points, read from the verbs of its claims.
enum DirectionCues {
  static let up: WordSet = [
    "increased", "increase", "increases", "rose", "rising", "rises", "grew", "grow", "grows", "growing", "growth",
    "expanded", "expanding", "expand", "expansion", "strengthened", "stronger", "strong", "improved", "improving",
    "improvement", "improvements", "gained", "gains", "higher", "up", "accelerated", "recovered", "recovery", "robust",
    "solid", "climbed", "surged", "jumped", "doubled", "tripled", "picked", "brisk",
  ]
  static let down: WordSet = [
    "decreased", "decrease", "decreases", "fell", "falling", "fall", "falls", "declined", "decline", "declines",
    "declining", "weakened", "weakening", "weak", "weaker", "weakness", "slowed", "slower", "slowing", "softened",
    "soft", "softer", "contracted", "contraction", "deteriorated", "deterioration", "deteriorating", "lower", "down",
    "dropped", "drop", "reduced", "reductions", "sluggish", "depressed", "shrank", "slumped", "tightened", "layoffs",
    "subdued", "stagnant", "worsened",
  ]

  /// Ups less downs among the words of a passage; a hyphen joins.
  static func balance(of text: ArraySlice<UInt8>) -> Int {
    var sum = 0
    var start = text.startIndex
    for index in text.startIndex...text.endIndex {
      if index < text.endIndex {
        let byte = text[index]
        if (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == UInt8(ascii: "-") || byte >= 0xC3 && byte != 0xE2 {
          continue
        }
      }
      if index - start > 1 {
        let word = Words.lower(text, Span(start, index))
        if up.contains(word) { sum += 1 } else if down.contains(word) { sum -= 1 }
      }
      start = index + 1
    }
    return sum
  }
}

/// Which way a line of argument points, over all and from the earliest report to the latest.
struct ThemeTrend {
  /// Index into `Thesis.themes`.
  let theme: Int
  /// Over the latest report that speaks of it, or over all where dates are missing.
  let latest: Figure.Direction
  /// Over the earliest report; nil where only one report, or one date, speaks of it.
  let earliest: Figure.Direction?
  let firstReport: Int?
  let lastReport: Int?

  var isTurned: Bool { earliest.map { $0 != latest && $0 != .flat && latest != .flat } ?? false }
}

extension NoteComposer {
  /// Measures that are not better for rising are told in figures, not as lines of argument that improve or weaken.
  private static let ambivalent: Set<String> = [
    "price", "prices", "wage", "wages", "cost", "costs", "inflation", "expense", "expenses", "tax", "taxes",
    "unemployment", "debt", "rates", "layoffs", "interest", "risk", "risks",
  ]

  /// The lines of argument whose claims mostly point one way, strongest first.
  func findTrends() -> [ThemeTrend] {
    thesis.themes.indices.prefix(12).compactMap { index in
      let theme = thesis.themes[index]
      let words = theme.name.lowercased().split(whereSeparator: { !$0.isAlphabetic }).map(String.init)
      guard theme.claims.count > 1, themeName(theme).text.isShortName, Self.ambivalent.isDisjoint(with: words),
        theme.series.isEmpty || thesis.series.isEmpty,
        !accounts.contains(firstReport(of: theme))
      else { return nil }
      var byReport: [Int: [Int]] = [:]
      var balances: [Int] = []
      for claim in theme.claims {
        let citation = thesis.claims[claim].citation
        balances.append(
          DirectionCues.balance(of: dossier.evidence[citation.report].report.text[citation.span.range]).signum())
        byReport[citation.report, default: []].append(balances[balances.count - 1])
      }
      let dated = byReport.keys.filter { dossier.evidence[$0].report.metadata.date != nil }.sorted { a, b in
        let (x, y) = (dossier.evidence[a].report.metadata.date, dossier.evidence[b].report.metadata.date)
        return x != y ? x.map { first in y.map { first < $0 } ?? true } ?? false : a < b
      }
      let all = Self.direction(balances)
      guard let first = dated.first, let last = dated.last, first != last,
        dossier.evidence[first].report.metadata.date?.monthAndYear
          != dossier.evidence[last].report.metadata.date?.monthAndYear
      else {
        return all == .flat
          ? nil : ThemeTrend(theme: index, latest: all, earliest: nil, firstReport: nil, lastReport: nil)
      }
      return ThemeTrend(
        theme: index, latest: Self.direction(byReport[last] ?? []), earliest: Self.direction(byReport[first] ?? []),
        firstReport: first, lastReport: last)
    }
  }

  /// One way where it has at least two cues more than the other, and half as many again.
  private static func direction(_ balances: [Int]) -> Figure.Direction {
    let (ups, downs) = (balances.count { $0 > 0 }, balances.count { $0 < 0 })
    if ups >= downs + 2 || ups > 0 && downs == 0 { return ups * 2 >= downs * 3 ? .up : .flat }
    if downs >= ups + 2 || downs > 0 && ups == 0 { return downs * 2 >= ups * 3 ? .down : .flat }
    return .flat
  }

  /// Two lines of argument that say more together: one that turned and one that did not, two that part, two that agree.
  func themePair() -> (ThemeTrend, ThemeTrend)? {
    let pointed = trends.filter { $0.latest != .flat }
    if let turned = pointed.first(where: { $0.isTurned && $0.latest == .up }),
      let other = pointed.first(where: { $0.theme != turned.theme && $0.latest == .down })
    {
      return (turned, other)
    }
    if let up = pointed.first(where: { $0.latest == .up }), let down = pointed.first(where: { $0.latest == .down }) {
      return (up, down)
    }
    guard pointed.count > 1 else { return nil }
    return (pointed[0], pointed[1])
  }

  /// A theme's name as the middle of a sentence has it: a heading's capitals go where the reports write its words small.
  func inSentence(_ theme: Theme) -> Passage {
    let name = lowered(themeName(theme))
    let words = name.text.split(separator: " ")
    guard words.count == 2, words.allSatisfy({ cases.isSmall($0) }),
      !words.contains(where: { $0.dropFirst().contains(where: \.isUppercase) })
    else { return name }
    return Passage(
      name.parts.map { part in
        if case .name(let citation, let text) = part { .name(citation, text.lowercased()) } else { part }
      })
  }

  func themeSlots(_ first: ThemeTrend, _ second: ThemeTrend) -> [String: Passage] {
    ["theme": inSentence(thesis.themes[first.theme]), "otherTheme": inSentence(thesis.themes[second.theme])]
  }

  /// What the reports, taken together or from the earliest to the latest, say of a line of argument.
  mutating func trendSentence(_ theme: Int) -> Passage? {
    guard let trend = trends.first(where: { $0.theme == theme }), saidTrends.insert(theme).inserted else { return nil }
    var slots: [String: Passage] = ["theme": inSentence(thesis.themes[theme])]
    if let first = trend.firstReport, let last = trend.lastReport, let from = date(of: first), let to = date(of: last),
      let earliest = trend.earliest, earliest != .flat, trend.latest != .flat
    {
      slots["firstDate"] = from
      slots["lastDate"] = to
      let shape =
        earliest == trend.latest
        ? (trend.latest == .up ? "theme-still-up" : "theme-still-down")
        : (trend.latest == .up ? "theme-turned-up" : "theme-turned-down")
      return sentence([shape], slots, seed: themeName(thesis.themes[theme]).text)
    }
    let shape = trend.latest == .up ? "theme-up" : trend.latest == .down ? "theme-down" : "theme-mixed"
    return sentence([shape], slots, seed: themeName(thesis.themes[theme]).text)
  }

  /// A line of argument's name with the way it points, as a heading: "Manufacturing Gave Way". Within one date nothing
  /// is left to say of its direction.
  mutating func directedHeading(_ theme: Int) -> Passage? {
    guard let trend = trends.first(where: { $0.theme == theme }) else { return nil }
    let name = themeName(thesis.themes[theme])
    let shape =
      switch (trend.earliest ?? .flat, trend.latest) {
      case (.down, .up): "heading-theme-turned-up"
      case (.up, .down): "heading-theme-turned-down"
      case (_, .up): "heading-theme-up"
      case (_, .down): "heading-theme-down"
      default: "heading-theme-mixed"
      }
    let slots: [String: Passage] = ["theme": name, "is": name.text.isPluralPhrase ? "are" : "is"]
    guard let said = sentence([shape], slots, seed: name.text), said.text.split(separator: " ").count <= 8 else {
      return nil
    }
    if trend.earliest == nil { saidTrends.insert(theme) }
    return said.titleCased
  }

  /// The month and year of a report's date.
  func date(of report: Int) -> Passage? {
    dossier.evidence[report].report.metadata.date.map { Passage([.date(report, $0.monthAndYear)]) }
  }
}
