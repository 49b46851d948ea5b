import FigureExtraction
import ReportReading
import ThesisBuilding
import ViaNegativa

extension NoteComposer {
  /// Where the thesis points: names and sectors with a stance, else the telling series; and the question that hurts most.
  /// The stances are gathered first, while the budget of quotations is full.
  mutating func implications(_ stances: [Essay.StanceList]) -> Essay.Implications? {
    var block = Essay.Implications()
    block.lists = stances
    if block.lists.isEmpty { block.lists = movementLists() }
    block.question = contrarianQuestion()
    guard !block.lists.isEmpty || block.question != nil else { return nil }
    return block
  }

  mutating func stanceLists() -> [Essay.StanceList] {
    var seen: Set<String> = []
    var still: [Passage] = []
    var new: [Passage] = []
    var dropped: [Passage] = []
    var against: [Passage] = []
    let saysStanding = thesis.stances.contains { $0.standing != .unsaid }
    // Those with a figure first, while there are words to spend on their reasons; the order of the lists stays the reports'.
    let told = thesis.stances.prefix(16)
    var reasons: [Citation: Passage] = [:]
    for stance in told.filter({ !$0.figures.isEmpty }) + told.filter({ $0.figures.isEmpty }) {
      if let reason = stance.reason, reasons[stance.name] == nil, let quote = quotation(of: reason, shortest: 1) {
        reasons[stance.name] = quote
      }
    }
    for stance in told {
      let name = dossier.string(stance.name).flattened
      guard seen.insert(name.lowercased()).inserted else { continue }
      let bullet = bullet(of: stance, name, reasons[stance.name])
      let held = stance.standing == .held || (stance.standing == .unsaid && memory.held.contains(name.lowercased()))
      switch stance.view {
      case .negative:
        if memory.held.contains(name.lowercased()) { dropped.append(bullet) } else { against.append(bullet) }
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
    lists.append(.init(heading: "No longer", bullets: dropped))
    lists.append(.init(heading: "Where it does not", bullets: against))
    return lists.filter { !$0.bullets.isEmpty }
  }

  private func bullet(of stance: Stance, _ name: String, _ reason: Passage?) -> Passage {
    let head = Passage([.name(stance.name, Markdown.escaped(name))]).capitalized
    return reason.map { "\(head) — \($0)" } ?? head
  }

  /// A movement as a bullet, and what it is set against where that needs saying.
  private struct Movement {
    let said: Passage
    var basis: Passage?
  }

  /// The movements that matter most, as bullets, where no report takes a stance: what rose, and what fell.
  private mutating func movementLists() -> [Essay.StanceList] {
    var up: [Movement] = []
    var down: [Movement] = []
    var named: Set<String> = []
    func add(
      _ name: Passage, _ points: [Series.Point], _ unit: FigureExtraction.Unit, saysSince: Bool = false,
      isRate: Bool = false
    ) {
      guard let first = base(of: points), let last = points.last, named.insert(name.text.lowercased()).inserted else {
        return
      }
      let (a, b) = (dossier.figure(first.figure).quantity, dossier.figure(last.figure).quantity)
      // A rate without its unit is set beside what it was.
      let isBare = isRate && unit != .percent
      guard let value = value(last.figure), let period = when(last.figure), a.value != b.value,
        let change = isBare ? self.value(first.figure).map({ "against \($0)" }) : change(first, last, unit)
      else { return }
      let link: Passage = isAhead(last) ? "expected in" : "in"
      var bullet = Movement(said: withPerUnits("\(name.capitalized): \(value) \(link) \(period), \(change)"))
      let isSeasonal = isSeasonal(last.period)
      if isBare {
        bullet.basis = when(first.figure).map { "in \($0)" }
      } else if isSeasonal, !saysSince, isYear(from: first, to: last) {
        bullet.basis = "on the year"
      } else if saysSince || isSeasonal, !change.text.hasSuffix(" level"), let start = when(first.figure) {
        bullet.basis = "from \(start)"
      }
      if (b.value > a.value) != name.text.isWorseForRising { up.append(bullet) } else { down.append(bullet) }
    }
    for mix in mixes.prefix(2) {
      let unit = dossier.quantity(mix.breakdown.whole.points[0].figure).unit
      let isOwn = accounts.contains(mix.breakdown.table.report)
      for part in byMovement(mix) where !mix.isRest(part) {
        let points = mix.breakdown.parts[part].points
        let ends = isOwn ? points : [points.first, points.last].compactMap(\.self)
        add(partName(mix, part), ends, unit, saysSince: !isOwn)
      }
    }
    for index in thesis.series.indices.prefix(16) {
      let series = thesis.series[index]
      guard isSayable(series), longest(index) == index, let (first, last) = ends(series) else { continue }
      // Where a series has turned, what it did since is where it points.
      let start = turn(of: series) ?? first
      if let measure = series.measure {
        if !MeasureName.isBusiness(measure) { continue }
      } else if isFiler(index) {
        continue
      }
      add(plainMetric(series), [start, last], series.unit, saysSince: !isFiler(index), isRate: isRate(series))
    }
    if up.isEmpty, down.isEmpty, trends.count > 1 {
      // Where words carry the reports, the lines of argument are what rose and fell.
      for trend in trends where trend.latest != .flat {
        let bullet = inSentence(thesis.themes[trend.theme]).capitalized
        if trend.latest == .up { up.append(Movement(said: bullet)) } else { down.append(Movement(said: bullet)) }
      }
    }
    let lists = [
      Essay.StanceList(heading: "Where it points", bullets: Self.bullets(up.prefix(4))),
      Essay.StanceList(heading: "Where it gives way", bullets: Self.bullets(down.prefix(4))),
    ]
    return lists.filter { !$0.bullets.isEmpty }
  }

  /// Each with what it is set against; a year before that all of them share is said once.
  private static func bullets(_ movements: ArraySlice<Movement>) -> [Passage] {
    let isShared = movements.allSatisfy { $0.basis?.text == "on the year" }
    return movements.enumerated().map { place, movement in
      guard let basis = movement.basis, !isShared || place == 0 else { return movement.said }
      return "\(movement.said) \(basis)"
    }
  }

  /// The parts of a mix, those first that moved most for their size.
  private func byMovement(_ mix: Mix) -> [Int] {
    func moved(_ part: Int) -> Double {
      let points = mix.breakdown.parts[part].points
      let ends = [base(of: points), points.last].compactMap(\.self).map {
        dossier.quantity($0.figure).value.asDouble
      }
      guard ends.count == 2, ends[0] != 0 else { return 0 }
      return abs(ends[1] / ends[0] - 1)
    }
    return mix.breakdown.parts.indices.sorted { a, b in
      let (x, y) = (moved(a), moved(b))
      return x != y ? x > y : a < b
    }
  }

  /// The question that would hurt most, asked of the thesis and answered from the verdict: the price, where a report gives
  /// one; the part that everything rests on; else the worst hazard.
  private mutating func contrarianQuestion() -> Passage? {
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
      if case .shift(let shift) = angle, let (from, to) = shiftNames(shift) {
        return "If \(lowered(from)) to \(lowered(to)) is the shift, is \(what) still a fair price? My take: \(take)"
      }
      return "Is \(what) a fair price for this? My take: \(take)"
    }
    if case .mix(let mix) = angle, mix.lastShare > 0.5, !isAhead(mix),
      let share = mix.share(mix.carrier, atEnd: true, in: dossier),
      let left = withoutCarrier(of: mix)
    {
      let whose = mixSlots(mix)["publisher"] ?? "this"
      return
        "If \(Passage.Part.derived(share)) of \(wholeName(mix)) is \(partName(mix, mix.carrier)), is \(whose) more than one bet? My take: It is one bet. \(left)"
    }
    if let asked = angleQuestion() { return "\(asked) My take: \(answerFromMix() ?? answer(worst))" }
    guard let worst else { return nil }
    return "\(hazardName(worst.hazard).ended) What if that is the real story? My take: \(takeOnHazard(worst))"
  }

  /// What the note's own contrast leaves open.
  private mutating func angleQuestion() -> Passage? {
    switch angle {
    case .spread(let lead, let other) where isFiler(lead):
      guard let slots = pairSlots(lead, other), slots["change"] != nil,
        let x = pace(thesis.series[lead]), let y = pace(thesis.series[other])
      else { return nil }
      let shape =
        x >= 0
        ? (y > x ? "ask-outran" : "ask-lagged")
        : y > 0 ? "ask-parted" : y < x ? "ask-fell-further" : "ask-fell-less"
      return sentence([shape], slots, seed: "ask")
    case .turn(let sales, let result, let turn):
      guard let slots = pairSlots(sales, result) else { return nil }
      return sentence(["ask-loss-\(turn.rawValue)"], slots, seed: "ask")
    case .mix(let mix):
      let slots = mixSlots(mix)
      let isLost = mix.lastShare < mix.firstShare
      return sentence(
        [
          isAhead(mix)
            ? "ask-mix-ahead" : isLost ? "ask-mix-lost" : slots["publisher"] == nil ? "ask-mix-plain" : "ask-mix"
        ], slots, seed: "ask")
    case .themes(let first, let second):
      let shape =
        first.latest != second.latest
        ? "ask-theme-split" : first.latest == .up ? "ask-theme-up" : "ask-theme-down"
      return sentence([shape], themeSlots(first, second), seed: "ask")
    case .shift, .spread, .lead, .statement: return nil
    }
  }

  /// What is left of the whole without the part that was asked about.
  private func answerFromMix() -> Passage? {
    guard case .mix(let mix) = angle, mix.lastShare >= mix.firstShare, !isAhead(mix) else { return nil }
    return withoutCarrier(of: mix)
  }

  /// "Take Data Center away, and 12% of revenue is left."
  private func withoutCarrier(of mix: Mix) -> Passage? {
    guard let share = mix.share(mix.carrier, atEnd: true, in: dossier),
      let rest = Derivation(.remainder, share.inputs[0], share.inputs[1], in: dossier)
    else { return nil }
    return
      "Take \(partName(mix, mix.carrier)) away, and \(Passage.Part.derived(rest)) of \(wholeName(mix)) is left."
  }

  /// The answer to a question that is not answered by yes or no, from what is left when the worst comes.
  private func answer(_ worst: JudgedHazard?) -> Passage {
    guard let worst else { return "No hazard was found that would tell." }
    let left = Passage(stringLiteral: worst.left.inWords)
    let name = hazardInSentence(worst.hazard)
    return switch verdict.outcome {
    case .stands: "The worst that could come is \(name); it would leave \(left) of the case."
    case .leans:
      "The case leans on the answer. The worst that could come is \(name); it would leave \(left) of the case."
    case .falls, .noThesis: "The figures have answered it: \(name)."
    }
  }

  /// The answer, from what is left when the worst comes.
  private func take(_ worst: JudgedHazard?) -> Passage {
    let left = Passage(stringLiteral: (worst?.left ?? 1).inWords)
    return switch verdict.outcome {
    case .stands:
      worst == nil
        ? "Yes. No hazard was found that argues against it."
        : "Yes, for now. Take away what the worst hazard takes, and \(left) of the case is left."
    case .leans: "Only while that stays a risk. If it comes, \(left) of the case is left."
    case .falls, .noThesis: "No. That is not a risk any more; it is in the figures."
    }
  }

  /// The answer to whether a hazard is the real story.
  private func takeOnHazard(_ worst: JudgedHazard) -> Passage {
    let left = Passage(stringLiteral: worst.left.inWords)
    return switch verdict.outcome {
    case .stands: "Then \(left) of the case still stands."
    case .leans: "Then \(left) of the case is left. It turns on that."
    case .falls, .noThesis: "It is. That is not a risk any more; it is in the figures."
    }
  }

  /// Of the multiples in a table's row the one for the present: the latest whose period has begun.
  private func current(of index: Int, in evidence: Evidence) -> Int {
    guard case .cell(let table, let row, _) = evidence.figures[index].place else { return index }
    let begun = evidence.figures.indices.filter { other in
      guard case .cell(table, row, _) = evidence.figures[other].place,
        evidence.figures[other].quantity.unit == .multiple,
        let period = evidence.figures[other].period
      else { return false }
      return period.start <= dossier.asOf
    }
    return begun.max { a, b in
      (evidence.figures[a].period?.end.dayNumber ?? 0, b) < (evidence.figures[b].period?.end.dayNumber ?? 0, a)
    } ?? index
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
          return FigureReference(report: report, figure: current(of: index, in: evidence))
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
