import Foundation
import ReportReading

/// Takes values back from bytes that nobody vouches for: every length and range is checked before it is used.
package struct ByteReader {
  package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case truncated
    case malformed(String)

    package var description: String {
      switch self {
      case .truncated: "the archive ends early"
      case .malformed(let what): "the archive holds \(what)"
      }
    }
  }

  private let bytes: [UInt8]
  private var place = 0
  /// Bytes of the report's text: no span may end beyond it.
  package var textCount = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var isAtEnd: Bool { place == bytes.count }

  package mutating func unsigned() throws(Fault) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard place < bytes.count else { throw .truncated }
      let byte = bytes[place]
      place += 1
      guard shift < 63 || byte <= 1 else { throw .malformed("a number too large") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  package mutating func int() throws(Fault) -> Int {
    let raw = try unsigned()
    return Int(truncatingIfNeeded: Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1))
  }

  /// An integer that must lie in `range`.
  package mutating func int(in range: Range<Int>, _ what: String) throws(Fault) -> Int {
    let value = try int()
    guard range.contains(value) else { throw .malformed("\(what) out of range") }
    return value
  }

  package mutating func bool() throws(Fault) -> Bool {
    guard place < bytes.count else { throw .truncated }
    defer { place += 1 }
    guard bytes[place] <= 1 else { throw .malformed("a flag that is neither yes nor no") }
    return bytes[place] == 1
  }

  package mutating func double() throws(Fault) -> Double { Double(bitPattern: try unsigned()) }

  package mutating func array() throws(Fault) -> [UInt8] {
    let count = try length()
    defer { place += count }
    return Array(bytes[place..<place + count])
  }

  package mutating func string() throws(Fault) -> String { String(decoding: try array(), as: UTF8.self) }

  package mutating func decimal() throws(Fault) -> Decimal {
    let text = try string()
    guard let value = Decimal(string: text, locale: nil) else { throw .malformed("no decimal: \(text.prefix(40))") }
    return value
  }

  package mutating func choice<Value: RawRepresentable<String>>(_ type: Value.Type) throws(Fault) -> Value {
    let name = try string()
    guard let value = Value(rawValue: name) else { throw .malformed("an unknown name: \(name.prefix(40))") }
    return value
  }

  package mutating func span() throws(Fault) -> Span {
    let start = try int(in: 0..<textCount + 1, "a span")
    return Span(start, try int(in: start..<textCount + 1, "a span"))
  }

  package mutating func date() throws(Fault) -> CalendarDate { CalendarDate(dayNumber: try int()) }

  package mutating func optional<Value>(_ body: (inout ByteReader) throws(Fault) -> Value) throws(Fault) -> Value? {
    try bool() ? try body(&self) : nil
  }

  package mutating func list<Value>(_ body: (inout ByteReader) throws(Fault) -> Value) throws(Fault) -> [Value] {
    // An element takes a byte at least, so a length beyond what is left is false, and nothing is reserved for it.
    let count = try length()
    var values: [Value] = []
    values.reserveCapacity(min(count, 1 << 16))
    for _ in 0..<count { values.append(try body(&self)) }
    return values
  }

  private mutating func length() throws(Fault) -> Int {
    let count = try unsigned()
    guard count <= UInt64(bytes.count - place) else { throw .truncated }
    return Int(count)
  }
}
