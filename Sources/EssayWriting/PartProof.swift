import FigureExtraction
import Foundation
import ReportReading

/// Holds one part of a passage against the report it names, read anew.
struct PartProof {
  private let evidence: [Evidence?]
  private let witnesses: [UnitWitness?]
  /// The evidence of earlier reports that were found again, by content.
  private let earlier: [String: Evidence]

  init(sources: [NoteSource?], earlier: [String: Evidence] = [:]) {
    self.evidence = sources.map { $0?.evidence }
    self.earlier = earlier
    witnesses = sources.map { $0?.witness }
  }

  /// Why a part is not true to its source; nil where it is.
  func reason(against part: Provenance.TracedPart) -> String? {
    let sources = part.sources ?? []
    for source in sources where source.report < 0 || source.report >= evidence.count {
      return "names a report that the note does not list"
    }
    switch part.kind {
    case .words:
      return part.text.contains(where: \.isNumber) ? "“\(part.text)” is a number with no source" : nil
    case .figure:
      guard let source = sources.first else { return "“\(part.text)” has no source" }
      return figureReason(source) ?? unitReason(source) ?? writingReason(part.text, source)
    case .period:
      guard let source = sources.first else { return "“\(part.text)” has no source" }
      if let reason = figureReason(source) { return reason }
      guard let evidence = evidence[source.report] else { return nil }
      guard let period = evidence.figure(at: source)?.period, period.label == part.text else {
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
    case .remembered:
      guard let figure = part.remembered, let aspect = part.aspect else { return "“\(part.text)” has no source" }
      return RememberedProof(figure: figure, evidence: earlier[figure.place.sha256]).reason(against: part.text, aspect)
    }
  }

  /// A figure must stand where the note says, with the value, unit, metric and period it had.
  private func figureReason(_ place: Provenance.Place) -> String? {
    guard let evidence = evidence[place.report] else { return nil }
    guard let figure = evidence.figure(at: place) else { return "no figure “\(place.text)” at its place in the report" }
    let there = evidence.report.string(figure.span)
    if there != place.text { return "the report writes “\(there)”, not “\(place.text)”" }
    let quantity = figure.quantity
    if quantity.low != place.low || quantity.high != place.high {
      return "“\(place.text)” has another value in the report"
    }
    if quantity.unit.symbol != place.unit { return "“\(place.text)” has another unit in the report" }
    if evidence.metricName(of: figure) != place.metric {
      return "“\(place.text)” measures something else in the report"
    }
    if figure.period?.start != place.periodStart || figure.period?.end != place.periodEnd {
      return "“\(place.text)” is of another period in the report"
    }
    return nil
  }

  /// The unit and scale of a figure that the note states must be borne out by what stands around it.
  private func unitReason(_ place: Provenance.Place) -> String? {
    guard let witness = witnesses[place.report], let figure = witness.evidence.figure(at: place) else { return nil }
    return witness.objection(to: figure).map { "“\(place.text)”: \($0)" }
  }

  /// What the note writes must read as the quantity that the report states, as exact and as open.
  private func writingReason(_ writing: String, _ place: Provenance.Place) -> String? {
    let flat = place.text.flattened
    let plain = Markdown.plain(writing)
    let bytes = Array(plain.utf8)
    let read = QuantityScanner(context: QuantityContext()).scan(bytes, in: Span(0, bytes.count))
    // A minus before a mark ("-~5%") is no writing of anything.
    if plain.first.map({ "-−–".contains($0) }) == true, plain.dropFirst().first.map({ "~<>≈".contains($0) }) == true {
      return "“\(writing)” does not read as the report's “\(flat)”"
    }
    let isBare = read.count == 1 && read.first.map { $0.quantity.unit.symbol == place.unit } == true
    // The same bytes prove a writing that names its own unit; a bare cell of a table does not.
    if plain == flat, isBare || place.unitFrom == nil { return nil }
    guard isBare, let quantity = read.first?.quantity, quantity.low == place.low, quantity.high == place.high,
      evidence[place.report]?.figure(at: place).map({ $0.quantity.isAbout == quantity.isAbout }) ?? true
    else { return "“\(writing)” does not read as the report's “\(flat)”" }
    return nil
  }

  private func derivationReason(_ part: Provenance.TracedPart, _ sources: [Provenance.Place]) -> String? {
    guard let formula = part.formula, sources.count == 2 else { return "“\(part.text)” has no working" }
    for source in sources {
      if let reason = figureReason(source) ?? unitReason(source) { return reason }
    }
    guard let a = sources[0].low, let b = sources[1].low, a == sources[0].high, b == sources[1].high,
      sources[0].unit == sources[1].unit, let exact = formula.result(a, b)
    else { return "“\(part.text)” cannot be worked out from its inputs" }
    let places = Self.places(of: part.text)
    guard formula.writings(of: exact.rounded(places)).contains(part.text) else {
      return "“\(part.text)” is not \(formula.rawValue) of its inputs"
    }
    return nil
  }

  /// Digits after the point of a derived number.
  private static func places(of text: String) -> Int {
    let digits = text.filter { $0.isNumber || $0 == "." }
    return digits.firstIndex(of: ".").map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0
  }

  private func verbatimReason(_ part: Provenance.TracedPart, _ place: Provenance.Place) -> String? {
    guard let evidence = evidence[place.report] else { return nil }
    guard place.start >= 0, place.start <= place.end, place.end <= evidence.report.text.count else {
      return "its source lies outside the report"
    }
    let words = evidence.report.string(Span(place.start, place.end)).flattened.lowercased()
    let said = Markdown.plain(part.text).lowercased()
    // "Our operations" is "its operations" to a reader; function words claim nothing.
    if part.kind == .name, Self.functionWords.contains(said) { return nil }
    guard !said.isEmpty, Markdown.plain(Markdown.escaped(words)).containsWhole(said) || words.containsWhole(said) else {
      return "“\(part.text)” is not what the report says there"
    }
    return nil
  }

  private static let functionWords: Set<String> = [
    "it", "its", "they", "their", "them", "a", "an", "the", "on", "of", "in", "to", "by", "for", "and",
  ]

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
}

extension Evidence {
  /// The figure that stands at a place; nil where there is none.
  func figure(at place: Provenance.Place) -> Figure? {
    let span = Span(place.start, place.end)
    var (low, high) = (0, figures.count)
    while low < high {
      let middle = (low + high) / 2
      if figures[middle].span.start < span.start { low = middle + 1 } else { high = middle }
    }
    return figures[low...].prefix { $0.span.start == span.start }.first { $0.span == span }
  }
}

extension String {
  /// Whether the words' bytes stand in it with ASCII that is neither a letter nor a digit, or nothing, around them; what they
  /// begin and end with is ASCII too, so that no character runs over their edges.
  private func holdsPlainly(_ words: String) -> Bool {
    func isEdge(_ byte: UInt8) -> Bool {
      byte < 0x80 && !(0x61...0x7A).contains(byte | 0x20) && !(0x30...0x39).contains(byte)
    }
    guard let range = firstRange(ofBytes: words), let first = words.utf8.first, let last = words.utf8.last else {
      return false
    }
    return first < 0x80 && last < 0x80
      && (range.lowerBound == startIndex || isEdge(utf8[utf8.index(before: range.lowerBound)]))
      && (range.upperBound == endIndex || isEdge(utf8[range.upperBound]))
  }

  /// Whether the words occur in it with no letter or digit running on at either end.
  func containsWhole(_ words: String) -> Bool {
    func runsOn(_ a: Character?, _ b: Character?) -> Bool {
      guard let a, let b else { return false }
      return a.isNumber && b.isNumber || a.isAlphabetic && b.isAlphabetic
    }
    if holdsPlainly(words) { return true }
    // Bytes of ASCII are characters: what is not there as bytes is not there.
    if !holds(words), utf8.allSatisfy({ $0 < 0x80 }), words.utf8.allSatisfy({ $0 < 0x80 }) { return false }
    var start = startIndex
    while let range = self[start...].firstRange(of: words) {
      let before = range.lowerBound > startIndex ? self[index(before: range.lowerBound)] : nil
      let after = range.upperBound < endIndex ? self[range.upperBound] : nil
      if !runsOn(before, words.first), !runsOn(words.last, after) { return true }
      start = index(after: range.lowerBound)
    }
    return false
  }
}
