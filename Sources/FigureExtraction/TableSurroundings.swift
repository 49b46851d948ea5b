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
  /// Some table of the report signs a currency or names one.
  var isAboutMoney = true

  /// The unit in the caption's parentheses: "Capacity (GW)".
  func unit(of table: Table, in report: Report) -> LabelUnit? {
    for span in [table.caption, table.unitNote].compactMap({ $0 }) where span.count < 200 {
      if let found = LabelUnit.inParentheses(report.text, span) { return found }
    }
    return nil
  }

  /// The table's unit note, with the currency and scale that its caption names in other words ("€ billion").
  func note(of layout: TableLayout, in report: Report) -> ScaleNote {
    var note = written(in: layout, report)
    if note.money == nil, note.shares == nil, note.currency == nil, !note.isPercent,
      names(of: layout).contains(where: { ScaleNote.saysPercent(report.text, $0) })
    {
      note.isPercent = true
    }
    if let unit = unit(of: layout.table, in: report), case .currency(let code) = unit.unit, unit.per == nil {
      note.currency = note.currency ?? code
      if note.money == nil, let scale = unit.scale {
        note.money = scale
        note.isGeneral = false
      }
    }
    return note
  }

  /// The caption, and what stands over the rows' names.
  private func names(of layout: TableLayout) -> [Span] {
    [layout.table.caption].compactMap(\.self)
      + layout.rows.prefix { $0.kind != .data }.compactMap { $0.label.map { layout.table.cells[$0].span } }
  }

  /// From the table's own cells first, then its caption, then the lines above it.
  private func written(in layout: TableLayout, _ report: Report) -> ScaleNote {
    let table = layout.table
    if let span = table.unitNote, let note = ScaleNote.read(report.text, span) { return note }
    var candidates: [Span] = []
    for row in layout.rows.prefix(8) {
      guard row.kind == .header || row.kind == .section || row.kind == .words else { break }
      // Over one column of several, a note is that column's.
      let wide = row.cells.filter { row.cells.count == 1 || table.cells[$0].columnSpan * 2 >= table.columnCount - 1 }
      candidates += ([row.label].compactMap { $0 } + wide).map { table.cells[$0].span }
    }
    if let caption = table.caption { candidates.append(caption) }
    candidates += above
    for span in candidates {
      if let note = ScaleNote.read(report.text, span), note.money != nil || note.shares != nil { return note }
    }
    return ScaleNote()
  }
}
