import Testing

import ReportReading

@Suite struct WebPageTests {
  private let story = """
    <p>The harbor drew 412 MW in 2025, and the port authority expects 530 MW by the end of 2027, if the cables come.</p>
    <p>Cranes were delivered in spring. They stand idle, because nobody ordered the transformers that should feed them.</p>
    <table><tr><th>Year</th><th>Draw (MW)</th></tr><tr><td>2024</td><td>301</td></tr><tr><td>2025</td><td>412</td></tr></table>
    <ul><li>Rock makes a trench four times as dear as clay does, in the same town and in the same year of work</li></ul>
    <p>Owners pass the bill on: a container pays $2.40 more than it did a year ago, which nobody has noticed so far.</p>
    """

  private func page(_ body: String) throws -> Report {
    try read(
      """
      <!DOCTYPE html><html><head><title>Harbors wait | Notes</title><meta property="og:site_name" content="Notes">
      <script type="application/ld+json">{"@type":"Article","datePublished":"2026-02-17"}</script></head>
      <body class="page with-sidebar">\(body)</body></html>
      """)
  }

  @Test(arguments: ["<article>", "<div class=\"entry-content\">", "<div itemprop=\"articleBody\">", "<div>"])
  func theSiteIsLeftOut(part: String) throws {
    let end = part.hasPrefix("<article") ? "</article>" : "</div>"
    let report = try page(
      """
      <div class="top"><a href="/">Home</a> <a href="/ports">Ports</a> Weather today: 9 degrees and rain in the evening</div>
      <div class="cookie-notice">We use cookies to count 99 things.</div>
      <div class="wrap"><h1>Harbors wait</h1><p>By Ada Quill, February 17, 2026</p>\(part)\(story)
      <div class="teasers"><a href="/1">Ferries: 7 more lines</a> <a href="/2">Barges: 8 fewer</a> <a href="/3">Tugs: 6</a></div>
      \(end)</div>
      <div class="right"><p>Most people read: 55 harbors that nobody should miss this summer, in pictures by our readers.</p></div>
      <h3>Related stories</h3><div><p>Another story, about 77 lighthouses and the keepers that they do not need any more.</p></div>
      <div id="comments"><p>I counted 66 cranes there last week, and not one of them moved while I was watching them.</p></div>
      <footer>Copyright 2026 Notes, 44 Quay Street</footer>
      """)
    let text = report.text
    let words = String(decoding: text, as: UTF8.self)
    for kept in ["412 MW in 2025", "stand idle", "four times as dear", "$2.40 more", "301"] {
      #expect(words.contains(kept), "\(kept) in \(outline(report))")
    }
    for gone in ["9 degrees", "99 things", "7 more lines", "55 harbors", "77 lighthouses", "66 cranes", "44 Quay"] {
      #expect(!words.contains(gone), "\(gone) in \(outline(report))")
    }
    #expect(report.tables.count == 1)
    #expect(report.metadata.title == "Harbors wait" && report.metadata.publisher == "Notes")
    #expect(report.metadata.date == CalendarDate(iso: "2026-02-17"))
  }

  /// Class names are words of the trade: one that takes the whole report away means something else.
  @Test func aNameDoesNotTakeTheReportAway() throws {
    let long = (1...30).map {
      "<p>Region \($0) drew \($0 * 11) MW in 2025, more than it did in the year before that one.</p>"
    }
    let report = try page("<div class=\"share\"><h1>Regions</h1>\(long.joined())</div>")
    #expect(report.blocks.count == 31)
  }

  @Test func whatSitesPutBetweenParagraphsGoesAndCreditsStay() throws {
    let report = try page(
      """
      <nav><a href="/">Home</a></nav><h1><a href="/">Notes</a></h1>
      <div class="wrap"><h1><a href="/harbors">Harbors wait</a></h1><div class="entry-content">\(story)
      <p>Most popular</p><ul><li>Ports</li></ul><p>Jo Ferry</p><ul><li>Tugs: 91</li></ul>
      <p>A second berth was dug for 12 ships in 2024, and it has stood empty ever since, for want of a cable to it.</p>
      <p>Video Ad Feedback</p></div><div id="with"><p>Ben Quay contributed to this report</p></div>
      <p>The Notes &amp; © 2013 Notes Network, Inc., a Quay company. All rights reserved.</p></div>
      """)
    let words = String(decoding: report.text, as: UTF8.self)
    for kept in ["412 MW", "12 ships", "Ben Quay contributed"] { #expect(words.contains(kept), "\(kept)") }
    for gone in ["popular", "Jo Ferry", "Tugs", "Feedback", "Network"] { #expect(!words.contains(gone), "\(gone)") }
    #expect(report.metadata.title == "Harbors wait")
  }

  @Test func aSiteBeforeItsTitle() throws {
    let report = try read(
      "<html><head><title>PORTS — Reserved berths</title></head><body><h1>Reserved berths</h1><p>There are 12.</p></body></html>"
    )
    #expect(report.metadata.title == "Reserved berths" && report.metadata.publisher == "PORTS")
  }

  @Test func aDocumentIsLeftWhole() throws {
    let report = try read(
      "<html><body><div><p>Short cover page of the filing, with its number 10 and nothing else on it for now.</p></div>"
        + "<div>\(story)</div><div><p>Exhibit 31, signed on February 17, 2026, by the officer named above in ink.</p></div></body></html>"
    )
    let words = String(decoding: report.text, as: UTF8.self)
    #expect(words.contains("cover page") && words.contains("Exhibit 31") && words.contains("412 MW"))
  }
}
