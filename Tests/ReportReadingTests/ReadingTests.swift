import Foundation
import Testing

import ReportReading

func fixture(_ name: String) throws -> [[String]] {
  let url = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil)).appending(path: name)
  return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
}

func read(_ text: String, as path: String = "report.html") throws -> Report {
  try ReportReader().read(bytes: Array(text.utf8), path: path)
}

/// A report's blocks in one line each: `# heading`, `- item`, `1. item`, `> quote`, `| cell`, `= caption`.
func outline(_ report: Report) -> [String] {
  report.blocks.map { block in
    let words = report.string(block.span)
    return switch block.kind {
    case .heading(let level): String(repeating: "#", count: level) + " " + words
    case .paragraph: words
    case .listItem(_, let ordinal): (ordinal.map { "\($0). " } ?? "- ") + words
    case .tableCell: "| " + words
    case .caption: "= " + words
    case .quote: "> " + words
    case .preformatted: "` " + words
    }
  }
}

@Suite struct SentenceTests {
  @Test func splitsAsWritten() throws {
    for line in try fixture("sentences.txt") {
      let wanted = line[0].split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let report = try read("<p>\(line[0].replacing("|", with: ""))</p>")
      #expect(report.sentences.map { report.string($0.span) } == wanted, "\(line[1])")
    }
  }
}

@Suite struct RepairTests {
  @Test func mendsDamageAndNothingElse() throws {
    for line in try fixture("repairs.txt") {
      #expect(TextRepair.repair(line[0]) == (line[1] == "=" ? line[0] : line[1]), "\(line[2])")
    }
  }
}

@Suite struct BlockTests {
  @Test func headingsListsQuotes() throws {
    let report = try read(
      "<h1>One</h1><p>Text <b>bold</b>.</p><ol start=3><li>three<li>four</ol><blockquote>said</blockquote>")
    #expect(outline(report) == ["# One", "Text bold.", "3. three", "4. four", "> said"])
    #expect(report.blocks[1].emphasis.map { report.string($0.span) } == ["bold"])
  }

  @Test func boldLeadBeforeABreakIsAHeading() throws {
    let report = try read("<h2>Book</h2><p><strong>Spending</strong><br>Spending was softer.</p>")
    #expect(outline(report) == ["## Book", "### Spending", "Spending was softer."])
  }

  @Test func sectionNumberBesideItsNameIsOneHeading() throws {
    let report = try read(
      "<h1>Form</h1><table><tr><td><b>Item 1A.</b></td><td><b>Risk Factors</b></td></tr></table><p>We face competition.</p>"
    )
    #expect(outline(report) == ["# Form", "## Item 1A. Risk Factors", "We face competition."])
  }

  @Test func footnoteMarksDoNotFuseWithNumbers() throws {
    let report = try read("<p>Adoption is 5<sup>1</sup> percent of 10 m<sup>2</sup> on the 24<sup>th</sup>.</p>")
    #expect(outline(report) == ["Adoption is 5 percent of 10 m² on the 24th."])
  }

  @Test func whitespaceIsNormal() throws {
    let report = try read("<p>3\u{A0}400\u{2009}MW  of\n soft\u{AD}ware</p>")
    // The space that groups digits stays narrow, so that the number stays one.
    #expect(outline(report) == ["3\u{202F}400 MW of software"])
  }

  @Test func chromeAndHiddenTextAreDropped() throws {
    let report = try read(
      """
      <html><head><title>T</title><style>p{}</style></head><body><nav><a href="/">Home</a></nav>
      <div class="cookie-banner">We use cookies.</div><script>var x = 5;</script><p style="display:none">Hidden 7%</p>
      <ul><li><a href="/a">A</a><li><a href="/b">B</a><li><a href="/c">C</a></ul>
      <p>Sales rose 5%.</p><p><a href="/p">Previous</a> | <a href="/n">Next</a></p><footer>Copyright</footer></body></html>
      """)
    #expect(outline(report) == ["Sales rose 5%."])
  }

  @Test func pageFurnitureIsDroppedAndParagraphsRejoin() throws {
    let page = { (n: Int, text: String) in
      "<div>\(text)</div><div>Acme | Form 10-Q | \(n)</div><hr style=\"page-break-after:always\">"
    }
    let report = try read(
      page(1, "Our revenue in the first quarter was higher than a year before because of") + page(2, "new products.")
        + page(3, "End."))
    #expect(
      outline(report) == [
        "Our revenue in the first quarter was higher than a year before because of new products.", "End.",
      ])
  }

  @Test func markdownKeepsItsLines() throws {
    let report = try read(
      "---\ntitle: Grid\ndate: 2026-02-11\n---\n\n# Head\n\nText.\n\n| A | 2025 |\n|---|---|\n| x | 5% |\n", as: "r.md")
    #expect(outline(report) == ["# Head", "Text.", "| A", "| 2025", "| x", "| 5%"])
    #expect(report.blocks.map(\.line) == [6, 8, 10, 10, 12, 12])
    #expect(report.metadata.date == CalendarDate(year: 2026, month: 2, day: 11))
  }

  @Test func plainTextParagraphsAndLists() throws {
    let report = try read("Sales rose\n5% in 2025.\n\n- one\n- two\n\n1. first\n", as: "r.txt")
    #expect(outline(report) == ["Sales rose 5% in 2025.", "- one", "- two", "1. first"])
  }

  @Test func reportXML() throws {
    let report = try read(
      """
      <?xml version="1.0"?><report><title>Grid Outlook</title><publisher>Voltage Research</publisher><date>2026-02-11</date>
      <section><title>Demand</title><para>Load grows 4%.</para><finding>Prices rose.</finding>
      <table><row><cell>Year</cell><cell>2025</cell></row><row><cell>Peak</cell><cell>80</cell></row></table></section></report>
      """, as: "r.xml")
    #expect(
      outline(report) == [
        "# Grid Outlook", "## Demand", "Load grows 4%.", "Prices rose.", "| Year", "| 2025", "| Peak", "| 80",
      ])
    #expect(report.metadata.publisher == "Voltage Research")
    #expect(report.metadata.title == "Grid Outlook")
    #expect(report.metadata.date == CalendarDate(year: 2026, month: 2, day: 11))
  }

  @Test func aSentenceWithoutEndIsCut() throws {
    let clause = "the harbor drew 412 MW and "
    let report = try read("<p>\(String(repeating: clause, count: 2000))that was all.</p>")
    #expect(report.blocks.count == 1 && report.sentences.count > 5)
    #expect(report.sentences.allSatisfy { $0.span.count <= 8_100 })
    #expect(report.sentences.allSatisfy { report.string($0.span).first != " " })
  }
}
