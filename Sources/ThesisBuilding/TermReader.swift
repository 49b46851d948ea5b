/// Turns words into content terms: stop words and bare numbers out, stemmed. Remembers words it has seen.
package struct TermReader {
  private var vocabulary: Vocabulary

  /// Knows the words of a vocabulary from the start.
  package init(_ vocabulary: Vocabulary = Vocabulary()) { self.vocabulary = vocabulary }

  /// The stem of a lower-case word; empty for one that carries no content.
  package mutating func stem(of word: Word) -> Word {
    let number = vocabulary.insert(word)
    return vocabulary.term(of: number).map { vocabulary.terms.words[$0] } ?? .empty
  }
}

extension Stemmer {
  /// The term that a lower-case word stands for: its stem; empty for a stop word and for a bare number.
  func term(_ word: Word) -> Word {
    guard word.count <= Word.mostBytes else { return word }
    let isPossessive = word.hasSuffix("'s")
    let own = isPossessive ? Word(word.utf8.dropLast(2)) : word
    guard own.count > 1, own.hasByte(where: { Words.isLetter($0) || $0 >= 0x80 }), !StopWords.all.contains(own)
    else { return .empty }
    return stem(own)
  }
}

extension [Word] {
  /// Each word once, sorted.
  package func sortedOnce() -> [Word] {
    var sorted = self
    sorted.sortOnce()
    return sorted
  }

  package mutating func sortOnce() {
    sort()
    var kept = 0
    for index in indices where index == 0 || self[index] != self[kept - 1] {
      if kept != index { self[kept] = self[index] }
      kept += 1
    }
    removeLast(count - kept)
  }

  /// Of two sorted lists, whether this one has all of the other.
  package func holdsAll(of others: [Word]) -> Bool {
    var place = 0
    for word in others {
      while place < count, self[place] < word { place += 1 }
      if place == count || self[place] != word { return false }
    }
    return true
  }

  /// Words that two sorted lists have in common, sorted.
  package func common(with others: [Word]) -> [Word] {
    var common: [Word] = []
    var (mine, theirs) = (0, 0)
    while mine < count, theirs < others.count {
      if self[mine] == others[theirs] {
        common.append(self[mine])
        mine += 1
        theirs += 1
      } else if self[mine] < others[theirs] {
        mine += 1
      } else {
        theirs += 1
      }
    }
    return common
  }

  /// How many words two sorted lists have in common.
  package func shared(with others: [Word]) -> Int {
    var (mine, theirs, shared) = (0, 0, 0)
    while mine < count, theirs < others.count {
      if self[mine] == others[theirs] {
        (mine, theirs, shared) = (mine + 1, theirs + 1, shared + 1)
      } else if self[mine] < others[theirs] {
        mine += 1
      } else {
        theirs += 1
      }
    }
    return shared
  }
}
