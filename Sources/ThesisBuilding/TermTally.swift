import ReportReading

/// In how many passages each term stands.
package struct TermTally: Sendable {
  private var index = WordIndex(capacity: 64)
  /// For each term the passages that hold it, and the last of them.
  private var counts: ContiguousArray<Int> = []
  private var lasts: ContiguousArray<Int> = []
  /// Passages counted.
  package private(set) var passages = 0

  package init() {}

  /// Counts the terms of a vocabulary in passages of reports that were read with it.
  package init(_ vocabulary: Vocabulary, _ passages: [(list: WordList, spans: [Span])]) {
    index = vocabulary.terms
    counts = ContiguousArray(repeating: 0, count: index.count)
    lasts = counts
    for (list, spans) in passages {
      for span in spans {
        self.passages += 1
        list.eachTerm(in: span) { count($0) }
      }
    }
  }

  /// Counts a passage's terms, each once.
  package mutating func add(_ terms: [Word]) {
    passages += 1
    for term in terms {
      let number = index.insert(term)
      if number == counts.count {
        counts.append(0)
        lasts.append(0)
      }
      count(number)
    }
  }

  private mutating func count(_ number: Int) {
    guard lasts[number] < passages else { return }
    lasts[number] = passages
    counts[number] += 1
  }

  /// Passages that hold a term.
  package func count(of term: Word) -> Int { index.number(of: term).map { counts[$0] } ?? 0 }

  /// The terms that at least so many passages hold, with how many do.
  package func terms(in least: Int) -> [(term: Word, count: Int)] {
    counts.indices.filter { counts[$0] >= least }.map { (index.words[$0], counts[$0]) }
  }

  /// The terms by number.
  var terms: ContiguousArray<Word> { index.words }

  /// A term's number; nil where no passage holds it.
  func number(of term: Word) -> Int? { index.number(of: term) }

  /// Passages that hold a numbered term.
  func count(ofNumber number: Int) -> Int { counts[number] }
}
