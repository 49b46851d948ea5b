import ReportReading

/// What stands over one column of numbers.
struct TableColumn {
  var period: Period?
  var periodSpan: Span?
  var cues: LabelCues = []
  /// The header's words that are no period, top to bottom.
  var names: [Span] = []
  /// The header cells, unit notes left out.
  var spans: [Span] = []
  var note: ScaleNote?
  var unit: LabelUnit?
  var modality: Modality = .reported
}

/// Header rows that belong together, and the columns read from them.
struct HeaderBlock {
  /// Cells of each header row, top to bottom, the label column left out.
  var rows: [[Int]] = []
  /// Text over the label column ("Years ended December 31,").
  var corner: [Span] = []
  private var columns: [Place: TableColumn] = [:]
  private var bare: [Range<Int>: TableColumn] = [:]
  private var cells: [Int: HeaderCell] = [:]

  private struct Place: Hashable {
    let places: Range<Int>
    let prefix: [Span]
  }

  /// What one header cell says by itself.
  private struct HeaderCell {
    let span: Span
    let note: ScaleNote?
    let cues: LabelCues
    let unit: LabelUnit?
    let name: Span?

    init(_ index: Int, in reader: TableReader) {
      span = reader.table.cells[index].span
      note = ScaleNote.read(reader.text, span)
      cues = reader.cues(of: index)
      unit = LabelUnit.read(reader.text, span)
      name = reader.residue(of: span)
    }
  }

  /// The column over the places `start..<end`, below the labels `prefix`; read once for each. O(header cells) the first
  /// time.
  mutating func column(_ start: Int, _ end: Int, in reader: TableReader, prefix: [Span]) -> TableColumn {
    let place = Place(places: start..<end, prefix: prefix)
    if let found = columns[place] { return found }
    let column = completed(bareColumn(over: place.places, reader), reader, prefix: prefix)
    columns[place] = column
    return column
  }

  /// The header cell of a row that covers most of the places.
  private func cover(_ row: [Int], _ start: Int, _ end: Int, _ table: Table) -> Int? {
    var best: (index: Int, overlap: Int)?
    for index in row {
      let cell = table.cells[index]
      let overlap = min(end, cell.column + cell.columnSpan) - max(start, cell.column)
      if overlap > 0, overlap > best?.overlap ?? 0 { best = (index, overlap) }
    }
    return best?.index
  }

  /// The column as its own header cells say it; read once for each place.
  private mutating func bareColumn(over places: Range<Int>, _ reader: TableReader) -> TableColumn {
    if let found = bare[places] { return found }
    var column = TableColumn()
    for row in rows {
      guard let index = cover(row, places.lowerBound, places.upperBound, reader.table) else { continue }
      let cell = cells[index] ?? HeaderCell(index, in: reader)
      cells[index] = cell
      if let note = cell.note {
        column.note = note
        // "(In millions, except percentages)" over every column makes none of them a percentage.
        if reader.text[cell.span.start] == 0x28 { continue }
      }
      column.cues.formUnion(cell.cues)
      if let unit = cell.unit { column.unit = unit }
      // "€m" names nothing, "Area (000s)" does; "Q2 2025, €m" gives a period.
      let isNote =
        cell.note != nil && cell.span.count < 24 && LabelTrim.trim(reader.text, cell.span).count == cell.span.count
      if isNote, reader.scanner.scan(reader.text, in: cell.span).isEmpty { continue }
      column.spans.append(cell.span)
      if let name = cell.name, !isNote { column.names.append(name) }
    }
    let own = reader.period(of: column.spans)
    column.period = own?.period
    column.periodSpan = own?.span
    bare[places] = column
    return column
  }

  /// "FYE Dec", "Year end: March": the month in which the years of the columns end.
  private static func namesYearEnd(_ text: [UInt8], _ span: Span) -> Bool {
    let words = LabelWords.words(text, span)
    return words.contains(where: fye.contains)
      || zip(words, words.dropFirst()).contains { year.contains($0) && ends.contains($1) }
  }
  private static func keys(_ words: String) -> Set<WordKey> {
    Set(words.split(separator: " ").compactMap { WordKey(Array($0.utf8)[...]) })
  }
  private static let (fye, year, ends) = (keys("fye"), keys("year years fy"), keys("end ends ending ended to"))

  /// The column with what the corner or the labels above say of its period, where its own cells say none or only a year.
  private func completed(_ bare: TableColumn, _ reader: TableReader, prefix: [Span]) -> TableColumn {
    var column = bare
    for lead in [corner, prefix] where !lead.isEmpty && (bare.period == nil || bare.period?.kind == .year) {
      if let joined = reader.period(of: lead + column.spans, crossing: lead.count),
        joined.period.kind != .month || !lead.contains(where: { Self.namesYearEnd(reader.text, $0) })
      {
        column.period = joined.period
        column.periodSpan = joined.span
        break
      }
    }
    if column.period?.isEstimate == true || column.cues.contains(.estimate) { column.modality = .estimated }
    if column.cues.contains(.forecast) { column.modality = .forecast }
    if column.cues.contains(.target) { column.modality = .target }
    if column.cues.contains(.actual) { column.modality = .reported }
    return column
  }
}
