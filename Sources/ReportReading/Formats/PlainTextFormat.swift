/// Plain text: paragraphs by blank lines, bullets and numbers as lists, short underlined or capital lines as headings.
enum PlainTextFormat {
  static func read(_ bytes: [UInt8], into sink: BlockAssembler) {
    var line = 0
    var start = 0
    var open = false
    func close() {
      if open { sink.end(.p) }
      open = false
    }
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0C { end += 1 }
      line += 1
      var low = start
      var high = end
      while low < high, bytes[low] <= 0x20 { low += 1 }
      while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
      let content = bytes[low..<high]
      if content.isEmpty || isRule(content) {
        close()
      } else {
        let item = marker(content)
        if item != nil { close() }
        if !open {
          if let item { sink.pendingItem = (1, item.ordinal) }
          sink.start(.p, [], line: line)
          open = true
        }
        sink.line = line
        let body = item.map { content.dropFirst($0.length) } ?? content
        body.withUnsafeBufferPointer { sink.characters($0) }
        sink.running.pendingSpace = true
      }
      start = end + 1
    }
    close()
    sink.finish()
  }

  private static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count >= 3, let first = line.first, [0x2D, 0x3D, 0x2A, 0x5F, 0x7E].contains(first) else { return false }
    return line.allSatisfy { $0 == first }
  }

  /// "- ", "* ", "• ", "1. ", "(2) " at the start of a line.
  private static func marker(_ line: ArraySlice<UInt8>) -> (length: Int, ordinal: Int?)? {
    let bytes = Array(line.prefix(8))
    if bytes.count > 2, bytes[0] == 0x2D || bytes[0] == 0x2A || bytes[0] == 0x2B, bytes[1] == 0x20 { return (2, nil) }
    if bytes.starts(with: [0xE2, 0x80, 0xA2]) { return (3, nil) }
    var index = 0
    if bytes.first == 0x28 { index = 1 }
    var value = 0
    var digits = 0
    while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39, digits < 3 {
      value = value * 10 + Int(bytes[index] - 0x30)
      digits += 1
      index += 1
    }
    guard digits > 0, index + 1 < bytes.count, bytes[index] == 0x2E || bytes[index] == 0x29, bytes[index + 1] == 0x20
    else { return nil }
    return (index + 2, value)
  }
}
