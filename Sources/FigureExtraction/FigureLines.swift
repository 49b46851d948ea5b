import Foundation
import ReportReading

/// The filter behind `figures --lines`: a text in a JSON line, its figures in a JSON line.
package enum FigureLines {
  /// `{"id": …, "text": "…"}` in, `{"id": …, "figures": […]}` out, without the newline. A line that is not such an object
  /// answers with an empty list and a null id.
  package static func answer(_ line: [UInt8]) -> [UInt8] {
    let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
    let id: Any = object?["id"] ?? NSNull()
    let text = object?["text"] as? String ?? ""
    var out = "{\"id\":" + json(id) + ",\"figures\":["
    let bytes = Array(text.utf8)
    var offsets = ScalarOffsets(bytes)
    for (index, item) in items(bytes).enumerated() {
      if index > 0 { out += "," }
      out += item.json(text: bytes, offsets: &offsets)
    }
    out += "]}"
    return Array(out.utf8)
  }

  static func items(_ text: [UInt8]) -> [Item] {
    var context = QuantityContext()
    context.keepsMinorUnits = true
    let span = Span(0, text.count)
    let quantities = QuantityScanner(context: context).scan(text, in: span)
    let periods = PeriodScanner(context: PeriodContext()).scan(text, in: span)
    var items = periods.compactMap { period -> Item? in
      // A number with a unit is no year ("2000 dollars", "more than 2000").
      if quantities.contains(where: { $0.span.overlaps(period.span) && outranks($0, period.span) }) { return nil }
      return Item(span: period.span, content: .period(period.period, year: year(text, period)))
    }
    for quantity in quantities where !items.contains(where: { $0.span.overlaps(quantity.span) }) {
      items.append(Item(span: quantity.span, content: .quantity(quantity)))
    }
    return items.sorted { $0.span < $1.span }
  }

  /// Whether a quantity is read rather than the period it shares bytes with.
  static func outranks(_ quantity: ScannedQuantity, _ period: Span) -> Bool {
    if case .duration = quantity.quantity.unit { return quantity.span.contains(period) && quantity.span != period }
    if quantity.quantity.unit != .count || quantity.hasScale { return true }
    return quantity.quantity.isOpen || (quantity.quantity.isRange && !quantity.isYearLike)
  }

  /// The number of a period written as a year alone.
  private static func year(_ text: [UInt8], _ period: ScannedPeriod) -> Int? {
    guard period.span.count == 4, text[period.span.range].allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    return Int(String(decoding: text[period.span.range], as: UTF8.self))
  }

  struct Item {
    enum Content {
      case quantity(ScannedQuantity)
      case period(Period, year: Int?)
    }
    let span: Span
    let content: Content

    func json(text: [UInt8], offsets: inout ScalarOffsets) -> String {
      let words = FigureLines.json(String(decoding: text[span.range], as: UTF8.self))
      let place = "\"start\":\(offsets.scalar(at: span.start)),\"end\":\(offsets.scalar(at: span.end))"
      switch content {
      case .quantity(let scanned):
        let quantity = scanned.quantity
        let value = quantity.isRange ? "null" : number(quantity.value)
        let low = quantity.isPoint ? "null" : quantity.low.map(number) ?? "null"
        let high = quantity.isPoint ? "null" : quantity.high.map(number) ?? "null"
        let unit = quantity.unit.symbol.map { FigureLines.json($0) } ?? "null"
        return
          "{\"text\":\(words),\"value\":\(value),\"low\":\(low),\"high\":\(high),\"unit\":\(unit),\"kind\":\"\(kind(quantity.unit))\",\(place),\"period\":null}"
      case .period(let period, let year):
        let value = year.map(String.init) ?? "null"
        return
          "{\"text\":\(words),\"value\":\(value),\"low\":null,\"high\":null,\"unit\":null,\"kind\":\"period\",\(place),\"period\":{\"start\":\"\(period.start)\",\"end\":\"\(period.end)\"}}"
      }
    }

    private func kind(_ unit: Unit) -> String {
      switch unit {
      case .currency: "currency"
      case .percent, .percentagePoint, .basisPoint: "percent"
      case .multiple: "multiple"
      case .count: "number"
      case .physical(let name): name == "cent" || name == "penny" ? "currency" : "dimension"
      case .duration: "duration"
      }
    }

    private func number(_ value: Decimal) -> String { "\(value)" }
  }

  /// A JSON value as text, deterministic.
  static func json(_ value: Any) -> String {
    if let text = value as? String {
      var out = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        case _ where scalar.value < 0x20:
          let hex = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: out.unicodeScalars.append(scalar)
        }
      }
      return out + "\""
    }
    if value is NSNull { return "null" }
    if let data = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys]) {
      return String(decoding: data, as: UTF8.self)
    }
    return "null"
  }
}

/// Byte offsets as counts of Unicode scalars; offsets must be asked in any order, cost is the distance from the last.
struct ScalarOffsets {
  private let text: [UInt8]
  private var byte = 0
  private var count = 0

  init(_ text: [UInt8]) { self.text = text }

  mutating func scalar(at offset: Int) -> Int {
    if offset < byte {
      byte = 0
      count = 0
    }
    while byte < offset, byte < text.count {
      if text[byte] & 0xC0 != 0x80 { count += 1 }
      byte += 1
    }
    return count
  }
}
