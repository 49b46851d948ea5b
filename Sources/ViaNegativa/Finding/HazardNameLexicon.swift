import ThesisBuilding

/// How the leads of hazards are turned into names. Tables: what stands there, and what is made of it.
enum HazardNameLexicon {
  /// Words by which a filer speaks of itself.
  static let own: WordSet = ["we", "our", "us", "ours", "ourselves"]

  static let persons: [String: String] = [
    "we": "it", "our": "its", "us": "it", "ours": "its own", "ourselves": "itself",
  ]

  static let verbs: [String: String] = [
    "are": "is", "have": "has", "do": "does", "were": "was", "don't": "doesn't", "aren't": "isn't", "haven't": "hasn't",
    "may": "may", "might": "might", "could": "could", "can": "can", "will": "will", "would": "would", "must": "must",
    "cannot": "cannot", "can't": "can't", "did": "did", "had": "had", "not": "not", "never": "never", "also": "also",
    "sold": "sold", "built": "built", "made": "made", "bought": "bought", "should": "should",
  ]

  /// Openings of sentences, longest first where one begins another, and the noun phrase they become.
  static let openings: [(String, String)] = [
    ("we are unable to", "Inability to"), ("we may be unable to", "Inability to"),
    ("we may not be able to", "Inability to"),
    ("we might not be able to", "Inability to"), ("we are not able to", "Inability to"), ("we do not", "Failure to"),
    ("we fail to", "Failure to"), ("we may fail to", "Failure to"), ("our failure to", "Failure to"),
    ("our inability to", "Inability to"), ("the failure to", "Failure to"), ("any failure to", "Failure to"),
    ("we are dependent on", "Dependence on"), ("we are dependent upon", "Dependence on"),
    ("we depend heavily on", "Dependence on"),
    ("we depend on", "Dependence on"), ("we depend upon", "Dependence on"), ("we rely heavily on", "Reliance on"),
    ("we rely on", "Reliance on"), ("we are subject to", ""), ("we could be subject to", ""),
    ("we may be subject to", ""),
    ("we may become subject to", ""), ("we are exposed to", "Exposure to"), ("we may be exposed to", "Exposure to"),
    ("we face", ""), ("we may face", ""), ("we experience", ""), ("we may experience", ""), ("we have experienced", ""),
    ("we and our subsidiaries may incur", ""), ("our business is exposed to", "Exposure to"),
    ("we may have exposure to", ""),
    ("the company is required to", "Having to"), ("we are required to", "Having to"), ("we may incur", ""),
    ("we have a", ""), ("we have an", ""), ("we require", "Need for"), ("we could incur", ""),
    ("we receive", "Receipt of"),
    ("an adverse trend in", "An adverse trend in"),
    ("there are", ""), ("there were", ""), ("our business depends on", "Dependence on"),
    ("our success depends on", "Dependence on"),
    ("we have also experienced", ""), ("we are also subject to", ""), ("we may have", ""), ("we could have", ""),
    ("there is a risk that", ""), ("there is a risk of", ""), ("the risk that", ""), ("the risk of", ""),
    ("risk of", ""),
    ("the main risk is", ""), ("the biggest risk is", ""), ("the key risk is", ""), ("a key risk is", ""),
  ]

  /// Inside a sentence of prose: what stands before the noun that is the hazard, and what the name begins with.
  static let nouns: [(String, String)] = [
    ("concerns about", ""), ("concern about", ""), ("concerned about", ""), ("concerns over", ""), ("concern over", ""),
    ("worried about", ""), ("worries about", ""), ("concerned that", ""), ("worried that", ""),
    ("uncertainty about", "Uncertainty about"), ("uncertainty over", "Uncertainty over"),
    ("uncertainty surrounding", "Uncertainty surrounding"), ("risk is that", ""), ("risk that", ""), ("risks that", ""),
    ("headwinds from", "Headwinds from"), ("headwind from", "Headwind from"), ("competition from", "Competition from"),
    ("constrained by", "Constraint from"), ("hampered by", "Drag from"), ("held back by", "Drag from"),
    ("vulnerable to", "Vulnerability to"), ("threat of", "Threat of"), ("threat from", "Threat from"),
    ("risk of", "Risk of"),
    ("risks of", "Risk of"), ("risks from", "Risk from"), ("hinges on", "Dependence on"),
  ]

  static let openingWords = openings.map(cut)
  static let nounWords = nouns.map(cut)

  private static func cut(_ phrase: String, _ replacement: String) -> (phrase: [Word], replacement: [NameWord]) {
    (phrase.split(separator: " ").map { Word($0) }, NameWord.words(of: replacement))
  }

  /// Nouns of an amount, before "of".
  static let amounts: WordSet = [
    "amount", "portion", "part", "majority", "percentage", "number", "share", "proportion",
  ]
  static let incomes: WordSet = [
    "revenue", "revenues", "sales", "income", "profit", "profits", "business", "earnings",
  ]
  static let parts: WordSet = ["part", "portion", "share", "component", "element", "source"]
  static let relying: WordSet = [
    "depend", "depends", "dependent", "dependence", "rely", "relies", "reliant", "hinges", "hinge",
  ]

  /// Verbs of movement, and the noun of each.
  static let movements: [Word: String] = [
    "decline": "Decline", "fall": "Fall", "drop": "Drop", "decrease": "Decrease", "fluctuate": "Fluctuation",
    "increase": "Increase", "rise": "Rise", "slow": "Slowdown", "deteriorate": "Deterioration", "weaken": "Weakening",
  ]

  /// Before a likelihood at the end of a name: "has a", "is the", "carries a".
  static let copulas: WordSet = [
    "has", "have", "had", "a", "an", "the", "is", "are", "was", "remains", "remain", "carries", "carry", "with", "at",
    "as", "now", "still", "poses", "pose", "seems", "looks", "it", "we", "and", "see", "this", "that", "call", "only",
  ]

  /// What a hazard is wrapped in.
  static let burdens: WordSet = [
    "burden", "burdens", "risk", "risks", "cost", "costs", "expense", "expenses", "uncertainty", "uncertainties", "the",
    "and", "challenges", "difficulties", "various", "other",
  ]

  /// Words that a name can spare.
  static let fillers: WordSet = [
    "potential", "potentially", "significant", "significantly", "substantial", "substantially", "certain", "various",
    "successfully", "timely", "adequately", "effectively", "properly", "additional", "continued", "current", "material",
    "materially", "future", "particular", "extremely", "proper", "overall", "simply", "generally", "largely",
    "applicable", "also",
    "further", "own", "respective", "increasingly", "relatively", "sufficiently", "often",
  ]

  /// Phrases of time that a name can spare, and joints of more than one word that cannot end one.
  static let asides = ["in the past", "in the future", "from time to time", "in recent years", "over time", "at times"]
  static let danglingPhrases = ["with respect", "in connection", "as a result", "in addition", "in order", "such as"]

  /// Words that say too little without what comes after "to".
  static let purposes: WordSet = [
    "ability", "inability", "failure", "right", "obligation", "plans", "plan", "efforts", "effort", "attempt", "able",
    "unable", "required", "need", "fail", "fails", "failed", "seek", "seeks", "tend", "tends", "continue", "continues",
    "reported", "expected", "likely", "seen", "said", "access", "exposure", "damage", "changes", "change", "barriers",
    "due", "relating", "related", "subject", "response", "according", "threat", "threats", "respect", "enough",
  ]

  static let determiners: WordSet = [
    "the", "a", "an", "its", "our", "their", "this", "that", "these", "those", "any", "some", "each", "all",
  ]

  /// Adjectives that come after their noun, with a phrase of their own.
  static let postpositives: WordSet = ["available", "applicable", "related", "relating", "associated", "necessary"]

  /// Verbs that a clause can be cut before: what stands before is the subject.
  static let finite: WordSet = [
    "restricts", "restrict", "requires", "require", "imposes", "contains", "exposes", "affects", "includes",
    "involves", "prevents", "continues", "becomes", "remains", "has", "have", "is", "are", "was", "were", "does", "do",
    "reduces", "makes", "puts", "affect", "expose", "include", "involve", "prevent", "contain", "impose", "restrict",
    "leave", "leaves",
  ]

  /// Adjectives that no suffix gives away.
  static let adjectives: WordSet = [
    "current", "future", "past", "new", "large", "small", "key", "high", "low", "higher", "lower", "federal", "state",
    "foreign", "public", "private", "long", "short", "many", "few", "several", "different", "favorable", "adverse",
    "uncertain", "limited", "complex", "stringent", "strong", "weak", "heavy", "other", "own", "certain", "revolving",
  ]

  /// Nouns that look like adjectives.
  static let nounsInAl: WordSet = [
    "capital", "material", "metal", "approval", "removal", "withdrawal", "renewal", "proposal", "arrival", "appeal",
    "music", "traffic", "topic", "metric", "critic", "clinic", "logic", "fabric", "coal", "goal", "deal", "signal",
    "survival", "initiative", "incentive", "alternative", "drive", "subsidiary",
    "beneficiary", "boundary", "salary", "hospital", "journal", "terminal", "refusal", "reversal", "disposal",
  ]

  static let connectives: WordSet = [
    "however", "but", "and", "moreover", "furthermore", "additionally", "although", "meanwhile", "also", "still",
    "nevertheless",
  ]

  /// Words that begin an adverbial before the sentence proper.
  static let adverbials: WordSet = [
    "in", "given", "while", "as", "for", "despite", "due", "because", "during", "although", "though", "with", "among",
    "after", "since",
  ]

  /// Words at which the consequence of a hazard begins, when an effect follows.
  static let consequence: WordSet = ["may", "might", "could", "can", "will", "would", "have", "has"]

  /// What a consequence says: it tells nothing of the hazard itself.
  static let effects: WordSet = [
    "adversely", "negatively", "materially", "harm", "hurt", "impact", "affect", "damage", "impair", "reduce", "lower",
    "lowered",
    "impacted", "affected", "harmed", "result", "resulted", "expose", "subject", "cause", "caused", "adverse",
    "negative", "decrease",
    "suffer", "decline", "lead", "led", "disrupt", "dilutive", "require",
  ]

  /// What is done to results by a hazard that comes after "by".
  static let suffered: WordSet = [
    "affected", "impacted", "harmed", "disrupted", "hurt", "limited", "reduced", "impaired", "constrained",
  ]

  /// Nouns of things that happen: a phrase with one of them names a hazard without its consequence.
  static let events = WordSet(
    text:
      """
      actions acts advances attacks breaches change changes claims competition conditions costs crises cyber-attacks cyberattacks \
      defects delays demands dependence dependency disasters events exposure fluctuation fluctuations incidents increase increased \
      increases investigations issuance issues lack lead leverage modification outcomes proceedings recalls regulation regulations \
      restrictions sales scrutiny shares shift shifts shrinkage squeeze tensions trend trends turnover volatility war warranty
      """)

  static let clauseOpeners: WordSet = [
    "which", "and", "or", "who", "where", "as", "resulting", "leading", "causing", "although", "but", "including",
    "particularly",
    "especially", "such", "while", "because", "since", "any", "our", "we", "the", "if", "so", "with", "each", "all",
    "it", "its",
  ]

  /// Words that begin a clause of its own after "and".
  static let subjects: WordSet = [
    "we", "our", "it", "its", "the", "this", "these", "there", "they", "their", "if", "which", "any", "such", "as",
    "is", "are",
  ]

  /// Words that begin a clause that only adds.
  static let relatives: WordSet = [
    "that", "which", "who", "when", "where", "while", "because", "as", "if", "unless", "including", "due", "resulting",
    "relative", "until", "after", "before", "so", "combined", "regarding", "given", "despite", "following", "causing",
    "although", "whether",
  ]

  /// Where a name too long may be cut at worst.
  static let boundaries: WordSet = [
    "for", "with", "by", "from", "in", "at", "through", "during", "on", "than", "are", "is", "to",
  ]

  /// The comma before a word separates items rather than clauses: another comma or a conjunction follows soon.
  static func isInList(_ words: [String], _ index: Int) -> Bool {
    words[index...].prefix(5).dropLast().contains { $0.hasSuffix(",") || $0 == "and" || $0 == "or" }
  }

  /// Words that can't end a name.
  static let dangling: WordSet = [
    "and", "or", "the", "a", "an", "of", "to", "for", "with", "by", "from", "in", "on", "at", "as", "that", "which",
    "its", "our",
    "their", "such", "including", "may", "could", "will", "might", "can", "would", "has", "have", "is", "are", "also",
    "not", "they", "we", "it", "who", "say", "says", "said", "there",
    "and/or", "both", "any", "other", "some", "than", "if", "adversely", "negatively", "directly", "this", "these",
  ]
}

extension HazardName {
  /// The words that a name may hold and no report need have written.
  package static let ownWords: [String] =
    HazardNameLexicon.openings.map(\.1) + HazardNameLexicon.nouns.map(\.1) + ["Dependence on", "Concentration in"]
}
