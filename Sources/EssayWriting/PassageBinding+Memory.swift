import FigureExtraction
import ReportReading
import ThesisBuilding

/// Remembered figures beside tonight's: the same measure, unit and period, told of the report that they are from.
extension PassageBinding {
  mutating func memoryReason(_ parts: [Part]) -> String? {
    let told = parts.filter { $0.kind == .remembered }
    let figures = parts.filter { $0.kind == .figure }.compactMap { $0.sources?.first }
    let words = parts.filter { $0.kind == .words }.map { $0.text.lowercased() }.joined(separator: " ")
    for part in told {
      guard let old = part.remembered else { continue }
      guard told.contains(where: { $0.aspect == .value && $0.remembered == old }) else {
        return "no figure here is from \(part.text)"
      }
      guard part.aspect == .value else { continue }
      guard let own = figures.first(where: { $0.unit == old.unit }) else {
        return "“\(part.text)” stands beside no figure of its unit"
      }
      if own.periodStart != old.periodStart || own.periodEnd != old.periodEnd {
        return "“\(part.text)” is of another period than “\(own.text.flattened)”"
      }
      if !isNamed(old, parts) { return "“\(part.text)” is \(old.metric.flattened) in the earlier report" }
      if words.contains("forecast") == (old.modality == .reported) {
        return "“\(part.text)” is \(old.modality.rawValue) in the earlier report"
      }
      if words.contains("earlier note"), old.note == nil { return "no earlier note printed “\(part.text)”" }
    }
    return nil
  }

  /// Cells from earlier reports measure what their row names, in the unit of its other cells.
  mutating func rowMemoryReason(_ parts: [Part]) -> String? {
    let figures = parts.filter { $0.kind == .figure }.compactMap { $0.sources?.first }
    for part in parts where part.kind == .remembered && part.aspect == .value {
      guard let old = part.remembered else { continue }
      guard figures.contains(where: { $0.unit == old.unit }) else {
        return "“\(part.text)” stands beside no figure of its unit"
      }
      if !isNamed(old, parts) { return "“\(part.text)” is \(old.metric.flattened) in the earlier report" }
    }
    return nil
  }

  /// Whether a name on the line means what the figure measures, or a figure beside it measures the same.
  private mutating func isNamed(_ old: RememberedFigure, _ parts: [Part]) -> Bool {
    let own = Set(meaning.meanings(of: old.label))
    if own.isEmpty { return true }
    for cluster in nameClusters(parts) {
      if Set(meaning.meanings(of: cluster.map { Markdown.plain($0.text) }.joined(separator: " "))) == own {
        return true
      }
    }
    for place in parts.filter({ $0.kind == .figure }).compactMap({ $0.sources?.first }) {
      guard let figure = figure(place), let label = figure.metric.first, let report = evidence[place.report]?.report
      else { continue }
      if Set(meaning.meanings(of: report.string(label).withoutParentheses)) == own { return true }
    }
    return false
  }
}
