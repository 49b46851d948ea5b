import FigureExtraction
import Foundation
import ThesisBuilding

/// How the make-up of a whole changed between the first and the last period of a breakdown.
struct Mix {
  let breakdown: Breakdown
  /// Index of the series in `Thesis.series` that is the whole; nil where none is.
  let series: Int?
  /// Index of the part that decides: the one that gained most share of a whole that grew, or lost most of one that shrank.
  let carrier: Int
  /// Index of the part that went the other way, or else of the one that was largest at first.
  let other: Int
  /// Whether `other` moved against `carrier` in its own amount.
  let isSplit: Bool
  /// Whether the carrier passed another part to become the largest.
  let isFlip: Bool
  /// The whole's change, as a share of its first value.
  let change: Double
  /// The carrier's part of the whole's change; above 1 where others moved against it.
  let contribution: Double
  /// The carrier's share of the whole, first and last, 0 to 1.
  let firstShare: Double
  let lastShare: Double

  /// Points of share that moved: how much of a story the mix is.
  var shift: Double { abs(lastShare - firstShare) * 100 }

  /// Nil where nothing can be told: a whole without size, or a decisive part that is only the rest ("Other").
  init?(_ breakdown: Breakdown, series: Int?, in dossier: Dossier) {
    func value(_ point: Series.Point) -> Double {
      NSDecimalNumber(decimal: dossier.figure(point.figure).quantity.value).doubleValue
    }
    guard let a = breakdown.whole.points.first.map(value), let b = breakdown.whole.points.last.map(value), a > 0, b > 0
    else { return nil }
    let parts = breakdown.parts.compactMap { part -> (first: Double, last: Double)? in
      guard let first = part.points.first.map(value), let last = part.points.last.map(value) else { return nil }
      return (first, last)
    }
    guard parts.count == breakdown.parts.count else { return nil }
    let named = parts.indices.filter { !Self.isRest(breakdown.parts[$0].name) }
    let delta = b - a
    func moved(_ index: Int) -> Double { parts[index].last - parts[index].first }
    func gained(_ index: Int) -> Double { parts[index].last / b - parts[index].first / a }
    guard
      let carrier = named.max(by: {
        delta >= 0 ? (gained($0), $1) < (gained($1), $0) : (-moved($0), $1) < (-moved($1), $0)
      })
    else { return nil }
    let against = named.filter { $0 != carrier && moved($0) * moved(carrier) < 0 }
      .max { (abs(moved($0)), $1) < (abs(moved($1)), $0) }
    let firstLargest = parts.indices.max { (parts[$0].first, $1) < (parts[$1].first, $0) }
    let lastLargest = parts.indices.max { (parts[$0].last, $1) < (parts[$1].last, $0) }
    let rest = named.filter { $0 != carrier }.max { (parts[$0].first, $1) < (parts[$1].first, $0) }
    guard let other = against ?? rest else { return nil }
    self.breakdown = breakdown
    self.series = series
    self.carrier = carrier
    self.other = other
    isSplit = against != nil
    isFlip = firstLargest != lastLargest && lastLargest == carrier && firstLargest == other
    change = delta / a
    contribution = delta == 0 ? 0 : moved(carrier) / delta
    firstShare = parts[carrier].first / a
    lastShare = parts[carrier].last / b
  }

  func isRest(_ part: Int) -> Bool { Self.isRest(breakdown.parts[part].name) }

  /// What is left when the others have a name: "Other", "OEM and other", "Rest of world".
  private static func isRest(_ name: String) -> Bool {
    let words = name.lowercased().split(separator: " ")
    return words.contains("other") && words.count <= 3 || words.first == "rest"
  }

  /// A part's share of the whole at the first or the last period, by arithmetic that the note can show.
  func share(_ part: Int, atEnd: Bool, in dossier: Dossier) -> Derivation? {
    let line = breakdown.parts[part]
    guard let a = atEnd ? line.points.last : line.points.first,
      let b = atEnd ? breakdown.whole.points.last : breakdown.whole.points.first
    else { return nil }
    return Derivation(.share, a.figure, b.figure, in: dossier)
  }
}
