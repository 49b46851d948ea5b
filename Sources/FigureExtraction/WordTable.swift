import ReportReading

/// Words and phrases with what they mean. Look-ups hash tokens; no string is made.
///
/// A phrase is matched token by token whatever the space between, so `C$` also finds `C $`.
struct WordTable<Value: Sendable>: Sendable {
  private var entries = KeyTable<UInt64, Entry>()
  private let isExact: Bool

  /// What stands under the hash of a token or of a phrase.
  private struct Entry: Sendable {
    /// What the phrase means; nil where it only begins longer ones.
    var value: Value?
    /// The most tokens of a phrase that begins with this token; 0 where none does.
    var longest: UInt8 = 0
  }

  /// `exact` keeps capitals apart (`MB`, `Mb`).
  init(exact: Bool) { isExact = exact }

  mutating func insert(_ phrase: some StringProtocol, _ value: Value) {
    let bytes = Array(phrase.utf8)
    insert(bytes[...], value)
  }

  mutating func insert(_ phrase: ArraySlice<UInt8>, _ value: Value) {
    let tokens = phrase.withUnsafeBufferPointer { Tokenizer.tokens(of: $0, from: 0, to: $0.count) }
    guard let first = tokens.first else { return }
    var hash = key(first)
    var entry = self.entry(hash) ?? Entry()
    entry.longest = max(entry.longest, UInt8(min(tokens.count, 255)))
    entries.set(entry, for: hash)
    for token in tokens.dropFirst() { hash = TokenHash.join(hash, key(token)) }
    var last = self.entry(hash) ?? Entry()
    if last.value == nil { last.value = value }
    entries.set(last, for: hash)
  }

  @inline(__always)
  private func entry(_ hash: UInt64) -> Entry? { entries.value(of: hash) }

  private func key(_ token: Token) -> UInt64 { isExact ? token.exact : token.folded }

  /// The longest phrase that begins at `index`, and how many tokens it takes.
  func match(_ tokens: [Token], at index: Int) -> (value: Value, count: Int)? {
    guard index >= 0, index < tokens.count else { return nil }
    var hash = key(tokens[index])
    guard let first = entry(hash), first.longest > 0 else { return nil }
    var best: (value: Value, count: Int)?
    if let value = first.value { best = (value, 1) }
    var count = 1
    while count < Int(first.longest), index + count < tokens.count {
      hash = TokenHash.join(hash, key(tokens[index + count]))
      count += 1
      if let value = entry(hash)?.value { best = (value, count) }
    }
    return best
  }

  /// What a single token means.
  func value(_ token: Token) -> Value? { entry(key(token))?.value }

  /// The hashes of the tokens that phrases begin with.
  func forEachOpener(_ body: (UInt64) -> Void) {
    entries.forEach { hash, entry in if entry.longest > 0 { body(hash) } }
  }

  /// The longest phrase that ends just before `index`.
  func match(_ tokens: [Token], endingAt index: Int, within most: Int = 5) -> (value: Value, count: Int)? {
    for count in stride(from: min(most, index), through: 1, by: -1) {
      if let found = match(tokens, at: index - count), found.count == count { return found }
    }
    return nil
  }
}

/// The tokens that phrases of several tables begin with: one look tells that none of them begins here.
struct OpenerSet: Sendable {
  private var keys = KeyTable<UInt64, Bool>()

  mutating func insert(_ token: UInt64) { keys.set(true, for: token) }

  mutating func insert<Value>(openersOf table: WordTable<Value>) { table.forEachOpener { keys.set(true, for: $0) } }

  func contains(_ token: Token) -> Bool {
    keys.value(of: token.folded) != nil || token.exact != token.folded && keys.value(of: token.exact) != nil
  }
}

/// Reads the tables of the lexicons: a line an entry, `#` begins a comment, `_` stands for a space inside a phrase.
enum LexiconText {
  /// The fields of each line, separated by `|`, each cut into phrases at spaces. Byte by byte, for every start of the
  /// program pays for it.
  static func rows(_ text: String) -> [[[String]]] {
    lines(text).map { $0.map { $0.split(separator: 0).map { String(decoding: $0, as: UTF8.self) } } }
  }

  /// The fields of each line, with zeros where a phrase ends, so that spaces are those inside it.
  private static func lines(_ text: String) -> [[ArraySlice<UInt8>]] {
    let bytes = text.utf8.map { $0 == 0x20 ? 0 : $0 == UInt8(ascii: "_") ? 0x20 : $0 }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let content = line.prefix { $0 != UInt8(ascii: "#") }
      guard content.contains(where: { $0 != 0 }) else { return nil }
      return content.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    }
  }

  /// Lines of `meaning | phrase phrase …`, any case.
  static func table<Value: Sendable>(_ text: String, exact: Bool = false, _ meaning: (String) -> Value?) -> WordTable<
    Value
  > {
    var table = WordTable<Value>(exact: exact)
    for fields in lines(text) where fields.count > 1 {
      guard let name = fields[0].split(separator: 0).first, let value = meaning(String(decoding: name, as: UTF8.self))
      else { continue }
      for phrase in fields[1].split(separator: 0) { table.insert(phrase, value) }
    }
    return table
  }

  /// A plain list of phrases, any case.
  static func set(_ text: String) -> WordTable<Bool> {
    var table = WordTable<Bool>(exact: false)
    for field in lines(text).joined() { for phrase in field.split(separator: 0) { table.insert(phrase, true) } }
    return table
  }
}
