import ReportReading

/// Says which period each figure of a sentence belongs to.
struct PeriodLinker {
  let text: [UInt8]
  let tokens: [Token]
  let span: Span
  /// Those that date figures, not the maturity of a loan nor the name of a plan.
  private(set) var periods: [ScannedPeriod]
  /// The starts of stretches: "since 2020".
  private let starts: [ScannedPeriod]
  let carried: CarriedPeriod
  let reportDate: CalendarDate?

  init(
    text: [UInt8], tokens: [Token], span: Span, periods: [ScannedPeriod], carried: CarriedPeriod,
    reportDate: CalendarDate? = nil
  ) {
    self.text = text
    self.tokens = tokens
    self.span = span
    self.carried = carried
    self.reportDate = reportDate
    let asides = PeriodAsides(tokens: tokens)
    let dating = periods.filter { !Self.isMaturity($0, tokens) && !Self.isName($0, tokens) }
    var (governing, starts): ([ScannedPeriod], [ScannedPeriod]) = ([], [])
    for period in dating { if asides.isStart(period) { starts.append(period) } else { governing.append(period) } }
    (self.periods, self.starts) = (governing, starts)
  }

  private static let maturities = LexiconText.set(
    "mature matures matured maturing maturity maturities expire expires expiring expiration due extends extend extending until terminate terminates terminating"
  )

  /// "matures in November 2026", "expire in years 2025 to 2044".
  private static func isMaturity(_ period: ScannedPeriod, _ tokens: [Token]) -> Bool {
    guard var i = tokens.lastIndex(where: { $0.end <= period.span.start }) else { return false }
    var steps = 0
    while i >= 0, steps < 4, tokens[i].kind == .word {
      if maturities.value(tokens[i]) != nil {
        // "due to" gives a reason.
        return !(tokens[i].folded == due && i + 1 < tokens.count && tokens[i + 1].folded == ChangeLexicon.to)
      }
      i -= 1
      steps += 1
    }
    return false
  }
  private static let due = TokenHash.of("due")
  private static let dating = LexiconText.set(
    "in during for since by of and fiscal year years from to than until through before after as at ended ending calendar"
  )

  /// "the 2026 Revolver", "our 2012 Plan": a year that opens a capitalised name.
  private static func isName(_ period: ScannedPeriod, _ tokens: [Token]) -> Bool {
    guard period.span.count == 4, let i = tokens.firstIndex(where: { $0.start >= period.span.start }),
      i + 1 < tokens.count,
      tokens[i].span == period.span, tokens[i + 1].kind == .word, tokens[i + 1].isUppercase, tokens[i + 1].gap
    else { return false }
    return i > 0 && !(tokens[i - 1].kind == .word && dating.value(tokens[i - 1]) != nil)
  }

  func link(_ figures: [ScannedQuantity]) -> [ScannedPeriod?] {
    let asides = PeriodAsides(tokens: tokens).parentheses(dated: periods)
    var links = [ScannedPeriod?](repeating: nil, count: figures.count)
    // What stands in a parenthesis with a period of its own is dated there, and nothing outside it is.
    for aside in [nil] + asides.map(Optional.some) {
      func isHere(_ span: Span) -> Bool { asides.first { $0.contains(span) } == aside }
      let inside = figures.indices.filter { isHere(figures[$0].span) }
      var linker = self
      linker.periods = periods.filter { isHere($0.span) }
      for (index, link) in zip(inside, linker.linkAll(inside.map { figures[$0] })) {
        links[index] = link.flatMap { placed($0, figures[index]) }
      }
    }
    for index in figures.indices where isCountedOn(index, figures, links[index]) { links[index] = nil }
    return links
  }

  /// "a year earlier" is told from the period that the sentence or its paragraph speaks of; a change since then is of that
  /// period itself. Nil where none is named: a year before a report's date is no quarter's like.
  private func placed(_ period: ScannedPeriod, _ figure: ScannedQuantity) -> ScannedPeriod? {
    let asides = PeriodAsides(tokens: tokens)
    guard asides.isAgo(period), period.period.kind == .year, let reportDate else { return period }
    let own = periods.filter { !asides.isAgo($0) }
    let base = own.last { $0.span.end <= period.span.start } ?? own.first ?? carried.period
    guard figure.role != .change else { return base }
    let months = 12 * (period.period.start.year - reportDate.year)
    return base.map { ScannedPeriod(span: period.span, period: $0.period.moved(months: months)) }
  }

  /// "has grown 38% since 2020", "Since 2020, it has grown 38%": no period that the text names is the figure's.
  private func isCountedOn(_ index: Int, _ figures: [ScannedQuantity], _ link: ScannedPeriod?) -> Bool {
    guard !starts.isEmpty else { return false }
    let figure = figures[index].span
    let limit = index + 1 < figures.count ? figures[index + 1].span.start : span.end
    if figures[index].role == .change, let start = starts.first(where: { $0.span.start >= figure.end }),
      start.span.start < limit,
      !tokens.contains(where: { $0.start >= figure.end && $0.end <= start.span.start && $0.isSymbol(",") })
    {
      return true
    }
    guard let opener = starts.first, opener.span.end <= figure.start,
      tokens.prefix(while: { $0.start < opener.span.start }).count <= 4
    else { return false }
    return link.map { $0.span.start < opener.span.start || $0.span == carried.period?.span } ?? true
  }

  private func linkAll(_ figures: [ScannedQuantity]) -> [ScannedPeriod?] {
    var links = [ScannedPeriod?](repeating: nil, count: figures.count)
    let standing = standing(figures)
    guard !periods.isEmpty else {
      return figures.indices.map { index in
        let isOfOld = standing.isHeld[index] || standing.origins.contains(figures[index].span)
        return isTimed(figures[index]) && !isOfOld ? carried.period : nil
      }
    }
    var done = [Bool](repeating: false, count: figures.count)
    for list in lists(figures) {
      guard let matched = aligned(list, figures) else { continue }
      for (offset, figure) in list.enumerated() {
        links[figure] = matched[offset]
        done[figure] = true
      }
    }
    for index in figures.indices where !done[index] { links[index] = nearest(index, figures, standing).map(latest) }
    for index in standing.former { links[index] = nil }
    return links
  }

  /// Lengths of time and prices at issue are not dated by the sentence; everything else is.
  private func isTimed(_ figure: ScannedQuantity) -> Bool {
    if case .duration = figure.quantity.unit { return false }
    return true
  }

  // MARK: Lists

  /// Runs of figures of one unit joined by commas and "and" only.
  private func lists(_ figures: [ScannedQuantity]) -> [[Int]] {
    var result: [[Int]] = []
    var current: [Int] = []
    for index in figures.indices {
      if let last = current.last, figures[last].quantity.unit == figures[index].quantity.unit,
        figures[last].quantity.per == figures[index].quantity.per,
        isList(Span(figures[last].span.end, figures[index].span.start))
      {
        current.append(index)
      } else {
        if current.count > 1 { result.append(current) }
        current = [index]
      }
    }
    if current.count > 1 { result.append(current) }
    return result
  }

  private static let joiners = LexiconText.set(
    "and or approximately about nearly roughly a of an increase decrease gain loss net income")

  private func isList(_ gap: Span) -> Bool {
    var hasJoin = false
    for token in tokens where token.start >= gap.start && token.end <= gap.end {
      if token.isSymbol(",") || token.folded == NumberLexicon.and || token.folded == Self.or {
        hasJoin = true
        continue
      }
      if token.kind == .word, Self.joiners.value(token) != nil { continue }
      return false
    }
    return hasJoin
  }
  private static let or = TokenHash.of("or")

  /// The periods of a list of the same length: after the figures, or before them.
  private func aligned(_ list: [Int], _ figures: [ScannedQuantity]) -> [ScannedPeriod]? {
    let start = figures[list[0]].span.start
    let end = figures[list[list.count - 1]].span.end
    let limit = figures.first { $0.span.start >= end }?.span.start ?? span.end
    let after = periods.filter { $0.span.start >= end && $0.span.start < limit }
    if let matched = fit(after, list.count) { return matched }
    let floor = figures.last { $0.span.end <= start }?.span.end ?? span.start
    if let matched = fit(periods.filter { $0.span.end <= start && $0.span.start >= floor }, list.count) {
      return matched
    }
    if let matched = fit(periods.filter { $0.span.end <= start }, list.count) { return matched }
    return fit(periods.filter { $0.span.start >= end }, list.count)
  }

  private func fit(_ periods: [ScannedPeriod], _ count: Int) -> [ScannedPeriod]? {
    if periods.count == count { return periods }
    // A run of `count` periods that is itself a list.
    guard periods.count > count else { return nil }
    for first in 0...(periods.count - count) {
      let run = Array(periods[first..<(first + count)])
      let isRun = zip(run, run.dropFirst()).allSatisfy { isPeriodList($0.span.end, $1.span.start) }
      let isFree =
        (first == 0 || !isPeriodList(periods[first - 1].span.end, run[0].span.start))
        && (first + count == periods.count || !isPeriodList(run[count - 1].span.end, periods[first + count].span.start))
      if isRun && isFree { return run }
    }
    return nil
  }

  private func isPeriodList(_ start: Int, _ end: Int) -> Bool {
    if end <= start { return true }
    for token in tokens where token.start >= start && token.end <= end {
      if token.isSymbol(",") || token.folded == NumberLexicon.and { continue }
      if token.kind == .word, Self.periodWords.value(token) != nil { continue }
      return false
    }
    return true
  }
  private static let periodWords = LexiconText.set("the for in and fiscal year years quarter ended months as of at")

  // MARK: Nearest

  /// One figure for a list of periods ("was $3.0 billion as of December 31, 2023 and 2024") belongs to the latest of them.
  private func latest(_ period: ScannedPeriod) -> ScannedPeriod {
    guard let index = periods.firstIndex(of: period) else { return period }
    var first = index
    while first > 0, isPeriodList(periods[first - 1].span.end, periods[first].span.start) { first -= 1 }
    var last = index
    while last + 1 < periods.count, isPeriodList(periods[last].span.end, periods[last + 1].span.start) { last += 1 }
    let run = periods[first...last].filter { $0.period.isPointInTime == period.period.isPointInTime }
    return run.max { $0.period.end < $1.period.end } ?? period
  }

  private func nearest(_ index: Int, _ figures: [ScannedQuantity], _ standing: Standing) -> ScannedPeriod? {
    let figure = figures[index]
    if case .duration = figure.quantity.unit {
      return periods.first { $0.span.start >= figure.span.end && isAdjacent(figure.span.end, $0.span.start) }
    }
    let limit = index + 1 < figures.count ? figures[index + 1].span.start : span.end
    let floor = index > 0 ? figures[index - 1].span.end : span.start
    let next = periods.first {
      $0.span.start >= figure.span.end && $0.span.start < limit
        && !crosses(figure.span.end, $0.span.start, isChange: figure.direction != nil)
    }
    let before = periods.last { $0.span.end <= figure.span.start && $0.span.start >= floor }
    let after = next.map(stated)
    // "2018: £12.4 million", "in 2018, $5": what stands just before.
    if let before, isAdjacent(before.span.end, figure.span.start) {
      // "from 4.6% in 2022 to 1.8% in 2025": what follows "to", or "from", has a year of its own.
      guard let next, isEnd(figure, after: before), isAdjacent(figure.span.end, next.span.start) else { return before }
      return stated(next)
    }
    // "For 2025 it cleared at $4, and for 2026 at $6": another clause begins before the later year.
    if let before, let next, opensBefore(next, figure.span.end) { return before }
    if let after { return after }
    // "$5 for 2024, compared with $4, or $1 a share, for 2023": past a comparison, the year that follows.
    let later = periods.first {
      $0.span.start >= figure.span.end && !crosses(figure.span.end, $0.span.start, isChange: false)
    }
    if let later, let last = periods.last(where: { $0.span.end <= figure.span.start }),
      crosses(last.span.end, figure.span.start, isChange: false)
    {
      return stated(later)
    }
    // "$5 million in 2025, compared with $4 million": of some other time, which is not said.
    if standing.isHeld[index] { return later.map(stated) }
    // "up 21.7% compared with $1,905 million in Q3 2025, and up 6.2% from Q2": of the period that the sentence began with.
    if before != nil, figure.role == .change, index > 0, standing.isHeld[index - 1] {
      return periods.last { $0.span.end <= figures[index - 1].span.start } ?? carried.period
    }
    if let before { return before }
    // What opened the sentence governs all of it.
    if let leading = periods.last(where: { $0.span.end <= figure.span.start }) {
      let opener = periods.first { $0.span.end <= figure.span.start && opensClause($0) }
      return opener ?? leading
    }
    // "$41.8 million, compared with $33.6 million for the third quarter of 2024": the quarter is the other amount's.
    return periods.first { period in
      // "$0.71, up from $0.68 in 3Q25": the quarter is that of the amount it rose from.
      period.span.start >= figure.span.end && !crosses(figure.span.end, period.span.start, isChange: false)
        && !standing.origins.contains { $0.start >= figure.span.end && $0.end <= period.span.start }
        && !tokens.contains { $0.start >= figure.span.end && $0.end <= period.span.start && $0.folded == Self.but }
    }
      ?? carried.period
  }

  /// What the words before figures say of them, told in one pass.
  private struct Standing {
    /// "compared with $4 million", "versus 13.8% and 0.9%": what another figure is held against.
    var isHeld: [Bool]
    /// "up from $0.68": amounts that others rose from.
    var origins: [Span] = []
    /// Amounts in brackets behind what came of them, of some time before that is not said.
    var former: [Int] = []
  }

  /// O(figures + tokens).
  private func standing(_ figures: [ScannedQuantity]) -> Standing {
    var standing = Standing(isHeld: Array(repeating: false, count: figures.count))
    var next = 0
    for index in figures.indices {
      var (isHeld, isListed) = (false, index > 0)
      var sinceHeld = 0
      var last: Token?
      while next < tokens.count, tokens[next].start < figures[index].span.start {
        let token = tokens[next]
        next += 1
        guard index > 0, token.start >= figures[index - 1].span.end else { continue }
        last = token
        sinceHeld += 1
        if Self.held.value(token) != nil { (isHeld, sinceHeld) = (true, 0) }
        isListed = isListed && (token.isSymbol(",") || token.folded == NumberLexicon.and)
      }
      if index > 0 {
        // "EUR 812.3 million (763.4)" is of an earlier time.
        if last?.isSymbol("(") ?? false, sinceHeld == 1,
          figures[index].quantity.unit == figures[index - 1].quantity.unit,
          isDigits(figures[index].span), figures[index].quantity.unit != .count
        {
          (isHeld, sinceHeld) = (true, 0)
          standing.former.append(index)
        }
        standing.isHeld[index] = isHeld && sinceHeld < 4 || isListed && standing.isHeld[index - 1]
      }
      if last?.folded == ChangeLexicon.from { standing.origins.append(figures[index].span) }
    }
    return standing
  }
  private func isDigits(_ span: Span) -> Bool {
    text[span.range].allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
  }
  private static let but = TokenHash.of("but")
  private static let held = LexiconText.set("compared versus vs against")

  /// "the prior year 13-week quarter ended October 28, 2023": the words before the date only lead to it.
  private func stated(_ period: ScannedPeriod) -> ScannedPeriod {
    guard period.period.isRelative, let index = periods.firstIndex(of: period), index + 1 < periods.count else {
      return period
    }
    let next = periods[index + 1]
    let between = tokens.filter { $0.start >= period.span.end && $0.end <= next.span.start }
    return between.count <= 4 && !between.contains { $0.isSymbol(",") || $0.isSymbol(";") } ? next : period
  }

  /// The period opens the sentence or stands in its first words.
  private func opensClause(_ period: ScannedPeriod) -> Bool {
    guard tokens.prefix(while: { $0.start < period.span.start }).count <= 4 else { return false }
    return tokens.first { $0.start >= period.span.end }?.isSymbol(",") ?? false
  }

  /// A comma and then "and" between a figure and a period.
  private func opensBefore(_ period: ScannedPeriod, _ start: Int) -> Bool {
    let between = tokens.filter { $0.start >= start && $0.end <= period.span.start }
    return zip(between, between.dropFirst()).contains { $0.isSymbol(",") && Self.joins.value($1) != nil }
  }

  /// "in 2022 to 1.8%", "in 2025 from 4.6%": the figure is the other end of a change.
  private func isEnd(_ figure: ScannedQuantity, after before: ScannedPeriod) -> Bool {
    let last = tokens.last { $0.end <= figure.span.start && $0.start >= before.span.end }?.folded
    return last == ChangeLexicon.to || last == ChangeLexicon.from
  }

  /// Only a colon, a comma, a verb or small words between.
  private func isAdjacent(_ start: Int, _ end: Int) -> Bool {
    var count = 0
    for token in tokens where token.start >= start && token.end <= end {
      count += 1
      if count > 2 || token.isSymbol(";") { return false }
      if token.kind == .word, QuantityWords.stops.value(token) == nil { return false }
      // "$5 in 2024 compared to $4", "370 by 2028 and 480": the year belongs to the figure before it.
      if token.kind == .word, Self.comparisons.value(token) != nil || Self.joins.value(token) != nil { return false }
      if token.isSymbol(",") || token.isSymbol(")") { return false }
    }
    return true
  }

  /// A clause or another comparison begins between the figure and the period.
  private func crosses(_ start: Int, _ end: Int, isChange: Bool) -> Bool {
    for token in tokens where token.start >= start && token.end <= end {
      // "fell 3% from sales of $5 million for the prior year": the year is the other amount's.
      if isChange, token.folded == ChangeLexicon.from { return true }
      if token.isSymbol(";") || (token.kind == .word && Self.comparisons.value(token) != nil) { return true }
    }
    return false
  }
  private static let joins = LexiconText.set("and or but")
  private static let comparisons = LexiconText.set("compared versus vs against while whereas than")
}
