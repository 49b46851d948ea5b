import Foundation
import ReportReading

/// A link's directive to the very words of a page: `text=[prefix-,]start[,end][,-suffix]`.
///
/// A number alone would find its first twin on the page, so words that stand more than once get what stands before and
/// after them. A context is looked for within one block, as a browser does. Source: the WICG's text fragment draft.
struct TextFragment {
  let report: Report
  let span: Span
  let places: WordPlaces
  /// Words of context on one side.
  private static let mostContext = 5
  /// Bytes of context that are looked at on one side.
  private static let mostBytes = 120
  /// Words beyond which a passage is given by its beginning and its end.
  private static let mostWords = 8

  /// Nil for an empty span.
  var directive: String? {
    let words = words(span)
    guard !words.isEmpty else { return nil }
    let isLong = words.count > Self.mostWords
    let start = isLong ? words.prefix(5).joined(separator: " ") : words.joined(separator: " ")
    var parts = [Self.encoded(start)]
    if isLong { parts.append(Self.encoded(words.suffix(3).joined(separator: " "))) }
    let (prefix, suffix) = context(of: Array(start.utf8))
    if let prefix { parts.insert(Self.encoded(prefix) + "-", at: 0) }
    if let suffix, !isLong { parts.append("-" + Self.encoded(suffix)) }
    return "text=" + parts.joined(separator: ",")
  }

  /// The least context that tells these words from their twins; all there is where none does.
  private func context(of needle: [UInt8]) -> (prefix: String?, suffix: String?) {
    let twins = places.occurrences(of: needle).filter { $0 != span.start }
    guard !twins.isEmpty else { return (nil, nil) }
    let (before, after) = (before(span.start), after(span.end))
    var prefix: String?
    // Of a million twins all but a few fall by their first word.
    var left = (before.isEmpty ? twins : twins.filter(mayFollow)).map { (start: $0, before: self.before($0)) }
    for count in 1...Self.mostContext where count <= before.count {
      prefix = before.suffix(count).joined(separator: " ")
      left = left.filter { $0.before.suffix(count) == before.suffix(count) }
      if left.isEmpty { return (prefix, nil) }
    }
    for count in 1...Self.mostContext where count <= after.count {
      let words = after.prefix(count).joined(separator: " ")
      if left.allSatisfy({ self.after($0.start + needle.count).prefix(count).joined(separator: " ") != words })
        || count == min(after.count, Self.mostContext)
      {
        return (prefix, words)
      }
    }
    return (prefix, nil)
  }

  /// Whether the word before a twin may be the one before the span: a look at its bytes, where both are plain.
  private func mayFollow(_ twin: Int) -> Bool {
    let (own, other) = (endBefore(span.start), endBefore(twin))
    guard own > 0 else { return true }
    guard other > 0 else { return false }
    var count = 0
    while count < min(own, other, Self.mostBytes), report.text[own - 1 - count] > 0x20 {
      guard report.text[own - 1 - count] < 0x80, report.text[other - 1 - count] < 0x80 else { return true }
      if report.text[own - 1 - count] != report.text[other - 1 - count] { return false }
      count += 1
    }
    return true
  }

  /// The end of what stands before an offset, without the space between.
  private func endBefore(_ offset: Int) -> Int {
    var end = offset
    while end > 0, isSpace(report.text[end - 1]) { end -= 1 }
    return end
  }

  private func words(_ span: Span) -> [String] {
    let bytes = report.text[span.range]
    guard bytes.allSatisfy({ $0 < 0x80 }) else {
      return report.string(span).split(whereSeparator: \.isWhitespace).map(String.init)
    }
    return bytes.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The last words of the block, or of the block before, that end at an offset.
  private func before(_ offset: Int) -> [String] {
    let end = endBefore(offset)
    var start = end
    while start > 0, end - start < Self.mostBytes, report.text[start - 1] != 0x0A { start -= 1 }
    while start < end, report.text[start] & 0xC0 == 0x80 { start += 1 }
    var found = words(Span(start, end))
    if start > 0, report.text[start - 1] != 0x0A, found.count > 1 { found.removeFirst() }
    return found
  }

  /// The first words after an offset, of the block or of the next one.
  private func after(_ offset: Int) -> [String] {
    let count = report.text.count
    var start = offset
    while start < count, isSpace(report.text[start]) { start += 1 }
    var end = start
    while end < count, end - start < Self.mostBytes, report.text[end] != 0x0A { end += 1 }
    while end > start, end < count, report.text[end] & 0xC0 == 0x80 { end -= 1 }
    var found = words(Span(start, end))
    if end < count, report.text[end] != 0x0A, found.count > 1 { found.removeLast() }
    return found
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

  /// `-`, `,` and `&` are marks of the directive itself, so all but letters, digits and a few marks are encoded.
  private static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3 / 2)
    for byte in text.utf8 {
      if isPlain(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 0x0F)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let hexadecimal = Array("0123456789ABCDEF".utf8)

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
