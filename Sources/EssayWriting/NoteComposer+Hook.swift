import FigureExtraction
import ThesisBuilding

extension NoteComposer {
  /// The chart everyone watches, then the one that matters.
  mutating func hook() -> [Passage] {
    if let lead = leadSeries() {
      return seriesHook(lead)
    }
    return themeHook()
  }

  private mutating func seriesHook(_ watched: Int) -> [Passage] {
    let series = thesis.series[watched]
    let values = series.points.suffix(3).compactMap { value($0.figure) }
    var hook: [Passage] = ["Everyone's watching \(metric(series))."]
    if values.count == series.points.suffix(3).count {
      let path = values.dropFirst().reduce(values[0]) { "\($0), then \($1)" }
      hook.append("It is the easy chart: \(path).")
      saidFigures.formUnion(series.points.suffix(3).map(\.figure))
    }
    if let fast = fastest(besides: watched), let said = realised(fast) {
      hook.append("The chart that matters is another one. \(said)")
      if thesis.shift == nil, let x = movement(thesis.series[fast]), let y = movement(series) {
        let (name, other) = (metric(thesis.series[fast]), metric(series))
        if x > 0 && y < 0 {
          hook.append("\(other.capitalized) fell. *\(name.capitalized)* did not.")
        } else if abs(x) > abs(y) {
          hook.append("\(other.capitalized) moved. *\(name.capitalized)* moved more.")
        }
      }
    }
    if let line = shiftLine() { hook.append(line) }
    return hook
  }

  private mutating func themeHook() -> [Passage] {
    var hook: [Passage] = []
    let moving = movingThemes()
    if let first = moving.first {
      let name = themeName(thesis.themes[first.theme])
      hook.append("Everyone's watching \(name).")
      if let index = thesis.themes[first.theme].claims.first(where: { !saidClaims.contains($0) }),
        let said = quoted(index)
      {
        hook.append(said)
      }
      if let other = moving.first(where: { $0.direction != first.direction }) {
        let (a, b) = (name.capitalized, themeName(thesis.themes[other.theme]).capitalized)
        hook.append(
          first.direction == .down ? "\(a) weakened. *\(b)* did not." : "\(a) rose. *\(b)* did not.")
      }
    } else if let core = thesis.core, let said = quoted(core) {
      hook.append(said)
    }
    if let line = shiftLine() { hook.append(line) }
    return hook
  }

  /// The shift in one line, with one stressed word.
  private func shiftLine() -> Passage? {
    guard let shift = thesis.shift else { return nil }
    let from = Passage(name(dossier.string(shift.from), [shift.from]))
    let to = Passage(name(dossier.string(shift.to), [shift.to]))
    guard from.text.isShortName, to.text.isShortName else { return nil }
    return "The story was \(lowered(from)). Now it is *\(lowered(to))*."
  }

  /// The series that moved most, among the telling ones, whose movement can be said.
  private func fastest(besides watched: Int) -> Int? {
    thesis.series.indices.prefix(10)
      .filter {
        $0 != watched && !saidSeries.contains($0) && isSayable(thesis.series[$0]) && slots(thesis.series[$0]) != nil
      }
      .filter { thesis.series[$0].name.lowercased() != thesis.series[watched].name.lowercased() }
      .compactMap { index in movement(thesis.series[index]).map { (index, abs($0)) } }
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
    case .words(let text): return Passage([.words(common(text))] + passage.parts.dropFirst())
    default: return passage
    }
  }
}
