import ThesisBuilding

/// The words and phrases by which a report says that something may go wrong. Tables: a phrase a line.
enum HazardLexicon {
  /// Words that open a condition.
  static let conditionals: WordSet = ["if", "unless", "whether", "until", "absent", "lest"]

  /// A paragraph with one of these, ending in a colon or a question mark, opens a list of hazards.
  static let openers = PhraseTable(
    lines: """
      risks include
      risk include
      risks are
      risks to
      key risks
      main risks
      principal risks
      biggest risks
      downside risks
      risks we see
      could break
      could go wrong
      would change our mind
      could derail
      could invalidate
      would invalidate
      kill the thesis
      break the thesis
      breaks the thesis
      headwinds include
      threats include
      uncertainties include
      factors that could
      prove us wrong
      be wrong
      """)

  /// Headings inside a risk section that sort hazards rather than name one.
  static let categories = PhraseTable(
    lines: """
      risks related to
      risks relating to
      risk related to
      risk relating to
      risks associated with
      risk factors
      risk factor
      risks to this
      risks to our
      risks to the
      risks specific to
      summary of risk
      summary risk
      general risks
      issuer purchases
      unregistered sales
      unresolved staff
      other risks
      """)

  /// A heading of few words that ends in one of these is a category: "Economic and Industry Risks".
  static let categoryEndings: WordSet = [
    "risks", "risk", "summary", "factors", "uncertainties", "headwinds", "matters",
  ]

  /// Formulas that introduce or disclaim a list of risks and name none.
  static let formula = PhraseTable(
    lines: """
      carefully consider
      following risk factors
      following risks
      risks described
      risks discussed
      risks set forth
      not the only ones
      not presently known
      not currently known
      currently deem immaterial
      consider immaterial
      forward looking
      undue reliance
      no material changes
      risk factors described
      risk factors discussed
      risk factors set forth
      risk factors below
      cautionary statement
      cautionary statements
      high degree of risk
      your investment
      incorporated by reference
      incorporated herein
      refer to item
      refer to risk factors
      please refer
      see item
      refer to note
      see note
      see part
      risk free
      risk weighted
      credit risk adjusted
      safe harbor
      hypothetical
      reasonable possibility
      derivative instruments
      accounting hedges
      potentially subject
      potentially expose
      concentrations of credit risk
      concentration of credit risk
      counterparty credit risk
      interest rate risk
      currency risk
      market risk
      risk management
      risk of loss
      risk of forfeiture
      valuation allowance
      fair value
      would have resulted
      not financial advice
      holds positions in
      hold positions in
      not investment advice
      no obligation
      actual results
      """)

  /// Nouns and verbs of harm.
  static let harm = WordSet(
    text:
      """
      adverse adversely bankruptcies bankruptcy bottleneck bottlenecks bubble caps cannibalize collapse collapses concern concerns \
      constrain constrained constrains constraint constraints contract contraction crash crisis curb curbs curtail cut cuts damage \
      decline declined declines declining decrease decreased decreases decoupling default defaults delay delayed delays deteriorate \
      deteriorated deteriorates deteriorating deterioration disappoint disappoints disrupt disrupted disruption disruptions \
      downgrade downside downturn drag dropped erode eroded erodes eroding erosion escalate escalation fail failed fails failure \
      fall fallen falling falls fell fragmented glut halt harm harmed harms headwind headwinds hinder hurt hurting hurts impair \
      impaired impairment imperil inability inadequate insufficient interruption interruptions jeopardize lag lagged lags limit \
      limited limits litigation lose loses losing loss losses lower lowered negative negatively obsolete obsolescence outage \
      outages oversupply penalties pressure pressured pressures problem problems prohibit recession reduce reduced reduces \
      reducing reduction reductions restrict restricted restriction restrictions risk risks scarce scarcity setback setbacks \
      shortage shortages shortfall shortfalls shrink shrinking shrinks shutdown slow slowdown slowed slower slowing slows sluggish \
      slump soften softened softening squeeze stagnate stall stalled stalls strain strained strains strike struggle struggled \
      struggling suffer suffered suspend tariff tariffs tighten tightened tightening threat threaten threatened threatens \
      undermine undermines unable uncertain uncertainties uncertainty underperform vulnerable weak weaken weakened weakening \
      weaker weakness weigh weighed weighing weighs worse worsen worsened worsening
      """)

  /// Verbs that say a thing can happen.
  static let modals: WordSet = ["may", "might", "could", "can", "would", "will"]

  /// Verbs of what does good.
  static let helps: WordSet = ["help", "benefit", "boost", "support", "lift", "improve", "accelerate", "ease"]

  /// Constructions that are hazards by themselves, with how far they go: 2 is enough alone, 1 wants a word of harm beside it.
  static let constructions: PhraseTable<Int> = PhraseTable(
    [
      ("constrained by", 2), ("limited by", 1), ("held back by", 2), ("hampered by", 2), ("hindered by", 2),
      ("depends on", 1),
      ("depend on", 1), ("dependent on", 1), ("dependent upon", 1), ("contingent on", 1), ("relies on", 1),
      ("rely on", 1),
      ("hinges on", 2), ("competition from", 1), ("exposed to", 1), ("exposure to", 1), ("vulnerable to", 2),
      ("subject to", 0), ("slower than", 1), ("faster than", 0), ("weaker than", 1), ("headwind", 2), ("headwinds", 2),
      ("risk is", 2), ("risk that", 2), ("risks that", 2), ("risk of", 2), ("risks of", 2), ("risk to", 2),
      ("risks to", 2),
      ("risks from", 2), ("risks are", 1), ("at risk", 1), ("threat of", 2), ("threat to", 2), ("threatens to", 2),
      ("threat from", 2), ("concerns about", 2), ("concern about", 2), ("concerned about", 2), ("concerns over", 2),
      ("concern over", 2), ("concerned that", 2), ("worried about", 2), ("worried that", 2), ("worries about", 2),
      ("uncertainty about", 2), ("uncertainty over", 2), ("uncertainty surrounding", 2), ("uncertain whether", 2),
      ("bottleneck", 1), ("bottlenecks", 1), ("shortage of", 1), ("shortages of", 1), ("pressure on", 1),
      ("pressures on", 1),
      ("pressure from", 1), ("weighed on", 2), ("weighing on", 2), ("weighs on", 2), ("weigh on", 2), ("drag on", 2),
      ("fall short", 2), ("falls short", 2), ("fails to", 2), ("fail to", 2), ("failure to", 1), ("inability to", 1),
      ("export restrictions", 2), ("export controls", 2), ("no assurance", 1), ("cannot guarantee", 1),
    ])

  /// Words that undo a harm: with one of these the sentence is good news.
  static let relief = PhraseTable(
    lines: """
      no longer
      receded
      have eased
      has eased
      abated
      subsided
      faded
      dissipated
      not a risk
      no risk
      less of a risk
      less risk
      risk free
      reduced risk
      lower risk
      limited risk
      little risk
      not at risk
      not dependent
      not exposed
      stopped declining
      decline slowed
      declines slowed
      declines moderated
      declined less
      fell less
      smaller declines
      fewer declines
      has resolved
      have been resolved
      was resolved
      """)

  /// Verbs of good news: a clause named by one of them, with no harm in it, is no hazard.
  static let gains: WordSet = [
    "expanded", "improved", "strengthened", "rose", "benefited", "grew", "gained", "rebounded", "recovered",
    "stabilized",
    "accelerated", "edged", "eased",
  ]

  /// Names that say nothing.
  static let empty = PhraseTable(
    lines: """
      several factors
      number of factors
      various factors
      many factors
      other factors
      certain factors
      following factors
      these factors
      these risks
      such risks
      number of risks
      """)

  /// Vocabulary that every risk section shares: a term outside it is what makes a hazard particular. Words, not stems.
  static let stock = WordSet(
    text:
      """
      ability able access achieve act action actions activities activity additional adequate adequately adverse adversely affect \
      affected affecting agreements anticipate applicable area areas assets associated attract available become benefit benefits \
      business businesses capital cash cashflow cause certain change changes changing claims common companies company compete competition \
      competitive complex compliance comply condition conditions consequences consumer consumers continue continued contract \
      contracts control controls corporate cost costs could create current currently customer customers damage decline decrease \
      delay delays demand depend dependent depends develop development difficult difficulties disrupt disruption disruptions \
      dividend economic effect effective effectively effort efforts employees environment evolving event events execute existing \
      expand expected expenses expose exposed exposes extent face factors fail failure fails favorable financial fluctuate \
      flow flows earnings fluctuation fluctuations future general geopolitical global growth harm harmed hire holders identify impact impacted \
      impacts impair implement important improve inability incorrect increase increased increases incur industry industries \
      information innovate insufficient international introduce investment investments investors issue issues key large laws \
      lead legal levels liability liabilities liquidity litigation loss losses lower maintain manage management market markets \
      material materially meet natural need needs negative negatively new number obtain offer operate operating operation \
      operational operations opportunities order part parties people perform performance personnel plan plans policies \
      political position potential practices price prices pricing problems process processes product products profitability \
      programs properly protect provide public quality raise reasons reduce reduced regulation regulations regulatory related \
      rely remain reputation require required requirements resources respond result results retain retention revenue revenues rule rules complex \
      risk risks sale sales securities security services service share shareholders shares significant significantly social \
      stock stockholders strategic strategy strong subject succeed success successful successfully suffer sufficient suppliers \
      supply systems technology technologies terms third third-party timely trading trends unable uncertain uncertainties \
      uncertainty unexpected unfavorable value various volatile volatility vendors worldwide
      """)

  /// Hazards that every filing carries, whoever files it.
  static let everyones = PhraseTable(
    lines: """
      stock price may
      stock price has been
      stock price could
      price of our common stock
      price of our class
      market price of our
      trading price of our
      key personnel
      key employees
      qualified personnel
      retain and motivate
      attract retain
      attract and retain
      failure to comply with
      fail to comply with
      comply with laws
      internal control
      internal controls
      anti takeover
      change in control
      certificate of incorporation
      delaware law
      takeover
      pay dividends
      natural disasters
      catastrophic events
      severe weather
      public health crises
      tax rate
      tax rates
      tax liabilities
      tax laws
      income tax
      effective tax rate
      data breach
      data breaches
      cyber attacks
      cyber attack
      cybersecurity
      data privacy
      privacy laws
      intellectual property rights
      legal proceedings
      litigation
      environmental social and governance
      sustainability
      climate change
      adverse economic conditions
      economic conditions
      foreign exchange
      exchange rates
      indebtedness
      goodwill
      acquisitions
      estimates and assumptions
      accounting estimates
      reputation
      weather
      """)
}
