import ReportReading

/// Finds words in a report's bytes: letters and digits, with an apostrophe, ampersand or point inside ("R&D", "U.S").
package enum Words {
  package static func spans(in text: [UInt8], _ span: Span) -> [Span] {
    var words: [Span] = []
    scan(text, span) { _, span in words.append(span) }
    return words
  }

  /// Visits each word of a span, in order, as it is in lower case with ' for ’, and its place.
  @inline(__always)
  static func scan(_ text: [UInt8], _ span: Span, _ visit: (Word, Span) -> Void) {
    var index = span.start
    while index < span.end {
      let start = index
      // Most words are ASCII from one mark to the next.
      while index < span.end, isLetter(text[index]) || isDigit(text[index]) { index += 1 }
      if index > start, index == span.end || isPlainEnd(text[index]) {
        visit(Word(lowering: text, start..<index), Span(start, index))
        continue
      }
      index = start
      var builder = Word.Builder()
      while index < span.end {
        let byte = text[index]
        if isDigit(byte) || isLetter(byte) {
          builder.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
          index += 1
          continue
        }
        let length = byte < 0x80 ? 0 : wordByteCount(text, index, span.end)
        if length > 0 {
          for place in index..<(index + length) { builder.append(text[place]) }
          index += length
          continue
        }
        guard index > start, let joint = jointByteCount(text, index, span.end),
          wordByteCount(text, index + joint, span.end) > 0
        else { break }
        builder.append(joint == 3 ? UInt8(ascii: "'") : byte)
        index += joint
      }
      if index > start {
        visit(Word(builder), Span(start, index))
      } else {
        index += max(1, sequenceByteCount(text[index]))
      }
    }
  }

  /// A mark that joins nothing to the word before it.
  private static func isPlainEnd(_ byte: UInt8) -> Bool {
    byte < 0x80 && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "&") && byte != UInt8(ascii: ".")
  }

  /// The lower-case words of a span, in order; ’ is written as '.
  package static func lowercased(in report: Report, _ span: Span) -> [Word] {
    lowercased(in: report.text, span)
  }

  package static func lowercased(in text: [UInt8], _ span: Span) -> [Word] {
    var words: [Word] = []
    words.reserveCapacity(span.count / 6 + 1)
    scan(text, span) { word, _ in words.append(word) }
    return words
  }

  /// The same, each with its place.
  package static func placed(in text: [UInt8], _ span: Span) -> (words: [Word], spans: [Span]) {
    var words: [Word] = []
    var spans: [Span] = []
    words.reserveCapacity(span.count / 6 + 1)
    spans.reserveCapacity(span.count / 6 + 1)
    scan(text, span) { word, place in
      words.append(word)
      spans.append(place)
    }
    return (words, spans)
  }

  /// The lower-case word that is the whole of a span.
  package static func lower(_ text: [UInt8], _ span: Span) -> Word { lower(text[...], span) }

  package static func lower(_ text: ArraySlice<UInt8>, _ span: Span) -> Word {
    var builder = Word.Builder()
    var index = span.start
    while index < span.end {
      let byte = text[index]
      if byte == 0xE2, index + 2 < span.end, text[index + 1] == 0x80, text[index + 2] == 0x99 {
        builder.append(UInt8(ascii: "'"))
        index += 3
        continue
      }
      builder.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      index += 1
    }
    return Word(builder)
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
