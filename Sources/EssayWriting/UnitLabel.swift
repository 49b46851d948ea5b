import FigureExtraction
import Foundation
import ReportReading
import Synchronization

/// A few words of a report, and the units and scales that they name.
final class UnitLabel: Sendable {
  let text: String
  private let lower: String
  /// Units that it names as labels do: in parentheses, after its last comma, or as the whole of it.
  let units: [FigureExtraction.Unit]
  /// Powers of ten that it names: "in millions" is 6, "$000" is 3, "$1.2bn" is 9.
  let scales: Set<Int>
  private let quantities = Mutex<[Quantity]?>(nil)
  /// What it was asked of units: the figures of a table ask its labels for the same one.
  private let answers = Mutex<[(unit: FigureExtraction.Unit, isNamed: Bool)]>([])

  init(_ text: String) {
    self.text = text
    lower = text.lowercased()
    units = Self.mayNameUnit(text) ? Self.units(in: text) : []
    scales = Self.scales(in: text, lower)
  }

  /// Running text with amounts in it, and no note of a scale ("in millions").
  var statesAmounts: Bool {
    text.contains(where: \.isNumber) && text.count > 60
      && !["in thousands", "in millions", "in billions"].contains(where: lower.contains)
  }

  var isOfPercentages: Bool { lower.holds("percent") || lower.holds("%") }

  static func isOfPercentages(_ unit: FigureExtraction.Unit) -> Bool {
    [.percent, .percentagePoint, .basisPoint].contains(unit)
  }

  /// Whether it says anywhere, as a word, a sign or a quantity, what a unit is. Remembered.
  func names(_ unit: FigureExtraction.Unit) -> Bool {
    if let known = answers.withLock({ $0.first { $0.unit == unit } }) { return known.isNamed }
    let isNamed = says(unit)
    answers.withLock { $0.append((unit, isNamed)) }
    return isNamed
  }

  private func says(_ unit: FigureExtraction.Unit) -> Bool {
    switch unit {
    case .currency(let code):
      if Self.marks[code]?.contains(where: lower.holds) == true || text.holds(code) { return true }
    case .percent, .percentagePoint:
      if ["%", "percent", "per cent", "rate", "margin", "point", "yield", " pp"].contains(where: lower.holds) {
        return true
      }
    case .basisPoint: if lower.holds("basis point") || lower.holds("bp") { return true }
    case .multiple:
      let words = ["times", "multiple", "ratio", "twice", "double", "triple", "fold", "half", "p/e"]
      if lower.holds("x") || words.contains(where: lower.holds) { return true }
    case .duration(let name): if lower.holds(name) { return true }
    case .count: return true
    case .physical(let symbol): if text.holds(symbol) { return true }
    }
    return units.contains { Self.agree($0, unit) } || read().contains { Self.agree($0.unit, unit) }
  }

  /// The quantities that it states.
  private func read() -> [Quantity] {
    quantities.withLock { known in
      let quantities = known ?? Self.scan(text)
      known = quantities
      return quantities
    }
  }

  private static let scanner = QuantityScanner(context: QuantityContext())

  private static func scan(_ text: String) -> [Quantity] {
    let bytes = Array(text.utf8)
    return scanner.scan(bytes, in: Span(0, bytes.count)).map(\.quantity)
  }

  // MARK: Units

  /// A part of it may be a unit: it has parentheses, or no digit after its last comma or in the whole.
  private static func mayNameUnit(_ text: String) -> Bool {
    var hasDigit = false
    var tailHasDigit = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "("), 0x80...: return true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): (hasDigit, tailHasDigit) = (true, true)
      case UInt8(ascii: ","): tailHasDigit = false
      default: continue
      }
    }
    return !hasDigit || !tailHasDigit
  }

  private static func units(in text: String) -> [FigureExtraction.Unit] {
    guard text.count < 160 else { return [] }
    var named: [Substring] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      named.append(rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
    }
    if text.utf8.contains(UInt8(ascii: ",")), let comma = text.lastIndex(of: ",") {
      named.append(text[text.index(after: comma)...])
    }
    // No more words than spaces, and one.
    let spaces = text.utf8.count { $0 == UInt8(ascii: " ") }
    if spaces < 2 || text.split(separator: " ").count <= 2 { named.append(text[...]) }
    return named.flatMap { unit -> [FigureExtraction.Unit] in
      var words = String(unit).flattened
      if words.hasPrefix("in ") { words.removeFirst(3) }
      guard !words.contains(where: \.isNumber), words.count > 1 || ["%", "x"].contains(words) || isSign(words)
      else { return [] }
      let parts = words.lowercased().split(separator: " ")
      if let first = parts.compactMap({ orderOfMarks[$0] }).min() { return [.currency(marksInOrder[first].key)] }
      // "(million boxes)" counts boxes; "(million dollars)" and "(in millions)" do not count.
      if parts.count > 1, ["hundred", "thousand", "million", "billion"].contains(parts[0]), parts[1] != "of",
        scan("1 \(words)").first?.unit == .count
      {
        return [.count]
      }
      let written = Array((words == "%" || words == "x" ? "1\(words)" : "1 \(words)").utf8)
      let found = scanner.scan(written, in: Span(0, written.count))
      // The whole of it must be the unit: "years", not "year ended".
      guard found.count == 1, let only = found.first, only.span.count == written.count, only.quantity.unit != .count
      else { return [] }
      return [only.quantity.unit]
    }
  }

  private static func isSign(_ text: String) -> Bool { orderOfMarks[text[...]] != nil }

  static func agree(_ a: FigureExtraction.Unit, _ b: FigureExtraction.Unit) -> Bool {
    func kind(_ unit: FigureExtraction.Unit) -> FigureExtraction.Unit {
      switch unit {
      case .percentagePoint: .percent
      // Both are written "kt".
      case .physical("ktonne"): .physical("kn")
      default: unit
      }
    }
    return kind(a) == kind(b)
  }

  /// How the signs and words of a currency are written, in lower case.
  static let marks: [String: [String]] = [
    "USD": ["$", "us$", "usd", "dollar", "dollars", "cents"], "EUR": ["€", "eur", "euro", "euros"],
    "GBP": ["£", "gbp", "pounds", "sterling", "pence"], "JPY": ["¥", "jpy", "yen"],
    "CNY": ["¥", "rmb", "cny", "yuan", "renminbi"], "INR": ["₹", "inr", "rupee", "rupees"],
    "KRW": ["₩", "krw", "won"], "CHF": ["chf", "francs"], "CAD": ["c$", "cad"], "AUD": ["a$", "aud"],
  ]

  private static let marksInOrder = marks.sorted { $0.key < $1.key }
  /// For each mark the first currency in order that is written so.
  private static let orderOfMarks = Dictionary(
    marksInOrder.enumerated().flatMap { order, entry in entry.value.map { (Substring($0), order) } },
    uniquingKeysWith: min)

  // MARK: Scale

  /// The power of a thousand between its digits as they stand and a value; 0 where they are the same, nil where the
  /// figure is written in words or as several numbers.
  func exponent(of quantity: Quantity) -> Int? {
    guard quantity.isPoint, scales.isEmpty else { return nil }
    let digits = text.filter { $0.isNumber || $0 == "." }
    guard let raw = Decimal(string: digits, locale: nil), raw != 0 else { return nil }
    return Self.exponent(of: abs(quantity.value), over: raw)
  }

  /// 0, 3, 6, 9 or 12 where a value is so many powers of ten of another.
  static func exponent(of value: Decimal, over raw: Decimal) -> Int? {
    // Binary numbers tell which exponent may do, and decimal ones whether it does.
    let ratio = value.asDouble / raw.asDouble
    let near = [(0, 1), (3, 1e3), (6, 1e6), (9, 1e9), (12, 1e12)].first { abs(ratio / $0.1 - 1) < 1e-9 }
    guard let (exponent, _) = near, raw * Decimal(sign: .plus, exponent: exponent, significand: 1) == value else {
      return nil
    }
    return exponent
  }

  /// Digits and marks of ASCII, and not three zeros, which may be thousands: a cell's number names no scale.
  private static func isBare(_ text: String) -> Bool {
    var zeros = 0
    for byte in text.utf8 {
      if byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) { return false }
      if (0x30...0x39).contains(byte) { zeros = byte == UInt8(ascii: "0") ? zeros + 1 : .min / 2 }
    }
    return zeros != 3
  }

  private static func scales(in text: String, _ lower: String) -> Set<Int> {
    if isBare(text) { return [] }
    guard text.count < 2_000 else { return [] }
    var found: Set<Int> = []
    let isThousand = lower.holds("000") && text.filter(\.isNumber) == "000"
    for word in Self.words(of: lower) {
      let letters = word.drop { $0.isNumber }
      switch letters {
      case "thousand", "thousands", "k", "tsd": found.insert(3)
      case "million", "millions", "mn", "mm", "m", "mil", "mill": found.insert(6)
      case "billion", "billions", "bn", "b": found.insert(9)
      case "trillion", "trillions", "tn", "t": found.insert(12)
      case "s" where word == "000s" && isThousand: found.insert(3)
      case "" where word == "000" && isThousand: found.insert(3)
      default: continue
      }
    }
    return found
  }

  /// Runs of letters and digits.
  private static func words(of lower: String) -> [Substring] {
    guard lower.utf8.allSatisfy({ $0 < 0x80 }) else {
      return lower.split(whereSeparator: { !$0.isAlphabetic && !$0.isNumber })
    }
    return lower.utf8.split { !(0x61...0x7A).contains($0) && !(0x30...0x39).contains($0) }.map { Substring($0) }
  }
}
