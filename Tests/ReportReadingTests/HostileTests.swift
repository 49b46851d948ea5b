import Foundation
import Testing

import ReportReading

@Suite struct HostileTests {
  private func reason(_ bytes: [UInt8], _ path: String = "report.html", limits: ReportReader.Limits = .init())
    -> ReadingError.Reason?
  {
    do {
      _ = try ReportReader(limits: limits).read(bytes: bytes, path: path)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func eachFaultHasItsReason() {
    #expect(reason([]) == .empty)
    #expect(reason(Array("  \n ".utf8), "r.txt") == .noText)
    #expect(reason(Array("abc\0def".utf8)) == .binary)
    #expect(reason([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]) == .binary)
    var limits = ReportReader.Limits()
    limits.reportBytes = 10
    #expect(reason(Array("<p>Sales rose.</p>".utf8), limits: limits) == .tooLarge(limit: 10))
    if case .malformed = reason(Array("<?xml version=\"1.0\"?><r><p>cut".utf8), "r.xml") {
    } else {
      Issue.record("truncated XML")
    }
  }

  @Test func pathsThatAreNoFiles() throws {
    #expect(throws: ReadingError(path: "/nonexistent/x", reason: .missing)) {
      try ReportReader().read(path: "/nonexistent/x")
    }
    #expect(throws: ReadingError(path: "/", reason: .notAFile("a folder"))) { try ReportReader().read(path: "/") }
    #expect(throws: ReadingError(path: "/dev/null", reason: .notAFile("a device"))) {
      try ReportReader().read(path: "/dev/null")
    }
  }

  @Test func depthIsBounded() {
    let bytes = Array(("<body>" + String(repeating: "<div>", count: 1_000_000) + "x").utf8)
    #expect(reason(bytes) == .tooDeep(limit: 2048))
  }

  @Test func entitiesDoNotAmplify() throws {
    var declarations = "<!ENTITY a \"ha\">"
    var previous = "a"
    for level in 0..<12 {
      declarations += "<!ENTITY b\(level) \"\(String(repeating: "&\(previous);", count: 10))\">"
      previous = "b\(level)"
    }
    let report = try read(
      "<?xml version=\"1.0\"?><!DOCTYPE r [\(declarations)]><r><p>&\(previous); &a; caf&eacute; 5%</p></r>", as: "r.xml"
    )
    #expect(outline(report) == ["ha café 5%"])
  }

  @Test func nothingOutsideIsRead() throws {
    let report = try read(
      "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><r><p>[&x;] 5%</p></r>",
      as: "r.xml")
    #expect(outline(report) == ["[] 5%"])
  }

  @Test func manyAttributesAreRefused() {
    let names = (0..<20_000).map { "a\($0)=1" }.joined(separator: " ")
    #expect(reason(Array("<p \(names)>x</p>".utf8)) == .malformed("an element with more than 4096 attributes"))
  }

  @Test func encodings() throws {
    let utf16 = Array("\u{FEFF}Sales rose 5% — to €3bn.".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try outline(ReportReader().read(bytes: utf16, path: "r.txt")) == ["Sales rose 5% — to €3bn."])
    let latin: [UInt8] = Array("<meta charset=iso-8859-1><p>Caf".utf8) + [0xE9] + Array(" rose 5".utf8) + [0x80]
    #expect(try outline(ReportReader().read(bytes: latin, path: "r.html")) == ["Café rose 5€"])
    let cyrillic: [UInt8] = Array("<meta charset=windows-1251><p>".utf8) + [0xC4, 0xE0]
    #expect(try outline(ReportReader().read(bytes: cyrillic, path: "r.html")) == ["Да"])
  }

  @Test func sameBytesSameReport() throws {
    let text = "<h1>A</h1><table><tr><th>x<th>2025<tr><td>y<td>5</table><ul><li>1<li>2</ul>"
    let first = try read(text)
    let second = try read(text)
    #expect(first.text == second.text && first.blocks == second.blocks && first.tables == second.tables)
  }
}

@Suite struct MetadataTests {
  @Test func aFilingNamesItself() throws {
    let report = try read(
      """
      <title>acme-2025</title><div><b>FORM 10-K</b></div><div>For the fiscal year ended February 1, 2025</div>
      <div><b>ACME HOLDINGS, INC.</b></div><div>(Exact name of registrant as specified in its charter)</div>
      <p>Acme Holdings, Inc. makes anvils.</p>
      """)
    #expect(report.metadata.title == "Acme Holdings, Inc. Form 10-K, year ended February 1, 2025")
    #expect(report.metadata.publisher == "Acme Holdings, Inc.")
    #expect(report.metadata.date == CalendarDate(year: 2025, month: 2, day: 1))
    #expect(report.metadata.fiscalYearEnd == MonthDay(month: 2, day: 1))
  }

  @Test func pageMetadataComesFirst() throws {
    let report = try read(
      """
      <html lang="en"><head><title>Power demand | Volt Site</title><meta property="og:site_name" content="Volt Research">
      <script type="application/ld+json">{"@graph":[{"@type":"Article","datePublished":"2026-03-04T10:00:00Z"}]}</script></head>
      <body><h1>Power demand doubles</h1><p>March 9, 2026</p><p>Text.</p></body></html>
      """)
    #expect(report.metadata.title == "Power demand doubles")
    #expect(report.metadata.publisher == "Volt Research")
    #expect(report.metadata.date == CalendarDate(year: 2026, month: 3, day: 4))
    #expect(report.metadata.language == "en")
  }

  @Test(arguments: [
    ("Our fiscal year ends on the last Saturday of September.", 9, 27),
    ("The fiscal year is the 52 or 53 weeks ending on the Saturday closest to January 31.", 1, 31),
    ("the fiscal year ended June 30, 2024 was strong", 6, 30),
  ])
  func fiscalYears(_ text: String, _ month: Int, _ day: Int) throws {
    #expect(try read("<p>\(text)</p>").metadata.fiscalYearEnd == MonthDay(month: month, day: day))
  }
}
