import ReportReading
import ThesisBuilding

/// Makes a short true name from the words that lead a hazard: capitalized, no full stop, at most `limit` words.
///
/// A filing says "If we fail to estimate demand, our results could be harmed"; the name is "Failure to estimate demand". Only
/// the filer may say "we" and "our", so a name says "it" and "its".
struct HazardName: Sendable {
  static let limit = 14

  let text: String

  init(_ report: Report, _ lead: Span, isSentence: Bool, isProse: Bool = false) {
    let span = lead.trimmed(report.text, dropping: Array(".:;,-*• ".utf8) + [0xE2, 0x80, 0x93, 0x94])
    var words = report.string(span).split(whereSeparator: \.isWhitespace).map(String.init)
    words = HazardName.withoutOrdinal(words)
    let isLong = words.count > HazardName.limit || isSentence
    let isFiler = words.contains { HazardNameLexicon.own.contains(HazardName.bare($0)) }
    if isLong || isFiler { words = HazardName.core(words, isProse: isProse) }
    words = HazardName.shortened(words)
    if isFiler { words = HazardName.inThirdPerson(words) }
    text = HazardName.finished(words)
  }

  /// A word without the marks around it, lower case.
  private static func bare(_ word: String) -> String {
    word.lowercased().trimming { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }.replacing("’", with: "'")
  }

  private static func withoutOrdinal(_ words: [String]) -> [String] {
    guard let first = words.first, words.count > 1 else { return words }
    let inner = first.trimming { "().".contains($0) }
    let isOrdinal =
      first != inner && (inner.allSatisfy(\.isNumber) || inner.count == 1 || ["ii", "iii", "iv", "vi"].contains(inner))
    return isOrdinal ? Array(words.dropFirst()) : words
  }

  /// The part that names the hazard: the condition of a conditional, the subject of "may adversely affect", the noun after
  /// "concerned about"; the openings of filings rewritten.
  private static func core(_ words: [String], isProse: Bool) -> [String] {
    let bares = words.map(bare)
    if let first = bares.first, HazardNameLexicon.connectives.contains(first), words.count > 6 {
      return core(Array(words.dropFirst()), isProse: isProse)
    }
    if bares.first == "if", let end = conditionEnd(words, bares) { return opening(Array(words[1..<end])) }
    if let first = bares.first, HazardNameLexicon.adverbials.contains(first) || first == "to",
      let end = words.prefix(24).firstIndex(where: { $0.hasSuffix(",") }), end > 0, words.count - end > 5
    {
      return core(Array(words[(end + 1)...]), isProse: isProse)
    }
    if isProse, let named = noun(words, bares) { return named }
    if isProse, let start = bares.firstIndex(of: "if"), words.count - start > 4, words.count - start <= limit + 2 {
      return opening(Array(words[(start + 1)...]))
    }
    return opening(words)
  }

  /// The word after the comma that ends a condition: the first comma before a clause with a modal of its own.
  private static func conditionEnd(_ words: [String], _ bares: [String]) -> Int? {
    for index in words.indices where index > 2 && words[index].hasSuffix(",") {
      guard index + 1 < words.count, bares[index + 1] != "and", bares[index + 1] != "or" else { continue }
      let end = words[(index + 1)...].firstIndex { $0.hasSuffix(",") } ?? words.count
      if bares[(index + 1)..<end].prefix(10).contains(where: HazardLexicon.modals.contains) { return index + 1 }
    }
    return words.indices.last { $0 > 2 && words[$0].hasSuffix(",") }.map { $0 + 1 }
  }

  /// What comes after "concerned about" and its like.
  private static func noun(_ words: [String], _ bares: [String]) -> [String]? {
    for (phrase, lead) in HazardNameLexicon.nouns {
      let parts = phrase.split(separator: " ").map(String.init)
      guard let found = bares.firstRange(of: parts), found.upperBound + 1 < words.count,
        !HazardLexicon.modals.contains(bares[found.upperBound])
      else { continue }
      return lead.split(separator: " ").map(String.init) + clause(Array(words[found.upperBound...]))
    }
    return nil
  }

  /// Rewrites a filing's opening, then cuts the consequence off.
  private static func opening(_ words: [String]) -> [String] {
    let bares = words.map(bare)
    for (phrase, replacement) in HazardNameLexicon.openings {
      let parts = phrase.split(separator: " ").map(String.init)
      if bares.starts(with: parts), words.count > parts.count + 1 {
        var rest = Array(words.dropFirst(parts.count))
        // "We have experienced, and may experience, X".
        if let first = rest.first, ["and", "or"].contains(bare(first)),
          let end = rest.prefix(10).firstIndex(where: { $0.hasSuffix(",") }),
          end + 1 < rest.count
        {
          rest = Array(rest[(end + 1)...])
        }
        return consequenceCut(replacement.split(separator: " ").map(String.init) + rest)
      }
    }
    return consequenceCut(words)
  }

  /// "X may adversely affect …": X, where X is something that happens and so says enough by itself.
  private static func consequenceCut(_ words: [String]) -> [String] {
    let bares = words.map(bare)
    // "Our results may be adversely affected by X": X.
    if let by = bares.indices.dropFirst(2).first(where: {
      bares[$0] == "by" && HazardNameLexicon.suffered.contains(bares[$0 - 1])
    }),
      bares[..<by].suffix(5).contains("be") || bares[..<by].suffix(5).contains("been"), words.count - by > 2
    {
      return clause(Array(words[(by + 1)...]))
    }
    for index in words.indices.dropFirst(1) where HazardNameLexicon.consequence.contains(bares[index]) {
      let isPerfect = bares[index] == "has" || bares[index] == "have"
      let next = bares[(index + 1)...].prefix(isPerfect ? 1 : 4)
      let isHarm = next.contains { HazardNameLexicon.effects.contains($0) }
      let isEvent = bares[..<index].contains {
        HazardNameLexicon.events.contains($0) || HazardLexicon.harm.contains($0) || $0.hasSuffix("ing")
      }
      if isHarm, isEvent { return clause(Array(words[..<index])) }
    }
    return clause(words)
  }

  /// Up to the first relative or consecutive clause that comes after at least four words.
  private static func clause(_ words: [String]) -> [String] {
    let bares = words.map(bare)
    for index in words.indices.dropFirst(3) {
      let before = words[index - 1]
      if before.hasSuffix(";") || before.hasSuffix(".") && before.count > 3 { return Array(words[..<index]) }
      guard before.hasSuffix(","), index >= 4 else { continue }
      let isJoined = bares[index] == "and" || bares[index] == "or"
      let opener = isJoined && index + 1 < words.count ? bares[index + 1] : bares[index]
      if isJoined ? HazardNameLexicon.subjects.contains(opener) : HazardNameLexicon.clauseOpeners.contains(opener) {
        return Array(words[..<index])
      }
    }
    return words
  }

  /// At most `limit` words, cut where the largest phrase ends: before a clause, else a relative, else a conjunction, else a
  /// preposition; as late as there is room.
  private static func shortened(_ words: [String]) -> [String] {
    guard words.count > limit else { return words }
    let bares = words.map(bare)
    let places = stride(from: limit, through: 5, by: -1)
    func isClause(_ index: Int) -> Bool {
      (bares[index] == "and" || bares[index] == "but" || bares[index] == "or")
        && index + 1 < words.count
        && (HazardNameLexicon.subjects.contains(bares[index + 1]) || HazardLexicon.modals.contains(bares[index + 1]))
    }
    let classes: [(Int) -> Bool] = [
      isClause,
      { HazardNameLexicon.relatives.contains(bares[$0]) },
      { words[$0 - 1].hasSuffix(",") && !HazardNameLexicon.isInList(words, $0) },
      { place in ["and", "or"].contains(bares[place]) && !words[(place - 3)..<place].contains { $0.hasSuffix(",") } },
      { HazardNameLexicon.boundaries.contains(bares[$0]) },
    ]
    for isEnd in classes {
      if let index = places.first(where: isEnd) { return Array(words[..<index]) }
    }
    return Array(words[..<limit])
  }

  /// "we sell" → "it sells", "our" → "its".
  private static func inThirdPerson(_ words: [String]) -> [String] {
    var result: [String] = []
    var afterSubject = false
    for word in words {
      let plain = bare(word)
      let tail = String(word.drop { $0.isLetter || $0 == "'" || $0 == "’" })
      if let replaced = HazardNameLexicon.persons[plain] {
        result.append(replaced + tail)
        afterSubject = plain == "we"
        continue
      }
      if afterSubject, plain == "and" || plain == "or" { afterSubject = false }
      if afterSubject, !plain.hasSuffix("ly") || plain == "rely" || plain == "apply" || plain == "supply" {
        result.append(verb(plain) + tail)
        afterSubject = false
      } else {
        result.append(word)
      }
    }
    return result
  }

  private static func verb(_ plain: String) -> String {
    if let known = HazardNameLexicon.verbs[plain] { return known }
    if plain.hasSuffix("ed") || plain.isEmpty { return plain }
    if plain.hasSuffix("y"), let before = plain.dropLast().last, !"aeiou".contains(before) {
      return plain.dropLast() + "ies"
    }
    return ["s", "x", "z", "ch", "sh", "o"].contains(where: plain.hasSuffix) ? plain + "es" : plain + "s"
  }

  private static func finished(_ words: [String]) -> String {
    var words = words
    while words.count > 2, let last = words.last, HazardNameLexicon.dangling.contains(bare(last)) { words.removeLast() }
    let joined = words.joined(separator: " ").trimming { ".,:;—–- *•".contains($0) }
    // An unmatched parenthesis is a cut one.
    let text =
      joined.contains("(") && !joined.contains(")")
      ? String(joined.prefix { $0 != "(" }).trimming { $0 == " " || $0 == "," } : joined
    guard let first = text.first, first.isLowercase, !HazardName.isBrand(text) else { return text }
    return first.uppercased() + text.dropFirst()
  }

  /// "iPhone", "eBay": a small letter before a capital stays.
  private static func isBrand(_ text: String) -> Bool { text.dropFirst().first?.isUppercase ?? false }
}

extension String {
  /// Without the characters at either end that `isDropped` names.
  fileprivate func trimming(_ isDropped: (Character) -> Bool) -> String {
    guard let low = firstIndex(where: { !isDropped($0) }), let high = lastIndex(where: { !isDropped($0) }) else {
      return ""
    }
    return String(self[low...high])
  }
}
