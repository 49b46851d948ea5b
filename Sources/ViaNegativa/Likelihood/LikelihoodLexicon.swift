import ThesisBuilding

/// Words of probability and tense, by tier. After S. Kent, "Words of Estimative Probability" (1964), and the ranges of ICD 203.
enum LikelihoodLexicon {
  /// A probability stated as such, the strongest evidence there is.
  static let explicit: PhraseTable<Likelihood.Tier> = table([
    .low: """
    low probability
    low likelihood
    low odds
    low risk
    small probability
    small chance
    slim chance
    probability low
    likelihood low
    risk low
    tail risk
    remote possibility
    very unlikely
    """,
    .medium: """
    medium probability
    moderate probability
    medium likelihood
    moderate likelihood
    medium risk
    moderate risk
    probability medium
    probability moderate
    likelihood medium
    likelihood moderate
    even odds
    even chance
    roughly even
    coin flip
    coin toss
    """,
    .real: """
    real risk
    real possibility
    high probability
    high likelihood
    high risk
    high odds
    probability high
    likelihood high
    risk high
    serious risk
    elevated risk
    clear risk
    good chance
    strong chance
    better than even
    more likely than not
    """,
    .happening: """
    already happening
    already underway
    already under way
    happening now
    under way now
    playing out now
    has already happened
    it has happened
    """,
  ])

  /// Words of estimative probability.
  static let estimative: PhraseTable<Likelihood.Tier> = table([
    .low: """
    unlikely
    improbable
    remote
    little chance
    doubtful
    not expected
    highly unlikely
    hard to see
    rarely
    a stretch
    """,
    .medium: """
    possible
    possibly
    perhaps
    no assurance
    no assurances
    no guarantee
    cannot guarantee
    cannot assure
    chance
    uncertain
    """,
    .real: """
    likely
    probable
    probably
    expected to
    expects
    is expected
    are expected
    almost certain
    nearly certain
    inevitable
    inevitably
    bound to
    set to
    poised to
    certain to
    on course to
    increasingly
    """,
  ])

  static let modals: [Word: Likelihood.Tier] = [
    "may": .medium, "might": .medium, "could": .medium, "can": .medium, "would": .medium, "should": .medium,
    "will": .real,
  ]

  static let modalWords = WordSet(modals.keys)

  /// Participles that make a perfect tense ("has …") say that a harm has happened.
  static let realised = WordSet(
    text:
      """
      accelerated affected begun broken caused changed come cut damaged decelerated declined decreased delayed depressed \
      deteriorated diminished disrupted dropped ended eroded expanded expired experienced faced failed fallen hampered harmed hit \
      hurt impacted impaired imposed incurred lagged led limited lost lowered missed narrowed postponed prevented reduced repealed \
      restricted resulted risen shrunk slid slipped slowed slumped softened stalled started stopped suffered suspended targeted \
      terminated tightened weakened weighed widened worsened
      """)

  /// Simple pasts that say it, with no auxiliary.
  static let past = WordSet(
    text:
      """
      fell declined dropped slumped slowed weakened worsened deteriorated shrank tightened eroded stalled softened decreased \
      missed cut lost lagged slipped slid tumbled plunged contracted
      """)

  /// Present participles that make a progressive ("is …") say that a harm is happening.
  static let ongoing = WordSet(
    text:
      """
      affecting biting capping constraining contracting curbing cutting declining delaying deteriorating dragging dropping eroding \
      experiencing facing failing falling fragmenting happening hitting hurting lagging leaving limiting losing missing \
      narrowing pressuring pulling reducing restricting rising shrinking slipping slowing softening splitting squeezing stalling straining \
      struggling suffering sitting tightening weakening weighing widening worsening
      """)

  /// Phrases that say it is so now.
  static let present = PhraseTable(
    lines: """
      already
      has begun
      have begun
      is underway
      are underway
      is under way
      are under way
      continues to decline
      continue to decline
      continues to fall
      continues to weaken
      continue to weaken
      continues to weigh
      continue to weigh
      continued to decline
      continued to fall
      continued to weaken
      remains weak
      remained weak
      remain weak
      remains constrained
      remained constrained
      remains tight
      remained tight
      """)

  static let negators: WordSet = [
    "not", "no", "never", "neither", "nor", "hardly", "without", "isn't", "aren't", "wasn't", "weren't", "hasn't",
    "haven't",
    "don't", "doesn't", "didn't", "won't", "cannot", "can't", "couldn't", "yet",
  ]

  /// Nouns whose receding is a hazard's receding.
  static let risks: WordSet = [
    "risk", "risks", "concern", "concerns", "threat", "threats", "fear", "fears", "worry", "worries", "headwind",
    "headwinds",
    "pressure", "pressures", "constraint", "constraints", "uncertainty", "uncertainties", "shortage", "shortages",
    "problem",
    "problems", "issue", "issues",
  ]

  static let receding: WordSet = [
    "receded", "receding", "eased", "easing", "abated", "abating", "subsided", "faded", "fading", "diminished",
    "dissipated",
    "lessened", "retreated", "passed", "vanished",
  ]

  private static func table(_ tiers: [Likelihood.Tier: String]) -> PhraseTable<Likelihood.Tier> {
    PhraseTable(
      Likelihood.Tier.allCases.flatMap { tier in
        (tiers[tier] ?? "").split(separator: "\n").map { (String($0), tier) }
      })
  }
}
