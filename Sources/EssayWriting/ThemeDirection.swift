import FigureExtraction
import ThesisBuilding

/// Which way a line of argument points, read from the verbs of its claims.
enum DirectionCues {
  static let up: Set<String> = [
    "increased", "increase", "increases", "rose", "rising", "rises", "grew", "grow", "grows", "growing", "growth",
    "expanded",
    "expanding", "expand", "strengthened", "stronger", "strong", "improved", "improving", "improvement", "improvements",
    "gained", "gains",
    "higher", "up", "accelerated", "recovered", "recovery", "robust", "solid", "climbed", "surged", "jumped", "doubled",
    "tripled",
  ]
  static let down: Set<String> = [
    "decreased", "decrease", "decreases", "fell", "falling", "fall", "falls", "declined", "decline", "declines",
    "declining", "weakened",
    "weakening", "weak", "weaker", "slowed", "slower", "slowing", "softened", "soft", "softer", "contracted",
    "contraction", "deteriorated",
    "deterioration", "lower", "down", "dropped", "drop", "reduced", "reductions", "sluggish", "depressed", "shrank",
    "slumped", "tightened",
  ]

  /// Ups less downs among the words of a text.
  static func balance(of text: String) -> Int {
    text.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "-" }).reduce(0) { sum, word in
      sum + (up.contains(String(word)) ? 1 : down.contains(String(word)) ? -1 : 0)
    }
  }
}

extension NoteComposer {
  struct MovingTheme {
    let theme: Int
    let direction: Figure.Direction
  }

  /// The themes whose claims mostly point one way, strongest theme first.
  func movingThemes() -> [MovingTheme] {
    thesis.themes.indices.prefix(8).compactMap { index in
      let theme = thesis.themes[index]
      guard theme.claims.count > 1, themeName(theme).text.isShortName else { return nil }
      let balances = theme.claims.map { DirectionCues.balance(of: dossier.string(thesis.claims[$0].citation)).signum() }
      let (ups, downs) = (balances.count { $0 > 0 }, balances.count { $0 < 0 })
      if ups >= 2 * downs, ups > 1 { return MovingTheme(theme: index, direction: .up) }
      if downs >= 2 * ups, downs > 1 { return MovingTheme(theme: index, direction: .down) }
      return nil
    }
  }
}
