import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// Holds the parts of one line against one another: the metric named beside a figure must be the figure's, periods must
/// stand in the order of their figures, a movement must have the sign it had, and words must be credited to who said them.
struct PassageBinding {
  let evidence: [Evidence?]
  var meaning = MetricMeaning()
  /// Of each report that was asked about.
  var labels: [Int: MetricLabels] = [:]

  init(evidence: [Evidence?]) { self.evidence = evidence }

  mutating func faults(in printed: NoteLayout.Line) -> [ReadBack.Fault] {
    let line = printed.withWordsJoined
    let stated = line.parts.filter { $0.kind == .figure || $0.kind == .derived }
    let passage = Markdown.plain(line.text)
    var reasons: [String?] = [stretchReason(line.parts), listReason(line.parts)]
    if !stated.isEmpty {
      reasons.append(chainReason(line))
      reasons.append(periodReason(line.parts))
      reasons.append(metricReason(line.parts, isRow: line.isRow))
      reasons.append(directionReason(line.parts))
    }
    if line.parts.contains(where: { $0.kind == .remembered }) {
      reasons.append(line.isRow ? rowMemoryReason(line.parts) : memoryReason(line.parts))
    }
    return reasons.compactMap { $0 }.map { ReadBack.Fault(passage: passage, reason: $0) }
  }

  /// What a passage credits to somebody else than said it.
  func sourceFault(in passage: Provenance.TracedPassage) -> ReadBack.Fault? {
    sourceReason(passage.parts).map { ReadBack.Fault(passage: Markdown.plain(passage.text), reason: $0) }
  }

  typealias Part = Provenance.TracedPart

  func figure(_ place: Provenance.Place) -> Figure? {
    evidence.indices.contains(place.report) ? evidence[place.report]?.figure(at: place) : nil
  }

  // MARK: Periods

  /// Periods belong to figures of the line, and where both are given they come in the same order.
  private func periodReason(_ parts: [Part]) -> String? {
    let stated = parts.filter { $0.kind == .figure }.compactMap { $0.sources?.first }
    let periods = parts.filter { $0.kind == .period }
    if stated.count == periods.count {
      for (figure, period) in zip(stated, periods) where figure.periodEnd != period.sources?.first?.periodEnd {
        return "“\(period.text)” is not the period of “\(figure.text.flattened)”"
      }
    }
    if let reason = adjacencyReason(parts) { return reason }
    let all = parts.filter { $0.kind == .figure || $0.kind == .derived }.flatMap { $0.sources ?? [] }
    var last = -1
    for part in parts where part.kind == .period {
      guard let place = part.sources?.first else { continue }
      guard all.contains(where: { $0.isSame(as: place) || $0.periodEnd == place.periodEnd }) else {
        return "“\(part.text)” is not the period of a figure beside it"
      }
      guard let index = stated.firstIndex(where: { $0.isSame(as: place) }) else { continue }
      if index < last { return "“\(part.text)” does not stand with its figure “\(place.text.flattened)”" }
      last = index
    }
    return nil
  }

  /// "$5B in 2025": a period that follows its figure is its own; "rose 5% in 2025": it is that of the later input.
  private func adjacencyReason(_ parts: [Part]) -> String? {
    for (index, part) in parts.enumerated().dropFirst(2) where part.kind == .period {
      let (stated, link) = (figureBefore(parts, index - 1), parts[index - 1])
      guard let stated, link.kind == .words, let sources = stated.sources, let place = sources.last else { continue }
      let words = link.text.trimmed.hasSuffix(" the") ? String(link.text.trimmed.dropLast(4)) : link.text.trimmed
      let isLink = ["in", "for", "by", "at", "("].contains(words)
      let own: Provenance.Place
      switch (stated.kind, stated.formula) {
      case (.figure, _) where isLink: own = place
      case (.derived, _) where isLink:
        own = sources.max { ($0.periodEnd ?? .distant) < ($1.periodEnd ?? .distant) } ?? place
      case (.derived, _) where words == "from" || words == "from the":
        own = sources.min { ($0.periodEnd ?? .distant) < ($1.periodEnd ?? .distant) } ?? place
      case (.derived, .ratio) where words == "the" || link.text.trimmed == "the":
        guard index + 1 < parts.count, parts[index + 1].text.trimmed.hasPrefix("level") else { continue }
        own = sources.min { ($0.periodEnd ?? .distant) < ($1.periodEnd ?? .distant) } ?? place
      default: continue
      }
      if !isPeriod(part, of: own) { return "“\(part.text)” is not the period of “\(stated.text)”" }
    }
    return shareReason(parts)
  }

  /// The figure or derivation before a part, what it is per skipped: "$128 per kW".
  private func figureBefore(_ parts: [Part], _ index: Int) -> Part? {
    guard index > 0 else { return nil }
    let before = parts[index - 1]
    if before.kind == .name, index > 1, parts[index - 2].kind == .figure { return parts[index - 2] }
    guard before.kind == .name, index > 2, parts[index - 3].kind == .figure,
      parts[index - 2].text == " " || parts[index - 2].kind == .name
    else { return before }
    return parts[index - 3]
  }

  private static func endsClause(_ words: String) -> Bool {
    [". ", "; ", ": ", "? "].contains(where: words.contains)
  }

  /// "34% of revenue in 2025": the period after a share and its whole is that of both.
  private func shareReason(_ parts: [Part]) -> String? {
    for (index, part) in parts.enumerated() where part.kind == .period {
      guard index > 0, parts[index - 1].kind == .words,
        ["in", "in the"].contains(where: { parts[index - 1].text.trimmed.hasSuffix($0) })
      else { continue }
      let before = parts[..<index].reversed().prefix {
        $0.kind == .name || $0.kind == .words && !Self.endsClause($0.text)
      }
      let place = index - before.count - 1
      guard place >= 0, parts[place].kind == .derived, parts[place].formula == .share,
        let whole = parts[place].sources?.last, !isPeriod(part, of: whole)
      else { continue }
      return "“\(part.text)” is not the period of “\(parts[place].text)”"
    }
    return nil
  }

  /// Whether a label is that of a figure's own period.
  private func isPeriod(_ part: Part, of place: Provenance.Place) -> Bool {
    if let period = figure(place)?.period { return period.label == part.text }
    return place.periodEnd == part.sources?.first?.periodEnd
  }

  /// "from 2023 to 2025": a stretch has two ends, the earlier first.
  private func stretchReason(_ parts: [Part]) -> String? {
    for index in parts.indices.dropFirst(2) where parts[index].kind == .period && parts[index - 2].kind == .period {
      let words = parts[index - 1].text.trimmed
      let (a, b) = (parts[index - 2], parts[index])
      guard parts[index - 1].kind == .words, let x = a.sources?.first?.periodEnd, let y = b.sources?.first?.periodEnd
      else { continue }
      if ["to", "to the", "and", "and the"].contains(words), x >= y || a.text == b.text {
        return "“\(a.text)” is not before “\(b.text)”"
      }
      if [", against the", ", against"].contains(words), x <= y || a.text == b.text {
        return "“\(b.text)” is not before “\(a.text)”"
      }
    }
    return nil
  }

  /// "by A and B": nobody is named twice in a list.
  private func listReason(_ parts: [Part]) -> String? {
    for index in parts.indices.dropFirst(2) where parts[index].kind == .publisher && parts[index - 2].kind == .publisher
    {
      guard [",", "and", ", and"].contains(parts[index - 1].text.trimmed),
        parts[index].text.lowercased() == parts[index - 2].text.lowercased()
      else { continue }
      return "“\(parts[index].text)” is named twice"
    }
    return nil
  }

  /// "$4B, then $5B, then $9B": one metric in one unit, period after period; and no figure twice on a line.
  private mutating func chainReason(_ line: NoteLayout.Line) -> String? {
    let parts = withoutPerUnits(line.parts)
    if line.isRow { return nil }
    var last: Part?
    var words = ""
    for part in parts {
      switch part.kind {
      case .words: words += part.text
      case .figure:
        if let last, words.trimmed == ", then", let a = last.sources?.first, let b = part.sources?.first {
          if a.unit != b.unit || !isSameMetric(a, b) {
            return "“\(part.text)” is not of the metric of “\(last.text)” before it"
          }
          if let x = a.periodEnd, let y = b.periodEnd, x >= y {
            return "“\(part.text)” is not later than “\(last.text)”"
          }
        }
        (last, words) = (part, "")
      default: (last, words) = (nil, "")
      }
    }
    let places = parts.filter { $0.kind == .figure }.compactMap { $0.sources?.first }
    for (index, place) in places.enumerated() where places[..<index].contains(where: { $0.isSame(as: place) }) {
      return "“\(place.text.flattened)” stands twice"
    }
    return nil
  }

  private mutating func isSameMetric(_ a: Provenance.Place, _ b: Provenance.Place) -> Bool {
    if a.metric?.lowercased() == b.metric?.lowercased() { return true }
    guard let x = figure(a), let y = figure(b), let first = evidence[a.report]?.report,
      let second = evidence[b.report]?.report
    else { return true }
    if let key = meaning.key(of: x, in: first, at: a.report), key == meaning.key(of: y, in: second, at: b.report) {
      return true
    }
    guard let own = x.metric.first, let other = y.metric.first else { return x.metric.isEmpty && y.metric.isEmpty }
    return meaning.meanings(of: first.string(own).withoutParentheses)
      == meaning.meanings(of: second.string(other).withoutParentheses)
  }

  // MARK: Direction

  /// A movement that is derived must have the sign of the last word of direction before it.
  private func directionReason(_ parts: [Part]) -> String? {
    var direction: Bool?
    for part in parts {
      if part.kind == .words {
        direction = MovementWords.last(in: part.text) ?? direction
        continue
      }
      guard part.kind == .derived, let formula = part.formula, formula == .percentChange || formula == .pointChange,
        let sources = part.sources, sources.count == 2, let a = sources[0].low, let b = sources[1].low,
        let isUp = direction
      else { continue }
      if (b > a) != isUp { return "“\(part.text)” is a movement the other way" }
      if let (x, y) = sources[0].periodEnd.flatMap({ x in sources[1].periodEnd.map { (x, $0) } }), y < x {
        return "“\(part.text)” is counted from the later period to the earlier"
      }
      direction = nil
    }
    return inputReason(parts) ?? chronologyReason(parts)
  }

  /// "rose 59%, from A to B": the figures beside a movement are those that it was counted from.
  private func inputReason(_ parts: [Part]) -> String? {
    let derived = parts.filter {
      $0.kind == .derived && [.percentChange, .pointChange].contains($0.formula)
    }
    let figures = parts.filter { $0.kind == .figure }.compactMap { $0.sources?.first }
    guard derived.count == 1, let inputs = derived.first?.sources, let metric = inputs.first?.metric,
      figures.contains(where: { figure in inputs.contains { $0.isSame(as: figure) } })
    else { return nil }
    let same = figures.filter { $0.metric == metric && $0.unit == inputs.first?.unit }
    if let other = same.first(where: { figure in !inputs.contains { $0.isSame(as: figure) } }) {
      return "“\(other.text.flattened)” is not what “\(derived[0].text)” was counted from"
    }
    if same.count == 2, same[0].isSame(as: same[1]) { return "“\(same[0].text.flattened)” stands at both ends" }
    return nil
  }

  /// "rose from A to B": of two figures of one metric, the later must be the greater.
  private func chronologyReason(_ parts: [Part]) -> String? {
    guard !parts.contains(where: { $0.kind == .derived || $0.kind == .quote }) else { return nil }
    let words = parts.filter { $0.kind == .words }.map { MovementWords.last(in: $0.text) }.compactMap { $0 }
    let figures = parts.filter { $0.kind == .figure }.compactMap { $0.sources?.first }
    guard words.count == 1, figures.count > 1, Set(figures.map(\.metric)).count == 1,
      Set(figures.map(\.unit)).count == 1
    else { return nil }
    let dated = figures.filter { $0.periodEnd != nil && $0.low != nil }.sorted {
      ($0.periodEnd ?? CalendarDate(dayNumber: 0)) < ($1.periodEnd ?? CalendarDate(dayNumber: 0))
    }
    guard let first = dated.first, let last = dated.last, first.periodEnd != last.periodEnd, let a = first.low,
      let b = last.low, a != b
    else { return nil }
    return (b > a) == words[0] ? nil : "“\(first.text.flattened)” and “\(last.text.flattened)” moved the other way"
  }

  // MARK: Who says so

  /// A publisher named with words or figures must have published them; a source that a report names must be named there.
  private func sourceReason(_ parts: [Part]) -> String? {
    let quotes = parts.filter { $0.kind == .quote }.compactMap { $0.sources?.first }
    let figures = parts.filter { $0.kind == .figure }.compactMap { $0.sources?.first }
    let publishers = parts.filter { $0.kind == .publisher }
    guard !quotes.isEmpty || !figures.isEmpty else { return nil }
    // One publisher may have published several of the reports.
    func owner(_ report: Int) -> String? {
      let metadata = evidence.indices.contains(report) ? evidence[report]?.report.metadata : nil
      return metadata.map { $0.publisher ?? $0.title }
    }
    let named = Set(publishers.compactMap { $0.sources?.first?.report })
    let owners = Set(named.compactMap(owner))
    if !publishers.isEmpty {
      if quotes.contains(where: { quote in
        !named.contains(quote.report) && owner(quote.report).map { !owners.contains($0) } ?? true
      }) {
        return "the words are not those of \(publishers.map(\.text).joined(separator: ", "))"
      }
      for publisher in publishers where !quotes.contains(where: { $0.report == publisher.sources?.first?.report }) {
        guard figures.contains(where: { $0.report == publisher.sources?.first?.report }) else {
          return "no figure here is from \(publisher.text)"
        }
      }
    }
    if let reason = claimantReason(parts) { return reason }
    guard let quote = quotes.first, publishers.isEmpty else { return nil }
    // Without a publisher, a name that leads into a quotation says whose it is or what it is about.
    guard let end = parts.firstIndex(where: { $0.kind == .quote }),
      let start = parts[..<end].lastIndex(where: { $0.kind == .name }), let lead = parts[start].sources?.first,
      !parts[start..<end].contains(where: { $0.kind == .words && $0.text.contains(".") })
    else { return nil }
    guard lead.report == quote.report else { return "the name and the words are from different reports" }
    guard let report = evidence[quote.report]?.report else { return nil }
    let near = max(0, quote.start - Self.nearby)...(quote.end + Self.nearby)
    let sameBlock = report.blockIndex(at: lead.start) == report.blockIndex(at: quote.start)
    return sameBlock || near.contains(lead.start)
      ? nil : "the report does not say these words of “\(lead.text.flattened)”"
  }

  /// "A puts cost at 9%. B has …": the first figure after a publisher, in its sentence, is from what it published.
  private func claimantReason(_ parts: [Part]) -> String? {
    for (index, part) in parts.enumerated() where part.kind == .publisher {
      guard index + 1 < parts.count, parts[index + 1].kind == .words,
        let verb = parts[index + 1].text.lowercased().split(whereSeparator: { !$0.isAlphabetic }).first,
        parts[index + 1].text.first == " ", Self.saying.contains(String(verb))
      else { continue }
      for next in parts[(index + 1)...] {
        if next.kind == .words, next.text.contains(". ") || next.text.contains("; ") { break }
        if next.kind == .publisher { break }
        guard next.kind == .figure, let place = next.sources?.first else { continue }
        if place.report != part.sources?.first?.report { return "“\(next.text)” is not from \(part.text)" }
        break
      }
    }
    return nil
  }

  private static let saying: Set<String> = ["puts", "has", "sees", "says", "now", "forecast", "expects", "gives"]

  /// Bytes within which a name and the words about it stand in a report.
  private static let nearby = 600
}

extension CalendarDate {
  /// Before every period.
  fileprivate static let distant = CalendarDate(dayNumber: 0)
}

extension Provenance.Place {
  /// The same bytes of the same report.
  func isSame(as other: Provenance.Place) -> Bool {
    report == other.report && start == other.start && end == other.end
  }
}

extension String {
  /// A label without what stands in parentheses: units, notes, "unaudited".
  var withoutParentheses: String {
    var rest = self
    while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      rest.removeSubrange(open...close)
    }
    return rest
  }
}
