/// Names and titles set in capitals, in the case that a sentence would give them.
enum NaturalCase {
  /// A name in capitals as the text itself spells it elsewhere, or word by word where it never does.
  static func name(_ name: String, in text: [UInt8]) -> String {
    guard isCapital(name) else { return name }
    return spelled(name, in: text) ?? words(name, in: text)
  }

  /// Word by word: a word that the text also writes in small letters or with a capital takes that form.
  static func words(_ title: String, in text: [UInt8]) -> String {
    guard isCapital(title) else { return title }
    var isFirst = true
    return title.split(separator: " ").map { word -> String in
      defer { isFirst = false }
      let core = word.lowercased()
      if !isFirst, small.contains(core) { return core }
      if kept.contains(String(word).filter { $0.isLetter }) || word.filter(\.isLetter).count <= 1 {
        return String(word)
      }
      let capital = core.prefix(1).uppercased() + core.dropFirst()
      if word.filter(\.isLetter).count <= 4, !occurs(capital, in: text), !occurs(core, in: text) { return String(word) }
      return core.split(separator: "-", omittingEmptySubsequences: false).map {
        $0.prefix(1).uppercased() + $0.dropFirst()
      }
      .joined(separator: "-")
    }.joined(separator: " ")
  }

  static func isCapital(_ text: String) -> Bool {
    text.contains { $0.isUppercase } && !text.contains { $0.isLowercase }
  }

  private static let small: Set<String> = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "de", "und", "et",
  ]
  private static let kept: Set<String> = [
    "US", "USA", "UK", "EU", "AI", "IT", "LLC", "LP", "PLC", "NV", "SA", "AG", "IBM", "II", "III",
  ]

  /// The same letters in mixed case, where the text has them.
  private static func spelled(_ name: String, in text: [UInt8]) -> String? {
    let wanted = Array(name.utf8)
    guard wanted.count >= 3, text.count > wanted.count else { return nil }
    let first = wanted[0]
    var index = 0
    while index + wanted.count <= text.count {
      if text[index] == first {
        var offset = 1
        var lower = 0
        while offset < wanted.count {
          let a = text[index + offset]
          let b = wanted[offset]
          if a != b {
            guard a >= 0x61, a <= 0x7A, a & 0xDF == b else { break }
            lower += 1
          }
          offset += 1
        }
        if offset == wanted.count, lower > 0 {
          return String(decoding: text[index..<index + wanted.count], as: UTF8.self)
        }
      }
      index += 1
    }
    return nil
  }

  private static func occurs(_ word: String, in text: [UInt8]) -> Bool {
    let wanted = Array(word.utf8)
    guard let first = wanted.first, text.count >= wanted.count else { return false }
    func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    var index = 0
    while index + wanted.count <= text.count {
      if text[index] == first, index == 0 || !isLetter(text[index - 1]),
        text[index..<index + wanted.count].elementsEqual(wanted),
        index + wanted.count == text.count || !isLetter(text[index + wanted.count])
      {
        return true
      }
      index += 1
    }
    return false
  }
}
