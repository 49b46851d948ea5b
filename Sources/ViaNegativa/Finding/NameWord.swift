import ReportReading
import ThesisBuilding

/// A word of a name on its way from a lead, as it is written and as the lexicons know it.
struct NameWord: Sendable {
  let text: String
  /// Without the marks around it, lower case, with ' for ’.
  let bare: Word

  init(_ text: String) {
    self.text = text
    bare = NameWord.bare(text)
  }

  /// What stands between white space.
  static func words(of text: String) -> [NameWord] {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return text.split(whereSeparator: \.isSpace).map { NameWord(String($0)) }
    }
    return text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { NameWord(String(Substring($0))) }
  }

  /// The runs of letters and apostrophes in a name, and of digits where they count, in lower case.
  static func bares(in name: String, withDigits: Bool) -> [Word] {
    guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
      return name.lowercased().split { !$0.isAlphabetic && !(withDigits && $0.isNumber) && $0 != "'" }.map { Word($0) }
    }
    return name.utf8.split { byte in
      !Words.isLetter(byte) && !(withDigits && Words.isDigit(byte)) && byte != UInt8(ascii: "'")
    }.map { Word(lowering: Substring($0)) }
  }

  func ends(with mark: Unicode.Scalar) -> Bool { text.utf8.last.map { Unicode.Scalar($0) == mark } ?? false }

  /// A word without the marks around it, lower case, with ' for ’.
  private static func bare(_ word: String) -> Word {
    var (start, end) = (word.endIndex, word.endIndex)
    for index in word.utf8.indices {
      let byte = word.utf8[index]
      if byte >= 0x80 { return bareOfMarks(word) }
      guard Words.isLetter(byte) || Words.isDigit(byte) || byte == UInt8(ascii: "'") else { continue }
      if start == word.endIndex { start = index }
      end = word.utf8.index(after: index)
    }
    return Word(lowering: word[start..<end])
  }

  /// The same of a word with characters beyond ASCII.
  private static func bareOfMarks(_ word: String) -> Word {
    var bytes: [UInt8] = []
    /// Up to the last byte that stays.
    var end = 0
    var isPlain = true
    var previous: (UInt8, UInt8) = (0, 0)
    for byte in word.utf8 {
      // Marks of U+2000 to U+203F, of which ’ is an apostrophe; any other character needs Unicode's tables.
      if byte >= 0x80 {
        let isMark = byte == 0xE2 || byte == 0x80 && previous.1 == 0xE2 || previous == (0xE2, 0x80)
        guard isMark else {
          isPlain = false
          break
        }
      }
      bytes.append(Words.isUpper(byte) ? byte | 0x20 : byte)
      if byte == 0x99, previous == (0xE2, 0x80) { bytes.replaceSubrange((bytes.count - 3)..., with: "'".utf8) }
      previous = (previous.1, byte)
      let last = bytes[bytes.count - 1]
      if Words.isLetter(last) || Words.isDigit(last) || last == UInt8(ascii: "'") { end = bytes.count }
    }
    if isPlain {
      let start = bytes.firstIndex { Words.isLetter($0) || Words.isDigit($0) || $0 == UInt8(ascii: "'") } ?? end
      return Word(bytes[start..<end])
    }
    let bare = word.lowercased().trimming { !($0.isAlphabetic || $0.isNumber || $0 == "'" || $0 == "’") }
    return Word(bare.holds("’") ? bare.replacing("’", with: "'") : bare)
  }
}

extension String {
  /// Without the characters at either end that `isDropped` names.
  func trimming(_ isDropped: (Character) -> Bool) -> String {
    guard let low = firstIndex(where: { !isDropped($0) }), let high = lastIndex(where: { !isDropped($0) }) else {
      return ""
    }
    return String(self[low...high])
  }
}
