import ReportReading

/// The section rows that a row stands under, outermost first.
struct SectionStack {
  private var open: [(label: TableReader.Label, indent: Int)] = []
  private var isPaused = false

  mutating func open(_ label: TableReader.Label, indent: Int) {
    if isPaused { resume(indent: indent) }
    // A period holds until the next one; other sections end where one as deep or less begins.
    open.removeAll { $0.indent >= indent && (!$0.label.isPeriod || label.isPeriod) }
    open.append((label, indent))
  }

  /// A blank row: what follows at the section's own depth is outside it.
  mutating func pause() { isPaused = true }

  private mutating func resume(indent: Int) {
    open.removeAll { !$0.label.isPeriod && $0.indent >= indent }
    isPaused = false
  }

  /// A total closes the section it adds up: the innermost whose words it repeats.
  mutating func close(after label: TableReader.Label, text: [UInt8]) {
    guard label.cues.contains(.total), let span = label.span else { return }
    let words = Set(LabelWords.words(text, span))
    let index = open.lastIndex { section in
      guard !section.label.isPeriod, let name = section.label.span else { return false }
      let named = LabelWords.words(text, name)
      return !named.isEmpty && named.filter(words.contains).count * 2 >= named.count
    }
    if let index { open.removeSubrange(index...) }
  }

  func parents(indent: Int, of label: TableReader.Label) -> [TableReader.Label] {
    var parents = open
    if isPaused { parents.removeAll { !$0.label.isPeriod && $0.indent >= indent } }
    // A flush row under an indented section is outside it.
    parents.removeAll { !$0.label.isPeriod && $0.indent > indent }
    if label.cues.contains(.total) { parents.removeAll { !$0.label.isPeriod } }
    // What is left after the costs is none of them, whether a total was drawn or not.
    if label.cues.contains(.result) { parents.removeAll { $0.label.cues.contains(.costs) } }
    return parents.map(\.label)
  }
}

/// Rows between two balances: what moved from the day of one to the day of the other.
struct RollForward {
  private var spans: [(after: CalendarDate, until: CalendarDate)?]

  init(labels: [TableReader.Label], rows: [TableLayout.Row]) {
    spans = Array(repeating: nil, count: labels.count)
    var last: (row: Int, day: CalendarDate)?
    for (index, label) in labels.enumerated() where rows[index].kind == .data {
      guard let period = label.period, label.cues.contains(.balance) else { continue }
      let day = period.end.adding(days: -1)
      if let last, last.day < day {
        for row in last.row + 1..<index { spans[row] = (last.day, day) }
      }
      last = (index, day)
    }
  }

  func period(of row: Int, _ context: PeriodContext) -> (period: Period?, span: Span?)? {
    guard let (after, until) = spans[row] else { return nil }
    let start = after.adding(days: 1)
    let days = until.dayNumber - after.dayNumber
    let kind: Period.Kind =
      switch days {
      case 84...98: .quarter
      case 175...190: .half
      case 357...378: .year
      default: .range
      }
    let isFiscal = kind == .year && !(start.month == 1 && start.day == 1)
    return (Period(kind: kind, start: start, end: until.adding(days: 1), isFiscal: isFiscal), nil)
  }
}

/// The words of a label without what hangs on it.
enum LabelTrim {
  /// Leaves off a trailing colon, footnote marks `(1)`, a unit note in parentheses and spaces.
  static func trim(_ text: [UInt8], _ span: Span) -> Span {
    let start = start(text, span)
    var end = span.end
    while end > start {
      let byte = text[end - 1]
      if byte == 0x3A || byte == 0x20 || byte == 0x2A || byte == 0x2C {
        end -= 1
      } else if byte == 0x29, let open = text[start..<end].lastIndex(of: 0x28), open > start,
        isMark(text[(open + 1)..<(end - 1)]) || ScaleNote.read(text, Span(open, end)) != nil
          || isUnit(text, Span(open, end))
      {
        end = open
      } else {
        break
      }
    }
    return Span(start, end)
  }

  /// Over the dash or dot that sets a part off from its whole: "– Automotive", "• Other".
  private static func start(_ text: [UInt8], _ span: Span) -> Int {
    guard !span.isEmpty, text[span.start] == 0x2D || text[span.start] == 0xE2 else { return span.start }
    let mark = marks.first { text[span.range].starts(with: $0) }
    return span.start + (mark?.count ?? 0)
  }
  private static let marks = ["- ", "– ", "— ", "• "].map { Array($0.utf8) }

  /// A unit that the figures carry themselves. "(%)" stays: it tells a growth rate from an amount of growth.
  private static func isUnit(_ text: [UInt8], _ span: Span) -> Bool {
    guard let unit = LabelUnit.inParentheses(text, span)?.unit else { return false }
    return unit != .percent
  }

  /// What stands between a footnote's parentheses: digits, one letter, a small Roman number or a sign.
  private static func isMark(_ inside: ArraySlice<UInt8>) -> Bool {
    guard let first = inside.first, inside.count <= 3 else { return inside.isEmpty }
    if inside.count == 1 { return first != 0x25 && first != 0x24 }
    return inside.allSatisfy { (0x30...0x39).contains($0) }
      || inside.allSatisfy { $0 == 0x69 || $0 == 0x76 || $0 == 0x78 } || inside.allSatisfy { $0 == 0x2A }
  }
}
