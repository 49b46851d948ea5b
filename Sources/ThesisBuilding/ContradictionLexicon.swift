/// Words that explain why two figures of one name differ: they are then no contradiction.
enum ContradictionLexicon {
  /// Ways of counting. Where only one side names one, or both name others, they count different things.
  static let definitions: WordSet = words(
    """
    adjusted unadjusted gross net nominal real gaap non-gaap underlying organic comparable pro-forma excluding including \
    excludes includes ex average averaged median mean peak trough cumulative annualized annualised seasonally core headline \
    like-for-like constant-currency nameplate installed contracted operating firm summer winter wholesale retail spot \
    contract onshore offshore weighted maximum minimum exit
    """)

  /// Places. A country's figure is not the world's.
  static let places: WordSet = words(
    """
    global globally worldwide world international domestic domestically u.s us american america european europe eu chinese \
    china asian asia japanese japan indian india uk british german germany france french texas california virginia north \
    south east west northern southern eastern western national nationwide regional state region
    """)

  /// Figures that their author expects to change.
  static let provisional: WordSet = words(
    "preliminary provisional revised restated advance flash initial initially unaudited updated superseded corrected")

  /// Whether the words of two claims leave nothing but the values to differ by.
  static func agree(_ a: [Word], _ b: [Word]) -> Bool {
    func kept(_ words: [Word], _ lexicon: WordSet) -> [Word] {
      words.filter(lexicon.contains).map { everywhere.contains($0) ? "world" : $0 }.sortedOnce()
    }
    return !a.contains(where: provisional.contains) && !b.contains(where: provisional.contains)
      && kept(a, definitions) == kept(b, definitions) && kept(a, places) == kept(b, places)
  }

  /// Words for the whole world, and their stems.
  private static let everywhere: WordSet = ["global", "globally", "worldwide", "worldwid", "world"]

  /// A metric's key with one word for the whole world: global demand is the world's demand.
  static func inOneWord(_ key: String) -> String {
    let words = key.split(separator: " ").map { everywhere.contains(Word($0)) ? "world" : String($0) }
    return Array(Set(words)).sorted().joined(separator: " ")
  }

  private static func words(_ text: String) -> WordSet { WordSet(text: text) }
}
