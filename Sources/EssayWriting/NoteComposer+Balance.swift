import FigureExtraction
import ThesisBuilding

extension NoteComposer {
  /// What came in as cash and where it went, and what lies in the warehouse and the bank.
  mutating func balanceDrivers() -> [Essay.Driver?] { [cashDriver(), stockDriver()] }

  /// Cash from operations beside the profit of the same stretch, and what took most of it.
  private mutating func cashDriver() -> Essay.Driver? {
    guard let cash = measured("operating-cash-flow"), isFiler(cash), !isSaid(cash),
      let y = pace(thesis.series[cash]), abs(y) < 20
    else { return nil }
    let profit = measured("net-income", like: cash)
    let shape: String
    if let profit, let x = pace(thesis.series[profit]) {
      shape =
        x > 0
        ? (y > 0 ? "heading-cash-with" : "heading-cash-without")
        : y > 0 ? "heading-cash-despite" : "heading-cash-fell"
    } else {
      shape = y > 0 ? "heading-cash-up" : "heading-cash-down"
    }
    guard let heading = sentence([shape], [:], seed: "cash"), let said = dated(cash) else { return nil }
    var driver = Essay.Driver(heading: heading)
    var lines = [said]
    if let profit, shape != "heading-cash-up", shape != "heading-cash-down", let beside = brief([profit]) {
      lines.append(beside)
    }
    driver.paragraphs.append(lines.joined())
    let uses = ["capex", "buybacks", "dividends"].compactMap { use($0, of: cash) }
    if !uses.isEmpty { driver.paragraphs.append(uses.joined()) }
    return driver
  }

  /// "Share repurchases took 52% of it.": an outflow of the same stretch as a share of what came in.
  private mutating func use(_ measure: String, of cash: Int) -> Passage? {
    guard let whole = thesis.series[cash].points.last else { return nil }
    for series in thesis.series where series.measure == measure && series.unit == thesis.series[cash].unit {
      guard let part = series.points.last, part.figure.report == whole.figure.report,
        part.period.covers(sameDaysAs: whole.period),
        let share = Derivation(.share, part.figure, whole.figure, in: dossier), abs(share.value) >= 1,
        value(part.figure) != nil
      else { continue }
      let slots: [String: Passage] = ["part": metric(series), "share": Passage([.derived(share)])]
      if let said = sentence(["cash-use"], slots, seed: measure) { return said }
    }
    return nil
  }

  /// Inventory beside the sales of the same stretch, then cash and debt.
  private mutating func stockDriver() -> Essay.Driver? {
    let held = ["inventory", "cash", "debt"].compactMap { measure in
      thesis.series.indices.first { index in
        let series = thesis.series[index]
        return series.measure == measure && isFiler(index) && isSayable(series) && !isSaid(index)
          && pace(series).map { abs($0) < 20 && abs($0) >= 0.01 } == true && slots(series) != nil
      }
    }
    guard let first = held.first, let y = pace(thesis.series[first]) else { return nil }
    let shape: String
    if thesis.series[first].measure == "inventory" {
      if y < 0 {
        shape = "heading-stock-down"
      } else if let sales = measured("revenue"), let x = pace(thesis.series[sales]), isOneStretch(sales, first) {
        shape = y > x ? "heading-stock-ahead" : "heading-stock-behind"
      } else {
        shape = "heading-stock-up"
      }
    } else if thesis.series[first].measure == "cash" {
      shape = y > 0 ? "heading-pile-up" : "heading-pile-down"
    } else {
      return nil
    }
    guard let heading = sentence([shape], [:], seed: "stock") else { return nil }
    var driver = Essay.Driver(heading: heading)
    for index in held {
      if let said = dated(index) { driver.paragraphs.append(said) }
    }
    return driver.paragraphs.isEmpty ? nil : driver
  }

  /// Whether a holding's two days lie at the ends of the two stretches of a flow, a fortnight apart at most.
  private func isOneStretch(_ flow: Int, _ holding: Int) -> Bool {
    guard let a = ends(thesis.series[flow]), let b = ends(thesis.series[holding]) else { return false }
    return [(a.first, b.first), (a.last, b.last)].allSatisfy {
      abs($0.0.period.end.dayNumber - $0.1.period.end.dayNumber) <= 14
    }
  }

  /// A series with the periods of both its ends; marks it as said.
  private mutating func dated(_ index: Int) -> Passage? {
    let series = thesis.series[index]
    guard let (_, slots) = slots(series), slots["change"] != nil, let last = series.points.last else { return nil }
    let isDay = last.period.kind == .instant || last.period.kind == .day
    guard let said = sentence([isDay ? "dated-day" : "dated"], slots, seed: series.name) else { return nil }
    markSaid(index)
    saidFigures.formUnion(said.figures)
    return said
  }
}
