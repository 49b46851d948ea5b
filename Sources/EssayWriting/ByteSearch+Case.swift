import ReportReading

extension ByteSearch {
  /// Whether ASCII words in small letters stand in a range of the bytes, whatever the case there.
  static func holds(_ words: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard let first = words.first, words.count <= range.count else { return words.isEmpty }
    for start in range.lowerBound...(range.upperBound - words.count) where lower(bytes[start]) == first {
      var count = 1
      while count < words.count, lower(bytes[start + count]) == words[count] { count += 1 }
      if count == words.count { return true }
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
