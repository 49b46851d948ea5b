import FigureExtraction
import Foundation
import Testing

/// Digits are printed as the description of a decimal prints them.
@Suite struct DecimalDigitsTests {
  @Test func digitsAreThoseOfTheDescription() throws {
    let significands = [
      "0", "1", "5", "9", "10", "12", "100", "1050", "999", "123456789", "9007199254740991",
      "9007199254740992", "9007199254740993", "123456789012345678901234567890", "1000000000000000",
    ]
    for text in significands {
      let significand = try #require(Decimal(string: text))
      for exponent in -20...20 {
        for sign in [FloatingPointSign.plus, .minus] {
          let value = Decimal(sign: sign, exponent: exponent, significand: significand)
          #expect(value.digits == value.description)
        }
      }
    }
    #expect(Decimal.nan.digits == Decimal.nan.description)
  }
}
