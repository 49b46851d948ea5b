/// What a cell's text looks like, before anybody reads it as a figure.
enum CellKind: Sendable {
  case empty
  /// A number with or without its signs: "1,234", "(0.5)%", "$3".
  case value
  /// 1900 to 2099 alone: a column label as often as a value.
  case year
  /// A dash that stands for nothing.
  case dash
  /// A currency, percent or bracket sign in a cell of its own.
  case symbol
  /// A bullet, a check box, a list or footnote mark: "•", "☒", "(1)", "a)".
  case mark
  /// "(in millions)" and the like.
  case note
  case words

  /// Letters of a text that is no value and no mark, whatever follows them.
  private static let surelyWords = 5

  init(_ text: [UInt8], _ span: Span) {
    guard !span.isEmpty else {
      self = .empty
      return
    }
    var digits = 0
    var letters = 0
    for byte in text[span.range] {
      if letters == Self.surelyWords { break }
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x41...0x5A, 0x61...0x7A: letters += 1
      default: break
      }
    }
    if letters == 0, digits == 0 {
      self = Self.sign(String(decoding: text[span.range], as: UTF8.self))
      return
    }
    if letters == 0 {
      if span.count == 4, digits == 4, text[span.start] == 0x31 || text[span.start] == 0x32 {
        let year = text[span.range].reduce(0) { $0 * 10 + Int($1 & 15) }
        self = (1900...2099).contains(year) ? .year : .value
      } else if span.count <= 4, digits <= 2, text[span.start] == 0x28, text[span.end - 1] == 0x29,
        digits + 2 == span.count
      {
        self = .mark
      } else {
        self = Self.isIdentifier(text, span) ? .words : .value
      }
      return
    }
    if UnitNote.isNote(text, span) {
      self = .note
    } else if digits > 0, letters <= 4, Self.isScaled(String(decoding: text[span.range], as: UTF8.self).lowercased()) {
      self = .value
    } else if span.count <= 4, digits + letters <= 2, [0x28, 0x29, 0x2E].contains(text[span.end - 1]) {
      self = .mark
    } else {
      self = .words
    }
  }

  /// Telephone, register and post codes: groups of digits joined by hyphens that make no range.
  private static func isIdentifier(_ text: [UInt8], _ span: Span) -> Bool {
    var groups: [Int] = []
    var run = 0
    var hyphens = 0
    for byte in text[span.range] {
      switch byte {
      case 0x30...0x39: run += 1
      case 0x2D, 0x20, 0x28, 0x29:
        if run > 0 { groups.append(run) }
        run = 0
        if byte == 0x2D { hyphens += 1 }
      default: return false
      }
    }
    if run > 0 { groups.append(run) }
    return hyphens > 0 && groups.count >= 2 && (groups.last ?? 0) >= 4 && groups.first != groups.last
  }

  private static func sign(_ text: String) -> CellKind {
    switch text {
    case "$", "€", "£", "¥", "%", ")", "(", ")%", "$(", "(%", "%)", "₹", "₩", "x", "$ (", ") %": .symbol
    case "—", "–", "-", "--", "---", "$—", "$ —", "— %", "—%", "$-", "−", "‒", "―": .dash
    case "•", "·", "þ", "¨", "☐", "☒", "☑", "*", "**", "†", "‡", "●", "○", "◦", "▪", "■", "►", "✓", "✔", "✗", "***",
      "§", "":
      .mark
    default: .words
    }
  }

  /// "$1.2bn", "47x", "35 bps", "12.5pp", "-3.1% y/y" are values although they have letters.
  private static func isScaled(_ lower: String) -> Bool {
    scales.contains(lower.filter { $0.isLetter })
  }

  private static let scales: Set<String> = [
    "x", "k", "m", "b", "t", "mm", "mn", "bn", "tn", "trn", "bps", "bp", "pp", "pt", "pts", "usd", "eur", "gbp", "yy",
    "gw", "mw", "kw", "gwh", "mwh", "kwh", "tb", "gb", "mb", "nm", "kg", "km", "us", "a", "e", "p", "f", "r",
  ]
}
