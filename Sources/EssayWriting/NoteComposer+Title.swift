import FigureExtraction
import ReportReading
import ThesisBuilding

extension NoteComposer {
  /// The contrast in two short sentences: the shift where a report states one, else two series, else two themes.
  mutating func title() -> Passage {
    if let shift = thesis.shift {
      let (from, to) = (titleName(shift.from), titleName(shift.to))
      if from.text.isShortName && to.text.isShortName {
        return sentence(["title-shift"], ["from": from, "to": to], seed: from.text + to.text)
          ?? "\(from) Was Then. \(to) Is Now."
      }
    }
    if let (lead, other) = contrastingSeries() {
      let (a, b) = (titleMetric(lead), titleMetric(other))
      let (x, y) = (movement(thesis.series[lead]) ?? 0, movement(thesis.series[other]) ?? 0)
      let shape =
        x > 0 && y < 0 ? "title-up-down" : x < 0 && y > 0 ? "title-down-up" : x > 0 ? "title-up-up" : "title-down-down"
      if let title = sentence([shape], ["metric": a, "otherMetric": b], seed: a.text + b.text) { return title }
    }
    let moving = movingThemes()
    if let first = moving.first, let second = moving.first(where: { $0.direction != first.direction }) {
      let shape = first.direction == .up ? "title-up-down" : "title-down-up"
      let slots = ["metric": titleTheme(first.theme), "otherMetric": titleTheme(second.theme)]
      if let title = sentence([shape], slots, seed: slots["metric"]?.text ?? "") { return title }
    }
    if let lead = leadSeries() {
      let metric = titleMetric(lead)
      let shape = (movement(thesis.series[lead]) ?? 0) < 0 ? "title-down" : "title-up"
      if let title = sentence([shape], ["metric": metric], seed: metric.text) { return title }
    }
    if let theme = moving.first {
      let shape = theme.direction == .down ? "title-down" : "title-up"
      if let title = sentence([shape], ["metric": titleTheme(theme.theme)], seed: "theme") { return title }
    }
    if let theme = thesis.themes.first {
      return "\(titleTheme(0)): What \(publisher(of: firstReport(of: theme))) Found"
    }
    return "What \(publisher(of: 0)) Says, and What Could Break It"
  }

  /// The stretch of time that the figures cover, and whose business it is.
  mutating func subtitle() -> Passage? {
    let dated = thesis.series.prefix(6).flatMap(\.points).sorted {
      ($0.period.start, $0.period.end) < ($1.period.start, $1.period.end)
    }
    let who = publishers()
    guard let first = dated.first, let last = dated.last, let from = period(first.figure), let to = period(last.figure)
    else {
      return who.map { "What \($0) found, and what could break it." }
    }
    let span: Passage = from.text == to.text ? from : "\(from) to \(to)"
    guard let who else { return "\(span): what changed, and what could break it." }
    return "\(span): what changed, by the account of \(who), and what could break it."
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
    guard let last = all.last, all.count <= 4 else { return nil }
    if all.count == 1 { return last }
    let head = all.dropLast().dropFirst().reduce(all[0]) { "\($0), \($1)" }
    return "\(head) and \(last)"
  }

  func firstReport(of theme: Theme) -> Int { theme.claims.first.map { thesis.claims[$0].citation.report } ?? 0 }

  /// The series that the reports make most of.
  func leadSeries() -> Int? {
    thesis.series.indices.prefix(24).first { isSayable(thesis.series[$0]) && slots(thesis.series[$0]) != nil }
  }

  /// The lead series and the one that moves most differently from it, when both can be said.
  func contrastingSeries() -> (lead: Int, other: Int)? {
    guard let lead = leadSeries(), let base = movement(thesis.series[lead]) else { return nil }
    let rivals = thesis.series.indices.prefix(8).filter { index in
      index != lead && !sharesName(index, lead) && isSayable(thesis.series[index]) && slots(thesis.series[index]) != nil
        && thesis.series[index].unit == thesis.series[lead].unit
        && movement(thesis.series[index]).map { abs($0) < 20 } == true
    }
    let apart = rivals.map { ($0, abs((movement(thesis.series[$0]) ?? base) - base)) }
    guard let best = apart.max(by: { ($0.1, $1.0) < ($1.1, $0.0) }), best.1 > 0.02 else { return nil }
    // The faster of the two comes first, so that the title's contrast runs one way.
    let faster = abs(movement(thesis.series[best.0]) ?? 0) > abs(base)
    return faster ? (best.0, lead) : (lead, best.0)
  }

  private func sharesName(_ a: Int, _ b: Int) -> Bool {
    thesis.series[a].name.flattened.lowercased() == thesis.series[b].name.flattened.lowercased()
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
        Self.small.contains(word.lowercased()) ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
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

extension String {
  /// Short enough to stand as one side of a contrast.
  var isShortName: Bool { (1...4).contains(split(separator: " ").count) && count <= 40 }
}
