import FigureExtraction
import Foundation
import ReportReading

/// Whether each figure of a line stands with the metric that it is of.
extension PassageBinding {
  /// Every figure is the figure of a metric that the line names, in the order in which it names them.
  mutating func metricReason(_ all: [Part], isRow: Bool) -> String? {
    let parts = withoutPerUnits(all)
    let nouns = parts.flatMap { $0.sources ?? [] }.compactMap { place in figure(place)?.noun.map { (place.report, $0) }
    }
    let clusters = nameClusters(parts).filter { cluster in
      // The thing counted ("six loans") stands with its own number and names no other's metric.
      !cluster.allSatisfy { part in
        guard let place = part.sources?.first else { return false }
        return nouns.contains { $0.0 == place.report && $0.1.overlaps(Span(place.start, place.end)) }
      }
    }
    guard !clusters.isEmpty,
      isRow || clusters.contains(where: { namesMetric($0) }) || parts.contains(where: { $0.kind == .derived })
        || isClaimed(parts)
    else { return nil }
    if let reason = remainderReason(parts) ?? equationReason(parts) { return reason }
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

  /// The parts less the words after a figure that say what it is per ("$10/t", "$128 per kW per month"): they are a label's,
  /// but no metric's name.
  func withoutPerUnits(_ parts: [Part]) -> [Part] {
    parts.enumerated().filter { index, part in
      guard part.kind == .name else { return true }
      let isApart = index > 1 && parts[index - 1].kind == .words && parts[index - 1].text == " "
      guard let before = index > 0 ? parts[isApart ? index - 2 : index - 1] : nil, before.kind == .figure,
        let per = before.sources?.first.flatMap(figure)?.quantity.per
      else { return true }
      let words = Markdown.plain(part.text).lowercased()
      let units = per.lowercased().split { !$0.isAlphabetic }
      let said = words.split { !$0.isAlphabetic }.filter { $0 != "per" && $0 != "a" }
      return !(["/", "per ", "a "].contains { words.hasPrefix($0) } && said == units)
    }.map(\.element)
  }

  /// Name parts that a reader takes as one name: with nothing but spaces between them.
  func nameClusters(_ parts: [Part]) -> [[Part]] {
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
        if isOpen, !words.isEmpty { isOpen = words.allSatisfy { $0.isAlphabetic || $0 == "&" } && part.text.count < 2 }
      default: isOpen = false
      }
    }
    return clusters
  }

  /// "Take A away, and 40% of B is left": the name before a remainder is the part that was taken.
  mutating func remainderReason(_ parts: [Part]) -> String? {
    for (index, part) in parts.enumerated() where part.kind == .derived && part.formula == .remainder {
      let clusters = nameClusters(Array(parts[..<index]))
      guard let last = clusters.last, let place = part.sources?.first, let evidence = evidence[place.report],
        let figure = figure(place), !figure.metric.isEmpty
      else { continue }
      var named = [last]
      // "Concentration in A — Take A away": the hazard is named after its part.
      if let head = clusters.first, let first = parts.first(where: { $0.kind != .words || $0.text.contains(/\w/) }),
        first.kind == .words, first.text.trimmed.hasSuffix("in") || first.text.trimmed.hasSuffix("in the")
      {
        named.append(head)
      }
      for cluster in named where !fits(cluster, figure, evidence.report, place.report) {
        return "“\(part.text)” is left without \(evidence.metricName(of: figure)?.flattened ?? "another part")"
      }
    }
    return nil
  }

  /// "iPhone is 47% of net sales", "47% of net sales is iPhone": the name on the other side of the verb is the figure's own.
  private mutating func equationReason(_ parts: [Part]) -> String? {
    func isVerb(_ index: Int) -> Bool {
      parts.indices.contains(index) && parts[index].kind == .words
        && ["is", "are", "was", "were"].contains(parts[index].text.trimmed.lowercased())
    }
    for (index, part) in parts.enumerated() where part.kind == .figure || part.kind == .derived {
      guard let place = part.sources?.first, let evidence = evidence[place.report], let figure = figure(place),
        !figure.metric.isEmpty
      else { continue }
      var named: [[Part]] = []
      if isVerb(index - 1), index > 1, parts[index - 2].kind == .name {
        named += nameClusters(Array(parts[..<(index - 1)])).suffix(1)
      }
      if part.formula == .share, index + 1 < parts.count {
        let isOfWhole = parts[index + 1].text.trimmed == "of"
        let after = isOfWhole ? parts[(index + 2)...].firstIndex { $0.kind != .name && $0.text != " " } : index + 1
        if let after, isVerb(after) { named += nameClusters(Array(parts[(after + 1)...])).prefix(1) }
      }
      for cluster in named where !fits(cluster, figure, evidence.report, place.report) {
        return "“\(part.text)” is \(evidence.metricName(of: figure)?.flattened ?? "another part") in the report"
      }
    }
    return nil
  }

  /// Whether a name is said to be what a figure measures: "berths were 180", "berths: 180", "18x (earnings)".
  func isClaimed(_ parts: [Part]) -> Bool {
    for (index, part) in parts.enumerated() where part.kind == .name {
      if index > 1, parts[index - 2].kind == .figure, parts[index - 1].text.trimmed == "(" { return true }
      guard index + 2 < parts.count, parts[index + 1].kind == .words,
        parts[index + 2].kind == .figure || parts[index + 2].kind == .derived
      else { continue }
      let words = parts[index + 1].text.lowercased()
      if words.hasPrefix(":") { return true }
      let first = words.split { !$0.isAlphabetic }.first.map(String.init) ?? ""
      if !words.contains("."), Self.predicates.contains(first) || MovementWords.last(in: first) != nil { return true }
    }
    return false
  }

  private static let predicates: Set<String> = [
    "was", "were", "is", "are", "stood", "went", "goes", "held", "hardly", "at", "came", "of",
  ]

  /// Whether a name is one of a metric: it stands in the label of some figure of its report.
  mutating func namesMetric(_ cluster: [Part]) -> Bool {
    cluster.contains { part in
      part.sources?.first.map { labels(of: $0.report).holds(Span($0.start, $0.end)) } ?? false
    }
  }

  mutating func labels(of report: Int) -> MetricLabels {
    if let known = labels[report] { return known }
    let read = MetricLabels(evidence[report]?.figures ?? [])
    labels[report] = read
    return read
  }

  mutating func fits(_ cluster: [Part], _ figure: Figure, _ report: Report, _ index: Int) -> Bool {
    let name = cluster.map { Markdown.plain($0.text) }.joined(separator: " ")
    let said = Set(meaning.meanings(of: name))
    let label = figure.metric.first.map { report.string($0).withoutParentheses } ?? ""
    let own = Set(meaning.meanings(of: label))
    let isTotal = label.flattened.lowercased() == "total"
    if said.isEmpty || own.isEmpty && !isTotal {
      return name.flattened.lowercased() == label.flattened.lowercased()
    }
    let whole = Set(
      (figure.metric + [figure.noun, figure.subject].compactMap { $0 }).flatMap {
        meaning.meanings(of: report.string($0))
      })
    // "Total summer rating": the row's word, and what its column says.
    if isTotal, name.lowercased().split(whereSeparator: { !$0.isLetter }).contains("total") {
      return said.isSubset(of: whole)
    }
    // The name says all that the label says, and nothing that the report does not say of the figure.
    if own.isSubset(of: said), said.isSubset(of: whole) { return true }
    if let key = meaning.key(of: figure, in: report, at: index) {
      if key == said.sorted().joined(separator: " ") { return true }
      // Another wording of the same metric, in this report or another one.
      for part in cluster {
        guard let place = part.sources?.first, let other = evidence[place.report] else { continue }
        let span = Span(place.start, place.end)
        if let peer = labels(of: place.report).first(labelled: span).map({ other.figures[$0] }) {
          if meaning.key(of: peer, in: other.report, at: place.report) == key,
            Set(meaning.meanings(of: peer.metric.first.map { other.report.string($0).withoutParentheses } ?? ""))
              .isSubset(of: said)
          {
            return true
          }
        }
      }
    }
    return false
  }
}
