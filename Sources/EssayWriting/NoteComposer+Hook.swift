import FigureExtraction
import ThesisBuilding

extension NoteComposer {
  /// The chart everyone watches, then the one that matters, then the note's angle in one line with one stressed word.
  mutating func hook() -> [Passage] {
    switch angle {
    case .mix(let mix):
      var hook = watched(mix.series ?? leadSeries())
      let slots = mixSlots(mix)
      let shape = mix.shift < 3 && mix.isSplit ? "hook-split" : "hook-mix"
      if let said = sentence([shape], slots, seed: "hook") { hook.append(said) }
      let isOne = mix.contribution >= 0.6 && shape == "hook-mix"
      let shapes = isOne ? (mix.change >= 0 ? ["hook-mix-grew"] : ["hook-mix-fell"]) : ["hook-mix-plain"]
      if let line = sentence(shapes, slots, seed: "hook") ?? sentence(["hook-mix-plain"], slots, seed: "hook") {
        hook.append(line)
      }
      saidMixes.insert(mix.breakdown.whole.citation)
      return hook
    case .shift(let shift):
      let lead = leadSeries()
      var hook = watched(lead)
      if let other = other(than: lead) { hook.append(other) }
      if let (from, to) = shiftNames(shift),
        let line = sentence(["hook-shift"], shiftSlots(lowered(from), lowered(to)), seed: "hook")
      {
        hook.append(line)
      }
      return hook
    case .spread(let lead, let other):
      var hook = watched(lead)
      if let opening = sentence(["hook-other"], [:], seed: "hook"), let said = realised(other) {
        hook.append("\(opening) \(said)")
      }
      let (x, y) = (pace(thesis.series[lead]) ?? 0, pace(thesis.series[other]) ?? 0)
      let shape = x < 0 && y > 0 ? "hook-parted" : x > 0 && y < 0 ? "hook-lagged" : "hook-outran"
      let (faster, slower) = shape == "hook-outran" && abs(x) > abs(y) ? (lead, other) : (other, lead)
      let slots = ["metric": metric(thesis.series[faster]), "otherMetric": metric(thesis.series[slower])]
      if let line = sentence([shape], slots, seed: "hook") { hook.append(line) }
      return hook
    case .turn(let sales, let result, let turn):
      var hook = watched(sales)
      if let opening = sentence(["hook-other"], [:], seed: "hook"), let said = realised(result) {
        hook.append("\(opening) \(said)")
      }
      if let slots = pairSlots(sales, result), let line = sentence(["hook-loss-\(turn.rawValue)"], slots, seed: "hook")
      {
        hook.append(line)
      }
      return hook
    case .themes(let first, let second): return themeHook(first, second)
    case .lead(let lead):
      var hook = watched(lead)
      if let other = other(than: lead) { hook.append(other) }
      return hook
    case .statement:
      guard let core = thesis.core, let said = quoted(core) else { return [] }
      return [said]
    }
  }

  /// "Everyone's watching revenue. It is the easy chart: …"
  private mutating func watched(_ index: Int?) -> [Passage] {
    guard let index else { return [] }
    let series = thesis.series[index]
    var slots = ["metric": metric(series)]
    var hook = [sentence(["hook-watched"], slots, seed: "hook")].compactMap { $0 }
    let points = series.points.suffix(3)
    let values = points.compactMap { value($0.figure) }
    guard values.count == points.count, values.count > 1, let first = values.first, let last = values.last else {
      return hook
    }
    slots["first"] = first
    slots["last"] = last
    if values.count == 3 { slots["middle"] = values[1] }
    if let path = sentence([values.count == 3 ? "hook-path" : "hook-pair"], slots, seed: "hook") { hook.append(path) }
    saidFigures.formUnion(points.map(\.figure))
    markSaid(index)
    return hook
  }

  /// The fastest-moving series besides the one that is watched.
  private mutating func other(than watched: Int?) -> Passage? {
    guard let fast = fastest(besides: watched), let opening = sentence(["hook-other"], [:], seed: "hook"),
      let said = realised(fast)
    else { return nil }
    return "\(opening) \(said)"
  }

  private mutating func themeHook(_ first: ThemeTrend, _ second: ThemeTrend) -> [Passage] {
    let slots = themeSlots(first, second)
    var hook: [Passage] = []
    if let theme = slots["theme"], let said = sentence(["hook-watched"], ["metric": theme], seed: "hook") {
      hook.append(said)
    }
    for trend in [first, second] {
      guard let said = trendSentence(trend.theme) else { continue }
      hook.append(said)
      for claim in topicFirst(thesis.themes[trend.theme].claims).prefix(3) {
        guard let words = quoted(claim) else { continue }
        hook.append(words)
        break
      }
    }
    let shape =
      first.isTurned && second.latest != first.latest
      ? "hook-theme-turned" : first.latest != second.latest ? "hook-theme-split" : "hook-theme-same"
    if let line = sentence([shape], slots, seed: "hook") { hook.append(line) }
    return hook
  }

  /// The series that moved most, among the telling ones, whose movement can be said.
  private func fastest(besides watched: Int?) -> Int? {
    thesis.series.indices.prefix(10)
      .filter { $0 != watched && !isSaid($0) && isSayable(thesis.series[$0]) && slots(thesis.series[$0]) != nil }
      .filter {
        thesis.series[$0].unit != .count
          || thesis.series[$0].points.allSatisfy { dossier.figure($0.figure).quantity.value >= 100 }
      }
      .compactMap { index in pace(thesis.series[index]).map { (index, abs($0)) } }
      .filter { $0.1 < 20 }
      .max { ($0.1, $1.0) < ($1.1, $0.0) }?.0
  }
}

extension NoteComposer {
  /// A name as the middle of a sentence has it.
  func lowered(_ passage: Passage) -> Passage {
    guard let first = passage.parts.first else { return passage }
    switch first {
    case .name(let citation, let text): return Passage([.name(citation, common(text))] + passage.parts.dropFirst())
    // The note's own words are no names.
    case .words(let text):
      return Passage([.words(text.prefix(1).lowercased() + text.dropFirst())] + passage.parts.dropFirst())
    default: return passage
    }
  }
}
