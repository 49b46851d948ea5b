import FigureExtraction
import Foundation

/// The figures' values as binary numbers: enough to tell that two are far apart, or how large one is, without the decimal
/// arithmetic that says whether two are the same.
struct Amounts {
  private struct Amount {
    let value: Double
    let resolution: Double
    let isPoint: Bool
  }
  /// By report, then figure.
  private let amounts: [[Amount]]

  init(_ dossier: Dossier) {
    amounts = dossier.evidence.map { evidence in
      // Figures are heavy to copy: their quantities are read where they stand.
      evidence.figures.indices.map { number in
        let quantity = evidence.figures[number].quantity
        return Amount(
          value: Self.double(quantity.value), resolution: Self.double(quantity.resolution), isPoint: quantity.isPoint)
      }
    }
  }

  private static func double(_ value: Decimal) -> Double { NSDecimalNumber(decimal: value).doubleValue }

  subscript(reference: FigureReference) -> Double { amounts[reference.report][reference.figure].value }

  /// Whether it is a single number.
  func isPoint(_ reference: FigureReference) -> Bool { amounts[reference.report][reference.figure].isPoint }

  /// By how finely they are written, the finest first, then by value; nil where both are the same.
  func isFiner(_ a: FigureReference, _ b: FigureReference, in dossier: Dossier) -> Bool? {
    let (x, y) = (amounts[a.report][a.figure], amounts[b.report][b.figure])
    if let isLess = Self.isLess(x.resolution, y.resolution) { return isLess }
    let (own, other) = (dossier.quantity(a), dossier.quantity(b))
    if own.resolution != other.resolution { return own.resolution < other.resolution }
    return Self.isLess(x.value, y.value) ?? (own.value != other.value ? own.value < other.value : nil)
  }

  /// Nil where binary numbers are too near each other to tell.
  private static func isLess(_ x: Double, _ y: Double) -> Bool? {
    abs(x - y) > 1e-9 * max(abs(x), abs(y)) ? x < y : nil
  }

  /// Whether no rounding could make the two values one: they differ by more than what either was rounded to.
  func areApart(_ a: FigureReference, _ b: FigureReference) -> Bool {
    let (x, y) = (amounts[a.report][a.figure], amounts[b.report][b.figure])
    return abs(x.value - y.value) > max(x.resolution, y.resolution) + 1e-9 * max(abs(x.value), abs(y.value))
  }

  /// Whether no rounding could make a whole of the parts.
  func missWhole(_ whole: FigureReference, by sum: Double, of parts: Int) -> Bool {
    let own = amounts[whole.report][whole.figure]
    return abs(sum - own.value) > own.resolution * Double(parts) + 1e-9 * max(abs(sum), abs(own.value))
  }
}
