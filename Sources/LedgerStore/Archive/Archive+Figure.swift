import FigureExtraction
import Foundation
import ReportReading

extension ByteWriter {
  mutating func put(figure: Figure) {
    put(quantity: figure.quantity)
    put(span: figure.span)
    switch figure.place {
    case .prose(let sentence):
      put(true)
      put(sentence)
    case .cell(let table, let row, let column):
      put(false)
      for number in [table, row, column] { put(number) }
    }
    put(figure.metric) { $0.put(span: $1) }
    put(figure.noun) { $0.put(span: $1) }
    put(figure.subject) { $0.put(span: $1) }
    put(figure.period) { $0.put(period: $1) }
    put(figure.periodSpan) { $0.put(span: $1) }
    put(figure.role.rawValue)
    put(figure.direction) { $0.put($1.rawValue) }
    put(figure.modality.rawValue)
    put(figure.hedge)
    put(figure.attribution) { $0.put(span: $1) }
    put(figure.fact) { $0.put($1) }
  }

  private mutating func put(quantity: Quantity) {
    put(quantity.low) { $0.put($1) }
    put(quantity.high) { $0.put($1) }
    put(quantity.isAbout)
    let (code, name): (Int, String) =
      switch quantity.unit {
      case .currency(let iso): (0, iso)
      case .percent: (1, "")
      case .percentagePoint: (2, "")
      case .basisPoint: (3, "")
      case .multiple: (4, "")
      case .count: (5, "")
      case .physical(let symbol): (6, symbol)
      case .duration(let name): (7, name)
      }
    put(code)
    put(name)
    put(quantity.per) { $0.put($1) }
    put(quantity.resolution)
  }

  private mutating func put(period: Period) {
    put(period.kind.rawValue)
    put(period.start.dayNumber)
    put(period.end.dayNumber)
    put(period.isFiscal)
    put(period.isEstimate)
    put(period.isRelative)
  }
}

extension ByteReader {
  mutating func figure(in report: Report) throws(Fault) -> Figure {
    let quantity = try quantity()
    let span = try span()
    let place: Figure.Place
    if try bool() {
      place = .prose(sentence: try int(in: report.sentences.indices, "a figure's sentence"))
    } else {
      let index = try int(in: report.tables.indices, "a figure's table")
      let table = report.tables[index]
      place = .cell(
        table: index, row: try int(in: 0..<table.rowCount, "a figure's row"),
        column: try int(in: 0..<table.columnCount, "a figure's column"))
    }
    return Figure(
      quantity: quantity, span: span, place: place, metric: try list { reader throws(Fault) in try reader.span() },
      noun: try optional { reader throws(Fault) in try reader.span() },
      subject: try optional { reader throws(Fault) in try reader.span() },
      period: try optional { reader throws(Fault) in try reader.period() },
      periodSpan: try optional { reader throws(Fault) in try reader.span() }, role: try choice(Figure.Role.self),
      direction: try optional { reader throws(Fault) in try reader.choice(Figure.Direction.self) },
      modality: try choice(Modality.self), hedge: try double(),
      attribution: try optional { reader throws(Fault) in try reader.span() },
      fact: try optional { reader throws(Fault) in try reader.int(in: report.facts.indices, "a figure's tag") })
  }

  private mutating func quantity() throws(Fault) -> Quantity {
    let low = try optional { reader throws(Fault) in try reader.decimal() }
    let high = try optional { reader throws(Fault) in try reader.decimal() }
    let isAbout = try bool()
    let (code, name) = (try int(), try string())
    let unit: FigureExtraction.Unit
    switch code {
    case 0: unit = .currency(name)
    case 1: unit = .percent
    case 2: unit = .percentagePoint
    case 3: unit = .basisPoint
    case 4: unit = .multiple
    case 5: unit = .count
    case 6: unit = .physical(name)
    case 7: unit = .duration(name)
    default: throw .malformed("an unknown unit")
    }
    return Quantity(
      low: low, high: high, isAbout: isAbout, unit: unit,
      per: try optional { reader throws(Fault) in try reader.string() }, resolution: try decimal())
  }

  private mutating func period() throws(Fault) -> Period {
    Period(
      kind: try choice(Period.Kind.self), start: try date(), end: try date(), isFiscal: try bool(),
      isEstimate: try bool(), isRelative: try bool())
  }
}
