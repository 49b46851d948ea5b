/// What a word means to the grammar of periods.
enum PeriodWord: Hashable, Sendable {
  case other
  /// 1...12; `isPlain` is false where the word has another everyday meaning (may, march, mar).
  case month(Int, isPlain: Bool)
  case ordinal(Int)
  case cardinal(Int)
  /// A unit in the singular or plural.
  case unit(PeriodUnit)
  case fiscal, calendar, fiscalShort, calendarShort
  case quarterMark, halfMark
  /// "ended", "ending".
  case ended
  case ago
  case last, this, next, same
  case the, of, and, or, from, between, through
  /// in, during, since: what follows is a time even before a noun.
  case inWord
  /// Any other preposition that a time may follow.
  case preposition
  case asWord, at
  case end, start
  /// early, mid, late.
  case part
  case today, yesterday
  /// "date", as in "year to date".
  case date
  case toDate, trailing
  /// The letters of an estimate glued to a year: `2026E`.
  case estimate
  /// `2025A`.
  case actual
  /// st, nd, rd, th after digits.
  case ordinalSuffix
  case plural
  /// A thing counted, so that a number before it is a quantity.
  case counted
  /// A thing named by its year: "2022 Plan", "2029 Notes".
  case named
  /// A word that a number follows as a name: "Section 2025", "Russell 2000".
  case numbered
  /// "about", "nearly": a quantity follows.
  case approximate
}

enum PeriodUnit: Hashable, Sendable { case year, half, quarter, month, week, day, decade, period }

/// The words of the grammar, by meaning. Lower case; a full stop after an abbreviation is skipped by the scanner.
enum PeriodLexicon {
  static let rows: [(PeriodWord, String)] = [
    (.month(1, isPlain: true), "january jan"), (.month(2, isPlain: true), "february feb"),
    (.month(3, isPlain: false), "march mar"), (.month(4, isPlain: true), "april apr"),
    (.month(5, isPlain: false), "may"),
    (.month(6, isPlain: true), "june jun"), (.month(7, isPlain: true), "july jul"),
    (.month(8, isPlain: true), "august aug"), (.month(9, isPlain: true), "september sept sep"),
    (.month(10, isPlain: true), "october oct"), (.month(11, isPlain: true), "november nov"),
    (.month(12, isPlain: true), "december dec"),
    (.ordinal(1), "first"), (.ordinal(2), "second"), (.ordinal(3), "third"), (.ordinal(4), "fourth final"),
    (.cardinal(1), "one"), (.cardinal(2), "two"), (.cardinal(3), "three"), (.cardinal(4), "four"),
    (.cardinal(5), "five"), (.cardinal(6), "six"), (.cardinal(7), "seven"), (.cardinal(8), "eight"),
    (.cardinal(9), "nine"), (.cardinal(10), "ten"), (.cardinal(11), "eleven"), (.cardinal(12), "twelve"),
    (.cardinal(13), "thirteen"), (.cardinal(14), "fourteen"), (.cardinal(20), "twenty"), (.cardinal(30), "thirty"),
    (.cardinal(40), "forty"), (.cardinal(50), "fifty"),
    (.unit(.year), "year years yr yrs"), (.unit(.half), "half halves"),
    (.unit(.quarter), "quarter quarters quarterly qtr qtrs"),
    (.unit(.month), "month months mos"), (.unit(.week), "week weeks wks"), (.unit(.day), "day days"),
    (.unit(.decade), "decade decades"), (.unit(.period), "period periods"),
    (.fiscal, "fiscal financial"), (.calendar, "calendar"), (.fiscalShort, "fy"), (.calendarShort, "cy"),
    (.quarterMark, "q"), (.halfMark, "h"), (.ended, "ended ending"), (.ago, "ago earlier"),
    (.last, "last past previous prior"), (.this, "this current"), (.next, "next coming upcoming"),
    (.same, "same corresponding comparable"),
    (.the, "the"), (.of, "of"), (.and, "and"), (.or, "or"), (.from, "from"), (.between, "between"),
    (.through, "to through thru until till"),
    (.preposition, "by for within throughout over before after on pre post non"), (.inWord, "in during since"),
    (.asWord, "as"), (.at, "at"),
    (.end, "end close"), (.start, "beginning start"), (.part, "early mid late"), (.today, "today"),
    (.yesterday, "yesterday"), (.toDate, "ytd"), (.date, "date"), (.trailing, "ttm ltm"), (.estimate, "e est f p"),
    (.actual, "a"),
    (.ordinalSuffix, "st nd rd th"), (.plural, "s"),
    (
      .counted,
      """
      units people persons employees workers staff shares stores jobs homes houses households vehicles cars trucks planes \
      aircraft customers users subscribers members patients students companies firms businesses countries cities sites \
      locations restaurants hospitals schools banks branches tons tonnes kg km miles meters metres feet ft acres hectares \
      barrels bbl gallons liters litres mw gw kw mwh gwh kwh twh watts hours minutes seconds dollars euros pounds yen \
      yuan bps basis percent pct pages copies items pieces parts orders products patents points votes respondents \
      participants cases deaths tests trials wells rigs turbines panels servers gpus chips wafers million billion \
      trillion thousand hundred m bn k mm words square cubic calories degrees metric cents rooms seats beds lawsuits
      """
    ),
    (
      .named,
      """
      plan plans notes note act agreement agreements program bonds debentures convertible senior credit facility \
      repurchase equity incentive stock omnibus indenture warrants term loan loans revolving espp rsu rules code directive \
      proxy
      """
    ),
    (
      .numbered,
      """
      section sections rule rules item items page pages article form model no number nos russell nikkei asu asc ifrs ias \
      sfas iso room suite box figure table exhibit note chapter paragraph windows version line release bulletin street
      """
    ),
    (.approximate, "about nearly approximately roughly almost"),
  ]

  static let words: KeyTable<WordKey, PeriodWord> = {
    var words = KeyTable<WordKey, PeriodWord>()
    for (word, list) in rows {
      for form in list.split(separator: " ") {
        guard let key = WordKey(Array(form.utf8)[...]), words.value(of: key) == nil else { continue }
        words.set(word, for: key)
      }
    }
    return words
  }()
}

/// A word of up to sixteen bytes, ASCII letters folded to lower case, as a number that hashes quickly.
struct WordKey: Hashable, TableKey {
  private var high: UInt64 = 0
  private var low: UInt64 = 0

  func hash(into hasher: inout Hasher) { hasher.combine(tableHash) }

  /// Every bit of the word tells.
  var tableHash: UInt64 { (low ^ high &* 31) &* 0x9E37_79B9_7F4A_7C15 }

  static let longest = 16

  /// Nil for a longer word.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count <= Self.longest else { return nil }
    for byte in bytes { append(byte) }
  }

  /// Of a range of the text; nil for a longer word.
  @inline(__always)
  init?(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    let count = range.count
    guard count <= Self.longest else { return nil }
    guard count > 0, range.lowerBound + 8 <= text.count else {
      for index in range { append(text[index]) }
      return
    }
    // The first letter stands in the highest bits that are used.
    let first = LetterRun.lowercased(LetterRun.first(count, of: LetterRun.load(text, range.lowerBound))).byteSwapped
    if count <= 8 {
      low = first >> (64 - 8 * UInt64(count))
    } else {
      high = first >> (128 - 8 * UInt64(count))
      low = LetterRun.lowercased(LetterRun.load(text, range.upperBound - 8)).byteSwapped
    }
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    high = high << 8 | low >> 56
    low = low << 8 | UInt64(folded)
  }
}
