extension StringProtocol where SubSequence == Substring {
  /// Its lines, empty ones among them, without what parts them. Bytes are looked at and not characters, unless a carriage
  /// return may make one character of two.
  var lines: [Substring] {
    if utf8.contains(UInt8(ascii: "\r")) { return split(separator: "\n", omittingEmptySubsequences: false) }
    var lines: [Substring] = []
    var start = startIndex
    for index in utf8.indices where utf8[index] == UInt8(ascii: "\n") {
      lines.append(self[start..<index])
      start = utf8.index(after: index)
    }
    lines.append(self[start...])
    return lines
  }
}
