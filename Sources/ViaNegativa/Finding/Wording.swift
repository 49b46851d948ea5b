import ReportReading
import ThesisBuilding

/// A passage as lower-case words, each with its place: what the lexicons are matched against.
struct Wording: Sendable {
  let words: [Word]
  let spans: [Span]
  /// The bytes of the whole report.
  let text: [UInt8]

  init(_ list: WordList, _ span: Span) {
    text = list.text
    (words, spans) = list.placed(in: span)
  }

  /// The bytes from the first word of a range to its last.
  func span(_ range: Range<Int>) -> Span { Span(spans[range.lowerBound].start, spans[range.upperBound - 1].end) }

  /// Whether a mark of `marks` stands between a word and the next; beyond the last word nothing does.
  func isFollowed(_ word: Int, byAny marks: [UInt8]) -> Bool {
    guard word + 1 < spans.count else { return false }
    return text[spans[word].end..<spans[word + 1].start].contains(where: marks.contains)
  }

  /// The words that stand under a condition: from "if", "unless" and their like to the next comma or the end.
  func conditions() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < words.count {
      guard HazardLexicon.conditionals.contains(words[index]) || isInversion(at: index) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < words.count, !isFollowed(end - 1, byAny: [UInt8(ascii: ","), UInt8(ascii: ";")]) { end += 1 }
      found.append(index..<end)
      index = end
    }
    return found
  }

  /// "Should demand slow, …", "Were rates to rise, …" at the head of a sentence.
  private func isInversion(at index: Int) -> Bool {
    index == 0 && (words[0] == "should" || words[0] == "were") && words.count > 3
  }
}

extension Span {
  /// Without white space and the given marks at either end.
  func trimmed(_ text: [UInt8], dropping marks: [UInt8] = []) -> Span {
    var (low, high) = (start, end)
    func isDropped(_ byte: UInt8) -> Bool { byte <= 0x20 || marks.contains(byte) }
    while low < high, isDropped(text[low]) { low += 1 }
    while high > low, isDropped(text[high - 1]) { high -= 1 }
    return Span(low, high)
  }
}
