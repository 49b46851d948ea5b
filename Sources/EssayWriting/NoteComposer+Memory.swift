import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// What earlier notes and reports said, beside what tonight's say.
extension NoteComposer {
  private static let mostReckoned = 3
  private static let mostRevised = 3

  /// Forecasts that came due, the one furthest off first: who made them, and what came.
  mutating func reckoning() -> [Passage] {
    var said: [Passage] = []
    var told: Set<String> = []
    let due = memory.settled.enumerated().sorted { ($1.element.error, $0.offset) < ($0.element.error, $1.offset) }
    for settled in due.map(\.element) where said.count < Self.mostReckoned {
      let forecast = settled.forecast
      guard let actual = dossier.reference(to: settled.actual), let value = value(actual), let period = when(actual),
        let metric = rememberedMetric(actual), let old = self.value(forecast, like: actual)
      else { continue }
      var slots = [
        "publisher": publisher(of: forecast), "metric": metric, "forecast": old, "period": period, "actual": value,
      ]
      if let date = forecast.date { slots["date"] = Passage([.remembered(forecast, .date, date.monthAndYear)]) }
      let seed = "\(forecast.publisher) \(metric.text) \(period.text)"
      guard told.insert("\(seed) \(old.text)".lowercased()).inserted,
        let sentence = sentence([slots["date"] == nil ? "reckoning-undated" : "reckoning"], slots, seed: seed)
      else { continue }
      said.append(sentence)
    }
    return said
  }

  /// Figures that an earlier note printed and tonight's reports give otherwise.
  mutating func revisions() -> [Passage] {
    var said: [Passage] = []
    var told: Set<String> = []
    for revised in memory.revised where said.count < Self.mostRevised {
      let printed = revised.printed
      guard let now = dossier.reference(to: revised.now), let new = value(now), let period = when(now),
        let metric = rememberedMetric(now), let old = value(printed, like: now), old.text != new.text,
        told.insert("\(metric.text) \(period.text)".lowercased()).inserted
      else { continue }
      let slots = [
        "publisher": publisher(of: now.report), "oldPublisher": publisher(of: printed), "metric": metric,
        "period": period, "old": old, "new": new,
      ]
      let shape = revised.kind == .supersedes ? "revised" : "contradicted"
      guard let sentence = sentence([shape], slots, seed: metric.text + period.text) else { continue }
      said.append(sentence)
    }
    return said
  }

  /// Levels of earlier reports that go before a series, with the period that its table would head them by.
  func earlier(_ points: [Series.Point]) -> [(period: Period, figure: RememberedFigure)] {
    guard let last = points.last else { return [] }
    let days = last.period.end.dayNumber - last.period.start.dayNumber
    var meaning = MetricMeaning()
    let figure = dossier.figure(last.figure)
    guard let label = figure.metric.first else { return [] }
    let own = meaning.meanings(of: dossier.string(Citation(report: last.figure.report, span: label)))
    guard !own.isEmpty else { return [] }
    var seen = Set(points.map(\.period.label))
    return memory.earlier.reversed().compactMap { old in
      guard old.unit == figure.quantity.unit.symbol, let start = old.periodStart, let end = old.periodEnd,
        abs(end.dayNumber - start.dayNumber - days) <= 8, end <= last.period.start || start < points[0].period.start,
        meaning.meanings(of: old.label) == own
      else { return nil }
      let period = Period(kind: last.period.kind, start: start, end: end, isFiscal: last.period.isFiscal)
      guard seen.insert(period.label).inserted else { return nil }
      return (period, old)
    }
  }

  /// A remembered figure as a note writes it: like the figure of tonight's that it is held against, in the same unit.
  func value(_ old: RememberedFigure, like reference: FigureReference) -> Passage? {
    let unit = dossier.quantity(reference).unit
    guard unit.symbol == old.unit, let text = writing.writing(of: old, in: unit) else { return nil }
    return Passage([.remembered(old, .value, Markdown.escaped(text))])
  }

  private func publisher(of old: RememberedFigure) -> Passage {
    let name = Markdown.escaped(old.publisher.withoutLegalForm)
    return Passage([.remembered(old, .publisher, name.withSmallArticle)])
  }

  /// What a figure measures, by the name its series has in this note.
  private func rememberedMetric(_ reference: FigureReference) -> Passage? {
    for series in thesis.series where series.points.contains(where: { $0.figure == reference }) {
      return metric(series)
    }
    guard let name = figureName(reference) else { return nil }
    guard let span = dossier.figure(reference).metric.first else { return name }
    return Passage(self.name(name.text, [Citation(report: reference.report, span: span)]))
  }
}
