import FigureExtraction
import Foundation
import ReportReading
import Synchronization
import ThesisBuilding

/// How a note writes a figure: as its report does, with the currency, scale and unit that a table leaves to its header.
package final class FigureWriting: Sendable {
  let dossier: Dossier
  private let scanner = QuantityScanner(context: QuantityContext())
  /// For each report of the dossier.
  private let witnesses: [UnitWitness]
  private let known = Mutex<[FigureReference: String?]>([:])

  /// `witnesses` are those of the dossier's reports.
  init(dossier: Dossier, witnesses: [UnitWitness]) {
    self.dossier = dossier
    self.witnesses = witnesses
  }

  package convenience init(dossier: Dossier) {
    self.init(dossier: dossier, witnesses: dossier.evidence.map(UnitWitness.init))
  }

  /// The writing, or nil where no writing would read back as the same quantity, or where the report does not bear out
  /// the unit.
  package func writing(of reference: FigureReference) -> String? {
    if let known = known.withLock({ $0[reference] }) { return known }
    let writing = proved(reference)
    known.withLock { $0[reference] = .some(writing) }
    return writing
  }

  /// The labels, headers and notes that a figure's unit may stand in, nearest first.
  func labels(of reference: FigureReference) -> [Span] {
    witnesses[reference.report].labels(around: dossier.figure(reference))
  }

  private func proved(_ reference: FigureReference) -> String? {
    let figure = dossier.figure(reference)
    guard witnesses[reference.report].objection(to: figure) == nil else { return nil }
    return written(
      dossier.text(of: reference).flattened, as: figure.quantity)
  }

  /// A report's own text where it reads as the quantity, else completed by what a table leaves to its header.
  private func written(_ text: String, as quantity: Quantity) -> String? {
    if reads(text, as: quantity) { return text }
    guard let completed = completed(text, as: quantity), reads(completed, as: quantity) else { return nil }
    return completed
  }

  /// The same for a figure of an earlier report, of which only the record is at hand.
  func writing(of old: RememberedFigure, in unit: FigureExtraction.Unit) -> String? {
    let text = old.text.flattened
    let bytes = Array(text.utf8)
    let isAbout = scanner.scan(bytes, in: Span(0, bytes.count)).first?.quantity.isAbout ?? false
    return written(text, as: Quantity(low: old.low, high: old.high, isAbout: isAbout, unit: unit))
  }

  /// Whether a writing, read by itself, is the quantity and nothing else.
  func reads(_ writing: String, as quantity: Quantity) -> Bool {
    let bytes = Array(writing.utf8)
    let found = scanner.scan(bytes, in: Span(0, bytes.count))
    guard found.count == 1, let read = found.first?.quantity else { return false }
    return read.low == quantity.low && read.high == quantity.high && read.unit == quantity.unit
      && read.isAbout == quantity.isAbout
  }

  /// Digits of a table cell with the sign, symbol and scale that make the whole quantity.
  private func completed(_ text: String, as quantity: Quantity) -> String? {
    let digits = text.drop { !$0.isNumber && $0 != "." }.prefix { $0.isNumber || $0 == "." || $0 == "," }
    guard quantity.isPoint, let raw = Decimal(string: digits.filter { $0 != "," }, locale: nil), raw != 0 else {
      return nil
    }
    let sign = (quantity.isAbout ? "~" : "") + (quantity.value < 0 ? "-" : "")
    guard let scale = UnitLabel.exponent(of: abs(quantity.value), over: raw) else { return nil }
    let words = [0: "", 3: " thousand", 6: " million", 9: " billion"]
    switch quantity.unit {
    case .currency(let code):
      guard let suffix = [0: "", 3: "K", 6: "M", 9: "B"][scale] else { return nil }
      return sign + (Self.symbols[code] ?? code + " ") + digits + suffix
    case .count:
      return words[scale].map { sign + digits + $0 }
    case .percent: return scale == 0 ? "\(sign)\(digits)%" : nil
    case .percentagePoint: return scale == 0 ? "\(sign)\(digits) percentage points" : nil
    case .basisPoint: return scale == 0 ? "\(sign)\(digits) bps" : nil
    case .multiple: return scale == 0 ? "\(sign)\(digits)x" : nil
    case .physical(let symbol):
      return words[scale].map { sign + digits + $0 + " " + (Self.unitNames[symbol] ?? symbol) }
    case .duration(let name): return scale == 0 ? "\(sign)\(digits) \(name)\(raw == 1 ? "" : "s")" : nil
    }
  }

  /// Units that a reader would rather see in words, or as they are written.
  private static let unitNames = [
    "t": "tonnes", "bbl": "barrels", "[ft_i]2": "square feet", "m2": "square meters", "ktonne": "kt", "Mtonne": "Mt",
    "Gtonne": "Gt",
  ]
  private static let symbols = ["USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩"]
}
