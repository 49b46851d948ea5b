import ReportReading

/// Periods from cells that share their words.
extension TableReader {
  /// The period that spans say together, read as one text with spaces between; where `crossing` is given, only one that
  /// begins before that span and ends in or after it.
  func period(of spans: [Span], crossing: Int? = nil) -> (period: Period, span: Span)? {
    guard !spans.isEmpty else { return nil }
    if spans.count == 1, crossing == nil {
      return scanner.scan(text, in: spans[0]).first.map { ($0.period, $0.span) }
    }
    var joined: [UInt8] = []
    var starts: [Int] = []
    for span in spans {
      if !joined.isEmpty { joined.append(0x20) }
      starts.append(joined.count)
      joined += text[span.range]
    }
    let border = crossing.flatMap { $0 < starts.count ? starts[$0] : nil }
    var best: ScannedPeriod?
    for found in scanner.scan(joined, in: Span(0, joined.count)) {
      if let border, found.span.start >= border || found.span.end <= border { continue }
      // A stretch says more than a bare day or year beside it.
      if best == nil || weight(found.period) > weight(best?.period) { best = found }
    }
    guard let best else { return nil }
    // The words of the last cell that took part.
    let last = starts.lastIndex { $0 < best.span.end } ?? 0
    let from = max(best.span.start, starts[last]) - starts[last] + spans[last].start
    return (best.period, Span(from, best.span.end - starts[last] + spans[last].start))
  }

  private func weight(_ period: Period?) -> Int {
    switch period?.kind {
    case .quarter, .half, .range: 2
    case .day, .instant, .month, .week, .year: 1
    case nil: 0
    }
  }

  /// A header's words without its period and unit note: "Three Months Ended June 28, 2025 Change" leaves "Change".
  func residue(of span: Span) -> Span? {
    guard span.count < 200 else { return nil }
    var tokenizer = PeriodTokenizer(text: text, in: span)
    let tokens = tokenizer.tokens()
    let periods = scanner.scan(tokens)
    var first: Int?
    var last: Int?
    var depth = 0
    for token in tokens {
      if token.isMark("(") { depth += 1 }
      if token.isMark(")") { depth = max(0, depth - 1) }
      guard token.kind == .word, depth == 0 else { continue }
      if periods.contains(where: { $0.span.contains(token.start) }) { continue }
      switch token.word {
      case .other, .counted, .named, .numbered, .same, .approximate, .estimate:
        if first == nil { first = token.start }
        last = token.end
      default: if first != nil, !isPeriodic(token.word) { last = token.end }
      }
    }
    guard let first, let last else { return nil }
    return Span(first, last)
  }

  private func isPeriodic(_ word: PeriodWord) -> Bool {
    switch word {
    case .month, .ended, .unit, .fiscal, .calendar: true
    default: false
    }
  }

  /// The period of one row: its label's own, its place in a roll-forward, or its column's.
  func period(row: Int, column: TableColumn) -> (period: Period?, span: Span?) {
    let info = labels[row]
    if let year = layout.rows[row].year {
      let span = table.cells[year].span
      // What the header says of time: "Three Months Ended March 31" over "Net Sales".
      let timed = column.spans.filter { residue(of: $0) == nil }
      return period(of: timed + [span], crossing: timed.count) ?? period(of: [span]) ?? (nil, nil)
    }
    // "Three Months Ended March 31" over the columns and 2024 down the side.
    if info.isPeriod, info.period?.kind == .year, let span = info.span, !column.spans.isEmpty,
      let joined = period(of: column.spans + [span], crossing: column.spans.count)
    {
      return (joined.period, joined.span)
    }
    if let balance = info.period, info.cues.contains(.balance) || column.period == nil {
      return (balance, info.periodSpan)
    }
    if let period = column.period {
      if info.cues.contains(.beginning), !period.isPointInTime {
        return (context.edge(of: period, isEnd: false).moved(days: -1), column.periodSpan)
      }
      if info.cues.contains(.ending), !period.isPointInTime {
        return (context.edge(of: period, isEnd: true), column.periodSpan)
      }
      return (period, column.periodSpan)
    }
    return (nil, nil)
  }
}

extension Period {
  func moved(days: Int) -> Period {
    Period(
      kind: kind, start: start.adding(days: days), end: end.adding(days: days), isFiscal: isFiscal,
      isEstimate: isEstimate,
      isRelative: isRelative)
  }
}
