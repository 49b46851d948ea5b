import FigureExtraction
import ReportReading
import ThesisBuilding
import ViaNegativa

/// Writes a note from a dossier: argue, doubt, compose, render, read back.
package struct EssayWriter: Sendable {
  package var template: NoteTemplate
  package var style: NoteStyle
  package var builder: ThesisBuilder
  package var evaluator: RiskEvaluator
  package var memory: NoteMemory

  package init(
    template: NoteTemplate, style: NoteStyle = NoteStyle(), builder: ThesisBuilder = ThesisBuilder(),
    evaluator: RiskEvaluator = RiskEvaluator(), memory: NoteMemory = NoteMemory()
  ) {
    self.template = template
    self.style = style
    self.builder = builder
    self.evaluator = evaluator
    self.memory = memory
  }

  /// The note that a dossier supports, proved. Throws where there is nothing to say, or where the proof fails.
  package func note(from dossier: Dossier) throws(WritingError) -> Note {
    guard dossier.evidence.contains(where: { !$0.figures.isEmpty }) else { throw .noFigures }
    var builder = builder
    for record in memory.records { builder.records[record.publisher] = record }
    let (thesis, stated) = Processors.all.both(
      { [builder] in builder.thesis(from: dossier) }, { StatedHazards(dossier) })
    let ground = NoteGround(dossier)
    let hazardGround = HazardGround(thesis, dossier, stated, evaluator.thresholds)
    // A note is composed sentence after sentence; what it will ask for is made beside it.
    let ((verdict, essay), _) = Processors.all.both(
      {
        let verdict = evaluator.verdict(on: thesis, from: dossier, stated: stated, ground: hazardGround)
        let composer = NoteComposer(
          dossier: dossier, thesis: thesis, verdict: verdict, memory: memory, ground: ground, book: template.phrasings)
        return (verdict, composer.essay())
      },
      {
        hazardGround.prepare()
        ground.prepare(for: thesis)
      })
    let marked = essay.marked()
    let name = Note.stem(titled: Markdown.plain(essay.title.text), on: dossier.asOf)
    let chart = style.charts ? ChartFile(of: essay, named: name, from: dossier) : nil
    var view = NoteView(
      essay: marked.essay, dossier: dossier, thesis: thesis, verdict: verdict, style: style, sources: ground.sources)
    view.chart = chart
    // What each passage says of its sources is held against them before it is known where the template prints it.
    let (body, (traced, faultsOfParts)) = Processors.all.both(
      { [view] in NoteBody(FootnoteNumbering.tidied(template.render(view.names()))) },
      {
        let witnesses = ground.sources.map(\.witness)
        let traced = marked.passages.map { Provenance.TracedPassage(of: $0, in: dossier, witnesses) }
        let proof = PartProof(sources: ground.sources)
        return (traced, traced.map { ReadBack.partFaults(of: $0, proof) })
      })
    let markdown = Array(body.text.utf8)
    var provenance = Provenance(of: traced, in: body, from: dossier)
    // A template that prints no chart has none.
    let printed = chart.flatMap { body.text.holds("](\($0.file))") ? $0 : nil }
    provenance.chart = printed.map(Provenance.Drawing.init)
    let faults = ReadBack(provenance: provenance, sources: ground.sources)
      .faults(in: markdown, ofParts: body.order.flatMap { faultsOfParts[$0] })
    guard faults.isEmpty else { throw .unproved(faults) }
    return Note(
      title: Markdown.plain(essay.title.text), date: dossier.asOf, markdown: markdown, provenance: provenance,
      thesis: thesis, verdict: verdict, chart: printed)
  }
}

/// A finished note: the bytes to publish and what stands behind them.
package struct Note: Sendable {
  package let title: String
  package let date: CalendarDate
  package let markdown: [UInt8]
  package let provenance: Provenance
  package let thesis: Thesis
  package let verdict: Verdict
  /// The metrics table drawn, for a file beside the note; nil where there is none.
  package let chart: ChartFile?

  /// `YYYY-MM-DD-slug.md`; the slug is the title's first eight words in ASCII letters and digits.
  package func fileName(_ copy: Int = 1) -> String {
    "\(Self.stem(titled: title, on: date))\(copy > 1 ? "-\(copy)" : "").md"
  }

  static func stem(titled title: String, on date: CalendarDate) -> String {
    let folded = title.lowercased().map { $0.isASCII && ($0.isAlphabetic || $0.isNumber) ? $0 : "-" }
    let words = String(folded).split(separator: "-").prefix(8)
    let slug = words.isEmpty ? "note" : words.joined(separator: "-")
    return "\(date)-\(slug)"
  }
}

/// Why there is no note.
package enum WritingError: Error, Sendable, CustomStringConvertible {
  /// No report holds a figure.
  case noFigures
  /// The note holds passages that are not true to their sources.
  case unproved([ReadBack.Fault])

  package var description: String {
    switch self {
    case .noFigures: "no figure in what was read, so there is no note to write"
    case .unproved(let faults):
      "the note was not published, because it could not be proved:\n"
        + faults.map { "  \($0.description)" }.joined(separator: "\n")
    }
  }
}
