/// Mends mojibake: UTF-8 that was read as some other code page, once or several times over, bytes lost on the way.
///
/// Works line by line and sequence by sequence, so that good stretches beside bad ones stay as they are. What counts as
/// damage was learnt from the cases that python-ftfy collects; the rules here are our own.
package enum TextRepair {
  /// The text mended; the same text where nothing is wrong.
  package static func repair(_ text: String) -> String {
    String(decoding: repair(Array(text.utf8)).bytes, as: UTF8.self)
  }

  /// UTF-8 mended, and in how many places. A text without suspicious bytes is returned as it is, O(n).
  static func repair(_ bytes: [UInt8]) -> (bytes: [UInt8], places: Int) {
    guard var start = firstSuspect(bytes, from: 0) else { return (bytes, 0) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    var places = 0
    while true {
      let low = lineStart(bytes, start, notBefore: copied)
      let high = lineEnd(bytes, start)
      result.append(contentsOf: bytes[copied..<low])
      let line = MojibakeLine(bytes[low..<high])
      if let mended = line.mended() {
        result.append(contentsOf: mended.bytes)
        places += mended.places
      } else {
        result.append(contentsOf: bytes[low..<high])
      }
      copied = high
      guard high < bytes.count, let next = firstSuspect(bytes, from: high) else { break }
      start = next
    }
    result.append(contentsOf: bytes[copied...])
    return (result, places)
  }

  /// Lines are cut here so that one long line costs no more than many short ones.
  private static let longest = 1 << 16

  private static func lineStart(_ bytes: [UInt8], _ index: Int, notBefore limit: Int) -> Int {
    var start = index
    while start > limit, bytes[start - 1] != 0x0A, index - start < 256 { start -= 1 }
    while start > limit, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  private static func lineEnd(_ bytes: [UInt8], _ index: Int) -> Int {
    var end = index
    while end < bytes.count, bytes[end] != 0x0A {
      end += 1
      if end - index >= longest, end < bytes.count, bytes[end] & 0xC0 != 0x80, bytes[end] < 0x80 { break }
    }
    return end
  }

  /// The next byte that begins a character which mojibake begins with: Â Ã Ä Å â á ã ï ð √ ‚ Γ ß в Ă Ĺ ├ ¬ and C1 controls.
  static func firstSuspect(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    let end = bytes.count - 1
    while index < end {
      let byte = bytes[index]
      if byte < 0xC2 {
        index = byte < 0x80 ? min(end, bytes.withUnsafeBytes { ByteSearch.endOfASCII($0, from: index) }) : index + 1
        continue
      }
      let next = bytes[index + 1]
      switch byte {
      case 0xC2: if next < 0xA0 || next == 0xAC { return index }
      case 0xC3:
        switch next {
        case 0x82...0x8D, 0x8E...0x91, 0x97, 0x98, 0x99, 0x9F, 0xA0...0xB4:
          if leadsSequence(bytes, index) { return index }
        default: break
        }
      case 0xC4: if next == 0x82 || next == 0xB9 { return index }
      case 0xC5: if next == 0xB2 { return index }
      case 0xCE: if next == 0x93 { return index }
      case 0xD0: if (next == 0xB2 || next == 0x93 || next == 0x92) && beyondCyrillic(bytes, index + 2) { return index }
      case 0xE2:
        guard index + 2 < bytes.count else { break }
        let third = bytes[index + 2]
        if next == 0x88, third == 0x9A { return index }
        if next == 0x80, third == 0x9A { return index }
        if next == 0x94, third == 0x9C || third == 0xAC { return index }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// в, Г and В are suspicious where no Cyrillic letter of a word follows.
  private static func beyondCyrillic(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index + 1 < bytes.count, bytes[index] >= 0xC2 else { return false }
    return bytes[index] != 0xD0 && bytes[index] != 0xD1 || bytes[index] == 0xD0 && bytes[index + 1] < 0x90
  }

  /// A Latin letter is suspicious only where another character beyond ASCII, or a space that may be one, follows it.
  private static func leadsSequence(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index + 2 < bytes.count else { return false }
    return bytes[index + 2] >= 0x80 || bytes[index + 2] == 0x20 && (0x82...0x85).contains(bytes[index + 1])
  }
}
