import ReportReading

extension String {
  /// White space single.
  var flattened: String { hasPlainSpaces ? flattenedBytes : flattenedCharacters }

  /// Every space in it is ASCII and a character by itself: what follows each is ASCII, a sign or letter of U+00A1 to U+017F, a
  /// dash, a quotation mark, a bullet, an ellipsis, or a sign of money, trade, an arrow or mathematics.
  private var hasPlainSpaces: Bool {
    var (first, second): (UInt8, UInt8) = (0, 0)
    for byte in utf8 {
      if byte >= 0x80 {
        switch (first, second, byte) {
        case (_, _, 0xC2...0xC5), (_, 0xC3...0xC5, _), (_, 0xC2, 0xA1...0xBF), (_, _, 0xE2), (_, 0xE2, 0x80),
          (0xE2, 0x80, 0x93...0x9E), (0xE2, 0x80, 0xA0...0xA6), (_, 0xE2, 0x82), (0xE2, 0x82, _), (_, 0xE2, 0x84),
          (0xE2, 0x84, _), (_, 0xE2, 0x86...0x89), (0xE2, 0x86...0x89, _):
          break
        default: return false
        }
      }
      (first, second) = (second, byte)
    }
    return true
  }

  /// Its first words, where white space is single, and whether they are all of it.
  func firstWords(_ most: Int) -> (words: Substring, areAll: Bool) {
    var left = most
    for index in utf8.indices where utf8[index] == UInt8(ascii: " ") {
      left -= 1
      if left == 0 { return (self[..<index], false) }
    }
    return (self[...], true)
  }

  private var flattenedCharacters: String { split(whereSeparator: \.isSpace).joined(separator: " ") }

  private var flattenedBytes: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var isOpen = false
    for byte in utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        isOpen = !bytes.isEmpty
      } else {
        if isOpen { bytes.append(0x20) }
        isOpen = false
        bytes.append(byte)
      }
    }
    return bytes.count == utf8.count ? self : String(decoding: bytes, as: UTF8.self)
  }
}
