import FigureExtraction
import ReportReading

/// The tables that say what expires, matures or falls due in each year. Each year has its own share of one stock there: the
/// years are no course of a measure, and those ahead are no forecast.
struct Schedules {
  private struct Table: Hashable {
    let report: Int
    let table: Int
  }
  private var found: Set<Table> = []

  init(_ dossier: Dossier) {
    for (index, evidence) in dossier.evidence.enumerated() {
      var titled: Set<Int> = []
      for (number, table) in evidence.report.tables.enumerated() {
        if Self.hasRest(table, evidence.report) {
          found.insert(Table(report: index, table: number))
        } else if let title = Self.title(of: table, evidence.report) {
          switch title {
          case .vintage: found.insert(Table(report: index, table: number))
          case .term: titled.insert(number)
          }
        }
      }
      let ahead = Self.ahead(titled, evidence, dossier.asOf)
      found.formUnion(ahead.map { Table(report: index, table: $0) })
    }
  }

  func contains(_ table: Int, of report: Int) -> Bool {
    !found.isEmpty && found.contains(Table(report: report, table: table))
  }

  private enum Title { case vintage, term }

  /// Whether a label stands for all later years: "Thereafter", "2031 and thereafter".
  private static func hasRest(_ table: ReportReading.Table, _ report: Report) -> Bool {
    table.cells.contains { cell in
      guard cell.row < table.headerRowCount || cell.column < max(1, table.headerColumnCount),
        (10...60).contains(cell.span.count)
      else { return false }
      let words = Words.lowercased(in: report, cell.span)
      return words.first == "thereafter" && words.count <= 3 || words.last == "thereafter" && words.count <= 4
    }
  }

  /// What its caption, its heading or the heads of its columns call the table.
  private static func title(of table: ReportReading.Table, _ report: Report) -> Title? {
    var spans = [table.caption, table.heading.map { report.blocks[$0].span }].compactMap(\.self)
    spans += table.cells.prefix { $0.row < max(1, table.headerRowCount) }.map(\.span)
    var title: Title?
    for span in spans where (3...160).contains(span.count) {
      let words = Words.lowercased(in: report, span)
      if words.contains(where: { $0 == "vintage" || $0 == "vintages" }) { return .vintage }
      for (place, word) in words.enumerated() where terms.contains(word) {
        // Securities held to maturity are a balance, and a yield to maturity is a price.
        if place > 0, words[place - 1] == "to" { continue }
        // What something is due to is its cause.
        if word == "due", place + 1 < words.count, words[place + 1] == "to" { continue }
        title = .term
      }
    }
    return title
  }

  /// Those of several tables most of whose figures are dated after their report.
  private static func ahead(_ tables: Set<Int>, _ evidence: Evidence, _ asOf: CalendarDate) -> [Int] {
    guard !tables.isEmpty else { return [] }
    let date = evidence.report.metadata.date ?? asOf
    var counts: [Int: (ahead: Int, all: Int)] = [:]
    for figure in evidence.figures {
      guard case .cell(let table, _, _) = figure.place, tables.contains(table), let period = figure.period else {
        continue
      }
      counts[table, default: (0, 0)].all += 1
      if period.end > date { counts[table, default: (0, 0)].ahead += 1 }
    }
    return counts.filter { $0.value.ahead * 2 > $0.value.all }.keys.sorted()
  }

  private static let terms = WordSet(
    text: "expiration expirations expiry expiries expiring expires maturity maturities maturing matures rollover due")
}
