import Foundation

/// How much: bounds, how exact, and of what unit. Values are scaled: `$1.7 billion` is 1700000000, 53% is 53.
package struct Quantity: Hashable, Sendable, Codable {
  /// The lower bound; nil is open ("up to 5%", "<5%").
  package let low: Decimal?
  /// The upper bound; nil is open ("more than 90,000", "$400B+"). Equal to `low` for a single number.
  package let high: Decimal?
  /// "about", "~", "nearly": the number is rounded by its author.
  package let isAbout: Bool
  package let unit: Unit
  /// What it is per: "barrel", "share", "year"; nil mostly.
  package let per: String?
  /// One unit of the last digit printed, scaled: 0.1 billion for `$1.7 billion`. Two quantities agree when they differ by
  /// no more than half the coarser resolution.
  package let resolution: Decimal

  package init(
    low: Decimal?, high: Decimal?, isAbout: Bool = false, unit: Unit, per: String? = nil, resolution: Decimal = 1
  ) {
    self.low = low
    self.high = high
    self.isAbout = isAbout
    self.unit = unit
    self.per = per
    self.resolution = resolution
  }

  package init(_ value: Decimal, _ unit: Unit, isAbout: Bool = false, per: String? = nil, resolution: Decimal = 1) {
    self.init(low: value, high: value, isAbout: isAbout, unit: unit, per: per, resolution: resolution)
  }

  /// The one number to calculate with: the value, the only bound there is, or the middle of a range.
  package var value: Decimal {
    switch (low, high) {
    case (let low?, let high?): low == high ? low : (low + high) / 2
    case (let low?, nil): low
    case (nil, let high?): high
    case (nil, nil): 0
    }
  }

  /// A single number, neither a range nor an open bound.
  package var isPoint: Bool { low != nil && low == high }
  package var isRange: Bool { low != nil && high != nil && low != high }
  package var isOpen: Bool { low == nil || high == nil }

  /// Same unit, and values that rounding to the coarser of the two resolutions reconciles.
  package func agrees(with other: Quantity) -> Bool {
    guard unit == other.unit, per == other.per else { return false }
    // Twice the distance is held against the resolution: halving a decimal costs as much as all the rest.
    let coarsest = max(resolution, other.resolution)
    func isWithin(_ distance: Decimal) -> Bool { distance + distance <= coarsest }
    func close(_ a: Decimal?, _ b: Decimal?) -> Bool {
      guard let a, let b else { return a == nil && b == nil }
      return isWithin(abs(a - b))
    }
    if isPoint && other.isPoint || isRange == other.isRange { return close(low, other.low) && close(high, other.high) }
    // A point inside the other's bounds agrees with it.
    let (point, bounds) = isPoint ? (self, other) : (other, self)
    guard point.isPoint, let value = point.low else { return false }
    return (bounds.low.map { isWithin($0 - value) } ?? true) && (bounds.high.map { isWithin(value - $0) } ?? true)
  }
}

/// What a quantity is measured in.
package enum Unit: Hashable, Sendable, Codable {
  /// ISO 4217 code.
  case currency(String)
  case percent
  case percentagePoint
  case basisPoint
  /// `47x`, "three times".
  case multiple
  /// A number of things; the figure's noun says what.
  case count
  /// UCUM-like symbol: `kWh`, `GW`, `km`, `bbl`.
  case physical(String)
  /// `year`, `month`, `week`, `day`, `hour`, `minute`, `second`.
  case duration(String)

  /// The name used in JSON: ISO 4217, `percent`, `pp`, `bp`, `x`, a symbol, a duration; nil for plain counts.
  package var symbol: String? {
    switch self {
    case .currency(let code): code
    case .percent: "percent"
    case .percentagePoint: "pp"
    case .basisPoint: "bp"
    case .multiple: "x"
    case .count: nil
    case .physical(let symbol): symbol
    case .duration(let name): name
    }
  }
}
