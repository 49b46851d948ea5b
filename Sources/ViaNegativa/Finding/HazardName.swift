import ReportReading
import ThesisBuilding

/// Makes a short true name from the words that lead a hazard: capitalized, no full stop, at most `limit` words, complete.
///
/// A filing says "If we fail to estimate demand, our results could be harmed"; the name is "Failure to estimate demand". Only
/// the filer may say "we" and "our", so a name says "it" and "its". How likely it is belongs in the tier: "A recession has a
/// medium probability" is named "A recession".
package struct HazardName: Sendable {
  package static let limit = 8

  package let text: String

  init(_ report: Report, _ lead: Span, isSentence: Bool, isProse: Bool = false) {
    let span = lead.trimmed(report.text, dropping: Array(".:;,-*• ".utf8) + [0xE2, 0x80, 0x93, 0x94])
    self.init(report.string(span), isSentence: isSentence, isProse: isProse)
  }

  /// From the words of a lead themselves.
  package init(_ lead: String, isSentence: Bool, isProse: Bool = false) {
    var words = NameWord.words(of: lead)
    words = HazardName.firstSentence(HazardName.withoutSide(HazardName.withoutOrdinal(words)))
    words = HazardName.withoutLikelihood(HazardName.withoutChance(HazardName.withoutVerdict(words)))
    let isLong = words.count > HazardName.limit || isSentence
    let isFiler = words.contains { HazardNameLexicon.own.contains($0.bare) && !HazardName.isCountry($0) }
    if isLong || isFiler {
      words = HazardName.instance(of: words) ?? HazardName.core(words, isProse: isProse)
    }
    words = NameShortening.shortened(words, to: HazardName.limit)
    if isFiler { words = HazardName.inThirdPerson(words) }
    words = HazardName.withoutOwner(words)
    text = HazardName.finished(words)
  }

  /// "US port fees" are not ours.
  private static func isCountry(_ word: NameWord) -> Bool {
    word.text.utf8.contains(UInt8(ascii: "U")) && word.text.filter(\.isAlphabetic) == "US"
  }

  private static func withoutOrdinal(_ words: [NameWord]) -> [NameWord] {
    guard let first = words.first?.text, words.count > 1 else { return words }
    guard let low = first.utf8.first, let high = first.utf8.last, isBracket(low) || isBracket(high) else {
      return words
    }
    let inner = first.trimming { "().".contains($0) }
    let isOrdinal =
      first != inner && (inner.allSatisfy(\.isNumber) || inner.count == 1 || ["ii", "iii", "iv", "vi"].contains(inner))
    return isOrdinal ? Array(words.dropFirst()) : words
  }

  private static func isBracket(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: ".")
  }

  /// "Downside: export rules": export rules.
  private static func withoutSide(_ words: [NameWord]) -> [NameWord] {
    guard let first = words.first, words.count > 1, first.ends(with: ":"), ["downside", "risk"].contains(first.bare)
    else { return words }
    return Array(words.dropFirst())
  }

  /// Up to a full stop before a word with a capital, or to a colon.
  private static func firstSentence(_ words: [NameWord]) -> [NameWord] {
    let end = words.indices.dropFirst(1).first { index in
      words[index - 1].ends(with: ":") && index > 1 && words.count > limit
        || words[index - 1].ends(with: ".") && words[index - 1].text.count > 4
          && !words[index - 1].text.dropLast().contains(".") && words[index].text.first?.isUppercase == true
    }
    return end.map { Array(words[..<$0]) } ?? words
  }

  /// "Underinvestment is the risk that matters": underinvestment.
  private static func withoutVerdict(_ words: [NameWord]) -> [NameWord] {
    let bares = words.map(\.bare)
    guard let verb = bares.firstIndex(where: { ["is", "are", "remains", "remain"].contains($0) }),
      (1...6).contains(verb),
      !["there", "it", "this", "that", "they"].contains(bares[0]), verb + 1 < words.count,
      ["a", "the", "our", "its"].contains(bares[verb + 1]),
      bares[(verb + 2)...].prefix(2).contains(where: { ["risk", "threat", "danger"].contains($0) })
    else { return words }
    return Array(words[..<verb])
  }

  /// "Supply chain delays (50%)": how likely it is is no part of its name.
  private static func withoutChance(_ words: [NameWord]) -> [NameWord] {
    guard let open = words.lastIndex(where: { $0.text.utf8.first == UInt8(ascii: "(") }), open > 0 else { return words }
    let aside = words[open...].map(\.text).joined(separator: " ")
    let isChance =
      aside.contains("%") && aside.split(separator: " ").count <= 3
      || ["probability", "likelihood", "chance", "odds"].contains { aside.lowercased().contains($0) }
    return isChance ? Array(words[..<open]) : words
  }

  /// "X has a medium probability", "X is the real risk": X. "There is a real risk that X", "it puts low odds on X": X.
  private static func withoutLikelihood(_ words: [NameWord]) -> [NameWord] {
    let bares = words.map(\.bare)
    guard let match = LikelihoodLexicon.explicit.first(in: bares) else { return words }
    let after = Array(words[match.range.upperBound...])
    if match.range.lowerBound <= 6, let joint = after.first?.bare, ["that", "of", "on"].contains(joint),
      after.count >= 3
    {
      return Array(after.dropFirst())
    }
    var before = Array(words[..<match.range.lowerBound])
    while let last = before.last, HazardNameLexicon.copulas.contains(last.bare) { before.removeLast() }
    let isJoined = after.isEmpty || words[match.range.upperBound - 1].text.last.map { ",.;:—–".contains($0) } ?? false
    return before.count >= 1 && before.count < match.range.lowerBound && (isJoined || after.count <= 4) ? before : words
  }

  /// The part that names the hazard: the condition of a conditional, the subject of "may adversely affect", the noun after
  /// "concerned about"; the openings of filings rewritten.
  private static func core(_ words: [NameWord], isProse: Bool) -> [NameWord] {
    let bares = words.map(\.bare)
    if let first = bares.first, HazardNameLexicon.connectives.contains(first), words.count > 6 {
      return core(Array(words.dropFirst()), isProse: isProse)
    }
    if let first = bares.first, first == "if" || first == "should" && bares.count > 5,
      let end = conditionEnd(words, bares)
    {
      return opening(supposed(Array(words[1..<end])))
    }
    if let first = bares.first, HazardNameLexicon.adverbials.contains(first) || first == "to",
      let end = words.prefix(24).firstIndex(where: { $0.ends(with: ",") }), end > 0,
      words.count - end > (first == "to" ? 3 : 5)
    {
      return core(Array(words[(end + 1)...]), isProse: isProse)
    }
    if isProse, let named = noun(words, bares) { return named }
    if isProse, let start = bares.firstIndex(of: "if"), words.count - start > 4, words.count - start <= 16 {
      return opening(supposed(Array(words[(start + 1)...])))
    }
    return opening(words)
  }

  /// "the notes were refinanced", "rates were to rise", without the "if" that made them no fact: "the notes refinanced",
  /// "rates rise".
  private static func supposed(_ words: [NameWord]) -> [NameWord] {
    let bares = words.map(\.bare)
    guard let verb = bares.indices.dropFirst().first(where: { bares[$0] == "were" }), verb + 1 < words.count else {
      return words
    }
    if bares[verb + 1] == "to" { return Array(words[..<verb]) + words[(verb + 2)...] }
    guard words[verb + 1].text.lowercased().hasSuffix("ed") || LikelihoodLexicon.realised.contains(bares[verb + 1])
    else { return words }
    return Array(words[..<verb]) + words[(verb + 1)...]
  }

  /// The word after the comma that ends a condition: the first comma before a clause with a modal of its own.
  private static func conditionEnd(_ words: [NameWord], _ bares: [Word]) -> Int? {
    for index in words.indices where index > 2 && words[index].ends(with: ",") {
      guard index + 1 < words.count, bares[index + 1] != "and", bares[index + 1] != "or" else { continue }
      let end = words[(index + 1)...].firstIndex { $0.ends(with: ",") } ?? words.count
      if bares[(index + 1)..<end].prefix(10).contains(where: HazardLexicon.modals.contains) { return index + 1 }
    }
    return words.indices.last { $0 > 2 && words[$0].ends(with: ",") }.map { $0 + 1 }
  }

  /// "Complex laws, rules and regulations, including restrictions on exports": the instance, where what it is an instance of
  /// says nothing that every filing does not.
  private static func instance(of words: [NameWord]) -> [NameWord]? {
    let bares = words.map(\.bare)
    guard
      let joint = bares.indices.dropFirst(3).first(where: {
        instances.contains(bares[$0]) && words[$0 - 1].ends(with: ",")
      }), joint + 2 < words.count
    else { return nil }
    var reader = TermReader()
    func particular(_ range: ArraySlice<Word>) -> Int {
      range.filter {
        let stem = reader.stem(of: $0)
        return !stem.isEmpty && !Specificity.isStock(stem)
      }.count
    }
    guard particular(bares[..<joint]) == 0 else { return nil }
    let rest = Array(words[(joint + 1)...])
    let end = rest.firstIndex { $0.ends(with: ",") || $0.ends(with: ".") }.map { $0 + 1 } ?? rest.count
    let tail = Array(rest[..<end])
    return tail.count >= 2 && particular(tail.map(\.bare)[...]) > 0 ? tail : nil
  }

  private static let instances: WordSet = ["including", "particularly", "especially"]

  /// Where words first end a run of others; nil where they do not stand there.
  private static func end(of parts: [Word], in bares: [Word]) -> Int? {
    for start in bares.indices where bares[start] == parts[0] && bares[start...].starts(with: parts) {
      return start + parts.count
    }
    return nil
  }

  /// What comes after "concerned about" and its like.
  private static func noun(_ words: [NameWord], _ bares: [Word]) -> [NameWord]? {
    for (parts, lead) in HazardNameLexicon.nounWords {
      guard let end = HazardName.end(of: parts, in: bares), end + 1 < words.count,
        !HazardLexicon.modals.contains(bares[end])
      else { continue }
      return lead + clause(Array(words[end...]))
    }
    return nil
  }

  /// Rewrites a filing's opening, then cuts the consequence off.
  private static func opening(_ words: [NameWord]) -> [NameWord] {
    let bares = words.map(\.bare)
    if let dependence = NameDependence.rewritten(words, bares) { return consequenceCut(dependence) }
    for (parts, replacement) in HazardNameLexicon.openingWords where parts[0] == bares.first {
      if bares.starts(with: parts), words.count > parts.count + 1 {
        var rest = Array(words.dropFirst(parts.count))
        // "We have experienced, and may experience, X".
        if let first = rest.first, ["and", "or"].contains(first.bare),
          let end = rest.prefix(10).firstIndex(where: { $0.ends(with: ",") }),
          end + 1 < rest.count
        {
          rest = Array(rest[(end + 1)...])
        }
        return consequenceCut(replacement + rest)
      }
    }
    return consequenceCut(words)
  }

  private static let exposing: WordSet = ["expose", "exposes", "subject", "subjects"]
  private static let exposed: WordSet = ["us", "it", "our"]

  /// "X may adversely affect …": X, where X is something that happens and so says enough by itself.
  private static func consequenceCut(_ words: [NameWord]) -> [NameWord] {
    let bares = words.map(\.bare)
    if let moved = NameDependence.movement(words, bares) { return moved }
    // "Our results may be adversely affected by X": X.
    if let by = bares.indices.dropFirst(2).first(where: {
      bares[$0] == "by" && HazardNameLexicon.suffered.contains(bares[$0 - 1])
    }),
      bares[..<by].suffix(5).contains("be") || bares[..<by].suffix(5).contains("been"), words.count - by > 2
    {
      return clause(Array(words[(by + 1)...]))
    }
    // "X expose us to a number of risks": X.
    if let verb = bares.indices.dropFirst(1).first(where: {
      exposing.contains(bares[$0]) && $0 + 1 < bares.count && exposed.contains(bares[$0 + 1])
    }) {
      return clause(Array(words[..<verb]))
    }
    for index in words.indices.dropFirst(1) where HazardNameLexicon.consequence.contains(bares[index]) {
      let isPerfect = bares[index] == "has" || bares[index] == "have"
      let next = bares[(index + 1)...].prefix(isPerfect ? 1 : 4)
      let isHarm = next.contains { HazardNameLexicon.effects.contains($0) }
      let isEvent = bares[..<index].contains {
        HazardNameLexicon.events.contains($0) || HazardLexicon.harm.contains($0) || $0.hasSuffix("ing")
      }
      if isHarm, isEvent || index >= 4 { return clause(Array(words[..<index])) }
    }
    return clause(words)
  }

  /// Up to the first relative or consecutive clause that comes after at least four words.
  private static func clause(_ words: [NameWord]) -> [NameWord] {
    let bares = words.map(\.bare)
    for index in words.indices.dropFirst(3) {
      let before = words[index - 1]
      if before.ends(with: ";") || before.ends(with: ":")
        || before.ends(with: ".") && before.text.count > 3 && !before.text.dropLast().contains(".")
      {
        return Array(words[..<index])
      }
      // "A history of losses and may not sustain profitability".
      if bares[index] == "and", index + 1 < words.count, HazardLexicon.modals.contains(bares[index + 1]),
        !bares[..<index].contains(where: { ["have", "has", "had"].contains($0) })
      {
        return Array(words[..<index])
      }
      guard before.ends(with: ","), index >= 4 else { continue }
      let isJoined = bares[index] == "and" || bares[index] == "or"
      let opener = isJoined && index + 1 < words.count ? bares[index + 1] : bares[index]
      if isJoined ? HazardNameLexicon.subjects.contains(opener) : HazardNameLexicon.clauseOpeners.contains(opener) {
        return Array(words[..<index])
      }
    }
    return words
  }

  /// "we sell" → "it sells", "our" → "its".
  private static func inThirdPerson(_ words: [NameWord]) -> [NameWord] {
    var result: [NameWord] = []
    result.reserveCapacity(words.count)
    var afterSubject = false
    for word in words {
      /// What stands behind the letters of the word.
      var tail: Substring { word.text.drop { $0.isAlphabetic || $0 == "'" || $0 == "’" } }
      let isFiler = HazardNameLexicon.own.contains(word.bare) && !isCountry(word)
      if isFiler, let replaced = HazardNameLexicon.persons[word.bare.text] {
        result.append(NameWord(replaced + tail))
        afterSubject = word.bare == "we"
        continue
      }
      let plain = afterSubject ? (isCountry(word) ? word.text : word.bare.text) : ""
      if afterSubject, plain == "and" || plain == "or" { afterSubject = false }
      if afterSubject, !plain.hasSuffix("ly") || plain == "rely" || plain == "apply" || plain == "supply" {
        result.append(NameWord(verb(plain) + tail))
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

  /// A name that begins with "its" needs no owner: there is only one.
  private static func withoutOwner(_ words: [NameWord]) -> [NameWord] {
    guard let first = words.first, ["its", "our"].contains(first.bare), words.count > 2 else { return words }
    return Array(words.dropFirst())
  }

  private static func finished(_ words: [NameWord]) -> String {
    var words = words
    while words.count > 2, let last = words.last {
      if HazardNameLexicon.dangling.contains(last.bare) {
        words.removeLast()
      } else if words.count > 4,
        HazardNameLexicon.danglingPhrases.contains(words.suffix(2).map(\.bare).joined(separator: " "))
      {
        words.removeLast(2)
      } else {
        break
      }
    }
    let joined = words.map(\.text).joined(separator: " ").trimming { ".,:;—–- *•".contains($0) }
    // An unmatched parenthesis is a cut one.
    let text =
      joined.utf8.contains(UInt8(ascii: "(")) && !joined.utf8.contains(UInt8(ascii: ")"))
      ? String(joined.prefix { $0 != "(" }).trimming { $0 == " " || $0 == "," } : joined
    guard let first = text.first, first.isLowercase, !HazardName.isBrand(text) else { return text }
    return first.uppercased() + text.dropFirst()
  }

  /// "iPhone", "eBay": a small letter before a capital stays.
  private static func isBrand(_ text: String) -> Bool { text.dropFirst().first?.isUppercase ?? false }
}
