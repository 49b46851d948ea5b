import ThesisBuilding

/// Words that say which way a figure moved.
enum MovementWords {
  static let up: Set<String> = [
    "rose", "rise", "rises", "risen", "rising", "up", "grew", "grow", "grows", "grown", "growing", "gained", "gains",
    "climbed", "climbs", "increased", "increases", "doubled", "tripled", "jumped", "surged", "ran", "higher",
  ]
  static let down: Set<String> = [
    "fell", "fall", "falls", "fallen", "falling", "down", "declined", "declines", "dropped", "drops", "shrank",
    "shrinks", "decreased", "decreases", "lost", "slid", "slipped", "halved", "lower",
  ]

  /// The last direction that words name: true is up; nil where they name none.
  static func last(in text: String) -> Bool? {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      let words = text.lowercased().split { !$0.isAlphabetic }.map(String.init)
      return words.last { up.contains($0) || down.contains($0) }.map(up.contains)
    }
    let words = text.utf8.split { !Words.isLetter($0) }.map { Word(lowering: Substring($0)) }
    return words.last { upWords.contains($0) || downWords.contains($0) }.map(upWords.contains)
  }

  private static let upWords = WordSet(up.map { Word($0) })
  private static let downWords = WordSet(down.map { Word($0) })
}
