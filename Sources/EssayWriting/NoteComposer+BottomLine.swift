import FigureExtraction
import ReportReading
import ThesisBuilding
import ViaNegativa

extension NoteComposer {
  /// The title called back, what is still a forecast, what is not ready, and a line that commits.
  mutating func bottomLine(title: Passage) -> [Passage] {
    var lines: [Passage] = [title.ended]
    if let ahead = ahead() { lines.append(ahead) }
    let pressing = verdict.hazards.filter { $0.hazard.likelihood.tier >= .real && $0.hazard.origin == .found }.prefix(3)
    if !pressing.isEmpty {
      let names = pressing.map { lowered(hazardName($0.hazard)) }
      let head = names.dropFirst().reduce(names[0]) { "\($0); \($1)" }
      lines.append("What is not settled: \(head.ended)")
    }
    lines.append(closing())
    return lines
  }

  /// What the forecasts are about.
  private func ahead() -> Passage? {
    var seen: Set<String> = []
    let names = thesis.series.prefix(12).compactMap { series -> Passage? in
      guard let last = series.points.last,
        dossier.figure(last.figure).modality != .reported || last.period.start > dossier.asOf,
        seen.insert(series.name.lowercased()).inserted
      else { return nil }
      return metric(series)
    }.prefix(3)
    guard let first = names.first else { return nil }
    if names.count == 1 { return "What is still a forecast is \(first)." }
    let list = names.dropFirst().dropLast().reduce(first) { "\($0), \($1)" }
    return "What is still a forecast: \(list) and \(names[names.count - 1])."
  }

  private func closing() -> Passage {
    let watch = told.first.map { lowered(hazardName($0.hazard)) }
    return switch verdict.outcome {
    case .stands: watch.map { "The case stands. The thing to watch: \($0.ended)" } ?? "The case stands."
    case .leans: watch.map { "The case leans. It turns on this: \($0.ended)" } ?? "The case leans on a single claim."
    case .falls: "The case does not stand. That is the finding."
    case .noThesis: "There is no case here yet."
    }
  }
}
