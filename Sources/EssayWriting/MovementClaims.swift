import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// Movements that a title, a heading or a hook asserts of a metric without a figure ("Revenue Rose"), held against the
/// figures of that metric which the note rests on.
struct MovementClaims {
  private struct Point {
    let start: Int
    let end: Int
    let value: Decimal
  }

  /// Levels by what they measure and their unit.
  private var levels: [String: [Point]] = [:]
  private var binding: PassageBinding

  init(_ provenance: Provenance, _ evidence: [Evidence?]) {
    binding = PassageBinding(evidence: evidence)
    var seen: Set<Provenance.Place> = []
    for part in (provenance.passages + provenance.unprinted).flatMap(\.parts)
    where part.kind == .figure || part.kind == .derived {
      for place in part.sources ?? [] where seen.insert(place).inserted {
        guard let figure = binding.figure(place), figure.role == .level, let report = evidence[place.report]?.report,
          let label = figure.metric.first, let period = figure.period, let value = place.low, value == place.high
        else { continue }
        let key = self.key(report.string(label).withoutParentheses)
        if key.isEmpty { continue }
        levels["\(key)|\(place.unit ?? "")", default: []].append(
          Point(start: period.start.dayNumber, end: period.end.dayNumber, value: value))
      }
    }
  }

  private mutating func key(_ words: String) -> String { binding.meaning.meanings(of: words).joined(separator: " ") }

  /// Why a line that states no figure says that a metric moved as none of its figures did; nil where it does not.
  mutating func reason(in line: NoteLayout.Line) -> String? {
    guard !line.parts.contains(where: { $0.kind == .figure || $0.kind == .derived || $0.kind == .quote }) else {
      return nil
    }
    if let turn = LossTurn(saidIn: Markdown.plain(line.text)), !turns.contains(turn) {
      return "no result of these accounts turned so"
    }
    for cluster in binding.nameClusters(line.parts) {
      guard let last = cluster.last, let index = line.parts.lastIndex(of: last), index + 1 < line.parts.count,
        line.parts[index + 1].kind == .words,
        let word = Markdown.plain(line.parts[index + 1].text).split(whereSeparator: { !$0.isAlphabetic }).first,
        let isUp = MovementWords.last(in: String(word))
      else { continue }
      let name = cluster.map { Markdown.plain($0.text) }.joined(separator: " ")
      let key = key(name)
      if key.isEmpty { continue }
      let moves = levels.filter { $0.key.hasPrefix(key + "|") }.values.flatMap(Self.moves)
      if !moves.isEmpty, !moves.contains(isUp) { return "“\(name)” moved the other way" }
    }
    return nil
  }

  /// How the results that the note rests on turned, between equally long periods.
  private var turns: Set<LossTurn> {
    let results = levels.filter { $0.key.hasPrefix("operating-income|") || $0.key.hasPrefix("net-income|") }.values
    return Set(results.flatMap(Self.steps).compactMap { LossTurn(from: $0, to: $1) })
  }

  /// The directions between levels of equally long periods.
  private static func moves(_ points: [Point]) -> [Bool] {
    steps(points).compactMap { $0 == $1 ? nil : $1 > $0 }
  }

  /// The earlier and the later value of every two levels of equally long periods.
  private static func steps(_ points: [Point]) -> [(Decimal, Decimal)] {
    points.flatMap { a in
      points.filter { a.end < $0.end && abs((a.end - a.start) - ($0.end - $0.start)) <= 8 }.map { (a.value, $0.value) }
    }
  }
}
