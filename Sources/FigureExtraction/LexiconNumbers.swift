import Foundation

/// Number words, as data.
enum NumberLexicon {
  enum Word {
    /// zero to nine, ten to nineteen, twenty to ninety
    case unit(Int), teen(Int), ten(Int)
    case hundred
    /// Power of ten: thousand 3, lakh 5, million 6, crore 7.
    case scale(Int)
    case dozen(Int)
    /// The denominator of a fraction: half 2, third 3.
    case fraction(Int, plural: Bool)
  }

  static let words: WordTable<Word> = {
    var table = WordTable<Word>(exact: false)
    for (value, names) in cardinals {
      for name in names.split(separator: " ") {
        table.insert(name, value < 10 ? .unit(value) : value < 20 ? .teen(value) : .ten(value))
      }
    }
    table.insert("hundred", .hundred)
    table.insert("hundreds", .hundred)
    for (power, names) in scales { for name in names.split(separator: " ") { table.insert(name, .scale(power)) } }
    table.insert("dozen", .dozen(12))
    table.insert("dozens", .dozen(12))
    for (denominator, names) in denominators {
      let pair = names.split(separator: " ")
      table.insert(pair[0], .fraction(denominator, plural: false))
      table.insert(pair[1], .fraction(denominator, plural: true))
    }
    return table
  }()

  static let cardinals: [(Int, String)] = [
    (0, "zero nought nil"), (1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six"), (7, "seven"),
    (8, "eight"), (9, "nine"), (10, "ten"), (11, "eleven"), (12, "twelve"), (13, "thirteen"), (14, "fourteen"),
    (15, "fifteen"), (16, "sixteen"), (17, "seventeen"), (18, "eighteen"), (19, "nineteen"), (20, "twenty"),
    (30, "thirty"), (40, "forty fourty"), (50, "fifty"), (60, "sixty"), (70, "seventy"), (80, "eighty"),
    (90, "ninety"),
  ]

  static let scales: [(Int, String)] = [
    (3, "thousand thousands"), (5, "lakh lakhs lac lacs lkh lkhs"), (6, "million millions"),
    (7, "crore crores krore krores koti cr crs"), (9, "billion billions milliard milliards"),
    (12, "trillion trillions"), (15, "quadrillion quadrillions"),
  ]

  static let denominators: [(Int, String)] = [
    (2, "half halves"), (3, "third thirds"), (4, "quarter quarters"), (5, "fifth fifths"), (6, "sixth sixths"),
    (7, "seventh sevenths"), (8, "eighth eighths"), (9, "ninth ninths"), (10, "tenth tenths"),
    (16, "sixteenth sixteenths"), (20, "twentieth twentieths"), (100, "hundredth hundredths"),
  ]

  /// Scale letters, exact case: `K`, `M`, `bn`. `m`, `mm`, `b`, `t` and `l` are also units; the parser decides which.
  static let suffixes: WordTable<Int> = {
    var table = WordTable<Int>(exact: true)
    for (power, names) in suffixNames { for name in names.split(separator: " ") { table.insert(name, power) } }
    return table
  }()

  static let suffixNames: [(Int, String)] = [
    (3, "k K"), (6, "M MM mm m mn Mn MN mln Mln mil Mil mio Mio"),
    (9, "B b bn Bn BN bln Bln G bil Bil"), (12, "T tn Tn TN trn Trn TRN tln tr"),
  ]

  /// Scale letters that are more often a unit unless the number is money.
  static let unitLike: WordTable<Bool> = {
    var table = WordTable<Bool>(exact: true)
    for name in ["m", "mm", "MM"] { table.insert(name, true) }
    return table
  }()

  /// Single characters for fractions.
  static func vulgarFraction(_ scalar: UInt32) -> (Int, Int)? {
    switch scalar {
    case 0xBC: (1, 4)
    case 0xBD: (1, 2)
    case 0xBE: (3, 4)
    case 0x2150: (1, 7)
    case 0x2151: (1, 9)
    case 0x2152: (1, 10)
    case 0x2153: (1, 3)
    case 0x2154: (2, 3)
    case 0x2155: (1, 5)
    case 0x2156: (2, 5)
    case 0x2157: (3, 5)
    case 0x2158: (4, 5)
    case 0x2159: (1, 6)
    case 0x215A: (5, 6)
    case 0x215B: (1, 8)
    case 0x215C: (3, 8)
    case 0x215D: (5, 8)
    case 0x215E: (7, 8)
    default: nil
    }
  }

  static let and = TokenHash.of("and")
  static let point = TokenHash.of("point")
  static let a = TokenHash.of("a")
  static let an = TokenHash.of("an")
  static let of = TokenHash.of("of")
  static let couple = TokenHash.of("couple")
  static let the = TokenHash.of("the")

  static func power(_ exponent: Int) -> Decimal { Decimal(sign: .plus, exponent: exponent, significand: 1) }
}

extension Decimal {
  /// Its product with a power of ten. Where the exponent has room for it nothing else moves.
  func times(tenTo power: Int) -> Decimal {
    abs(exponent + power) < 100
      ? Decimal(sign: .plus, exponent: power, significand: self) : self * NumberLexicon.power(power)
  }
}
