/// Building blocks of the HTML that other formats are turned into.
enum HTMLText {
  /// A text with `&`, `<`, `>` and quotes written as entities.
  static func escaped(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text {
      switch byte {
      case 0x26: result.append(contentsOf: "&amp;".utf8)
      case 0x3C: result.append(contentsOf: "&lt;".utf8)
      case 0x3E: result.append(contentsOf: "&gt;".utf8)
      case 0x22: result.append(contentsOf: "&quot;".utf8)
      default: result.append(byte)
      }
    }
    return result
  }
}
