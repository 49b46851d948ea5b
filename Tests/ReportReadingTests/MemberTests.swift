import Foundation
import Testing

import ReportReading

private func reports(_ text: String, as path: String, limits: ReportReader.Limits = .init()) throws -> [Report] {
  try ReportReader(limits: limits).reports(bytes: Array(text.utf8), path: path)
}

@Suite struct FeedTests {
  private let rss = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel><title>Northern Grid Notes</title>
    <item><title>Harbors &amp; cables</title><link>https://notes.example/1</link>
    <pubDate>Tue, 17 Feb 2026 08:00:00 +0000</pubDate><description>Short.</description>
    <content:encoded><![CDATA[<p>Nine harbors drew 412 MW.</p><table><tr><th>Year</th><th>2025</th></tr>
    <tr><td>Wait (weeks)</td><td>72</td></tr></table>]]></content:encoded></item>
    <item><title>Ferries next</title><dc:date>2026-01-05T10:00:00Z</dc:date>
    <description>&lt;p&gt;Ferries cost &lt;b&gt;$206 million&lt;/b&gt; in 2025.&lt;/p&gt;</description></item>
    </channel></rss>
    """

  @Test func eachItemIsAReport() throws {
    let found = try reports(rss, as: "feed.bin")
    #expect(found.map(\.source.path) == ["feed.bin#item-1", "feed.bin#item-2"])
    #expect(found.map(\.metadata.title) == ["Harbors & cables", "Ferries next"])
    #expect(found.map { $0.metadata.date?.description } == ["2026-02-17", "2026-01-05"])
    #expect(found.allSatisfy { $0.metadata.publisher == "Northern Grid Notes" && $0.source.format == .feed })
    #expect(
      outline(found[0]) == [
        "# Harbors & cables", "Nine harbors drew 412 MW.", "| Year", "| 2025", "| Wait (weeks)", "| 72",
      ])
    #expect(outline(found[1]) == ["# Ferries next", "Ferries cost $206 million in 2025."])
    #expect(found[0].source.sha256 != found[1].source.sha256)
    #expect(found[0].blocks[0].line == 4)
  }

  @Test func itemsKeepTheirLinksAndAreToldApartByThem() throws {
    #expect(try reports(rss, as: "feed.xml").map(\.metadata.link) == ["https://notes.example/1", nil])
    let twins = ["a", "b"].map {
      "<item><title>Daily</title><link>https://notes.example/\($0)</link><description>Up 5%.</description></item>"
    }
    let found = try reports("<rss><channel>\(twins.joined())</channel></rss>", as: "feed.xml")
    #expect(Set(found.map(\.source.sha256)).count == 2)
  }

  @Test func aPackedFeedHasItsItems() throws {
    let reader = ReportReader()
    var packed = Array(rss.utf8)
    for _ in 1...4 {
      packed = try gzip(packed)
      #expect(reader.isContainer(packed, path: "feed.xml.gz"))
      let found = try reader.reports(bytes: packed, path: "feed.xml.gz")
      #expect(found.map(\.source.path) == ["feed.xml.gz#item-1", "feed.xml.gz#item-2"])
      #expect(found.map(\.metadata.title) == ["Harbors & cables", "Ferries next"])
    }
    // One report in gzip is known by the hash of the file as it lies there.
    let page = try gzip(Array("<html><body><p>Up 5%.</p></body></html>".utf8))
    let file = try reader.file(bytes: page, path: "page.html.gz")
    let whole = try reader.read(bytes: page, path: "page.html.gz")
    #expect(!file.isContainer && file.reports.map(\.source.sha256) == [whole.source.sha256])
    let deep = try gzip(packed)
    #expect(throws: ReadingError.self) { try reader.reports(bytes: deep, path: "feed.xml.gz") }
  }

  @Test func asOneReportItHasEveryItem() throws {
    let one = try read(rss, as: "feed.xml")
    #expect(outline(one).filter { $0.hasPrefix("# ") } == ["# Harbors & cables", "# Ferries next"])
  }

  @Test func atomKeepsItsMarkup() throws {
    let found = try reports(
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>Copper</title><entry><title type="html">Ore &amp;amp; price</title>
      <link href="https://copper.example/a"/><published>2026-02-02T10:00:00Z</published><updated>2026-02-09T10:00:00Z</updated>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Copper was <b>$9,800</b> a tonne.</p></div></content>
      </entry><entry><title>Stocks</title><updated>2026-02-04T10:00:00Z</updated><summary>Down by 3 &lt; 5 kt.</summary></entry></feed>
      """, as: "feed.atom")
    #expect(
      found.map { outline($0) } == [
        ["# Ore & price", "Copper was $9,800 a tonne."], ["# Stocks", "Down by 3 < 5 kt."],
      ])
    #expect(found.map { $0.metadata.date?.description } == ["2026-02-02", "2026-02-04"])
  }

  @Test func aGiantFeedIsCut() throws {
    let items = (1...3000).map { "<item><title>Item \($0)</title><description>Rose \($0)%.</description></item>" }
    let found = try reports(
      "<rss version='2.0'><channel><title>Much</title>\(items.joined())</channel></rss>", as: "feed.xml")
    #expect(found.count == 1000)
    #expect(found[0].notes.contains { $0.contains("2000 items") })
  }

  @Test func entitiesDoNotGrow() throws {
    var declarations = "<!ENTITY a0 \"grow\">"
    for level in 1...12 {
      let inner = String(repeating: "&a\(level - 1);", count: 10)
      declarations += "<!ENTITY a\(level) \"\(inner)\">"
    }
    let found = try reports(
      "<!DOCTYPE rss [\(declarations)]><rss version='2.0'><channel><item><title>Bomb</title>"
        + "<description>Rose 5% &a12;</description></item></channel></rss>", as: "feed.xml")
    #expect(found[0].text.count < 1000)
  }
}

@Suite struct MailTests {
  private let mail = """
    From: =?UTF-8?Q?N=C3=B6rdliche_Notizen?= <desk@notes.example>
    To: you@example.org
    Subject: Re: =?UTF-8?B?R3JpZCBjb3N0cyDigJMgw5xiZXJzaWNodA==?=
    Date: Tue, 17 Feb 2026 08:00:00 +0000
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="outer"

    --outer
    Content-Type: multipart/alternative; boundary="inner"

    --inner
    Content-Type: text/plain; charset=utf-8

    Plain: 1 GW.
    --inner
    Content-Type: text/html; charset=iso-8859-1
    Content-Transfer-Encoding: quoted-printable

    <p>Spending reached =A3206 million, up 14=
    %.</p><div class=3D"gmail_quote">On Monday X wrote:<blockquote>Old: 99 GW.</blockquote></div>
    --inner--
    --outer
    Content-Type: text/markdown; name="note.md"
    Content-Disposition: attachment; filename="note.md"
    Content-Transfer-Encoding: base64

    IyBOb3RlCgpPdXRwdXQgcm9zZSA3JSBpbiAyMDI1Lgo=
    --outer
    Content-Type: message/rfc822

    From: x@example.org
    To: y@example.org
    Subject: Inner
    Date: Mon, 16 Feb 2026 08:00:00 +0000

    The plant has 42 MW.

    On Sunday, 15 Feb 2026, Bob wrote:
    > It has 12 MW.

    --\u{20}
    Extension 555
    --outer
    Content-Type: image/png; name="logo.png"
    Content-Transfer-Encoding: base64

    AAAA
    --outer--
    """

  @Test func messageAndAttachmentsAreReports() throws {
    let found = try reports(mail, as: "mail.eml")
    #expect(found.map(\.source.path) == ["mail.eml", "mail.eml#attachment-1", "mail.eml#attachment-2"])
    #expect(outline(found[0]) == ["# Grid costs – Übersicht", "Spending reached £206 million, up 14%."])
    #expect(found[0].metadata.publisher == "Nördliche Notizen")
    #expect(found[0].metadata.date == CalendarDate(iso: "2026-02-17"))
    #expect(outline(found[1]) == ["# Note", "Output rose 7% in 2025."])
    #expect(outline(found[2]) == ["# Inner", "The plant has 42 MW."])
    #expect(found.map(\.source.format) == [.email, .markdown, .email])
  }

  @Test func whatIsForwardedIsKept() throws {
    let found = try reports(
      "From: a@example.org\nTo: b@example.org\nSubject: Fwd: Figures\nDate: Mon, 16 Feb 2026 08:00:00 +0000\n\nLook.\n\n> Demand was 62 GW.\n",
      as: "forward.eml")
    #expect(outline(found[0]).contains("Demand was 62 GW."))
    #expect(found[0].metadata.title == "Figures")
  }

  @Test func nestingIsBounded() throws {
    var text = "From: a@example.org\nTo: b@example.org\nSubject: Level 0\n\nLevel 0 has 10 GW.\n"
    for level in 1...14 {
      text =
        "From: a@example.org\nTo: b@example.org\nSubject: Level \(level)\nMIME-Version: 1.0\n"
        + "Content-Type: multipart/mixed; boundary=\"b\(level)\"\n\n--b\(level)\n\nLevel \(level) has \(level + 10) GW.\n"
        + "--b\(level)\nContent-Type: message/rfc822\n\n\(text)\n--b\(level)--\n"
    }
    let found = try reports(text, as: "deep.eml")
    #expect(found.map(\.metadata.title) == (0..<10).map { "Level \(14 - $0)" })
    #expect(found.contains { $0.notes.contains { $0.contains("more than 10 deep") } })
  }

  @Test func aSavedPageIsOneReport() throws {
    let found = try reports(
      """
      From: <Saved by Blink>
      Snapshot-Content-Location: https://notes.example/harbors
      Subject: Harbors
      MIME-Version: 1.0
      Content-Type: multipart/related; type="text/html"; boundary="edge"

      --edge
      Content-Type: text/html
      Content-Transfer-Encoding: quoted-printable
      Content-Location: https://notes.example/harbors

      <html><head><meta property=3D"og:site_name" content=3D"Notes"></head><body><h1>Harbors</h1><p>They drew 412=
       MW.</p></body></html>
      --edge
      Content-Type: image/png
      Content-Transfer-Encoding: base64

      AAAA
      --edge--
      """, as: "page.bin")
    #expect(found.count == 1 && found[0].source.format == .mhtml)
    #expect(outline(found[0]) == ["# Harbors", "They drew 412 MW."])
    #expect(found[0].metadata.publisher == "Notes")
  }
}

@Suite struct VocabularyTests {
  @Test func jats() throws {
    let report = try read(
      """
      <?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.2//EN" "x.dtd">
      <article xml:lang="en"><front><journal-meta><publisher><publisher-name>Grid Press</publisher-name></publisher></journal-meta>
      <article-meta><title-group><article-title>Harbor load</article-title></title-group>
      <pub-date><day>7</day><month>2</month><year>2026</year></pub-date>
      <abstract><p>Load rose 12%.</p></abstract></article-meta></front>
      <body><sec><label>1</label><title>Load</title><p>It was 412 MW<xref ref-type="fn">1</xref>.</p>
      <list list-type="order"><list-item><p>Cranes</p></list-item></list>
      <table-wrap><label>Table 1</label><caption><p>Waits</p></caption><table><thead><tr><th>Year</th><th>2025</th></tr></thead>
      <tbody><tr><td>Weeks</td><td>72</td></tr></tbody></table></table-wrap></sec></body>
      <back><ref-list><ref>Old 1999</ref></ref-list></back></article>
      """, as: "a.xml")
    #expect(report.source.format == .jats)
    #expect(report.metadata.publisher == "Grid Press" && report.metadata.date == CalendarDate(iso: "2026-02-07"))
    let lines = outline(report)
    #expect(lines.contains("# Harbor load") && lines.contains("Load rose 12%.") && lines.contains("## 1 Load"))
    #expect(lines.contains("1. Cranes") && lines.contains("Table 1 Waits"))
    #expect(lines.suffix(4) == ["| Year", "| 2025", "| Weeks", "| 72"])
  }

  @Test func docBook() throws {
    let report = try read(
      """
      <article xmlns="http://docbook.org/ns/docbook" version="5.0"><info><title>Harbor load</title><date>2026-02-07</date>
      <publisher><publishername>Grid Press</publishername></publisher></info>
      <section><title>Load</title><para>It was 412 MW<footnote><para>By our count of 9.</para></footnote>.</para>
      <orderedlist><listitem><para>Cranes</para></listitem></orderedlist>
      <table><title>Waits</title><tgroup cols="3"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/>
      <thead><row><entry>Year</entry><entry namest="b" nameend="c">2025</entry></row></thead>
      <tbody><row><entry>Weeks</entry><entry>72</entry><entry>80</entry></row></tbody></tgroup></table></section></article>
      """, as: "a.xml")
    #expect(report.source.format == .docbook)
    #expect(report.metadata.title == "Harbor load" && report.metadata.publisher == "Grid Press")
    #expect(report.metadata.date == CalendarDate(iso: "2026-02-07"))
    let lines = outline(report)
    #expect(lines.prefix(3) == ["# Harbor load", "## Load", "It was 412 MW."])
    #expect(lines.last == "By our count of 9.")
    #expect(report.tables.first?.cell(row: 0, column: 2).map { report.string($0.span) } == "2025")
  }

  @Test func xbrlInstance() throws {
    let report = try read(
      """
      <?xml version="1.0"?><xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:g="http://fasb.org/us-gaap/2025"
      xmlns:dei="http://xbrl.sec.gov/dei/2025"><context id="y"><entity><identifier scheme="s">1</identifier></entity>
      <period><startDate>2025-01-01</startDate><endDate>2025-12-31</endDate></period></context>
      <context id="i"><entity><identifier scheme="s">1</identifier></entity><period><instant>2025-12-31</instant></period></context>
      <unit id="u"><measure>iso4217:USD</measure></unit>
      <dei:EntityRegistrantName contextRef="y">Harbor Works</dei:EntityRegistrantName>
      <g:NetIncomeLoss contextRef="y" unitRef="u" decimals="-3">-35000</g:NetIncomeLoss>
      <g:Assets contextRef="i" unitRef="u" decimals="-3">9876543</g:Assets></xbrl>
      """, as: "a.xml")
    #expect(report.source.format == .xbrl && report.metadata.publisher == "Harbor Works")
    #expect(report.facts.map(\.value) == [-35000, 9_876_543])
    #expect(report.facts.map(\.concept) == ["NetIncomeLoss", "Assets"])
    #expect(report.facts.map { $0.start?.description } == ["2025-01-01", "2025-12-31"])
    #expect(report.facts.allSatisfy { $0.unit == "USD" && $0.end == CalendarDate(iso: "2025-12-31") })
    #expect(outline(report).contains("| Year ended December 31, 2025"))
  }
}
