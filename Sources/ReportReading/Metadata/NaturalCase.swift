/// Names and titles set in capitals, in the case that a sentence would give them.
enum NaturalCase {
  /// A name in capitals as the text itself spells it elsewhere, or word by word where it never does.
  static func name(_ name: String, in text: [UInt8]) -> String {
    guard isCapital(name) else { return name }
    return spelled(name, in: text) ?? words(name, in: text)
  }

  /// Word by word: a word that the text also writes in small letters or with a capital takes that form, and so does one that
  /// can be spoken, unless running text has it in capitals too.
  static func words(_ title: String, in text: [UInt8]) -> String {
    guard isCapital(title) else { return title }
    var isFirst = true
    return title.split(separator: " ").map { word -> String in
      defer { isFirst = false }
      return cased(word, isFirst: isFirst, in: text)
    }.joined(separator: " ")
  }

  private static func cased(_ word: Substring, isFirst: Bool, in text: [UInt8]) -> String {
    let core = word.lowercased()
    if !isFirst, small.contains(core) { return core }
    let letters = String(word.filter(\.isLetter))
    if !isFirst, let form = OrganisationName.legalForms[letters.lowercased()] {
      // "INC." is "Inc.", and "N.V." keeps its stops.
      return word.contains(letters) ? String(word.replacing(letters, with: form)) : String(word)
    }
    if kept.contains(letters) || letters.count <= 1 || isInitials(word) { return String(word) }
    let capital = core.prefix(1).uppercased() + core.dropFirst()
    let bare = word.filter { $0.isLetter || $0 == "-" || $0 == "&" || $0 == "'" || $0 == "’" }
    let natural = String(bare.prefix(1)) + bare.dropFirst().lowercased()
    if !occurs(natural, in: text), !occurs(bare.lowercased(), in: text),
      letters.count <= 4 && !letters.contains(where: vowels.contains) || runs(bare, in: text)
    {
      return String(word)
    }
    return capital.split(separator: "-", omittingEmptySubsequences: false).map {
      $0.prefix(1).uppercased() + $0.dropFirst()
    }
    .joined(separator: "-")
  }

  private static let vowels: Set<Character> = ["A", "E", "I", "O", "U", "Y", "Ä", "Ö", "Ü", "É"]

  /// "U.S.", "AT&T", "H&M".
  private static func isInitials(_ word: Substring) -> Bool {
    word.contains("&") && word.count <= 5 || word.split(separator: ".").allSatisfy { $0.count == 1 }
  }

  /// Whether a line in small letters has the word in capitals, and not as the symbol of a share: "(NYSE: FLOW)".
  private static func runs(_ word: String, in text: [UInt8]) -> Bool {
    var next = 0
    let wanted = Array(word.utf8)
    while !wanted.isEmpty, let place = ByteSearch.first(wanted, in: text, next..<text.count) {
      let end = place + wanted.count
      next = end
      if place > 0, isLetter(text[place - 1]) || end < text.count && isLetter(text[end]) { continue }
      if end < text.count, text[end] == UInt8(ascii: ")") { continue }
      let start = ByteSearch.last(0x0A, in: text, 0..<place).map { $0 + 1 } ?? 0
      let line = text[start..<(ByteSearch.first(0x0A, in: text, from: end) ?? text.count)]
      let smalls = line.count { $0 >= 0x61 && $0 <= 0x7A }
      let capitals = line.count { $0 >= 0x41 && $0 <= 0x5A }
      if smalls > capitals { return true }
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  static func isCapital(_ text: String) -> Bool {
    text.contains { $0.isUppercase } && !text.contains { $0.isLowercase }
  }

  private static let small: Set<String> = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "de", "und", "et",
  ]
  private static let kept: Set<String> = [
    "US", "USA", "UK", "EU", "UN", "AI", "IT", "EV", "LLC", "LP", "PLC", "NV", "SA", "AG", "IBM", "II", "III", "IV",
    "CEO", "ECB", "IMF", "IEA", "EIA", "OECD", "OPEC", "ESG", "IPO", "ETF", "EPS", "EBIT", "EBITDA", "GAAP", "LNG",
    "FY",
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
