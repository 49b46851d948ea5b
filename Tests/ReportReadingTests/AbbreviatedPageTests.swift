import Foundation
import ReportReading
import Testing

/// A page reads the same whether its styles are abbreviated for the parser or not. A page with the byte 0x7F is not.
@Suite struct AbbreviatedPageTests {
  private static let styles = [
    "font-weight:700;font-size:10pt", "padding:2px 1pt;text-align:left;vertical-align:bottom", "text-align:center",
    "background-color:#cceeff;border-top:1pt solid #000;padding-left:24pt", "display:none", "font-style:italic",
    "color:#000;text-decoration:underline", "page-break-after:always",
  ]

  /// Some 70 KB with headings, paragraphs and tables, everything styled.
  private static let page: String = {
    var html = "<!DOCTYPE html>\n<html><head><title>Quarries</title><style>p > b { color: red }</style></head><body>\n"
    var part = 0
    func style() -> String { "style=\"\(styles[part % 4])\"" }
    while html.utf8.count < 70_000 {
      part += 1
      html += """
        <div \(style()) class=x><span style='\(styles[part % styles.count])'>Quarry \(part)</span></div>
        <p \(style())>Output rose \(part % 40)% to <b style="\(styles[4 - part % 2])">\(part) tonnes</b>, as 3 < 4 &amp; so on.<br/>
        </p><!-- <p style="display:none"> --><table style="width:100%"><tr><td colspan="3" \(style())>Stone</td>
        <td \(style()) >1,\(part % 900 + 100)</td></tr></table>\n
        """
    }
    return html + "</body></html>\n"
  }()

  private func expectSame(_ page: String) throws {
    func report(_ comment: String) -> Result<Report, ReadingError> {
      Result { () throws(ReadingError) in
        try ReportReader().read(bytes: Array("<!--\(comment)-->\(page)".utf8), path: "quarries.html")
      }
    }
    switch (report("x"), report("\u{7F}")) {
    case (.success(let short), .success(let long)):
      #expect(short.text == long.text)
      #expect(short.blocks == long.blocks)
      #expect(short.tables == long.tables)
      #expect(short.metadata == long.metadata)
    case (.failure(let short), .failure(let long)): #expect(short == long)
    default: Issue.record("one of them was not read")
    }
  }

  @Test func readsTheSame() throws { try expectSame(Self.page) }

  /// Pieces that end tags, values, comments and scripts, or seem to, put anywhere into the page.
  @Test func readsTheSameWhateverIsWrong() throws {
    let pieces = [
      "<", ">", "\"", "'", "=", "/", "&", "<!--", "-->", "--!>", "<!-->", "<script>", "</script>", "<style >",
      "<STYLE/>", "<?", "<?x",
      "<!", "<!DOCTYPE x \"", "</", "</p", "<p", "<p style=", " style=\"font-weight:bold;color:red\"",
      " style='font-style:italic' ",
      " STYLE = \"display:none;\"", " title=\"<b style='display:none'>\"", "\n", "\0", "é", "<_x", "<3", "<a href=x/",
      "&#34;", "&quot;",
      "<![CDATA[", "]]>", "<plaintext>", "<textarea>", "<title>", " \u{2028}=\"",
      "<p " + String(repeating: "x", count: 200),
    ]
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let rounds = ProcessInfo.processInfo.environment["ALYOSHA_MUTATIONS"].flatMap(Int.init) ?? 40
    for _ in 0..<rounds {
      var page = Array(Self.page.utf8)
      for _ in 0...next(4) {
        let place = next(page.count)
        if next(4) == 0 { page.removeSubrange(place..<min(page.count, place + next(12))) }
        page.insert(contentsOf: pieces[next(pieces.count)].utf8, at: min(place, page.count))
      }
      try expectSame(String(decoding: page, as: UTF8.self))
    }
  }
}
