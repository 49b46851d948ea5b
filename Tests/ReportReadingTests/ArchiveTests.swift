import Foundation
import ReportReading
import Testing

/// What a hostile archive costs and gives: a clear refusal, or what it holds; never a file, a fetch or more than the bounds.
@Suite struct ArchiveTests {
  private func reason(_ bytes: [UInt8], _ path: String = "report", limits: ReportReader.Limits = .init())
    -> ReadingError.Reason?
  {
    do {
      _ = try ReportReader(limits: limits).read(bytes: bytes, path: path)
      return nil
    } catch {
      return error.reason
    }
  }

  private let text = "<w:p><w:r><w:t>Sales rose 5% in 2025.</w:t></w:r></w:p>"

  @Test func `A zip bomb is refused by its ratio, and by the bytes it comes to`() throws {
    let bomb = try zip([
      Part("_rels/.rels", Packed.relationships([("r1", "officeDocument", "word/document.xml")])),
      Part("word/document.xml", String(repeating: " ", count: 1 << 20), times: 64),
    ])
    #expect(bomb.count < 1 << 20)
    #expect(
      reason(bomb) == .beyond("unpacks to too many times its size", limit: 200, key: "max-archive-ratio"))
    var limits = ReportReader.Limits()
    limits.archiveRatio = 100_000
    limits.unpackedBytes = 32 << 20
    #expect(
      reason(bomb, limits: limits)
        == .beyond("unpacks to too many bytes", limit: 32 << 20, key: "max-unpacked-bytes"))
  }

  @Test func `Too many entries are refused`() throws {
    var limits = ReportReader.Limits()
    limits.archiveEntries = 20
    let bytes = try Packed.word(text, more: (0..<30).map { Part("media/\($0).bin", "x") })
    #expect(reason(bytes, limits: limits) == .beyond("too many files in it", limit: 20, key: "max-archive-entries"))
    #expect(reason(bytes) == nil)
  }

  @Test func `Names that lead outside are no parts, and nothing is written`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("alyosha-slip-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let target = folder.appendingPathComponent("evil.txt").path
    let bytes = try Packed.word(
      text,
      more: [
        Part("../../../../../../../..\(target)", "evil"), Part(target, "evil"), Part("..\\evil.txt", "evil"),
        Part("word/../../evil.txt", "evil"),
      ])
    #expect(try outline(read(packed: bytes)) == ["Sales rose 5% in 2025."])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    let climbing = try zip([
      Part("_rels/.rels", Packed.relationships([("r1", "officeDocument", "../../word/document.xml")])),
      Part("word/document.xml", text),
    ])
    #expect(reason(climbing) == .unsupported("a zip archive without a document in it"))
  }

  @Test func `Parts outside the file are named and not fetched`() throws {
    let links = Packed.relationships([
      ("r1", "attachedTemplate", "http://127.0.0.1:1/t.dotm"), ("r2", "styles", "file:///etc/passwd"),
      ("r3", "image", "http://127.0.0.1:1/pixel.png"), ("r4", "hyperlink", "https://example.org/"),
    ])
    let report = try read(
      packed: Packed.word(text, more: [Part("word/_rels/document.xml.rels", links)]))
    #expect(outline(report) == ["Sales rose 5% in 2025."])
    #expect(report.notes == ["3 parts outside the file not fetched"])
  }

  @Test func `Entities of a part are not declared and not expanded`() throws {
    let bytes = try zip([
      Part("_rels/.rels", Packed.relationships([("r1", "officeDocument", "word/document.xml")])),
      Part(
        "word/document.xml",
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY y \"yyyy\">]><w:document \(Packed.word)><w:body>"
          + "<w:p><w:r><w:t>[&x;&y;] &amp; 5%</w:t></w:r></w:p></w:body></w:document>"),
    ])
    #expect(try outline(read(packed: bytes)) == ["[] & 5%"])
  }

  @Test func `A locked file says so`() throws {
    #expect(reason(try Packed.word(text, password: "secret")) == .encrypted)
    let compound: [UInt8] =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
      + "EncryptedPackage".utf16.flatMap { [UInt8($0), 0] }
    #expect(reason(compound, "r.docx") == .encrypted)
    #expect(
      reason(Array(compound.prefix(512)), "r.doc")
        == .unsupported("a compound file (old Word, Excel, PowerPoint or Outlook)"))
    let sheet = try Packed.openDocument(
      "text", "",
      manifest: "<manifest:file-entry manifest:full-path=\"/\"><manifest:encryption-data/></manifest:file-entry>")
    #expect(reason(sheet) == .encrypted)
    let locks =
      "<encryption xmlns:enc=\"http://www.w3.org/2001/04/xmlenc#\"><enc:CipherReference URI=\"OEBPS/text/one.xhtml\"/></encryption>"
    let book = try Packed.book(
      [("one", "<p>Up 5%.</p>")], spine: ["one"], more: [Part("META-INF/encryption.xml", locks)])
    #expect(reason(book) == .encrypted)
  }

  @Test func `Cells are bounded, and a repeat of a million rows costs no memory before it is refused`() throws {
    var limits = ReportReader.Limits()
    limits.cells = 1000
    let rows = (1...200).map { row in
      "<row r=\"\(row)\">" + ["A", "B", "C", "D", "E", "F"].map { "<c r=\"\($0)\(row)\"><v>\(row)</v></c>" }.joined()
        + "</row>"
    }
    let book = try Packed.workbook([("Data", "visible", "<sheetData>\(rows.joined())</sheetData>")])
    #expect(reason(book, limits: limits) == .beyond("too many cells", limit: 1000, key: "max-cells"))
    #expect(reason(book) == nil)
    let cell =
      "<table:table-cell office:value-type=\"float\" table:number-columns-repeated=\"16384\"><text:p>5</text:p></table:table-cell>"
    let sheet = try Packed.openDocument(
      "spreadsheet",
      "<office:body><office:spreadsheet><table:table><table:table-row table:number-rows-repeated=\"1048576\">\(cell)"
        + "</table:table-row></table:table></office:spreadsheet></office:body>")
    #expect(reason(sheet, limits: limits) == .beyond("too many cells", limit: 1000, key: "max-cells"))
  }

  @Test func `Places and numbers beyond all bounds do not overflow`() throws {
    let huge = "9223372036854775807"
    let sheet =
      "<sheetData><row r=\"\(huge)\"><c r=\"A\(huge)\"><v>1</v></c><c r=\"ZZZZZZZZ9\" s=\"-\(huge)\"><v>1E999</v></c></row><row>"
      + "<c t=\"s\"><v>\(huge)</v></c><c><v>-1.5e-300</v></c><c><v>x</v></c></row></sheetData>"
      + "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"B2:A1\"/></mergeCells>"
    _ = reason(try Packed.workbook([("Data", "visible", sheet)]))
    let list =
      "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"\(huge)\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
    let table =
      "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"\(huge)\"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"-\(huge)\"/>"
      + "<w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    let numbering =
      "<w:numbering \(Packed.word)><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"8\"><w:start w:val=\"-\(huge)\"/></w:lvl>"
      + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"
    #expect(reason(try Packed.word(list + table, parts: [("numbering", numbering)])) == nil)
  }

  @Test func `Depth and attributes of parts are bounded`() throws {
    let deep = String(repeating: "<w:x>", count: 5000)
    #expect(reason(try Packed.word(deep)) == .tooDeep(limit: 2048))
    let names = (0..<5000).map { "a\($0)=\"1\"" }.joined(separator: " ")
    #expect(
      reason(try Packed.word("<w:p \(names)/>"))
        == .malformed("an element with more than 4096 attributes in word/document.xml"))
  }

  @Test func `A broken archive is malformed, and one without a document is no format`() throws {
    let whole = try Packed.word(text)
    for end in stride(from: 8, to: whole.count - 1, by: 97) { #expect(reason(Array(whole.prefix(end))) != nil) }
    if case .malformed = reason(try Packed.word("<w:p><w:r>")) {} else { Issue.record("a part that is cut") }
    #expect(reason(try zip([Part("a.txt", "hello")])) == .unsupported("a zip archive without a document in it"))
  }

  @Test func `Damage anywhere in an archive never ends the process`() throws {
    let whole = try Packed.word(text + "<w:tbl><w:tr><w:tc>\(text)</w:tc></w:tr></w:tbl>")
    for place in stride(from: 0, to: whole.count, by: 7) {
      var bytes = whole
      bytes[place] ^= 0xA5
      _ = reason(bytes)
    }
  }

  @Test func `Any format may be packed with gzip, a few times over`() throws {
    let page = Array("<h1>Copper</h1><p>Sales rose 5%.</p>".utf8)
    let report = try read(packed: gzip(page), as: "report.html.gz")
    #expect(outline(report) == ["# Copper", "Sales rose 5%."])
    #expect(report.source.format == .html && report.source.path == "report.html.gz")
    #expect(try read(packed: gzip(Packed.word(text))).source.format == .docx)
    var nested = page
    for _ in 0..<4 { nested = try gzip(nested) }
    #expect(reason(nested) == nil)
    nested = try gzip(nested)
    #expect(reason(nested) == .beyond("packed again and again", limit: 4, key: "max-archive-depth"))
    let bomb = try gzip(Array(String(repeating: "Sales rose. ", count: 1 << 16).utf8), times: 64)
    #expect(reason(bomb) == .beyond("unpacks to too many times its size", limit: 200, key: "max-archive-ratio"))
    if case .malformed = reason(Array(try gzip(page).prefix(24))) {} else { Issue.record("gzip that is cut") }
  }
}
