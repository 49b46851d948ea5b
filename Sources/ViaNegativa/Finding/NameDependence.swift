import ThesisBuilding

/// Rewrites of long clauses into the noun phrase they come to: "We receive a significant amount of our revenue from a few
/// partners" is a dependence on a few partners.
enum NameDependence {
  /// Nil where the clause says nothing of the kind, or is short enough to stand.
  static func rewritten(_ words: [NameWord], _ bares: [Word]) -> [NameWord]? {
    guard words.count > HazardName.limit else { return nil }
    return source(words, bares) ?? part(words, bares) ?? accounted(words, bares) ?? reliance(words, bares)
  }

  private static let dependence = NameWord.words(of: "Dependence on")

  /// "… amount of our revenue stems from X": X.
  private static func source(_ words: [NameWord], _ bares: [Word]) -> [NameWord]? {
    guard let amount = bares.prefix(8).firstIndex(where: HazardNameLexicon.amounts.contains), amount + 2 < bares.count,
      bares[amount + 1] == "of",
      let income = bares[amount...].prefix(7).firstIndex(where: HazardNameLexicon.incomes.contains),
      let from = bares[income...].prefix(5).firstIndex(of: "from"), words.count - from > 2
    else { return nil }
    return dependence + upToClause(Array(words[(from + 1)...]))
  }

  /// "X accounts for a large share of revenue": X.
  private static func accounted(_ words: [NameWord], _ bares: [Word]) -> [NameWord]? {
    guard
      let verb = bares.indices.dropFirst().first(where: {
        ["account", "accounts", "accounted"].contains(bares[$0]) && $0 + 1 < bares.count && bares[$0 + 1] == "for"
      }), verb <= 6, bares[verb...].prefix(9).contains(where: HazardNameLexicon.incomes.contains)
    else { return nil }
    return dependence + words[..<verb]
  }

  /// "X are a significant part of our business": X.
  private static func part(_ words: [NameWord], _ bares: [Word]) -> [NameWord]? {
    guard let of = bares.indices.dropFirst(4).first(where: { bares[$0] == "of" }), of >= 4,
      HazardNameLexicon.parts.contains(bares[of - 1]), bares[of - 3] == "a", ["is", "are"].contains(bares[of - 4]),
      (1...6).contains(of - 4)
    else { return nil }
    return dependence + lowered(Array(words[..<(of - 4)]))
  }

  /// "Our success depends heavily on X": X.
  private static func reliance(_ words: [NameWord], _ bares: [Word]) -> [NameWord]? {
    guard let verb = bares.prefix(10).firstIndex(where: HazardNameLexicon.relying.contains), verb > 0,
      let on = bares[verb...].prefix(4).firstIndex(where: { $0 == "on" || $0 == "upon" }), words.count - on > 2,
      !bares[..<verb].contains(where: { $0 == "if" || $0 == "not" })
    else { return nil }
    return dependence + upToClause(Array(words[(on + 1)...]))
  }

  /// "The value of our securities may decline": a decline in it.
  static func movement(_ words: [NameWord], _ bares: [Word]) -> [NameWord]? {
    for index in bares.indices.dropFirst(1) where HazardLexicon.modals.contains(bares[index]) {
      guard index + 1 < bares.count, let noun = HazardNameLexicon.movements[bares[index + 1]], index <= 7,
        index + 2 == bares.count || HazardNameLexicon.boundaries.contains(bares[index + 2])
      else { continue }
      return [NameWord(noun), NameWord("in")] + lowered(Array(words[..<index]))
    }
    return nil
  }

  /// Up to a comma or conjunction that begins a clause with a subject of its own.
  private static func upToClause(_ words: [NameWord]) -> [NameWord] {
    let bares = words.map(\.bare)
    for index in words.indices.dropFirst(2) where bares[index] == "and" || bares[index] == "or" {
      guard index + 1 < words.count else { break }
      let rest = bares[(index + 1)...].prefix(7)
      if HazardNameLexicon.subjects.contains(bares[index + 1]) && bares[index + 1] != "the"
        && !["our", "its"].contains(bares[index + 1]) || rest.contains(where: HazardLexicon.modals.contains)
      {
        return Array(words[..<index])
      }
    }
    return words
  }

  private static func lowered(_ words: [NameWord]) -> [NameWord] {
    guard let first = words.first, first.text.dropFirst().allSatisfy(\.isLowercase) else { return words }
    return [NameWord(first.text.lowercased())] + words.dropFirst()
  }
}
