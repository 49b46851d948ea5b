/// Where a number is no figure: labels, names, idioms and references, as data.
enum NameLexicon {
  /// Words after which a number says which, not how many.
  static let labels = LexiconText.set(
    """
    section sections sec sect § §§ table tables figure figures fig figs note notes item items page pages chapter chapters rule
    rules topic subtopic article articles appendix exhibit exhibits form forms part parts version volume vol asu asc ifrs ias
    sfas fas fsp eitf sab issue ref refs eq equation row column line step schedule annex paragraph clause regulation
    subsection footnote level levels tier tiers phase proposition amendment act title release cfr usc u.s.c.
    """)

  /// Names that end in a number.
  static let names = LexiconText.set(
    """
    s&p fortune russell nasdaq ftse nikkei cac dax stoxx msci csi hang_seng dow topix asx kospi sensex nifty ibex
    covid gpt windows ios android boeing airbus iphone ipad galaxy model ps5 xbox formula type
    basel agenda vision scope industry web interstate route highway channel studio century apollo voyager area zip p.o._box box
    """)

  /// Written whole, never figures.
  static let idioms = LexiconText.set(
    """
    24/7 24-7 9/11 50/50 7-eleven 401(k) 401k 403(b) 10-k 10-q 8-k 20-f 6-k s-1 s-3 14a 13d 13f 1099 w-2 h1b h-1b b2b b2c
    12b-1 10b5-1 10b-5
    """)

  /// The same, in exactly these capitals.
  static let exactIdioms: WordTable<Bool> = {
    var table = WordTable<Bool>(exact: true)
    for name in ["2D", "3D", "4D", "3G", "4G", "5G", "6G", "4K", "8K", "3M Company", "3M Co"] {
      table.insert(name, true)
    }
    return table
  }()

  /// "2788 Mill Road": the last word of a street's name, after the number of a house.
  static let streets = LexiconText.set(
    """
    road rd street st avenue ave drive dr lane ln boulevard blvd way court ct place parkway pkwy highway hwy square plaza terrace
    expressway expy freeway turnpike pike circle loop row walk alley crescent
    """)
  /// `18 U.S.C. 1350`: the title of a code of laws.
  static let codes = LexiconText.set("u.s.c. u.s.c usc c.f.r. c.f.r cfr")

  static let clock = LexiconText.set("am pm a.m a.m. p.m p.m. o'clock gmt utc est pst")
  static let months = LexiconText.set(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """)
  /// "this one": no number.
  static let pronounLeads = LexiconText.set("this that the which no any every each such another some")
  static let pronounFollows = LexiconText.set("another can may must should would could might cannot has is was")
  static let ordinalLeads = LexiconText.set(
    "first second third fourth last next prior previous latter former this the that each every same past current fiscal back front other better"
  )
}
