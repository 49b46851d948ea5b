import ReportReading

/// Reads `term — gloss`, `term: gloss` and `term (gloss)` items out of lists.
enum TermGlossReader {
  struct Item {
    let term: Span
    /// Nil for a bare term.
    let gloss: Span?
  }

  static func item(_ report: Report, _ block: Block) -> Item? {
    guard !block.span.isEmpty else { return nil }
    if let strong = block.emphasis.first(where: { $0.kind == .strong }), strong.span.start - block.span.start <= 2 {
      let term = trimmed(report, strong.span)
      let gloss = trimmed(report, Span(strong.span.end, block.span.end))
      return term.isEmpty ? nil : Item(term: term, gloss: gloss.isEmpty ? nil : gloss)
    }
    guard let (end, start) = division(report, block.span) else {
      let words = Words.spans(in: report.text, block.span)
      return words.count <= 6 && !words.isEmpty ? Item(term: trimmed(report, block.span), gloss: nil) : nil
    }
    let term = trimmed(report, Span(block.span.start, end))
    guard !term.isEmpty, Words.spans(in: report.text, term).count <= 7 else { return nil }
    let gloss = withoutAside(report, trimmed(report, Span(start, block.span.end)))
    return Item(term: term, gloss: gloss.isEmpty ? nil : gloss)
  }

  /// "Nordgrid (target €34) – 92% of EBITDA": what stands behind the parenthesis, or else what stands in it.
  private static func withoutAside(_ report: Report, _ span: Span) -> Span {
    let text = report.text
    guard !span.isEmpty, text[span.start] == UInt8(ascii: "("),
      let close = text[span.range].firstIndex(of: UInt8(ascii: ")"))
    else { return span }
    let rest = trimmed(report, Span(close + 1, span.end))
    return rest.isEmpty ? trimmed(report, Span(span.start + 1, close)) : rest
  }

  /// Where the term ends and the gloss begins: an em or en dash or a hyphen between spaces, a colon, an opening parenthesis.
  private static func division(_ report: Report, _ span: Span) -> (end: Int, start: Int)? {
    let text = report.text
    var index = span.start
    while index < span.end {
      let byte = text[index]
      if byte == 0xE2, index + 2 < span.end, text[index + 1] == 0x80, text[index + 2] == 0x93 || text[index + 2] == 0x94
      {
        // An en dash inside a range of numbers divides nothing.
        let isSpaced = index > span.start && text[index - 1] == 0x20
        if isSpaced || text[index + 2] == 0x94 { return (index, index + 3) }
      }
      if byte == UInt8(ascii: "-"), index > span.start, text[index - 1] == 0x20, index + 1 < span.end,
        text[index + 1] == 0x20
      {
        return (index, index + 1)
      }
      if byte == UInt8(ascii: ":"), index + 1 < span.end, text[index + 1] == 0x20 { return (index, index + 1) }
      if byte == UInt8(ascii: "("), index > span.start { return (index, index) }
      index += 1
    }
    return nil
  }

  /// Without spaces, dashes and colons at the start.
  static func trimmedStart(_ report: Report, _ span: Span) -> Span {
    let text = report.text
    var start = span.start
    let end = span.end
    while start < end {
      let byte = text[start]
      if byte == 0x20 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: ",")
      {
        start += 1
      } else if byte == 0xE2, start + 2 < end, text[start + 1] == 0x80,
        text[start + 2] == 0x93 || text[start + 2] == 0x94
      {
        start += 3
      } else if byte == 0xC2, start + 1 < end, text[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    return Span(start, end)
  }

  /// Without spaces, dashes and colons at either end, nor a pair of parentheses around the whole.
  static func trimmed(_ report: Report, _ span: Span) -> Span {
    let text = report.text
    let start = trimmedStart(report, span).start
    var end = span.end
    while end > start {
      let byte = text[end - 1]
      if byte == 0x20 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
        || byte == UInt8(ascii: ".")
      {
        end -= 1
      } else {
        break
      }
    }
    if end - start > 2, text[start] == UInt8(ascii: "("), text[end - 1] == UInt8(ascii: ")"),
      !text[(start + 1)..<(end - 1)].contains(UInt8(ascii: "("))
    {
      return Span(start + 1, end - 1)
    }
    return Span(start, end)
  }
}
