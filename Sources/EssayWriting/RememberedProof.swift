import FigureExtraction
import ReportReading
import ThesisBuilding

extension RememberedFigure {
  /// What a note tells of a remembered figure.
  package enum Aspect: String, Codable, Hashable, Sendable {
    case value, period, publisher, date
  }

  /// The innermost of what it measures: a table's row without the headings over it.
  var label: String {
    metric.split(separator: ",", maxSplits: 1).first.map { String($0).withoutParentheses } ?? metric
  }

  /// The reports of remembered figures, each once; by date, then by content.
  static func reports(of figures: [RememberedFigure]) -> [Provenance.SourceReport] {
    var seen: Set<String> = []
    let each = figures.filter { seen.insert($0.place.sha256).inserted }
    let first = CalendarDate(dayNumber: 0)
    return each.sorted { ($0.date ?? first, $0.place.sha256) < ($1.date ?? first, $1.place.sha256) }.map {
      Provenance.SourceReport(
        title: $0.title, publisher: $0.publisher.isEmpty || $0.publisher == $0.title ? nil : $0.publisher,
        date: $0.date,
        path: $0.path ?? "", sha256: $0.place.sha256)
    }
  }
}

extension Provenance {
  /// The earlier reports that figures of the note are remembered from.
  var earlierReports: [SourceReport] {
    RememberedFigure.reports(of: (passages + unprinted).flatMap(\.parts).compactMap(\.remembered))
  }
}

/// Holds what a note tells of an earlier report's figure against the record that the ledger kept of it, and the record
/// against the report, where that was found again.
struct RememberedProof {
  let figure: RememberedFigure
  /// Of its report, read anew; nil where it was not found, and the record is all there is.
  let evidence: Evidence?

  /// Why the text is not true to the record, or the record not to its report; nil where both are.
  func reason(against text: String, _ aspect: RememberedFigure.Aspect) -> String? {
    if let reason = recordReason() { return reason }
    let plain = Markdown.plain(text)
    switch aspect {
    case .value:
      return reads(plain) ? nil : "“\(plain)” does not read as the earlier report's “\(figure.text.flattened)”"
    case .period: return isLabel(plain) ? nil : "“\(plain)” is not the period of “\(figure.text.flattened)” there"
    case .publisher:
      let known = [figure.publisher, figure.publisher.withoutLegalForm].map { Markdown.plain(Markdown.escaped($0)) }
      return known.contains { $0.lowercased() == plain.lowercased() }
        ? nil : "“\(plain)” did not publish the earlier report"
    case .date: return figure.date?.monthAndYear == plain ? nil : "“\(plain)” is not the earlier report's date"
    }
  }

  private func recordReason() -> String? {
    guard let evidence else { return nil }
    let (span, words) = (figure.place.span, figure.text.flattened)
    let place = Provenance.Place(report: 0, start: span.start, end: span.end, line: figure.line, text: figure.text)
    guard let found = evidence.figure(at: place), evidence.report.string(found.span).flattened == words else {
      return "no figure “\(words)” at its place in the earlier report"
    }
    if found.quantity.low != figure.low || found.quantity.high != figure.high
      || found.quantity.unit.symbol != figure.unit
    {
      return "“\(words)” has another value in the earlier report"
    }
    if evidence.metricName(of: found) ?? "" != figure.metric {
      return "“\(words)” measures something else in the earlier report"
    }
    if found.period?.start != figure.periodStart || found.period?.end != figure.periodEnd {
      return "“\(words)” is of another period in the earlier report"
    }
    if found.modality != figure.modality {
      return "“\(words)” is not \(figure.modality.rawValue) in the earlier report"
    }
    let metadata = evidence.report.metadata
    if (metadata.publisher ?? metadata.title).flattened != figure.publisher.flattened || metadata.date != figure.date {
      return "the earlier report is not that of \(figure.publisher)"
    }
    return UnitWitness(evidence).objection(to: found).map { "“\(words)”: \($0)" }
  }

  /// The writing reads as the figure's quantity, as exact as the report has it.
  private func reads(_ plain: String) -> Bool {
    func read(_ text: String) -> [ScannedQuantity] {
      let bytes = Array(text.utf8)
      return QuantityScanner(context: QuantityContext()).scan(bytes, in: Span(0, bytes.count))
    }
    let found = read(plain)
    guard found.count == 1, found.first?.span == Span(0, plain.utf8.count), let quantity = found.first?.quantity,
      quantity.low == figure.low,
      quantity.high == figure.high, quantity.unit.symbol == figure.unit
    else { return false }
    return quantity.isAbout == (read(figure.text.flattened).first?.quantity.isAbout ?? false)
  }

  /// Whether a heading names the figure's days, as a year or a quarter is named.
  func isLabel(_ text: String) -> Bool {
    guard let start = figure.periodStart, let end = figure.periodEnd else { return false }
    let days = end.dayNumber - start.dayNumber
    let kind: Period.Kind =
      switch days {
      case ...1: .instant
      case ...10: .week
      case ...31: .month
      case ...110: .quarter
      case ...200: .half
      case ...380: .year
      default: .range
      }
    return [false, true].contains { Period(kind: kind, start: start, end: end, isFiscal: $0).label == text }
  }
}
