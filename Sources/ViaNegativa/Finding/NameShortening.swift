import ThesisBuilding

/// Makes a phrase short without leaving it in mid air: what only adds goes first, then what lists, then what follows.
struct NameShortening {
  /// The same of plain words.
  static func shortened(_ words: [String], to limit: Int) -> [String] {
    shortened(words.map(NameWord.init), to: limit).map(\.text)
  }

  /// At most `limit` words; a phrase that is short enough is left alone.
  static func shortened(_ words: [NameWord], to limit: Int) -> [NameWord] {
    let steps: [([NameWord]) -> [NameWord]] = [
      withoutAsides, withoutBurden, withoutClauses, withoutFillers, withoutAdjectiveList, withoutVerbList,
      { fewerItems($0, limit) }, withoutSecondOf, withoutAmount, { withoutArticles($0, limit) },
    ]
    var words = words
    for step in steps where words.count > limit { words = step(words) }
    guard words.count > limit else { return words }
    if let whole = cut(words, limit) { return whole }
    let lean = withoutSecondVerb(words)
    return lean.count <= limit ? lean : cut(lean, limit) ?? Array(words[..<limit])
  }

  private static let asides = HazardNameLexicon.asides.map { $0.split(separator: " ").map { Word($0) } }

  /// "have in the past fluctuated": "have fluctuated".
  private static func withoutAsides(_ words: [NameWord]) -> [NameWord] {
    var words = words
    var bare = bares(words)
    for parts in asides {
      while let place = bare.indices.first(where: { bare[$0] == parts[0] && bare[$0...].starts(with: parts) }),
        place > 0
      {
        words.removeSubrange(place..<(place + parts.count))
        bare.removeSubrange(place..<(place + parts.count))
      }
    }
    return words
  }

  /// Without "the", the last ones first, as far as it takes.
  private static func withoutArticles(_ words: [NameWord], _ limit: Int) -> [NameWord] {
    var words = words
    let over = words.count - limit
    let articles = words.indices.filter { words[$0].bare == "the" }
    for place in articles.suffix(over).reversed() { words.remove(at: place) }
    return words
  }

  /// "its ability to purchase and sell X": "its ability to purchase X".
  private static func withoutSecondVerb(_ words: [NameWord]) -> [NameWord] {
    let plain = bares(words)
    guard
      let joint = plain.indices.first(where: {
        $0 >= 2 && ["and", "or"].contains(plain[$0]) && plain[$0 - 2] == "to" && $0 + 2 < plain.count
      })
    else { return words }
    return Array(words[..<joint]) + words[(joint + 2)...]
  }

  private static func bares(_ words: [NameWord]) -> [Word] { words.map(\.bare) }

  /// Up to the first clause that only adds, after at least two words.
  private static func withoutClauses(_ words: [NameWord]) -> [NameWord] {
    let plain = bares(words)
    for index in words.indices.dropFirst(2) {
      let isClause =
        (plain[index] == "and" || plain[index] == "but" || plain[index] == "or") && index + 1 < words.count && index > 3
        && (HazardNameLexicon.subjects.contains(plain[index + 1]) && plain[index + 1] != "the"
          && !["its", "our"].contains(plain[index + 1])
          || HazardLexicon.modals.contains(plain[index + 1]))
      let isRelative = HazardNameLexicon.relatives.contains(plain[index]) && !(plain[index - 1] == "such")
      let isParticiple =
        plain[index].hasSuffix("ing") && plain[index - 1].hasSuffix("s") && !plain[index - 1].hasSuffix("ss")
        && !words[index - 1].ends(with: ",") && index + 1 < words.count
        && !HazardNameLexicon.boundaries.contains(plain[index - 1])
      let isPostpositive =
        HazardNameLexicon.postpositives.contains(plain[index]) && index + 1 < words.count
        && HazardNameLexicon.boundaries.contains(plain[index + 1])
      if isClause || isRelative || (isParticiple || isPostpositive) && index >= 3, isWhole(Array(plain[..<index])) {
        return Array(words[..<index])
      }
    }
    return words
  }

  /// "the burden and risks associated with X": X.
  private static func withoutBurden(_ words: [NameWord]) -> [NameWord] {
    let plain = bares(words)
    for index in words.indices.dropFirst(1) where plain[index] == "associated" || plain[index] == "related" {
      guard index + 2 < words.count, plain[index + 1] == "with" || plain[index + 1] == "to" else { continue }
      let nouns = plain[..<index]
      let start = nouns.lastIndex { !HazardNameLexicon.burdens.contains($0) } ?? -1
      if start < index - 1 { return Array(words[...max(-1, start)]) + words[(index + 2)...] }
    }
    return words
  }

  private static func withoutFillers(_ words: [NameWord]) -> [NameWord] {
    var kept: [NameWord] = []
    var isJoint = false
    for word in words {
      let plain = word.bare
      // "current and future operations": the joint goes with the word it follows.
      if isJoint, ["and", "or"].contains(plain) {
        isJoint = false
        continue
      }
      isJoint = HazardNameLexicon.fillers.contains(plain) && !kept.isEmpty
      if !isJoint { kept.append(word) }
    }
    return kept
  }

  /// "comply with federal, state, local and international laws": "comply with laws".
  private static func withoutAdjectiveList(_ words: [NameWord]) -> [NameWord] {
    let plain = bares(words)
    for start in words.indices where start == 0 || plain[start - 1] != "to" {
      var end = start
      while end < words.count, words[end].ends(with: ","), isAdjectival(plain[end]) { end += 1 }
      guard end > start, end < words.count,
        start == 0 || plain[start - 1] == "of" || HazardNameLexicon.boundaries.contains(plain[start - 1])
          || HazardNameLexicon.determiners.contains(plain[start - 1])
      else { continue }
      if isAdjectival(plain[end]), end + 1 < words.count, ["and", "or"].contains(plain[end + 1]) { end += 1 }
      guard ["and", "or"].contains(plain[end]), end + 2 < words.count, isAdjectival(plain[end + 1]) else { continue }
      // At the head the first stays: "Economic, social and political conditions" are economic conditions.
      let head = start == 0 ? [NameWord(String(words[0].text.dropLast()))] : Array(words[..<start])
      return head + words[(end + 2)...]
    }
    return words
  }

  private static func isAdjectival(_ word: Word) -> Bool {
    !word.hasSuffix("s") || word.hasSuffix("ss") || word.hasSuffix("ous")
  }

  /// "to attract, retain, and motivate X": "to attract and retain X".
  private static func withoutVerbList(_ words: [NameWord]) -> [NameWord] {
    let plain = bares(words)
    guard let to = plain.firstIndex(of: "to"), to + 4 < words.count, words[to + 1].ends(with: ",") else { return words }
    var end = to + 1
    while end < words.count, words[end].ends(with: ",") { end += 1 }
    if end < words.count, !["and", "or"].contains(plain[end]), end + 1 < words.count,
      ["and", "or"].contains(plain[end + 1])
    {
      end += 1
    }
    guard end + 2 < words.count, ["and", "or"].contains(plain[end]), end - to <= 5 else { return words }
    return Array(words[...to])
      + [
        plain[to + 1], plain[end], plain[to + 2] == plain[end] ? plain[end + 1] : plain[to + 2],
      ].map { NameWord($0.text) }
      + words[(end + 2)...]
  }

  /// A list keeps as many items as there is room for.
  private static func fewerItems(_ words: [NameWord], _ limit: Int) -> [NameWord] {
    let plain = bares(words)
    // The items are what commas separate; a comma before a clause separates nothing.
    let commas = words.indices.filter { words[$0].ends(with: ",") && $0 + 1 < words.count }
    guard let first = commas.first, isWhole(Array(plain[...first])) else { return words }
    var kept = first
    for comma in commas.dropFirst() where comma < limit - 1 && plain[comma] != "and" { kept = comma }
    let isSecond = kept > first
    var result = Array(words[...kept])
    result[kept] = NameWord(String(result[kept].text.dropLast()))
    if isSecond, let before = commas.last(where: { $0 < kept }) {
      result[before] = NameWord(String(result[before].text.dropLast()))
      if !["and", "or"].contains(plain[before + 1]) { result.insert(NameWord("and"), at: before + 1) }
    } else if kept == first, let end = lastItem(plain, after: first), end <= limit {
      // "shareholders, regulators and others": the whole list fits.
      return Array(words[..<end])
    }
    return result
  }

  /// Where "X, Y and Z" ends, when Y and Z are single words.
  private static func lastItem(_ plain: [Word], after comma: Int) -> Int? {
    guard comma + 3 < plain.count, ["and", "or"].contains(plain[comma + 2]) else { return nil }
    let end = comma + 4
    return end == plain.count || HazardNameLexicon.boundaries.contains(plain[end])
      || HazardNameLexicon.relatives.contains(plain[end]) ? end : nil
  }

  /// "the security or privacy of X": "the security of X".
  private static func withoutSecondOf(_ words: [NameWord]) -> [NameWord] {
    let plain = bares(words)
    for index in words.indices.dropFirst(1) where plain[index] == "and" || plain[index] == "or" {
      guard index + 2 < words.count, ["of", "for", "in"].contains(plain[index + 2]), !words[index - 1].ends(with: ",")
      else { continue }
      return Array(words[..<index]) + words[(index + 2)...]
    }
    return words
  }

  /// "a substantial amount of X": X.
  private static func withoutAmount(_ words: [NameWord]) -> [NameWord] {
    let plain = bares(words)
    guard let noun = plain.firstIndex(where: HazardNameLexicon.amounts.contains), noun + 2 < words.count,
      plain[noun + 1] == "of", noun == 0 || !["limited", "small", "few"].contains(plain[noun - 1])
    else { return words }
    let start = noun >= 2 && plain[noun - 2] == "a" ? noun - 2 : noun >= 1 && plain[noun - 1] == "a" ? noun - 1 : noun
    return Array(words[..<start]) + words[(noun + 2)...]
  }

  /// At the last place within the limit where a phrase ends and the rest is whole; nil where there is none.
  private static func cut(_ words: [NameWord], _ limit: Int) -> [NameWord]? {
    let plain = bares(words)
    for index in stride(from: limit, through: 2, by: -1) where isEnd(words, plain, index) {
      let prefix = Array(plain[..<index])
      guard isWhole(prefix) else { continue }
      // A verb with less than two words after it has lost what it is about: its subject is enough.
      if let verb = prefix.indices.dropFirst(2).last(where: { HazardNameLexicon.finite.contains(prefix[$0]) }),
        prefix.count - verb <= 3, isWhole(Array(prefix[..<verb]))
      {
        return Array(words[..<verb])
      }
      return Array(words[..<index])
    }
    return nil
  }

  private static func isEnd(_ words: [NameWord], _ plain: [Word], _ index: Int) -> Bool {
    let word = plain[index]
    if words[index - 1].ends(with: ",") { return true }
    if word == "to", HazardNameLexicon.purposes.contains(plain[index - 1]) { return false }
    if word == "and" || word == "or" || word == "but" {
      if index + 1 < plain.count, plain[index - 1].hasSuffix("ing"), plain[index + 1].hasSuffix("ing") { return false }
      return !(index + 2 < plain.count && plain[index + 2] == "of")
    }
    return HazardNameLexicon.boundaries.contains(word) || HazardNameLexicon.relatives.contains(word)
      || HazardNameLexicon.finite.contains(word) || HazardLexicon.modals.contains(word)
  }

  /// What "to" and a noun may follow: "access to credit".
  private static let nounsBeforeTo: Set<Word> = [
    "access", "exposure", "change", "changes", "risk", "risks", "damage", "harm", "threat", "threats", "due", "subject",
    "disruption", "disruptions", "challenge", "challenges", "barriers", "resistance", "relating", "related",
    "according",
  ]

  /// It ends on a word that may end a phrase: no joint, no bare infinitive, no lone adjective after a determiner.
  private static func isWhole(_ plain: [Word]) -> Bool {
    guard let last = plain.last, plain.count >= 1, !HazardNameLexicon.dangling.contains(last),
      !HazardNameLexicon.finite.contains(last)
    else { return false }
    guard plain.count >= 2 else { return !HazardNameLexicon.determiners.contains(last) }
    let before = plain[plain.count - 2]
    let isInfinitive = before == "to" && !(plain.count > 2 && nounsBeforeTo.contains(plain[plain.count - 3]))
    if isInfinitive || HazardLexicon.modals.contains(before) { return false }
    if HazardNameLexicon.adjectives.contains(last) { return false }
    return
      !(last.hasSuffix("al") || last.hasSuffix("ive") || last.hasSuffix("ous") || last.hasSuffix("ary")
      || last.hasSuffix("ic"))
      || HazardNameLexicon.nounsInAl.contains(last)
  }
}
