import FigureExtraction

/// Tries every phrasing on every shape of figure that it may be given, and reads the sentence back.
///
/// A phrasing fails where the words around a slot change how its number reads ("{first} in" makes inches of a count), where
/// a brace is left over, or where the sentence has a seam: two spaces, a space before a stop, no stop at the end.
package struct PhrasingProof: Sendable {
  package let book: PhrasingBook
  /// The file that the phrasings were read from, for messages.
  package let file: String

  package init(_ book: PhrasingBook, file: String) {
    self.book = book
    self.file = file
  }

  /// One writing of each shape of figure, three values of a series and how it moved.
  private static let figures: [[String]] = [
    ["$4.1B", "$6.5B", "$9.2B", "59%"], ["$26,974M", "$60,922M", "$130,497M", "384%"],
    ["3.9%", "2.6%", "1.8%", "2.1 points"],
    ["47x", "52x", "60x", "28%"], ["~$11B", "~$12B", "~$14B", "27%"], ["<8%", "21%", "30%+", "9 points"],
    ["12,400", "13,100", "14,200", "15%"], ["50 weeks", "90 weeks", "128 weeks", "156%"],
    ["2,600 GW", "2,700 GW", "2,900 GW", "12%"], ["$0.17", "$1.19", "$2.94", "1.5x"],
    ["-$31M", "-$12M", "$9M", "80%"],
  ]
  private static let periods = [
    ["2023", "2024", "2025"], ["FY2023", "FY2024", "FY2025"], ["Q1 2025", "Q2 2025", "Q3 2025"],
  ]
  private static let metrics = [["vacancy rate", "orders"], ["Data Center revenue", "cost of sales"]]

  /// Every fault, by line; a phrasing is named once.
  package func faults() -> [TemplateFault] {
    var faults: [TemplateFault] = []
    for phrasing in book.phrasings.values.flatMap({ $0 }).sorted(by: { $0.line < $1.line }) {
      if let message = fault(in: phrasing) {
        faults.append(TemplateFault(file: file, line: phrasing.line, message: message))
      }
    }
    return faults
  }

  private func fault(in phrasing: PhrasingBook.Phrasing) -> String? {
    for figures in Self.figures {
      for periods in Self.periods {
        for metrics in Self.metrics {
          let slots = Set(phrasing.slots.map { $0.prefix(1).lowercased() + $0.dropFirst() })
          var values: [String: String] = [:]
          for slot in slots { values[slot] = Self.value(of: slot, figures, periods, metrics) }
          // A reason is a clause, which the phrasing ends.
          if phrasing.shape.hasPrefix("cause") { values["quote"] = "berths fill before yards do" }
          guard let passage = phrasing.filled(with: values.mapValues { Passage(stringLiteral: $0) }) else {
            return "a slot of “\(phrasing.shape)” cannot be filled"
          }
          let stated = values.filter { Self.isFigure($0.key) }.map(\.value)
          if let reason = seam(in: passage.text, phrasing.shape) ?? misreading(of: stated.sorted(), in: passage.text) {
            return "\(reason): \(passage.text)"
          }
        }
      }
    }
    return nil
  }

  /// What a slot holds in a trial; its name says what kind of thing it is.
  private static func value(
    of slot: String, _ figures: [String], _ periods: [String], _ metrics: [String]
  ) -> String {
    let name = slot.lowercased()
    let place = name.hasPrefix("first") ? 0 : name.hasPrefix("middle") ? 1 : 2
    if name.hasSuffix("period") { return periods[place] }
    if name.hasSuffix("change") { return figures[3] }
    if name.hasSuffix("metric") { return metrics[name.hasPrefix("other") ? 1 : 0] }
    switch name {
    case "publisher", "oldpublisher": return "the Harbor Council"
    case "quote": return "Berths fill before yards do."
    case "rose", "otherrose": return "rose"
    case "was": return "was"
    case "is": return "is"
    case "whole": return "new berths"
    case "from": return "ships"
    case "to": return "ports"
    case _ where isFigure(slot): return figures[place]
    default: return "ports"
    }
  }

  private static func isFigure(_ slot: String) -> Bool {
    let name = slot.lowercased()
    if name.hasSuffix("period") { return false }
    return name.hasSuffix("change")
      || ["first", "middle", "last", "value", "forecast", "actual", "old", "new"].contains(name)
  }

  /// A place where the parts of a sentence do not fit; nil where they do.
  private func seam(in text: String, _ shape: String) -> String? {
    if text.contains("{") || text.contains("}") { return "a brace is left over" }
    if text.contains("  ") { return "two spaces" }
    if text.contains(" .") || text.contains(" ,") { return "a space before a stop" }
    if text.contains("..") { return "two stops" }
    guard let last = text.last, ".!?”:".contains(last) || shape.hasPrefix("title") || shape.hasPrefix("heading")
    else { return "no stop at the end" }
    return nil
  }

  /// A figure that no longer reads as it does alone; nil where each does.
  private func misreading(of figures: [String], in text: String) -> String? {
    let read = quantities(text)
    for figure in figures {
      guard let alone = quantities(figure).first else { continue }
      // "from $4B to $9B" is read as the stretch between them, whose ends they are.
      let survives = read.contains {
        $0.unit == alone.unit
          && ($0.low == alone.low && $0.high == alone.high
            || $0.isRange && alone.isPoint && ($0.low == alone.low || $0.high == alone.high))
      }
      if !survives {
        return "“\(figure)” reads as something else"
      }
    }
    return nil
  }

  private func quantities(_ text: String) -> [Quantity] { NoteQuantities(text).quantities.map(\.quantity) }
}
