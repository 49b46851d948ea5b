import Testing

import ReportReading

@Suite struct TableTests {
  @Test func spansResolveAndHeadersAreTold() throws {
    let report = try read(
      """
      <p>Condensed statement of income:</p>
      <table><tr><td>(In millions)</td><td colspan=2>Three months ended</td></tr>
      <tr><td></td><td>June 28, 2025</td><td>June 29, 2024</td></tr>
      <tr><td>Net sales</td><td>94,036</td><td>85,777</td></tr>
      <tr><td style="padding-left:18pt">Products</td><td>66,613</td><td>61,564</td></tr></table>
      """)
    let table = try #require(report.tables.first)
    #expect((table.rowCount, table.columnCount) == (4, 3))
    #expect((table.headerRowCount, table.headerColumnCount) == (2, 1))
    #expect(table.cell(row: 0, column: 2).map { report.string($0.span) } == "Three months ended")
    #expect(table.cell(row: 3, column: 0)?.indent == 18)
    #expect(table.unitNote.map(report.string) == "(In millions)")
    #expect(table.caption.map(report.string) == "Condensed statement of income:")
  }

  @Test func unitNoteAboveTheTable() throws {
    let report = try read(
      "<h2>Balance sheet</h2><p>(Amounts in thousands)</p><table><tr><td></td><td>2025</td></tr><tr><td>Cash</td><td>5</td></tr></table>"
    )
    let table = try #require(report.tables.first)
    #expect(table.unitNote.map(report.string) == "(Amounts in thousands)")
    #expect(table.caption.map(report.string) == "Balance sheet")
    #expect(table.heading == 0)
  }

  @Test func layoutTablesAreText() throws {
    let report = try read(
      "<table><tr><td><p>Sales rose in all regions during the quarter.</p><table><tr><td>•</td><td>Europe grew.</td></tr></table></td></tr></table>"
    )
    #expect(report.tables.isEmpty)
    #expect(outline(report) == ["Sales rose in all regions during the quarter.", "- Europe grew."])
  }

  @Test func tablesOfContentsAreDropped() throws {
    let report = try read(
      """
      <table><tr><td><a href="#a">Item 1.</a></td><td>3</td></tr><tr><td><a href="#b">Item 2.</a></td><td>9</td></tr></table>
      <p>Text.</p>
      """)
    #expect(outline(report) == ["Text."])
  }

  @Test func absurdSpansCostNothing() throws {
    let rows = String(repeating: "<tr><td colspan=1000 rowspan=10000>1</td></tr>", count: 300)
    #expect(try outline(read("<table>\(rows)</table><p>after</p>")).last == "after")
  }
}

@Suite struct InlineXBRLTests {
  @Test func tagsBecomeFacts() throws {
    let report = try read(
      """
      <?xml version="1.0"?>
      <html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
        xmlns:xbrli="http://www.xbrl.org/2003/instance"><body><div style="display:none"><ix:header><ix:hidden>
      <ix:nonNumeric name="dei:CurrentFiscalYearEndDate" contextRef="c">--09-27</ix:nonNumeric></ix:hidden><ix:resources>
      <xbrli:context id="c"><xbrli:period><xbrli:startDate>2025-01-01</xbrli:startDate><xbrli:endDate>2025-03-31</xbrli:endDate>
      </xbrli:period></xbrli:context><xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
      </ix:resources></ix:header></div>
      <p>Loss was $<ix:nonFraction name="us-gaap:ProfitLoss" contextRef="c" unitRef="usd" scale="6" sign="-">1,234</ix:nonFraction> million.</p>
      </body></html>
      """, as: "r.html")
    #expect(outline(report) == ["Loss was $1,234 million."])
    let fact = try #require(report.facts.first)
    #expect(report.string(fact.span) == "1,234")
    #expect(fact.value == -1_234_000_000)
    #expect((fact.unit, fact.concept) == ("USD", "ProfitLoss"))
    #expect(
      (fact.start, fact.end) == (
        CalendarDate(year: 2025, month: 1, day: 1), CalendarDate(year: 2025, month: 3, day: 31)
      ))
    #expect(report.metadata.fiscalYearEnd == MonthDay(month: 9, day: 27))
    #expect(report.source.format == .inlineXBRL)
  }
}
