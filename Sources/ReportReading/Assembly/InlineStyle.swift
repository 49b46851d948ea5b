/// What a `style` attribute says that reading cares about.
struct InlineStyle {
  var bold: Bool?
  var italic: Bool?
  var underlined: Bool?
  var centered: Bool?
  var hidden = false
  var pageBreak = false
  var raised = false
  var white = false
  /// Points; 0 where unsaid.
  var fontSize = 0
  var indent = 0

  init() {}

  /// Reads declarations one by one. O(length), no allocation.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var position = 0
    let count = bytes.count
    while position < count {
      var colon = position
      while colon < count, bytes[colon] != 0x3A, bytes[colon] != 0x3B { colon += 1 }
      guard colon < count, bytes[colon] == 0x3A else {
        position = colon + 1
        continue
      }
      var end = colon + 1
      while end < count, bytes[end] != 0x3B { end += 1 }
      read(Self.trim(bytes, position, colon), Self.trim(bytes, colon + 1, end))
      position = end + 1
    }
  }

  private mutating func read(_ name: Slice<UnsafeBufferPointer<UInt8>>, _ value: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let first = name.first, !value.isEmpty else { return }
    switch first | 0x20 {
    case UInt8(ascii: "f"):
      if Self.equal(name, "font-weight") {
        if Self.begins(value, "bold") {
          bold = true
        } else if Self.begins(value, "normal") || Self.begins(value, "lighter") {
          bold = false
        } else if let weight = Self.integer(value) {
          bold = weight >= 600
        }
      } else if Self.equal(name, "font-style") {
        italic = Self.begins(value, "italic") || Self.begins(value, "oblique")
      } else if Self.equal(name, "font-size") {
        fontSize = Self.points(value)
      }
    case UInt8(ascii: "d"):
      if Self.equal(name, "display") { hidden = hidden || Self.begins(value, "none") }
    case UInt8(ascii: "v"):
      if Self.equal(name, "visibility") {
        hidden = hidden || Self.begins(value, "hidden")
      } else if Self.equal(name, "vertical-align") {
        raised = raised || Self.begins(value, "super")
      }
    case UInt8(ascii: "t"):
      if Self.equal(name, "text-align") {
        centered = Self.begins(value, "center")
      } else if Self.begins(name, "text-decoration") {
        underlined = Self.begins(value, "underline")
      } else if Self.equal(name, "text-indent") {
        indent += Self.points(value)
      } else if Self.equal(name, "top"), value.first == UInt8(ascii: "-") {
        raised = true
      }
    case UInt8(ascii: "p"):
      if Self.equal(name, "padding-left") || Self.equal(name, "padding-inline-start") {
        indent += Self.points(value)
      } else if Self.equal(name, "padding") {
        indent += Self.lastOfFour(value)
      } else if Self.begins(name, "page-break") {
        pageBreak = pageBreak || Self.begins(value, "always")
      }
    case UInt8(ascii: "m"):
      if Self.equal(name, "margin-left") { indent += Self.points(value) }
    case UInt8(ascii: "b"):
      if Self.equal(name, "break-before") || Self.equal(name, "break-after") {
        pageBreak = pageBreak || Self.begins(value, "page")
      }
    case UInt8(ascii: "c"):
      if Self.equal(name, "color") {
        white =
          Self.begins(value, "#fff") && (value.count == 4 || Self.begins(value, "#ffffff"))
          || Self.begins(value, "white")
      }
    default: break
    }
  }

  private static func trim(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Slice<
    UnsafeBufferPointer<UInt8>
  > {
    var low = start
    var high = end
    while low < high, bytes[low] <= 0x20 { low += 1 }
    while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
    return bytes[low..<high]
  }

  private static func equal(_ slice: Slice<UnsafeBufferPointer<UInt8>>, _ name: StaticString) -> Bool {
    slice.count == name.utf8CodeUnitCount && begins(slice, name)
  }

  /// ASCII, without regard to case. `name` is lower case.
  private static func begins(_ slice: Slice<UnsafeBufferPointer<UInt8>>, _ name: StaticString) -> Bool {
    guard slice.count >= name.utf8CodeUnitCount else { return false }
    // Safe: `index` stays below the static string's own length, and the slice is at least as long.
    for index in 0..<name.utf8CodeUnitCount {
      let byte = slice[slice.startIndex + index]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if lower != name.utf8Start[index] { return false }
    }
    return true
  }

  private static func integer(_ slice: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var value = 0
    var digits = 0
    for byte in slice {
      guard byte >= 0x30, byte <= 0x39, digits < 7 else { break }
      value = value * 10 + Int(byte - 0x30)
      digits += 1
    }
    return digits == 0 ? nil : value
  }

  /// A CSS length in whole points; relative units count 12 points an em. Percentages and unknown units are 0.
  private static func points(_ slice: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var value = 0.0
    var fraction = 0.0
    var negative = false
    var index = slice.startIndex
    loop: while index < slice.endIndex {
      switch slice[index] {
      case 0x2D where index == slice.startIndex: negative = true
      case 0x2E where fraction == 0: fraction = 0.1
      case let digit where digit >= 0x30 && digit <= 0x39:
        if fraction > 0 {
          value += Double(digit - 0x30) * fraction
          fraction /= 10
        } else {
          value = value * 10 + Double(digit - 0x30)
        }
      default: break loop
      }
      index += 1
    }
    let unit = slice[index...]
    let factor: Double =
      if begins(unit, "pt") { 1 } else if begins(unit, "px") { 0.75 } else if begins(unit, "em") || begins(unit, "rem")
      {
        12
      } else if begins(unit, "in") { 72 } else if begins(unit, "cm") { 28.35 } else if begins(unit, "mm") { 2.835 } else
      { 0 }
    let result = min(value * factor, 2000)
    return Int((negative ? -result : result).rounded())
  }

  /// The left side of a `padding` shorthand.
  private static func lastOfFour(_ slice: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let parts = slice.split(separator: 0x20, omittingEmptySubsequences: true)
    switch parts.count {
    case 1: return points(parts[0])
    case 2, 3: return points(parts[1])
    case 4: return points(parts[3])
    default: return 0
    }
  }
}
