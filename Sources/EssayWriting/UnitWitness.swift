import FigureExtraction
import Foundation
import ReportReading
import Synchronization

/// Whether a report's own bytes bear out the unit and the scale that its figure was read with.
///
/// It shares nothing with the reading of tables: it looks at the cell, then at the labels and headers around it, for a unit
/// that is named there, and holds the nearest one against the figure. "$24" for a wait in months does not pass.
package final class UnitWitness: Sendable {
  package let evidence: Evidence
  private let labels = Mutex<[Span: UnitLabel]>([:])
  private let objections = Mutex<[Printed: String?]>([:])
  private let surroundings = Mutex<[Int: [Span]]>([:])
  private struct Printed: Hashable {
    let span: Span
    let quantity: Quantity
  }

  /// The unit notes of every table: a filing states its scale once.
  private let notes: [Span]

  package init(_ evidence: Evidence) {
    self.evidence = evidence
    notes = evidence.report.tables.compactMap(\.unitNote)
  }

  /// Why the figure cannot be printed with its unit; nil where the report bears it out. Remembered: what a note means to
  /// print, its proof asks again.
  package func objection(to figure: Figure) -> String? {
    let printed = Printed(span: figure.span, quantity: figure.quantity)
    if let known = objections.withLock({ $0[printed] }) { return known }
    let objection = found(against: figure)
    objections.withLock { $0[printed] = .some(objection) }
    return objection
  }

  private func found(against figure: Figure) -> String? {
    let own = label(figure.span)
    let unit = figure.quantity.unit
    let place = place(of: figure)
    if unit != .count, !own.names(unit), !isSigned(place, unit) {
      let named = place.nearest.lazy.map(label).first { !$0.units.isEmpty }
      if let named, !named.units.contains(where: { UnitLabel.agree($0, unit) }) {
        return "“\(named.text.flattened)” does not measure in \(unit.symbol ?? "numbers")"
      }
      if let section = place.section.map(label), section.isOfPercentages, !UnitLabel.isOfPercentages(unit),
        !place.row.contains(where: { label($0).names(unit) })
      {
        return "“\(section.text.flattened)” gives percentages"
      }
      if named == nil, witness(of: unit, place) == nil {
        return "nothing near it in the report says \(unit.symbol ?? "")"
      }
    }
    guard let exponent = own.exponent(of: figure.quantity), exponent != 0 else { return nil }
    for span in [place.nearest, place.around, notes].joined() {
      let label = label(span)
      if label.scales.isEmpty { continue }
      if label.scales.contains(exponent) { return nil }
      // "$96.3 million" in a paragraph is its own scale, not a table's.
      if label.statesAmounts { continue }
      return "“\(label.text.flattened)” does not give the scale it is printed with"
    }
    return "nothing near it in the report gives the scale it is printed with"
  }

  /// The words outside the figure that its unit or scale is read from; nil where its own bytes say all.
  package func witness(of figure: Figure) -> Span? {
    let own = label(figure.span)
    let place = place(of: figure)
    if let exponent = own.exponent(of: figure.quantity), exponent != 0 {
      return [place.nearest, place.around, notes].joined().first { label($0).scales.contains(exponent) }
    }
    if figure.quantity.unit == .count || own.names(figure.quantity.unit) { return nil }
    if isSigned(place, figure.quantity.unit) { return place.next }
    return witness(of: figure.quantity.unit, place)
  }

  /// Whether the cell right behind the figure is nothing but its unit: "75.0 | %".
  private func isSigned(_ place: Place, _ unit: FigureExtraction.Unit) -> Bool {
    guard let sign = place.next, sign.count <= 4 else { return false }
    return label(sign).units.contains { UnitLabel.agree($0, unit) }
  }

  /// The labels, headers and notes that a figure's unit may stand in, nearest first.
  package func labels(around figure: Figure) -> [Span] {
    let place = place(of: figure)
    return place.nearest + place.around
  }

  /// A place's words, read once.
  private func label(_ span: Span) -> UnitLabel {
    if let known = labels.withLock({ $0[span] }) { return known }
    let label = UnitLabel(evidence.report.string(span))
    labels.withLock { $0[span] = label }
    return label
  }

  private func witness(of unit: FigureExtraction.Unit, _ place: Place) -> Span? {
    place.nearest.first { label($0).names(unit) } ?? place.around.first { label($0).names(unit) }
      ?? place.cells.first { label($0).names(unit) } ?? notes.first { label($0).names(unit) } ?? currencyCell(unit)
  }

  /// A cell that is nothing but the currency's sign, anywhere in the report's tables.
  private func currencyCell(_ unit: FigureExtraction.Unit) -> Span? {
    guard case .currency(let code) = unit, let marks = UnitLabel.marks[code] else { return nil }
    for table in evidence.report.tables {
      for cell in table.cells where cell.span.count <= 4 && marks.contains(evidence.report.string(cell.span).flattened)
      {
        return cell.span
      }
    }
    return nil
  }

  // MARK: Where to look

  private func place(of figure: Figure) -> Place {
    let report = evidence.report
    switch figure.place {
    case .prose(let sentence):
      guard report.sentences.indices.contains(sentence) else { return Place(figure) }
      let place = report.sentences[sentence]
      return Place(figure, around: [place.span, report.blocks[place.block].span])
    case .cell(let index, let row, let column):
      guard report.tables.indices.contains(index) else { return Place(figure) }
      return Place(figure, in: report.tables[index], row, column, around: around(table: index))
    }
  }

  /// What names the unit of a table's many figures: unit note, caption, heading, the three blocks above, where it often stands.
  /// Remembered.
  private func around(table index: Int) -> [Span] {
    if let known = surroundings.withLock({ $0[index] }) { return known }
    let (report, table) = (evidence.report, evidence.report.tables[index])
    var around = [table.unitNote, table.caption].compactMap { $0 }
    if let heading = table.heading { around.append(report.blocks[heading].span) }
    if let start = table.cells.first(where: { !$0.span.isEmpty })?.span.start,
      let block = report.blockIndex(at: start)
    {
      around += report.blocks[max(0, block - 3)..<block].map(\.span).filter { $0.count < 400 }
    }
    surroundings.withLock { $0[index] = around }
    return around
  }

  /// What stands around a figure.
  private struct Place {
    private let figure: Span
    private let table: (table: Table, row: Int, column: Int)?
    /// Labels of the figure itself, nearest first: row, column header, parent rows.
    private(set) var nearest: [Span] = []
    /// What names the unit of many; for prose, the sentence and its block.
    let around: [Span]

    /// In prose, or nowhere.
    init(_ figure: Figure, around: [Span] = []) {
      self.figure = figure.span
      self.around = around
      table = nil
    }

    init(_ figure: Figure, in table: Table, _ row: Int, _ column: Int, around: [Span]) {
      self.figure = figure.span
      self.around = around
      self.table = (table, row, column)
      nearest += (0..<max(1, table.headerColumnCount)).compactMap { text(row, $0) }
      nearest += (0..<table.headerRowCount).reversed().compactMap { text($0, column) }
      nearest += figure.metric.dropFirst()
      if let noun = figure.noun { nearest.append(noun) }
    }

    private func text(_ row: Int, _ column: Int) -> Span? {
      table?.table.cell(row: row, column: column).flatMap { $0.span.isEmpty || $0.span == figure ? nil : $0.span }
    }

    /// The next cell of its row that says anything.
    var next: Span? {
      guard let table, table.column + 1 < table.table.columnCount else { return nil }
      return (table.column + 1..<table.table.columnCount).lazy.compactMap { text(table.row, $0) }.first
    }

    /// Other cells of its row.
    var row: [Span] {
      guard let table else { return [] }
      return (1..<max(2, table.table.columnCount)).compactMap { text(table.row, $0) }
    }

    /// Other cells of its row and column, and of the columns beside it.
    var cells: some Sequence<Span> {
      let (rows, column) = (table?.table.rowCount ?? 0, table?.column ?? 0)
      let beside = (0..<3 * rows).lazy.compactMap { text($0 % rows, column + [0, -1, 1][$0 / rows]) }
      return [AnySequence(row), AnySequence(beside)].joined()
    }

    /// The nearest row above that is a label and nothing else.
    var section: Span? {
      guard let table else { return nil }
      return (0..<table.row).reversed().lazy.compactMap { above -> Span? in
        guard let label = text(above, 0),
          (1..<table.table.columnCount).allSatisfy({ column in text(above, column).map { $0 == label } ?? true })
        else { return nil }
        return label
      }.first
    }
  }
}
