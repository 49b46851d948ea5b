import Foundation
import ReportReading

/// Words of movement, as data.
enum ChangeLexicon {
  enum Move: String {
    case up, down, flat
    var direction: Figure.Direction {
      switch self {
      case .up: .up
      case .down: .down
      case .flat: .flat
      }
    }
  }

  /// Before the number: "rose 5%", "up 35 bps", "an increase of 12%".
  static let verbs: WordTable<Move> = LexiconText.table(
    """
    up | up rise rises rose risen rising increase increases increased increasing grow grows grew grown growing growth gain gains gained
    up | gaining climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar soared soaring advance advanced
    up | expand expands expanded expanding expansion improve improves improved improving improvement accelerate accelerated strengthened
    up | doubled doubling tripled tripling quadrupled higher raise raised raises raising added adding rallied rebounded recovered
    up | double triple exceeds outperformed upside
    down | down fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop drops
    down | dropped dropping lose loses lost losing slip slips slipped shrink shrinks shrank shrunk contract contracted contracting
    down | contraction reduce reduces reduced reducing reduction cut cuts cutting slide slid sliding plunge plunged tumble tumbled sink
    down | sank lower lowered lowering weakened halved halving eased easing narrowed sliced deteriorated dipped compressed compression
    flat | flat unchanged stable steady
    """
  ) { Move(rawValue: $0) }

  /// Movement without a direction, for "from A to B".
  static let moved = LexiconText.set(
    "moved moving went going changed changing shifted shifting change swung revised amended")

  /// After the number: "a 5% increase", "12% higher".
  static let nouns: WordTable<Move> = LexiconText.table(
    """
    up | increase increases rise growth gain gains jump surge improvement higher expansion advance greater above more uptick upside increased
    down | decrease decreases decline declines drop fall reduction cut loss lower contraction below less fewer dip slump downside decreased discount
    flat | change
    """
  ) { Move(rawValue: $0) }

  /// May stand between a verb and its number.
  static let between = LexiconText.set(
    "by of a an the about approximately around roughly nearly almost some at least more less than over under further another slightly only just up to from modestly sharply significantly year-over-year overall was in cumulative total"
  )
  /// What says by itself which way a thing moved.
  static let adverbs = LexiconText.set("up down higher lower")
  static let to = TokenHash.of("to")
  static let from = TokenHash.of("from")
  static let at = TokenHash.of("at")
  static let reach = LexiconText.set("reach reached reaching reaches hit hits totaled totalled")
}

/// What a number is to the change its sentence speaks of.
struct ChangeReader {
  let text: [UInt8]
  let tokens: [Token]

  func change(start: Int, end: Int) -> (direction: Figure.Direction?, role: Figure.Role) {
    var role: Figure.Role?
    var j = start - 1
    var steps = 0
    while j >= 0, steps < 6 {
      let token = tokens[j]
      if token.folded == ChangeLexicon.to, role == nil { role = .level }
      if token.folded == ChangeLexicon.from, role == nil {
        role = .origin
      }
      if let move = ChangeLexicon.verbs.value(token) {
        if role == nil, isNounBefore(j, start) { break }
        return (move.direction, role ?? .change)
      }
      guard token.kind == .word, ChangeLexicon.between.value(token) != nil || isAdverb(token) else { break }
      j -= 1
      steps += 1
    }
    if role == .origin { return (nil, .origin) }
    // "up 35 bps to 4.6%", "grew 12% to $5 billion": the level after another number's change.
    if role == .level {
      var k = j
      while k >= 0, start - k < 14, !tokens[k].isSymbol("."), !tokens[k].isSymbol(";") {
        if let move = ChangeLexicon.verbs.value(tokens[k]) { return (move.direction, .level) }
        k -= 1
      }
      return (nil, .level)
    }
    // After the number: "a 5% increase in", "12% higher than".
    var k = end
    var words = 0
    while k < tokens.count, words < 3 {
      let token = tokens[k]
      if let move = ChangeLexicon.nouns.value(token), !(words > 0 && token.folded == Self.more) {
        return (move == .flat ? nil : move.direction, .change)
      }
      guard token.kind == .word || BoundLexicon.isDash(token.scalar), QuantityWords.stops.value(token) == nil else {
        break
      }
      k += 1
      words += 1
    }
    return (nil, .level)
  }
  private static let more = TokenHash.of("more")

  /// "growth of" moves; "gains of $5 million" and "losses" are amounts by themselves and stay levels.
  private func isNounBefore(_ verb: Int, _ start: Int) -> Bool { false }

  private func isAdverb(_ token: Token) -> Bool {
    token.end - token.start > 4 && text[token.end - 1] == 0x79 && text[token.end - 2] == 0x6C
  }
}

/// Ranges that the trade names without giving numbers, as data: a conventional reading, always marked as about.
enum VagueLexicon {
  struct Range { let low: Foundation.Decimal; let high: Foundation.Decimal }

  static let ranges: WordTable<Range> = {
    var table = WordTable<Range>(exact: false)
    for row in LexiconText.rows(rows) where row.count > 1 && row[0].count == 2 {
      guard let low = Int(row[0][0]), let high = Int(row[0][1]) else { continue }
      let range = Range(low: Foundation.Decimal(low), high: Foundation.Decimal(high))
      for phrase in row[1] {
        let hyphened = String(phrase.map { $0 == " " ? "-" : $0 })
        let counts = phrase.holds("single") || phrase.holds("double")
        for words in [phrase, hyphened] {
          for end in counts ? [" digits", "-digits", " digit", "-digit"] : [""] { table.insert(words + end, range) }
        }
      }
    }
    return table
  }()

  /// low high | phrases
  static let rows = """
    1 3   | low_single
    3 5   | low-to-mid_single low_to_mid_single
    4 6   | mid_single middle_single
    6 8   | mid-to-high_single mid_to_high_single
    7 9   | high_single upper_single
    1 9   | single
    10 13 | low_double
    10 19 | low_teens_to_high_teens
    11 13 | low_teens
    14 16 | mid_teens
    17 19 | high_teens upper_teens
    14 16 | mid_double
    21 23 | low_twenties
    24 26 | mid_twenties
    27 29 | high_twenties
    """
}

extension VagueLexicon {
  /// Words that may open such a range.
  static let words = LexiconText.set("low mid middle high upper single")
}
