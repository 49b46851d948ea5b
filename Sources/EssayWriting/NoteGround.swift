import FigureExtraction
import ReportReading
import ThesisBuilding

/// What a note's sentences are made with and its reports alone decide: no verdict is needed for it.
struct NoteGround: Sendable {
  /// One for each report of the dossier.
  let sources: [NoteSource]
  let writing: FigureWriting
  let quotes: QuoteBudget
  /// How the reports write their words.
  let cases: WordCases

  /// `thesis` says which figures are sure to be written.
  init(_ dossier: Dossier, for thesis: Thesis) {
    let sources = dossier.evidence.map { NoteSource($0, path: $0.report.source.path) }
    let writing = FigureWriting(dossier: dossier, witnesses: sources.map(\.witness))
    let (words, _) = Processors.all.both(
      { (cases: WordCases(dossier), budget: QuoteBudget(dossier: dossier)) },
      {
        for series in thesis.series.prefix(NoteComposer.mostSeries) {
          for point in series.points { _ = writing.writing(of: point.figure) }
        }
        // Of many reports few are cited; the only one is.
        if sources.count == 1 { sources[0].footnotes.prepare() }
      })
    (self.sources, self.writing, cases, quotes) = (sources, writing, words.cases, words.budget)
  }
}
