import ReportReading

extension StringProtocol where SubSequence == Substring {
  /// Its lines, empty ones among them, without what parts them. Bytes are looked at and not characters, unless a carriage
  /// return may make one character of two.
  var lines: [Substring] {
    let bytes = Array(utf8)
    if ByteSearch.first(UInt8(ascii: "\r"), in: bytes) != nil {
      return split(separator: "\n", omittingEmptySubsequences: false)
    }
    var lines: [Substring] = []
    var (start, offset) = (startIndex, 0)
    while let end = ByteSearch.first(UInt8(ascii: "\n"), in: bytes, from: offset) {
      let index = utf8.index(start, offsetBy: end - offset)
      lines.append(self[start..<index])
      (start, offset) = (utf8.index(after: index), end + 1)
    }
    lines.append(self[start...])
    return lines
  }
}
