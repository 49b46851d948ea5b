import Foundation

/// Contexts and units of inline XBRL, collected from the hidden header while the text is read.
struct XBRLResources {
  struct Context {
    var start: CalendarDate?
    var end: CalendarDate?
    var isDimensional = false
  }
  struct Unit {
    var numerator: [String] = []
    var denominator: [String] = []
  }

  private(set) var contexts: [String: Context] = [:]
  private(set) var units: [String: Unit] = [:]
  private var context = ""
  private var unit = ""
  private var inDenominator = false

  mutating func start(_ element: Element, _ attributes: [MarkupAttribute]) {
    switch element {
    case .xbrliContext:
      for attribute in attributes where attribute.name == .id { context = attribute.string }
      contexts[context] = Context()
    case .xbrliUnit:
      for attribute in attributes where attribute.name == .id { unit = attribute.string }
      units[unit] = Unit()
      inDenominator = false
    case .xbrliNumerator: inDenominator = false
    case .xbrliDenominator: inDenominator = true
    case .xbrldiExplicitMember, .xbrldiTypedMember: contexts[context]?.isDimensional = true
    default: break
    }
  }

  mutating func end(_ element: Element, _ text: String) {
    switch element {
    case .xbrliStartDate: contexts[context]?.start = CalendarDate(iso: text)
    case .xbrliEndDate: contexts[context]?.end = CalendarDate(iso: text)
    case .xbrliInstant:
      let day = CalendarDate(iso: text)
      contexts[context]?.start = day
      contexts[context]?.end = day
    case .xbrliMeasure:
      let local = text.split(separator: ":").last.map(String.init) ?? text
      if inDenominator { units[unit]?.denominator.append(local) } else { units[unit]?.numerator.append(local) }
    default: break
    }
  }

  /// The fact behind a tag, or nil where its digits do not make a number.
  func fact(_ tag: DraftTag, text: String, span: Span) -> TaggedFact? {
    guard !tag.isNil, let magnitude = Self.magnitude(text, format: tag.format) else { return nil }
    let unit = units[tag.unit]
    var value = magnitude
    var scale = tag.scale
    var name = unit?.numerator.first
    if let denominator = unit?.denominator.first, let numerator = name {
      name = denominator == "shares" ? numerator : "\(numerator)/\(denominator)"
    } else if name == "pure", tag.scale == -2 {
      name = "percent"
      scale = 0
    }
    // Only the exponent moves; no digit is lost.
    if scale != 0 { value = Decimal(sign: .plus, exponent: min(max(scale, -18), 18), significand: value) }
    let context = contexts[tag.context]
    return TaggedFact(
      span: span, value: tag.isNegative ? -value : value, unit: name, concept: tag.concept, start: context?.start,
      end: context?.end, isDimensional: context?.isDimensional ?? false)
  }

  /// Reads digits as the transformation registry's number formats do: dot or comma decimal, dashes for zero, words.
  static func magnitude(_ text: String, format: String) -> Decimal? {
    if let plain = plainMagnitude(text, format: format) { return plain }
    let rule = format.split(separator: ":").last.map { $0.lowercased() } ?? ""
    if rule.hasPrefix("fixed-zero") || rule.hasPrefix("fixedzero") || rule.hasPrefix("zerodash") || rule == "numdash" {
      return 0
    }
    if rule.hasPrefix("numwords") || rule == "numwordsen" { return words[text.lowercased()] }
    let commaDecimal = rule.contains("comma")
    var digits = ""
    for character in text {
      if character.isASCII, character.isNumber { digits.append(character) }
      if character == (commaDecimal ? "," : ".") { digits.append(".") }
    }
    guard digits.contains(where: \.isNumber) else { return ["—", "–", "-"].contains(text) ? 0 : nil }
    return Decimal(string: digits)
  }

  /// As nearly every tag has it: at most eighteen digits with thousands commas and a decimal point, and a format that says so.
  private static func plainMagnitude(_ text: String, format: String) -> Decimal? {
    guard plainFormats.contains(format) else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      var significand: UInt64 = 0
      var (digits, decimals) = (0, -1)
      for byte in bytes {
        switch byte {
        case 0x30...0x39:
          significand = significand * 10 + UInt64(byte & 15)
          digits += 1
          if decimals >= 0 { decimals += 1 }
          guard digits <= 18 else { return nil }
        case 0x2E:
          guard decimals < 0, digits > 0 else { return nil }
          decimals = 0
        case 0x20, 0x24, 0x2C: break
        default: return nil
        }
      }
      guard digits > 0, decimals != 0 else { return nil }
      return Decimal(sign: .plus, exponent: -max(decimals, 0), significand: Decimal(significand))
    }
  }
  private static let plainFormats: Set<String> = [
    "ixt:num-dot-decimal", "ixt:numdotdecimal", "ixt1:numdotdecimal", "ixt2:numdotdecimal", "ixt3:numdotdecimal",
    "ixt4:num-dot-decimal", "ixt5:num-dot-decimal",
  ]

  private static let words: [String: Decimal] = [
    "no": 0, "none": 0, "nil": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50,
  ]
}
