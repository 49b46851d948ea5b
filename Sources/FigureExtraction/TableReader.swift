import Foundation
import ReportReading

/// Reads one table: rows told apart, columns read from their headers, every number given unit, scale, period and metric.
struct TableReader {
  /// What a row's name says.
  struct Label {
    var span: Span?
    var cues: LabelCues = []
    var period: Period?
    var periodSpan: Span?
    var note: ScaleNote?
    var unit: LabelUnit?
    /// Power of ten of a scale that ends the name and names no money: "Passengers, thousand".
    var scale: Int?
    /// The name is a period and nothing else.
    var isPeriod = false
  }

  let report: Report
  let table: Table
  let tableIndex: Int
  let layout: TableLayout
  let context: PeriodContext
  let scanner: PeriodScanner
  let surroundings: TableSurroundings
  private(set) var labels: [Label] = []
  private(set) var note: ScaleNote
  let unit: LabelUnit?
  private(set) var namesUnits = false
  private var countedRows = 0
  let marks: ColumnMarks
  var text: [UInt8] { report.text }

  init(
    report: Report, tableIndex: Int, layout: TableLayout, context: PeriodContext, surroundings: TableSurroundings
  ) {
    self.report = report
    self.tableIndex = tableIndex
    self.context = context
    self.surroundings = surroundings
    table = report.tables[tableIndex]
    scanner = PeriodScanner(context: context)
    self.layout = layout
    note = surroundings.note(of: layout, in: report)
    unit = surroundings.unit(of: table, in: report)
    marks = ColumnMarks(layout)
    labels = layout.rows.map(label)
    giveUnits()
    namesUnits = labels.contains { $0.unit?.isMeasure == true }
    countedRows = labels.count { $0.cues.contains(.count) || $0.unit?.isMeasure == true }
  }

  /// A column headed "Unit" gives each row its own.
  private mutating func giveUnits() {
    let heads = layout.rows.lazy.filter { $0.kind == .header }.flatMap(\.cells)
    guard let head = heads.first(where: { Self.units.contains(LabelWords.words(text, table.cells[$0].span)) }) else {
      return
    }
    let column = table.cells[head].column
    for (index, row) in layout.rows.enumerated() where row.kind == .data && labels[index].unit == nil {
      guard let cell = row.cells.first(where: { table.cells[$0].column == column }) else { continue }
      switch layout.contents[cell] {
      case .mark(.unit(let unit)): labels[index].unit = LabelUnit(unit: unit)
      case .text, .mark: labels[index].unit = LabelUnit.whole(text, table.cells[cell].span)
      default: continue
      }
    }
  }

  private static let units = Set(
    ["unit", "units", "uom", "measure", "unit of measure", "units of measure", "unit of measurement"].map { name in
      name.split(separator: " ").compactMap { WordKey(Array($0.utf8)[...]) }
    })

  func cues(of cell: Int) -> LabelCues { LabelCues.read(text, table.cells[cell].span) }

  private func label(_ row: TableLayout.Row) -> Label {
    var label = Label()
    guard let index = row.label, row.kind != .blank else { return label }
    let span = table.cells[index].span
    label.span = span
    label.cues = cues(of: index)
    // "Sales that were in deferred revenue at the beginning of the period" flowed all through it.
    if !label.cues.isDisjoint(with: [.beginning, .ending]),
      LabelWords.words(text, span).contains(where: Self.flows.contains)
    {
      label.cues.subtract([.beginning, .ending])
    }
    if span.count < 240, let found = scanner.scan(text, in: span).first {
      label.isPeriod = residue(of: span) == nil
      // "Notes due 2028" names a thing; it does not say when.
      if label.isPeriod || found.period.isPointInTime || label.cues.contains(.balance) || row.kind == .section {
        label.period = found.period
        label.periodSpan = found.span
      }
    }
    if span.count < 160 {
      label.note = ScaleNote.read(text, span)
      label.scale = ScaleNote.bareScale(text, span)
      if !label.isPeriod { label.unit = LabelUnit.read(text, span) }
    }
    return label
  }

  private static let flows = Set(
    ["that", "included", "recognized", "recognised"].compactMap { WordKey(Array($0.utf8)[...]) })

  /// Takes the scale of the report's other tables for money that has none of its own.
  mutating func adopt(_ usual: ScaleNote) {
    guard isWithoutScale, let exponent = usual.money, marks.mayBeScaled(by: exponent) || hasPartsOfShares
    else { return }
    inherit(exponent)
  }

  /// The digits of its large whole numbers; those of its rows of totals alone where asked.
  func wholeNumbers(inTotals: Bool) -> Set<UInt64> {
    var found: Set<UInt64> = []
    for (index, row) in layout.rows.enumerated() where row.kind == .data {
      guard !inTotals || labels[index].cues.contains(.total) else { continue }
      for cell in row.cells {
        guard case .number(let number) = layout.contents[cell], number.scale == nil, number.decimals == 0,
          number.whole >= Self.telling
        else { continue }
        switch number.unit {
        case nil, .currency: found.insert(number.whole)
        default: continue
        }
      }
    }
    return found
  }
  /// A number with fewer digits may be another's by chance.
  private static let telling: UInt64 = 10_000

  /// Takes the scale of a table that has the same totals, digit for digit: it breaks the same amounts down. `scaled` holds
  /// the numbers of the tables that give a scale, by its power of ten.
  mutating func adoptScale(ofTotals scaled: [Int: Set<UInt64>]) {
    guard isWithoutScale else { return }
    let totals = wholeNumbers(inTotals: true)
    guard !totals.isEmpty else { return }
    let same = scaled.filter { totals.isSubset(of: $0.value) }
    guard same.count == 1, let exponent = same.first?.key else { return }
    inherit(exponent)
  }

  private mutating func inherit(_ exponent: Int) {
    note.money = exponent
    note.isGeneral = false
    note.isInherited = true
  }

  /// Nothing in it or above it gives a scale for money.
  private var isWithoutScale: Bool {
    note.money == nil && note.shares == nil && !note.isPercent
      && !layout.rows.indices.contains { labels[$0].note?.money != nil }
  }

  /// Shares are counted with decimals, which only a scale explains.
  private var hasPartsOfShares: Bool {
    layout.rows.indices.contains { row in
      layout.rows[row].kind == .data && labels[row].cues.contains(.strongShares)
        && !labels[row].cues.contains(.perShare)
        && layout.rows[row].cells.contains { cell in
          if case .number(let number) = layout.contents[cell] { return number.unit == nil && number.decimals > 0 }
          return false
        }
    }
  }

  /// The names of the columns, their periods left out, to tell a statement that goes on from one that begins.
  var columnNames: Set<[WordKey]> {
    var names: Set<[WordKey]> = []
    for row in layout.rows where row.kind == .header {
      for cell in row.cells {
        guard let name = residue(of: table.cells[cell].span), ScaleNote.read(text, table.cells[cell].span) == nil
        else { continue }
        names.insert(LabelWords.words(text, name))
      }
    }
    return names
  }

  /// Takes the note of the table before where this one goes on with its columns and has no note of its own.
  mutating func goOn(from before: TableReader) {
    guard note.money == nil, note.shares == nil, !note.isPercent, before.note.money != nil else { return }
    let names = columnNames
    guard names.count > 1, names.joined().count > 2, names.isSubset(of: before.columnNames) else { return }
    note = before.note
  }

  /// Neither headers nor periods of its own: it may go on with the columns of the table before.
  var mayContinue: Bool {
    !layout.rows.contains { $0.kind == .header } && surroundings.period == nil && !labels.contains { $0.period != nil }
  }

  /// Every figure of the table in reading order, and its columns. `continued` is the columns of the table before, for a
  /// table that goes on without headers. O(cells × header rows).
  func figures(continued: [TableColumn]) -> (figures: [Figure], columns: [TableColumn]) {
    var figures: [Figure] = []
    var columns: [TableColumn] = []
    let isContinuation = continued.count > 1 && mayContinue
    var block = HeaderBlock()
    var sections = SectionStack()
    var wasHeader = false
    let flow = RollForward(labels: labels, rows: layout.rows)
    for (index, row) in layout.rows.enumerated() {
      switch row.kind {
      case .blank:
        sections.pause()
        continue
      case .header:
        if !wasHeader { block = HeaderBlock() }
        block.rows.append(row.cells)
        if let span = labels[index].span { block.corner.append(span) }
        wasHeader = true
        continue
      case .section:
        if isNoteOnly(labels[index]) {
          if let span = labels[index].span { block.corner.append(span) }
          continue
        }
        sections.open(labels[index], indent: indent(row))
        figures += prose(in: row.label, row: index)
      case .words:
        figures += prose(in: row.label, row: index)
        for cell in row.cells { figures += prose(in: cell, row: index) }
      case .data:
        // "Customers with ARR above $1 million": the amount says which are counted. "Under $50,000" names a band.
        if !labels[index].cues.contains(.counted) {
          figures += prose(in: row.label, row: index, isLabel: true).filter(\.quantity.isPoint)
        }
        figures += data(row, index, &block, sections, flow, isContinuation ? continued : [], &columns)
        sections.close(after: labels[index], text: text)
      }
      wasHeader = false
    }
    return (figures, isContinuation ? continued : columns)
  }

  /// "(In millions, except per share data)" in a row of its own names nothing.
  private func isNoteOnly(_ label: Label) -> Bool {
    guard let span = label.span, let note = label.note, note.money != nil || note.shares != nil else { return false }
    return text[span.start] == 0x28 || span.count < 60 && residueIsNote(span)
  }

  private func residueIsNote(_ span: Span) -> Bool {
    LabelWords.words(text, span).count <= 5
  }

  private func indent(_ row: TableLayout.Row) -> Int { row.label.map { table.cells[$0].indent } ?? 0 }

  private func data(
    _ row: TableLayout.Row, _ index: Int, _ block: inout HeaderBlock, _ sections: SectionStack, _ flow: RollForward,
    _ continued: [TableColumn], _ columns: inout [TableColumn]
  ) -> [Figure] {
    var figures: [Figure] = []
    var read: [TableColumn] = []
    var position = 0
    let values = row.cells.count { layout.contents[$0].isNumeric || layout.contents[$0].isNothing }
    let parents = sections.parents(indent: indent(row), of: labels[index])
    for (place, cellIndex) in row.cells.enumerated() {
      let cell = table.cells[cellIndex]
      let bounds: (CellNumber, CellNumber)
      switch layout.contents[cellIndex] {
      case .number(let number): bounds = (number, number)
      case .range(let low, let high): bounds = (low, high)
      case .text:
        let column = block.column(
          cell.column, cell.column + cell.columnSpan, in: self, prefix: parents.compactMap(\.span))
        let own = period(row: index, column: column)
        figures += prose(in: cellIndex, row: index).map {
          $0.completed(metric: metric(labels[index], parents, column), period: own, modality: column.modality)
        }
        continue
      case .nothing:
        position += 1
        read.append(TableColumn())
        continue
      default: continue
      }
      defer { position += 1 }
      var number = bounds.0
      let beside = neighbours(row.cells, place)
      if beside.isFootnote { continue }
      if number.unit == nil { number.unit = beside.unit }
      if beside.isOpen { number.isNegative = true }
      var column = block.column(
        cell.column, cell.column + cell.columnSpan, in: self, prefix: parents.compactMap(\.span))
      if values == continued.count, position < continued.count { column = continued[position] }
      read.append(column)
      if column.cues.contains(.identifier), number.unit == nil { continue }
      let reading = UnitReading(
        number: number, row: index, label: labels[index], parents: parents, column: column, note: note,
        marks: marks.marks(cell.column, cell.column + cell.columnSpan), rowHasCurrency: marks.rowHasCurrency[index],
        surroundings: surroundings, tableUnit: unit, namesUnits: namesUnits, countedRows: countedRows,
        isAlwaysSigned: marks.isAlwaysSigned)
      let measured = reading.measure()
      let quantity = reading.quantity(low: number, high: bounds.1, measured)
      var period = period(row: index, column: column)
      if period.period == nil { period = flow.period(of: index, context) ?? (nil, nil) }
      if period.period == nil, let section = parents.last(where: { $0.period != nil }) {
        period = edge(section.period, labels[index].cues, section.periodSpan)
      }
      if period.period == nil { period = edge(surroundings.period, labels[index].cues, surroundings.periodSpan) }
      figures.append(
        Figure(
          quantity: quantity, span: Span(bounds.0.span.start, bounds.1.span.end),
          place: .cell(table: tableIndex, row: index, column: cell.column),
          metric: metric(labels[index], parents, column), period: period.period, periodSpan: period.span,
          role: role(labels[index], column), direction: direction(quantity, labels[index], column),
          modality: modality(of: column, in: period.period)))
    }
    if read.count >= columns.count, !read.contains(where: { $0.period == nil }) { columns = read }
    return figures
  }

  /// What a period that begins after the report is said to hold is no report of it.
  private func modality(of column: TableColumn, in period: Period?) -> Modality {
    guard column.modality == .reported, let period, let reportDate = context.reportDate, period.start > reportDate
    else {
      return column.modality
    }
    return .forecast
  }

  private func edge(_ period: Period?, _ cues: LabelCues, _ span: Span?) -> (period: Period?, span: Span?) {
    guard let period, !period.isPointInTime else { return (period, span) }
    if cues.contains(.beginning) { return (context.edge(of: period, isEnd: false).moved(days: -1), span) }
    if cues.contains(.ending) { return (context.edge(of: period, isEnd: true), span) }
    return (period, span)
  }

  /// The signs in the cells just left and right of a number.
  private func neighbours(_ cells: [Int], _ place: Int) -> (unit: Unit?, isOpen: Bool, isFootnote: Bool) {
    var unit: Unit?
    var isOpen = false
    let cell = table.cells[cells[place]]
    if place > 0, case .mark(let mark) = layout.contents[cells[place - 1]] {
      switch mark {
      case .currency(let code): unit = .currency(code)
      case .open: isOpen = true
      default: break
      }
    }
    if place + 1 < cells.count, case .mark(let mark) = layout.contents[cells[place + 1]],
      table.cells[cells[place + 1]].column <= cell.column + cell.columnSpan + 1
    {
      switch mark {
      case .unit(let found): unit = found
      case .close(let found): unit = found ?? unit
      default: break
      }
    }
    // "(1)" beside a number, under no header of its own, points to a note.
    var isFootnote = false
    if place > 0, layout.contents[cells[place - 1]].isNumeric, cell.span.count == 3, text[cell.span.start] == 0x28,
      table.cells[cells[place - 1]].column + table.cells[cells[place - 1]].columnSpan == cell.column,
      cell.columnSpan == 1,
      marks.isFootnoteColumn(cell.column)
    {
      isFootnote = true
    }
    return (unit, isOpen, isFootnote)
  }

  /// The row's name, then the sections it stands in, then the column's own name.
  private func metric(_ label: Label, _ parents: [Label], _ column: TableColumn) -> [Span] {
    var spans: [Span] = []
    if let span = label.span, !label.isPeriod { spans.append(LabelTrim.trim(text, span)) }
    for parent in parents.reversed() where !parent.isPeriod {
      if let span = parent.span { spans.append(LabelTrim.trim(text, span)) }
    }
    spans += column.names.map { LabelTrim.trim(text, $0) }
    if spans.isEmpty, let name = surroundings.name { spans.append(LabelTrim.trim(text, name)) }
    return spans.filter { !$0.isEmpty }
  }

  private func role(_ label: Label, _ column: TableColumn) -> Figure.Role {
    if column.cues.contains(.change) { return .change }
    if column.cues.contains(.part) || label.cues.contains(.part) { return .share }
    return .level
  }

  private func direction(_ quantity: Quantity, _ label: Label, _ column: TableColumn) -> Figure.Direction? {
    guard column.cues.contains(.change) else { return nil }
    return quantity.value == 0 ? .flat : quantity.value < 0 ? .down : .up
  }
}
