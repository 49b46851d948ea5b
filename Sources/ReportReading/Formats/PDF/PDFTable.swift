/// A table told by alignment: columns from the spaces that its rows leave free, cells by the column they stand in.
struct PDFTable {
  struct Cell {
    var words: [PDFWord]
    var column: Int
    var span: Int
  }

  /// Rows of the zone that it covers.
  let rows: Range<Int>
  /// Cells of each row, left to right, and how many rows at the top name columns.
  private(set) var grid: [[Cell]]
  private(set) var headerRows: Int
  let columnCount: Int

  /// The table that begins at a row of a zone, if one does.
  static func begin(at first: Int, in rows: [PDFRow], document: PDFPages) -> PDFTable? {
    guard isRow(rows[first], document) else { return nil }
    var end = first + 1
    var last = first
    while end < rows.count {
      let space = rows[end].y0 - rows[end - 1].y1
      if space > 2.6 * rows[end].height { break }
      if isRow(rows[end], document) {
        last = end
      } else if end - last > 8 || end - last > 3 && !isUnder(rows[end], rows[last])
        || isProse(rows[end], beside: rows, document)
      {
        break
      }
      end += 1
    }
    let lastRow = last
    while last + 1 < rows.count, last - lastRow < 8, isUnder(rows[last + 1], rows[lastRow]),
      rows[last + 1].y0 - rows[last].y1 < 0.8 * rows[last].height
    {
      last += 1
    }
    let rows = cutAtColumns(rows, first...last, document)
    while first < last {
      if let table = PDFTable(rows, first...last, document) { return table }
      // Something else stands below it.
      last -= 1
      while last > first, !isRow(rows[last], document) { last -= 1 }
      if last - first > 60 { last = first + 60 }
    }
    return nil
  }

  /// Values of most rows begin at the same places; where a label reaches so far that only a word's space is left before
  /// the first value, or values stand a word's space apart, those places tell them.
  private static func cutAtColumns(_ rows: [PDFRow], _ range: ClosedRange<Int>, _ document: PDFPages) -> [PDFRow] {
    var places: [(x: Float, count: Int)] = []
    for index in range {
      for run in rows[index].runs(share: 0.38).dropFirst() {
        if let known = places.firstIndex(where: { abs($0.x - run.x0) < 0.6 }) {
          places[known].count += 1
        } else if places.count < 64 {
          places.append((run.x0, 1))
        }
      }
    }
    let cuts = places.filter { $0.count >= 3 }.map(\.x)
    guard !cuts.isEmpty else { return rows }
    var result = rows
    for index in range {
      // Only what may stand in a column alone is cut: words of prose may begin anywhere.
      let values = rows[index].words.filter { word in
        let text = Array(document.bytes(of: word))
        switch CellKind(text, Span(0, text.count)) {
        case .value, .year, .dash: break
        default: return false
        }
        return cuts.contains { abs($0 - word.x0) < 0.6 }
      }
      result[index].cuts = values.map(\.x0)
    }
    return result
  }

  /// Two things or more side by side, list marks apart.
  static func isRow(_ row: PDFRow, _ document: PDFPages) -> Bool {
    var runs = row.runs()
    if let first = runs.first, first.words.count == 1, PDFMarker.isMarker(document.bytes(of: first.words[0])) {
      runs.removeFirst()
    }
    guard runs.count >= 2 else { return false }
    guard row.words.count >= 8 else { return true }
    // A label that reaches its first value, and values spread out behind it.
    if runs.count >= 4, runs.dropFirst().allSatisfy({ isValue($0, document) }) { return true }
    // Justified prose has wide spaces too, but none as wide as those between columns.
    return zip(runs, runs.dropFirst()).contains { $1.x0 - $0.x1 > 1.6 * row.em }
  }

  /// Stands under one thing of a row: the rest of a label or a text that was wrapped.
  private static func isUnder(_ row: PDFRow, _ above: PDFRow) -> Bool {
    let runs = above.runs()
    guard runs.count >= 2 else { return false }
    return runs.indices.contains(where: { index in
      let end = index + 1 < runs.count ? runs[index + 1].x0 : .infinity
      return row.x0 > runs[index].x0 - 3 && row.x0 < runs[index].x1 && row.x1 < end
    })
  }

  /// A line as wide as the zone, with many words and no wide space.
  private static func isProse(_ row: PDFRow, beside rows: [PDFRow], _ document: PDFPages) -> Bool {
    let width = (rows.map(\.x1).max() ?? 0) - (rows.map(\.x0).min() ?? 0)
    return row.words.count >= 7 && row.x1 - row.x0 > 0.7 * width
  }

  private init?(_ all: [PDFRow], _ range: ClosedRange<Int>, _ document: PDFPages) {
    let body = range.map { all[$0] }
    let withValues = body.filter { Self.hasValues($0, document) }
    let several = body.filter { Self.isRow($0, document) }
    let isNumeric = withValues.count >= 2 || withValues.count == 1 && several.count == 2
    let guides = isNumeric ? withValues + several.filter { Self.isFull($0, withValues) } : several
    guard guides.count >= 2, isNumeric || several.count >= 3 else { return nil }
    var columns = Self.columns(of: guides, allowed: isNumeric || guides.count < 5 ? guides.count / 12 : 1)
    guard columns.count >= 2 else { return nil }
    if !isNumeric, !Self.isAligned(several, columns) { return nil }
    let labels = body.filter { $0.x1 < columns[1].lowerBound && !Self.isRow($0, document) }
    if isNumeric, several.count * 2 < body.count - labels.count { return nil }
    var first = range.lowerBound
    // Headings of groups of columns stand above, beyond the labels.
    while first > 0, range.lowerBound - first < 3, !Self.isRow(all[first - 1], document) {
      let above = all[first - 1]
      guard all[first].y0 - above.y1 < 1.2 * above.height, above.x0 > columns[0].upperBound,
        above.words.count <= 12
      else { break }
      first -= 1
    }
    let rows = first..<range.upperBound + 1
    self.rows = rows
    for row in rows {
      // A column is as wide as what stands in it alone.
      for run in all[row].runs(share: 0.45) {
        let met = columns.indices.filter { columns[$0].lowerBound < run.x1 && run.x0 < columns[$0].upperBound }
        guard met.count == 1 else { continue }
        let known = columns[met[0]]
        let low = met[0] > 0 ? columns[met[0] - 1].upperBound + 0.5 : -.infinity
        let high = met[0] + 1 < columns.count ? columns[met[0] + 1].lowerBound - 0.5 : .infinity
        columns[met[0]] =
          max(
            min(known.lowerBound, run.x0), min(low, known.lowerBound))..<min(
            max(known.upperBound, run.x1), max(high, known.upperBound))
      }
    }
    columnCount = columns.count
    let slots = columns
    var header = 0
    if isNumeric {
      while header < rows.count - 1, !Self.hasValues(all[rows.lowerBound + header], document) { header += 1 }
      if header >= rows.count - 1 { header = 1 }
    } else {
      header = 1
    }
    grid = rows.map { row in
      Self.cells(all[row], slots, isHeader: row - rows.lowerBound < header, document)
    }
    headerRows = header
    joinContinuations(rows.map { all[$0] }, document, isNumeric: isNumeric)
  }

  /// A row with as many things as rows with values have.
  private static func isFull(_ row: PDFRow, _ others: [PDFRow]) -> Bool {
    let wanted = others.map { $0.runs().count }.max() ?? 0
    return row.runs().count >= wanted
  }

  private static func hasValues(_ row: PDFRow, _ document: PDFPages) -> Bool {
    let runs = row.runs()
    return runs.count >= 2 && runs.dropFirst().contains { isValue($0, document) }
  }

  private static func isValue(_ run: PDFRow.Run, _ document: PDFPages) -> Bool {
    let text = document.joined(run.words)
    switch CellKind(text, Span(0, text.count)) {
    case .value, .dash: return true
    default: return false
    }
  }

  /// What the rows cover, cut where no more than `allowed` of them have anything.
  static func columns(of rows: [PDFRow], allowed: Int) -> [Range<Float>] {
    let low = rows.map(\.x0).min() ?? 0
    let high = rows.map(\.x1).max() ?? 0
    // Half points.
    let width = min(Int((high - low) * 2) + 2, 20_000)
    guard width > 2 else { return [] }
    var cover = [Int](repeating: 0, count: width + 1)
    for row in rows {
      for run in row.runs(share: 0.48) {
        let from = max(0, Int((run.x0 - low) * 2))
        let to = min(width - 1, Int((run.x1 - low) * 2))
        guard from <= to else { continue }
        for place in from...to { cover[place] += 1 }
      }
    }
    var result: [Range<Float>] = []
    var start = -1
    for place in 0...width {
      let isCovered = place < width && cover[place] > allowed
      if isCovered, start < 0 { start = place }
      if !isCovered, start >= 0 {
        let range = low + Float(start) / 2..<low + Float(place) / 2
        if let last = result.last, range.lowerBound - last.upperBound < 2 {
          result[result.count - 1] = last.lowerBound..<range.upperBound
        } else {
          result.append(range)
        }
        start = -1
      }
    }
    return result
  }

  /// In most columns beyond the first, what stands there begins, ends or is centred at the same place.
  private static func isAligned(_ rows: [PDFRow], _ columns: [Range<Float>]) -> Bool {
    var aligned = 0
    for column in columns {
      let runs = rows.flatMap { $0.runs(share: 0.48) }.filter { $0.x0 < column.upperBound && column.lowerBound < $0.x1 }
      guard runs.count >= 3 else { continue }
      func share(_ place: (PDFRow.Run) -> Float) -> Bool {
        let places = runs.map(place).sorted()
        let median = places[places.count / 2]
        return places.filter { abs($0 - median) < 3 }.count * 10 >= runs.count * 6
      }
      if share(\.x0) || share(\.x1) || share(\.center) { aligned += 1 }
    }
    return aligned * 10 >= columns.count * 7
  }

  // MARK: Rows that are one

  /// Joins what was wrapped inside cells: rows set closer than rows are, labels that go on, cells without a label.
  private mutating func joinContinuations(_ rows: [PDFRow], _ document: PDFPages, isNumeric: Bool) {
    var joined: [[Cell]] = []
    var spaces: [Float] = []
    for index in rows.indices.dropFirst() where index > headerRows {
      if grid[index].first?.column == 0, grid[index - 1].first?.column == 0 {
        spaces.append(rows[index].y0 - rows[index - 1].y1)
      }
    }
    spaces.sort()
    let widest = spaces.isEmpty ? 0 : spaces[spaces.count * 3 / 4]
    var lead: [Cell]?
    for index in rows.indices {
      var cells = grid[index]
      if let above = lead {
        cells = Self.merged(above, cells)
        lead = nil
      }
      let leads =
        index >= headerRows && cells.count == 1 && cells[0].column == 0 && index + 1 < rows.count
        && grid[index + 1].count > 1 && grid[index + 1].first?.column == 0
        && Self.goesOn(grid[index + 1][0], document)
      guard index > headerRows, let last = joined.indices.last else {
        if leads { lead = cells } else { joined.append(cells) }
        continue
      }
      let space = rows[index].y0 - rows[index - 1].y1
      let isClose = space < widest - 0.3 * rows[index].height
      let isLabelOnly = cells.count == 1 && cells[0].column == 0
      let goesOn = cells.first.map { Self.goesOn($0, document) } ?? false
      if isClose, !(isLabelOnly && !goesOn && Self.values(joined[last], document) == 0) {
        joined[last] = Self.merged(joined[last], cells)
      } else if isLabelOnly, goesOn || Self.isHyphenated(joined[last], document),
        Self.values(joined[last], document) > 0
      {
        joined[last] = Self.merged(joined[last], cells)
      } else if let first = cells.first, first.column > 0, !isNumeric,
        cells.count == 1 || Self.values(cells, document) == 0
      {
        joined[last] = Self.merged(joined[last], cells)
      } else if leads {
        lead = cells
      } else {
        joined.append(cells)
      }
    }
    if let lead { joined.append(lead) }
    grid = joined
  }

  /// Begins with a small letter or a bracket.
  private static func goesOn(_ cell: Cell, _ document: PDFPages) -> Bool {
    guard let word = cell.words.first, let byte = document.bytes(of: word).first else { return false }
    return byte >= 0x61 && byte <= 0x7A || byte == 0x28
  }

  /// The label ends inside a word.
  private static func isHyphenated(_ cells: [Cell], _ document: PDFPages) -> Bool {
    guard let label = cells.first, label.column == 0, let word = label.words.last else { return false }
    let bytes = document.bytes(of: word)
    return bytes.last == 0x2D || bytes.suffix(3).elementsEqual([0xE2, 0x80, 0x90])
  }

  private static func values(_ cells: [Cell], _ document: PDFPages) -> Int {
    cells.filter { $0.column > 0 && $0.words.contains { digits($0, document) } }.count
  }

  private static func merged(_ above: [Cell], _ below: [Cell]) -> [Cell] {
    var result = above
    for cell in below {
      if let same = result.firstIndex(where: { $0.column <= cell.column && cell.column < $0.column + $0.span }) {
        result[same].words += cell.words
      } else {
        result.append(cell)
      }
    }
    return result.sorted { $0.column < $1.column }
  }
}
