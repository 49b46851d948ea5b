import ReportReading
import Testing

@testable import ThesisBuilding

@Suite("The words of a report, found once") struct WordListTests {
  private static let text = Array(
    """
    The company’s U.S. revenue rose 12.5% to $1,234 million — R&D fell. Café owners' costs grew
    Prices, wages and "other" things: naïve, co-operative and A.B.C. rose again
    """.utf8)

  /// Every passage of a text, those that cut words and characters in two among them.
  @Test(arguments: [1, 2, 4])
  func aPassageHasTheWordsThatReadingItAloneFinds(processors: Int) throws {
    let list = try #require(WordList.lists(of: [Self.text], over: Processors(count: processors)).first)
    var reader = TermReader()
    for start in 0..<Self.text.count {
      for end in start...Self.text.count {
        let span = Span(start, end)
        let (words, spans) = Words.placed(in: Self.text, span)
        #expect(list.words(in: span) == words)
        #expect(list.spans(in: span) == spans)
        #expect(list.count(in: span) == words.count)
        #expect(list.terms(in: [span]) == words.map { reader.stem(of: $0) }.filter { !$0.isEmpty }.sortedOnce())
      }
    }
  }

  @Test func textsDividedAmongProcessorsReadAsOne() {
    let lines = (0..<6_000).map { "Line \($0): word\($0 % 701) and word\($0 % 97) rose by \($0) percent.\n" }
    let texts = [Self.text, Array(lines.joined().utf8), [], Array(lines.prefix(2_000).joined().utf8)]
    let alone = WordList.lists(of: texts, over: .one)
    for count in 2...5 {
      let shared = WordList.lists(of: texts, over: Processors(count: count))
      #expect(shared.count == texts.count)
      for (number, text) in texts.enumerated() {
        let whole = Span(0, text.count)
        #expect(shared[number].words(in: whole) == alone[number].words(in: whole))
        #expect(shared[number].spans(in: whole) == alone[number].spans(in: whole))
        #expect(shared[number].terms(in: [whole]) == alone[number].terms(in: [whole]))
      }
    }
  }

  @Test func aTallyCountsEachTermOnceInAPassage() throws {
    let text = Array("Copper rose and copper fell.\nThe price of copper.\nNothing of it.\n".utf8)
    let list = try #require(WordList.lists(of: [text]).first)
    let tally = TermTally(list.vocabulary, [(list, [Span(0, 28), Span(29, 49), Span(50, 64)])])
    #expect(tally.passages == 3)
    #expect(tally.count(of: "copper") == 2)
    #expect(tally.terms(in: 2).map(\.term) == ["copper"])
  }

  @Test func runsKeepTheOrderOfTheirKeysWhateverTheOrderOfTheirElements() {
    var runs = KeyedRuns<String, Int>()
    var known: [String: [Int]] = [:]
    var order: [String] = []
    for number in 0..<2_000 {
      let key = "\(StableHash.mix(UInt64(number / 3)) % 23)"
      runs.add(number, to: key)
      if known[key] == nil { order.append(key) }
      known[key, default: []].append(number)
    }
    #expect(runs.runs.map(\.key) == order)
    for (key, elements) in runs.runs { #expect(elements == known[key]) }
  }
}
