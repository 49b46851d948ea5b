import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

extension NoteComposer {
  /// Whether a reader could be told of a series: it has a name that stands by itself, and a movement or a digit to show.
  func isSayable(_ series: Series) -> Bool {
    let words = series.name.flattened.lowercased().split(separator: " ")
    guard let first = words.first, words.count <= 12, !Self.hanging.contains(String(first)),
      !words.contains(where: { Self.verbs.contains(String($0)) }),
      !(words.count == 1 && Self.bare.contains(String(first)))
    else { return false }
    // Growth in percent that a table's header gave to a currency is not to be trusted with a reader's money.
    if case .currency = series.unit,
      words.contains(where: { ["percentage", "growth", "ratio", "ratios"].contains($0) })
        || zip(words, words.dropFirst()).contains(where: { $0 == "to" && ["average", "total"].contains($1) })
    {
      return false
    }
    // "Net sales: 6%" is a share of them, and of what is not said.
    if series.unit == .percent, MeasureName.isOfMoney(series.name) { return false }
    // What was paid out stands as a negative number in a statement of cash flows; its movement cannot be said plainly.
    if series.measure != "operating-income", series.measure != "net-income", series.measure != "eps",
      series.points.allSatisfy({ dossier.quantity($0.figure).value < 0 })
    {
      return false
    }
    return series.points.contains { dossier.text(of: $0.figure).contains(where: \.isNumber) }
      && series.points.allSatisfy { isWholeUnit($0.figure, named: series.name) }
  }

  /// Words that begin a label which leans on the row above it.
  private static let hanging: Set<String> = [
    "as", "of", "in", "by", "and", "or", "less", "plus", "from", "to", "percentage", "percent", "%", "per", "at",
    "thereof", "see", "under",
    "(in", "consolidated", "condensed",
  ]
  /// Verbs that show that a label is a clause ("US liquids growth slows").
  static let verbs: Set<String> = [
    "slows", "slowed", "rises", "rose", "falls", "fell", "grows", "grew", "shrinks", "shrank", "leads", "lags",
    "weakens", "weakened", "outpaces", "exceeds", "drives", "remains", "authorized", "approved", "is", "are", "was",
    "were", "has", "have", "will", "should", "would",
  ]

  /// Labels that say nothing by themselves.
  private static let bare: Set<String> = [
    "total", "other", "amount", "balance", "number", "value", "sum", "subtotal", "net", "all",
  ]

  /// The metric of a series as the middle of a sentence would have it, by the shortest name its report uses: "net sales".
  func metric(_ series: Series) -> Passage {
    let name = plainMetric(series)
    return name.text.wantsArticle ? "the \(name)" : name
  }

  /// The same as a heading or a list has it: "Vacancy rate".
  func plainMetric(_ series: Series) -> Passage {
    guard let plain = series.plainName, !isLoss(plain, series) else { return label(series) }
    return Passage(name(dossier.string(plain), [plain]))
  }

  /// The metric of a series as its table labels it: "Data Center revenue".
  func label(_ series: Series) -> Passage {
    // A row that is called "Total" and no more has its name from the rows' column: it keeps the word.
    let isBare = series.nameCitations.count > 1 && dossier.string(series.nameCitations[0]).lowercased() == "total"
    return Passage(
      name((isBare ? series.name : series.name.withoutTotal).withoutSigns, series.nameCitations))
  }

  /// Whether a short name calls a loss what was a profit.
  private func isLoss(_ name: Citation, _ series: Series) -> Bool {
    dossier.string(name).lowercased().contains("loss")
      && series.points.contains { dossier.quantity($0.figure).value > 0 }
  }

  /// A name in parts that can each be found in a report; words that are in none of them are the note's own.
  func name(_ name: String, _ citations: [Citation]) -> [Passage.Part] { names.parts(of: name, citations) }

  func value(_ reference: FigureReference) -> Passage? {
    writing.writing(of: reference).map { Passage([.figure(reference, Markdown.escaped($0))]) }
  }

  func period(_ reference: FigureReference) -> Passage? {
    dossier.figure(reference).period.map { Passage([.period(reference, $0.label)]) }
  }

  /// The two points between which a series is told: a company's last and what it is set against, a researcher's first and last.
  func ends(_ series: Series) -> (first: Series.Point, last: Series.Point)? {
    guard let first = series.points.first, let last = series.points.last, series.points.count > 1 else { return nil }
    return (accounts.contains(last.figure.report) ? base(of: series.points) ?? first : first, last)
  }

  /// The point that the last of several is set against: the same quarter, month or day of the year before where the report
  /// has it, because between them the season moves it; else the one before.
  func base(of points: [Series.Point]) -> Series.Point? {
    guard points.count > 1, let last = points.last else { return nil }
    let yearBefore = points.first { isYear(from: $0, to: last) }
    return isSeasonal(last.period) ? yearBefore ?? points[points.count - 2] : points[points.count - 2]
  }

  /// Whether a period is shorter than a year, so that a change needs its basis.
  func isSeasonal(_ period: Period) -> Bool { period.end.dayNumber - period.start.dayNumber < 200 }

  func isYear(from first: Series.Point, to last: Series.Point) -> Bool {
    (357...373).contains(last.period.end.dayNumber - first.period.end.dayNumber)
  }

  /// A period as the middle of a sentence has it: "the Jun 2025 quarter".
  func when(_ reference: FigureReference) -> Passage? {
    period(reference).map { $0.text.hasSuffix(" quarter") ? "the \($0)" : $0 }
  }

  /// What a series offers to a phrasing, and the shapes that suit how it moves.
  func slots(_ series: Series) -> (shapes: [String], slots: [String: Passage])? {
    guard let (first, last) = ends(series), first.figure != last.figure,
      let from = value(first.figure), let to = value(last.figure),
      let fromPeriod = when(first.figure), let toPeriod = when(last.figure), fromPeriod.text != toPeriod.text
    else { return nil }
    let name = metric(series)
    let plural = name.text.isPluralPhrase
    var slots: [String: Passage] = [
      "metric": name, "first": from, "last": to, "firstPeriod": fromPeriod, "lastPeriod": toPeriod,
      "was": plural ? "were" : "was", "is": plural ? "are" : "is", "goes": plural ? "go" : "goes",
      "publisher": publisher(of: last.figure.report),
    ]
    let (a, b) = (dossier.quantity(first.figure), dossier.quantity(last.figure))
    slots["stood"] =
      first.period.end <= dossier.asOf ? slots["was"] : slots["is"]
    slots["rose"] = b.value > a.value ? "rose" : b.value < a.value ? "fell" : "held"
    if isAhead(last) {
      slots = withMiddle(slots, series)
      return (slots["middle"] == nil ? ["ahead"] : ["ahead-path"], slots)
    }
    func percentChange() -> Derivation? {
      guard a.value > 0, b.value > 0 else { return nil }
      return Derivation(.percentChange, first.figure, last.figure, in: dossier).flatMap { abs($0.value) < 1 ? nil : $0 }
    }
    let isDay = last.period.kind == .instant || last.period.kind == .day
    if isDay, !isRate(series), a.isPoint, b.isPoint {
      slots["change"] = percentChange().map { Passage([.derived($0)]) }
      return (["dated-day"], slots)
    }
    if series.unit == .percent {
      guard let change = Derivation(.pointChange, first.figure, last.figure, in: dossier), !b.agrees(with: a) else {
        return (["steady"], slots)
      }
      slots["change"] = Passage([.derived(change)])
      return (["points"], slots)
    }
    guard a.isPoint, b.isPoint, !isRate(series) else {
      return (b.agrees(with: a) ? ["steady"] : ["swing"], slots)
    }
    guard a.value > 0, b.value > 0 else {
      // A loss that went from a minus to a minus is twice denied: as in an account, its numbers stand behind its name.
      let isLoss = a.value < 0 && b.value < 0 && name.text.lowercased().contains("loss")
      return a.value == b.value ? nil : ([isLoss ? "swing-loss" : "swing"], slots)
    }
    if let change = percentChange() {
      if change.value > 200, let ratio = Derivation(.ratio, first.figure, last.figure, in: dossier) {
        slots["ratio"] = Passage([.derived(ratio)])
        return (["multiple"], slots)
      }
      slots["change"] = Passage([.derived(change)])
      return (["change"], slots)
    }
    return (["steady"], slots)
  }

  /// Whether a point is a forecast; a company's accounts tell of the past, whatever date they bear.
  func isAhead(_ point: Series.Point) -> Bool { isAhead(point.figure, from: point.period.start) }

  /// Whether a series is itself a percentage, a growth rate, a ratio or a multiple, which moves by points or from one value
  /// to another, never by percent of itself.
  func isRate(_ series: Series) -> Bool {
    switch series.unit {
    case .percent, .multiple: return true
    case .count:
      if series.name.isRateName { return true }
      guard let table = series.table else { return false }
      let report = dossier.evidence[table.report].report
      let about = report.tables[table.table]
      return [about.caption, about.unitNote].compactMap(\.self).contains { report.string($0).isOfChanges }
    default: return false
    }
  }

  /// Whether a series is told up to a forecast.
  func isAhead(_ series: Series) -> Bool { ends(series).map { isAhead($0.last) } ?? false }

  /// The same of a figure whose period begins on a day; nil where it has none.
  func isAhead(_ figure: FigureReference, from start: CalendarDate?) -> Bool {
    dossier.figure(figure).modality != .reported
      || start.map { $0 > dossier.asOf } ?? false && !accounts.contains(figure.report)
  }

  /// The point between its ends where a series turned: higher, or lower, than both by a tenth of the way it went; nil
  /// where it went one way.
  func turn(of series: Series) -> Series.Point? {
    guard let (first, last) = ends(series), series.points.count > 2, series.points.first?.figure == first.figure else {
      return nil
    }
    func value(_ point: Series.Point) -> Decimal { dossier.quantity(point.figure).value }
    let inner = series.points.dropFirst().dropLast()
    let (low, high) = (min(value(first), value(last)), max(value(first), value(last)))
    let apart = inner.map { point in (point, max(value(point) - high, low - value(point))) }
    guard let most = apart.max(by: { $0.1 < $1.1 }), most.1 > 0 else { return nil }
    let path = abs(value(most.0) - value(first)) + abs(value(last) - value(most.0))
    return abs(value(last) - value(most.0)) * 10 >= path ? most.0 : nil
  }

  /// With a point between the ends: the one of three, or the one where the series turned.
  private func withMiddle(_ slots: [String: Passage], _ series: Series) -> [String: Passage] {
    guard let point = series.points.count == 3 ? series.points[1] : turn(of: series),
      let middle = value(point.figure), let period = when(point.figure)
    else { return slots }
    return slots.merging(["middle": middle, "middlePeriod": period]) { old, _ in old }
  }

  /// A sentence made from a series; marks it as said.
  mutating func realised(_ index: Int) -> Passage? {
    let series = thesis.series[index]
    guard !isSaid(index), isSayable(series), let (shapes, slots) = slots(series),
      let passage = sentence(shapes, slots, seed: series.name + (slots["last"]?.text ?? ""))
    else { return nil }
    markSaid(index)
    saidFigures.formUnion(passage.figures)
    return passage
  }

  /// Several series of one stretch of time in a row, each in a few words: "Revenue rose 114%. Operating income rose 147%."
  /// Where they are not set against the same time, each names its own.
  mutating func brief(_ indices: [Int]) -> Passage? {
    let told = indices.compactMap { index in slots(thesis.series[index]).map { (index, $0.shapes, $0.slots) } }
      .filter { $0.1 != ["steady"] && !$0.1[0].hasPrefix("ahead") }
    let isOneBasis = Set(told.map { $0.2["firstPeriod"]?.text }).count < 2
    var said: [Passage] = []
    for (index, shapes, slots) in told {
      let shape =
        slots["change"] == nil
        ? (shapes == ["swing-loss"] ? shapes[0] : isOneBasis ? "brief-swing" : "swing")
        : shapes == ["points"]
          ? (isOneBasis ? "brief-points" : "points")
          : !isOneBasis ? "dated" : said.isEmpty ? opening(of: thesis.series[index]) : "brief"
      guard let passage = sentence([shape], slots, seed: thesis.series[index].name) else { continue }
      markSaid(index)
      saidFigures.formUnion(passage.figures)
      said.append(passage)
    }
    return said.isEmpty ? nil : said.dropFirst().reduce(said[0]) { "\($0) \($1)" }
  }

  /// The first of several says what they are set against, where that is not simply the year before.
  private func opening(of series: Series) -> String {
    guard let (first, last) = ends(series), isSeasonal(last.period) else { return "brief-first" }
    return isYear(from: first, to: last) ? "brief-first-year" : "brief-first-since"
  }

  /// Whether a series, another name for it, or one that gives the same for all of its periods has been told.
  func isSaid(_ index: Int) -> Bool {
    if saidSeries.contains(where: { $0 != index && isPart(thesis.series[index].points, of: thesis.series[$0].points) })
    {
      return true
    }
    return saidSeries.contains(index) || saidNames.contains(plainMetric(thesis.series[index]).text.lowercased())
  }

  /// The longer series that gives the same numbers for all of a series' periods; itself where none does.
  func longest(_ index: Int) -> Int {
    let own = thesis.series[index].points
    let longer = thesis.series.indices.prefix(Self.mostSeries).filter {
      $0 != index && thesis.series[$0].points.count > own.count && thesis.series[$0].unit == thesis.series[index].unit
        && isPart(own, of: thesis.series[$0].points)
    }
    return longer.first { isSayable(thesis.series[$0]) && slots(thesis.series[$0]) != nil } ?? index
  }

  /// Whether every one of several points is among others, with the same number.
  func isPart(_ points: [Series.Point], of others: [Series.Point]) -> Bool {
    points.count > 1
      && points.allSatisfy { point in
        let quantity = dossier.quantity(point.figure)
        return others.contains {
          $0.period.covers(sameDaysAs: point.period) && dossier.quantity($0.figure).agrees(with: quantity)
        }
      }
  }

  mutating func markSaid(_ index: Int) {
    saidSeries.insert(index)
    saidNames.insert(plainMetric(thesis.series[index]).text.lowercased())
  }

  /// The change between the ends of a series as a signed share; nil where it has none.
  func pace(_ series: Series) -> Double? { ends(series).flatMap { pace($0.first, $0.last, of: series) } }

  private func pace(_ first: Series.Point, _ last: Series.Point, of series: Series) -> Double? {
    let (a, b) = (dossier.quantity(first.figure), dossier.quantity(last.figure))
    guard a.isPoint, b.isPoint, a.value > 0, b.value > 0 else { return nil }
    let change = isRate(series) && series.unit != .multiple ? (b.value - a.value) / 100 : (b.value - a.value) / a.value
    return NSDecimalNumber(decimal: change).doubleValue
  }

  /// The same up to the last point that is no forecast; 0 where fewer than two are none.
  private func paceSoFar(_ series: Series) -> Double {
    guard isAhead(series) else { return pace(series) ?? 0 }
    let past = series.points.filter { !isAhead($0) }
    guard past.count > 1 else { return 0 }
    return pace(past[0], past[past.count - 1], of: series) ?? 0
  }

  /// Whether what series do between their ends is still to come: what has been reported does not move that way, or the one
  /// that is to move most has not.
  func isStillAhead(_ indices: Int...) -> Bool {
    let told = indices.map { thesis.series[$0] }
    guard told.contains(where: { isAhead($0) }) else { return false }
    let (all, past) = (told.map { pace($0) ?? 0 }, told.map(paceSoFar))
    if zip(all, past).contains(where: { $0 * $1 <= 0 }) { return true }
    return all.count == 2 && (abs(all[0]) > abs(all[1])) != (abs(past[0]) > abs(past[1]))
  }

  /// "up 114%", "down 2.3 points", "4.8x the FY2023 level"; nil where the change cannot be said.
  func change(_ first: Series.Point, _ last: Series.Point, _ unit: FigureExtraction.Unit) -> Passage? {
    let (a, b) = (dossier.quantity(first.figure), dossier.quantity(last.figure))
    if unit == .percent {
      return Derivation(.pointChange, first.figure, last.figure, in: dossier).map {
        "\(Passage(stringLiteral: $0.value > 0 ? "up" : "down")) \(Passage.Part.derived($0))"
      }
    }
    guard a.isPoint, b.isPoint, a.value > 0, b.value > 0,
      let change = Derivation(.percentChange, first.figure, last.figure, in: dossier)
    else { return nil }
    if change.value > 200, let ratio = Derivation(.ratio, first.figure, last.figure, in: dossier),
      let period = period(first.figure)
    {
      return "\(Passage.Part.derived(ratio)) the \(period) level"
    }
    return "\(Passage(stringLiteral: change.value > 0 ? "up" : "down")) \(Passage.Part.derived(change))"
  }
}
