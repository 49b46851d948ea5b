import Foundation

/// A cell's number format: how the spreadsheet shows the number that it stores.
///
/// Covers sections with conditions, digits, thousands, scaling commas, percent, exponents, literals, currency marks, dates
/// and times. Fractions are shown as decimals. Names of months and days are English.
struct NumberFormat: Sendable {
  /// A number as shown.
  struct Shown {
    var text: String
    /// False for dates, times and words.
    var isNumber: Bool
    /// Thousands that the format cuts off, as a power of ten; 0 mostly.
    var scale = 0
    var isNegative = false
  }

  private let sections: [NumberSection]

  init(_ code: String) { sections = NumberSection.sections(of: code) }

  /// Formats that Office knows by number alone; the short date, which is the reader's own, is shown as ISO 8601.
  static let builtIn: [Int: String] = [
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "\"$\"#,##0_);(\"$\"#,##0)",
    6: "\"$\"#,##0_);(\"$\"#,##0)", 7: "\"$\"#,##0.00_);(\"$\"#,##0.00)", 8: "\"$\"#,##0.00_);(\"$\"#,##0.00)",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
    37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);(#,##0.00)",
    41: "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 42: "_(\"$\"* #,##0_);_(\"$\"* (#,##0);_(\"$\"* \"-\"_);_(@_)",
    43: "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
    44: "_(\"$\"* #,##0.00_);_(\"$\"* (#,##0.00);_(\"$\"* \"-\"??_);_(@_)", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
  ]

  /// Shows a stored number, written as XML has it. Nil where it is no number.
  func shown(_ stored: String, epoch1904: Bool = false) -> Shown? {
    guard let value = Self.decimal(stored) else { return nil }
    guard let (section, isOwnNegative) = section(for: value) else {
      return Shown(text: Self.general(value), isNumber: true, isNegative: value < 0)
    }
    if section.isText || section.isGeneral && section.isPlain {
      return Shown(text: Self.general(value), isNumber: true, isNegative: value < 0)
    }
    if section.isDate {
      return Shown(text: SerialDate.shown(value, section.dateTokens, epoch1904: epoch1904), isNumber: false)
    }
    let (digits, isZero) = section.isGeneral ? (Self.general(abs(value)), value == 0) : section.digits(of: abs(value))
    // A format of two sections writes its own minus; a value that rounds to nothing has none.
    let sign = value < 0 && !isOwnNegative && !isZero ? "-" : ""
    return Shown(
      text: sign + section.prefix + digits + section.suffix, isNumber: section.hasDigits, scale: section.scale,
      isNegative: value < 0)
  }

  /// The section that holds for a value, and whether it is one for negative values alone.
  private func section(for value: Decimal) -> (NumberSection, Bool)? {
    let numeric = sections.count > 3 ? Array(sections.prefix(3)) : sections
    if numeric.contains(where: { $0.condition != nil }) {
      for (index, section) in numeric.enumerated() {
        if let condition = section.condition {
          if condition.holds(value) { return (section, condition.isNegativeOnly) }
        } else if index == numeric.count - 1 || index > 0 {
          return (section, false)
        }
      }
      return numeric.last.map { ($0, false) }
    }
    switch numeric.count {
    case 0: return nil
    case 1: return (numeric[0], false)
    case 2: return value < 0 ? (numeric[1], true) : (numeric[0], false)
    default: return value < 0 ? (numeric[1], true) : value == 0 ? (numeric[2], true) : (numeric[0], false)
    }
  }

  /// A stored number to the fifteen digits that a spreadsheet keeps.
  static func decimal(_ stored: String) -> Decimal? {
    guard !stored.isEmpty, stored.utf8.count <= 64,
      stored.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || "+-.eE".utf8.contains($0) }),
      let value = Decimal(string: stored, locale: nil), value.isFinite
    else { return nil }
    let significant = stored.utf8.prefix { $0 | 0x20 != 0x65 }.filter { $0 >= 0x30 && $0 <= 0x39 }.count
    return significant > 15 ? rounded(value, significant: 15) : value
  }

  /// To so many significant digits.
  private static func rounded(_ value: Decimal, significant: Int) -> Decimal {
    guard value != 0 else { return value }
    var magnitude = abs(value)
    var exponent = 0
    while magnitude >= 10, exponent < 400 {
      magnitude /= 10
      exponent += 1
    }
    while magnitude < 1, exponent > -400 {
      magnitude *= 10
      exponent -= 1
    }
    return rounded(value, places: significant - 1 - exponent)
  }

  /// Half away from zero.
  static func rounded(_ value: Decimal, places: Int) -> Decimal {
    var source = abs(value)
    var result = Decimal()
    NSDecimalRound(&result, &source, places, .plain)
    return value < 0 ? -result : result
  }

  /// The General format: ten digits, no thousands, no exponent.
  static func general(_ value: Decimal) -> String { "\(rounded(value, significant: 10))" }
}
