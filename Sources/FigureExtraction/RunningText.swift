import ReportReading

/// Tells cells that hold sentences from cells that hold labels and values.
package enum RunningText {
  /// At least twelve words, most of them in lower case: a paragraph laid out in a table.
  package static func fills(_ span: Span, of text: [UInt8]) -> Bool {
    guard span.count >= 60 else { return false }
    var words = 0
    var lower = 0
    for token in Tokenizer.tokens(of: text, in: span) where token.kind == .word {
      words += 1
      if !token.isUppercase { lower += 1 }
    }
    return words >= 12 && lower * 2 > words
  }
}
