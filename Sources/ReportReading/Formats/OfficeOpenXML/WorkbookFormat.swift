/// Workbooks: each visible sheet as a heading with the name of the sheet, and its tables and texts below.
///
/// A sheet is read twice, as a stream: once for the range in which anything stands and its merged cells, which a sheet
/// lists last, and once for its cells. Hidden sheets, rows and columns are not what a reader sees and are left out.
struct WorkbookFormat {
  let package: OfficePackage

  func read() throws(ReadingError) {
    let (sink, links) = (package.sink, package.links)
    let workbook = Workbook()
    try package.parse(package.main, into: workbook)
    let styles = CellStyles()
    try package.parse(type: "styles", into: styles)
    let strings = SharedStrings()
    try package.parse(type: "sharedStrings", into: strings)
    sink.hasLines = true
    let writer = SheetWriter(sink, path: package.archive.path, cellLimit: package.archive.limits.cells)
    for sheet in workbook.sheets {
      guard let link = links.byID[sheet.link], link.type == "worksheet" else { continue }
      if sheet.isHidden {
        sink.draft.notes.append("hidden sheet “\(sheet.name)” left out")
        continue
      }
      let extent = SheetExtent()
      try package.parse(link.target, into: extent)
      guard let range = extent.range else { continue }
      writer.begin(name: sheet.name, columns: extent.visibleColumns)
      let cells = SheetCells(
        writer, strings: strings, styles: styles, extent: extent, epoch1904: workbook.epoch1904)
      try package.parse(link.target, into: cells)
      if let fault = cells.fault { throw fault }
      writer.end()
      sink.draft.notes.append("sheet “\(sheet.name)”: \(range)")
    }
  }
}

/// The workbook's own part: which sheets there are, in order.
private final class Workbook: PartHandler {
  struct Sheet {
    let name: String
    let link: String
    let isHidden: Bool
  }
  private(set) var sheets: [Sheet] = []
  private(set) var epoch1904 = false

  func start(_ name: String, _ attributes: PartAttributes) {
    if name == "x:workbookPr" { epoch1904 = attributes.flag("date1904") ?? false }
    guard name == "x:sheet", let link = attributes["r:id"] else { return }
    let state = attributes["state"] ?? "visible"
    sheets.append(Sheet(name: attributes["name"]?.collapsed ?? "", link: link, isHidden: state != "visible"))
  }
  func end(_ name: String) {}
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The strings that cells share, in one buffer.
final class SharedStrings: PartHandler {
  private var text: [UInt8] = []
  private var ends: [Int] = []
  private var inText = false
  private var inReading = 0

  subscript(index: Int) -> [UInt8] {
    guard ends.indices.contains(index) else { return [] }
    return Array(text[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "x:t": inText = inReading == 0
    // How a name is read aloud, not what is written.
    case "x:rPh": inReading += 1
    default: break
    }
  }
  func end(_ name: String) {
    switch name {
    case "x:si": ends.append(text.count)
    case "x:t": inText = false
    case "x:rPh": inReading -= 1
    default: break
    }
  }
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { if inText { text.append(contentsOf: bytes) } }
}

/// The formats of cells: each one's number format, and whether it is bold.
final class CellStyles: PartHandler {
  private var codes: [Int: String] = [:]
  private var bold: [Bool] = []
  private var cells: [(format: Int, font: Int)] = []
  private var inCells = false
  private var inFonts = false
  private var formats: [Int: NumberFormat] = [:]

  func format(of style: Int) -> NumberFormat {
    let id = cells.indices.contains(style) ? cells[style].format : 0
    if let known = formats[id] { return known }
    let format = NumberFormat(codes[id] ?? NumberFormat.builtIn[id] ?? "General")
    formats[id] = format
    return format
  }

  func isBold(_ style: Int) -> Bool {
    guard cells.indices.contains(style), bold.indices.contains(cells[style].font) else { return false }
    return bold[cells[style].font]
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "x:numFmt":
      if let id = attributes.integer("numFmtId"), let code = attributes["formatCode"] { codes[id] = code }
    case "x:fonts": inFonts = true
    case "x:font": if inFonts { bold.append(false) }
    case "x:b": if inFonts, !bold.isEmpty { bold[bold.count - 1] = attributes.flag("val") ?? true }
    case "x:cellXfs": inCells = true
    case "x:xf":
      if inCells { cells.append((attributes.integer("numFmtId") ?? 0, attributes.integer("fontId") ?? 0)) }
    default: break
    }
  }
  func end(_ name: String) {
    if name == "x:cellXfs" { inCells = false }
    if name == "x:fonts" { inFonts = false }
  }
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
