import ReportReading

/// Makes a theme's name of a heading: without its number, at most eight words, nil where it names no line of argument.
enum HeadingName {
  static func span(_ report: Report, _ heading: Span) -> Span? {
    var (lower, words) = Words.placed(in: report.text, heading)
    dropNumber(&words, &lower)
    // What stands in parentheses is an aside: "(Unaudited)", "(Loss)".
    if let first = words.first, let open = report.text[first.start..<heading.end].firstIndex(of: UInt8(ascii: "(")) {
      let kept = words.prefix { $0.start < open }
      words = Array(kept)
      lower = Array(lower.prefix(kept.count))
    }
    guard !lower.isEmpty, lower.count <= 24 else { return nil }
    // The publisher's own name heads every page.
    if let publisher = report.metadata.publisher {
      let own = WordSet(publisher.lowercased().split { !$0.isAlphabetic && !$0.isNumber }.map { Word($0) })
      if lower.allSatisfy({
        own.contains($0) || StopWords.all.contains($0) || $0 == "inc" || $0.hasByte { $0 == UInt8(ascii: "&") }
      }) {
        return nil
      }
    }
    if isGeneric(lower) { return nil }
    guard let first = words.first, var last = words.last else { return nil }
    if words.count > 8 {
      // The part before a colon or a dash, where that is a name by itself; else the first eight words.
      let cut = (1...8).last { index in
        index < words.count && hasBreak(report, words[index - 1].end, words[index].start)
      }
      last = words[(cut ?? trimmedCount(lower)) - 1]
    }
    return Span(first.start, last.end)
  }

  /// "1. ", "Item 7. ", "Note 13 – ", "II. "
  static func isNumbered(_ report: Report, _ heading: Span) -> Bool {
    var index = heading.start
    while index < heading.end, Words.isDigit(report.text[index]) { index += 1 }
    guard index > heading.start, index - heading.start <= 2, index < heading.end else { return false }
    return report.text[index] == UInt8(ascii: ".") || report.text[index] == UInt8(ascii: ")")
  }

  /// As a reader would write it: a heading in capitals is not shouted.
  static func text(_ report: Report, _ span: Span) -> String {
    let text = report.string(span)
    guard text.count > 5, text == text.uppercased(), text.contains(where: \.isAlphabetic) else { return text }
    return text.prefix(1) + text.dropFirst().lowercased()
  }

  private static func dropNumber(_ words: inout [Span], _ lower: inout [Word]) {
    while let first = lower.first {
      let isNumber = first.utf8.allSatisfy(Words.isDigit)
      let isRoman = first.utf8.allSatisfy { "ivx".utf8.contains($0) } && lower.count > 1 && first != "i"
      let isLabel =
        ["item", "note", "part", "section", "chapter", "appendix"].contains(first)
        && lower.count > 1
        && (lower[1].utf8.first.map(Words.isDigit) ?? false || lower[1].utf8.allSatisfy { "ivx".utf8.contains($0) })
      let isOrdinal = first.count <= 3 && (first.utf8.first.map(Words.isDigit) ?? false)
      guard isNumber || isRoman || isLabel || isOrdinal else { return }
      lower.removeFirst(isLabel ? 2 : 1)
      words.removeFirst(isLabel ? 2 : 1)
    }
  }

  private static func isGeneric(_ words: [Word]) -> Bool {
    if SectionLexicon.boilerplate.first(in: words).map({ $0.range.count * 2 >= words.count }) ?? false { return true }
    let content = words.filter { !StopWords.all.contains($0) }
    if words.contains(where: SectionLexicon.blockWords.contains), content.count <= 4 { return true }
    if let match = SectionLexicon.generic.first(in: words),
      match.range.count * 2 > content.count || match.range.lowerBound == 0 && match.range.count >= 3
    {
      return true
    }
    // Only numbers, dates and function words: "Three Months Ended March 31, 2025".
    return words.allSatisfy { StopWords.all.contains($0) || $0.hasByte(where: Words.isDigit) }
  }

  private static func hasBreak(_ report: Report, _ from: Int, _ to: Int) -> Bool {
    report.text[from..<to].contains {
      $0 == UInt8(ascii: ":") || $0 == 0xE2 || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ";")
    }
  }

  /// At most eight words that do not end in a function word.
  private static func trimmedCount(_ words: [Word]) -> Int {
    var count = min(8, words.count)
    while count > 2, StopWords.all.contains(words[count - 1]) { count -= 1 }
    return count
  }
}
