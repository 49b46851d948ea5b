/// How the fields of a record are told apart, and what stands in a text's way.
protocol RecordStyle: Sendable {
  func begin(field: Int, in bytes: inout [UInt8])
  /// UTF-8, which is used only inside the call.
  func append(text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8])
  func appendNothing(to bytes: inout [UInt8])
  func end(in bytes: inout [UInt8])
}

struct JSONLine: RecordStyle {
  /// `{"report":`, `,"line":`, …
  private let openings: [[UInt8]]

  init(fields: [String]) {
    openings = fields.enumerated().map { Array(($0 == 0 ? "{\"" : ",\"").utf8) + Array("\($1)\":".utf8) }
  }

  func begin(field: Int, in bytes: inout [UInt8]) { bytes += openings[field] }
  func append(text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) { JSONText.append(text, to: &bytes) }
  func appendNothing(to bytes: inout [UInt8]) { bytes += "null".utf8 }
  func end(in bytes: inout [UInt8]) { bytes += "}\n".utf8 }
}

struct CSVLine: RecordStyle {
  func begin(field: Int, in bytes: inout [UInt8]) { if field > 0 { bytes.append(UInt8(ascii: ",")) } }

  func append(text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard Self.needsQuotes(text) else {
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  func appendNothing(to bytes: inout [UInt8]) {}
  func end(in bytes: inout [UInt8]) { bytes += "\r\n".utf8 }

  /// Commas, quotes and whatever ends a line: LF to CR, U+0085, U+2028 and U+2029.
  private static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.indices.contains { index in
      switch text[index] {
      case 0x0A...0x0D, 0x22, 0x2C: true
      case 0xC2: text[index...].starts(with: [0xC2, 0x85])
      case 0xE2: text[index...].starts(with: [0xE2, 0x80, 0xA8]) || text[index...].starts(with: [0xE2, 0x80, 0xA9])
      default: false
      }
    }
  }
}
