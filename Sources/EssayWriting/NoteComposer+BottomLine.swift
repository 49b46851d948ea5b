import FigureExtraction
import ReportReading
import ThesisBuilding
import ViaNegativa

extension NoteComposer {
  /// The title called back, what is still a forecast, what is not settled, and a line that commits.
  mutating func bottomLine(title: Passage) -> [Passage] {
    var lines: [Passage] = [sentenceForm(of: title).ended]
    if let ahead = ahead() { lines.append(ahead) }
    let pressing = told.filter { $0.hazard.likelihood.tier >= .real && $0.hazard.origin == .found }.prefix(2)
    if !pressing.isEmpty {
      let names = pressing.map { hazardInSentence($0.hazard) }
      lines.append(
        names.count == 1 ? "What is not settled: \(names[0])." : "What is not settled: \(names[0]); \(names[1]).")
    }
    lines.append(closing())
    return lines
  }

  /// What the forecasts are about: the two most telling that are still ahead.
  private mutating func ahead() -> Passage? {
    var seen: Set<String> = []
    let open = thesis.series.indices.prefix(12).filter { index in
      let series = thesis.series[index]
      guard let last = series.points.last, isSayable(series), value(last.figure) != nil, period(last.figure) != nil,
        isAhead(last)
      else { return false }
      return seen.insert(metric(series).text.lowercased()).inserted
    }
    guard let first = open.first, let last = thesis.series[first].points.last else { return nil }
    var slots = ["metric": metric(thesis.series[first])]
    slots["last"] = value(last.figure)
    slots["lastPeriod"] = when(last.figure)
    guard open.count > 1, let other = thesis.series[open[1]].points.last else {
      return sentence(["next-one"], slots, seed: "ahead")
    }
    slots["otherMetric"] = metric(thesis.series[open[1]])
    slots["otherLast"] = value(other.figure)
    slots["otherPeriod"] = when(other.figure)
    return sentence(["next-two"], slots, seed: "ahead")
  }

  private func closing() -> Passage {
    let watch = told.first.map { hazardInSentence($0.hazard) }
    switch verdict.outcome {
    case .stands:
      if case .mix(let mix) = angle, mix.lastShare > 0.5 {
        if isAhead(mix) {
          return "That's what the forecasts rest on: \(partName(mix, mix.carrier)), and then the rest."
        }
        return "That's what you own: \(partName(mix, mix.carrier)), and then the rest."
      }
      return watch.map { "The case stands. Watch this first: \($0)." } ?? "The case stands."
    case .leans: return watch.map { "The case leans. It turns on this: \($0)." } ?? "The case leans on a single claim."
    case .falls: return "The case does not stand. That is the finding."
    case .noThesis: return "There is no case here yet."
    }
  }
}
