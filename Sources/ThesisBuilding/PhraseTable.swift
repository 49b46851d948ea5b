/// A lexicon of phrases, found in a list of lower-case words in one pass. Usable from inline code, so that other modules have
/// it made for their own values.
@usableFromInline
package struct PhraseTable<Value: Sendable>: Sendable {
  @usableFromInline package let phrases: PhraseIndex
  /// What each phrase of the index means.
  @usableFromInline package let values: [Value]

  /// Phrases of words separated by spaces; of two that begin alike the longer is tried first.
  package init(_ entries: [(String, Value)]) {
    let phrases = entries.map { entry in (entry.0.split(separator: " ").map { Word($0) }, entry.1) }.filter {
      !$0.0.isEmpty
    }
    self.phrases = PhraseIndex(phrases.map(\.0))
    values = phrases.map(\.1)
  }

  /// The longest phrase that begins at `index`.
  @inlinable package func match(_ words: [Word], at index: Int) -> (length: Int, value: Value)? {
    phrases.match(words, at: index).map { ($0.length, values[$0.phrase]) }
  }

  /// Every phrase, in order, without overlap.
  @inlinable package func matches(in words: [Word]) -> [(range: Range<Int>, value: Value)] {
    var found: [(Range<Int>, Value)] = []
    var index = 0
    while index < words.count {
      if let (length, phrase) = phrases.match(words, at: index) {
        found.append((index..<(index + length), values[phrase]))
        index += length
      } else {
        index += 1
      }
    }
    return found
  }

  @inlinable package func first(in words: [Word]) -> (range: Range<Int>, value: Value)? {
    phrases.first(in: words).map { ($0.range, values[$0.phrase]) }
  }

  /// Whether a phrase begins with a word.
  package func begins(with word: Word) -> Bool { phrases.begins(with: word) }

  @inlinable package func occurs(in words: [Word]) -> Bool { phrases.first(in: words) != nil }
}

extension PhraseTable where Value == Void {
  /// A set of phrases, one a line.
  package init(lines: String) {
    self.init(lines.split(separator: "\n").map { (String($0), ()) })
  }
}

/// The phrases of a table, by their first words.
@usableFromInline
package struct PhraseIndex: Sendable {
  private struct Phrase: Sendable {
    let words: [Word]
    let number: Int
  }
  private var firsts = WordIndex()
  /// For each first word its phrases, the longest first.
  private var beginning: [[Phrase]] = []

  /// A phrase's number is its place in `phrases`; none of them is empty.
  init(_ phrases: [[Word]]) {
    for (number, words) in phrases.enumerated() {
      let first = firsts.insert(words[0])
      if first == beginning.count { beginning.append([]) }
      beginning[first].append(Phrase(words: words, number: number))
    }
    for first in beginning.indices { beginning[first].sort { $0.words.count > $1.words.count } }
  }

  func begins(with word: Word) -> Bool { firsts.contains(word) }

  /// The longest phrase that begins at `index`.
  @usableFromInline
  package func match(_ words: [Word], at index: Int) -> (length: Int, phrase: Int)? {
    guard let first = firsts.number(of: words[index]) else { return nil }
    for phrase in beginning[first] {
      let length = phrase.words.count
      guard index + length <= words.count else { continue }
      var place = 1
      while place < length, words[index + place] == phrase.words[place] { place += 1 }
      if place == length { return (length, phrase.number) }
    }
    return nil
  }

  @usableFromInline
  package func first(in words: [Word]) -> (range: Range<Int>, phrase: Int)? {
    for index in words.indices {
      if let (length, phrase) = match(words, at: index) { return (index..<(index + length), phrase) }
    }
    return nil
  }
}
