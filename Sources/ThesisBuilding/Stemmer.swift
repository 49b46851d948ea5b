/// Brings inflected English words to one form: a light version of M. F. Porter's "An algorithm for suffix stripping" (1980):
/// all of step 1, the final e and a handful of the longer suffixes. A stem is a key, not a word to print.
package struct Stemmer: Sendable {
  /// Suffixes taken off where at least `measure` vowel–consonant runs are left; longest first.
  private static let table: [(suffix: StaticString, measure: Int)] = [
    ("ization", 1), ("ational", 1), ("fulness", 1), ("iveness", 1), ("ousness", 1),
    ("ation", 2), ("ition", 2), ("ments", 2), ("ment", 2), ("ness", 1), ("ance", 2), ("ence", 2), ("able", 2),
    ("ible", 2),
    ("ful", 1), ("ity", 2), ("ive", 2), ("ate", 2), ("ize", 2), ("ion", 2), ("al", 2), ("er", 2), ("ic", 2), ("ly", 2),
  ]

  package init() {}

  /// The stem of a lower-case word; a word with anything but ASCII letters is its own stem.
  package func stem(_ word: Word) -> Word {
    var bytes = word.utf8
    guard bytes.count > 2, bytes.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
    plural(&bytes)
    participle(&bytes)
    if bytes.count > 2, bytes.last == UInt8(ascii: "y"), hasVowel(bytes, bytes.count - 1) {
      bytes[bytes.count - 1] = UInt8(ascii: "i")
    }
    for (suffix, measure) in Stemmer.table where bytes.count > suffix.utf8CodeUnitCount + 2 && bytes.hasSuffix(suffix) {
      let rest = bytes.count - suffix.utf8CodeUnitCount
      if self.measure(bytes, rest) >= measure {
        bytes.removeLast(suffix.utf8CodeUnitCount)
        // "financial" and "finance", "editorial" and "editor".
        if bytes.last == UInt8(ascii: "i") { bytes.removeLast() }
      }
      break
    }
    if bytes.count > 3, bytes.last == UInt8(ascii: "e"), measure(bytes, bytes.count - 1) >= 1 {
      bytes.removeLast()
    }
    if bytes.count > 3, bytes.last == UInt8(ascii: "l"), bytes[bytes.count - 2] == UInt8(ascii: "l"),
      measure(bytes, bytes.count) > 1
    {
      bytes.removeLast()
    }
    return Word(bytes[...])
  }

  private func plural(_ bytes: inout [UInt8]) {
    guard bytes.last == UInt8(ascii: "s") else { return }
    if bytes.hasSuffix("sses") {
      bytes.removeLast(2)
    } else if bytes.hasSuffix("ies") {
      bytes.removeLast(bytes.count > 4 ? 2 : 1)
    } else if bytes.count > 3 {
      let before = bytes[bytes.count - 2]
      if before != UInt8(ascii: "s"), before != UInt8(ascii: "u"), before != UInt8(ascii: "i") { bytes.removeLast() }
    }
  }

  private func participle(_ bytes: inout [UInt8]) {
    let cut: Int
    if bytes.hasSuffix("eed") {
      return
    } else if bytes.hasSuffix("ed") {
      cut = 2
    } else if bytes.hasSuffix("ing") {
      cut = 3
    } else {
      return
    }
    let rest = bytes.count - cut
    guard rest > 2, hasVowel(bytes, rest) else { return }
    bytes.removeLast(cut)
    guard let last = bytes.last else { return }
    if bytes.hasSuffix("at") || bytes.hasSuffix("bl") || bytes.hasSuffix("iz") {
      bytes.append(UInt8(ascii: "e"))
    } else if bytes[bytes.count - 2] == last, isConsonant(bytes, bytes.count - 1),
      last != UInt8(ascii: "l"), last != UInt8(ascii: "s"), last != UInt8(ascii: "z")
    {
      bytes.removeLast()
    }
  }

  private func isConsonant(_ bytes: [UInt8], _ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): false
    case UInt8(ascii: "y"): index == 0 || !isConsonant(bytes, index - 1)
    default: true
    }
  }

  /// Whether one of the first `count` letters is a vowel.
  private func hasVowel(_ bytes: [UInt8], _ count: Int) -> Bool { (0..<count).contains { !isConsonant(bytes, $0) } }

  /// Porter's m of the first `count` letters: how many times a run of vowels is followed by a run of consonants.
  private func measure(_ bytes: [UInt8], _ count: Int) -> Int {
    var runs = 0
    var wasVowel = false
    for index in 0..<count {
      let consonant = isConsonant(bytes, index)
      if consonant, wasVowel { runs += 1 }
      wasVowel = !consonant
    }
    return runs
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ suffix: StaticString) -> Bool {
    let (size, own) = (suffix.utf8CodeUnitCount, count)
    guard own >= size else { return false }
    // Safe: the literal's bytes live as long as the program.
    for place in 0..<size where self[own - size + place] != suffix.utf8Start[place] { return false }
    return true
  }
}
