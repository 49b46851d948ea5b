import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// What a note is about: the one contrast that its title, hook, thesis and last line all tell.
enum Angle {
  /// A shift that a report states in words.
  case shift(Shift)
  /// One part of a whole that decides it.
  case mix(Mix)
  /// Two series that part, or of which one outruns the other: indices into `Thesis.series`.
  case spread(lead: Int, other: Int)
  /// Sales beside a loss, on one side of nothing or the other: indices into `Thesis.series`.
  case turn(sales: Int, result: Int, LossTurn)
  /// Two lines of argument and which way each points: indices into `Thesis.themes`.
  case themes(ThemeTrend, ThemeTrend)
  /// One series that moved.
  case lead(Int)
  /// Nothing of these: the reports' strongest statement.
  case statement
}

/// How a profit that is or was a loss moved: such a movement has no percentage.
enum LossTurn: String {
  case shrank = "less"
  case grew = "more"
  case ended
  case came

  /// As a line says it; nil where it says nothing of a loss that moved.
  init?(saidIn line: String) {
    guard Self.mayTell(line) else { return nil }
    let lower = line.lowercased()
    guard lower.holds("loss") || lower.holds("profit") else { return nil }
    let said: [(LossTurn, [String])] = [
      (.shrank, ["loss shrank"]), (.grew, ["loss grew"]), (.ended, ["loss became a profit", "loss is gone"]),
      (.came, ["profit became a loss", "profit is gone"]),
    ]
    guard let turn = said.first(where: { $0.1.contains(where: lower.holds) }) else { return nil }
    self = turn.0
  }

  /// Most lines speak of neither, which their bytes tell.
  private static func mayTell(_ line: String) -> Bool {
    let bytes = line.utf8.map { Words.isUpper($0) ? $0 | 0x20 : $0 }
    return results.contains { ByteSearch.holds($0, in: bytes, bytes.indices) }
  }

  private static let results = ["loss", "profit"].map { Array($0.utf8) }

  /// Nil where both values are profits, or the same.
  init?(from first: Decimal, to last: Decimal) {
    guard first != last else { return nil }
    switch (first < 0, last < 0) {
    case (true, true): self = last > first ? .shrank : .grew
    case (true, false): self = .ended
    case (false, true): self = .came
    case (false, false): return nil
    }
  }
}

extension NoteComposer {
  /// A mix decides where a tenth of the whole or so has changed hands.
  private static let decisiveShift = 8.0
  private static let telling = 3.0

  /// A stated shift before one that figures show; of those, the larger.
  func findAngle() -> Angle {
    if let shift = thesis.shift, shiftNames(shift) != nil { return .shift(shift) }
    let mix = mixes.first
    if let mix, mix.shift >= Self.decisiveShift || mix.isFlip { return .mix(mix) }
    if let (sales, result, turn) = lossTurn() { return .turn(sales: sales, result: result, turn) }
    if let (lead, other) = spread() { return .spread(lead: lead, other: other) }
    if let mix, mix.shift >= Self.telling || mix.isSplit { return .mix(mix) }
    if let (lead, other) = apart() { return .spread(lead: lead, other: other) }
    // Where figures tell several courses, verbs do not say better which way things went.
    let told = thesis.series.indices.prefix(16).count {
      isSayable(thesis.series[$0]) && slots(thesis.series[$0]) != nil
    }
    if told < 3, let (first, second) = themePair() { return .themes(first, second) }
    if let lead = leadSeries() { return .lead(lead) }
    return .statement
  }

  /// The two sides of a stated shift, when both are short enough to stand in a title.
  func shiftNames(_ shift: Shift) -> (from: Passage, to: Passage)? {
    let (from, to) = (
      Passage(name(dossier.string(shift.from), [shift.from])), Passage(name(dossier.string(shift.to), [shift.to]))
    )
    return from.text.isShortName && to.text.isShortName ? (from, to) : nil
  }

  /// The breakdowns of the measures that are told, each whole's best first.
  func findMixes() -> [Mix] {
    var seen: Set<[String]> = []
    var found: [Mix] = []
    for breakdown in thesis.breakdowns where breakdown.salience >= 6 {
      guard seen.insert(breakdown.parts.map { $0.name.lowercased().filter(\.isAlphabetic) }).inserted else { continue }
      let series = thesis.series.indices.prefix(24).first { isWhole(thesis.series[$0], of: breakdown) }
      guard series != nil || breakdown.whole.name.split(separator: " ").count > 1,
        let mix = Mix(breakdown, series: series, in: dossier), !sameNamed(mix)
      else { continue }
      found.append(mix)
    }
    // The larger story first; a breakdown over more periods tells more of it.
    func rank(_ mix: Mix) -> Double {
      mix.shift + Double(mix.breakdown.whole.points.count) + (mix.isSplit ? 1 : 0)
        + min(4, Double(mix.breakdown.parts.count))
    }
    return found.enumerated().sorted {
      rank($0.element) != rank($1.element) ? rank($0.element) > rank($1.element) : $0.offset < $1.offset
    }.map(\.element)
  }

  /// A whole and its part under one name cannot be told apart.
  private func sameNamed(_ mix: Mix) -> Bool {
    let whole = mix.series.map { thesis.series[$0].name } ?? mix.breakdown.whole.name
    return mix.breakdown.parts[mix.carrier].name.lowercased() == whole.lowercased()
  }

  private func isWhole(_ series: Series, of breakdown: Breakdown) -> Bool {
    guard isSayable(series), series.measure != nil else { return false }
    return breakdown.whole.points.allSatisfy { point in
      series.points.contains {
        $0.period.covers(sameDaysAs: point.period)
          && dossier.quantity($0.figure).agrees(with: dossier.quantity(point.figure))
      }
    }
  }

  /// Sales and profit where both are known; else the lead and the series of its unit that moves most differently.
  private func spread() -> (lead: Int, other: Int)? {
    if let (sales, profit) = salesAndProfit(), let a = pace(thesis.series[sales]), let b = pace(thesis.series[profit]),
      abs(a - b) >= 0.05 || a * b < 0 && min(abs(a), abs(b)) >= 0.01
    {
      return (sales, profit)
    }
    guard let lead = leadSeries(), thesis.series[lead].measure == nil || !isFiler(lead),
      let base = pace(thesis.series[lead])
    else { return nil }
    let rivals = thesis.series.indices.prefix(8).filter { index in
      index != lead && isSayable(thesis.series[index]) && thesis.series[index].unit == thesis.series[lead].unit
        && thesis.series[index].name.lowercased() != thesis.series[lead].name.lowercased()
        && isAhead(thesis.series[index]) == isAhead(thesis.series[lead])
        && !thesis.series[index].name.isNested(with: thesis.series[lead].name)
        && slots(thesis.series[index]) != nil && pace(thesis.series[index]).map { abs($0) < 20 } == true
    }
    let apart = rivals.map { ($0, abs((pace(thesis.series[$0]) ?? base) - base)) }
    guard let best = apart.max(by: { ($0.1, $1.0) < ($1.1, $0.0) }), best.1 > 0.02 else {
      return opposite(to: lead, base).map { (lead, $0) }
    }
    return (lead, best.0)
  }

  /// The first two telling series that went different ways, where the first of all hardly moved.
  private func apart() -> (lead: Int, other: Int)? {
    for lead in thesis.series.indices.prefix(6) where !isFiler(lead) && isSayable(thesis.series[lead]) {
      guard slots(thesis.series[lead]) != nil, let base = pace(thesis.series[lead]),
        let other = opposite(to: lead, base)
      else { continue }
      return (lead, other)
    }
    return nil
  }

  /// A series that went the other way, which says more than none, whatever its unit.
  private func opposite(to lead: Int, _ base: Double) -> Int? {
    guard abs(base) >= 0.02 else { return nil }
    return thesis.series.indices.prefix(8).first { index in
      index != lead && !isFiler(index) && isAhead(thesis.series[index]) == isAhead(thesis.series[lead])
        && thesis.series[index].points.last?.figure.report == thesis.series[lead].points.last?.figure.report
        && isSayable(thesis.series[index]) && slots(thesis.series[index]) != nil
        && pace(thesis.series[index]).map { $0 * base < 0 && abs($0) >= 0.02 } == true
    }
  }

  /// The company's revenue and its operating or net income, over the same stretches, both positive at their ends.
  func salesAndProfit() -> (sales: Int, profit: Int)? {
    guard let (sales, profit) = salesAndResult(), pace(thesis.series[profit]) != nil else { return nil }
    return (sales, profit)
  }

  /// The same where the profit is or was a loss.
  func lossTurn() -> (sales: Int, result: Int, LossTurn)? {
    guard let (sales, result) = salesAndResult(), pace(thesis.series[sales]) != nil,
      let (first, last) = ends(thesis.series[result]),
      let turn = LossTurn(
        from: dossier.quantity(first.figure).value, to: dossier.quantity(last.figure).value)
    else { return nil }
    return (sales, result, turn)
  }

  private func salesAndResult() -> (sales: Int, result: Int)? {
    guard let sales = measured("revenue") else { return nil }
    for measure in ["operating-income", "net-income", "gross-profit"] {
      if let result = measured(measure, like: sales) { return (sales, result) }
    }
    return nil
  }

  /// The most telling series of a known measure; with `like`, of the same report over the same last period.
  func measured(_ measure: String, like other: Int? = nil) -> Int? {
    thesis.series.indices.first { index in
      let series = thesis.series[index]
      guard series.measure == measure, isSayable(series), slots(series) != nil else { return false }
      guard let other else { return true }
      guard let a = series.points.last, let b = thesis.series[other].points.last else { return false }
      return a.period.covers(sameDaysAs: b.period) && a.figure.report == b.figure.report
    }
  }

  /// The reports in which a company accounts for itself: filings, and those whose tables give its revenue and its profit.
  func findAccounts() -> Set<Int> {
    var measures: [Int: Set<String>] = [:]
    for series in thesis.series {
      guard let measure = series.measure, let table = series.table else { continue }
      measures[table.report, default: []].insert(measure)
    }
    let told = measures.filter { $0.value.contains("revenue") && $0.value.contains("net-income") }.keys
    let filed = dossier.evidence.indices.filter { dossier.evidence[$0].report.metadata.fiscalYearEnd != nil }
    return Set(told).union(filed)
  }

  /// Whether a series is a company's account of itself.
  func isFiler(_ index: Int) -> Bool {
    thesis.series[index].points.first.map { accounts.contains($0.figure.report) } ?? false
  }
}

extension String {
  /// Whether one of two names is the beginning of the other: "All adults" and "All adults spend" make no contrast.
  fileprivate func isNested(with other: String) -> Bool {
    let (a, b) = (lowercased() + " ", other.lowercased() + " ")
    return a.hasPrefix(b) || b.hasPrefix(a)
  }
}
