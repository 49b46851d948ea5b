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
  private var cache: [Place: TableColumn] = [:]

  private struct Place: Hashable {
    let start: Int
    let end: Int
    let prefix: [Span]
  }

  /// The column over the places `start..<end`, below the labels `prefix`; read once for each. O(header cells) the first
  /// time.
  mutating func column(_ start: Int, _ end: Int, in reader: TableReader, prefix: [Span]) -> TableColumn {
    let place = Place(start: start, end: end, prefix: prefix)
    if let found = cache[place] { return found }
    let column = read(start, end, reader, prefix: prefix)
    cache[place] = column
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

  private func read(_ start: Int, _ end: Int, _ reader: TableReader, prefix: [Span]) -> TableColumn {
    var column = TableColumn()
    var spans: [Span] = []
    for row in rows {
      guard let index = cover(row, start, end, reader.table) else { continue }
      let span = reader.table.cells[index].span
      if let note = ScaleNote.read(reader.text, span) {
        column.note = note
        // "(In millions, except percentages)" over every column makes none of them a percentage.
        if reader.text[span.start] == 0x28 { continue }
      }
      column.cues.formUnion(reader.cues(of: index))
      if let unit = LabelUnit.read(reader.text, span) { column.unit = unit }
      if column.note != nil, span.count < 24, ScaleNote.read(reader.text, span) != nil { continue }
      spans.append(span)
    }
    column.spans = spans
    let own = reader.period(of: spans)
    column.period = own?.period
    column.periodSpan = own?.span
    for lead in [corner, prefix] where !lead.isEmpty && (own == nil || own?.period.kind == .year) {
      if let joined = reader.period(of: lead + spans, crossing: lead.count) {
        column.period = joined.period
        column.periodSpan = joined.span
        break
      }
    }
    column.names = spans.compactMap { reader.residue(of: $0) }
    if column.period?.isEstimate == true || column.cues.contains(.estimate) { column.modality = .estimated }
    if column.cues.contains(.forecast) { column.modality = .forecast }
    if column.cues.contains(.target) { column.modality = .target }
    if column.cues.contains(.actual) { column.modality = .reported }
    return column
  }
}
