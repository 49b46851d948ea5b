import ReportReading

/// The few Markdown habits that a note needs.
package enum Markdown {
  /// Text with the marks that Markdown would take for its own made plain.
  package static func escaped(_ text: String) -> String {
    var result = ""
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      switch character {
      case "*", "_", "`", "[", "]", "|", "<", "\\":
        // `<5%` and `a_b` are safe as they stand; `<p` and `_a_` are not.
        let next = index + 1 < characters.count ? characters[index + 1] : " "
        if character == "<" && !(next.isLetter || next == "/" || next == "!") {
          result.append(character)
        } else {
          result.append("\\")
          result.append(character)
        }
      default: result.append(character)
      }
    }
    return result
  }

  /// A note's block as its reader sees it: marks of stress, escapes and footnote marks away, white space single.
  static func plain(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      if character == "\\", let next = rest.dropFirst().first, next.isPunctuation || next.isSymbol {
        result.append(next)
        rest = rest.dropFirst(2)
      } else if character == "*" {
        rest = rest.dropFirst()
      } else if rest.hasPrefix("[^"), let close = rest.firstIndex(of: "]"),
        rest[rest.index(rest.startIndex, offsetBy: 2)..<close].allSatisfy(\.isNumber)
      {
        rest = rest[rest.index(after: close)...]
      } else {
        result.append(character)
        rest = rest.dropFirst()
      }
    }
    return result.split(whereSeparator: \.isSpace).joined(separator: " ")
  }

  /// A YAML scalar that reads back as the same text.
  static func yaml(_ text: String) -> String {
    let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "\"" + flat.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
