import FigureExtraction
import Foundation
import ReportReading

/// The proof before publishing: reads a note back and holds every part of it against the reports.
///
/// Two readings that share nothing: the parts are checked against the evidence they name, and the rendered note is read
/// as any report is, so that a number that slipped in by a template or a phrasing is found as well.
package struct ReadBack: Sendable {
  /// A passage of a note that is not true to its sources.
  package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The passage as the note prints it.
    package let passage: String
    package let reason: String

    package init(passage: String, reason: String) {
      self.passage = passage
      self.reason = reason
    }

    package var description: String { "“\(passage)”: \(reason)" }
  }

  package let provenance: Provenance
  /// The evidence of each report of `provenance.reports`; nil for one that could not be read again.
  package let evidence: [Evidence?]

  package init(provenance: Provenance, evidence: [Evidence?]) {
    self.provenance = provenance
    self.evidence = evidence
  }

  /// Every fault of a note, in its order; none means that the note is proved.
  package func faults(in note: [UInt8]) -> [Fault] {
    var faults: [Fault] = []
    for passage in provenance.passages {
      for part in passage.parts {
        if let reason = reason(against: part) { faults.append(Fault(passage: passage.text, reason: reason)) }
      }
      if passage.parts.map(\.text).joined() != passage.text {
        faults.append(Fault(passage: passage.text, reason: "its parts do not make it up"))
      }
    }
    return faults + NoteReading(note: note, passages: provenance.passages).faults()
  }

  private func reason(against part: Provenance.TracedPart) -> String? {
    let sources = part.sources ?? []
    for source in sources where source.report < 0 || source.report >= evidence.count {
      return "names a report that the note does not list"
    }
    switch part.kind {
    case .words:
      return part.text.contains(where: \.isNumber) ? "“\(part.text)” is a number with no source" : nil
    case .figure:
      guard let source = sources.first else { return "“\(part.text)” has no source" }
      return reason(against: source) ?? writingReason(part.text, source)
    case .period:
      guard let source = sources.first else { return "“\(part.text)” has no source" }
      if let reason = reason(against: source) { return reason }
      guard let figure = figure(at: source), let period = figure.period, period.label == part.text else {
        return "“\(part.text)” is not the period of “\(source.text)” in the report"
      }
      return nil
    case .derived: return derivationReason(part, sources)
    case .quote, .name:
      guard let source = sources.first else { return "“\(part.text)” has no source" }
      return verbatimReason(part, source)
    case .publisher:
      guard let source = sources.first else { return "“\(part.text)” has no source" }
      return publisherReason(part, source)
    case .date:
      guard let source = sources.first else { return "“\(part.text)” has no source" }
      guard let report = evidence[source.report]?.report else { return nil }
      return report.metadata.date?.monthAndYear == part.text ? nil : "“\(part.text)” is not the report's date"
    }
  }

  /// A figure must stand where the note says, with the value, unit, metric and period it had.
  private func reason(against place: Provenance.Place) -> String? {
    guard evidence[place.report] != nil else { return nil }
    guard let figure = figure(at: place) else { return "no figure “\(place.text)” at its place in the report" }
    let report = evidence[place.report]
    if report?.report.string(figure.span) != place.text {
      return "the report writes “\(report?.report.string(figure.span) ?? "")”, not “\(place.text)”"
    }
    let quantity = figure.quantity
    if quantity.low != place.low || quantity.high != place.high {
      return "“\(place.text)” has another value in the report"
    }
    if quantity.unit.symbol != place.unit { return "“\(place.text)” has another unit in the report" }
    if report?.metricName(of: figure) != place.metric { return "“\(place.text)” measures something else in the report" }
    if figure.period?.start != place.periodStart || figure.period?.end != place.periodEnd {
      return "“\(place.text)” is of another period in the report"
    }
    return nil
  }

  /// What the note writes must read as the quantity that the report states.
  private func writingReason(_ writing: String, _ place: Provenance.Place) -> String? {
    let flat = place.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let plain = Markdown.plain(writing)
    if plain == flat { return nil }
    let bytes = Array(plain.utf8)
    let read = QuantityScanner(context: QuantityContext()).scan(bytes, in: Span(0, bytes.count))
    guard read.count == 1, let quantity = read.first?.quantity, quantity.low == place.low, quantity.high == place.high,
      quantity.unit.symbol == place.unit
    else { return "“\(writing)” does not read as the report's “\(flat)”" }
    return nil
  }

  private func derivationReason(_ part: Provenance.TracedPart, _ sources: [Provenance.Place]) -> String? {
    guard let formula = part.formula, sources.count == 2 else { return "“\(part.text)” has no working" }
    for source in sources {
      if let reason = reason(against: source) { return reason }
    }
    guard let a = sources[0].low, let b = sources[1].low, a == sources[0].high, b == sources[1].high,
      sources[0].unit == sources[1].unit, let exact = formula.result(a, b)
    else { return "“\(part.text)” cannot be worked out from its inputs" }
    let digits = part.text.filter { $0.isNumber || $0 == "." }
    let places = digits.firstIndex(of: ".").map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0
    guard let stated = Decimal(string: digits, locale: nil), stated == abs(exact).rounded(places) else {
      return "“\(part.text)” is not \(formula.rawValue) of its inputs"
    }
    return nil
  }

  private func verbatimReason(_ part: Provenance.TracedPart, _ place: Provenance.Place) -> String? {
    guard let evidence = evidence[place.report] else { return nil }
    guard place.start >= 0, place.start <= place.end, place.end <= evidence.report.text.count else {
      return "its source lies outside the report"
    }
    let words = evidence.report.string(Span(place.start, place.end))
    func flat(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
    return flat(words).contains(flat(Markdown.plain(part.text)))
      ? nil : "“\(part.text)” is not what the report says there"
  }

  private func publisherReason(_ part: Provenance.TracedPart, _ place: Provenance.Place) -> String? {
    guard let report = evidence[place.report]?.report else { return nil }
    let names = [report.metadata.publisher, report.metadata.title].compactMap { $0 }
    let known = names + names.map(\.withoutLegalForm)
    let said = Markdown.plain(part.text).lowercased()
    if known.contains(where: { Markdown.plain(Markdown.escaped($0)).lowercased() == said }) { return nil }
    // A source that the report itself names.
    guard !place.text.isEmpty, place.text.lowercased() == said else {
      return "“\(part.text)” did not publish this report"
    }
    return nil
  }

  /// The figure whose span is a place's; nil where there is none.
  private func figure(at place: Provenance.Place) -> Figure? {
    evidence[place.report]?.figures.first { $0.span == Span(place.start, place.end) }
  }
}
