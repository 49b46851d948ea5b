import FigureExtraction

/// The words by which a sentence without a figure asserts something that could be measured, hedges it or dates it forward.
enum ClaimLexicon {
  /// Things that are measured, as stems are too coarse: singular and plural.
  static let measured: WordSet = words(
    """
    activity demand supply sales sale revenue revenues spending expenditures investment investments production output orders \
    shipments backlog inventory inventories price prices wage wages salaries compensation cost costs margin margins profit \
    profits earnings income employment hiring layoffs jobs unemployment payrolls lending loans credit delinquencies deposits \
    capital rents rent vacancies vacancy occupancy occupancies construction starts permits exports imports trade traffic tourism \
    volumes volume capacity utilization growth economy conditions market markets business share shares rates rate yields crops \
    crop harvest drilling extraction adoption usage load consumption efficiency productivity headcount subscribers users \
    customers stores units deliveries bookings pricing liquidity cash debt leverage originations mortgages homes housing \
    manufacturing manufacturers retailers services staffing energy power compute training inference latency hardware \
    infrastructure turnover receivables expenses tax taxes tariffs inflation pressures outlook expectations recovery standards \
    quality foreclosures bankruptcies
    """)

  /// What is said of them: that they rise, fall, stay, or are strong, weak or mixed.
  static let movement: WordSet = words(
    """
    rose rise rises rising risen increased increase increases increasing grew grow grows growing grown expanded expand expands \
    expanding climbed climb jumped jump surged surge soared accelerated accelerate accelerating improved improve improves \
    improving strengthened strengthening gained gains rebounded rebound recovered doubled tripled fell fall falls falling fallen \
    declined decline declines declining decreased decrease decreases decreasing dropped drop drops dropping slowed slow slows \
    slowing slower eased ease easing weakened weaken weakening softened softening shrank shrinking contracted contracting \
    deteriorated deteriorating tightened tightening tight loosened plunged slid slipped lower higher flat stable unchanged \
    steady steadily remained remain remains held mixed weak weaker weakness strong stronger strength sluggish soft modest \
    moderate moderately robust brisk subdued depressed elevated limited picked stabilized stabilizing up down faster outpaced \
    exceeded reduced reduce cut needs need needed require requires shifted shift shifts split splitting matter matters \
    constrained constraint drove drive driven drives won lost exhausted ample scarce
    """)

  /// Hedges of a sentence and what each leaves of its weight; several multiply, to 0.5 at the least.
  static let hedges: PhraseTable<Double> = PhraseTable([
    ("could", 0.75), ("might", 0.7), ("may", 0.75), ("possibly", 0.7), ("potentially", 0.75), ("perhaps", 0.7),
    ("conceivably", 0.7), ("arguably", 0.8), ("would", 0.9), ("appears", 0.9), ("appear", 0.9), ("appeared", 0.9),
    ("seems", 0.85), ("seem", 0.85), ("seemed", 0.85), ("suggests", 0.9), ("suggest", 0.9), ("suggested", 0.9),
    ("likely", 0.9), ("probably", 0.85), ("some signs", 0.85), ("is thought", 0.8), ("we believe", 0.9),
    ("believe", 0.9),
    ("roughly speaking", 0.9), ("tends to", 0.9), ("if", 0.85), ("should", 0.9),
  ])

  static let modality: PhraseTable<Modality> = PhraseTable([
    ("expect", .forecast), ("expects", .forecast), ("expected", .forecast), ("expecting", .forecast),
    ("anticipate", .forecast), ("anticipates", .forecast), ("anticipated", .forecast), ("forecast", .forecast),
    ("forecasts", .forecast), ("project", .forecast), ("projects", .forecast), ("projected", .forecast),
    ("will", .forecast), ("outlook", .forecast), ("plan to", .forecast), ("plans to", .forecast), ("by 20", .forecast),
    ("next year", .forecast), ("coming months", .forecast), ("estimate", .estimated), ("estimates", .estimated),
    ("estimated", .estimated), ("aim to", .target), ("aims to", .target), ("target", .target), ("targets", .target),
    ("goal", .target), ("aspire", .target),
  ])

  /// A figure that nobody in particular vouches for.
  static let unvouched = PhraseTable(
    lines: """
      reportedly
      rumored
      rumoured
      rumors
      some say
      some analysts say
      some observers
      it is said
      it is believed
      it is rumored
      sources say
      people familiar
      unconfirmed
      anecdotally
      word is
      """)

  private static func words(_ text: String) -> WordSet { WordSet(text: text) }
}
