import ReportReading

/// What stands around a table: the lines above it, the report's currency and its own period.
struct TableSurroundings {
  /// The caption, or failing that the nearest heading.
  var name: Span?
  /// Paragraphs just above, nearest first.
  var above: [Span] = []
  /// A period that the caption or the lines above state for the whole table.
  var period: Period?
  var periodSpan: Span?
  /// The currency signed in the table itself.
  var tableCurrency: String?
  /// The report's usual currency.
  var currency = "USD"

  /// The table's unit note: from its own cells first, then its caption, then the lines above it.
  func note(of layout: TableLayout, in report: Report) -> ScaleNote {
    let table = layout.table
    if let span = table.unitNote, let note = ScaleNote.read(report.text, span) { return note }
    var candidates: [Span] = []
    for row in layout.rows.prefix(8) {
      guard row.kind == .header || row.kind == .section || row.kind == .words else { break }
      candidates += ([row.label].compactMap { $0 } + row.cells).map { table.cells[$0].span }
    }
    if let caption = table.caption { candidates.append(caption) }
    candidates += above
    for span in candidates {
      if let note = ScaleNote.read(report.text, span), note.money != nil || note.shares != nil { return note }
    }
    return ScaleNote()
  }
}
