/// The header lines that EDGAR puts before each document of a submission, which no parser knows.
enum Envelope {
  /// Overwrites everything up to `<TEXT>` with spaces, so that lines keep their numbers.
  static func blank(_ bytes: inout [UInt8]) {
    let head = bytes.prefix(8192)
    guard let start = head.firstIndex(where: { $0 > 0x20 }) else { return }
    let opens = [Array("<DOCUMENT>".utf8), Array("<SEC-DOCUMENT>".utf8), Array("-----BEGIN PRIVACY".utf8)]
    guard opens.contains(where: { head[start...].starts(with: $0) }) else { return }
    let mark = Array("<TEXT>".utf8)
    var index = start
    while index + mark.count <= head.count {
      if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) {
        for place in 0..<index + mark.count where bytes[place] != 0x0A { bytes[place] = 0x20 }
        return
      }
      index += 1
    }
  }
}
