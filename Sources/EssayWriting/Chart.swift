import FigureExtraction
import Foundation
import ThesisBuilding

/// The metrics table of a note as small charts: one panel a row, each on its own scale from zero.
///
/// Rows of different units never share an axis. Values are written as the table writes them, so a chart states nothing that
/// the note does not.
package struct Chart: Hashable, Sendable {
  package let title: String
  /// Who published the figures.
  package let source: String
  package let panels: [Panel]

  package struct Panel: Hashable, Sendable {
    package let name: String
    package let unit: String
    /// One a column of the table; nil where the table has no value.
    package let bars: [Bar?]
    package let periods: [String]
  }

  package struct Bar: Hashable, Sendable {
    package let value: Double
    package let writing: String
    /// An estimate, a forecast or a target: drawn as an outline.
    package let isAhead: Bool
  }

  static let mostPanels = 6

  /// Nil where the table has no row with two values over periods.
  init?(of table: Essay.MetricsTable, titled title: String, from dossier: Dossier) {
    let periods = table.columns.dropFirst().map { Markdown.plain($0.text) }
    guard periods.count > 1 else { return nil }
    var reports: [Int] = []
    var earlier: [String] = []
    var panels: [Panel] = []
    for row in table.rows.prefix(Self.mostPanels) {
      guard let name = row.first.flatMap({ $0 }) else { continue }
      var units: Set<FigureExtraction.Unit> = []
      let bars = row.dropFirst().map { cell -> Bar? in
        if case .remembered(let old, .value, let text)? = cell?.parts.first, let low = old.low, low == old.high {
          if !earlier.contains(old.publisher) { earlier.append(old.publisher) }
          return Bar(
            value: NSDecimalNumber(decimal: low).doubleValue, writing: Markdown.plain(text), isAhead: false)
        }
        guard let cell,
          case .figure(let reference, let text)? = cell.parts.first(where: { part in
            if case .figure = part { true } else { false }
          })
        else { return nil }
        let figure = dossier.figure(reference)
        units.insert(figure.quantity.unit)
        if !reports.contains(reference.report) { reports.append(reference.report) }
        return Bar(
          value: NSDecimalNumber(decimal: figure.quantity.value).doubleValue, writing: Markdown.plain(text),
          isAhead: figure.modality != .reported || figure.period.map { $0.start > dossier.asOf } == true)
      }
      guard bars.count(where: { $0 != nil }) > 1, units.count == 1, let unit = units.first else { continue }
      var (label, measure) = (Markdown.plain(name.text), Self.name(of: unit))
      // "Copper use (thousand tonnes)": the label's own unit says more than "number".
      if unit == .count, label.hasSuffix(")"), let open = label.lastIndex(of: "(") {
        measure = String(label[label.index(after: open)...].dropLast())
        label = label[..<open].trimmed
      }
      // Words that every value ends in stand once, above the panel, and not over each bar.
      let shared = Self.sharedEnding(bars.compactMap { $0?.writing })
      if let shared { measure = shared }
      let written = bars.map { bar in
        bar.map { shared == nil ? $0 : Bar(value: $0.value, writing: $0.writing.numberOnly, isAhead: $0.isAhead) }
      }
      panels.append(Panel(name: label, unit: measure, bars: written, periods: periods))
    }
    guard !panels.isEmpty else { return nil }
    self.title = title
    self.panels = panels
    var sources: [String] = []
    for report in reports.sorted() where !sources.contains(dossier.publisher(of: report)) {
      sources.append(dossier.publisher(of: report))
    }
    for publisher in earlier where !publisher.isEmpty && !sources.contains(publisher) { sources.append(publisher) }
    source = sources.joined(separator: ", ")
  }

  /// What a screen reader says instead of the drawing.
  var description: String {
    panels.map { panel in
      let values = zip(panel.periods, panel.bars).compactMap { period, bar in bar.map { "\(period) \($0.writing)" } }
      return "\(panel.name): \(values.joined(separator: ", "))."
    }.joined(separator: " ")
  }

  /// "thousand tonnes" of "290 thousand tonnes" and "410 thousand tonnes"; nil where values end differently, or in a sign.
  private static func sharedEnding(_ writings: [String]) -> String? {
    let endings = Set(writings.map { String($0.dropFirst($0.numberOnly.count)).trimmed })
    guard endings.count == 1, let ending = endings.first, ending.count > 2,
      ending.allSatisfy({ $0.isAlphabetic || $0 == " " })
    else { return nil }
    return ending
  }

  private static func name(of unit: FigureExtraction.Unit) -> String {
    switch unit {
    case .currency(let code): code
    case .percent: "percent"
    case .percentagePoint: "percentage points"
    case .basisPoint: "basis points"
    case .multiple: "times"
    case .count: "number"
    case .physical(let symbol): symbol
    case .duration(let name): name + "s"
    }
  }
}

extension String {
  /// A writing up to its first space: "290" of "290 thousand tonnes".
  fileprivate var numberOnly: String { String(prefix { $0 != " " }) }
}
