import FigureExtraction
import ReportReading
import Synchronization
import ThesisBuilding

/// What a note's sentences are made with and its reports alone decide: no verdict is needed for it. Each part is made when it
/// is first asked for.
final class NoteGround: Sendable {
  /// One for each report of the dossier.
  let sources: [NoteSource]
  let writing: FigureWriting
  /// How the reports write their words.
  let cases: WordCases
  let names: ShownNames
  private let dossier: Dossier
  private let budget = Mutex<QuoteBudget?>(nil)

  init(_ dossier: Dossier) {
    self.dossier = dossier
    sources = dossier.evidence.map { NoteSource($0, path: $0.report.source.path) }
    writing = FigureWriting(dossier: dossier, witnesses: sources.map(\.witness))
    cases = WordCases(dossier)
    names = ShownNames(dossier, cases)
  }

  var quotes: QuoteBudget {
    budget.withLock { known in
      let quotes = known ?? QuoteBudget(dossier: dossier)
      known = quotes
      return quotes
    }
  }

  /// Makes ahead what a note on `thesis` will ask for, in the order in which it does.
  func prepare(for thesis: Thesis) {
    cases.prepare()
    _ = quotes
    for series in thesis.series.prefix(NoteComposer.mostSeries) {
      _ = names.parts(of: series.name.withoutTotal.withoutSigns, series.nameCitations)
      for point in series.points { _ = writing.writing(of: point.figure) }
    }
    // Of many reports few are cited; the only one is.
    if sources.count == 1 { sources[0].footnotes.prepare() }
  }
}
