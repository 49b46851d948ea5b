import FigureExtraction
import ThesisBuilding

extension NoteComposer {
  /// What a company's accounts say by themselves: profit beside sales, and what the total is made of.
  mutating func computedDrivers() -> [Essay.Driver] {
    guard let lead = leadSeries(), isFiler(lead) else { return [] }
    if case .mix(let main) = angle { saidParts = Set(main.breakdown.parts.map { $0.name.lowercased() }) }
    return ([profitDriver(), mixDriver(), mixDriver(shift: 1)] + balanceDrivers()).compactMap { $0 }
  }

  /// Profit beside sales, with the costs between them and the margin that came of it.
  private mutating func profitDriver() -> Essay.Driver? {
    let (sales, profit): (Int, Int)
    let shape: String
    if let (series, result, turn) = lossTurn() {
      (sales, profit, shape) = (series, result, "heading-loss-\(turn.rawValue)")
    } else if let pair = salesAndProfit(), let x = pace(thesis.series[pair.sales]),
      let y = pace(thesis.series[pair.profit])
    {
      (sales, profit, shape) = (pair.sales, pair.profit, Self.profitShape(x, y))
    } else {
      return nil
    }
    guard let heading = sentence([shape], [:], seed: "profit") else { return nil }
    var driver = Essay.Driver(heading: heading)
    let costs = ["operating-expenses", "sga", "research-and-development", "cost-of-revenue"].compactMap {
      measured($0, like: sales)
    }
    var told = [sales, profit] + costs.prefix(1)
    if isToldByAngle(sales, profit) {
      told = Array(([measured("gross-profit", like: sales)] + costs).compactMap { $0 }.prefix(3))
    }
    if let said = brief(told) { driver.paragraphs.append(said) }
    var second: [Passage] = []
    for measure in ["gross-margin", "operating-margin"] {
      guard let margin = measured(measure, like: sales), thesis.series[margin].unit == .percent, !isSaid(margin),
        let said = realised(margin)
      else { continue }
      second.append(said)
    }
    for name in second.isEmpty ? [profit, sales].map({ plainMetric(thesis.series[$0]) }) : ["gross margin"] {
      guard let why = cause(among: claims(on: [name.text]), about: name) else { continue }
      second.append(why)
      break
    }
    if !second.isEmpty { driver.paragraphs.append(second.joined()) }
    return driver.paragraphs.isEmpty ? nil : driver
  }

  /// Whether title, hook and thesis have told these two.
  private func isToldByAngle(_ sales: Int, _ profit: Int) -> Bool {
    switch angle {
    case .spread(sales, profit), .turn(sales, profit, _): true
    default: false
    }
  }

  private static func profitShape(_ sales: Double, _ profit: Double) -> String {
    switch (sales >= 0, profit >= 0) {
    case (true, true): profit > sales ? "heading-outran" : "heading-lagged"
    case (false, false): profit < sales ? "heading-fell-more" : "heading-fell-less"
    case (false, true): "heading-profit-up"
    case (true, false): "heading-profit-down"
    }
  }

  /// The best mix that has not been told, as a table with shares; with `shift`, one in which as many points changed hands.
  private mutating func mixDriver(shift: Double = 0) -> Essay.Driver? {
    guard
      let found = mixes.first(where: { mix in
        // Neither the same parts again nor a part of a part.
        mix.shift >= shift
          && (mix.breakdown.parts + [mix.breakdown.whole]).allSatisfy { !saidParts.contains($0.name.lowercased()) }
      })
    else { return nil }
    // Where the part that decides hardly moved, the one that did is the story.
    let mix =
      found.isEven
      ? found.mostMoved.flatMap { Mix(found.breakdown, series: found.series, in: dossier, about: $0) } ?? found : found
    saidParts.formUnion(mix.breakdown.parts.map { $0.name.lowercased() })
    guard let table = mixTable(mix) else { return nil }
    var titled = mixSlots(mix)
    for name in ["part", "other", "whole"] { titled[name] = titled[name]?.titleCased }
    if mix.isSplit, mix.change < 0 { (titled["part"], titled["other"]) = (titled["other"], titled["part"]) }
    let shape =
      mix.isSplit
      ? "heading-mix-split"
      : mix.isEven
        ? "heading-mix-even"
        : mix.lastShare > 0.5
          ? "heading-mix-most" : mix.lastShare > mix.firstShare ? "heading-mix-more" : "heading-mix-less"
    guard let heading = sentence([shape], titled, seed: table.lead.text) else {
      return nil
    }
    var driver = Essay.Driver(heading: heading)
    if let said = mixSentences(mix, carrierSaid: false) { driver.paragraphs.append(said) }
    driver.taxonomy = table
    let name = partName(mix, mix.carrier)
    if mix.isGainAndGrowth, let why = cause(among: claims(on: [name.text]), about: name) { driver.close.append(why) }
    return driver
  }
}
