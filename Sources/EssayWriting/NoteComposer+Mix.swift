import FigureExtraction
import ThesisBuilding

extension NoteComposer {
  /// What a mix offers to a phrasing. "publisher" is whose business it is, where the report is a company's own.
  func mixSlots(_ mix: Mix) -> [String: Passage] {
    var slots: [String: Passage] = [
      "part": partName(mix, mix.carrier), "other": partName(mix, mix.other), "whole": wholeName(mix),
    ]
    slots.merge(Self.verbs(for: slots["part"])) { _, new in new }
    if let share = mix.share(mix.carrier, atEnd: true, in: dossier) { slots["share"] = Passage([.derived(share)]) }
    if let share = mix.share(mix.carrier, atEnd: false, in: dossier) {
      slots["firstShare"] = Passage([.derived(share)])
    }
    if let share = mix.share(mix.other, atEnd: true, in: dossier) { slots["otherShare"] = Passage([.derived(share)]) }
    let points = mix.breakdown.whole.points
    if let first = points.first, let last = points.last {
      slots["firstPeriod"] = when(first.figure)
      slots["lastPeriod"] = when(last.figure)
    }
    let unit = points.first.map { dossier.quantity($0.figure).unit }
    for (name, part) in [("partChange", mix.carrier), ("otherChange", mix.other)] {
      let line = mix.breakdown.parts[part]
      if let unit, let first = line.points.first, let last = line.points.last {
        slots[name] = change(first, last, unit)
      }
    }
    let report = mix.breakdown.table.report
    if accounts.contains(report), dossier.evidence[report].report.metadata.publisher != nil {
      slots["publisher"] = publisher(of: report)
    }
    return slots
  }

  /// Whether the last of a mix is still a forecast.
  func isAhead(_ mix: Mix) -> Bool { mix.breakdown.whole.points.last.map { isAhead($0) } ?? false }

  /// Whether what a mix tells has not been borne out by what is reported of it so far.
  func isStillAhead(_ mix: Mix) -> Bool {
    guard isAhead(mix) else { return false }
    let past = mix.breakdown.whole.points.indices.filter { !isAhead(mix.breakdown.whole.points[$0]) }
    func soFar(_ line: Breakdown.Line) -> Breakdown.Line {
      Breakdown.Line(name: line.name, citation: line.citation, points: past.map { line.points[$0] })
    }
    guard past.count > 1, mix.breakdown.parts.allSatisfy({ $0.points.count == mix.breakdown.whole.points.count }),
      let known = Mix(
        Breakdown(
          whole: soFar(mix.breakdown.whole), parts: mix.breakdown.parts.map(soFar), table: mix.breakdown.table,
          salience: mix.breakdown.salience), series: mix.series, in: dossier, about: mix.carrier)
    else { return true }
    return known.change * mix.change <= 0 || known.gains[mix.carrier] * mix.gains[mix.carrier] <= 0
      || known.isSplit != mix.isSplit || known.contribution < 0.5 && mix.contribution >= 0.5
  }

  /// The verbs that agree with a part's name.
  private static func verbs(for part: Passage?) -> [String: Passage] {
    let isPlural = part?.text.isPluralPhrase == true
    let forms = [
      ("is", "are"), ("was", "were"), ("carries", "carry"), ("leads", "lead"), ("gains", "gain"), ("loses", "lose"),
    ]
    return Dictionary(
      uniqueKeysWithValues: (forms + [("it", "them")]).map { ($0.0, Passage(stringLiteral: isPlural ? $0.1 : $0.0)) })
  }

  /// The whole as a reader would name it: its series, where its row is only called "Total".
  func wholeName(_ mix: Mix) -> Passage {
    if let series = mix.series { return metric(thesis.series[series]) }
    return Passage(name(mix.breakdown.whole.name.withoutTotal, [mix.breakdown.whole.citation]))
  }

  func partName(_ mix: Mix, _ part: Int) -> Passage {
    let label = partLabel(mix, part)
    return label.text.hasPrefix("United ") ? "the \(label)" : label
  }

  /// A part as a table names it, without an article.
  func partLabel(_ mix: Mix, _ part: Int) -> Passage {
    let line = mix.breakdown.parts[part]
    return Passage(name(line.name.withoutTotal.withoutMarks, [line.citation]))
  }

  /// How the shares of the largest parts moved, in a paragraph: the carrier first unless it has been told.
  mutating func mixSentences(_ mix: Mix, carrierSaid: Bool) -> Passage? {
    var said: [Passage] = []
    if !carrierSaid {
      let shape = isAhead(mix) ? "share-moved-ahead" : "share-moved"
      let moved = mix.isEven ? nil : sentence([shape], mixSlots(mix), seed: partName(mix, mix.carrier).text)
      if let first = moved ?? sentence(["share"], mixSlots(mix), seed: "share") { said.append(first) }
    }
    let ranked = mix.breakdown.parts.indices.filter { $0 != mix.carrier }
      .map { part in (part: part, moved: abs(mix.gains[part])) }
      .filter { $0.moved >= Mix.least }
      .sorted { ($1.moved, $0.part) < ($0.moved, $1.part) }
    for part in mix.breakdown.parts.indices { saidNames.insert(partName(mix, part).text.lowercased()) }
    for (part, _) in ranked.prefix(2) {
      guard let first = mix.share(part, atEnd: false, in: dossier), let last = mix.share(part, atEnd: true, in: dossier)
      else { continue }
      var slots = mixSlots(mix)
      slots["part"] = partName(mix, part)
      slots.merge(Self.verbs(for: slots["part"])) { _, new in new }
      slots["firstShare"] = Passage([.derived(first)])
      slots["share"] = Passage([.derived(last)])
      let shape = said.isEmpty && carrierSaid ? "share-moved" : "share-other"
      if let passage = sentence([isAhead(mix) ? "\(shape)-ahead" : shape], slots, seed: slots["part"]?.text ?? "") {
        said.append(passage)
      }
    }
    return said.isEmpty ? nil : said.dropFirst().reduce(said[0]) { "\($0) \($1)" }
  }

  /// The parts by period, as written, with the share of the last period at the end.
  mutating func mixTable(_ mix: Mix) -> Essay.MetricsTable? {
    let points = mix.breakdown.whole.points.suffix(4)
    var columns: [Passage] = [wholeName(mix).capitalized]
    for point in points {
      guard let head = period(point.figure) else { return nil }
      columns.append(head)
    }
    columns.append("Share")
    let ranked = mix.breakdown.parts.indices.sorted { a, b in
      let (x, y) = (
        mix.share(a, atEnd: true, in: dossier)?.value ?? 0, mix.share(b, atEnd: true, in: dossier)?.value ?? 0
      )
      return x != y ? x > y : a < b
    }
    let rows = ranked.prefix(6).map { part -> [Passage?] in
      let line = mix.breakdown.parts[part]
      let share = mix.share(part, atEnd: true, in: dossier).map { Passage([.derived($0)]) }
      return [partLabel(mix, part).capitalized] + line.points.suffix(4).map { value($0.figure) } + [share]
    }
    guard rows.count > 1, let lead = sentence(["share-table"], mixSlots(mix), seed: wholeName(mix).text) else {
      return nil
    }
    return Essay.MetricsTable(lead: lead, columns: columns, rows: rows)
  }
}

extension String {
  /// "iPhone®" is iPhone.
  var withoutMarks: String { filter { !"®™©*†‡".contains($0) } }
}
