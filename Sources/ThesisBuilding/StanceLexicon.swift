import ReportReading

/// The words by which a report takes sides, and the words that are no name.
enum StanceLexicon {
  struct Cue: Sendable {
    let view: Stance.View
    let standing: Stance.Standing
  }

  /// Leads and headings over a list of names.
  static let leads: PhraseTable<Cue> = PhraseTable([
    ("still bullish", Cue(view: .positive, standing: .held)), ("remain bullish", Cue(view: .positive, standing: .held)),
    ("still like", Cue(view: .positive, standing: .held)), ("we still own", Cue(view: .positive, standing: .held)),
    ("remain overweight", Cue(view: .positive, standing: .held)),
    ("still overweight", Cue(view: .positive, standing: .held)),
    ("we continue to like", Cue(view: .positive, standing: .held)),
    ("core holdings", Cue(view: .positive, standing: .held)),
    ("new angles", Cue(view: .positive, standing: .new)), ("new ideas", Cue(view: .positive, standing: .new)),
    ("newly bullish", Cue(view: .positive, standing: .new)), ("new positions", Cue(view: .positive, standing: .new)),
    ("adding", Cue(view: .positive, standing: .new)), ("initiating", Cue(view: .positive, standing: .new)),
    ("where it points", Cue(view: .positive, standing: .unsaid)), ("bullish", Cue(view: .positive, standing: .unsaid)),
    ("overweight", Cue(view: .positive, standing: .unsaid)), ("winners", Cue(view: .positive, standing: .unsaid)),
    ("beneficiaries", Cue(view: .positive, standing: .unsaid)), ("top picks", Cue(view: .positive, standing: .unsaid)),
    ("what we like", Cue(view: .positive, standing: .unsaid)), ("what to own", Cue(view: .positive, standing: .unsaid)),
    ("we like", Cue(view: .positive, standing: .unsaid)), ("buy", Cue(view: .positive, standing: .unsaid)),
    ("long ideas", Cue(view: .positive, standing: .unsaid)), ("longs", Cue(view: .positive, standing: .unsaid)),
    ("favored", Cue(view: .positive, standing: .unsaid)), ("names we like", Cue(view: .positive, standing: .unsaid)),
    ("no longer", Cue(view: .negative, standing: .held)), ("no longer bullish", Cue(view: .negative, standing: .held)),
    ("still bearish", Cue(view: .negative, standing: .held)),
    ("remain underweight", Cue(view: .negative, standing: .held)),
    ("bearish", Cue(view: .negative, standing: .unsaid)), ("underweight", Cue(view: .negative, standing: .unsaid)),
    ("losers", Cue(view: .negative, standing: .unsaid)), ("avoid", Cue(view: .negative, standing: .unsaid)),
    ("what to avoid", Cue(view: .negative, standing: .unsaid)), ("sell", Cue(view: .negative, standing: .unsaid)),
    ("shorts", Cue(view: .negative, standing: .unsaid)), ("names we avoid", Cue(view: .negative, standing: .unsaid)),
    ("neutral", Cue(view: .neutral, standing: .unsaid)), ("watch list", Cue(view: .neutral, standing: .unsaid)),
  ])

  /// Sentences: the name follows the cue.
  static let sentences: PhraseTable<Cue> = PhraseTable([
    ("we remain overweight", Cue(view: .positive, standing: .held)),
    ("we remain bullish on", Cue(view: .positive, standing: .held)),
    ("we remain positive on", Cue(view: .positive, standing: .held)),
    ("we are now positive on", Cue(view: .positive, standing: .new)),
    ("we are now bullish on", Cue(view: .positive, standing: .new)),
    ("we turn positive on", Cue(view: .positive, standing: .new)),
    ("we are positive on", Cue(view: .positive, standing: .unsaid)),
    ("we continue to like", Cue(view: .positive, standing: .held)),
    ("we continue to favor", Cue(view: .positive, standing: .held)),
    ("we remain long", Cue(view: .positive, standing: .held)),
    ("we reiterate our buy rating on", Cue(view: .positive, standing: .held)),
    ("we stay long", Cue(view: .positive, standing: .held)),
    ("still bullish on", Cue(view: .positive, standing: .held)),
    ("stay overweight", Cue(view: .positive, standing: .held)),
    ("we initiate coverage of", Cue(view: .positive, standing: .new)),
    ("we initiate on", Cue(view: .positive, standing: .new)),
    ("we initiate", Cue(view: .positive, standing: .new)), ("we upgrade", Cue(view: .positive, standing: .new)),
    ("we add", Cue(view: .positive, standing: .new)), ("we turn bullish on", Cue(view: .positive, standing: .new)),
    ("we are overweight", Cue(view: .positive, standing: .unsaid)),
    ("we're overweight", Cue(view: .positive, standing: .unsaid)),
    ("we are bullish on", Cue(view: .positive, standing: .unsaid)),
    ("we like", Cue(view: .positive, standing: .unsaid)),
    ("we favor", Cue(view: .positive, standing: .unsaid)), ("we prefer", Cue(view: .positive, standing: .unsaid)),
    ("bullish on", Cue(view: .positive, standing: .unsaid)), ("overweight", Cue(view: .positive, standing: .unsaid)),
    ("we recommend buying", Cue(view: .positive, standing: .unsaid)),
    ("we would own", Cue(view: .positive, standing: .unsaid)),
    ("we downgrade", Cue(view: .negative, standing: .held)),
    ("we are no longer bullish on", Cue(view: .negative, standing: .held)),
    ("we exit", Cue(view: .negative, standing: .held)),
    ("we remain underweight", Cue(view: .negative, standing: .held)),
    ("we remain bearish on", Cue(view: .negative, standing: .held)),
    ("we remain negative on", Cue(view: .negative, standing: .held)),
    ("we turn negative on", Cue(view: .negative, standing: .held)),
    ("we turn bearish on", Cue(view: .negative, standing: .held)),
    ("we turn cautious on", Cue(view: .negative, standing: .held)),
    ("we are now negative on", Cue(view: .negative, standing: .held)),
    ("we are negative on", Cue(view: .negative, standing: .unsaid)),
    ("we remain cautious on", Cue(view: .negative, standing: .held)),
    ("we are underweight", Cue(view: .negative, standing: .unsaid)),
    ("we would avoid", Cue(view: .negative, standing: .unsaid)),
    ("we avoid", Cue(view: .negative, standing: .unsaid)),
    ("we are bearish on", Cue(view: .negative, standing: .unsaid)),
    ("bearish on", Cue(view: .negative, standing: .unsaid)), ("underweight", Cue(view: .negative, standing: .unsaid)),
    ("we are cautious on", Cue(view: .negative, standing: .unsaid)),
    ("we are neutral on", Cue(view: .neutral, standing: .unsaid)),
  ])

  /// Capitalized words that name no company, sector or asset.
  static let noName = WordSet(
    text:
      """
      january february march april june july august september october november december monday tuesday wednesday thursday friday \
      saturday sunday district districts federal reserve company the we our this that these those it they he she q1 q2 q3 q4 fy h1 h2 \
      table figure item note part section see risk risks summary overview total other none yes no new still
      """)

  /// The cue of a lead or heading: short, and mostly the cue itself.
  static func cue(_ report: Report, _ span: Span) -> Cue? {
    guard span.count < 80 else { return nil }
    let words = Words.lowercased(in: report, span)
    guard let match = leads.first(in: words), words.count <= match.range.count + 4, match.range.lowerBound <= 2 else {
      return nil
    }
    return match.value
  }
}
