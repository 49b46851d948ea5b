/// Takes out of a message what it quotes from the message it answers. What is forwarded is kept: it is the point.
enum QuotedReply {
  /// Attributes of elements that hold a quoted message.
  private static let holders = [
    "gmail_quote", "yahoo_quoted", "protonmail_quote", "zmail_extra", "type=\"cite\"", "type=cite", "type='cite'",
  ]
  /// Attributes of elements after which everything is the quoted message.
  private static let openings = ["divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container"]

  static func dropped(fromHTML bytes: [UInt8], keep: Bool) -> [UInt8] {
    guard !keep else { return bytes }
    var result: [UInt8] = []
    var index = 0
    var copied = 0
    while let open = bytes[index...].firstIndex(of: 0x3C) {
      let end = tagEnd(bytes, open)
      let tag = String(decoding: bytes[open..<min(end, open + 600)], as: UTF8.self).lowercased()
      if openings.contains(where: tag.contains) {
        result += bytes[copied..<open]
        return hasText(result) ? result : bytes
      }
      if holders.contains(where: tag.contains), !isForward(bytes[end...]) {
        result += bytes[copied..<open]
        index = closing(bytes, from: end, name: tag.dropFirst().prefix { $0.isLetter })
        copied = index
        continue
      }
      index = end
      if index >= bytes.count { break }
    }
    result += bytes[copied...]
    return hasText(result) ? result : bytes
  }

  static func dropped(fromText bytes: [UInt8], keep: Bool) -> [UInt8] {
    var lines: [ArraySlice<UInt8>] = []
    let all = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in all.enumerated() {
      let bare = line.last == 0x0D ? line.dropLast() : line
      // What follows two dashes alone is the signature.
      if bare.elementsEqual("-- ".utf8) || bare.elementsEqual("--".utf8), index > 0 { break }
      if keep {
        lines.append(line.first == 0x3E ? line.drop { $0 == 0x3E || $0 == 0x20 } : line)
        continue
      }
      let text = String(decoding: bare, as: UTF8.self)
      if text.hasPrefix("-----Original Message"), lines.contains(where: { !$0.allSatisfy { $0 <= 0x20 } }) { break }
      if bare.first == 0x3E {
        // "On … wrote:" above it goes too, on one line or two.
        while let last = lines.last, last.allSatisfy({ $0 <= 0x20 }) { lines.removeLast() }
        if let last = lines.last, isLeadIn(last) {
          lines.removeLast()
          if let before = lines.last, String(decoding: before, as: UTF8.self).hasPrefix("On "), !isLeadIn(before),
            !String(decoding: last, as: UTF8.self).hasPrefix("On ")
          {
            lines.removeLast()
          }
        }
        lines.append([])
        continue
      }
      lines.append(line)
    }
    let result = Array(lines.joined(separator: [0x0A]))
    return result.contains { $0 > 0x20 } ? result : bytes
  }

  private static func isLeadIn(_ line: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: line, as: UTF8.self).collapsed
    return text.hasSuffix("wrote:") || text.hasSuffix("schrieb:") || text.hasSuffix("a écrit :")
      || text.hasSuffix("escribió:")
  }

  private static func isForward(_ rest: ArraySlice<UInt8>) -> Bool {
    String(decoding: rest.prefix(600), as: UTF8.self).lowercased().contains("forwarded message")
  }

  private static func tagEnd(_ bytes: [UInt8], _ open: Int) -> Int {
    (bytes[open...].firstIndex(of: 0x3E) ?? bytes.count - 1) + 1
  }

  /// Where the element that began before `start` ends, counting elements of its name.
  private static func closing(_ bytes: [UInt8], from start: Int, name: Substring) -> Int {
    var depth = 1
    var index = start
    while index < bytes.count, let open = bytes[index...].firstIndex(of: 0x3C) {
      let end = tagEnd(bytes, open)
      let tag = String(decoding: bytes[open..<min(end, open + 40)], as: UTF8.self).lowercased()
      if tag.hasPrefix("</" + name) { depth -= 1 } else if tag.hasPrefix("<" + name) { depth += 1 }
      index = end
      if depth == 0 { return end }
    }
    return bytes.count
  }

  /// More than markup.
  private static func hasText(_ bytes: [UInt8]) -> Bool {
    var isTag = false
    var letters = 0
    for byte in bytes {
      if byte == 0x3C {
        isTag = true
      } else if byte == 0x3E {
        isTag = false
      } else if !isTag, byte > 0x20 {
        letters += 1
      }
      if letters > 20 { return true }
    }
    return false
  }
}
