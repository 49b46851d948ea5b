import ReportReading

extension PeriodContext {
  /// The calendar a report keeps: its date, its fiscal year's last day, and whether its fiscal years are named for the year
  /// they begin in, as its own words show ("Fiscal 2023 consisted of the 53 weeks ended on February 3, 2024"). O(text).
  package init(of report: Report) {
    let told = report.metadata.fiscalYearEnd == nil ? FiscalQuarters.calendar(in: report) : nil
    self.init(
      reportDate: report.metadata.date, fiscalYearEnd: report.metadata.fiscalYearEnd ?? told?.close,
      fiscalNameLag: told?.lag ?? FiscalNames.lag(in: report))
  }
}

/// Reads how a filer names its fiscal years.
enum FiscalNames {
  private static let fiscal = TokenHash.of("fiscal")
  private static let ended = LexiconText.set("ended ending ends end")

  /// Year of the last day less the name, by the majority of the sentences that state both; 0 where none does.
  static func lag(in report: Report) -> Int {
    guard let close = report.metadata.fiscalYearEnd, close.month < 12 else { return 0 }
    var votes = [0, 0]
    for span in mentions(in: report) where span.count < 600 {
      for vote in differences(report.text, span, close) { votes[vote] += 1 }
      if votes[0] + votes[1] >= 12 { break }
    }
    return votes[1] > votes[0] ? 1 : 0
  }

  private static let iscal = Array("iscal".utf8)

  /// The sentences in which "iscal" stands; one search through the text finds them.
  private static func mentions(in report: Report) -> some Sequence<Span> {
    sequence(state: (sentence: 0, byte: 0)) { next -> Span? in
      while let place = ByteSearch.first(iscal, in: report.text, next.byte..<report.text.count) {
        while next.sentence < report.sentences.count,
          report.sentences[next.sentence].span.end < place + iscal.count
        {
          next.sentence += 1
        }
        guard next.sentence < report.sentences.count else { return nil }
        let span = report.sentences[next.sentence].span
        next.byte = span.start <= place ? span.end : place + 1
        if span.start <= place { return span }
      }
      return nil
    }
  }

  private static func differences(_ text: [UInt8], _ span: Span, _ close: MonthDay) -> [Int] {
    let tokens = Tokenizer.tokens(of: text, in: span)
    var names: [(index: Int, year: Int)] = []
    var ends: [(index: Int, year: Int)] = []
    for i in tokens.indices {
      if tokens[i].folded == fiscal {
        let at = i + 1 < tokens.count && tokens[i + 1].kind == .word ? i + 2 : i + 1
        if let year = year(tokens, at, text) { names.append((i, year)) }
      } else if ended.value(tokens[i]) != nil {
        for j in (i + 1)..<min(i + 8, tokens.count) where NameLexicon.months.value(tokens[j]) != nil {
          for k in (j + 1)..<min(j + 4, tokens.count) {
            if let year = year(tokens, k, text) {
              ends.append((i, year))
              break
            }
          }
          break
        }
      }
    }
    // A name pairs with the nearest end within a clause's reach.
    return names.compactMap { name in
      guard let end = ends.min(by: { abs($0.index - name.index) < abs($1.index - name.index) }),
        abs(end.index - name.index) <= 12,
        (0...1).contains(end.year - name.year)
      else { return nil }
      return end.year - name.year
    }
  }

  private static func year(_ tokens: [Token], _ i: Int, _ text: [UInt8]) -> Int? {
    guard i < tokens.count, tokens[i].kind == .number, tokens[i].end - tokens[i].start == 4 else { return nil }
    let value = text[tokens[i].start..<tokens[i].end].reduce(0) { $0 * 10 + Int($1) - 48 }
    return (1900..<2100).contains(value) ? value : nil
  }
}
