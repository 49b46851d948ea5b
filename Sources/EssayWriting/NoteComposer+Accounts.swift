import FigureExtraction
import ThesisBuilding

extension NoteComposer {
  /// What a company's accounts say by themselves: profit beside sales, and what the total is made of.
  mutating func computedDrivers() -> [Essay.Driver] {
    guard let lead = leadSeries(), isFiler(lead) else { return [] }
    return [profitDriver(), mixDriver()].compactMap { $0 }
  }

  /// Profit beside sales, with the costs between them and the margin that came of it.
  private mutating func profitDriver() -> Essay.Driver? {
    guard let (sales, profit) = salesAndProfit(), let x = pace(thesis.series[sales]),
      let y = pace(thesis.series[profit]),
      let heading = sentence([Self.profitShape(x, y)], [:], seed: "profit")
    else { return nil }
    var driver = Essay.Driver(heading: heading)
    let costs = ["operating-expenses", "research-and-development", "cost-of-revenue"].compactMap {
      measured($0, like: sales)
    }
    var told = [sales, profit] + costs.prefix(1)
    if case .spread = angle {
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
    for name in second.isEmpty ? [profit, sales].map({ metric(thesis.series[$0]).text }) : ["gross margin"] {
      guard let why = cause(among: claims(on: [name]), about: name) else { continue }
      second.append(why)
      break
    }
    if !second.isEmpty { driver.paragraphs.append(second.joined()) }
    return driver.paragraphs.isEmpty ? nil : driver
  }

  private static func profitShape(_ sales: Double, _ profit: Double) -> String {
    switch (sales >= 0, profit >= 0) {
    case (true, true): profit > sales ? "heading-outran" : "heading-lagged"
    case (false, false): profit < sales ? "heading-fell-more" : "heading-fell-less"
    case (false, true): "heading-profit-up"
    case (true, false): "heading-profit-down"
    }
  }

  /// The best mix that is not the note's angle, as a table with shares.
  private mutating func mixDriver() -> Essay.Driver? {
    let told: Set<String>
    if case .mix(let main) = angle { told = Set(main.breakdown.parts.map { $0.name.lowercased() }) } else { told = [] }
    guard
      let mix = mixes.first(where: { mix in
        mix.breakdown.parts.allSatisfy { !told.contains($0.name.lowercased()) }
      }), let table = mixTable(mix)
    else { return nil }
    var titled = mixSlots(mix)
    for name in ["part", "other", "whole"] { titled[name] = titled[name]?.titleCased }
    if mix.isSplit, mix.change < 0 { (titled["part"], titled["other"]) = (titled["other"], titled["part"]) }
    let shape =
      mix.isSplit
      ? "heading-mix-split"
      : mix.lastShare > 0.5
        ? "heading-mix-most" : mix.lastShare > mix.firstShare ? "heading-mix-more" : "heading-mix-less"
    guard let heading = sentence([shape], titled, seed: table.lead.text) else {
      return nil
    }
    var driver = Essay.Driver(heading: heading)
    if let said = mixSentences(mix, carrierSaid: false) { driver.paragraphs.append(said) }
    driver.taxonomy = table
    let name = partName(mix, mix.carrier).text
    if let why = cause(among: claims(on: [name]), about: name) { driver.close.append(why) }
    return driver
  }
}
