import ReportReading

/// Works out a filer's calendar from one of its quarters, for reports that never say when the year ends: "the third quarter
/// of fiscal 2024" and "the quarter ended November 2, 2024" make a year that ends in January and is named for its first day.
enum FiscalQuarters {
  private static let fiscal = TokenHash.of("fiscal")
  private static let quarter = TokenHash.of("quarter")
  private static let ordinals = LexiconText.table(
    """
    1 | first 1st
    2 | second 2nd
    3 | third 3rd
    4 | fourth 4th
    """
  ) { Int($0) }
  private static let between = LexiconText.set("of the for fiscal year")

  /// The last day of the fiscal year, and the calendar year of that day less the year's name; nil where the report names no
  /// fiscal quarter, ends none on a day, or keeps the calendar's year. O(text before both are found).
  static func calendar(in report: Report) -> (close: MonthDay, lag: Int)? {
    var named: (ordinal: Int, year: Int)?
    var ended: CalendarDate?
    let scanner = PeriodScanner(context: PeriodContext())
    for sentence in report.sentences.prefix(200) where sentence.span.count < 900 {
      guard ByteSearch.holds("quarter", rare: 0, in: report.text, sentence.span.range) else { continue }
      let tokens = Tokenizer.tokens(of: report.text, in: sentence.span)
      guard tokens.contains(where: { $0.folded == quarter }) else { continue }
      if named == nil { named = name(tokens, report.text) }
      if ended == nil, tokens.contains(where: { $0.folded == fiscal }) {
        ended = scanner.scan(report.text, in: sentence.span).first { found in
          found.period.kind == .quarter && isDated(report.text, found.span)
        }?.period.end.adding(days: -1)
      }
      if named != nil, ended != nil { break }
    }
    guard let named, let ended else { return nil }
    // Weeks end near a month's end, before or after it.
    let near = ended.adding(days: -15)
    let months = (near.year * 12 + near.month - 1) + 3 * (4 - named.ordinal)
    let (year, month) = (months / 12, months % 12 + 1)
    guard month != 12, (0...1).contains(year - named.year) else { return nil }
    return (MonthDay(month: month, day: CalendarDate.days(inMonth: month, of: year)), year - named.year)
  }

  /// "third quarter of fiscal 2024", "fiscal 2024 third quarter".
  private static func name(_ tokens: [Token], _ text: [UInt8]) -> (ordinal: Int, year: Int)? {
    for i in tokens.indices where tokens[i].folded == quarter && i > 0 {
      guard let ordinal = ordinals.value(tokens[i - 1]) else { continue }
      var j = i + 1
      var isFiscal = i > 1 && tokens[i - 2].folded == fiscal
      while j < tokens.count, j < i + 6, between.value(tokens[j]) != nil {
        if tokens[j].folded == fiscal { isFiscal = true }
        j += 1
      }
      if isFiscal, let year = year(tokens, j, text) { return (ordinal, year) }
      if i > 2, tokens[i - 3].folded == fiscal, let year = year(tokens, i - 2, text) { return (ordinal, year) }
    }
    return nil
  }

  private static func year(_ tokens: [Token], _ i: Int, _ text: [UInt8]) -> Int? {
    guard i < tokens.count, tokens[i].kind == .number, tokens[i].end - tokens[i].start == 4 else { return nil }
    let value = text[tokens[i].start..<tokens[i].end].reduce(0) { $0 * 10 + Int($1) - 48 }
    return (1900..<2100).contains(value) ? value : nil
  }

  /// A day of the month stands in the words: "quarter ended November 2, 2024".
  private static func isDated(_ text: [UInt8], _ span: Span) -> Bool {
    let tokens = Tokenizer.tokens(of: text, in: span)
    return tokens.indices.contains { i in
      NameLexicon.months.value(tokens[i]) != nil && i + 1 < tokens.count && tokens[i + 1].kind == .number
        && tokens[i + 1].end - tokens[i + 1].start <= 2
    }
  }
}
