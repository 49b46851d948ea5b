import ReportReading
import ThesisBuilding

/// Finds hazards in running prose, by cue and construction.
struct RunningProse {
  let report: Report
  let words: WordList
  let index: Int
  let outline: Outline

  /// In document order, from every argued sentence outside `taken` that scores at least `threshold`.
  func drafts(outside taken: Set<Int>, threshold: Int) -> [HazardDraft] {
    // A sentence without any of these scores nothing.
    let marks = WordMarks(words.vocabulary) {
      HazardLexicon.harm.contains($0) || HazardLexicon.constructions.begins(with: $0)
    }
    var drafts: [HazardDraft] = []
    for (number, sentence) in report.sentences.enumerated() {
      guard !taken.contains(sentence.block), outline.setting[sentence.block] != .boilerplate,
        isProse(report.blocks[sentence.block])
      else { continue }
      guard (5...70).contains(words.count(in: sentence.span)), words.mayHold(marks, in: sentence.span),
        RunningProse.score(Wording(words, sentence.span)) >= threshold
      else { continue }
      var body = [sentence.span]
      if number + 1 < report.sentences.count, report.sentences[number + 1].block == sentence.block {
        body.append(report.sentences[number + 1].span)
      }
      drafts.append(HazardDraft(report: index, place: .prose, lead: sentence.span, body: body))
    }
    return drafts
  }

  private func isProse(_ block: Block) -> Bool {
    switch block.kind {
    case .paragraph, .listItem, .quote: true
    default: false
    }
  }

  /// How plainly a sentence states a hazard: the strongest construction in it, a condition or a modal beside a word of harm,
  /// a word of harm; 0 for a question, a formula or a relief.
  static func score(_ wording: Wording) -> Int {
    guard !wording.words.isEmpty, !HazardLexicon.formula.occurs(in: wording.words),
      !HazardLexicon.relief.occurs(in: wording.words),
      !isQuestion(wording)
    else { return 0 }
    let harms = wording.words.indices.filter { HazardLexicon.harm.contains(wording.words[$0]) }
    let construction = HazardLexicon.constructions.matches(in: wording.words).map(\.value).max() ?? 0
    guard construction > 0 || !harms.isEmpty else { return 0 }
    if construction >= 2 { return 2 + (harms.isEmpty ? 0 : 1) }
    let conditions = wording.conditions()
    let modals = wording.words.indices.filter { index in
      HazardLexicon.modals.contains(wording.words[index]) && wording.words[index] != "can"
    }
    // "could reduce": the harm within five words of the modal.
    let isModal = modals.contains { modal in harms.contains { $0 > modal && $0 <= modal + 5 } }
    let isConditional = !conditions.isEmpty && !harms.isEmpty
    return min(2, construction + (harms.isEmpty ? 0 : 1)) + (isModal || isConditional ? 1 : 0)
  }

  private static func isQuestion(_ wording: Wording) -> Bool {
    guard let last = wording.spans.last else { return true }
    return wording.text[last.end..<min(wording.text.count, last.end + 3)].contains(UInt8(ascii: "?"))
  }
}
