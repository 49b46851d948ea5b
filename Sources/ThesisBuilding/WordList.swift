import ReportReading

/// The words of one report, found once: what every stage reads that looks at passages as words.
///
/// A word is kept as its place and its number in the vocabulary of all the night's reports. A passage whose edge cuts a word
/// is read anew.
package final class WordList: Sendable {
  package let text: [UInt8]
  /// The words of all the reports that were read with this one.
  package let vocabulary: Vocabulary
  private let places: ContiguousArray<Place>
  /// For each stretch of `stride` bytes the first word that begins in it or after it.
  private let firsts: ContiguousArray<Int32>
  private static let stride = 128

  private struct Place {
    let start: Int32
    let end: Int32
    /// The word's number in the vocabulary.
    let word: Int32

    var span: Span { Span(Int(start), Int(end)) }
  }

  /// One list for each text, with one vocabulary; O(their bytes).
  package static func lists(of texts: [[UInt8]]) -> [WordList] {
    var vocabulary = Vocabulary(capacity: 4096)
    let places = texts.map { read($0, &vocabulary) }
    return zip(texts, places).map { WordList($0, $1, vocabulary) }
  }

  private init(_ text: [UInt8], _ places: ContiguousArray<Place>, _ vocabulary: Vocabulary) {
    self.text = text
    self.places = places
    var firsts: ContiguousArray<Int32> = []
    firsts.reserveCapacity(text.count / Self.stride + 2)
    for (number, place) in places.enumerated() {
      while firsts.count * Self.stride <= Int(place.start) { firsts.append(Int32(truncatingIfNeeded: number)) }
    }
    self.firsts = firsts
    self.vocabulary = vocabulary
  }

  private static func read(_ text: [UInt8], _ vocabulary: inout Vocabulary) -> ContiguousArray<Place> {
    var places: ContiguousArray<Place> = []
    places.reserveCapacity(text.count / 6 + 1)
    Words.scan(text, Span(0, text.count)) { word, span in
      places.append(
        Place(
          start: Int32(truncatingIfNeeded: span.start), end: Int32(truncatingIfNeeded: span.end),
          word: Int32(truncatingIfNeeded: vocabulary.insert(word))))
    }
    return places
  }

  /// The places of a passage's words; nil where an edge of it cuts one. O(its words).
  private func range(of span: Span) -> Range<Int>? {
    let stretch = span.start / Self.stride
    var first = stretch < firsts.count ? Int(firsts[stretch]) : places.count
    while first < places.count, places[first].start < span.start { first += 1 }
    var end = first
    while end < places.count, places[end].end <= span.end { end += 1 }
    let isCut =
      first > 0 && places[first - 1].end > span.start || end < places.count && places[end].start < span.end
    return isCut ? nil : first..<end
  }

  // MARK: Words

  package func count(in span: Span) -> Int { range(of: span)?.count ?? Words.spans(in: text, span).count }

  /// Whether a passage may hold a marked word: false is certain.
  package func mayHold(_ marks: WordMarks, in span: Span) -> Bool {
    guard let range = range(of: span) else { return true }
    return range.contains { marks[Int(places[$0].word)] }
  }

  /// Lower-case words, in order.
  package func words(in span: Span) -> [Word] {
    guard let range = range(of: span) else { return Words.lowercased(in: text, span) }
    return range.map { vocabulary.words.words[Int(places[$0].word)] }
  }

  /// Where they stand.
  package func spans(in span: Span) -> [Span] {
    range(of: span).map { $0.map { places[$0].span } } ?? Words.spans(in: text, span)
  }

  /// The same, each with its place.
  package func placed(in span: Span) -> (words: [Word], spans: [Span]) {
    guard let range = range(of: span) else { return Words.placed(in: text, span) }
    return (range.map { vocabulary.words.words[Int(places[$0].word)] }, range.map { places[$0].span })
  }

  // MARK: Terms

  /// Visits the content terms of a passage by their numbers in the vocabulary, in reading order.
  package func eachTerm(in span: Span, _ visit: (Int) -> Void) {
    guard let range = range(of: span) else {
      for word in Words.lowercased(in: text, span) {
        if let term = vocabulary.words.number(of: word).flatMap(vocabulary.term) { visit(term) }
      }
      return
    }
    for place in range {
      if let term = vocabulary.term(of: Int(places[place].word)) { visit(term) }
    }
  }

  /// Content terms of passages, each once, sorted.
  package func terms(in spans: [Span]) -> [Word] {
    var found: [Word] = []
    for span in spans {
      guard let range = range(of: span) else {
        for word in Words.lowercased(in: text, span) {
          let term = Stemmer().term(word)
          if !term.isEmpty { found.append(term) }
        }
        continue
      }
      for place in range {
        if let term = vocabulary.term(of: Int(places[place].word)) { found.append(vocabulary.terms.words[term]) }
      }
    }
    return found.sortedOnce()
  }
}
