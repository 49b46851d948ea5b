import FigureExtraction
import ReportReading
import ThesisBuilding
import ViaNegativa

extension NoteComposer {
  /// Where the thesis points: names and sectors with a stance, else the telling series; and the question that hurts most.
  mutating func implications() -> Essay.Implications? {
    var block = Essay.Implications()
    block.lists = stanceLists()
    if block.lists.isEmpty, let list = seriesList() { block.lists = [list] }
    block.question = contrarianQuestion()
    guard !block.lists.isEmpty || block.question != nil else { return nil }
    return block
  }

  private mutating func stanceLists() -> [Essay.StanceList] {
    var seen: Set<String> = []
    var still: [Passage] = []
    var new: [Passage] = []
    var against: [Passage] = []
    let saysStanding = thesis.stances.contains { $0.standing != .unsaid }
    for stance in thesis.stances.prefix(16) {
      let name = dossier.string(stance.name).flattened
      guard seen.insert(name.lowercased()).inserted, let bullet = bullet(of: stance, name) else { continue }
      let held = stance.standing == .held || (stance.standing == .unsaid && memory.held.contains(name.lowercased()))
      switch stance.view {
      case .negative: against.append(bullet)
      case .neutral: continue
      case .positive: if held { still.append(bullet) } else { new.append(bullet) }
      }
    }
    var lists: [Essay.StanceList] = []
    if saysStanding || memory.hasEarlierNotes {
      lists = [.init(heading: "Still bullish", bullets: still), .init(heading: "New angles", bullets: new)]
    } else {
      lists = [.init(heading: "Where it points", bullets: still + new)]
    }
    lists.append(.init(heading: memory.hasEarlierNotes ? "No longer" : "Where it does not", bullets: against))
    return lists.filter { !$0.bullets.isEmpty }
  }

  private mutating func bullet(of stance: Stance, _ name: String) -> Passage? {
    let head = Passage([.name(stance.name, Markdown.escaped(name))])
    if let reason = stance.reason, let quote = quotation(of: reason, shortest: 1) { return "\(head) — \(quote)" }
    return head
  }

  /// The movements that matter most, as bullets, where no report takes a stance.
  private mutating func seriesList() -> Essay.StanceList? {
    var bullets: [Passage] = []
    var named: Set<String> = []
    for index in thesis.series.indices.prefix(12) {
      let series = thesis.series[index]
      guard bullets.count < 4, !saidSeries.contains(index), isSayable(series), let last = series.points.last,
        let value = value(last.figure),
        let period = period(last.figure), let change = change(series), named.insert(series.name.lowercased()).inserted
      else { continue }
      saidSeries.insert(index)
      bullets.append("\(metric(series).capitalized): \(value) in \(period), \(change)")
    }
    return bullets.count > 1 ? Essay.StanceList(heading: "Where it points", bullets: bullets) : nil
  }

  /// The valuation multiple, or else the worst hazard, asked of the thesis and answered from the verdict.
  private func contrarianQuestion() -> Passage? {
    guard verdict.outcome != .noThesis else { return nil }
    let worst = told.first
    let take = take(worst)
    if let multiple = valuation(), let value = value(multiple) {
      let figure = dossier.figure(multiple)
      let name = (figure.metric.first ?? figure.noun).map {
        Passage([
          .name(
            Citation(report: multiple.report, span: $0),
            Markdown.escaped(dossier.string(Citation(report: multiple.report, span: $0)).flattened))
        ])
      }
      let what: Passage = name.map { "\(value) (\($0))" } ?? value
      let whose = subjectOfQuestion()
      return "If \(whose) is the shift, is \(what) still a fair price? My take: \(take)"
    }
    guard let worst else { return nil }
    return "What if this is the real story: \(lowered(hazardName(worst.hazard)))? My take: \(take)"
  }

  private func subjectOfQuestion() -> Passage {
    if let shift = thesis.shift {
      let (from, to) = (
        Passage(name(dossier.string(shift.from), [shift.from])), Passage(name(dossier.string(shift.to), [shift.to]))
      )
      if from.text.isShortName, to.text.isShortName { return "\(lowered(from)) to \(lowered(to))" }
    }
    return leadSeries().map { metric(thesis.series[$0]) } ?? "this"
  }

  /// The answer, from what is left when the worst comes.
  private func take(_ worst: JudgedHazard?) -> Passage {
    switch verdict.outcome {
    case .stands:
      worst == nil
        ? "Yes. Nothing in these reports argues against it."
        : "Yes, for now. Take away what the worst hazard takes, and \(Passage(stringLiteral: (worst?.left ?? 1).inWords)) of the case is left."
    case .leans:
      "Only while that stays a risk. If it comes, \(Passage(stringLiteral: (worst?.left ?? 1).inWords)) of the case is left."
    case .falls, .noThesis: "No. That is not a risk any more; it is in the figures."
    }
  }

  /// A price against earnings, sales or book, wherever a report gives one.
  private func valuation() -> FigureReference? {
    for (report, evidence) in dossier.evidence.enumerated() {
      for (index, figure) in evidence.figures.enumerated() where figure.quantity.unit == .multiple {
        let words = (figure.metric + [figure.noun].compactMap { $0 } + [figure.span]).map {
          evidence.report.string($0).lowercased()
        }
        let near = words.joined(separator: " ")
        if ["p/e", "price", "earnings", "ev/", "valuation", "book", "premium"].contains(where: near.contains) {
          return FigureReference(report: report, figure: index)
        }
      }
    }
    return nil
  }
}

extension Double {
  /// A share in words that claim no more exactness than the evaluator has.
  var inWords: String {
    switch self {
    case 0.95...: "almost all"
    case 0.8...: "most"
    case 0.6...: "more than half"
    case 0.45...: "about half"
    case 0.2...: "less than half"
    default: "little"
    }
  }
}
