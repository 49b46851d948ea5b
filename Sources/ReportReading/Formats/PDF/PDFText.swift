/// Writes what a PDF says as HTML, each element with its page, for the one parser that makes blocks.
struct PDFText {
  private(set) var html: [UInt8] = []
  let document: PDFPages
  private let furniture: PDFFurniture
  let headings: [Float]
  private var open: Open?
  /// The footnote that is being read, beside the text that goes on in the next column or page.
  var note: (mark: Int?, page: Int)?
  private var noteBody: [UInt8] = []
  private var footnotes: [UInt8] = []

  /// A text that may still go on: in the next row, column or page.
  private struct Open {
    enum Kind: Equatable { case paragraph, item(ordinal: Int?, depth: Int), heading(Int) }
    var kind: Kind
    var page: Int
    var body: [UInt8] = []
    var last: PDFRow
    /// Left edge of the text, marker apart.
    var left: Float
    var lineCount = 1
    var pitch: Float = 0
    /// Left edges of the lists that it is nested in, its own last.
    var marks: [Float] = []
  }

  init(_ document: PDFPages) {
    self.document = document
    furniture = PDFFurniture(document)
    headings = Self.headingHeights(document)
    html.append(contentsOf: "<!DOCTYPE html><html><body>".utf8)
    for (index, page) in document.pages.enumerated() { write(page, number: index + 1) }
    close()
    html.append(contentsOf: footnotes)
    html.append(contentsOf: "</body></html>".utf8)
  }

  /// Heights clearly larger than the text's, largest first, at most five.
  private static func headingHeights(_ document: PDFPages) -> [Float] {
    var heights: [Float] = []
    for height in Set(document.words.lazy.map { ($0.height * 2).rounded() / 2 }).sorted(by: >)
    where height >= 1.12 * document.bodyHeight {
      if heights.isEmpty || (heights.last ?? 0) > 1.06 * height { heights.append(height) }
    }
    return Array(heights.prefix(5))
  }

  private mutating func write(_ page: PDFPage, number: Int) {
    let dropped = Set(page.words.filter { furniture.words.contains($0) }.map { document.words[$0].start })
    for zone in PDFZones(document: document, page: page).zones() {
      let words = dropped.isEmpty ? zone : zone.filter { !dropped.contains($0.start) }
      guard !words.isEmpty else { continue }
      write(PDFRow.rows(of: words), page: page, number: number)
    }
  }

  // MARK: Zones

  private mutating func write(_ rows: [PDFRow], page: PDFPage, number: Int) {
    let left = rows.map(\.x0).min() ?? 0
    let right = rows.map(\.x1).max() ?? 0
    let notes = footnoteStart(rows, page)
    var index = 0
    var isFirst = true
    var tables: [Int: PDFTable] = [:]
    var starts: [Int] = []
    var scan = 0
    let body = Array(rows[0..<notes])
    while scan < notes {
      if let table = PDFTable.begin(at: scan, in: body, document: document) {
        tables[table.rows.lowerBound] = table
        starts.append(table.rows.lowerBound)
        scan = table.rows.upperBound
      } else {
        scan += 1
      }
    }
    while index < rows.count {
      if index < notes, let table = tables[index] {
        close()
        write(table, number: number)
        index = table.rows.upperBound
        isFirst = false
        continue
      }
      let row = rows[index]
      if index >= notes {
        writeNote(row, number: number)
      } else if isContents(row) {
        close()
      } else {
        write(
          row, previous: isFirst || index == 0 ? nil : rows[index - 1],
          next: index + 1 < rows.count && tables[index + 1] == nil ? rows[index + 1] : nil, left: left, right: right,
          number: number)
      }
      isFirst = false
      index += 1
    }
    closeNote()
  }

  /// A line of a table of contents: leaders and a page number.
  private func isContents(_ row: PDFRow) -> Bool {
    let words = row.words.map { document.bytes(of: $0) }
    guard let last = words.last, last.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }) else { return false }
    let dots = words.reduce(0) {
      $0 + ($1.allSatisfy { $0 == 0x2E } || $1.suffix(4).allSatisfy { $0 == 0x2E } ? $1.count : 0)
    }
    return dots >= 5
  }

  /// The first of the rows at the foot of a page that are small and begin with a mark; the count of rows without them.
  private func footnoteStart(_ rows: [PDFRow], _ page: PDFPage) -> Int {
    var start = rows.count
    while start > 0, rows[start - 1].height < 0.93 * document.bodyHeight, rows[start - 1].y0 > 0.4 * page.height {
      start -= 1
    }
    while start < rows.count {
      if let first = rows[start].words.first, PDFMarker.isFootnoteMark(document.bytes(of: first)),
        rows[start].words.count > 2, rows[start].runs().count <= 2
      {
        return start
      }
      start += 1
    }
    return rows.count
  }

  private mutating func writeNote(_ row: PDFRow, number: Int) {
    if let first = row.words.first, PDFMarker.isFootnoteMark(document.bytes(of: first)), row.words.count > 1 {
      closeNote()
      let digits = document.bytes(of: first).filter { $0 >= 0x30 && $0 <= 0x39 }
      let mark = digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      note = (mark, number)
      Self.append(Array(row.words.dropFirst()), to: &noteBody, document)
    } else {
      Self.append(row.words, to: &noteBody, document)
    }
  }

  // MARK: Prose

  private mutating func write(
    _ row: PDFRow, previous: PDFRow?, next: PDFRow?, left: Float, right: Float, number: Int
  ) {
    let marker = marker(of: row)
    if let level = headingLevel(row, previous: previous, next: next, left: left, right: right) {
      if let open, case .heading(level) = open.kind, open.page == number, let previous,
        row.y0 - previous.y1 < 0.5 * row.height, open.lineCount < 4
      {
        append(row.words)
        self.open?.lineCount += 1
        self.open?.last = row
        return
      }
      close()
      begin(.heading(level), row, words: row.words, number: number)
      return
    }
    if let marker {
      beginItem(row, marker, number: number)
      return
    }
    if goesOn(row, previous: previous, right: right, number: number) {
      if let previous, let pitch = open?.pitch, pitch == 0 { open?.pitch = row.base - previous.base }
      append(row.words)
      open?.lineCount += 1
      open?.last = row
      if open?.lineCount == 2, case .paragraph = open?.kind { open?.left = row.x0 }
      return
    }
    close()
    begin(.paragraph, row, words: row.words, number: number)
  }

  /// Whether a row continues the open text: set as close as its lines are, or carried over from another column or page.
  private func goesOn(_ row: PDFRow, previous: PDFRow?, right: Float, number: Int) -> Bool {
    guard let open else { return false }
    switch open.kind {
    case .heading: return false
    case .paragraph, .item: break
    }
    guard abs(open.last.height - row.height) < 0.15 * row.height else { return false }
    let end = open.body.last ?? 0
    let first = row.words.first.flatMap { document.bytes(of: $0).first } ?? 0
    let isSmall = first >= 0x61 && first <= 0x7A
    guard let previous else {
      // From the foot of one column to the head of another.
      if [0x2E, 0x21, 0x3F, 0x3A].contains(end), !isSmall { return false }
      let isOpen = ![0x2E, 0x21, 0x3F, 0x3A, 0x3B].contains(end)
      return open.lineCount > 1 && isOpen && (isSmall || open.body.count > 80) || isSmall && open.body.count > 40
    }
    let space = row.base - previous.base
    let usual = open.pitch > 0 ? open.pitch : 1.45 * row.height
    if space > usual + 0.3 * row.height || space < 0 { return false }
    if case .item = open.kind {
      // Text under a list that begins left of the item's own does not belong to it.
      if row.x0 < open.left - 1.2 * row.height, open.lineCount > 1 { return false }
      if row.x0 < open.left - 4, let mark = open.marks.last, row.x0 <= mark + 1, !isSmall { return false }
      return true
    }
    // An indented first line begins a paragraph.
    if row.x0 > open.left + 0.6 * row.height, open.lineCount > 1, row.x0 < open.left + 5 * row.height,
      [0x2E, 0x21, 0x3F, 0x3A].contains(end)
    {
      return false
    }
    // So does a line that stops where the next word had room.
    let isBroken = previous.x1 < right - 0.25 * (right - open.left) && !isSmall
    if isBroken, let word = row.words.first, right - previous.x1 > word.x1 - word.x0 + 1.5 * row.em { return false }
    // A last line that stops short ends one.
    if [0x2E, 0x21, 0x3F, 0x3A].contains(end), previous.x1 < right - 0.25 * (right - open.left), !isSmall {
      return false
    }
    return true
  }

  private func marker(of row: PDFRow) -> (words: Int, ordinal: Int?)? {
    guard let first = row.words.first, row.words.count > 1 else { return nil }
    let bytes = document.bytes(of: first)
    if Bullet.isBullet(bytes) {
      // A dash between words is no bullet; one set off from the text is.
      if bytes.count == 1 || bytes.elementsEqual("–".utf8), row.words[1].x0 - first.x1 < 0.3 * row.height { return nil }
      return (1, nil)
    }
    guard let ordinal = PDFMarker.ordinal(bytes), row.words[1].x0 - first.x1 > 0.1 * row.height else { return nil }
    // "2024." or "(5)" inside running text begins no item.
    if let open, case .paragraph = open.kind, ![0x2E, 0x3A, 0x3B, 0x21, 0x3F, 0x29].contains(open.body.last ?? 0) {
      return nil
    }
    return (1, ordinal > 0 ? ordinal : nil)
  }

  private mutating func beginItem(_ row: PDFRow, _ marker: (words: Int, ordinal: Int?), number: Int) {
    var marks = open?.marks ?? []
    close()
    while let last = marks.last, row.x0 < last - 3 { marks.removeLast() }
    if marks.isEmpty || row.x0 > (marks.last ?? 0) + 6 { marks.append(row.x0) }
    begin(
      .item(ordinal: marker.ordinal, depth: marks.count), row, words: Array(row.words.dropFirst(marker.words)),
      number: number)
    open?.marks = marks
    open?.left = row.words.dropFirst(marker.words).first?.x0 ?? row.x0
  }

  // MARK: Writing

  private mutating func begin(_ kind: Open.Kind, _ row: PDFRow, words: [PDFWord], number: Int) {
    open = Open(kind: kind, page: number, last: row, left: row.x0)
    append(words)
  }

  private mutating func append(_ words: [PDFWord]) {
    guard var body = open?.body else { return }
    open?.body = []
    Self.append(words, to: &body, document)
    open?.body = body
  }

  /// Adds words with spaces; a hyphen at the end of what is there goes where a small letter follows it. What is raised
  /// and small is marked as such.
  private static func append(_ words: [PDFWord], to body: inout [UInt8], _ document: PDFPages) {
    let height = PDFRow(words).height
    for (index, word) in words.enumerated() {
      let bytes = document.bytes(of: word)
      let before = index > 0 ? words[index - 1] : nil
      let isNewLine = before == nil || word.middle - (before?.middle ?? 0) > 0.6 * height
      if isNewLine, unhyphenate(&body, before: bytes) {
        // Joined without a space.
      } else if !body.isEmpty {
        let isTight = before.map { word.x0 - $0.x1 < 0.04 * height && !isNewLine } ?? false
        if !isTight { body.append(0x20) }
      }
      let isRaised =
        word.height < 0.8 * height && !isNewLine && before != nil
        && word.y1 < (before?.y1 ?? 0) - 0.1 * height
      if isRaised { body.append(contentsOf: "<sup>".utf8) }
      for byte in bytes {
        switch byte {
        case 0x26: body.append(contentsOf: "&amp;".utf8)
        case 0x3C: body.append(contentsOf: "&lt;".utf8)
        case 0x3E: body.append(contentsOf: "&gt;".utf8)
        default: body.append(byte)
        }
      }
      if isRaised { body.append(contentsOf: "</sup>".utf8) }
    }
  }

  /// Settles a hyphen at the end of a line: gone between small letters, kept before anything else. True where the next
  /// word follows without a space.
  private static func unhyphenate(_ body: inout [UInt8], before next: ArraySlice<UInt8>) -> Bool {
    let isSoft = body.suffix(2).elementsEqual([0xC2, 0xAD])
    if isSoft {
      body.removeLast(2)
      return true
    }
    if body.suffix(3).elementsEqual([0xE2, 0x80, 0x90]) {
      body.replaceSubrange(body.count - 3..<body.count, with: [0x2D])
    }
    guard body.count > 2, body.last == 0x2D, let first = next.first else { return false }
    let letter = body[body.count - 2]
    guard letter | 0x20 >= 0x61 && letter | 0x20 <= 0x7A || letter >= 0x30 && letter <= 0x39 else { return false }
    let isLetter = first >= 0x61 && first <= 0x7A
    let word = body[..<(body.count - 1)].reversed().prefix { $0 > 0x20 }
    // "long-" of "long-term-" and numbers keep theirs, as does a capital ("U.S.-made").
    if isLetter, letter >= 0x61, letter <= 0x7A, !word.contains(0x2D), word.allSatisfy({ $0 | 0x20 >= 0x61 }) {
      if !keepsHyphen(word: word.reversed()) { body.removeLast() }
      return true
    }
    return first != 0x2D
  }

  /// First parts that are words of their own more often than parts of one.
  private static func keepsHyphen(word: [UInt8]) -> Bool {
    Self.prefixes.contains(String(decoding: word, as: UTF8.self).lowercased())
  }

  private static let prefixes: Set<String> = [
    "long", "short", "high", "low", "well", "year", "quarter", "month", "half", "full", "non", "self", "mid", "cost",
    "cash", "fixed", "risk", "tax", "debt", "market", "third", "first", "second", "two", "three", "four", "five", "ten",
    "large", "small", "mark", "asset", "investment", "all", "real", "on", "off", "in", "state", "data", "one", "low",
    "medium", "energy", "double", "single", "world", "broad", "decision", "so",
  ]

  private mutating func close() {
    guard let open else { return }
    self.open = nil
    guard !open.body.isEmpty else { return }
    let place = " data-sourcepos=\"\(open.page):1\""
    switch open.kind {
    case .paragraph: html.append(contentsOf: "<p\(place)>".utf8 + open.body + "</p>\n".utf8)
    case .heading(let level): html.append(contentsOf: "<h\(level)\(place)>".utf8 + open.body + "</h\(level)>\n".utf8)
    case .item(let ordinal, let depth):
      let tag = ordinal == nil ? "ul" : "ol"
      let depth = min(depth, 6)
      for _ in 1..<max(depth, 1) + 1 { html.append(contentsOf: "<\(tag)>".utf8) }
      html.append(contentsOf: "<li\(ordinal.map { " value=\"\($0)\"" } ?? "")\(place)>".utf8 + open.body + "</li>".utf8)
      for _ in 1..<max(depth, 1) + 1 { html.append(contentsOf: "</\(tag)>".utf8) }
      html.append(0x0A)
    }
  }

  private mutating func closeNote() {
    if let note, !noteBody.isEmpty {
      let value = note.mark.map { " value=\"\($0)\"" } ?? ""
      footnotes.append(contentsOf: "<ol><li\(value) data-sourcepos=\"\(note.page):1\">".utf8)
      footnotes += noteBody
      footnotes.append(contentsOf: "</li></ol>\n".utf8)
    }
    note = nil
    noteBody = []
  }

  private mutating func write(_ table: PDFTable, number: Int) {
    html.append(contentsOf: "<table data-sourcepos=\"\(number):1\">".utf8)
    for (index, row) in table.grid.enumerated() {
      let tag = index < table.headerRows ? "th" : "td"
      html.append(contentsOf: "<tr>".utf8)
      var column = 0
      for cell in row {
        while column < cell.column {
          html.append(contentsOf: "<\(tag)></\(tag)>".utf8)
          column += 1
        }
        let span = cell.span > 1 ? " colspan=\"\(cell.span)\"" : ""
        html.append(contentsOf: "<\(tag)\(span)>".utf8)
        var body: [UInt8] = []
        Self.append(cell.words, to: &body, document)
        html.append(contentsOf: body)
        html.append(contentsOf: "</\(tag)>".utf8)
        column = cell.column + cell.span
      }
      while column < table.columnCount {
        html.append(contentsOf: "<\(tag)></\(tag)>".utf8)
        column += 1
      }
      html.append(contentsOf: "</tr>".utf8)
    }
    html.append(contentsOf: "</table>\n".utf8)
  }
}
