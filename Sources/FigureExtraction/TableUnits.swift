import Foundation
import ReportReading

/// Which signs a table's columns and rows carry, so that numbers without one take their neighbours'.
struct ColumnMarks {
  struct Marks {
    var currency: String?
    var currencies = 0
    var percents = 0
    /// The column's first number is a marked percentage: by custom the sign is left off those below it.
    var startsPercent = false
    /// The first row with a percent sign.
    var firstPercentRow = Int.max
    /// The first row with a currency sign.
    var firstCurrencyRow = Int.max
    var numbers = 0
  }

  private var columns: [Marks]
  private(set) var rowHasCurrency: [Bool]
  /// Some column signs every one of its numbers, and there are several.
  private(set) var isAlwaysSigned = false
  private var footnotes: [Int]
  /// The first currency in the table.
  private(set) var currency: String?
  private var money = 0
  private var cents = 0
  private var most: UInt64 = 0

  init(_ layout: TableLayout) {
    columns = Array(repeating: Marks(), count: layout.table.columnCount)
    footnotes = Array(repeating: 0, count: layout.table.columnCount)
    rowHasCurrency = Array(repeating: false, count: layout.rows.count)
    for (rowIndex, row) in layout.rows.enumerated() where row.kind == .data {
      for (place, index) in row.cells.enumerated() {
        guard case .number(let number) = layout.contents[index] else { continue }
        let cell = layout.table.cells[index]
        var unit = number.unit
        if place > 0, case .mark(.currency(let code)) = layout.contents[row.cells[place - 1]] { unit = .currency(code) }
        if place + 1 < row.cells.count, case .mark(let mark) = layout.contents[row.cells[place + 1]] {
          switch mark {
          case .unit(let found): unit = found
          case .close(let found): unit = found ?? unit
          default: break
          }
        }
        if case .currency(let code)? = unit {
          rowHasCurrency[rowIndex] = true
          money += 1
          if number.decimals >= 2 { cents += 1 }
          most = max(most, number.whole)
          if currency == nil { currency = code }
        }
        let isNote = cell.span.count == 3 && number.whole < 10 && number.isNegative
        for column in cell.column..<min(cell.column + cell.columnSpan, columns.count) {
          columns[column].numbers += 1
          if isNote { footnotes[column] += 1 }
          switch unit {
          case .currency(let code):
            columns[column].currencies += 1
            columns[column].firstCurrencyRow = min(columns[column].firstCurrencyRow, rowIndex)
            if columns[column].currency == nil { columns[column].currency = code }
          case .percent:
            columns[column].percents += 1
            columns[column].firstPercentRow = min(columns[column].firstPercentRow, rowIndex)
            if columns[column].numbers == 1 { columns[column].startsPercent = true }
          default: break
          }
        }
      }
    }
    isAlwaysSigned = columns.contains { $0.currencies > 1 && $0.currencies == $0.numbers }
  }

  /// The table's money may be in a scale that it doesn't state: mostly without cents, and not written out in full.
  func mayBeScaled(by exponent: Int) -> Bool {
    money > 0 && cents * 2 <= money && most < (exponent < 6 ? 10_000_000_000 : 10_000_000)
  }

  func marks(_ start: Int, _ end: Int) -> Marks {
    var best = Marks()
    for column in start..<min(end, columns.count) where columns[column].numbers > best.numbers {
      best = columns[column]
    }
    return best
  }

  /// Every number of the column is a small one in parentheses.
  func isFootnoteColumn(_ column: Int) -> Bool {
    column < columns.count && columns[column].numbers > 0 && columns[column].numbers == footnotes[column]
  }
}

/// Finds the unit and scale of one number from everything that may say them.
struct UnitReading {
  let number: CellNumber
  let row: Int
  let label: TableReader.Label
  let parents: [TableReader.Label]
  let column: TableColumn
  let note: ScaleNote
  let marks: ColumnMarks.Marks
  let rowHasCurrency: Bool
  let surroundings: TableSurroundings
  let tableUnit: LabelUnit?
  /// Some row of the table names a unit of its own.
  let namesUnits: Bool
  /// Rows of the table that count things or measure no money.
  let countedRows: Int
  /// Some column signs every one of its numbers, and there are several.
  let isAlwaysSigned: Bool

  /// A unit, what it is per, and a power of ten.
  struct Measured {
    var unit: Unit
    var per: String?
    var scale: Int
  }

  private var parentCues: LabelCues { parents.last?.cues ?? [] }
  private var closeNote: ScaleNote { column.note ?? label.note ?? parents.last { $0.note != nil }?.note ?? note }
  private var moneyScale: Int { number.scale ?? closeNote.money ?? note.money ?? 0 }
  private var shareScale: Int {
    if let own = number.scale { return own }
    if let near = column.note ?? label.note ?? parents.last(where: { $0.note != nil })?.note {
      return near.shares ?? near.money ?? 0
    }
    if note.isInherited { return number.decimals > 0 ? note.money ?? 0 : 0 }
    return note.shares ?? (note.isGeneral ? note.money ?? 0 : 0)
  }
  /// Things come whole: a count with decimals is in the table's scale.
  private var wholeScale: Int { number.decimals > 0 && note.isGeneral ? note.shares ?? note.money ?? 0 : 0 }
  private var currency: String {
    marks.currency ?? surroundings.tableCurrency ?? note.currency ?? surroundings.currency
  }

  func measure() -> Measured {
    switch number.unit {
    case .currency(let code)?: return money(code)
    case let unit?: return Measured(unit: unit, per: namedPer(of: unit), scale: number.scale ?? 0)
    case nil: break
    }
    if let named = named, let measured = measured(named) { return measured }
    let cues = label.cues.union(column.cues)
    if column.cues.contains(.percent), !label.cues.contains(.perShare) || column.cues.contains(.change) {
      return percent()
    }
    if label.cues.contains(.percent), !rowHasCurrency { return percent() }
    if parentCues.contains(.percent), !rowHasCurrency, !parentCues.contains(.money), number.whole < 1000,
      !cues.contains(.money), !cues.contains(.shares)
    {
      return percent()
    }
    if column.cues.contains(.basisPoints) || label.cues.contains(.basisPoints) {
      return Measured(unit: .basisPoint, scale: 0)
    }
    if isPerShare { return Measured(unit: .currency(currency), per: "share", scale: 0) }
    if isYears(label.cues) || isYears(column.cues) { return Measured(unit: .duration("year"), scale: 0) }
    if !rowHasCurrency, number.whole < 10_000 {
      if label.cues.contains(.months) { return Measured(unit: .duration("month"), scale: 0) }
      if label.cues.contains(.days) { return Measured(unit: .duration("day"), scale: 0) }
    }
    if column.cues.contains(.shares), !column.cues.contains(.money) || column.cues.contains(.count) {
      return Measured(unit: .count, scale: shareScale)
    }
    if label.cues.contains(.shares) && !isMoneyColumn
      || label.cues.contains(.strongShares) && !rowHasCurrency
      || parentCues.contains(.strongShares) && !rowHasCurrency && !cues.contains(.money)
    {
      return Measured(unit: .count, scale: shareScale)
    }
    if cues.contains(.index), !rowHasCurrency { return Measured(unit: .count, scale: number.scale ?? 0) }
    if let scale = label.scale, note.currency != nil, !rowHasCurrency {
      return Measured(unit: .count, scale: number.scale ?? scale)
    }
    if isCounted { return Measured(unit: .count, scale: number.scale ?? label.note?.money ?? wholeScale) }
    if label.cues.contains(.numberOf) || column.cues.contains(.numberOf)
      || label.cues.contains(.count) && !isMoneyColumn
    {
      return Measured(unit: .count, scale: number.scale ?? label.note?.money ?? column.note?.money ?? wholeScale)
    }
    // A column's own name counts for more than the signs of the columns beside it.
    if column.cues.contains(.count), !column.cues.contains(.money), marks.currencies == 0, closeNote.money == nil {
      return Measured(unit: .count, scale: number.scale ?? 0)
    }
    if let ratio { return ratio }
    if cues.contains(.ratio), !isMoneyColumn { return Measured(unit: .count, scale: number.scale ?? 0) }
    // One marked percentage in a column that leaves its other numbers bare says nothing of those.
    if marks.startsPercent || marks.percents * 2 >= marks.numbers, marks.percents > 0, marks.currencies == 0,
      !rowHasCurrency, !isBesidePercents
    {
      return percent()
    }
    if label.cues.contains(.rate), !isMoneyColumn, closeNote.money == nil, number.decimals > 0, number.whole < 100 {
      return percent()
    }
    if note.isPercent { return percent() }
    if let unit = tableUnit, !isMoneyColumn, let measured = measured(unit) { return measured }
    let isMoney =
      isSignedColumn || isSignedRow || isMoneyTable || note.currency != nil
      || (closeNote.money != nil || note.money != nil) && note.isGeneral && surroundings.isAboutMoney
      || column.cues.contains(.money)
    if isMoney { return Measured(unit: .currency(currency), scale: moneyScale) }
    return Measured(unit: .count, scale: number.scale ?? (note.isGeneral ? closeNote.money ?? 0 : 0))
  }

  /// What a row of a table of money measures that is no money: "CET1 ratio | 11.2", or the rows of a section "Ratios".
  private var ratio: Measured? {
    guard !rowHasCurrency, number.whole < 1000, !label.cues.contains(.money), !label.cues.contains(.total) else {
      return nil
    }
    if label.cues.contains(.percentRatio), number.decimals > 0 { return percent() }
    let isRatio = label.cues.contains(.plainRatio) || parentCues.contains(.plainRatio)
    guard isRatio, isMoneyColumn || closeNote.money != nil else { return nil }
    if parentCues.contains(.plainRatio), marks.percents > 0 { return percent() }
    return Measured(unit: .count, scale: number.scale ?? 0)
  }

  /// The row counts things although money stands above and below it, and no sign of its own says otherwise: "Customers with
  /// ARR above $1 million", or "Employees" in a column that signs its money.
  private var isCounted: Bool {
    guard label.cues.contains(.count), !rowHasCurrency, !label.cues.contains(.money), !column.cues.contains(.money),
      number.decimals == 0 || number.scale != nil || label.note?.money != nil
    else { return false }
    if label.cues.contains(.counted) { return true }
    let signed = marks.currencies + marks.percents
    return isHead && (note.money == nil || !label.cues.contains(.goods)) && marks.currencies > 0
      && signed * 2 >= marks.numbers && marks.numbers - signed <= countedRows
  }
  /// The label is its counted noun and little else.
  private var isHead: Bool { (label.span?.count ?? 100) < 32 }

  /// Where a note says that bare numbers are money, a percent sign further down marks the exception, not the column.
  private var isBesidePercents: Bool {
    closeNote.money != nil && !marks.startsPercent && (row < marks.firstPercentRow || number.whole >= 1000)
  }

  private var isMoneyColumn: Bool { isSignedColumn || isSignedRow || isMoneyTable }

  /// A sign in the row stands for its bare numbers too, but in a column that bears none where others bear theirs all down.
  private var isSignedRow: Bool {
    rowHasCurrency && (marks.currencies > 0 || note.money != nil || closeNote.money != nil || !isAlwaysSigned)
  }

  /// A sign above stands for the bare numbers below it; in a column that mixes units, not for those before it, nor where
  /// the rows name their own units.
  private var isSignedColumn: Bool {
    marks.currencies > 0
      && (note.money != nil || closeNote.money != nil
        || !namesUnits && (marks.percents == 0 || row >= marks.firstCurrencyRow))
  }

  /// The unit that the nearest label names: a column's share or change before the row's own measure, then the sections'.
  private var named: LabelUnit? {
    switch column.unit?.unit {
    case .percent, .percentagePoint, .basisPoint, .multiple: return column.unit
    default: break
    }
    // "Change %" of earnings per share in euros
    if column.cues.contains(.percent), label.unit?.unit != .percent || column.cues.contains(.change) { return nil }
    return label.unit ?? column.unit ?? parents.last { $0.unit != nil }?.unit
  }

  private func namedPer(of unit: Unit) -> String? { named.flatMap { $0.unit == unit ? $0.per : nil } }

  /// What a label's unit makes of the number; nil where the number cannot be meant.
  private func measured(_ named: LabelUnit) -> Measured? {
    switch named.unit {
    case .currency(let code):
      if named.per != nil { return Measured(unit: named.unit, per: named.per, scale: number.scale ?? named.scale ?? 0) }
      if isPerShare { return Measured(unit: named.unit, per: "share", scale: 0) }
      return Measured(unit: .currency(code), scale: number.scale ?? named.scale ?? moneyScale)
    case .duration:
      if number.isYearLike || rowHasCurrency && label.unit == nil { return nil }
    case .count:
      guard let scale = named.scale, !rowHasCurrency else { return nil }
      return Measured(unit: .count, scale: number.scale ?? scale)
    default: break
    }
    // "Square feet (000s)" gives its own scale.
    let own = named == label.unit ? label.note?.money : named == column.unit ? column.note?.money : nil
    let note = named.takesScale && note.isGeneral ? closeNote.money : own
    return Measured(unit: named.unit, per: named.per, scale: number.scale ?? named.scale ?? note ?? 0)
  }

  /// A currency somewhere in a table is its bare numbers' only where the table also gives them a scale.
  private var isMoneyTable: Bool { surroundings.tableCurrency != nil && (note.money != nil || closeNote.money != nil) }

  private func percent() -> Measured { Measured(unit: .percent, scale: 0) }

  private func money(_ code: String) -> Measured {
    if let named, let per = named.per, case .currency = named.unit {
      return Measured(unit: .currency(code), per: per, scale: number.scale ?? named.scale ?? 0)
    }
    if isPerShare { return Measured(unit: .currency(code), per: "share", scale: 0) }
    if number.scale == nil, let named, let scale = named.scale, case .currency = named.unit {
      return Measured(unit: .currency(code), scale: scale)
    }
    return Measured(unit: .currency(code), scale: moneyScale)
  }

  /// Prices of a share have cents, and nobody scales them.
  private var isPerShare: Bool {
    if column.cues.contains(.price) || label.cues.contains(.price) && !column.cues.contains(.shares) { return true }
    guard number.decimals >= 2 || closeNote.money == nil && note.money == nil else { return false }
    if column.cues.contains(.perShare) || label.cues.contains(.perShare) || label.cues.contains(.perUnit) {
      return true
    }
    return parentCues.contains(.perShare) && !parentCues.contains(.strongShares) && number.decimals >= 2
  }

  private func isYears(_ cues: LabelCues) -> Bool {
    cues.contains(.years) && number.unit == nil && number.whole < 100
  }

  func quantity(low: CellNumber, high: CellNumber, _ measured: Measured) -> Quantity {
    func scaled(_ number: CellNumber) -> Decimal {
      number.signed.times(tenTo: measured.scale)
    }
    let resolution = Decimal(sign: .plus, exponent: measured.scale - low.decimals, significand: 1)
    let first = scaled(low)
    let second = low == high || high.span == low.span ? first : scaled(high)
    return Quantity(
      low: low.isUpper ? nil : first, high: low.isLower ? nil : second, isAbout: low.isAbout, unit: measured.unit,
      per: measured.per, resolution: resolution)
  }
}
