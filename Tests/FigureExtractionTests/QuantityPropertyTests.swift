import Foundation
import ReportReading
import Testing

@testable import FigureExtraction

/// Any quantity, written in any way the grammar knows, is read back as itself.
@Suite struct QuantityPropertyTests {
  /// The same each run, so that a failure is the change's own; `ALYOSHA_SEED` tries another.
  static let seed: UInt64 = ProcessInfo.processInfo.environment["ALYOSHA_SEED"].flatMap(UInt64.init) ?? 20_261_125

  @Test func writingsReadBack() {
    print("quantities: seed \(Self.seed) (ALYOSHA_SEED tries another)")
    var writer = QuantityWriter(seed: Self.seed)
    var failures: [String] = []
    let scanner = QuantityScanner()
    for _ in 0..<20_000 {
      let (text, expected) = writer.next()
      let bytes = Array(text.utf8)
      let found = scanner.scan(bytes, in: Span(0, bytes.count)).map(\.quantity)
      let isSame =
        found.count == 1 && found[0].low == expected.low && found[0].high == expected.high
        && found[0].unit == expected.unit && found[0].per == expected.per && found[0].isAbout == expected.isAbout
      if !isSame { failures.append("\(text) → \(found.map { "\($0)" })") }
    }
    #expect(failures.isEmpty, "seed \(Self.seed), \(failures.count) of 20000: \(failures.prefix(12))")
  }

  /// Quantities agree with themselves whatever the writing, and with no other of another unit.
  @Test func agreementIsReflexiveAndKeepsUnitsApart() {
    var writer = QuantityWriter(seed: Self.seed)
    for _ in 0..<2_000 {
      let (text, quantity) = writer.next()
      #expect(quantity.agrees(with: quantity), "seed \(Self.seed): \(text)")
      let other = Quantity(low: quantity.low, high: quantity.high, unit: .physical("nothing"))
      #expect(!quantity.agrees(with: other), "seed \(Self.seed): \(text)")
    }
  }
}

/// Makes quantities and writes them in the ways that reports do.
struct QuantityWriter {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(state: seed) }

  /// How a unit is written: before the number and after it.
  private struct Style {
    let unit: FigureExtraction.Unit
    var before = ""
    var after = ""
    /// Scale words and suffixes may follow the number.
    var takesScale = false
    var per: String?
  }

  private static let styles: [Style] = {
    var styles: [Style] = []
    let signs = [
      ("$", "USD"), ("US$", "USD"), ("C$", "CAD"), ("A$", "AUD"), ("HK$", "HKD"), ("€", "EUR"), ("£", "GBP"),
      ("¥", "JPY"), ("₹", "INR"), ("₩", "KRW"), ("R$", "BRL"), ("CHF ", "CHF"), ("USD ", "USD"), ("EUR ", "EUR"),
    ]
    for (sign, code) in signs { styles.append(Style(unit: .currency(code), before: sign, takesScale: true)) }
    for row in LexiconText.rows(CurrencyLexicon.rows) {
      guard let code = row.first?.first else { continue }
      styles.append(Style(unit: .currency(code), before: code + " ", takesScale: true))
      styles.append(Style(unit: .currency(code), after: " " + code, takesScale: true))
    }
    for (name, code) in [("dollars", "USD"), ("euros", "EUR"), ("Swiss francs", "CHF"), ("Japanese yen", "JPY")] {
      styles.append(Style(unit: .currency(code), after: " " + name, takesScale: true))
    }
    for sign in ["%", " %", " percent", " per cent", " pct"] { styles.append(Style(unit: .percent, after: sign)) }
    for sign in ["pp", " pp", " percentage points", "ppts"] {
      styles.append(Style(unit: .percentagePoint, after: sign))
    }
    for sign in ["bps", " bps", " basis points"] { styles.append(Style(unit: .basisPoint, after: sign)) }
    styles.append(Style(unit: .multiple, after: "x"))
    for (symbol, names) in [
      ("GW", ["GW", "gigawatts"]), ("MW", ["MW", "megawatts"]), ("kWh", ["kWh", "kilowatt hours", "kilowatt-hours"]),
      ("TWh", ["TWh", "terawatt hours"]), ("t", ["tonnes", "metric tons"]), ("kg", ["kg", "kilograms"]),
      ("km", ["km", "kilometers", "kilometres"]), ("bbl", ["barrels", "bbl"]), ("ft2", ["square feet", "sq ft"]),
      ("ha", ["hectares"]), ("acre", ["acres"]), ("gal", ["gallons"]), ("GB", ["GB", "gigabytes"]),
      ("bbl/d", ["b/d", "barrels per day"]), ("MMBtu", ["MMBtu"]), ("m3", ["cubic meters", "m³"]),
      ("mi", ["miles"]), ("oz", ["ounces"]), ("lb", ["lbs"]),
    ] {
      for name in names { styles.append(Style(unit: .physical(symbol), after: " " + name)) }
    }
    for name in ["year", "month", "week", "day", "hour", "minute"] {
      styles.append(Style(unit: .duration(name), after: " \(name)s"))
    }
    for (writing, per) in [(" per barrel", "barrel"), ("/MWh", "MWh"), (" per MWh", "MWh"), (" a share", "share")] {
      styles.append(Style(unit: .currency("USD"), before: "$", after: writing, per: per))
    }
    return styles
  }()

  private static let scales: [(String, Int)] = [
    (" thousand", 3), (" million", 6), (" billion", 9), (" trillion", 12), ("K", 3), ("k", 3), ("M", 6), ("mn", 6),
    (" mn", 6), ("bn", 9), (" bn", 9), ("B", 9), ("trn", 12), (" trn", 12), ("T", 12),
  ]

  mutating func next() -> (text: String, quantity: Quantity) {
    let style = pick(Self.styles)
    let scale = style.takesScale && random.below(2) == 0 ? pick(Self.scales) : ("", 0)
    let first = number(isShort: scale.1 > 0)
    let factor = NumberLexicon.power(scale.1)
    let low = first.value * factor
    func write(_ number: (text: String, value: Decimal)) -> String {
      style.before + number.text + scale.0 + style.after
    }
    func quantity(_ low: Decimal?, _ high: Decimal?, about: Bool = false) -> Quantity {
      Quantity(low: low, high: high, isAbout: about, unit: style.unit, per: style.per)
    }
    switch random.below(8) {
    case 0:
      let lead = pick(["about ", "roughly ", "nearly ", "around ", "approximately "])
      return ("It was \(lead)\(write(first)).", quantity(low, low, about: true))
    case 1:
      let lead = pick(["more than ", "at least ", "over ", ">", "≥ "])
      return ("It was \(lead)\(write(first)).", quantity(low, nil))
    case 2:
      let lead = pick(["less than ", "at most ", "up to ", "under ", "<", "≤ "])
      return ("It was \(lead)\(write(first)).", quantity(nil, low))
    case 3, 4:
      var second = number(isShort: true)
      while second.value <= first.value {
        let value = first.value + Decimal(1 + random.below(90))
        second = ("\(value)", value)
      }
      let high = second.value * factor
      // Ranges repeat the sign and the scale, or, between words, everything.
      let pair =
        switch random.below(3) {
        case 0: "between \(write(first)) and \(write(second))"
        case 1: "from \(write(first)) to \(write(second))"
        default: "\(write(first)) to \(write(second))"
        }
      if style.per != nil { return ("It was \(write(first)).", quantity(low, low)) }
      return ("It was \(pair).", quantity(low, high))
    default: return ("It was \(write(first)).", quantity(low, low))
    }
  }

  /// A number in digits: whole, grouped or with decimals; three digits at most before a scale.
  private mutating func number(isShort: Bool) -> (text: String, value: Decimal) {
    let whole =
      isShort
      ? 1 + random.below(999) : pick([1 + random.below(99), 1 + random.below(999), 2200 + random.below(900_000)])
    if random.below(3) == 0 {
      let places = 1 + random.below(2)
      let part = 1 + random.below(places == 1 ? 9 : 99)
      let digits = places == 1 ? "\(part)" : (part < 10 ? "0\(part)" : "\(part)")
      let value = Decimal(whole) + Decimal(part) * NumberLexicon.power(-places)
      return ("\(grouped(whole)).\(digits)", value)
    }
    return (grouped(whole), Decimal(whole))
  }

  private func grouped(_ value: Int) -> String {
    value < 1000 ? "\(value)" : grouped(value / 1000) + "," + "\(value % 1000 + 1000)".dropFirst()
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element { list[random.below(list.count)] }
}

/// SplitMix64 (Steele, Lea and Flood): a few shifts and multiplications, the same on every machine.
struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
