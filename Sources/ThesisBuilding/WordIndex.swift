/// Numbers words in the order in which they are met, from 0. Open addressing, at most half full: a word that is not there
/// mostly costs one look. O(1).
package struct WordIndex: Sendable {
  /// The words, by number.
  package private(set) var words: ContiguousArray<Word> = []
  /// One more than the number of the word whose place it is; 0 for none.
  private var slots: ContiguousArray<Int32>

  package init(capacity: Int = 8) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = ContiguousArray(repeating: 0, count: size)
    words.reserveCapacity(capacity)
  }

  package var count: Int { words.count }

  package func contains(_ word: Word) -> Bool { number(of: word) != nil }

  /// The word's number; nil where it was never met.
  package func number(of word: Word) -> Int? {
    let place = slot(of: word)
    return slots[place] == 0 ? nil : Int(slots[place]) - 1
  }

  /// The slot that holds a word, or the empty one that would.
  private func slot(of word: Word) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: word.stableHash) & mask
    while slots[place] != 0, words[Int(slots[place]) - 1] != word { place = (place + 1) & mask }
    return place
  }

  /// The word's number, its next one where it is new.
  package mutating func insert(_ word: Word) -> Int {
    let place = slot(of: word)
    guard slots[place] == 0 else { return Int(slots[place]) - 1 }
    slots[place] = Int32(words.count + 1)
    words.append(word)
    if words.count * 2 > slots.count { grow() }
    return words.count - 1
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = ContiguousArray(repeating: 0, count: mask + 1)
    for (number, word) in words.enumerated() {
      var place = Int(truncatingIfNeeded: word.stableHash) & mask
      while slots[place] != 0 { place = (place + 1) & mask }
      slots[place] = Int32(number + 1)
    }
  }
}

/// A set of words that is made once and asked often: the plain lists of the lexicons.
package struct WordSet: Sendable, ExpressibleByArrayLiteral {
  private var index = WordIndex()

  package init(_ words: some Sequence<Word>) { for word in words { _ = index.insert(word) } }
  package init(arrayLiteral words: Word...) { self.init(words) }
  /// The words of a text, between white space.
  package init(text: String) {
    self.init(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { Word($0) })
  }

  package var words: some Sequence<Word> { index.words }

  package func contains(_ word: Word) -> Bool { index.number(of: word) != nil }
  package func contains(_ text: String) -> Bool { contains(Word(text)) }
}
