/// A cell's number format: how the spreadsheet shows the number that it stores.
///
/// Covers sections with conditions, digits, thousands, scaling commas, percent, exponents, literals, currency marks,
/// dates and times. Fractions are shown as decimals. Names of months and days are English.
package struct NumberFormat: Sendable {
  /// A number as shown.
  package struct Shown {
    package var text: String
    /// False for dates, times and words.
    package var isNumber: Bool
    /// Thousands that the format cuts off, as a power of ten; 0 mostly.
    package var scale = 0
    package var isNegative = false
  }

  private let sections: [NumberSection]

  package init(_ code: String) { sections = NumberSection.sections(of: code) }

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
  package func shown(_ stored: some Collection<UInt8>, epoch1904: Bool = false) -> Shown? {
    guard let value = StoredNumber(stored) else { return nil }
    guard let (section, isOwnNegative) = section(for: value), !section.isText else {
      return Shown(text: value.general, isNumber: true, isNegative: value.isNegative)
    }
    if section.isDate {
      return Shown(text: SerialDate.shown(value, section.dateTokens, epoch1904: epoch1904), isNumber: false)
    }
    let (digits, isZero) =
      section.isGeneral ? (value.magnitude.general, value.isZero) : section.digits(of: value.magnitude)
    // A section for negative values writes its own minus; a value that rounds to nothing has none.
    let sign = value.isNegative && !isOwnNegative && !isZero ? "-" : ""
    return Shown(
      text: sign + section.prefix + digits + section.suffix, isNumber: section.hasDigits, scale: section.scale,
      isNegative: value.isNegative)
  }

  /// The section that holds for a value, and whether it is one for negative values alone.
  private func section(for value: StoredNumber) -> (NumberSection, Bool)? {
    let numeric = sections.prefix(3)
    let isNegative = value.isNegative && !value.isZero
    if numeric.contains(where: { $0.condition != nil }) {
      for (index, section) in numeric.enumerated() {
        if let condition = section.condition {
          if condition.holds(value.approximate) { return (section, condition.isNegativeOnly) }
        } else if index == numeric.count - 1 || index > 0 {
          return (section, false)
        }
      }
      return numeric.last.map { ($0, false) }
    }
    switch numeric.count {
    case 0: return nil
    case 1: return (numeric[0], false)
    case 2: return isNegative ? (numeric[1], true) : (numeric[0], false)
    default: return isNegative ? (numeric[1], true) : value.isZero ? (numeric[2], true) : (numeric[0], false)
    }
  }
}
