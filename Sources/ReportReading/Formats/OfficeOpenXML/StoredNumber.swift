/// A number as a spreadsheet stores it: decimal digits and where their point is. Rounding and scaling are exact, and
/// cheap enough for every cell of a large sheet.
struct StoredNumber: Sendable {
  private(set) var isNegative = false
  /// 0 to 9, without zeros at either end; empty for zero.
  private var digits: [UInt8] = []
  /// The number is 0.d₁d₂d₃… times ten to this power.
  private var point = 0

  var isZero: Bool { digits.isEmpty }

  /// Reads `-12.5E-3`, to the fifteen digits that a spreadsheet keeps. Nil for anything else.
  init?(_ text: some Collection<UInt8>) {
    var seen = false
    var afterPoint = false
    var rest = text[...]
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    while let byte = rest.first {
      if byte >= 0x30, byte <= 0x39 {
        seen = true
        if !digits.isEmpty || byte != 0x30 {
          if digits.count < 400 { digits.append(byte - 0x30) }
          if !afterPoint { point += 1 }
        } else if afterPoint {
          point -= 1
        }
      } else if byte == UInt8(ascii: "."), !afterPoint {
        afterPoint = true
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard seen else { return nil }
    if let mark = rest.first {
      guard mark | 0x20 == UInt8(ascii: "e"), rest.count <= 6,
        let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), abs(exponent) <= 400
      else { return nil }
      point += exponent
    }
    guard abs(point) <= 800 else { return nil }
    self = rounded(significant: 15)
  }

  /// Times ten to a power.
  func scaled(_ power: Int) -> StoredNumber {
    var result = self
    if !result.isZero { result.point += power }
    return result
  }

  /// To so many digits after the point, half away from zero.
  func rounded(places: Int) -> StoredNumber { kept(point + places) }

  /// To so many digits in all.
  func rounded(significant: Int) -> StoredNumber { kept(significant) }

  private func kept(_ count: Int) -> StoredNumber {
    var result = self
    if count < digits.count {
      let roundsUp = count >= 0 && digits[count] >= 5
      result.digits = Array(digits.prefix(max(count, 0)))
      if roundsUp {
        while result.digits.last == 9 { result.digits.removeLast() }
        if let last = result.digits.indices.last {
          result.digits[last] += 1
        } else {
          result.digits = [1]
          result.point += 1
        }
      }
    }
    while result.digits.last == 0 { result.digits.removeLast() }
    if result.isZero { result.point = 0 }
    return result
  }

  /// The digits before and after the point, without a sign; `0` before it where there are none.
  var parts: (whole: String, decimals: String) {
    func text(_ digits: some Sequence<UInt8>) -> String { String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self) }
    guard !isZero else { return ("0", "") }
    if point <= 0 { return ("0", String(repeating: "0", count: -point) + text(digits)) }
    if point >= digits.count { return (text(digits) + String(repeating: "0", count: point - digits.count), "") }
    return (text(digits[..<point]), text(digits[point...]))
  }

  /// Plain digits with their sign and point.
  var plain: String {
    let (whole, decimals) = parts
    return (isNegative && !isZero ? "-" : "") + (decimals.isEmpty ? whole : whole + "." + decimals)
  }

  /// The General format: ten digits, no thousands, no exponent.
  var general: String { rounded(significant: 10).plain }

  var magnitude: StoredNumber {
    var result = self
    result.isNegative = false
    return result
  }

  /// For comparisons and for dates, where the last of fifteen digits does not matter.
  var approximate: Double { Double(plain) ?? 0 }
}
