import FigureExtraction
import Foundation
import ReportReading

/// Whether a report's own bytes bear out the unit and the scale that its figure was read with.
///
/// It shares nothing with the reading of tables: it looks at the cell, then at the labels and headers around it, for a unit
/// that is named there, and holds the nearest one against the figure. "$24" for a wait in months does not pass.
package struct UnitWitness: Sendable {
  package let evidence: Evidence
  private let scanner = QuantityScanner(context: QuantityContext())

  package init(_ evidence: Evidence) { self.evidence = evidence }

  /// Why the figure cannot be printed with its unit; nil where the report bears it out.
  package func objection(to figure: Figure) -> String? {
    let own = String(decoding: evidence.report.text[figure.span.range], as: UTF8.self)
    let labels = self.labels(of: figure)
    let unit = figure.quantity.unit
    if !names(unit, own), unit != .count {
      let named = labels.nearest.lazy.map { (words($0), units(inLabel: words($0))) }.first { !$0.1.isEmpty }
      if let (label, units) = named, !units.contains(where: { Self.agree($0, unit) }) {
        return "“\(label.flattened)” does not measure in \(unit.symbol ?? "numbers")"
      }
      if let section = labels.section, isOfPercentages(words(section)), !isOfPercentages(unit),
        !labels.row.contains(where: { names(unit, words($0)) })
      {
        return "“\(words(section).flattened)” gives percentages"
      }
      if named == nil, witness(of: unit, labels) == nil {
        return "nothing near it in the report says \(unit.symbol ?? "")"
      }
    }
    guard let exponent = exponent(own, figure.quantity), exponent != 0 else { return nil }
    for span in labels.nearest + labels.around + notes where !scales(in: words(span)).isEmpty {
      return scales(in: words(span)).contains(exponent)
        ? nil : "“\(words(span).flattened)” does not give the scale it is printed with"
    }
    return "nothing near it in the report gives the scale it is printed with"
  }

  /// The words outside the figure that its unit or scale is read from; nil where its own bytes say all.
  package func witness(of figure: Figure) -> Span? {
    let own = words(figure.span)
    let labels = self.labels(of: figure)
    if let exponent = exponent(own, figure.quantity), exponent != 0 {
      return (labels.nearest + labels.around + notes).first { scales(in: words($0)).contains(exponent) }
    }
    if figure.quantity.unit == .count || names(figure.quantity.unit, own) { return nil }
    return witness(of: figure.quantity.unit, labels)
  }

  // MARK: Where to look

  private struct Labels {
    /// Labels of the figure itself, nearest first: row, column header, parent rows.
    var nearest: [Span] = []
    /// What names the unit of many: caption, unit note, heading, the blocks above; for prose, the sentence.
    var around: [Span] = []
    /// Other cells of its row and column.
    var cells: [Span] = []
    /// Other cells of its row.
    var row: [Span] = []
    /// The nearest row above that is a label and nothing else.
    var section: Span?
  }

  private func labels(of figure: Figure) -> Labels {
    var labels = Labels()
    switch figure.place {
    case .prose(let sentence):
      guard evidence.report.sentences.indices.contains(sentence) else { return labels }
      let place = evidence.report.sentences[sentence]
      labels.around = [place.span, evidence.report.blocks[place.block].span]
    case .cell(let index, let row, let column):
      guard evidence.report.tables.indices.contains(index) else { return labels }
      let table = evidence.report.tables[index]
      func text(_ row: Int, _ column: Int) -> Span? {
        table.cell(row: row, column: column).flatMap { $0.span.isEmpty || $0.span == figure.span ? nil : $0.span }
      }
      labels.nearest += (0..<max(1, table.headerColumnCount)).compactMap { text(row, $0) }
      labels.nearest += (0..<table.headerRowCount).reversed().compactMap { text($0, column) }
      labels.nearest += figure.metric.dropFirst() + [figure.noun].compactMap { $0 }
      labels.row = (1..<max(2, table.columnCount)).compactMap { text(row, $0) }
      labels.cells += labels.row
      labels.section =
        (0..<row).reversed().lazy.compactMap { above -> Span? in
          guard let label = text(above, 0),
            (1..<table.columnCount).allSatisfy({ column in
              text(above, column).map { $0 == label } ?? true
            })
          else { return nil }
          return label
        }.first
      for near in [column, column - 1, column + 1] {
        labels.cells += (0..<table.rowCount).compactMap { text($0, near) }
      }
      labels.around += [table.unitNote, table.caption].compactMap { $0 }
      if let heading = table.heading { labels.around.append(evidence.report.blocks[heading].span) }
      labels.around += before(table)
    }
    return labels
  }

  /// The three blocks above a table, where its unit often stands.
  private func before(_ table: Table) -> [Span] {
    guard let start = table.cells.first(where: { !$0.span.isEmpty })?.span.start,
      let block = evidence.report.blockIndex(at: start)
    else { return [] }
    return evidence.report.blocks[max(0, block - 3)..<block].map(\.span).filter { $0.count < 400 }
  }

  /// The unit notes of every table: a filing states its scale once.
  private var notes: [Span] { evidence.report.tables.compactMap(\.unitNote) }

  private func words(_ span: Span) -> String { evidence.report.string(span) }

  // MARK: What is named

  private func witness(of unit: FigureExtraction.Unit, _ labels: Labels) -> Span? {
    if let near = (labels.nearest + labels.around + labels.cells).first(where: { names(unit, words($0)) }) {
      return near
    }
    return notes.first { names(unit, words($0)) }
      ?? currencyCell(unit)
  }

  /// A cell that is nothing but the currency's sign, anywhere in the report's tables.
  private func currencyCell(_ unit: FigureExtraction.Unit) -> Span? {
    guard case .currency(let code) = unit, let marks = Self.marks[code] else { return nil }
    for table in evidence.report.tables {
      for cell in table.cells where cell.span.count <= 4 && marks.contains(words(cell.span).flattened) {
        return cell.span
      }
    }
    return nil
  }

  private func isOfPercentages(_ label: String) -> Bool {
    let lower = label.lowercased()
    return lower.holds("percent") || lower.holds("%")
  }

  private func isOfPercentages(_ unit: FigureExtraction.Unit) -> Bool {
    [.percent, .percentagePoint, .basisPoint].contains(unit)
  }

  private func names(_ unit: FigureExtraction.Unit, _ text: String) -> Bool {
    let lower = text.lowercased()
    switch unit {
    case .currency(let code):
      if Self.marks[code]?.contains(where: lower.holds) == true || text.holds(code) { return true }
    case .percent, .percentagePoint:
      if ["%", "percent", "per cent", "rate", "margin", "point", "yield", " pp"].contains(where: lower.holds) {
        return true
      }
    case .basisPoint: if lower.holds("basis point") || lower.holds("bp") { return true }
    case .multiple:
      let words = ["times", "multiple", "ratio", "twice", "double", "triple", "fold", "half", "p/e"]
      if lower.holds("x") || words.contains(where: lower.holds) { return true }
    case .duration(let name): if lower.holds(name) { return true }
    case .count: return true
    case .physical(let symbol): if text.holds(symbol) { return true }
    }
    return units(inLabel: text).contains { Self.agree($0, unit) }
      || scan(text).contains { Self.agree($0.unit, unit) }
  }

  /// Units that a label names: in parentheses, after its last comma, or as the whole of it.
  private func units(inLabel text: String) -> [FigureExtraction.Unit] {
    guard text.count < 160 else { return [] }
    var named: [Substring] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      named.append(rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
    }
    if let comma = text.lastIndex(of: ",") { named.append(text[text.index(after: comma)...]) }
    if text.split(separator: " ").count <= 2 { named.append(text[...]) }
    return named.flatMap { unit -> [FigureExtraction.Unit] in
      var words = String(unit).flattened
      if words.hasPrefix("in ") { words.removeFirst(3) }
      guard !words.contains(where: \.isNumber), words.count > 1 || ["%", "x"].contains(words) || Self.isSign(words)
      else { return [] }
      let parts = words.lowercased().split(separator: " ")
      for (code, marks) in Self.marksInOrder where marks.contains(where: { parts.contains(Substring($0)) }) {
        return [.currency(code)]
      }
      // "(million boxes)" counts boxes; "(million dollars)" and "(in millions)" do not count.
      if parts.count > 1, ["hundred", "thousand", "million", "billion"].contains(parts[0]), parts[1] != "of",
        scan("1 \(words)").first?.unit == .count
      {
        return [.count]
      }
      let written = Array((words == "%" || words == "x" ? "1\(words)" : "1 \(words)").utf8)
      let found = scanner.scan(written, in: Span(0, written.count))
      // The whole of it must be the unit: "years", not "year ended".
      guard found.count == 1, let only = found.first, only.span.count == written.count, only.quantity.unit != .count
      else { return [] }
      return [only.quantity.unit]
    }
  }

  private static func isSign(_ text: String) -> Bool { marks.values.contains { $0.contains(text) } }

  private func scan(_ text: String) -> [Quantity] {
    let bytes = Array(text.utf8)
    return scanner.scan(bytes, in: Span(0, bytes.count)).map(\.quantity)
  }

  private static func agree(_ a: FigureExtraction.Unit, _ b: FigureExtraction.Unit) -> Bool {
    func kind(_ unit: FigureExtraction.Unit) -> FigureExtraction.Unit { unit == .percentagePoint ? .percent : unit }
    return kind(a) == kind(b)
  }

  /// How the signs and words of a currency are written, in lower case.
  private static let marks: [String: [String]] = [
    "USD": ["$", "us$", "usd", "dollar", "dollars", "cents"], "EUR": ["€", "eur", "euro", "euros"],
    "GBP": ["£", "gbp", "pounds", "sterling", "pence"], "JPY": ["¥", "jpy", "yen"],
    "CNY": ["¥", "rmb", "cny", "yuan", "renminbi"], "INR": ["₹", "inr", "rupee", "rupees"],
    "KRW": ["₩", "krw", "won"], "CHF": ["chf", "francs"], "CAD": ["c$", "cad"], "AUD": ["a$", "aud"],
  ]

  private static let marksInOrder = marks.sorted { $0.key < $1.key }

  // MARK: Scale

  /// The power of a thousand between the digits as they stand and the value; 0 where they are the same, nil where the
  /// figure is written in words or as several numbers.
  private func exponent(_ own: String, _ quantity: Quantity) -> Int? {
    guard quantity.isPoint, scales(in: own).isEmpty else { return nil }
    let digits = own.filter { $0.isNumber || $0 == "." || $0 == "," }
    guard let raw = Decimal(string: digits.filter { $0 != "," }, locale: nil), raw != 0 else { return nil }
    let ratio = abs(quantity.value) / raw
    return [1_000: 3, 1_000_000: 6, 1_000_000_000: 9, 1_000_000_000_000: 12][ratio] ?? (ratio == 1 ? 0 : nil)
  }

  /// Powers of ten that words name: "in millions" is 6, "$000" is 3, "$1.2bn" is 9.
  private func scales(in text: String) -> Set<Int> {
    guard text.count < 2_000 else { return [] }
    var found: Set<Int> = []
    let digits = text.filter(\.isNumber)
    for word in text.lowercased().split(whereSeparator: { !$0.isAlphabetic && !$0.isNumber }) {
      let letters = word.drop { $0.isNumber }
      switch letters {
      case "thousand", "thousands", "k", "tsd": found.insert(3)
      case "million", "millions", "mn", "mm", "m", "mil", "mill": found.insert(6)
      case "billion", "billions", "bn", "b": found.insert(9)
      case "trillion", "trillions", "tn", "t": found.insert(12)
      case "s" where word == "000s" && digits == "000": found.insert(3)
      case "" where word == "000" && digits == "000": found.insert(3)
      default: continue
      }
    }
    return found
  }
}
