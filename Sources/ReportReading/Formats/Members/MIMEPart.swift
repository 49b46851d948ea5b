import Foundation

/// A part of a message: its headers, and where its body stands in the message's bytes.
struct MIMEPart {
  /// Lower-case names, unfolded values, in order.
  let headers: [(name: String, value: String)]
  let body: ArraySlice<UInt8>

  /// Reads headers up to the first empty line.
  init(_ bytes: ArraySlice<UInt8>) {
    var headers: [(name: String, value: String)] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
      var line = bytes[start..<end]
      if line.last == 0x0D { line = line.dropLast() }
      start = min(end + 1, bytes.endIndex)
      if line.isEmpty { break }
      let text = SourceText.isUTF8(Array(line)) ? String(decoding: line, as: UTF8.self) : String(Self.latin(line))
      if let first = text.first, first == " " || first == "\t", let last = headers.indices.last {
        if headers[last].value.utf8.count < 1 << 16 {
          headers[last].value += " " + text.trimmingCharacters(in: .whitespaces)
        }
      } else if let colon = text.firstIndex(of: ":"), headers.count < 1000 {
        headers.append(
          (
            text[..<colon].lowercased().trimmingCharacters(in: .whitespaces),
            text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
          ))
      }
    }
    self.headers = headers
    body = bytes[start...]
  }

  private static func latin(_ line: ArraySlice<UInt8>) -> String {
    String(String.UnicodeScalarView(line.map { Windows1252.scalar($0) }))
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// "text/html", in lower case; plain text where nothing is said.
  var type: String {
    let value = header("content-type")?.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces) }
    return value.map { $0.lowercased() } ?? "text/plain"
  }

  var isAttachment: Bool { header("content-disposition")?.lowercased().hasPrefix("attachment") ?? false }

  var fileName: String? {
    let name = parameter("filename", of: "content-disposition") ?? parameter("name", of: "content-type")
    return name.map { MIMEWords.decoded($0) }.flatMap { $0.split { $0 == "/" || $0 == "\\" }.last.map(String.init) }
  }

  /// A parameter of a header, RFC 2231's continued and encoded forms included.
  func parameter(_ key: String, of name: String) -> String? {
    guard let value = header(name) else { return nil }
    var pieces: [(order: Int, text: String)] = []
    for field in Self.fields(value) {
      guard let equals = field.firstIndex(of: "=") else { continue }
      var label = field[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
      var text = field[field.index(after: equals)...].trimmingCharacters(in: .whitespaces)
      if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
        text = String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"")
      }
      guard label == key || label.hasPrefix(key + "*") else { continue }
      let isEncoded = label.hasSuffix("*")
      if isEncoded { label.removeLast() }
      let order = label.split(separator: "*").dropFirst().first.flatMap { Int($0) } ?? 0
      if isEncoded {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        text = (parts.count == 3 ? String(parts[2]) : text).removingPercentEncoding ?? text
      }
      pieces.append((order, text))
    }
    guard !pieces.isEmpty else { return nil }
    return pieces.sorted { $0.order < $1.order }.map(\.text).joined()
  }

  /// Fields between semicolons outside quotes.
  private static func fields(_ value: String) -> [Substring] {
    var result: [Substring] = []
    var start = value.startIndex
    var isQuoted = false
    for index in value.indices {
      if value[index] == "\"" { isQuoted.toggle() }
      if value[index] == ";", !isQuoted {
        result.append(value[start..<index])
        start = value.index(after: index)
      }
    }
    result.append(value[start...])
    return result
  }

  /// The body without its transfer encoding.
  var decoded: [UInt8] {
    switch header("content-transfer-encoding")?.lowercased() ?? "" {
    case "base64":
      return Data(base64Encoded: Data(body), options: .ignoreUnknownCharacters).map(Array.init) ?? []
    case "quoted-printable": return Self.quotedPrintable(body)
    default: return Array(body)
    }
  }

  /// The body as UTF-8, by the part's charset.
  var text: [UInt8] {
    let bytes = decoded
    if let charset = parameter("charset", of: "content-type"),
      let source = try? SourceText.decode(bytes, declared: charset, path: "")
    {
      return source.bytes
    }
    return (try? SourceText.decode(bytes, path: "").bytes) ?? bytes
  }

  static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard byte == 0x3D else {
        result.append(byte)
        index += 1
        continue
      }
      if index + 2 < bytes.endIndex, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) {
        result.append(high << 4 | low)
        index += 3
      } else if let end = bytes[index...].firstIndex(of: 0x0A), bytes[(index + 1)..<end].allSatisfy({ $0 <= 0x20 }) {
        index = end + 1
      } else {
        result.append(byte)
        index += 1
      }
    }
    return result
  }

  static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// The parts of a multipart body, at most `limit`.
  func parts(limit: Int) -> [MIMEPart] {
    guard let boundary = parameter("boundary", of: "content-type"), !boundary.isEmpty else { return [] }
    let mark = Array(("--" + boundary).utf8)
    var result: [MIMEPart] = []
    var start: Int?
    var line = body.startIndex
    while line < body.endIndex {
      let end = body[line...].firstIndex(of: 0x0A) ?? body.endIndex
      if body[line..<end].starts(with: mark) {
        let rest = body[(line + mark.count)..<end].filter { $0 > 0x20 }
        if rest.isEmpty || rest.elementsEqual([0x2D, 0x2D]) {
          if let start, result.count < limit {
            var stop = line
            if stop > start, body[stop - 1] == 0x0A { stop -= 1 }
            if stop > start, body[stop - 1] == 0x0D { stop -= 1 }
            result.append(MIMEPart(body[start..<stop]))
          }
          start = rest.isEmpty ? min(end + 1, body.endIndex) : nil
        }
      }
      line = end + 1
    }
    // A message cut short ends without its last boundary.
    if let start, result.count < limit, start < body.endIndex { result.append(MIMEPart(body[start...])) }
    return result
  }
}

/// RFC 2047: words of headers in other encodings.
enum MIMEWords {
  static func decoded(_ text: String) -> String {
    guard text.contains("=?") else { return text }
    var result = ""
    var rest = Substring(text)
    var wasWord = false
    while let open = rest.range(of: "=?") {
      let before = rest[..<open.lowerBound]
      let fields = rest[open.upperBound...].split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count == 4, fields[3].hasPrefix("="), let word = word(fields[0], fields[1], fields[2]) else {
        result += rest[..<open.upperBound]
        rest = rest[open.upperBound...]
        wasWord = false
        continue
      }
      // White space between two such words is not part of the text.
      if !(wasWord && before.allSatisfy(\.isWhitespace)) { result += before }
      result += word
      wasWord = true
      rest = fields[3].dropFirst()
    }
    return result + rest
  }

  private static func word(_ charset: Substring, _ encoding: Substring, _ text: Substring) -> String? {
    let bytes: [UInt8]
    switch encoding.lowercased() {
    case "b":
      guard let data = Data(base64Encoded: String(text), options: .ignoreUnknownCharacters) else { return nil }
      bytes = Array(data)
    case "q": bytes = MIMEPart.quotedPrintable(ArraySlice(text.utf8.map { $0 == 0x5F ? 0x20 : $0 }))
    default: return nil
    }
    let name = charset.split(separator: "*").first.map(String.init) ?? "utf-8"
    guard let source = try? SourceText.decode(bytes, declared: name, path: "") else { return nil }
    return String(decoding: source.bytes, as: UTF8.self)
  }
}
