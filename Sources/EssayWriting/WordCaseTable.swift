import FigureExtraction
import ReportReading
import ThesisBuilding

/// Which words some reports write small, and which with a capital in the middle of a sentence.
///
/// A word here is a run of more than two letters, hyphens among them. Most are words of the dossier too, and are marked by
/// their numbers; only the others are read anew.
struct WordCaseTable: Sendable {
  private let vocabulary: Vocabulary
  /// For each word of the vocabulary whether it is written small somewhere.
  private var isSmall: [Bool]
  /// For each whether it is written with a capital in the middle of a sentence.
  private var isName: [Bool]
  /// The same of runs that are no words of the vocabulary; those with a capital in lower case.
  private var otherSmall = WordIndex()
  private var otherNames = WordIndex()
  /// For each word of the vocabulary whether it is nothing but letters, few enough to be kept whole.
  private let isPlain: [Bool]

  /// O(bytes of the reports).
  init(_ dossier: Dossier) {
    vocabulary = dossier.vocabulary
    isPlain = vocabulary.words.words.map { word in
      word.count <= 31 && !word.hasByte { !Words.isLetter($0) }
    }
    isSmall = isPlain.map { _ in false }
    isName = isSmall
    for (evidence, words) in zip(dossier.evidence, dossier.words) {
      let text = evidence.report.text
      readSmall(text, words)
      for sentence in evidence.report.sentences {
        switch evidence.report.blocks[sentence.block].kind {
        case .paragraph, .listItem: readNames(text, words, sentence.span)
        default: continue
        }
      }
    }
  }

  func isSmall(_ word: Word) -> Bool {
    vocabulary.words.number(of: word).map { isSmall[$0] } ?? false || otherSmall.contains(word)
  }

  func isName(_ lower: Word) -> Bool {
    vocabulary.words.number(of: lower).map { isName[$0] } ?? false || otherNames.contains(lower)
  }

  private mutating func readSmall(_ text: [UInt8], _ words: WordList) {
    let all = Span(0, text.count)
    _ = words.eachWord(in: all) { place, number in
      if isPlain[number], Self.isWhole(place, in: text, all) {
        guard text[place.start] >= 0x61, !isSmall[number], place.count > 2 else { return }
        isSmall[number] = text[place.range].allSatisfy { $0 >= 0x61 }
      } else {
        Self.eachRun(of: text, in: Self.widened(place, in: text, all).range) { run in
          if run.count > 2, text[run.lowerBound] >= 0x61 { _ = otherSmall.insert(Word(text, run)) }
        }
      }
    }
  }

  private mutating func readNames(_ text: [UInt8], _ words: WordList, _ sentence: Span) {
    let isRead = words.eachWord(in: sentence) { place, number in
      if isPlain[number], Self.isWhole(place, in: text, sentence) {
        guard text[place.start] < 0x61, place.count > 2, !isName[number] else { return }
        isName[number] = Self.followsSmall(place.start, in: text, sentence)
      } else {
        addNames(text, Self.widened(place, in: text, sentence), sentence)
      }
    }
    if !isRead { addNames(text, sentence, sentence) }
  }

  private mutating func addNames(_ text: [UInt8], _ stretch: Span, _ sentence: Span) {
    Self.eachRun(of: text, in: stretch.range) { run in
      guard run.count > 2, text[run.lowerBound] < 0x61, Self.followsSmall(run.lowerBound, in: text, sentence) else {
        return
      }
      _ = otherNames.insert(Words.lower(text, Span(run.lowerBound, run.upperBound)))
    }
  }

  /// Whether a single space stands before a run, and a run that begins small before that, within the sentence.
  private static func followsSmall(_ start: Int, in text: [UInt8], _ sentence: Span) -> Bool {
    guard start - 2 >= sentence.start, text[start - 1] == 0x20, isPart(text[start - 2]) else { return false }
    var first = start - 2
    while first > sentence.start, isPart(text[first - 1]) { first -= 1 }
    return text[first] >= 0x61
  }

  private static func isPart(_ byte: UInt8) -> Bool { Words.isLetter(byte) || byte == UInt8(ascii: "-") }

  /// No hyphen runs on at either end of a word; no letter does.
  private static func isWhole(_ place: Span, in text: [UInt8], _ limits: Span) -> Bool {
    (place.start == limits.start || text[place.start - 1] != UInt8(ascii: "-"))
      && (place.end == limits.end || text[place.end] != UInt8(ascii: "-"))
  }

  private static func widened(_ place: Span, in text: [UInt8], _ limits: Span) -> Span {
    var (start, end) = (place.start, place.end)
    while start > limits.start, isPart(text[start - 1]) { start -= 1 }
    while end < limits.end, isPart(text[end]) { end += 1 }
    return Span(start, end)
  }

  private static func eachRun(of text: [UInt8], in range: Range<Int>, _ visit: (Range<Int>) -> Void) {
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound {
      if index < range.upperBound, isPart(text[index]) { continue }
      if index > start { visit(start..<index) }
      start = index + 1
    }
  }
}
