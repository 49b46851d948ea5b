import ReportReading

extension ByteWriter {
  mutating func put(span: Span) {
    put(span.start)
    put(span.end)
  }

  mutating func put(report: Report) {
    put(report.source.path)
    put(report.source.sha256)
    put(report.source.format.rawValue)
    put(report.source.byteCount)
    put(metadata: report.metadata)
    put(report.text)
    put(report.tables) { $0.put(table: $1) }
    put(report.blocks) { $0.put(block: $1) }
    put(report.sentences) {
      $0.put(span: $1.span)
      $0.put($1.block)
    }
    put(report.facts) { $0.put(fact: $1) }
    put(report.notes) { $0.put($1) }
  }

  private mutating func put(metadata: ReportMetadata) {
    put(metadata.title)
    put(metadata.publisher) { $0.put($1) }
    put(metadata.date) { $0.put($1.dayNumber) }
    put(metadata.language) { $0.put($1) }
    put(metadata.fiscalYearEnd) {
      $0.put($1.month)
      $0.put($1.day)
    }
    put(metadata.link) { $0.put($1) }
  }

  private mutating func put(block: Block) {
    switch block.kind {
    case .heading(let level):
      put(0)
      put(level)
    case .paragraph: put(1)
    case .listItem(let depth, let ordinal):
      put(2)
      put(depth)
      put(ordinal) { $0.put($1) }
    case .tableCell(let table, let cell):
      put(3)
      put(table)
      put(cell)
    case .caption(let table):
      put(4)
      put(table)
    case .quote: put(5)
    case .preformatted: put(6)
    }
    put(span: block.span)
    put(block.line)
    put(block.emphasis) {
      $0.put($1.kind == .strong)
      $0.put(span: $1.span)
    }
  }

  private mutating func put(table: Table) {
    put(table.rowCount)
    put(table.columnCount)
    put(table.cells) {
      $0.put(span: $1.span)
      for number in [$1.row, $1.column, $1.rowSpan, $1.columnSpan, $1.indent] { $0.put(number) }
      $0.put($1.isMarkedHeader)
      $0.put($1.isStrong)
    }
    put(table.grid) { $0.put($1) }
    put(table.headerRowCount)
    put(table.headerColumnCount)
    put(table.caption) { $0.put(span: $1) }
    put(table.unitNote) { $0.put(span: $1) }
    put(table.heading) { $0.put($1) }
  }

  private mutating func put(fact: TaggedFact) {
    put(span: fact.span)
    put(fact.value)
    put(fact.unit) { $0.put($1) }
    put(fact.concept)
    put(fact.start) { $0.put($1.dayNumber) }
    put(fact.end) { $0.put($1.dayNumber) }
    put(fact.isDimensional)
  }
}

extension ByteReader {
  mutating func report(hasLink: Bool) throws(Fault) -> Report {
    let source = ReportSource(
      path: try string(), sha256: try string(), format: try choice(ReportFormat.self), byteCount: try int())
    let metadata = try metadata(hasLink: hasLink)
    let text = try array()
    textCount = text.count
    let tables = try list { reader throws(Fault) in try reader.table() }
    let blocks = try list { reader throws(Fault) in try reader.block(tables: tables) }
    for table in tables {
      if let heading = table.heading, !blocks.indices.contains(heading) { throw .malformed("a heading out of range") }
    }
    let sentences = try list { reader throws(Fault) in
      Sentence(span: try reader.span(), block: try reader.int(in: blocks.indices, "a sentence's block"))
    }
    let facts = try list { reader throws(Fault) in try reader.fact() }
    let notes = try list { reader throws(Fault) in try reader.string() }
    return Report(
      source: source, metadata: metadata, text: text, blocks: blocks, tables: tables, sentences: sentences,
      facts: facts, notes: notes)
  }

  private mutating func metadata(hasLink: Bool) throws(Fault) -> ReportMetadata {
    ReportMetadata(
      title: try string(), publisher: try optional { reader throws(Fault) in try reader.string() },
      date: try optional { reader throws(Fault) in try reader.date() },
      language: try optional { reader throws(Fault) in try reader.string() },
      fiscalYearEnd: try optional { reader throws(Fault) in
        MonthDay(month: try reader.int(in: 1..<13, "a month"), day: try reader.int(in: 1..<32, "a day"))
      }, link: hasLink ? try optional { reader throws(Fault) in try reader.string() } : nil)
  }

  private mutating func block(tables: [Table]) throws(Fault) -> Block {
    let kind: Block.Kind
    switch try int() {
    case 0: kind = .heading(level: try int())
    case 1: kind = .paragraph
    case 2: kind = .listItem(depth: try int(), ordinal: try optional { reader throws(Fault) in try reader.int() })
    case 3:
      let table = try int(in: tables.indices, "a cell's table")
      kind = .tableCell(table: table, cell: try int(in: tables[table].cells.indices, "a cell"))
    case 4: kind = .caption(table: try int(in: tables.indices, "a caption's table"))
    case 5: kind = .quote
    case 6: kind = .preformatted
    default: throw .malformed("an unknown kind of block")
    }
    return Block(
      kind: kind, span: try span(), line: try int(),
      emphasis: try list { reader throws(Fault) in
        Emphasis(kind: try reader.bool() ? .strong : .stressed, span: try reader.span())
      })
  }

  private mutating func table() throws(Fault) -> Table {
    let rowCount = try int(in: 0..<1 << 24, "a table's height")
    let columnCount = try int(in: 0..<1 << 24, "a table's width")
    let cells = try list { reader throws(Fault) in try reader.cell() }
    let grid = try list { reader throws(Fault) in try reader.int(in: -1..<cells.count, "a table's place") }
    guard grid.count == rowCount * columnCount else { throw .malformed("a table of the wrong size") }
    return Table(
      rowCount: rowCount, columnCount: columnCount, cells: cells, grid: grid,
      headerRowCount: try int(in: 0..<rowCount + 1, "a header"),
      headerColumnCount: try int(in: 0..<columnCount + 1, "a header"),
      caption: try optional { reader throws(Fault) in try reader.span() },
      unitNote: try optional { reader throws(Fault) in try reader.span() },
      heading: try optional { reader throws(Fault) in try reader.int() })
  }

  private mutating func cell() throws(Fault) -> Table.Cell {
    let span = try span()
    let (row, column, rowSpan, columnSpan, indent) = (try int(), try int(), try int(), try int(), try int())
    return Table.Cell(
      span: span, row: row, column: column, rowSpan: rowSpan, columnSpan: columnSpan, isMarkedHeader: try bool(),
      isStrong: try bool(), indent: indent)
  }

  private mutating func fact() throws(Fault) -> TaggedFact {
    TaggedFact(
      span: try span(), value: try decimal(), unit: try optional { reader throws(Fault) in try reader.string() },
      concept: try string(), start: try optional { reader throws(Fault) in try reader.date() },
      end: try optional { reader throws(Fault) in try reader.date() }, isDimensional: try bool())
  }
}
