/// The remark that gives a table its scale or currency: "(in millions, except per share amounts)".
enum UnitNote {
  private static let cues: [[UInt8]] = [
    "in millions", "in thousands", "in billions", "in trillions", "millions of", "thousands of", "billions of",
    "dollars in", "amounts in", "$ in", "in u.s. dollars", "in us dollars", "in 000s", "000s", "in percent",
    "us$ million",
    "$ million", "$ billion", "€ million", "€m", "$m", "$bn", "€bn", "usd million", "usd billion", "eur million",
    "usd bn", "in €", "in $", "in eur", "in usd", "in percentages", "percent change", "except per share", "in dollars",
    "in per cent", "per cent change", "in hundreds of", "figures in", "values in", "in %",
  ].map { Array($0.utf8) }

  /// A short text that is nothing but such a remark, or carries it in parentheses.
  static func isNote(_ text: [UInt8], _ span: Span) -> Bool {
    guard span.count >= 3, span.count <= 160 else { return false }
    let isEnclosed = text[span.start] == 0x28 || text[span.end - 1] == 0x29
    return (isEnclosed || span.count <= 60) && cue(text, span) != nil
  }

  /// The remark inside a text: its parenthesis where it stands in one, the whole where it is short.
  static func find(_ text: [UInt8], _ span: Span) -> Span? {
    guard !span.isEmpty, let offset = cue(text, span) else { return nil }
    var open = offset
    while open > span.start, text[open] != 0x28, text[open] != 0x29 { open -= 1 }
    if text[open] == 0x28 {
      var close = offset
      while close < span.end, text[close] != 0x29 { close += 1 }
      return Span(open, min(close + 1, span.end))
    }
    return span.count <= 120 ? span : nil
  }

  /// Where the first cue begins, ASCII letters without regard to case.
  private static func cue(_ text: [UInt8], _ span: Span) -> Int? {
    guard span.count > 1 else { return nil }
    for index in span.start..<span.end - 1 {
      let first = lower(text[index])
      let second = lower(text[index + 1])
      guard starts[Int(first) << 8 | Int(second)] else { continue }
      for cue in cues where cue[0] == first && cue[1] == second && index + cue.count <= span.end {
        var offset = 2
        while offset < cue.count, lower(text[index + offset]) == cue[offset] { offset += 1 }
        if offset == cue.count { return index }
      }
    }
    return nil
  }

  /// Which two bytes a cue begins with; none is shorter.
  private static let starts: [Bool] = {
    var table = Array(repeating: false, count: 1 << 16)
    for cue in cues { table[Int(cue[0]) << 8 | Int(cue[1])] = true }
    return table
  }()

  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
