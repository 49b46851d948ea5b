import ReportReading
import Testing

@testable import ThesisBuilding

/// Words as values: what they keep, how they sort and how they are found.
@Suite struct WordTests {
  /// Of every length around the places where a machine word ends, with marks and letters of two bytes.
  private static let samples: [String] =
    (0...34).map { String(repeating: "abcdefgh", count: 5).prefix($0).description }
    + ["a", "b", "r&d", "u.s", "isn't", "é", "éa", "zürich", "naïve", "ab", "abc", "abd", "2024", "10-k"]

  @Test func shortWordsAreKeptWhole() {
    for text in Self.samples where text.utf8.count <= Word.mostBytes {
      #expect(Word(text).text == text)
      #expect(Word(text).count == text.utf8.count)
      #expect(Word(text).isEmpty == text.isEmpty)
    }
  }

  @Test func wordsSortAsTheirBytesDo() {
    for a in Self.samples where a.utf8.count <= Word.mostBytes {
      for b in Self.samples where b.utf8.count <= Word.mostBytes {
        #expect((Word(a) < Word(b)) == a.utf8.lexicographicallyPrecedes(b.utf8), "\(a) and \(b)")
        #expect((Word(a) == Word(b)) == (a == b), "\(a) and \(b)")
      }
    }
  }

  @Test func longWordsAreToldApartByTheirEnds() {
    let stem = String(repeating: "x", count: 40)
    #expect(Word(stem + "a") != Word(stem + "b"))
    #expect(Word(stem + "a") == Word(stem + "a"))
    #expect(Word(stem) != Word(stem + "x"))
  }

  @Test func beginningsAndEndsAreFound() {
    #expect(Word("statements").hasPrefix("statement"))
    #expect(!Word("state").hasPrefix("statement"))
    #expect(Word("internationally").hasSuffix("ally"))
    #expect(!Word("ly").hasSuffix("ally"))
  }

  @Test func anIndexFindsEveryWordAndNoOther() {
    var index = WordIndex()
    let words = (0..<5_000).map { Word("word\($0)") }
    for (number, word) in words.enumerated() { #expect(index.insert(word) == number) }
    for (number, word) in words.enumerated() { #expect(index.number(of: word) == number) }
    #expect(index.insert(words[7]) == 7)
    #expect(index.number(of: "word5000") == nil)
  }

  @Test func theLongestPhraseWins() {
    let table = PhraseTable([("due to", 1), ("due to a", 2), ("because", 3)])
    let text = Array("Sales fell due to a strike, and because of rain, due to rain".utf8)
    let words = Words.lowercased(in: text, Span(0, text.count))
    #expect(table.matches(in: words).map(\.value) == [2, 3, 1])
    #expect(table.first(in: words)?.range == 2..<5)
    #expect(!table.occurs(in: ["due"]))
  }

  @Test func wordsEndWhereTheirSpanDoes() {
    let text = Array("The U.S. firm’s R&D, at 3.5%".utf8)
    let (words, spans) = Words.placed(in: text, Span(0, text.count))
    #expect(words.map(\.text) == ["the", "u.s", "firm's", "r&d", "at", "3", "5"])
    let written = spans.map { String(decoding: text[$0.range], as: UTF8.self) }
    #expect(written == ["The", "U.S", "firm’s", "R&D", "at", "3", "5"])
    #expect(Words.lowercased(in: text, Span(0, 2)) == ["th"])
  }
}
