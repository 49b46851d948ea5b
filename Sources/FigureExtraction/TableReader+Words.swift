import Foundation
import ReportReading

/// Cells of words, whose figures running text's grammar reads.
extension TableReader {
  /// Figures in the words of a cell, in the table's scale where they are written without one ("net of allowance of $4.4").
  func prose(in cell: Int?, row: Int, isLabel: Bool = false) -> [Figure] {
    guard let cell, layout.contents[cell].isText else { return [] }
    let span = table.cells[cell].span
    guard text[span.range].contains(where: { $0 >= 0x30 && $0 <= 0x39 }), isLabel || !RunningText.fills(span, of: text)
    else { return [] }
    let tokens = Tokenizer.tokens(of: text, in: span)
    let found = QuantityScanner().scan(text, tokens: tokens)
    var sentence = SentenceReader(text: text, tokens: tokens, span: span, reportDate: context.reportDate)
    let stated = sentence.statements(among: found)
    guard stated.contains(where: \.isFigure) else { return [] }
    sentence.periods = scanner.scan(text, in: span)
    let place = Figure.Place.cell(table: tableIndex, row: row, column: table.cells[cell].column)
    return sentence.figures(from: stated, sentence: 0, scale: ProseScale()).map { figure in
      let isScaled = found.contains { $0.span == figure.span && $0.hasScale }
      return figure.moved(to: place, quantity: isScaled ? figure.quantity : scaled(figure))
    }
  }

  /// Prices keep their cents; other money and counts of shares take the note's scale.
  private func scaled(_ figure: Figure) -> Quantity {
    let quantity = figure.quantity
    guard quantity.per == nil else { return quantity }
    switch quantity.unit {
    case .currency where quantity.resolution > Decimal(sign: .plus, exponent: -2, significand: 1):
      return quantity.scaled(by: note.money ?? 0)
    case .count:
      guard let noun = figure.noun, LabelCues.read(text, noun).contains(.shares) else { return quantity }
      return quantity.scaled(by: note.shares ?? (note.isGeneral ? note.money ?? 0 : 0))
    default: return quantity
    }
  }
}
