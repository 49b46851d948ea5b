import FigureExtraction
import ReportReading
import Testing

/// What a report says does not depend on how many processors read it.
@Suite struct ProcessorsTests {
  /// A page long enough for every piece of work that is shared: 300 KB with headings, sentences, lists and tables, some of
  /// which go on from the one before.
  private static let page: [UInt8] = {
    var html = "<html><head><title>Yards of the north</title></head><body><h1>Yards of the north</h1>\n"
    var yard = 0
    while html.utf8.count < 300_000 {
      yard += 1
      html += """
        <h2>Yard \(yard)</h2><p>In the third quarter of 2024 the yard launched \(yard % 7 + 2) hulls. <b>Its order book</b> \
        rose \(yard % 40).\(yard % 10)% to $\(yard % 900 + 1).5 million, more than a year&nbsp;earlier. No strike is expected.</p>
        <ul><li>Steel cost €\(yard % 300 + 40) a tonne</li><li>Idle berths</li></ul>
        <table><tr><th>(in thousands)</th><th>2024</th><th>2023</th></tr>
        <tr><td>Net sales</td><td>$ \(yard % 800 + 100),\(yard % 800 + 100)</td><td>$ 912,400</td></tr>
        <tr><td>Of which repairs</td><td>(\(yard % 90 + 10),000)</td><td>—</td></tr></table>\n
        """
      if yard % 3 == 0 {
        html += "<table><tr><td>Docks</td><td>\(yard % 90 + 1)</td><td>\(yard % 80 + 1)</td></tr></table>\n"
      }
    }
    return Array((html + "</body></html>\n").utf8)
  }()

  @Test(arguments: [2, 8]) func readsTheSame(processors count: Int) throws {
    let alone = try ReportReader(processors: .one).read(bytes: Self.page, path: "yards.html")
    let shared = try ReportReader(processors: Processors(count: count)).read(bytes: Self.page, path: "yards.html")
    #expect(shared.source == alone.source)
    #expect(shared.metadata == alone.metadata)
    #expect(shared.text == alone.text)
    #expect(shared.blocks == alone.blocks)
    #expect(shared.tables == alone.tables)
    #expect(shared.sentences == alone.sentences)
    let figures = FigureExtractor(processors: .one).evidence(from: alone).figures
    #expect(figures.count > 4000)
    #expect(FigureExtractor(processors: Processors(count: count)).evidence(from: shared).figures == figures)
  }

  @Test func keepsTheOrderOfPieces() {
    for count in [0, 1, 2, 100] {
      #expect(Processors(count: 4).map(count) { $0 * $0 } == (0..<count).map { $0 * $0 })
    }
    let (first, second) = Processors(count: 2).both({ "a" }, { 1 })
    #expect(first == "a" && second == 1)
    #expect(Processors(count: 0).count == 1)
  }
}
