import FigureExtraction
import Foundation
import ThesisBuilding

/// A number worked out from figures, with the arithmetic that shows it.
package struct Derivation: Hashable, Sendable {
  package let formula: Formula
  package let inputs: [FigureReference]
  /// The result, rounded to `places`, in the formula's unit.
  package let value: Decimal
  /// Digits after the point that `value` is rounded to.
  package let places: Int
  /// As the note writes it: `114%`, `2.3 points`, `1.5x`.
  package let writing: String

  package enum Formula: String, Hashable, Sendable, Codable {
    /// `(b − a) / |a|`, in percent.
    case percentChange = "(b - a) / |a| * 100"
    /// `b − a`, in percentage points.
    case pointChange = "b - a"
    /// `b / a`, times.
    case ratio = "b / a"
    /// `a / b`, in percent.
    case share = "a / b * 100"
    /// `1 − a / b`, in percent: what is left of `b` without `a`.
    case remainder = "(b - a) / b * 100"

    /// The result for the inputs `a` and `b`, unrounded; nil where the formula has none.
    package func result(_ a: Decimal, _ b: Decimal) -> Decimal? {
      switch self {
      case .percentChange: a == 0 ? nil : (b - a) / abs(a) * 100
      case .pointChange: b - a
      case .ratio: a == 0 ? nil : b / a
      case .share: b == 0 ? nil : a / b * 100
      case .remainder: b == 0 ? nil : (b - a) / b * 100
      }
    }

    /// How a result is written, without its sign: the words around it say whether it rose or fell.
    package func writings(of result: Decimal) -> [String] {
      let size = abs(result)
      switch self {
      case .percentChange, .share, .remainder: return ["\(size)%"]
      case .pointChange: return [size == 1 ? "1 point" : "\(size) points"]
      case .ratio: return ["\(size)x"]
      }
    }

    /// The arithmetic with its inputs as their reports write them: `(81,453 − 4,224) / 4,224`.
    package func working(_ a: String, _ b: String) -> String {
      switch self {
      case .percentChange: "(\(b) − \(a)) / \(a)"
      case .pointChange: "\(b) − \(a)"
      case .ratio: "\(b) / \(a)"
      case .share: "\(a) / \(b)"
      case .remainder: "(\(b) − \(a)) / \(b)"
      }
    }

    package var unit: FigureExtraction.Unit {
      switch self {
      case .percentChange, .share, .remainder: .percent
      case .pointChange: .percentagePoint
      case .ratio: .multiple
      }
    }
  }

  /// Works a formula out over two figures that are single numbers of one unit; nil where they are not, or where the
  /// result is too small or too large to be worth saying.
  package init?(_ formula: Formula, _ a: FigureReference, _ b: FigureReference, in dossier: Dossier) {
    let (x, y) = (dossier.quantity(a), dossier.quantity(b))
    guard x.isPoint, y.isPoint, x.unit == y.unit, x.per == y.per,
      let exact = formula.result(x.value, y.value)
    else { return nil }
    let places = formula == .pointChange || formula == .ratio || abs(exact) < 10 ? 1 : 0
    let value = exact.rounded(places)
    guard value != 0, abs(value) < 10_000 else { return nil }
    self.formula = formula
    self.inputs = [a, b]
    self.places = places
    self.value = value
    self.writing = formula.writings(of: value)[0]
  }
}

extension Decimal {
  package var asDouble: Double { NSDecimalNumber(decimal: self).doubleValue }

  /// Rounded to `places` digits after the point, halves away from zero.
  package func rounded(_ places: Int) -> Decimal {
    var (result, copy) = (Decimal(), self)
    NSDecimalRound(&result, &copy, places, .plain)
    return result
  }
}
