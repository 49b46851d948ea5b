/// Distinct words, numbered in the order in which they are met, with the content term that each stands for.
package struct Vocabulary: Sendable {
  /// Lower-case words, by number.
  package private(set) var words: WordIndex
  /// Stems of words that carry content, by number.
  package private(set) var terms: WordIndex
  /// For each word the number of its term; -1 for a word that carries no content.
  private var termNumbers: ContiguousArray<Int32> = []

  package init(capacity: Int = 8) {
    words = WordIndex(capacity: capacity)
    terms = WordIndex(capacity: capacity)
  }

  /// The number of a lower-case word, its next one where it is new.
  package mutating func insert(_ word: Word) -> Int {
    let number = words.insert(word)
    if number == termNumbers.count {
      let term = Stemmer().term(word)
      termNumbers.append(term.isEmpty ? -1 : Int32(truncatingIfNeeded: terms.insert(term)))
    }
    return number
  }

  /// The numbers here of all the words of another vocabulary, by theirs.
  mutating func insert(_ others: Vocabulary) -> ContiguousArray<Int32> {
    ContiguousArray(
      others.words.words.indices.map { number in
        let own = words.insert(others.words.words[number])
        if own == termNumbers.count {
          termNumbers.append(
            others.term(of: number).map { Int32(truncatingIfNeeded: terms.insert(others.terms.words[$0])) } ?? -1)
        }
        return Int32(truncatingIfNeeded: own)
      })
  }

  /// The number of the term that a word stands for, both by number; nil where it carries no content.
  package func term(of word: Int) -> Int? {
    let term = termNumbers[word]
    return term < 0 ? nil : Int(term)
  }
}
