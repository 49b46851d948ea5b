import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// How much a series' headline owes to growth it has not shown, and how sensitive it is to that growth.
///
/// `H = (f(x − Δ) + f(x + Δ)) / 2 − f(x)`, with `f(x) = v₀ · (1 + x)ⁿ` the headline as a function of the growth rate behind it,
/// `x` the compound rate from the first value to the last over `n` periods, and Δ one sample standard deviation of the period
/// growth rates behind the headline. Taleb, Canetti, Kinda, Loukoianova, Schmieder, "A New Heuristic Measure of Fragility and
/// Tail Risks", IMF WP/12/216, 2012. Negative is fragile (a miss costs more than a beat gains), positive the reverse.
package struct SeriesFragility: Hashable, Sendable, Codable {
  package let series: String
  /// Index of the series' points that were used, in order, as values.
  package let values: [Double]
  /// The length of each step in units of the first.
  package let steps: [Double]
  /// Growth per period of each step, one fewer than the values; the last is the step to the headline.
  package let growth: [Double]
  /// `x`.
  package let rate: Double
  /// Δ.
  package let deviation: Double
  /// `H`, in the series' own unit.
  package let fragility: Double
  /// The headline has yet to happen: forecast, target, or a period that ends after the note's date.
  package let isAhead: Bool
  /// The headline's period, as a heading.
  package let headline: String
  /// The reports' figures that the values are, in order.
  package let figures: [FigureReference]

  /// `H / f(x)`: the share of the headline.
  package var relative: Double { fragility / (values.last ?? 1) }

  /// The step to the headline needs more growth than any step behind it.
  package var needsMoreThanEver: Bool {
    guard let next = growth.last, let best = growth.dropLast().max() else { return false }
    return next > best
  }

  /// The part of the headline that the best growth behind it would not reach: `1 − (1 + best)ˢ / (1 + needed)ˢ`, `s` the length
  /// of the last step.
  package var shortfall: Double {
    guard let next = growth.last, let best = growth.dropLast().max(), let step = steps.last, next > best else {
      return 0
    }
    return 1 - pow((1 + best) / (1 + next), step)
  }

  /// Nil for a series with fewer than three values behind the headline, with a value that is not above zero, or with periods
  /// of different lengths.
  package init?(of series: Series, in dossier: Dossier) {
    guard series.points.count >= 4 else { return nil }
    let points = series.points.sorted { ($0.period.end, $0.figure) < ($1.period.end, $1.figure) }
    let figures = points.map { dossier.figure($0.figure) }
    let values = figures.map { NSDecimalNumber(decimal: $0.quantity.value).doubleValue }
    guard values.allSatisfy({ $0 > 0 && $0.isFinite }), SeriesFragility.isEven(points.map(\.period)),
      figures.allSatisfy({ $0.role == .level || $0.role == .share })
    else { return nil }
    let days = points.map { Double($0.period.end.dayNumber) }
    let gaps = zip(days.dropFirst(), days).map { $0 - $1 }
    guard let unit = gaps.first, gaps.allSatisfy({ $0 > 0 }) else { return nil }
    // Years differ by a day and quarters by two: whole steps are counted as whole.
    let steps = gaps.map { gap in
      let step = gap / unit
      return abs(step - step.rounded()) < 0.05 ? max(1, step.rounded()) : step
    }
    let growth = zip(zip(values.dropFirst(), values), steps).map { pow($0.0 / $0.1, 1 / $1) - 1 }
    let behind = growth.dropLast()
    let mean = behind.reduce(0, +) / Double(behind.count)
    let spread = (behind.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(behind.count - 1)).squareRoot()
    let length = steps.reduce(0, +)
    let rate = pow(values[values.count - 1] / values[0], 1 / length) - 1
    func headline(_ rate: Double) -> Double { values[0] * pow(max(0, 1 + rate), length) }
    self.series = series.name
    self.values = values
    self.steps = steps
    self.growth = growth
    self.rate = rate
    deviation = spread
    fragility = (headline(rate - spread) + headline(rate + spread)) / 2 - headline(rate)
    let last = figures[figures.count - 1]
    let period = points[points.count - 1].period
    isAhead = last.modality == .forecast || last.modality == .target || period.isEstimate || period.start > dossier.asOf
    self.headline = period.label
    self.figures = points.map(\.figure)
  }

  /// All instants, or all of one length within a tenth.
  private static func isEven(_ periods: [Period]) -> Bool {
    let lengths = periods.map { $0.end.dayNumber - $0.start.dayNumber }
    guard let shortest = lengths.min(), let longest = lengths.max() else { return false }
    return Double(longest) <= max(2, Double(shortest) * 1.1)
  }
}
