import ReportReading

/// A few bytes as a number that hashes quickly; exact up to sixteen bytes, never equal beyond.
struct ByteKey: TableKey {
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  private var count: Int

  var tableHash: UInt64 { (low ^ high &* 31 ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15 }

  /// Bytes of the longest that is told from all others.
  static let longest = 16

  init(_ bytes: ArraySlice<UInt8>) {
    count = bytes.count
    for byte in bytes.prefix(16) {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte)
    }
  }

  init(_ text: String) { self.init(Array(text.utf8)[...]) }
}

/// The signs, suffixes and empty values of table cells, as data.
enum CellLexicon {
  enum Suffix: Hashable, Sendable {
    /// Power of ten.
    case scale(Int)
    case unit(Unit)
    /// `E`, `A` after a year.
    case estimate
  }

  /// Signs before or after a number. The longest match wins, so longer ones stand first.
  private static let currencyRows: [(String, String)] = [
    ("US$", "USD"), ("U.S. $", "USD"), ("C$", "CAD"), ("CA$", "CAD"), ("A$", "AUD"), ("AU$", "AUD"), ("HK$", "HKD"),
    ("S$", "SGD"), ("NZ$", "NZD"), ("NT$", "TWD"), ("R$", "BRL"), ("RMB", "CNY"), ("CHF", "CHF"), ("Fr.", "CHF"),
    ("USD", "USD"), ("EUR", "EUR"), ("GBP", "GBP"), ("JPY", "JPY"), ("CNY", "CNY"), ("CAD", "CAD"), ("AUD", "AUD"),
    ("INR", "INR"), ("KRW", "KRW"), ("SEK", "SEK"), ("NOK", "NOK"), ("DKK", "DKK"), ("BRL", "BRL"), ("MXN", "MXN"),
    ("ZAR", "ZAR"), ("SGD", "SGD"), ("HKD", "HKD"), ("TWD", "TWD"), ("Rs.", "INR"), ("Rs", "INR"),
    ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("￥", "JPY"), ("₹", "INR"), ("₩", "KRW"), ("₽", "RUB"),
    ("₺", "TRY"), ("₪", "ILS"), ("₱", "PHP"), ("฿", "THB"), ("₫", "VND"), ("₦", "NGN"), ("₴", "UAH"),
  ]
  static let currencies: [(sign: [UInt8], code: String)] = currencyRows.map { (Array($0.0.utf8), $0.1) }

  private static let suffixRows: [(String, Suffix)] = [
    ("percentage points", .unit(.percentagePoint)), ("percentage pts", .unit(.percentagePoint)),
    ("percent", .unit(.percent)), ("pct", .unit(.percent)), ("basis points", .unit(.basisPoint)),
    ("bps", .unit(.basisPoint)), ("bp", .unit(.basisPoint)), ("ppts", .unit(.percentagePoint)),
    ("ppt", .unit(.percentagePoint)), ("pts", .unit(.percentagePoint)), ("pt", .unit(.percentagePoint)),
    ("pp", .unit(.percentagePoint)), ("x", .unit(.multiple)), ("×", .unit(.multiple)),
    ("trillion", .scale(12)), ("billion", .scale(9)), ("million", .scale(6)), ("thousand", .scale(3)),
    ("trn", .scale(12)), ("tn", .scale(12)), ("bn", .scale(9)), ("mln", .scale(6)), ("mn", .scale(6)),
    ("MM", .scale(6)),
    ("T", .scale(12)), ("B", .scale(9)), ("M", .scale(6)), ("m", .scale(6)), ("K", .scale(3)), ("k", .scale(3)),
    ("years", .unit(.duration("year"))), ("year", .unit(.duration("year"))), ("yrs", .unit(.duration("year"))),
    ("months", .unit(.duration("month"))), ("month", .unit(.duration("month"))),
    ("weeks", .unit(.duration("week"))), ("days", .unit(.duration("day"))), ("hours", .unit(.duration("hour"))),
    ("E", .estimate), ("A", .estimate), ("F", .estimate),
  ]
  static let suffixes: [(word: [UInt8], suffix: Suffix)] = suffixRows.map { (Array($0.0.utf8), $0.1) }

  /// What a cell says that holds one of the writings below and nothing else.
  enum Sign: Sendable {
    case mark(CellMark)
    case nothing
  }

  static let signs: KeyTable<ByteKey, Sign> = {
    var signs = KeyTable<ByteKey, Sign>()
    for (key, mark) in marks { signs.set(.mark(mark), for: key) }
    for key in nothings where signs.value(of: key) == nil { signs.set(.nothing, for: key) }
    return signs
  }()

  private static let marks: [(ByteKey, CellMark)] = {
    var marks: [(ByteKey, CellMark)] = []
    for (sign, code) in currencies {
      let text = String(decoding: sign, as: UTF8.self)
      for form in [text, text + "(", text + " ("] { marks.append((ByteKey(form), .currency(code))) }
    }
    let rows: [(String, CellMark)] = [
      ("%", .unit(.percent)), ("percent", .unit(.percent)), ("pp", .unit(.percentagePoint)),
      ("pts", .unit(.percentagePoint)), ("pts.", .unit(.percentagePoint)), ("ppt", .unit(.percentagePoint)),
      ("bps", .unit(.basisPoint)), ("bp", .unit(.basisPoint)), ("x", .unit(.multiple)), ("X", .unit(.multiple)),
      ("(", .open), (")", .close(nil)), (")%", .close(.percent)), (") %", .close(.percent)),
      (")pts", .close(.percentagePoint)), (")bps", .close(.basisPoint)), ("%)", .close(.percent)),
      (")x", .close(.multiple)),
      ("%*", .unit(.percent)), ("years", .unit(.duration("year"))), ("months", .unit(.duration("month"))),
      ("days", .unit(.duration("day"))), ("yrs", .unit(.duration("year"))),
      ("†", .footnote), ("‡", .footnote), ("¹", .footnote), ("²", .footnote), ("³", .footnote),
    ]
    for (text, mark) in rows { marks.append((ByteKey(text), mark)) }
    return marks
  }()

  /// Writings of "no figure here".
  private static let nothings: [ByteKey] = {
    let writings: [String] = [
      "-", "--", "---", "–", "—", "―", "‒", "−", "N/A", "n/a", "NA", "n.a.", "N.A.", "NM", "nm", "N/M", "n/m", "n.m.",
      "NMF",
      "*", "**", "***", "…", "...", "nil", "Nil", "..", "Not meaningful", "none", "#",
    ]
    return writings.map { ByteKey($0) }
  }()

  /// The sign at an index and its length in bytes.
  static func currency(_ text: [UInt8], _ index: Int, _ end: Int) -> (code: String, length: Int)? {
    guard index < end, text[index] >= 0x80 || text[index] == 0x24 || isLetter(text[index]) else { return nil }
    for (sign, code) in currencies where starts(text, index, end, with: sign) {
      // A code or letters must not run on into a word.
      if let last = sign.last, isLetter(last), index + sign.count < end, isLetter(text[index + sign.count]) { continue }
      return (code, sign.count)
    }
    return nil
  }

  /// The suffix at an index and its length; a word must end where it ends.
  static func suffix(_ text: [UInt8], _ index: Int, _ end: Int) -> (suffix: Suffix, length: Int)? {
    guard index < end else { return nil }
    for (word, suffix) in suffixes where starts(text, index, end, with: word) {
      let next = index + word.count
      if next < end, isLetter(text[next]) { continue }
      return (suffix, word.count)
    }
    return nil
  }

  private static func starts(_ text: [UInt8], _ index: Int, _ end: Int, with word: [UInt8]) -> Bool {
    guard index + word.count <= end, text[index] == word[0] else { return false }
    return text[index..<index + word.count].elementsEqual(word)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
}
