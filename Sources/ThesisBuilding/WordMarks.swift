/// Which words of a vocabulary a lexicon knows: a look at a number in place of one at a word.
package struct WordMarks: Sendable {
  private let isMarked: ContiguousArray<Bool>

  /// O(words of the vocabulary).
  package init(_ vocabulary: Vocabulary, where isMarked: (Word) -> Bool) {
    self.isMarked = ContiguousArray(vocabulary.words.words.lazy.map(isMarked))
  }

  subscript(word: Int) -> Bool { isMarked[word] }
}
