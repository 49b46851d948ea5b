import FigureExtraction
import ReportReading

/// A report that a note rests on, with what is looked up in it again and again while the note is written and proved.
package final class NoteSource: Sendable {
  let evidence: Evidence
  let witness: UnitWitness
  let footnotes: FootnoteWriting

  /// `path` is the report's as the note gives it.
  init(_ evidence: Evidence, path: String) {
    self.evidence = evidence
    witness = UnitWitness(evidence)
    footnotes = FootnoteWriting(report: evidence.report, path: path)
  }
}
