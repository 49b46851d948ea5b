import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// Holds the parts of one line against one another: the metric named beside a figure must be the figure's, periods must
/// stand in the order of their figures, a movement must have the sign it had, and words must be credited to who said them.
struct PassageBinding {
  let evidence: [Evidence?]
  private var meaning = MetricMeaning()

  init(evidence: [Evidence?]) { self.evidence = evidence }

  mutating func faults(in line: NoteLayout.Line) -> [ReadBack.Fault] {
    let stated = line.parts.filter { $0.kind == .figure || $0.kind == .derived }
    let passage = Markdown.plain(line.text)
    var reasons: [String?] = []
    if !stated.isEmpty {
      reasons.append(periodReason(line.parts))
      reasons.append(metricReason(line.parts))
      reasons.append(directionReason(line.parts))
    }
    return reasons.compactMap { $0 }.map { ReadBack.Fault(passage: passage, reason: $0) }
  }

  /// What a passage credits to somebody else than said it.
  func sourceFault(in passage: Provenance.TracedPassage) -> ReadBack.Fault? {
    sourceReason(passage.parts).map { ReadBack.Fault(passage: Markdown.plain(passage.text), reason: $0) }
  }

  private typealias Part = Provenance.TracedPart

  private func figure(_ place: Provenance.Place) -> Figure? {
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

  /// "$5B in 2025": a period that follows its figure is its own.
  private func adjacencyReason(_ parts: [Part]) -> String? {
    for (index, part) in parts.enumerated().dropFirst(2) where part.kind == .period {
      let (figure, link) = (parts[index - 2], parts[index - 1])
      guard figure.kind == .figure, link.kind == .words, ["in", "for", "by", "at", "("].contains(link.text.trimmed),
        figure.sources?.first?.periodEnd != part.sources?.first?.periodEnd
      else { continue }
      return "“\(part.text)” is not the period of “\(figure.text)”"
    }
    return nil
  }

  // MARK: Metrics

  /// Every figure is the figure of a metric that the line names, in the order in which it names them.
  private mutating func metricReason(_ parts: [Part]) -> String? {
    let nouns = parts.flatMap { $0.sources ?? [] }.compactMap { place in figure(place)?.noun.map { (place.report, $0) }
    }
    let clusters = nameClusters(parts).filter { cluster in
      // The thing counted ("six loans") stands with its own number and names no other's metric.
      !cluster.allSatisfy { part in
        guard let place = part.sources?.first else { return false }
        return nouns.contains { $0.0 == place.report && $0.1.overlaps(Span(place.start, place.end)) }
      }
    }
    guard clusters.contains(where: { namesMetric($0) }) || parts.contains(where: { $0.kind == .derived }),
      !clusters.isEmpty
    else { return nil }
    var reached = 0
    for part in parts where part.kind == .figure || part.kind == .derived {
      guard let place = part.sources?.first, let evidence = evidence[place.report], let figure = figure(place),
        !figure.metric.isEmpty
      else { continue }
      let fitting = clusters.indices.filter { fits(clusters[$0], figure, evidence.report, place.report) }
      if fitting.isEmpty {
        return "“\(part.text)” is \(evidence.metricName(of: figure)?.flattened ?? "another metric") in the report"
      }
      guard let next = fitting.first(where: { $0 >= reached }) else {
        return "“\(part.text)” stands with another metric than its own"
      }
      reached = next
    }
    return nil
  }

  /// Name parts that a reader takes as one name: with nothing but spaces between them.
  private func nameClusters(_ parts: [Part]) -> [[Part]] {
    var clusters: [[Part]] = []
    var isOpen = false
    for part in parts {
      switch part.kind {
      case .name:
        if isOpen { clusters[clusters.count - 1].append(part) } else { clusters.append([part]) }
        isOpen = true
      case .words:
        // Words that no report lends may stand inside a name; a clause may not.
        let words = part.text.trimmed
        if isOpen, !words.isEmpty { isOpen = words.allSatisfy { $0.isLetter || $0 == "&" } && part.text.count < 2 }
      default: isOpen = false
      }
    }
    return clusters
  }

  /// Whether a name is one of a metric: it stands in the label of some figure of its report.
  private func namesMetric(_ cluster: [Part]) -> Bool {
    cluster.contains { part in
      guard let place = part.sources?.first, let evidence = evidence[place.report] else { return false }
      let span = Span(place.start, place.end)
      return evidence.figures.contains { $0.metric.contains { $0.overlaps(span) } }
    }
  }

  private mutating func fits(_ cluster: [Part], _ figure: Figure, _ report: Report, _ index: Int) -> Bool {
    let name = cluster.map { Markdown.plain($0.text) }.joined(separator: " ")
    let said = Set(meaning.meanings(of: name))
    let label = figure.metric.first.map { report.string($0).withoutParentheses } ?? ""
    let own = Set(meaning.meanings(of: label))
    if said.isEmpty || own.isEmpty {
      return name.flattened.lowercased() == label.flattened.lowercased()
    }
    let whole = Set(
      (figure.metric + [figure.noun, figure.subject].compactMap { $0 }).flatMap {
        meaning.meanings(of: report.string($0))
      })
    // The name says all that the label says, and nothing that the report does not say of the figure.
    if own.isSubset(of: said), said.isSubset(of: whole) { return true }
    if let key = meaning.key(of: figure, in: report, at: index) {
      if key == said.sorted().joined(separator: " ") { return true }
      // Another wording of the same metric, in this report or another one.
      for part in cluster {
        guard let place = part.sources?.first, let other = evidence[place.report] else { continue }
        let span = Span(place.start, place.end)
        for peer in other.figures where peer.metric.first.map({ $0.overlaps(span) }) == true {
          if meaning.key(of: peer, in: other.report, at: place.report) == key,
            Set(meaning.meanings(of: peer.metric.first.map { other.report.string($0).withoutParentheses } ?? ""))
              .isSubset(of: said)
          {
            return true
          }
          break
        }
      }
    }
    return false
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
    let named = Set(publishers.compactMap { $0.sources?.first?.report })
    if !publishers.isEmpty {
      if quotes.contains(where: { !named.contains($0.report) }) {
        return "the words are not those of \(publishers.map(\.text).joined(separator: ", "))"
      }
      for publisher in publishers where !quotes.contains(where: { $0.report == publisher.sources?.first?.report }) {
        guard figures.contains(where: { $0.report == publisher.sources?.first?.report }) else {
          return "no figure here is from \(publisher.text)"
        }
      }
    }
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

  /// Bytes within which a name and the words about it stand in a report.
  private static let nearby = 600
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
