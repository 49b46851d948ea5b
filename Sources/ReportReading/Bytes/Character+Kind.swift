extension Character {
  /// `isWhitespace`, without a look at Unicode's tables for ASCII.
  package var isSpace: Bool {
    // A narrow no-break space stands inside a number.
    asciiValue.map { $0 == 0x20 || (0x09...0x0D).contains($0) } ?? (isWhitespace && self != "\u{202F}")
  }

  /// `isLetter`, without a look at Unicode's tables for ASCII.
  package var isAlphabetic: Bool {
    asciiValue.map { (0x61...0x7A).contains($0 | 0x20) } ?? isLetter
  }
}
