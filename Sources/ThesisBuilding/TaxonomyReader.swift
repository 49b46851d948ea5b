import FigureExtraction
import ReportReading

/// Finds sets of kinds: tables of words, and lists of three or more `term — gloss`.
struct TaxonomyReader {
  /// A taxonomy and the block where it begins.
  struct Found {
    let taxonomy: Taxonomy
    let report: Int
    let block: Int
  }

  let dossier: Dossier
  let outlines: [Outline]

  func all() -> [Found] {
    dossier.evidence.indices.flatMap { tables($0) + lists($0) }.sorted { ($0.report, $0.block) < ($1.report, $1.block) }
  }

  private func tables(_ index: Int) -> [Found] {
    let evidence = dossier.evidence[index]
    var figureCells: [Int: Int] = [:]
    for figure in evidence.figures {
      if case .cell(let table, _, _) = figure.place { figureCells[table, default: 0] += 1 }
    }
    return evidence.report.tables.indices.compactMap { number in
      let table = evidence.report.tables[number]
      guard table.columnCount >= 2, table.columnCount <= 6, table.rowCount <= 16,
        let start = table.cells.first(where: { !$0.span.isEmpty })?.span.start,
        let block = evidence.report.blockIndex(at: start), outlines[index].setting[block] == .body
      else { return nil }
      let firstRow = table.headerRowCount
      guard firstRow > 0 else { return nil }
      let rows = (firstRow..<table.rowCount).compactMap { row in cells(table, row, index) }
      let header = cells(table, firstRow - 1, index) ?? []
      guard rows.count >= 2, header.count == table.columnCount, rows.allSatisfy({ $0.count == table.columnCount }),
        isWords(rows, evidence.report),
        Double(figureCells[number] ?? 0) <= 0.4 * Double(rows.count * (table.columnCount - 1))
      else { return nil }
      let title = outlines[index].head[block]
      return Found(
        taxonomy: Taxonomy(
          columns: header, rows: rows,
          title: title < 0 ? table.caption.map { Citation(report: index, span: $0) } : titleCitation(index, title)),
        report: index, block: block)
    }
  }

  private func cells(_ table: Table, _ row: Int, _ index: Int) -> [Citation]? {
    var citations: [Citation] = []
    for column in 0..<table.columnCount {
      guard let cell = table.cell(row: row, column: column), !cell.span.isEmpty, cell.columnSpan == 1 else {
        return nil
      }
      citations.append(Citation(report: index, span: cell.span))
    }
    return citations
  }

  /// Short cells with letters, the kinds all different.
  private func isWords(_ rows: [[Citation]], _ report: Report) -> Bool {
    var kinds: Set<String> = []
    var worded = 0
    var total = 0
    for row in rows {
      for cell in row {
        let words = Words.spans(in: report.text, cell.span)
        if words.count > 16 { return false }
        total += 1
        if words.contains(where: { Words.isLetter(report.text[$0.start]) }) { worded += 1 }
      }
      if let kind = row.first { kinds.insert(report.string(kind.span)) }
    }
    return kinds.count == rows.count && worded * 10 >= total * 8
  }

  private func lists(_ index: Int) -> [Found] {
    let report = dossier.evidence[index].report
    var found: [Found] = []
    var run: [(block: Int, item: TermGlossReader.Item)] = []
    func close() {
      if run.count >= 3, let first = run.first {
        let rows = run.map { entry in
          [Citation(report: index, span: entry.item.term)]
            + (entry.item.gloss.map { [Citation(report: index, span: $0)] } ?? [])
        }
        let heading = outlines[index].head[first.block]
        found.append(
          Found(
            taxonomy: Taxonomy(columns: [], rows: rows, title: heading < 0 ? nil : titleCitation(index, heading)),
            report: index, block: first.block))
      }
      run = []
    }
    for (number, block) in report.blocks.enumerated() {
      guard case .listItem(_, let ordinal) = block.kind, ordinal == nil, outlines[index].setting[number] == .body,
        let item = TermGlossReader.item(report, block), item.gloss != nil,
        !StanceReader.isUnderCue(report, outlines[index], number)
      else {
        close()
        continue
      }
      run.append((number, item))
    }
    close()
    return found
  }

  private func titleCitation(_ index: Int, _ heading: Int) -> Citation {
    let report = dossier.evidence[index].report
    let span = outlines[index].heads[heading].span
    return Citation(report: index, span: HeadingName.span(report, span) ?? span)
  }
}
