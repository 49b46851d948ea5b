import Foundation
import Testing

import ReportReading

/// Where poppler is not installed, what it must say is all that can be tried.
let hasPoppler = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext", "/bin/pdftotext", "/opt/homebrew/bin/pdftotext"]
  .contains { FileManager.default.isExecutableFile(atPath: $0) }

@Suite(.enabled(if: hasPoppler, "needs poppler-utils")) struct PagedTests {
  private func file(_ name: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return Array(try Data(contentsOf: folder.appending(path: "paged/" + name)))
  }

  private func reason(_ bytes: [UInt8], limits: ReportReader.Limits = .init()) -> ReadingError.Reason? {
    do throws(ReadingError) {
      _ = try ReportReader(limits: limits).read(bytes: bytes, path: "report.pdf")
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func columnsAreReadOneAfterTheOther() throws {
    let report = try ReportReader().read(bytes: try file("two-columns.pdf"), path: "report.pdf")
    let lines = outline(report)
    #expect(lines.first == "# Ports Without Power")
    #expect(report.metadata.date == CalendarDate(iso: "2026-02-17"))
    let wanted = [
      "Nine harbors asked for shore power in 2024, and two of them have it today. The cranes were delivered in spring; "
        + "the cables that should feed them are still on the drum, because the transformer house has no transformer.",
      "Together the nine would draw 412 MW, or 3.1% of what the region uses. We estimate 530 MW for 2027, once the "
        + "ferries follow the freighters, and more after that.",
      "- Rock: a trench in granite costs four times what a trench in clay costs in the same town",
      "Owners pass the bill on. A container pays $2.40 more than it did, and a car $11, which nobody has noticed so far. "
        + "The owners of the smaller harbors say that they will not start before a grant covers at least 35% of the cost, "
        + "and the ministry says that it will not pay before somebody starts.",
      "Profit in 2025 was $111 million above that of the year before.",
      // Footnotes stand apart, after everything that they interrupt.
      "1. Regional statistics office, yearbook for 2024, page 88.",
    ]
    let places = wanted.map { lines.firstIndex(of: $0) }
    #expect(!places.contains(nil), "\(zip(wanted, places).filter { $0.1 == nil }.map(\.0)) in \(lines)")
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(lines.contains("## 1. Cranes wait for current") && lines.contains("## 2. Who pays for the cable"))
    #expect(!lines.contains { $0.contains("— 1 —") || $0.contains("— 2 —") })
  }

  @Test func tablesAreReadCellByCell() throws {
    let report = try ReportReader().read(bytes: try file("two-columns.pdf"), path: "report.pdf")
    #expect(report.tables.count == 2)
    let table = try #require(report.tables.last)
    #expect(table.columnCount == 8 && table.rowCount == 6)
    let rows = (0..<table.rowCount).map { row in
      (0..<table.columnCount).map { table.cell(row: row, column: $0).map { report.string($0.span) } ?? "" }
    }
    #expect(rows[0] == ["", "2024", "2024", "2024", "2025", "2025", "2025", "Change"])
    #expect(rows[1] == ["Region", "Fees", "Cost", "Profit", "Fees", "Cost", "Profit", "Profit"])
    #expect(rows[2] == ["North", "1,310", "905", "405", "1,502", "1,004", "498", "23%"])
    #expect(rows[4] == ["Inland", "77", "81", "(4)", "80", "79", "1", "—"])
    #expect(rows[5] == ["All", "2,027", "1,377", "650", "2,284", "1,523", "761", "17%"])
    #expect(table.headerRowCount == 2)
    #expect(table.unitNote.map(report.string) == "(in millions of dollars)")
  }

  @Test func everyBlockKnowsItsPage() throws {
    let report = try ReportReader().read(bytes: try file("two-columns.pdf"), path: "report.pdf")
    let first = try #require(report.blocks.first { report.string($0.span).hasPrefix("Nine harbors") })
    let last = try #require(report.blocks.first { report.string($0.span).hasPrefix("Profit in 2025 was") })
    #expect(first.line == 1 && last.line == 2)
    #expect(Set(report.blocks.map(\.line)) == [1, 2])
  }

  @Test func whatCannotBeReadSaysWhy() throws {
    #expect(reason(try file("encrypted.pdf")) == .encrypted)
    #expect(reason(Drawing.pdf(pages: 3, text: nil)) == .picturesOnly(pages: 3))
    let cut = reason(Array(try file("two-columns.pdf").prefix(6000)))
    #expect(cut != nil)
    #expect(reason(Array("%PDF-1.7\n%%EOF\n".utf8)) != nil)
  }

  @Test func aWrongExtensionIsNoError() throws {
    #expect(
      try ReportReader().read(bytes: try file("two-columns.pdf"), path: "report.html").source.format == .pdf)
  }

  @Test func threeThousandPagesAreBounded() throws {
    let report = try ReportReader().read(
      bytes: Drawing.pdf(pages: 3000, text: "Output rose by 12 GW"), path: "long.pdf")
    #expect(report.blocks.last?.line == 3000)
    var limits = ReportReader.Limits()
    limits.pages = 10
    let cut = try ReportReader(limits: limits).read(
      bytes: Drawing.pdf(pages: 30, text: "Output rose"), path: "long.pdf")
    #expect(cut.blocks.last?.line == 10)
    #expect(cut.notes.contains { $0.contains("10 pages") })
  }
}

/// A PDF drawn by hand, for what no producer would make in a test's time.
private enum Drawing {
  /// Each page says `text` and its number, in digits and in letters, so that no line looks like a running head; nil
  /// draws a line instead.
  static func pdf(pages: Int, text: String?) -> [UInt8] {
    var out = Array("%PDF-1.4\n".utf8)
    var places: [Int] = []
    func object(_ body: String) {
      places.append(out.count)
      out.append(contentsOf: "\(places.count) 0 obj\n\(body)\nendobj\n".utf8)
    }
    let first = 4
    let kids = (0..<pages).map { "\(first + 2 * $0) 0 R" }.joined(separator: " ")
    object("<< /Type /Catalog /Pages 2 0 R >>")
    object("<< /Type /Pages /Count \(pages) /Kids [\(kids)] >>")
    object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for page in 0..<pages {
      object(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents \(first + 2 * page + 1) 0 R "
          + "/Resources << /Font << /F1 3 0 R >> >> >>")
      let content =
        text.map {
          let letters = String(String(page).unicodeScalars.map { Character(Unicode.Scalar($0.value + 0x31) ?? $0) })
          return "BT /F1 11 Tf 72 \(700 - page % 50) Td (\($0) in the year of page \(page), \(letters).) Tj ET"
        }
        ?? "72 72 m 300 300 l S"
      object("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    let table = out.count
    out.append(contentsOf: "xref\n0 \(places.count + 1)\n0000000000 65535 f \n".utf8)
    for place in places {
      let digits = String(place)
      out.append(contentsOf: (String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
    }
    out.append(contentsOf: "trailer << /Size \(places.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
    return out
  }
}
