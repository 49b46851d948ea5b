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
  package static func lists(of texts: [[UInt8]], over processors: Processors = .all) -> [WordList] {
    let shares = Share.shares(of: texts, processors.count)
    let read = processors.map(shares.count) { shares[$0].read(texts) }
    var vocabulary = read.first?.vocabulary ?? Vocabulary()
    var places = [ContiguousArray<Place>](repeating: [], count: texts.count)
    for (number, (own, pieces)) in read.enumerated() {
      // The first share's numbers are everyone's; those of the others are looked up once for each word.
      let numbers = number == 0 ? nil : vocabulary.insert(own)
      for (piece, found) in zip(shares[number].pieces, pieces) {
        let renumbered = numbers.map { numbers in
          ContiguousArray(found.map { Place(start: $0.start, end: $0.end, word: numbers[Int($0.word)]) })
        }
        if places[piece.text].isEmpty {
          places[piece.text] = renumbered ?? found
        } else {
          places[piece.text] += renumbered ?? found
        }
      }
    }
    return zip(texts, places).map { WordList($0, $1, vocabulary) }
  }

  /// What one processor reads: texts, or pieces of them.
  private struct Share: Sendable {
    var pieces: [(text: Int, span: Span)] = []

    /// Bytes from which a text is worth dividing.
    private static let divisible = 64 * 1024

    /// At most as many shares as there are processors, in the order of the texts, each of about as many bytes. A text is divided
    /// after a line, which no word crosses.
    static func shares(of texts: [[UInt8]], _ count: Int) -> [Share] {
      let all = texts.reduce(0) { $0 + $1.count }
      let most = max(divisible / 2, all / count + 1)
      var shares = [Share()]
      var left = most
      for (number, text) in texts.enumerated() {
        var start = 0
        while start < text.count {
          var end = shares.count == count ? text.count : min(text.count, start + left)
          if end < text.count {
            end = ByteSearch.first(UInt8(ascii: "\n"), in: text, from: end).map { $0 + 1 } ?? text.count
          }
          shares[shares.count - 1].pieces.append((number, Span(start, end)))
          left -= end - start
          start = end
          if left <= 0, shares.count < count {
            shares.append(Share())
            left = most
          }
        }
      }
      return shares
    }

    /// The words of the pieces, numbered among themselves.
    func read(_ texts: [[UInt8]]) -> (vocabulary: Vocabulary, pieces: [ContiguousArray<Place>]) {
      var vocabulary = Vocabulary(capacity: 4096)
      let found = pieces.map { piece in
        var places: ContiguousArray<Place> = []
        places.reserveCapacity(piece.span.count / 6 + 1)
        Words.scan(texts[piece.text], piece.span) { word, span in
          places.append(
            Place(
              start: Int32(truncatingIfNeeded: span.start), end: Int32(truncatingIfNeeded: span.end),
              word: Int32(truncatingIfNeeded: vocabulary.insert(word))))
        }
        return places
      }
      return (vocabulary, found)
    }
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

  /// Visits the words of a passage, each with its place and its number in the vocabulary; false, and none visited, where an
  /// edge of the passage cuts one.
  package func eachWord(in span: Span, _ visit: (Span, Int) -> Void) -> Bool {
    guard let range = range(of: span) else { return false }
    for place in range { visit(places[place].span, Int(places[place].word)) }
    return true
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
      found.reserveCapacity(found.count + range.count)
      for place in range {
        if let term = vocabulary.term(of: Int(places[place].word)) { found.append(vocabulary.terms.words[term]) }
      }
    }
    found.sortOnce()
    return found
  }
}
