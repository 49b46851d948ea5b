/// In how many passages each term stands.
package struct TermTally: Sendable {
  private var index = WordIndex(capacity: 1024)
  /// For each term the passages that hold it, and the last of them.
  private var counts: ContiguousArray<Int> = []
  private var lasts: ContiguousArray<Int> = []
  /// Passages counted.
  package private(set) var passages = 0

  package init() {}

  /// Counts a passage's terms, each once.
  package mutating func add(_ terms: [Word]) {
    passages += 1
    for term in terms {
      let number = index.insert(term)
      if number == counts.count {
        counts.append(0)
        lasts.append(0)
      }
      guard lasts[number] < passages else { continue }
      lasts[number] = passages
      counts[number] += 1
    }
  }

  /// Passages that hold a term.
  package func count(of term: Word) -> Int { index.number(of: term).map { counts[$0] } ?? 0 }

  /// The terms in alphabetical order, each with the passages that hold it.
  var sorted: [(term: Word, count: Int)] {
    index.words.indices.map { (term: index.words[$0], count: counts[$0]) }.sorted { $0.term < $1.term }
  }
}
