import FigureExtraction
import ReportReading
import ThesisBuilding

/// Tries a template on a sample: renders it, proves the note, and looks for blocks with nothing in them.
package struct TemplateTrial: Sendable {
  package let template: NoteTemplate

  package init(_ template: NoteTemplate) { self.template = template }

  /// What came of it, in the order of the note.
  package struct Outcome: Sendable {
    /// Lines of the sample's note, blank ones not counted.
    package var lineCount = 0
    /// Phrasings that were proved.
    package var phrasingCount = 0
    /// Each says what is wrong, with file and line where a file is to blame.
    package var faults: [String] = []
  }

  /// Renders `report` (Markdown) with the template. Reading faults are the caller's.
  package func outcome(over report: String) throws(ReadingError) -> Outcome {
    var outcome = Outcome()
    let read = try ReportReader().read(bytes: Array(report.utf8), path: "sample.md")
    let evidence = FigureExtractor().evidence(from: read)
    let dossier = Dossier([evidence], asOf: read.metadata.date ?? CalendarDate(dayNumber: 0))
    do throws(WritingError) {
      let note = try EssayWriter(template: template).note(from: dossier)
      let text = String(decoding: note.markdown, as: UTF8.self)
      outcome.lineCount = text.split(separator: "\n").count
      outcome.faults += Self.emptyBlocks(of: text)
    } catch {
      switch error {
      case .unproved(let faults): outcome.faults += faults.map(\.description)
      case .noFigures: outcome.faults.append(error.description)
      }
    }
    let proof = PhrasingProof(template.phrasings, file: template.phrasingsFile)
    outcome.phrasingCount = template.phrasings.phrasings.values.reduce(0) { $0 + $1.count }
    outcome.faults += proof.faults().map(\.description)
    return outcome
  }

  /// Headings with nothing under them but rules and deeper headings that are empty too.
  static func emptyBlocks(of note: String) -> [String] {
    var faults: [String] = []
    var open: (level: Int, text: String)?
    for line in NoteReading.lines(of: Array(note.utf8)) {
      let level = line.prefix { $0 == "#" }.count
      guard level > 0, line.dropFirst(level).first == " " else {
        open = nil
        continue
      }
      if let last = open, level <= last.level { faults.append("“\(last.text)” has nothing under it") }
      open = (level, line)
    }
    if let last = open { faults.append("“\(last.text)” has nothing under it") }
    return faults
  }
}
