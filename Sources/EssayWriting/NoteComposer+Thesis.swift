import FigureExtraction
import ReportReading
import ThesisBuilding

extension NoteComposer {
  /// The core insight, the numbers that tell the story, and the strongest single piece of evidence.
  mutating func thesisBlock() -> Essay.ThesisBlock? {
    guard let insight = insight() else { return nil }
    var block = Essay.ThesisBlock(subject: subject(), insight: insight)
    if let core = thesis.core, let said = quoted(core) { block.support.append(said) }
    block.metrics = metricsTable()
    if let evidence = strongestEvidence() {
      block.evidence.append(evidence)
      if thesis.shift != nil { block.close = "That's the shift." }
    }
    return block
  }

  /// What stands between "The" and "Thesis".
  private func subject() -> Passage {
    if let shift = thesis.shift {
      let name = titleName(shift.to)
      if name.text.isShortName { return name.withoutArticle }
    }
    if let lead = leadSeries() {
      let name = titleMetric(lead)
      if name.text.isShortName { return name.withoutArticle }
    }
    if let theme = thesis.themes.indices.first(where: { themeName(thesis.themes[$0]).text.isShortName }) {
      return titleTheme(theme).withoutArticle
    }
    return "Whole"
  }

  private mutating func insight() -> Passage? {
    if let shift = thesis.shift {
      let (from, to) = (
        Passage(name(dossier.string(shift.from), [shift.from])), Passage(name(dossier.string(shift.to), [shift.to]))
      )
      let first = sentence(["insight-shift"], ["from": from, "to": to], seed: from.text)
      if let first, from.text.isShortName, to.text.isShortName { return first }
    }
    if let (lead, other) = contrastingSeries(), let a = slots(thesis.series[lead]), let b = slots(thesis.series[other]),
      let rose = b.slots["rose"], let change = b.slots["change"]
    {
      var slots = a.slots
      slots["otherMetric"] = metric(thesis.series[other])
      slots["otherRose"] = rose
      slots["otherChange"] = change
      let (x, y) = (movement(thesis.series[lead]) ?? 0, movement(thesis.series[other]) ?? 0)
      let shapes = x > y && y > 0 ? ["contrast", "outrun"] : ["contrast"]
      if let said = sentence(shapes, slots, seed: "insight") {
        saidFigures.formUnion(said.figures)
        return said
      }
    }
    if let lead = leadSeries(), let said = realised(lead) { return said }
    if let core = thesis.core, let said = quoted(core) { return said }
    for index in thesis.claims.indices where thesis.claims[index].figures.isEmpty == false {
      if let said = quoted(index) { return said }
    }
    return nil
  }

  /// The strongest claim with a figure that the note has not used, with who said it.
  private mutating func strongestEvidence() -> Passage? {
    let ranked = thesis.groups.flatMap(\.claims.first.asArray).filter { index in
      let claim = thesis.claims[index]
      guard !claim.figures.isEmpty, let reference = claim.figures.first else { return false }
      if case .prose = dossier.figure(reference).place { return !saidClaims.contains(index) }
      return false
    }
    let attributed = ranked.filter { index in
      thesis.claims[index].figures.contains { dossier.figure($0).attribution != nil }
    }
    for index in attributed.prefix(3) + ranked.prefix(10) {
      if let said = quoted(index) { return said }
    }
    return nil
  }
}

extension Optional {
  fileprivate var asArray: [Wrapped] { map { [$0] } ?? [] }
}

extension Passage {
  /// "The Three Grids" is "Three Grids" after another "The".
  var withoutArticle: Passage {
    guard let first = parts.first else { return self }
    for article in ["The ", "A ", "An "] where first.text.hasPrefix(article) {
      let rest = String(first.text.dropFirst(article.count))
      switch first {
      case .name(let citation, _): return Passage([.name(citation, rest)] + parts.dropFirst())
      case .words: return Passage([.words(rest)] + parts.dropFirst())
      default: return self
      }
    }
    return self
  }
}
