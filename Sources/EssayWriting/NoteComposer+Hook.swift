import FigureExtraction
import ThesisBuilding

extension NoteComposer {
  /// The chart everyone watches, then the one that matters, then the note's angle in one line with one stressed word.
  mutating func hook() -> [Passage] {
    switch angle {
    case .mix(let mix):
      var hook = watched(mix.series ?? leadSeries())
      let slots = mixSlots(mix)
      let shape = isAhead(mix) ? "hook-mix-ahead" : mix.shift < 3 && mix.isSplit ? "hook-split" : "hook-mix"
      if let said = sentence([shape], slots, seed: "hook") { hook.append(said) }
      let isMost = mix.contribution >= 0.9 && shape == "hook-mix"
      let moved = "hook-mix-\(mix.change >= 0 ? "grew" : "fell")"
      let plain = isStillAhead(mix) ? "hook-mix-plain-ahead" : "hook-mix-plain"
      let shapes = isMost ? [mix.isAlone ? moved : "\(moved)-most"] : [plain]
      if let line = sentence(shapes, slots, seed: "hook") ?? sentence([plain], slots, seed: "hook") {
        hook.append(line)
      }
      saidMixes.insert(mix.breakdown.whole.citation)
      return hook
    case .shift(let shift):
      let (before, after) = charts(of: shift)
      var hook = watched(before)
      if let other = other(than: before, after) { hook.append(other) }
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
      let line = isStillAhead(lead, other) ? "\(shape)-ahead" : shape
      if let line = sentence([line], slots, seed: "hook") { hook.append(line) }
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
    let points = charted(series)
    let values = points.compactMap { value($0.figure) }
    guard values.count == points.count, values.count > 1, let first = values.first, let last = values.last else {
      return hook
    }
    slots["first"] = first
    slots["last"] = last
    if values.count == 3 { slots["middle"] = values[1] }
    if let path = sentence([values.count == 3 ? "hook-path" : "hook-pair"], slots, seed: "hook") {
      let ahead = points.count { isAhead($0) }
      let shape = ahead == points.count ? "hook-all-ahead" : "hook-end-ahead"
      let caveat = ahead == 0 ? nil : sentence([shape], slots, seed: "hook")
      hook.append(caveat.map { "\(path) \($0)" } ?? path)
    }
    saidFigures.formUnion(points.map(\.figure))
    markSaid(index)
    return hook
  }

  /// Up to three points, equally far apart; where they are not, those between which the series is told. What has
  /// been reported is among them.
  private func charted(_ series: Series) -> [Series.Point] {
    let points = series.points.suffix(3).map { $0 }
    if let known = series.points.last(where: { !isAhead($0) }), points.count == 3, points.allSatisfy({ isAhead($0) }),
      let next = series.points.first(where: { isAhead($0) })
    {
      return [known, next, points[2]]
    }
    let steps = zip(points, points.dropFirst()).map { $1.period.end.dayNumber - $0.period.end.dayNumber }
    guard let most = steps.max(), let least = steps.min(), most > 2 * least, isSeasonal(points[0].period),
      let (first, last) = ends(series)
    else { return points }
    return [first, last]
  }

  /// The series that a shift is seen in: one of what was, which everyone watches, and one of what comes next; where no
  /// name says so, the lead for the first and nil for the second.
  func charts(of shift: Shift) -> (before: Int?, after: Int?) {
    let (from, to) = (dossier.string(shift.from).stems, dossier.string(shift.to).stems)
    let told = thesis.series.indices.prefix(24).filter {
      isSayable(thesis.series[$0]) && slots(thesis.series[$0]) != nil
    }
    func first(of one: Set<Word>, not other: Set<Word>) -> Int? {
      let near = told.filter { index in
        let name = thesis.series[index].name.stems
        return !name.isDisjoint(with: one) && name.isDisjoint(with: other)
      }
      // A handful of things is no chart where there is another.
      return (near.first { !isHandful(thesis.series[$0]) } ?? near.first).map(longest)
    }
    let after = first(of: to, not: from)
    let before = first(of: from, not: to) ?? told.first { $0 != after } ?? leadSeries()
    return (before, after == before ? nil : after)
  }

  /// The series that matters, or the fastest-moving one besides the one that is watched.
  private mutating func other(than watched: Int?, _ wanted: Int? = nil) -> Passage? {
    guard let fast = wanted ?? fastest(besides: watched), let opening = sentence(["hook-other"], [:], seed: "hook"),
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

  private func isHandful(_ series: Series) -> Bool {
    series.unit == .count && series.points.contains { dossier.quantity($0.figure).value < 100 }
  }

  /// The series that moved most, among the telling ones, whose movement can be said.
  private func fastest(besides watched: Int?) -> Int? {
    thesis.series.indices.prefix(10)
      .filter { $0 != watched && !isSaid($0) && isSayable(thesis.series[$0]) && slots(thesis.series[$0]) != nil }
      .filter { !isHandful(thesis.series[$0]) }
      .compactMap { index in pace(thesis.series[index]).map { (index, abs($0)) } }
      .filter { $0.1 < 20 }
      .max { ($0.1, $1.0) < ($1.1, $0.0) }?.0
  }
}
