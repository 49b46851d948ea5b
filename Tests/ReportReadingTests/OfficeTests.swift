import Foundation
import ReportReading
import Testing

@Suite struct WordTests {
  private func paragraph(_ runs: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr>\(runs)</w:p>"
  }
  private func run(_ text: String, _ properties: String = "") -> String {
    "<w:r><w:rPr>\(properties)</w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  @Test func `Tracked changes are read as accepted`() throws {
    let report = try read(
      packed: Packed.word(
        paragraph(
          run("Sales rose ") + "<w:ins w:id=\"1\">\(run("7%"))</w:ins>"
            + "<w:del w:id=\"2\"><w:r><w:delText>5%</w:delText></w:r></w:del>" + run(" in 2025."))
          + paragraph(
            "<w:moveFrom w:id=\"3\">\(run("Moved."))</w:moveFrom>" + run("First half"), "<w:rPr><w:del/></w:rPr>")
          + paragraph(run(" and second.")) + paragraph("<w:moveTo w:id=\"3\">\(run("Moved."))</w:moveTo>")
          + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>\(paragraph(run("Gone")))</w:tc></w:tr><w:tr>"
          + "<w:tc>\(paragraph(run("Item")))</w:tc><w:tc>\(paragraph(run("2025")))</w:tc></w:tr><w:tr>"
          + "<w:tc>\(paragraph(run("Sales")))</w:tc><w:tc>\(paragraph(run("$3")))</w:tc></w:tr></w:tbl>"))
    #expect(
      outline(report) == [
        "Sales rose 7% in 2025.", "First half and second.", "Moved.", "| Item", "| 2025", "| Sales", "| $3",
      ])
  }

  @Test func `Styles make headings, and what they are based on counts`() throws {
    let styles = """
      <w:styles \(Packed.word)><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>
      </w:docDefaults><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
      <w:style w:type="paragraph" w:styleId="House"><w:name w:val="House head"/><w:basedOn w:val="berschrift1"/>
      <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="Circle"><w:name w:val="circle"/><w:basedOn w:val="Circle"/></w:style>
      <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>
      """
    let report = try read(
      packed: Packed.word(
        paragraph(run("One\t3"), "<w:pStyle w:val=\"TOC1\"/>")
          + paragraph(run("Copper"), "<w:pStyle w:val=\"berschrift1\"/>")
          + paragraph(run("Supply"), "<w:pStyle w:val=\"House\"/>")
          + paragraph(
            run("Round ") + run("secret", "<w:vanish/>") + run("and bold", "<w:b/>") + run(" text."),
            "<w:pStyle w:val=\"Circle\"/>"),
        parts: [("styles", styles)]))
    #expect(outline(report) == ["# Copper", "## Supply", "Round and bold text."])
    #expect(report.blocks[2].emphasis.map { report.string($0.span) } == ["and bold"])
    #expect(report.metadata.language == "en-GB")
  }

  @Test func `Lists have the numbers that are printed`() throws {
    func level(_ index: Int, _ format: String, start: Int = 1) -> String {
      "<w:lvl w:ilvl=\"\(index)\"><w:start w:val=\"\(start)\"/><w:numFmt w:val=\"\(format)\"/></w:lvl>"
    }
    let numbering = """
      <w:numbering \(Packed.word)><w:abstractNum w:abstractNumId="0">\(level(0, "decimal", start: 3))\(level(1, "lowerRoman"))
      </w:abstractNum><w:abstractNum w:abstractNumId="1">\(level(0, "bullet"))</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>
      </w:num></w:numbering>
      """
    func item(_ text: String, _ list: Int, _ level: Int = 0) -> String {
      paragraph(
        text.isEmpty ? "" : run(text), "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
    }
    let report = try read(
      packed: Packed.word(
        item("a", 1) + item("b", 1, 1) + item("c", 1, 1) + item("", 1) + item("d", 1) + item("e", 1, 1) + item("f", 2)
          + item("g", 3), parts: [("numbering", numbering)]))
    #expect(outline(report) == ["3. a", "1. b", "2. c", "5. d", "1. e", "- f", "1. g"])
    #expect(report.blocks[1].kind == .listItem(depth: 2, ordinal: 1))
  }

  @Test func `Cells that merge across and downwards are one`() throws {
    func cell(_ text: String, _ properties: String = "") -> String {
      "<w:tc><w:tcPr>\(properties)</w:tcPr>\(paragraph(text.isEmpty ? "" : run(text)))</w:tc>"
    }
    let down = "<w:vMerge/>"
    let report = try read(
      packed: Packed.word(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("Region") + cell("Sales", "<w:gridSpan w:val=\"2\"/>")
          + "</w:tr><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("") + cell("2024") + cell("2025") + "</w:tr><w:tr>"
          + cell("North", "<w:vMerge w:val=\"restart\"/>") + cell("$1") + cell("$2") + "</w:tr><w:tr>" + cell("", down)
          + cell("$3") + cell("$4") + "</w:tr></w:tbl>"))
    let table = try #require(report.tables.first)
    #expect(table.rowCount == 4 && table.columnCount == 3 && table.headerRowCount == 2)
    let names = (0..<4).map { row in
      (0..<3).map { report.string(table.cells[table.grid[row * 3 + $0]].span) }.joined(separator: "|")
    }
    #expect(names == ["Region|Sales|Sales", "|2024|2025", "North|$1|$2", "North|$3|$4"])
  }

  @Test func `Footnotes stand apart, numbered as the text refers to them`() throws {
    let notes = """
      <w:footnotes \(Packed.word)><w:footnote w:id="0" w:type="separator">\(paragraph(run("---")))</w:footnote>
      <w:footnote w:id="7">\(paragraph(run("Never referred to.")))</w:footnote>
      <w:footnote w:id="5">\(paragraph(run("By our count.")))</w:footnote></w:footnotes>
      """
    let report = try read(
      packed: Packed.word(
        paragraph(run("Sales rose 5%") + "<w:r><w:footnoteReference w:id=\"5\"/></w:r>" + run(" in 2025.")),
        parts: [("footnotes", notes)]))
    #expect(outline(report) == ["Sales rose 5% in 2025.", "1. By our count."])
  }

  @Test func `A text box is read once, and no chrome with it`() throws {
    let box = "<w:txbxContent>\(paragraph(run("Boxed.")))</w:txbxContent>"
    let report = try read(
      packed: Packed.word(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>"
          + "<w:sdtContent>\(paragraph(run("Contents 2")))</w:sdtContent></w:sdt>"
          + paragraph(
            run("Before.")
              + "<w:r><mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"
              + "<mc:Choice>\(box)</mc:Choice><mc:Fallback>\(box)</mc:Fallback></mc:AlternateContent></w:r>"
              + "<w:r><w:instrText>PAGE 99</w:instrText></w:r>")))
    #expect(outline(report) == ["Before.", "Boxed."])
  }
}

@Suite struct WorkbookTests {
  @Test(arguments: try fixture("number-formats.txt"))
  func `A number reads as its format shows it`(line: [String]) throws {
    try #require(line.count == 4)
    #expect(NumberFormat(line[0]).shown(line[1].utf8)?.text == line[2], "\(line[3])")
  }

  private let styles = """
    <numFmts><numFmt numFmtId="164" formatCode="0.0,,"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts>
    <fonts><font/><font><b/></font></fonts>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="0" fontId="1"/></cellXfs>
    """

  private func row(_ number: Int, _ cells: [String], _ attributes: String = "") -> String {
    "<row r=\"\(number)\" \(attributes)>\(cells.joined())</row>"
  }
  private func words(_ place: String, _ text: String) -> String {
    "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }
  private func number(_ place: String, _ value: String, _ style: Int = 0) -> String {
    "<c r=\"\(place)\" s=\"\(style)\"><v>\(value)</v></c>"
  }

  @Test func `A sheet is its texts and tables, and a scaled number counts as it is stored`() throws {
    let sheet =
      "<sheetData>" + row(1, [words("B1", "Outlook for copper")])
      + row(3, ["<c r=\"B3\" t=\"s\"><v>1</v></c>", number("D3", "2024"), number("E3", "2025")])
      + row(4, [words("B4", "Sales"), number("D4", "206312345", 1), number("E4", "181000000", 1)])
      + row(5, [words("B5", "Margin"), number("D5", "0.0439", 2), number("E5", "0.0512", 2)])
      + row(7, [words("B7", "Plant"), words("C7", "Opens")])
      + row(8, [words("B8", "Elm"), number("C8", "46069", 3)]) + row(9, [words("B9", "Source: the company.")])
      + "</sheetData>"
    let report = try read(
      packed: Packed.workbook(
        [("Data", "visible", sheet)], styles: styles,
        strings: "<si><t>unused</t></si><si><r><t>Me</t></r><r><t>tric</t></r><rPh><t>me</t></rPh></si>"),
      as: "book.xlsx")
    #expect(
      outline(report) == [
        "## Data", "Outlook for copper", "| Metric", "| 2024", "| 2025", "| Sales", "| 206.3", "| 181.0", "| Margin",
        "| 4.4%", "| 5.1%", "| Plant", "| Opens", "| Elm", "| 2026-02-16", "Source: the company.",
      ])
    #expect(report.facts.map(\.value) == [206_300_000, 181_000_000])
    #expect(report.facts.map { report.string($0.span) } == ["206.3", "181.0"])
    #expect(report.blocks.last?.line == 9)
    #expect(report.notes.contains("sheet “Data”: B1:E9"))
  }

  @Test func `What is hidden is not read, and merged cells are one`() throws {
    let sheet =
      "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols><sheetData>"
      + row(1, [words("A1", "Region"), words("B1", "Sales"), words("E1", "Costs")])
      + row(2, [words("B2", "2024"), words("C2", "x"), words("D2", "2025"), words("E2", "2024")])
      + row(3, [words("A3", "North"), number("B3", "1"), number("C3", "99"), number("D3", "2"), number("E3", "3")])
      + row(4, [words("A4", "Helper"), number("B4", "77")], "hidden=\"1\"")
      + row(6, [number("B6", "4"), number("D6", "5"), number("E6", "6")])
      + "</sheetData><mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:D1\"/><mergeCell ref=\"A3:A6\"/></mergeCells>"
    let report = try read(
      packed: Packed.workbook(
        [("Sheet1", "visible", sheet), ("Secret", "hidden", "<sheetData>\(row(1, [words("A1", "Hush")]))</sheetData>")])
    )
    let table = try #require(report.tables.first)
    #expect(table.columnCount == 4)
    let names = (0..<table.rowCount).map { row in
      (0..<4).map { column in
        let cell = table.grid[row * 4 + column]
        return cell < 0 ? "" : report.string(table.cells[cell].span)
      }.joined(separator: "|")
    }
    #expect(names == ["Region|Sales|Sales|Costs", "Region|2024|2025|2024", "North|1|2|3", "North|4|5|6"])
    #expect(report.notes.contains("hidden sheet “Secret” left out"))
  }
}

@Suite struct SlideTests {
  private let drawing = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
  private let show = "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""

  private func shape(_ type: String, _ paragraphs: [String]) -> String {
    "<p:sp><p:nvSpPr><p:nvPr><p:ph type=\"\(type)\"/></p:nvPr></p:nvSpPr><p:txBody>"
      + paragraphs.map { "<a:p>\($0)</a:p>" }.joined() + "</p:txBody></p:sp>"
  }
  private func run(_ text: String) -> String { "<a:r><a:t>\(text)</a:t></a:r>" }

  @Test func `Slides are read in the order shown, titles first, charts as tables`() throws {
    func slide(_ content: String, _ attributes: String = "") -> String {
      "<p:sld \(show) \(drawing) xmlns:r=\"\(Packed.links)\" \(attributes)><p:cSld><p:spTree>\(content)</p:spTree></p:cSld></p:sld>"
    }
    let cells = ["<a:tc gridSpan=\"2\">", "<a:tc hMerge=\"1\">"]
    let table =
      "<p:graphicFrame><a:tbl><a:tblPr firstRow=\"1\"/><a:tr>" + cells[0]
      + "<a:txBody><a:p>\(run("Sales"))</a:p></a:txBody></a:tc>" + cells[1]
      + "<a:txBody><a:p/></a:txBody></a:tc></a:tr><a:tr><a:tc><a:txBody><a:p>\(run("North"))</a:p></a:txBody></a:tc>"
      + "<a:tc><a:txBody><a:p>\(run("$5"))</a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"
    let graphic =
      "<p:graphicFrame><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"c1\"/></p:graphicFrame>"
    let chart = """
      <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:ser><c:tx><c:strCache><c:pt idx="0">
      <c:v>Margin</c:v></c:pt></c:strCache></c:tx><c:cat><c:strCache><c:pt idx="0"><c:v>2024</c:v></c:pt><c:pt idx="1">
      <c:v>2025</c:v></c:pt></c:strCache></c:cat><c:val><c:numCache><c:formatCode>0%</c:formatCode><c:pt idx="0"><c:v>0.25</c:v>
      </c:pt><c:pt idx="1"><c:v>0.5</c:v></c:pt></c:numCache></c:val></c:ser></c:chartSpace>
      """
    let numbered = "<a:pPr><a:buAutoNum type=\"arabicPeriod\" startAt=\"2\"/></a:pPr>"
    let bytes = try zip([
      Part("_rels/.rels", Packed.relationships([("r1", "officeDocument", "ppt/presentation.xml")])),
      Part(
        "ppt/presentation.xml",
        "<p:presentation \(show) xmlns:r=\"\(Packed.links)\"><p:sldIdLst><p:sldId r:id=\"b\"/><p:sldId r:id=\"h\"/>"
          + "<p:sldId r:id=\"a\"/></p:sldIdLst></p:presentation>"),
      Part(
        "ppt/_rels/presentation.xml.rels",
        Packed.relationships([
          ("a", "slide", "slides/slide1.xml"), ("b", "slide", "slides/slide2.xml"), ("h", "slide", "slides/slide3.xml"),
        ])),
      Part(
        "ppt/slides/slide1.xml", slide(table + graphic + shape("title", [run("Numbers")]) + shape("sldNum", [run("3")]))
      ),
      Part(
        "ppt/slides/_rels/slide1.xml.rels",
        Packed.relationships([
          ("c1", "chart", "../charts/chart1.xml"), ("n1", "notesSlide", "../notesSlides/notesSlide1.xml"),
        ])),
      Part(
        "ppt/notesSlides/notesSlide1.xml",
        "<p:notes \(show) \(drawing)><p:cSld><p:spTree>\(shape("sldImg", []))"
          + shape("body", [run("Say that it grew 7%.")]) + shape("sldNum", [run("3")])
          + "</p:spTree></p:cSld></p:notes>"),
      Part("ppt/charts/chart1.xml", chart),
      Part(
        "ppt/slides/slide2.xml",
        slide(
          shape("body", [run("Point"), numbered + run("Two"), numbered + run("Three")])
            + shape("ctrTitle", [run("Copper")]))),
      Part("ppt/slides/slide3.xml", slide(shape("title", [run("Hidden")]), "show=\"0\"")),
    ])
    let report = try read(packed: bytes)
    #expect(
      outline(report) == [
        "# Copper", "- Point", "2. Two", "3. Three", "## Numbers", "| Sales", "| North", "| $5", "| 2024", "| 2025",
        "| Margin", "| 25%", "| 50%", "Say that it grew 7%.",
      ])
    #expect(report.source.format == .pptx && report.blocks.last?.line == 3)
  }
}

@Suite struct OpenDocumentTests {
  @Test func `A text has its headings, lists, notes and changes`() throws {
    let styles = """
      <office:styles><style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"/>
      </style:style></office:styles>
      """
    let report = try read(
      packed: Packed.openDocument(
        "text",
        """
        <office:automatic-styles><style:style style:name="T1" style:family="text" style:parent-style-name="Strong"/>
        <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="4"/>
        <text:list-level-style-bullet text:level="2"/></text:list-style></office:automatic-styles>
        <office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p>
        </text:deletion></text:changed-region></text:tracked-changes><text:h text:outline-level="2">Supply</text:h>
        <text:p>Sales<text:s text:c="2"/>rose <text:span text:style-name="T1">5%</text:span><text:note><text:note-citation>1
        </text:note-citation><text:note-body><text:p>By our count.</text:p></text:note-body></text:note> in 2025.</text:p>
        <text:list text:style-name="L1"><text:list-item><text:p>Four</text:p><text:list><text:list-item><text:p>Dot</text:p>
        </text:list-item></text:list></text:list-item><text:list-item><text:p>Five</text:p></text:list-item></text:list>
        <table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Both</text:p>
        </table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>
        <table:table-cell><text:p>Sales</text:p></table:table-cell><table:table-cell><text:p>$3</text:p></table:table-cell>
        </table:table-row></table:table></office:text></office:body>
        """, styles: styles))
    #expect(
      outline(report) == [
        "## Supply", "Sales rose 5% in 2025.", "4. Four", "- Dot", "5. Five", "| Both", "| Sales", "| $3",
        "1. By our count.",
      ])
    #expect(report.blocks[1].emphasis.map { report.string($0.span) } == ["5%"])
    #expect(report.source.format == .odt)
  }

  @Test func `Cells that repeat are so many cells, and numbers read as shown`() throws {
    func cell(_ text: String, _ attributes: String = "") -> String {
      "<table:table-cell \(attributes)><text:p>\(text)</text:p></table:table-cell>"
    }
    let report = try read(
      packed: Packed.openDocument(
        "spreadsheet",
        "<office:body><office:spreadsheet><table:table table:name=\"Load\"><table:table-column/><table:table-row>"
          + cell("Metric") + cell("2024") + cell("2025") + "<table:table-cell table:number-columns-repeated=\"16000\"/>"
          + "</table:table-row><table:table-row table:number-rows-repeated=\"2\">" + cell("Share")
          + cell(
            "4.4%",
            "office:value-type=\"percentage\" office:value=\"0.0439\" table:number-columns-repeated=\"2\"")
          + "</table:table-row><table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>"
          + "</table:table></office:spreadsheet></office:body>"))
    #expect(
      outline(report) == [
        "## Load", "| Metric", "| 2024", "| 2025", "| Share", "| 4.4%", "| 4.4%", "| Share", "| 4.4%", "| 4.4%",
      ])
    #expect(report.notes == ["sheet “Load”: A1:C3"])
  }

  /// A flat file: what a package has in several parts, in one.
  private func flat(_ kind: String, _ body: String) -> [UInt8] {
    Array(
      """
      <?xml version="1.0" encoding="ISO-8859-1"?>
      <office:document \(Packed.openDocument) xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"
      office:mimetype="application/vnd.oasis.opendocument.\(kind)"><office:meta><dc:title>Copper to 2030</dc:title>
      </office:meta><office:styles><style:style style:name="Loud" style:family="text"><style:text-properties
      fo:font-weight="bold"/></style:style></office:styles><office:body><office:\(kind)>\(body)</office:\(kind)>
      </office:body></office:document>
      """.utf8)
  }

  @Test func `A flat file reads as the package does, pictures apart`() throws {
    let report = try read(
      packed: flat(
        "text",
        "<text:h text:outline-level=\"1\">Ore</text:h><text:p>Prices rose <text:span text:style-name=\"Loud\">5%</text:span>"
          + "<draw:frame><draw:image><office:binary-data>iVBORw0KGgo=</office:binary-data></draw:image></draw:frame> in 2025."
          + "</text:p>"), as: "report.xml")
    #expect(report.source.format == .odt && report.metadata.title == "Ore")
    #expect(outline(report) == ["# Ore", "Prices rose 5% in 2025."])
    #expect(report.blocks[1].emphasis.map { report.string($0.span) } == ["5%"])
    func row(_ cells: [String]) -> String {
      let all = cells.map { "<table:table-cell><text:p>\($0)</text:p></table:table-cell>" }
      return "<table:table-row>\(all.joined())</table:table-row>"
    }
    let sheet = try read(
      packed: flat(
        "spreadsheet",
        "<table:table table:name=\"Load\">\(row(["Metric", "2025"]))\(row(["Share", "4.4%"]))</table:table>"),
      as: "report.fods")
    #expect(sheet.source.format == .ods && sheet.metadata.title == "Copper to 2030")
    #expect(outline(sheet) == ["## Load", "| Metric", "| 2025", "| Share", "| 4.4%"])
    #expect(sheet.notes == ["sheet “Load”: A1:B2"])
  }

  @Test func `A speaker's notes follow their slide`() throws {
    func frame(_ kind: String, _ text: String) -> String {
      "<draw:frame presentation:class=\"\(kind)\"><draw:text-box><text:p>\(text)</text:p></draw:text-box></draw:frame>"
    }
    let slides =
      "<draw:page>" + frame("title", "Ore") + frame("outline", "Prices rose.") + "<presentation:notes>"
      + "<draw:page-thumbnail/>" + frame("notes", "By 5%, to be exact.") + frame("page-number", "1")
      + "</presentation:notes></draw:page><draw:page>" + frame("title", "Zinc") + "</draw:page>"
    for bytes in [
      flat("presentation", slides),
      try Packed.openDocument(
        "presentation", "<office:body><office:presentation>\(slides)</office:presentation></office:body>"),
    ] {
      let report = try read(packed: bytes)
      #expect(report.source.format == .odp)
      #expect(outline(report) == ["# Ore", "Prices rose.", "By 5%, to be exact.", "## Zinc"])
      #expect(report.blocks.map(\.line) == [1, 1, 1, 2])
    }
  }
}

@Suite struct BookTests {
  @Test func `A book is its spine, whole, notes included`() throws {
    let report = try read(
      packed: Packed.book(
        [
          ("two", "<h2>Prices</h2><p>Up 5%<br>in 2025.<aside epub:type=\"footnote\"><p>By our count.</p></aside>"),
          ("one", "<h1>Copper</h1><p>Demand &amp; supply.</p>"),
        ], spine: ["one", "two", "one"]))
    #expect(outline(report) == ["# Copper", "Demand & supply.", "## Prices", "Up 5% in 2025.", "By our count."])
    #expect(report.metadata.publisher == "Cobalt Research" && report.metadata.language == "en-GB")
    #expect(report.metadata.date == CalendarDate(year: 2026, month: 1, day: 15))
    #expect(report.source.format == .epub)
  }

  @Test func `The mark of a note is no digit of the figure before it`() throws {
    let report = try read(
      packed: Packed.book(
        [
          (
            "one",
            "<p>Rents rose 5%<a href=\"#n\" epub:type=\"noteref\">1</a> and wages 3%<a href=\"#m\" "
              + "role=\"doc-noteref\"><sup>2</sup></a>.</p><aside epub:type=\"footnote\" id=\"n\"><p>By our count.</p></aside>"
          )
        ], spine: ["one"]))
    let words = String(decoding: report.text, as: UTF8.self)
    #expect(!words.contains("5%1") && !words.contains("%2"), "\(outline(report))")
    #expect(words.contains("Rents rose 5%") && words.contains("wages 3%") && words.contains("By our count."))
  }
}
