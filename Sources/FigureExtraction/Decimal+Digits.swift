import Foundation

extension Decimal {
  /// As its `description`, which divides by ten digit by digit: a filing prints thousands of them.
  package var digits: String {
    // Below 2⁵³ a double holds every digit.
    let significand = NSDecimalNumber(decimal: significand).doubleValue
    var power = exponent
    guard !isNaN, significand < 9_007_199_254_740_992, (-16...16).contains(power) else { return description }
    guard significand > 0 else { return "0" }
    var rest = UInt64(significand)
    while power < 0, rest % 10 == 0 {
      rest /= 10
      power += 1
    }
    // Safe: a sign, a point, sixteen digits and sixteen zeros at most, each of which is written.
    return String(unsafeUninitializedCapacity: 40) { bytes in
      var start = 40
      func put(_ byte: UInt8) {
        start -= 1
        bytes[start] = byte
      }
      for _ in 0..<max(power, 0) { put(0x30) }
      var decimals = -min(power, 0)
      while rest > 0 || decimals >= 0 {
        if decimals == 0, power < 0 { put(0x2E) }
        decimals -= 1
        put(0x30 + UInt8(rest % 10))
        rest /= 10
      }
      if isSignMinus { put(0x2D) }
      for index in start..<40 { bytes[index - start] = bytes[index] }
      return 40 - start
    }
  }
}
