import EssayTemplates

/// The note's phrasings by shape, read from a table that a person who does not write Swift can extend.
package struct PhrasingBook: Sendable {
  /// By shape, in the order of the file.
  package let phrasings: [String: [Phrasing]]

  /// A sentence with slots: `{Metric} {rose} {change}.`
  package struct Phrasing: Hashable, Sendable {
    package let shape: String
    /// Line of the file, from 1.
    package let line: Int
    package let pieces: [Piece]

    package enum Piece: Hashable, Sendable {
      case words(String)
      case slot(String)
    }

    package var slots: [String] {
      pieces.compactMap { if case .slot(let name) = $0 { name } else { nil } }
    }

    /// The phrasing with its slots filled; nil where one has no value.
    package func filled(with slots: [String: Passage]) -> Passage? {
      var parts: [Passage.Part] = []
      for piece in pieces {
        switch piece {
        case .words(let words): parts.append(.words(words))
        case .slot(let name):
          guard let value = PhrasingBook.value(of: name, in: slots) else { return nil }
          parts += value.parts
        }
      }
      return Passage(parts)
    }
  }

  /// The phrasings that come with the program.
  package static let standard = PhrasingBook.readable(EssayTemplates.phrasings)

  /// Reads a table of phrasings; a fault names its line.
  package init(text: String, file: String) throws(TemplateFault) {
    var phrasings: [String: [Phrasing]] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") { continue }
      guard let colon = line.firstIndex(of: ":"), !line[..<colon].contains(" ") else {
        throw TemplateFault(file: file, line: index + 1, message: "not of the form `shape: sentence with {slots}`")
      }
      let shape = String(line[..<colon])
      guard let known = Self.slots[shape] else {
        let names = Self.slots.keys.sorted().joined(separator: ", ")
        throw TemplateFault(file: file, line: index + 1, message: "unknown shape \(shape); known are \(names)")
      }
      let pieces = Self.pieces(of: line[line.index(after: colon)...].drop(while: \.isWhitespace))
      for case .slot(let name) in pieces where !known.contains(Self.base(of: name)) {
        throw TemplateFault(
          file: file, line: index + 1,
          message: "unknown slot {\(name)} for \(shape); known are \(known.sorted().joined(separator: ", "))")
      }
      for case .words(let words) in pieces where words.contains(where: \.isNumber) {
        throw TemplateFault(file: file, line: index + 1, message: "a phrasing may not hold a number of its own")
      }
      phrasings[shape, default: []].append(Phrasing(shape: shape, line: index + 1, pieces: pieces))
    }
    self.phrasings = phrasings
  }

  private init(phrasings: [String: [Phrasing]]) { self.phrasings = phrasings }

  /// The table that is compiled in was proved when the program was tested; a fault leaves it empty rather than stops.
  private static func readable(_ text: String) -> PhrasingBook {
    (try? PhrasingBook(text: text, file: "phrasings.txt")) ?? PhrasingBook(phrasings: [:])
  }

  private static func pieces(of pattern: Substring) -> [Phrasing.Piece] {
    var pieces: [Phrasing.Piece] = []
    var rest = pattern
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      pieces.append(.slot(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    return pieces
  }

  /// `Metric` is `metric` with a capital.
  private static func base(of slot: String) -> String { slot.prefix(1).lowercased() + slot.dropFirst() }

  private static func value(of slot: String, in slots: [String: Passage]) -> Passage? {
    if let value = slots[slot] { return value }
    let base = base(of: slot)
    return base == slot ? nil : slots[base]?.capitalized
  }
}
