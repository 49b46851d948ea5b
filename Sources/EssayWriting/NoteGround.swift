import FigureExtraction
import ReportReading
import ThesisBuilding

/// What a note's sentences are made with and its reports alone decide: no verdict is needed for it.
struct NoteGround: Sendable {
  /// One for each report of the dossier.
  let sources: [NoteSource]
  let writing: FigureWriting
  let quotes: QuoteBudget
  /// The words that the reports write with a small first letter.
  let smallWords: WordIndex

  /// `thesis` says which figures are sure to be written.
  init(_ dossier: Dossier, for thesis: Thesis) {
    let sources = dossier.evidence.map { NoteSource($0, path: $0.report.source.path) }
    let writing = FigureWriting(dossier: dossier, witnesses: sources.map(\.witness))
    let (words, _) = Processors.all.both(
      { (small: Self.smallWords(of: dossier), budget: QuoteBudget(dossier: dossier)) },
      {
        for series in thesis.series.prefix(NoteComposer.mostSeries) {
          for point in series.points { _ = writing.writing(of: point.figure) }
        }
        // Of many reports few are cited; the only one is.
        if sources.count == 1 { sources[0].footnotes.prepare() }
      })
    (self.sources, self.writing, smallWords, quotes) = (sources, writing, words.small, words.budget)
  }

  private static func smallWords(of dossier: Dossier) -> WordIndex {
    var words = WordIndex(capacity: 4096)
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-") }
    for evidence in dossier.evidence {
      let text = evidence.report.text
      var index = 0
      while index < text.count {
        guard isLetter(text[index]) else {
          index += 1
          continue
        }
        let start = index
        while index < text.count, isLetter(text[index]) { index += 1 }
        if index - start > 2, text[start] >= 0x61 { _ = words.insert(Word(text, start..<index)) }
      }
    }
    return words
  }
}
