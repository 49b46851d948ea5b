import ReportReading

/// Finds who is quoted: "Gartner says …", "…, according to the IEA".
struct AttributionReader {
  let text: [UInt8]
  let tokens: [Token]

  func source() -> Span? {
    for i in tokens.indices where tokens[i].kind == .word {
      if let match = MeasureLexicon.according.match(tokens, at: i), tokens[i].folded != Self.per {
        if let name = name(from: i + match.count) { return name }
      }
      guard MeasureLexicon.says.value(tokens[i]) != nil, i > 0 else { continue }
      var first = i
      while first > 0, isNameToken(first - 1), first - 1 == 0 || !tokens[first - 1].isSymbol(",") { first -= 1 }
      while first < i, tokens[first].kind == .symbol { first += 1 }
      if first < i, tokens[first].isUppercase, !isPlain(first, i) {
        return Span(tokens[first].start, tokens[i - 1].end)
      }
    }
    return nil
  }

  private static let per = TokenHash.of("per")

  private func name(from start: Int) -> Span? {
    var i = start
    if i < tokens.count, tokens[i].folded == NumberLexicon.the || tokens[i].folded == NumberLexicon.a { i += 1 }
    let first = i
    while i < tokens.count, isNameToken(i), !tokens[i].isSymbol(",") { i += 1 }
    while i > first, tokens[i - 1].kind == .symbol { i -= 1 }
    return i > first ? Span(tokens[first].start, tokens[i - 1].end) : nil
  }

  private static let links = LexiconText.set("of & and")
  private func isNameToken(_ i: Int) -> Bool {
    let token = tokens[i]
    if token.kind == .symbol {
      return token.isSymbol("&") || (token.isSymbol(".") && i > 0 && tokens[i - 1].end - tokens[i - 1].start <= 2)
        || token.isSymbol("-")
    }
    if token.isUppercase { return true }
    return Self.links.value(token) != nil && i > 0 && tokens[i - 1].isUppercase && i + 1 < tokens.count
      && tokens[i + 1].isUppercase
  }

  /// "We", "Management", "Revenue": a common word that only opens the sentence.
  private func isPlain(_ first: Int, _ end: Int) -> Bool {
    if end - first > 1 {
      return MeasureLexicon.determiners.value(tokens[first]) != nil && end - first == 2
        && !tokens[first + 1].isUppercase
    }
    if MeasureLexicon.pronouns.value(tokens[first]) != nil || QuantityWords.stops.value(tokens[first]) != nil {
      return true
    }
    if first > 0 { return false }
    // A lone word at the start must have the look of a name: more capitals, or a person-like verb after it.
    return Self.commonOpeners.value(tokens[first]) != nil
  }
  private static let commonOpeners = LexiconText.set(
    "revenue sales results analysts contacts respondents retailers manufacturers bankers employers firms reports districts producers sources others several investors economists officials executives researchers lenders builders demand growth prices net total"
  )
}
