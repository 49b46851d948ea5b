/// Numbers words in the order in which they are met, from 0. Open addressing, at most half full, with a part of each word's
/// hash beside its number: a word that is not there mostly costs one look and no comparison. O(1).
package struct WordIndex: Sendable {
  /// The words, by number.
  package private(set) var words: ContiguousArray<Word> = []
  private var slots: ContiguousArray<Slot>

  private struct Slot {
    /// One more than the number of the word whose place it is; 0 for none.
    var number: Int32 = 0
    /// The half of the word's hash that its place does not come from.
    var mark: UInt32 = 0
  }

  package init(capacity: Int = 8) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = ContiguousArray(repeating: Slot(), count: size)
    words.reserveCapacity(capacity)
  }

  package var count: Int { words.count }

  package func contains(_ word: Word) -> Bool { number(of: word) != nil }

  /// The word's number; nil where it was never met.
  package func number(of word: Word) -> Int? {
    let number = slots[slot(of: word, word.stableHash)].number
    return number == 0 ? nil : Int(number) - 1
  }

  /// The slot that holds a word, or the empty one that would.
  private func slot(of word: Word, _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    let mark = Self.mark(hash)
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot.number == 0 || slot.mark == mark && words[Int(slot.number) - 1] == word { return place }
      place = (place + 1) & mask
    }
  }

  private static func mark(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

  /// The word's number, its next one where it is new.
  package mutating func insert(_ word: Word) -> Int {
    let hash = word.stableHash
    let place = slot(of: word, hash)
    guard slots[place].number == 0 else { return Int(slots[place].number) - 1 }
    slots[place] = Slot(number: Int32(words.count + 1), mark: Self.mark(hash))
    words.append(word)
    if words.count * 2 > slots.count { grow() }
    return words.count - 1
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = ContiguousArray(repeating: Slot(), count: mask + 1)
    for (number, word) in words.enumerated() {
      let hash = word.stableHash
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place].number != 0 { place = (place + 1) & mask }
      slots[place] = Slot(number: Int32(number + 1), mark: Self.mark(hash))
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
