import Foundation
import CLibXML2

/// A file's bytes as UTF-8, whatever they came as.
struct SourceText {
  var bytes: [UInt8]
  /// The name of the encoding they came in.
  var encoding: String

  /// Decodes by byte order mark, declaration, UTF-8 validity, and Windows-1252 as the last resort.
  static func decode(_ bytes: [UInt8], path: String) throws(ReadingError) -> SourceText {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return SourceText(bytes: try validated(Array(bytes.dropFirst(3)), path: path), encoding: "UTF-8")
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return try convert(bytes, from: "UTF-16LE", skipping: 2, path: path) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try convert(bytes, from: "UTF-16BE", skipping: 2, path: path) }
    if let guess = utf16Guess(bytes) { return try convert(bytes, from: guess, skipping: 0, path: path) }
    if isUTF8(bytes) { return SourceText(bytes: bytes, encoding: "UTF-8") }
    let declared = declaration(bytes)
    if let declared, !["utf-8", "utf8"].contains(declared.lowercased()) {
      let name =
        ["iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"].contains(declared.lowercased())
        ? "windows-1252" : declared
      if let converted = try? convert(bytes, from: name, skipping: 0, path: path) { return converted }
    }
    return SourceText(bytes: try validated(bytes, path: path), encoding: "windows-1252")
  }

  /// Decodes what a message says is in the encoding `name`; its word counts unless the bytes are UTF-8.
  static func decode(_ bytes: [UInt8], declared name: String, path: String) throws(ReadingError) -> SourceText {
    let lower = name.lowercased()
    if ["utf-8", "utf8", "us-ascii", "ascii"].contains(lower) || lower.hasPrefix("utf-16") {
      return try decode(bytes, path: path)
    }
    let known = ["iso-8859-1", "latin1", "latin-1"].contains(lower) ? "windows-1252" : name
    return try convert(bytes, from: known, skipping: 0, path: path)
  }

  /// True for well-formed UTF-8.
  static func isUTF8(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while true {
      index = bytes.withUnsafeBytes { ByteSearch.endOfASCII($0, from: index) }
      guard index < bytes.count else { return true }
      let length = sequenceLength(bytes, index)
      guard length > 0 else { return false }
      index += length
    }
  }

  /// Replaces what is not UTF-8: byte by byte as Windows-1252 where the whole is not UTF-8.
  private static func validated(_ bytes: [UInt8], path: String) throws(ReadingError) -> [UInt8] {
    if isUTF8(bytes) { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        result.append(byte)
        index += 1
        continue
      }
      let length = sequenceLength(bytes, index)
      if length > 0 {
        result.append(contentsOf: bytes[index..<index + length])
        index += length
      } else {
        result.append(contentsOf: String(Character(Windows1252.scalar(byte))).utf8)
        index += 1
      }
    }
    return result
  }

  /// Length of the UTF-8 character that begins at `index`, 0 where there is none.
  static func sequenceLength(_ bytes: [UInt8], _ index: Int) -> Int {
    let first = bytes[index]
    let length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
    guard length > 1 else { return length }
    guard index + length <= bytes.count else { return 0 }
    for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    let second = bytes[index + 1]
    switch first {
    case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90, 0xF4 where second > 0x8F:
      return 0
    default: return length
    }
  }

  private static func utf16Guess(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 8, bytes.count % 2 == 0 else { return nil }
    let head = bytes.prefix(512)
    var even = 0
    var odd = 0
    for (index, byte) in head.enumerated() where byte == 0 { if index % 2 == 0 { even += 1 } else { odd += 1 } }
    if odd * 3 > head.count, even == 0 { return "UTF-16LE" }
    if even * 3 > head.count, odd == 0 { return "UTF-16BE" }
    return nil
  }

  /// The encoding that an XML declaration or a `meta` element names, in the first 4 KB.
  static func declaration(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    for cue in ["encoding=", "charset="] {
      var rest = Substring(head)
      while let found = rest.range(of: cue) {
        let after = rest[found.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
        let name = after.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ":") }
        if !name.isEmpty { return String(name) }
        rest = rest[found.upperBound...]
      }
    }
    return nil
  }

  /// Converts through libxml2's handlers, which are its own and iconv's.
  private static func convert(_ bytes: [UInt8], from name: String, skipping: Int, path: String) throws(ReadingError)
    -> SourceText
  {
    guard let handler = xmlFindCharEncodingHandler(name) else {
      throw ReadingError(path: path, reason: .undecodable(encoding: name))
    }
    defer { xmlCharEncCloseFunc(handler) }
    guard let output = xmlBufferCreateSize(bytes.count * 2 + 16), let input = xmlBufferCreateSize(bytes.count + 1)
    else {
      throw ReadingError(path: path, reason: .undecodable(encoding: name))
    }
    defer {
      xmlBufferFree(output)
      xmlBufferFree(input)
    }
    // Safe: libxml2 copies the bytes into its own buffer.
    let added = bytes.withUnsafeBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return -1 }
      return xmlBufferAdd(input, base + skipping, Int32(buffer.count - skipping))
    }
    guard added == 0 else { throw ReadingError(path: path, reason: .undecodable(encoding: name)) }
    // The converter takes what fits; ask again until nothing is left.
    var left = xmlBufferLength(input)
    while left > 0 {
      let result = xmlCharEncInFunc(handler, output, input)
      let rest = xmlBufferLength(input)
      if result < 0 || rest == left { throw ReadingError(path: path, reason: .undecodable(encoding: name)) }
      left = rest
    }
    let count = Int(xmlBufferLength(output))
    guard let content = xmlBufferContent(output) else {
      throw ReadingError(path: path, reason: .undecodable(encoding: name))
    }
    return SourceText(bytes: Array(UnsafeBufferPointer(start: content, count: count)), encoding: name.uppercased())
  }
}

/// The code page that "Latin-1" on the web really is.
enum Windows1252 {
  /// Characters of 0x80 to 0x9F; where the page has none, the control character of the same number.
  static let high: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]

  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    let value = byte >= 0x80 && byte < 0xA0 ? high[Int(byte) - 0x80] : UInt32(byte)
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
