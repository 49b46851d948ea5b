import ReportReading
import ThesisBuilding

/// Makes a short true name from the words that lead a hazard: capitalized, no full stop, at most `limit` words.
///
/// A filing says "If we fail to estimate demand, our results could be harmed"; the name is "Failure to estimate demand". Only
/// the filer may say "we" and "our", so a name says "it" and "its".
struct HazardName: Sendable {
  static let limit = 12

  let text: String

  init(_ report: Report, _ lead: Span, isSentence: Bool) {
    let span = lead.trimmed(report.text, dropping: Array(".:;,-*• ".utf8) + [0xE2, 0x80, 0x93, 0x94])
    var words = report.string(span).split(whereSeparator: \.isWhitespace).map(String.init)
    words = HazardName.withoutOrdinal(words)
    let isLong = words.count > HazardName.limit || isSentence
    let isFiler = words.contains { HazardNameLexicon.own.contains(HazardName.bare($0)) }
    if isLong || isFiler { words = HazardName.core(words) }
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
  private static func core(_ words: [String]) -> [String] {
    var words = words
    let bares = words.map(bare)
    if let first = bares.first, HazardNameLexicon.connectives.contains(first), words.count > 6 {
      words = Array(words.dropFirst())
      return core(words)
    }
    // "If X, Y": X.
    if let start = bares.firstIndex(where: { $0 == "if" }), words.count > start + 3 {
      let isInner = start > 0
      if let end = words[start...].firstIndex(where: { $0.hasSuffix(",") }), end > start + 2 {
        if !isInner { return opening(Array(words[(start + 1)...end])) }
      } else if isInner, words.count - start <= limit + 1 {
        return opening(Array(words[(start + 1)...]))
      }
    }
    for (phrase, lead) in HazardNameLexicon.nouns {
      let parts = phrase.split(separator: " ").map(String.init)
      if let start = bares.firstRange(of: parts), start.upperBound < words.count,
        start.lowerBound > 0 || parts.count > 1
      {
        let rest = clause(Array(words[start.upperBound...]))
        if rest.count >= 2 { return lead.isEmpty ? rest : lead.split(separator: " ").map(String.init) + rest }
      }
    }
    return opening(words)
  }

  /// Rewrites a filing's opening, then cuts the consequence off.
  private static func opening(_ words: [String]) -> [String] {
    let bares = words.map(bare)
    for (phrase, replacement) in HazardNameLexicon.openings {
      let parts = phrase.split(separator: " ").map(String.init)
      if bares.starts(with: parts), words.count > parts.count + 1 {
        return consequenceCut(
          replacement.split(separator: " ").map(String.init) + words.dropFirst(parts.count), from: 2)
      }
    }
    return consequenceCut(words, from: 1)
  }

  /// "X may adversely affect …", "X, which …": X, where X says enough by itself.
  private static func consequenceCut(_ words: [String], from start: Int) -> [String] {
    let bares = words.map(bare)
    for index in words.indices.dropFirst(max(2, start)) {
      let next = bares[index...].prefix(7)
      let isHarm =
        HazardNameLexicon.consequence.contains(bares[index])
        && (next.contains(where: HazardNameLexicon.effects.contains)
          || next.contains { $0.hasPrefix("adverse") || $0.hasPrefix("negative") })
      let says = bares[..<index].filter { !HazardNameLexicon.empty.contains($0) && !StopWords.all.contains($0) }
      if isHarm, says.count >= 2 { return clause(Array(words[..<index])) }
    }
    return clause(words)
  }

  /// Up to the first relative or consecutive clause that comes after at least four words.
  private static func clause(_ words: [String]) -> [String] {
    for index in words.indices.dropFirst(4) {
      let isComma = words[index - 1].hasSuffix(",") || words[index - 1].hasSuffix(";")
      if isComma, HazardNameLexicon.clauseOpeners.contains(bare(words[index])) { return Array(words[..<index]) }
      if words[index - 1].hasSuffix(";") { return Array(words[..<index]) }
    }
    return words
  }

  /// At most `limit` words, cut where a phrase ends.
  private static func shortened(_ words: [String]) -> [String] {
    guard words.count > limit else { return words }
    for index in stride(from: limit, through: 4, by: -1)
    where words[index - 1].hasSuffix(",") || words[index - 1].hasSuffix(";") || words[index - 1] == "—" {
      return Array(words[..<index])
    }
    for index in stride(from: limit, through: 5, by: -1) where HazardNameLexicon.boundaries.contains(bare(words[index]))
    {
      return Array(words[..<index])
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
