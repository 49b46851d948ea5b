/// A lexicon of phrases, found in a list of lower-case words in one pass.
package struct PhraseTable<Value: Sendable>: Sendable {
  private struct Phrase: Sendable {
    let words: [String]
    let value: Value
  }
  private let byFirstWord: [String: [Phrase]]

  /// Phrases of words separated by spaces; of two that begin alike the longer is tried first.
  package init(_ entries: [(String, Value)]) {
    var table: [String: [Phrase]] = [:]
    for (text, value) in entries {
      let words = text.split(separator: " ").map(String.init)
      guard let first = words.first else { continue }
      table[first, default: []].append(Phrase(words: words, value: value))
    }
    byFirstWord = table.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  /// The longest phrase that begins at `index`.
  package func match(_ words: [String], at index: Int) -> (length: Int, value: Value)? {
    for phrase in byFirstWord[words[index]] ?? [] where words[index...].starts(with: phrase.words) {
      return (phrase.words.count, phrase.value)
    }
    return nil
  }

  /// Every phrase, in order, without overlap.
  package func matches(in words: [String]) -> [(range: Range<Int>, value: Value)] {
    var found: [(Range<Int>, Value)] = []
    var index = 0
    while index < words.count {
      if let (length, value) = match(words, at: index) {
        found.append((index..<(index + length), value))
        index += length
      } else {
        index += 1
      }
    }
    return found
  }

  package func first(in words: [String]) -> (range: Range<Int>, value: Value)? {
    for index in words.indices {
      if let (length, value) = match(words, at: index) { return (index..<(index + length), value) }
    }
    return nil
  }

  package func occurs(in words: [String]) -> Bool { first(in: words) != nil }
}

extension PhraseTable where Value == Void {
  /// A set of phrases, one a line.
  package init(lines: String) {
    self.init(lines.split(separator: "\n").map { (String($0), ()) })
  }
}
