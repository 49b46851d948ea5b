import Foundation

/// Appends values to bytes: integers as LEB128, negatives zigzagged, strings and lists with their length first.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func put(unsigned value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func put(_ value: Int) {
    put(unsigned: UInt64(bitPattern: Int64((value << 1) ^ (value >> (Int.bitWidth - 1)))))
  }

  package mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }

  package mutating func put(_ value: Double) { put(unsigned: value.bitPattern) }

  package mutating func put(_ value: [UInt8]) {
    put(unsigned: UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  package mutating func put(_ value: String) { put(Array(value.utf8)) }

  package mutating func put(_ value: Decimal) { put(value.description) }

  package mutating func put<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
    put(value != nil)
    if let value { body(&self, value) }
  }

  package mutating func put<Value>(_ values: [Value], _ body: (inout ByteWriter, Value) -> Void) {
    put(unsigned: UInt64(values.count))
    for value in values { body(&self, value) }
  }
}
