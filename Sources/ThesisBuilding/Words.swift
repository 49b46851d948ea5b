import ReportReading

/// Finds words in a report's bytes: letters and digits, with an apostrophe, ampersand or point inside ("R&D", "U.S").
package enum Words {
  package static func spans(in text: [UInt8], _ span: Span) -> [Span] {
    var words: [Span] = []
    var index = span.start
    var start = -1
    while index < span.end {
      let length = wordByteCount(text, index, span.end)
      if length > 0 {
        if start < 0 { start = index }
        index += length
        continue
      }
      if start >= 0, let joint = jointByteCount(text, index, span.end), wordByteCount(text, index + joint, span.end) > 0
      {
        index += joint
        continue
      }
      if start >= 0 {
        words.append(Span(start, index))
        start = -1
      }
      index += max(1, sequenceByteCount(text[index]))
    }
    if start >= 0 { words.append(Span(start, min(index, span.end))) }
    return words
  }

  /// The lower-case words of a span, in order; ’ is written as '.
  package static func lowercased(in report: Report, _ span: Span) -> [String] {
    spans(in: report.text, span).map { lower(report.text, $0) }
  }

  package static func lower(_ text: [UInt8], _ span: Span) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(span.count)
    var index = span.start
    while index < span.end {
      let byte = text[index]
      if byte == 0xE2, index + 2 < span.end, text[index + 1] == 0x80, text[index + 2] == 0x99 {
        bytes.append(UInt8(ascii: "'"))
        index += 3
        continue
      }
      bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  package static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

  /// Bytes of the word character at `index`, 0 where there is none. Marks of the blocks U+0080–00BF and U+2000–2BFF are not.
  private static func wordByteCount(_ text: [UInt8], _ index: Int, _ end: Int) -> Int {
    guard index < end else { return 0 }
    let byte = text[index]
    if byte < 0x80 { return isDigit(byte) || isLetter(byte) ? 1 : 0 }
    if byte == 0xC2 || byte < 0xC0 { return 0 }
    if byte == 0xE2 { return 0 }
    if byte >= 0xF0 { return 0 }
    return min(sequenceByteCount(byte), end - index)
  }

  /// Bytes of a mark that may stand inside a word.
  private static func jointByteCount(_ text: [UInt8], _ index: Int, _ end: Int) -> Int? {
    switch text[index] {
    case UInt8(ascii: "'"), UInt8(ascii: "&"): return 1
    case UInt8(ascii: "."):
      // "U.S.": a single capital on each side.
      return index > 0 && isUpper(text[index - 1]) && index + 1 < end && isUpper(text[index + 1]) ? 1 : nil
    case 0xE2 where index + 2 < end && text[index + 1] == 0x80 && text[index + 2] == 0x99: return 3
    default: return nil
    }
  }

  private static func sequenceByteCount(_ lead: UInt8) -> Int {
    lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }
}
