import Foundation

/// One section of a number format, taken apart.
struct NumberSection: Sendable {
  struct Condition: Sendable {
    let sign: String
    let bound: Double

    func holds(_ value: Double) -> Bool {
      switch sign {
      case "<": value < bound
      case "<=": value <= bound
      case ">": value > bound
      case ">=": value >= bound
      case "<>": value != bound
      default: value == bound
      }
    }

    /// Holds for negative values alone, so that the section writes its own minus.
    var isNegativeOnly: Bool { sign.hasPrefix("<") && sign != "<>" && bound <= 0 }
  }

  var condition: Condition?
  var prefix = ""
  var suffix = ""
  var isGeneral = false
  /// For words: the number is shown as it is.
  var isText = false
  var isDate = false
  var dateTokens: [String] = []
  /// Digits before the point that are always there, after it that are, and after it that may be.
  private var leastWhole = 0
  private var leastDecimals = 0
  private var mostDecimals = 0
  private var hasThousands = false
  private var percents = 0
  private var commas = 0
  private var isScientific = false
  private(set) var hasDigits = false

  /// Thousands cut off, as a power of ten.
  var scale: Int { commas * 3 }
  var isPlain: Bool { prefix.isEmpty && suffix.isEmpty }

  static func sections(of code: String) -> [NumberSection] {
    var sections: [NumberSection] = []
    var current: [Character] = []
    var isQuoted = false
    var isEscaped = false
    var inBrackets = false
    for character in code.prefix(1024) {
      if isEscaped {
        isEscaped = false
      } else if character == "\\", !isQuoted {
        isEscaped = true
      } else if character == "\"", !inBrackets {
        isQuoted.toggle()
      } else if character == "[", !isQuoted {
        inBrackets = true
      } else if character == "]", !isQuoted {
        inBrackets = false
      } else if character == ";", !isQuoted, !inBrackets {
        sections.append(NumberSection(current))
        current = []
        continue
      }
      current.append(character)
    }
    return sections + [NumberSection(current)]
  }

  private init(_ code: [Character]) {
    var index = 0
    var inDecimals = false
    var pendingCommas = 0
    func literal(_ text: String, _ section: inout NumberSection) {
      if section.hasDigits || section.isGeneral { section.suffix += text } else { section.prefix += text }
      if !text.isEmpty { section.dateTokens.append("\"" + text) }
    }
    while index < code.count {
      let character = code[index]
      index += 1
      switch character {
      case "\"":
        let end = code[index...].firstIndex(of: "\"") ?? code.count
        literal(String(code[index..<end]), &self)
        index = min(end + 1, code.count)
      case "\\":
        if index < code.count { literal(String(code[index]), &self) }
        index += 1
      case "_", "*": index += 1
      case "[":
        let end = code[index...].firstIndex(of: "]") ?? code.count
        if let mark = bracket(String(code[index..<end])) { literal(mark, &self) }
        index = min(end + 1, code.count)
      case "0", "#", "?":
        if hasDigits, pendingCommas > 0, !inDecimals { hasThousands = true }
        pendingCommas = 0
        hasDigits = true
        if inDecimals {
          mostDecimals += 1
          if character == "0" { leastDecimals = mostDecimals }
        } else if character == "0" {
          leastWhole += 1
        }
        if isDate, character == "0" { dateTokens.append("0") }
      case ".":
        if hasDigits || code[index...].first.map({ "0#?".contains($0) }) ?? false, !isDate {
          commas += pendingCommas
          pendingCommas = 0
          inDecimals = true
          hasDigits = true
        } else {
          literal(".", &self)
        }
      case ",": if hasDigits, !isDate { pendingCommas += 1 } else { literal(",", &self) }
      case "%":
        percents += 1
        literal("%", &self)
      case "@": isText = true
      case "E", "e":
        if hasDigits, let next = code[index...].first, next == "+" || next == "-" {
          isScientific = true
          index += 1
          while index < code.count, "0#?".contains(code[index]) { index += 1 }
        } else {
          literal(String(character), &self)
        }
      case "G", "g":
        if code[(index - 1)...].prefix(7).map(String.init).joined().lowercased() == "general" {
          isGeneral = true
          hasDigits = true
          index += 6
        } else {
          literal(String(character), &self)
        }
      case "A", "a":
        let rest = code[(index - 1)...].prefix(5).map(String.init).joined().uppercased()
        if rest == "AM/PM" || rest.hasPrefix("A/P") {
          isDate = true
          dateTokens.append("AM/PM")
          index += rest == "AM/PM" ? 4 : 2
        } else {
          literal(String(character), &self)
        }
      case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S":
        isDate = true
        var token = character.lowercased()
        while index < code.count, code[index].lowercased() == character.lowercased() {
          token += character.lowercased()
          index += 1
        }
        dateTokens.append(token)
      default: literal(String(character), &self)
      }
    }
    commas += pendingCommas
    commas = min(commas, 6)
    mostDecimals = min(mostDecimals, 30)
    leastDecimals = min(leastDecimals, 30)
    if isDate { (isText, isGeneral) = (false, false) }
  }

  /// Takes up a condition or elapsed time. Returns the mark of a currency, without its locale; a colour is nothing.
  private mutating func bracket(_ text: String) -> String? {
    if text.hasPrefix("$") { return String(text.dropFirst().prefix { $0 != "-" }) }
    if let first = text.first, "<>=".contains(first) {
      let sign = String(text.prefix { "<>=".contains($0) })
      if let bound = Double(text.dropFirst(sign.count)) {
        condition = Condition(sign: sign, bound: bound)
      }
    } else if let first = text.lowercased().first, "hms".contains(first),
      text.lowercased().allSatisfy({ $0 == first })
    {
      isDate = true
      dateTokens.append("[" + text.lowercased())
    }
    return nil
  }

  /// The digits of a magnitude, and whether nothing is left of it.
  func digits(of magnitude: StoredNumber) -> (String, isZero: Bool) {
    guard hasDigits else { return ("", magnitude.isZero) }
    var value = magnitude.scaled(2 * min(percents, 3) - 3 * commas)
    if isScientific { return (String(format: "%.\(mostDecimals)E", value.approximate), value.isZero) }
    value = value.rounded(places: mostDecimals)
    var (whole, decimals) = value.parts
    while decimals.count < leastDecimals { decimals += "0" }
    if whole == "0", leastWhole == 0, !decimals.isEmpty { whole = "" }
    while whole.count < min(leastWhole, 30) { whole = "0" + whole }
    if hasThousands {
      var grouped: [Character] = []
      for (place, digit) in whole.reversed().enumerated() {
        if place > 0, place % 3 == 0 { grouped.append(",") }
        grouped.append(digit)
      }
      whole = String(grouped.reversed())
    }
    return (decimals.isEmpty ? whole : whole + "." + decimals, value.isZero)
  }
}
