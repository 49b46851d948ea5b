import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// Reads what a report's tables say each part is of its whole: rows, or cells of a row, that add to a total.
struct StakeReader {
  let dossier: Dossier
  let index: Int
  private var report: Report { dossier.evidence[index].report }
  private var words: WordList { dossier.words[index] }

  init(_ dossier: Dossier, report index: Int) {
    self.dossier = dossier
    self.index = index
  }

  /// A labelled figure on its way to being added up.
  private struct Item {
    let label: Span
    let figure: FigureReference
    let value: Decimal
    let resolution: Decimal
    /// The value and the resolution as binary numbers, by which most sums are seen not to be one.
    let near: Double
    let slack: Double
  }

  /// What can be added up: figures of one unit and period.
  private struct Measure: Hashable {
    let unit: FigureExtraction.Unit
    let period: Period?
  }

  /// A whole and the parts that add to it.
  private struct Sum {
    let whole: Item
    let parts: [Item]
    let period: Period?
  }

  /// Every part of every whole of the newest period that the report tells it for; the finest divisions first, then the
  /// largest part. O(figures in tables), with at most `longest` rows added up at once.
  func stakes() -> [Stake] {
    let lines = lines()
    // A table's newest period speaks for it, whether or not that one adds up.
    var ends: [Int: CalendarDate] = [:]
    for line in lines {
      if let end = line.period?.end { ends[line.table] = max(ends[line.table] ?? end, end) }
    }
    let all = lines.filter { $0.period?.end == ends[$0.table] }.flatMap(sums(in:))
    // A whole that is itself a part is told by what it is a part of.
    let parts = Set(all.flatMap { $0.parts.map(\.figure) })
    let sums = all.filter { !parts.contains($0.whole.figure) && isWorthLosing($0.whole) }
    guard let newest = sums.compactMap({ $0.period?.end }).max() else { return [] }
    return shortest(of: sums.filter { $0.period?.end == newest })
      .sorted { ($1.parts.count, $0.whole.figure) < ($0.parts.count, $1.whole.figure) }
      .flatMap { sum in
        sum.parts.compactMap { stake($0, of: sum) }.sorted { $0.share > $1.share }
      }
  }

  /// Of one division over several stretches the shortest is the news: the quarter, not the year so far.
  private func shortest(of sums: [Sum]) -> [Sum] {
    func days(_ sum: Sum) -> Int { sum.period.map { $0.end.dayNumber - $0.start.dayNumber } ?? .max }
    let names = sums.map { $0.parts.map { StakeReader.plain(report.string($0.label)).lowercased() } }
    var least: [[String]: Int] = [:]
    for (sum, names) in zip(sums, names) { least[names] = min(least[names] ?? .max, days(sum)) }
    return zip(sums, names).filter { days($0) == least[$1] }.map(\.0)
  }

  /// More rows than this are not one sum.
  private static let longest = 40
  /// Rows before a total that are looked at for what adds to it: what stands further up is no part of a sum to come.
  private static let farthest = 8 * longest

  /// Runs of labelled figures of one unit and period: down a table, and along each row.
  private func lines() -> [(table: Int, period: Period?, items: [Item])] {
    struct Column: Hashable {
      let table: Int
      let measure: Measure
    }
    struct Row: Hashable {
      let table: Int
      let row: Int
    }
    var columns = KeyedRuns<Column, (row: Int, item: Item)>()
    var rows = KeyedRuns<Row, (measure: Measure, item: Item)>()
    let (figures, tables) = (dossier.evidence[index].figures, report.tables)
    var labels = Labels()
    for number in figures.indices {
      guard case .cell(let table, let row, let column) = figures[number].place, figures[number].quantity.isPoint,
        figures[number].modality == .reported, figures[number].role == .level,
        isAddable(figures[number].quantity.unit), tables.indices.contains(table)
      else { continue }
      let above = labels.row(row, of: table) { rowLabel(tables[table], row) }
      let over = labels.column(column, of: table) { columnLabel(tables[table], column) }
      guard above != nil || over != nil else { continue }
      let quantity = figures[number].quantity
      let reference = FigureReference(report: index, figure: number)
      let near = NSDecimalNumber(decimal: quantity.value).doubleValue
      let slack = NSDecimalNumber(decimal: quantity.resolution).doubleValue
      let item = { (label: Span) in
        Item(
          label: label, figure: reference, value: quantity.value, resolution: quantity.resolution, near: near,
          slack: slack)
      }
      let measure = Measure(unit: quantity.unit, period: figures[number].period)
      if let above { columns.add((row, item(above)), to: Column(table: table, measure: measure)) }
      if let over { rows.add((measure, item(over)), to: Row(table: table, row: row)) }
    }
    let down = columns.runs.filter { $0.elements.count > 2 }.map { key, cells in
      // Of two figures of a row in one period the first is the amount, the next what was made of it.
      var seen: Set<Int> = []
      let items = cells.filter { seen.insert($0.row).inserted }.map(\.item)
      return (table: key.table, period: key.measure.period, items: items)
    }
    let along = rows.runs.filter { $0.elements.count > 2 }.flatMap { key, cells in
      var runs = KeyedRuns<Measure, Item>()
      for cell in cells { runs.add(cell.item, to: cell.measure) }
      return runs.runs.map { (table: key.table, period: $0.key.period, items: $0.elements) }
    }
    // By their first figures: that of a column before that of a row.
    return (down.map { ($0, rank: 0) } + along.map { ($0, rank: 1) }).filter { $0.0.items.count > 2 }
      .sorted { ($0.0.items[0].figure, $0.rank) < ($1.0.items[0].figure, $1.rank) }.map(\.0)
  }

  /// The labels of the row and of the columns that were read last: cells come row by row, table by table.
  private struct Labels {
    private var last: (table: Int, row: Int, label: Span?)?
    private var table = -1
    /// By column; nil where it was not read yet.
    private var columns: [Span??] = []

    mutating func row(_ row: Int, of table: Int, _ read: () -> Span?) -> Span? {
      if let last, last.table == table, last.row == row { return last.label }
      let label = read()
      last = (table, row, label)
      return label
    }

    mutating func column(_ column: Int, of table: Int, _ read: () -> Span?) -> Span? {
      if self.table != table {
        self.table = table
        columns.removeAll(keepingCapacity: true)
      }
      while columns.count <= column { columns.append(nil) }
      if let known = columns[column] { return known }
      let label = read()
      columns[column] = .some(label)
      return label
    }
  }

  private func isAddable(_ unit: FigureExtraction.Unit) -> Bool {
    switch unit {
    case .currency, .count, .physical: true
    default: false
    }
  }

  private func rowLabel(_ table: Table, _ row: Int) -> Span? {
    guard let cell = table.cell(row: row, column: 0), !cell.span.isEmpty else { return nil }
    return words.count(in: cell.span) == 0 ? nil : cell.span
  }

  private func columnLabel(_ table: Table, _ column: Int) -> Span? {
    for above in stride(from: table.headerRowCount - 1, through: 0, by: -1) {
      guard let cell = table.cell(row: above, column: column), !cell.span.isEmpty,
        words.words(in: cell.span).contains(where: {
          $0.hasByte { Words.isLetter($0) || $0 >= 0x80 }
        })
      else { continue }
      return cell.span
    }
    return nil
  }

  /// Adds up as an accountant reads: a figure that at least two figures just before it add to is their total, and stands for
  /// them from then on; a figure followed by its own parts stands for those.
  private func sums(in line: (table: Int, period: Period?, items: [Item])) -> [Sum] {
    var stack: [Item] = []
    var found: [Sum] = []
    for item in line.items {
      // A line and the lines it is made of may both add to the total: the coarser division is the table's own.
      let top = Array(stack.suffix(StakeReader.farthest))
      var candidate = StakeReader.folded(top)
      var parts = StakeReader.run(addingTo: item, in: candidate)
      if parts == nil, candidate.count < top.count {
        candidate = top
        parts = StakeReader.run(addingTo: item, in: candidate)
      }
      if let parts {
        stack.removeLast(top.count)
        stack += candidate.dropLast(parts.count)
        found.append(Sum(whole: item, parts: parts, period: line.period))
      }
      stack.append(item)
    }
    return found
  }

  /// The shortest run of at least two items at the end that adds to the whole within rounding, each above zero.
  private static func run(addingTo whole: Item, in items: [Item]) -> [Item]? {
    var near = 0.0
    for (count, item) in items.reversed().enumerated() {
      guard count < longest, item.near >= 0 else { return nil }
      near += item.near
      let error = 1e-9 * max(near, abs(whole.near))
      // Rounded parts may miss their total by a digit; two that do are a coincidence.
      let slack = count >= 2 ? max(whole.slack, item.slack) : 0
      if count >= 1, whole.near > 0, abs(near - whole.near) <= slack + error {
        let parts = items.suffix(count + 1)
        let sum = parts.reduce(Decimal(0)) { $0 + $1.value }
        if abs(sum - whole.value) <= (count >= 2 ? max(whole.resolution, item.resolution) : 0) { return Array(parts) }
      }
      if near > whole.near + slack + error { return nil }
    }
    return nil
  }

  /// Items without those that add to the item before them ("of which").
  private static func folded(_ items: [Item]) -> [Item] {
    var kept: [Item] = []
    kept.reserveCapacity(items.count)
    var index = 0
    while index < items.count {
      let whole = items[index].near
      kept.append(items[index])
      let error = 1e-9 * abs(whole)
      var near = 0.0
      var next = index + 1
      while next < items.count, next - index <= longest, near < whole - error {
        near += items[next].near
        next += 1
        if next - index > 2, abs(near - whole) <= error,
          items[(index + 1)..<next].reduce(Decimal(0), { $0 + $1.value }) == items[index].value
        {
          index = next - 1
          break
        }
      }
      index += 1
    }
    return kept
  }

  /// The whole is something sold, ordered or made, by its own label or, where that says only "Total", by what stands over it.
  private func isWorthLosing(_ whole: Item) -> Bool {
    let own = words.words(in: whole.label)
    let rest = own.filter { !StakeLexicon.totals.contains($0) }
    let all = rest.isEmpty ? context(of: whole) : rest
    guard !all.contains(where: StakeLexicon.others.contains) else { return false }
    if own.contains(where: StakeLexicon.wholes.contains) { return true }
    let around = context(of: whole)
    return rest.isEmpty && around.contains(where: StakeLexicon.wholes.contains)
      && !around.contains(where: StakeLexicon.others.contains)
  }

  /// Words of the metric, then of the caption.
  private func context(of whole: Item) -> [Word] {
    let figure = dossier.figure(whole.figure)
    var spans = figure.metric
    if case .cell(let table, let row, _) = figure.place {
      spans += [report.tables[table].caption].compactMap(\.self)
      if let label = rowLabel(report.tables[table], row) { spans.append(label) }
    }
    return spans.flatMap { words.words(in: $0) }
  }

  private func stake(_ part: Item, of sum: Sum) -> Stake? {
    let name = StakeReader.plain(report.string(part.label))
    guard !name.isEmpty, sum.whole.value > 0, part.value > 0 else { return nil }
    let share = NSDecimalNumber(decimal: part.value / sum.whole.value).doubleValue
    let own = words.terms(in: [part.label]).filter { $0 != "total" }
    return Stake(
      name: name, wholeName: wholeName(sum.whole), report: index, parts: [part.figure], whole: sum.whole.figure,
      siblings: sum.parts.map(\.figure), share: min(1, share),
      label: Citation(report: index, span: part.label),
      isPlace: isPlaces(sum), terms: own,
      otherTerms: sum.parts.filter { $0.figure != part.figure }.map { other in
        words.terms(in: [other.label]).filter { $0 != "total" }
      })
  }

  /// Most of the labels name a place.
  private func isPlaces(_ sum: Sum) -> Bool {
    let named = sum.parts.count { words.words(in: $0.label).contains(where: StakeLexicon.places.contains) }
    return named * 2 > sum.parts.count
  }

  private func wholeName(_ whole: Item) -> String {
    let own = words.words(in: whole.label).filter { !["total", "totals", "consolidated"].contains($0) }
    if own.contains(where: StakeLexicon.wholes.contains), own.count <= 4 { return own.joined(separator: " ") }
    let around = context(of: whole)
    guard let place = around.firstIndex(where: StakeLexicon.wholes.contains) else { return "the whole" }
    let isOf = place > 0 && ["net", "operating", "gross"].contains(around[place - 1])
    return isOf ? "\(around[place - 1].text) \(around[place].text)" : around[place].text
  }

  /// A label without "Total", footnote marks and parentheses, in one line.
  private static func plain(_ label: String) -> String {
    var text = label.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let open = text.firstIndex(of: "(") { text = String(text[..<open]) }
    text = text.filter { !"®™*†‡".contains($0) }
    text = text.trimmingCharacters(in: CharacterSet(charactersIn: " :*,.–—-"))
    let lowered = text.lowercased()
    if lowered.hasPrefix("total ") { text = String(text.dropFirst("total ".count)) }
    let words = text.split(separator: " ")
    return words.count > 6 ? "" : text
  }
}
