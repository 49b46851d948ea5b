import Foundation
import ReportReading

/// What a table cell holds, read by itself.
enum CellContent: Sendable {
  case empty
  /// A dash, "N/A", "nm": no figure.
  case nothing
  /// Apart from the cell, for most cells hold none.
  indirect case number(CellNumber)
  indirect case range(CellNumber, CellNumber)
  /// A sign that belongs to the number beside it.
  case mark(CellMark)
  case text

  var isNumeric: Bool {
    switch self {
    case .number, .range: true
    default: false
    }
  }
  var isNothing: Bool {
    if case .nothing = self { return true }
    return false
  }
  var isEmpty: Bool {
    if case .empty = self { return true }
    return false
  }
  var isText: Bool {
    if case .text = self { return true }
    return false
  }
  /// Four bare digits that may be a year; a label as often as a value.
  var isYear: Bool {
    if case .number(let number) = self { return number.isYearLike }
    return false
  }
}

/// A sign in a cell of its own.
enum CellMark: Hashable, Sendable {
  case currency(String)
  case unit(Unit)
  case open
  /// A closing parenthesis, with the percent sign after it where there is one.
  case close(Unit?)
  /// `(1)`, `*`: points to a note below the table.
  case footnote
}

/// A number as a cell writes it.
struct CellNumber: Hashable, Sendable {
  /// Without sign and scale.
  var magnitude: Decimal
  /// The digits before its decimal mark; comparing decimals costs as much as reading them.
  var whole: UInt64 = 0
  var isNegative = false
  /// Opened by a parenthesis that this cell doesn't close.
  var isOpen = false
  var decimals = 0
  /// From the cell's own marks.
  var unit: Unit?
  /// Power of ten of the cell's own scale word; nil where it has none.
  var scale: Int?
  var isAbout = false
  /// `<`, `≤`.
  var isUpper = false
  /// `>`, `≥`, a trailing `+`.
  var isLower = false
  var isYearLike = false
  /// The writing with its marks, footnotes left out.
  var span: Span

  var signed: Decimal { isNegative || isOpen ? -magnitude : magnitude }
}
