import ReportReading

/// The few Markdown habits that a note needs.
package enum Markdown {
  /// Text with the marks that Markdown would take for its own made plain.
  package static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 8)
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      switch byte {
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "|"), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "<"):
        // `<5%` is safe as it stands; `<p` is not.
        let next = text.utf8.index(after: index)
        if next < text.endIndex, text[next].isAlphabetic || text[next] == "/" || text[next] == "!" {
          bytes.append(UInt8(ascii: "\\"))
        }
      default: break
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A note's block as its reader sees it: marks of stress, escapes and footnote marks away, white space single.
  static func plain(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "[") })
    else {
      return text.flattened
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    /// Where what stays as it is begins.
    var start = 0
    var index = 0
    func drop(to end: Int) {
      result += bytes[start..<index]
      start = end
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where index + 1 < bytes.count && isMark(bytes[index + 1]):
        drop(to: index + 1)
        index += 2
      case UInt8(ascii: "*"):
        drop(to: index + 1)
        index += 1
      case UInt8(ascii: "["):
        if let end = footnoteMark(bytes, index) {
          drop(to: end)
          index = end
        } else {
          index += 1
        }
      default: index += 1
      }
    }
    result += bytes[start...]
    return String(decoding: result, as: UTF8.self).flattened
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !(0x61...0x7A).contains(byte | 0x20) && !(0x30...0x39).contains(byte)
  }

  /// Where `[^12]` ends; nil where none begins.
  private static func footnoteMark(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard bytes[start] == UInt8(ascii: "["), start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "^") else {
      return nil
    }
    var end = start + 2
    while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "]") ? end + 1 : nil
  }

  /// A YAML scalar that reads back as the same text.
  static func yaml(_ text: String) -> String {
    let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "\"" + flat.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
