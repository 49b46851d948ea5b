import ReportReading

/// How firmly words say a thing, as data: used on sentences with and without figures.
package enum ModalityCues {
  static let phrases: WordTable<Modality> = LexiconText.table(
    """
    forecast | expect expects expected expecting expectation expectations anticipate anticipates anticipated anticipating forecast forecasts
    forecast | forecasted forecasting project projects projected projecting projection projections predict predicts predicted predicting
    forecast | will would_be won't outlook on_track_to set_to poised_to likely_to is_to are_to about_to going_to may_reach could_reach
    forecast | is_due_to are_due_to slated_to scheduled_to plans_to plan_to intends_to intend_to foresees foresee sees_growth envisages
    forecast | in_the_coming over_the_next in_the_next within_the_next looking_ahead could might should would shall
    target | target targets targeted targeting goal goals aim aims aimed aiming guidance guided guides guiding commit commits
    target | committed_to pledge pledged pledges mandate mandates objective seeks_to strives
    estimated | estimate estimates estimated estimating estimation approximates believed_to_be thought_to_be reckons reckon implied imply
    estimated | implies suggests appears_to_be preliminary pro_forma calculates assumes assumed assuming
    """
  ) { Modality(rawValue: $0) }

  /// Nouns and names that look like cues: "will" is one only before a verb, "project" and "objective" mostly are not.
  static let blockers = LexiconText.set(
    "the a an this that its our their such capital infrastructure data each research")
  static let nounLike = LexiconText.set(
    "project projects estimate estimates forecast target guidance objective goal goals targets will should")

  /// The weakest assertion that a cue of the words gives; reported where there is none. O(n).
  package static func modality(of text: [UInt8], in span: Span) -> Modality {
    modality(tokens: Tokenizer.tokens(of: text, in: span)[...])
  }

  static func modality(tokens: ArraySlice<Token>) -> Modality {
    let all = Array(tokens)
    var result = Modality.reported
    var i = 0
    while i < all.count {
      guard all[i].kind == .word, let match = phrases.match(all, at: i) else {
        i += 1
        continue
      }
      let isNoun = match.count == 1 && isProjectNoun(all, i)
      if !isNoun {
        switch (result, match.value) {
        case (.reported, let new): result = new
        case (.estimated, .forecast), (.estimated, .target), (.forecast, .target): result = match.value
        default: break
        }
      }
      i += match.count
    }
    return result
  }

  private static let project = LexiconText.set("project projects objective will")
  private static func isProjectNoun(_ tokens: [Token], _ i: Int) -> Bool {
    guard project.value(tokens[i]) != nil else { return false }
    if i > 0, tokens[i - 1].kind == .word, blockers.value(tokens[i - 1]) != nil { return true }
    // "24 transmission projects costing …": things that are counted.
    let counted = tokens[max(0, i - 3)..<i].contains { $0.kind == .number && !($0.end - $0.start == 4) }
    if counted, tokens[i].folded == TokenHash.of("projects") { return true }
    return tokens[i].folded == TokenHash.of("project") && i + 1 < tokens.count
      && QuantityWords.stops.value(tokens[i + 1]) != nil && i > 0
      && QuantityWords.stops.value(tokens[i - 1]) != nil
  }
}

/// How much words hold back.
package enum HedgeCues {
  /// Weight of one cue in hundredths.
  static let phrases: WordTable<Int> = LexiconText.table(
    """
    70 | may might could possibly perhaps potentially conceivably maybe uncertain unclear speculative speculation
    80 | likely probably appear appears appeared seem seems seemed suggest suggests suggested presumably apparently believe believes
    80 | tend tends tended should would we_think in_our_view hopes hope assuming if unless
    90 | expected_to some_analysts reportedly generally mostly largely typically often usually
    """
  ) { Int($0) }

  /// 1 for a flat statement; each further cue weakens it, never below 0.5. The first two cues count. O(n).
  package static func hedge(of text: [UInt8], in span: Span) -> Double {
    hedge(tokens: Tokenizer.tokens(of: text, in: span))
  }

  static func hedge(tokens: [Token]) -> Double {
    var hundredths = 100
    var cues = 0
    var i = 0
    while i < tokens.count, cues < 3 {
      if tokens[i].kind == .word, let match = phrases.match(tokens, at: i), !isMonth(tokens, i) {
        hundredths = hundredths * match.value / 100
        cues += 1
        i += match.count
      } else {
        i += 1
      }
    }
    return Double(max(50, hundredths)) / 100
  }

  /// "May 5", "in May".
  private static let may = TokenHash.of("May")
  private static func isMonth(_ tokens: [Token], _ i: Int) -> Bool { tokens[i].exact == may && i > 0 }
}

/// Verbs that stand between what is measured and how much, as data.
enum MeasureLexicon {
  /// The number is its subject's.
  static let copulas = LexiconText.set(
    """
    was were is are be been being remains remained remain stood stands total totals totaled totalled totaling totalling amounted amounts
    amount equaled equals reached reaches reach hit hits averaged averages came exceeded exceeds exceed represented represents represent
    comprised accounted accounts account approximated measured ranged ranges range became approaches approached topped aggregated
    contributed contribute contributes costs cost weigh weighs weighed
    """)
  /// The number is its object's: "recorded $5 million of charges".
  static let transitives = LexiconText.set(
    """
    record records recorded recognize recognizes recognized recognise recognised report reported reports had has have having generate
    generated generates incur incurred incurs spend spent spends raise raised paid pay pays repurchased declared received receive
    borrowed repaid invested invest invests include includes included including hold held holds used provided own owns owned sold issued
    acquired deployed delivered produced shipped built employ employs employed granted see sees saw need needs want wants require requires
    added adds gained lost save saved saves earn earned earns operate operates opened closed completed consume consumes use uses
    entered committed commit allocated deliver announced said says plan plans costing worth buys bought offered offers leave leaves show
    drew drawn draw draws cleared clears trades traded trade collects collected orders ordered
    shows showed make made makes take takes took give gives given get gets got run runs expects expect estimate estimates project projects
    """)
  static let says = LexiconText.set(
    """
    says said say estimates estimated estimate expects expected expect forecasts forecast projects projected predicts predicted reports
    reported believes believed notes noted sees thinks calculates reckons puts anticipates anticipated found finds warns warned suggests
    argues claims claimed announced predicting
    """)
  static let according = LexiconText.set(
    "according_to per data_from figures_from estimates_from research_from analysts_at")
  /// Subjects too plain to name a measure.
  static let pronouns = LexiconText.set(
    """
    we it they them he she i you this that these those there which who what company companies the_company our_company us one others some
    many most such here management registrant
    """)
  /// Words that open a phrase about time or circumstance rather than the thing measured.
  static let adjuncts = LexiconText.set(
    "as at in during for on by since over within under following after before through throughout of")
  static let clauseBreaks = LexiconText.set(
    "while whereas although though but because which that who where when if compared versus vs respectively so including excluding offset followed"
  )
  static let determiners = LexiconText.set(
    "the a an our its their this these those such any all each his her your my that total_of")
  static let auxiliaries = LexiconText.set(
    "will would can could may might must should shall has have had be been being is are was were do does did also not now still already only just currently primarily"
  )
}
