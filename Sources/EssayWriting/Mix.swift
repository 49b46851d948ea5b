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

  /// Whether the carrier's share and its own amount moved the same way, so that one reason serves both.
  let isGainAndGrowth: Bool
  /// Whether no other part went the whole's way by a tenth of its own size or of the whole's movement.
  let isAlone: Bool
  /// Of each part, the points of share of the whole that it gained, below 0 those that it lost.
  let gains: [Double]

  /// Points of share that moved: how much of a story the mix is.
  var shift: Double { abs(lastShare - firstShare) * 100 }

  /// Nil where nothing can be told: a whole without size, or a decisive part that is only the rest ("Other").
  /// With `told`, it is about that part.
  init?(_ breakdown: Breakdown, series: Int?, in dossier: Dossier, about told: Int? = nil) {
    func value(_ point: Series.Point) -> Double {
      NSDecimalNumber(decimal: dossier.quantity(point.figure).value).doubleValue
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
      let carrier = told
        ?? named.max(by: {
          delta >= 0 ? (gained($0), $1) < (gained($1), $0) : (-moved($0), $1) < (-moved($1), $0)
        })
    else { return nil }
    // A hundredth of its own is no other way.
    let against = named.filter {
      $0 != carrier && moved($0) * moved(carrier) < 0 && abs(moved($0)) >= 0.01 * abs(parts[$0].first)
    }
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
    isAlone = parts.indices.allSatisfy {
      $0 == carrier || moved($0) * delta <= 0
        || abs(moved($0)) <= 0.1 * min(abs(parts[$0].first), abs(delta))
    }
    firstShare = parts[carrier].first / a
    lastShare = parts[carrier].last / b
    gains = parts.indices.map { gained($0) * 100 }
    isGainAndGrowth = gained(carrier) * moved(carrier) > 0
  }

  /// Points of share below which a reader would not speak of a move.
  static let least = 0.75

  /// The named part that gained or lost most share, where one did so to speak of.
  var mostMoved: Int? {
    gains.indices.filter { !isRest($0) && abs(gains[$0]) >= Self.least }.max {
      (abs(gains[$0]), $1) < (abs(gains[$1]), $0)
    }
  }

  /// No part with a name gained or lost a share to speak of.
  var isEven: Bool { shift < Self.least }

  func isRest(_ part: Int) -> Bool { Self.isRest(breakdown.parts[part].name) }

  /// What is left when the others have a name: "Other", "OEM and other", "Rest of world", "Corporate".
  static func isRest(_ name: String) -> Bool {
    let words = name.lowercased().split(separator: " ")
    return words.count <= 3 && words.contains { Self.rests.contains(String($0)) } || words.first == "rest"
  }

  private static let rests: Set<String> = [
    "other", "corporate", "unallocated", "eliminations", "elimination", "intersegment",
  ]

  /// A part's share of the whole at the first or the last period, by arithmetic that the note can show.
  func share(_ part: Int, atEnd: Bool, in dossier: Dossier) -> Derivation? {
    let line = breakdown.parts[part]
    guard let a = atEnd ? line.points.last : line.points.first,
      let b = atEnd ? breakdown.whole.points.last : breakdown.whole.points.first
    else { return nil }
    return Derivation(.share, a.figure, b.figure, in: dossier)
  }
}
