import FigureExtraction
import ReportReading
import ThesisBuilding
import ViaNegativa

/// Composes the blocks of a note from what a thesis asserts and what its verdict leaves.
///
/// Sentences are realised from figures by the phrasing book; a report's own words appear as short quotations within a
/// budget. What was said once is not said again, so the order of the calls in `essay()` is the order of the note.
struct NoteComposer {
  let dossier: Dossier
  let thesis: Thesis
  let verdict: Verdict
  let memory: NoteMemory
  let writing: FigureWriting
  let book: PhrasingBook

  /// Claims and figures that the note has stated.
  var saidClaims: Set<Int> = []
  var saidFigures: Set<FigureReference> = []
  /// Series by index that a sentence of the note was made of.
  var saidSeries: Set<Int> = []
  /// Their names, in lower case: two series of one name are one to a reader.
  var saidNames: Set<String> = []
  /// Breakdowns told, by their whole's place.
  var saidMixes: Set<Citation> = []
  /// Parts of wholes that were told, in lower case.
  var saidParts: Set<String> = []
  /// Claims whose reason was given.
  var saidCauses: Set<Int> = []
  /// The report quoted last, where reports are of several dates.
  var lastQuoted: Int?
  /// Whether reports of one publisher lie months apart, so that what one says needs its date.
  var datesApart = false
  /// Themes whose direction was told.
  var saidTrends: Set<Int> = []
  /// The phrasing used last, so that no shape comes twice running.
  var lastPhrasing: Int?
  /// How often each phrasing, by its line, was used.
  var usedPhrasings: [Int: Int] = [:]
  var quotes: QuoteBudget
  /// The publisher named last, so that a run of quotations does not repeat it.
  var lastPublisher: String?
  /// How the reports write their words.
  let cases: WordCases
  /// Names as sentences show them.
  let names: ShownNames
  /// What the note is about; set before the first block is composed.
  var angle = Angle.statement
  var mixes: [Mix] = []
  /// Reports, by index, in which a company accounts for itself.
  var accounts: Set<Int> = []
  var trends: [ThemeTrend] = []
  /// The hazards that the note tells, worst first.
  var told: [JudgedHazard] = []

  /// Series that may stand in the metrics table, the most telling.
  static let mostSeries = 40

  init(
    dossier: Dossier, thesis: Thesis, verdict: Verdict, memory: NoteMemory, ground: NoteGround,
    book: PhrasingBook = .standard
  ) {
    self.dossier = dossier
    self.thesis = thesis
    self.verdict = verdict
    self.memory = memory
    self.writing = ground.writing
    self.book = book
    self.quotes = ground.quotes
    self.cases = ground.cases
    self.names = ground.names
  }

  /// The whole note; a block with nothing true to say stays empty.
  func essay() -> Essay {
    var composer = self
    composer.accounts = composer.findAccounts()
    composer.mixes = composer.findMixes()
    composer.trends = composer.findTrends()
    composer.angle = composer.findAngle()
    composer.datesApart = composer.findDatesApart()
    composer.told = composer.findTold()
    // The hazards are composed first and told last; they may not take all the words there are.
    if case .themes = composer.angle { composer.quotes.keepBack(most: true) } else { composer.quotes.keepBack() }
    let risks = composer.risks()
    composer.quotes.giveBack()
    let evidence = composer.attributedEvidence()
    let stances = composer.stanceLists()
    var essay = Essay(title: composer.title(), lens: Essay.Lens(risks: risks, verdict: composer.verdictLine()))
    essay.subtitle = composer.subtitle()
    essay.hook = composer.hook()
    essay.lens.reckoning = composer.reckoning()
    let revisions = composer.revisions()
    essay.thesis = composer.thesisBlock(evidence: evidence)
    if essay.thesis == nil { essay.lens.reckoning += revisions } else { essay.thesis?.evidence += revisions }
    essay.drivers = composer.drivers()
    essay.implications = composer.implications(stances)
    essay.bottomLine = composer.bottomLine(title: essay.title)
    essay.lens.risks = composer.explained(essay.lens.risks)
    return essay
  }

  /// Whether two reports of one publisher are more than two months apart.
  private func findDatesApart() -> Bool {
    let dated = dossier.evidence.indices.compactMap { index in
      dossier.evidence[index].report.metadata.date.map { (dossier.publisher(of: index), $0.dayNumber) }
    }
    return dated.contains { one in dated.contains { $0.0 == one.0 && abs($0.1 - one.1) > 62 } }
  }

  /// A sentence of one of the shapes, from the phrasings whose slots are all filled; chosen by the seed, not by chance.
  mutating func sentence(_ shapes: [String], _ slots: [String: Passage], seed: String) -> Passage? {
    let candidates = shapes.flatMap { book.phrasings[$0] ?? [] }.compactMap { phrasing in
      phrasing.filled(with: slots).map { (phrasing.line, $0) }
    }
    guard !candidates.isEmpty else { return nil }
    // Those that the note has used least, and never the last one again where there is another.
    let fresh = candidates.filter { $0.0 != lastPhrasing }
    let open = fresh.isEmpty ? candidates : fresh
    let least = open.map { usedPhrasings[$0.0, default: 0] }.min() ?? 0
    let pool = open.filter { usedPhrasings[$0.0, default: 0] == least }
    let chosen = pool[Int(seed.stableHash % UInt64(pool.count))]
    lastPhrasing = chosen.0
    usedPhrasings[chosen.0, default: 0] += 1
    return withPerUnits(chosen.1.capitalized)
  }

  /// Who published a report, as a reader would say it; "the report" where nobody is named and there is no other.
  func publisher(of report: Int) -> Passage {
    if dossier.evidence[report].report.metadata.publisher == nil, dossier.evidence.count == 1 { return "the report" }
    let name = Markdown.escaped(dossier.publisher(of: report).withoutLegalForm)
    return Passage([.publisher(report, name.withSmallArticle)])
  }
}

extension String {
  /// FNV-1a over the UTF-8 bytes: the same in every run, as the standard library's hash is not.
  var stableHash: UInt64 {
    utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// "NVIDIA Corporation" is NVIDIA to a reader.
  var withoutLegalForm: String {
    let forms = [
      "Corporation", "Corp.", "Corp", "Incorporated", "Inc.", "Inc", "Company", "Co.", "Limited", "Ltd.", "Ltd", "plc",
      "PLC",
      "N.V.", "S.A.", "AG", "SE", "LLC", "L.L.C.",
    ]
    for form in forms where hasSuffix(" " + form) {
      var short = String(dropLast(form.count + 1))
      if short.hasPrefix("The "), short.dropFirst(4).contains(where: \.isUppercase) {
        short = String(short.dropFirst(4))
      }
      while short.last == "," || short.last == " " { short.removeLast() }
      return short.contains(" &") && short.hasSuffix("&") ? self : (short.isEmpty ? self : short)
    }
    return self
  }
}
