import FigureExtraction
import ReportReading

/// Builds the thesis that a dossier supports: claims read, the unfit struck out, the rest grouped, then what they add up to.
package struct ThesisBuilder: Sendable {
  /// Days in which a claim's recency weight halves.
  package let halfLife: Double

  /// How publishers' earlier forecasts fared, by name: it scales what their forecasts, estimates and targets weigh.
  package var records: [String: PublisherRecord] = [:]

  package init(halfLife: Double = 365) { self.halfLife = halfLife }

  package func thesis(from dossier: Dossier) -> Thesis {
    let outlines = dossier.evidence.map { Outline($0.report) }
    var reader = ClaimReader(dossier: dossier, halfLife: halfLife, records: records)
    let read = dossier.evidence.indices.flatMap { reader.claims(of: $0, outline: outlines[$0]) }

    let contradicted = ContradictionFinder(dossier: dossier).all(read)
    let screen = Screening(dossier: dossier, halfLife: halfLife).screen(read, contradicted: contradicted)
    let drafts = screen.kept
    let claims = drafts.map(\.claim)

    let leaders = NearDuplicates().leaders(drafts.map(\.words))
    let grouping = ClaimGrouping()
    let members = grouping.members(drafts, leaders: leaders)
    let groups = members.map { grouping.group($0, claims, leaders: leaders) }
      .sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.claims[0] < $1.claims[0] }

    let amounts = Amounts(dossier)
    var seriesReader = SeriesReader(
      dossier: dossier, outlines: outlines, amounts: amounts, metrics: reader.metrics, terms: reader.terms)
    let series = seriesReader.series()
    var breakdownReader = BreakdownReader(
      dossier: dossier, outlines: outlines, amounts: amounts, metrics: reader.metrics, terms: reader.terms)
    let taxonomies = TaxonomyReader(dossier: dossier, outlines: outlines).all()
    let centrality = Centrality.scores(claims.map(\.terms))
    var themes = ThemeBuilder(
      dossier: dossier, outlines: outlines, drafts: drafts, groups: groups, series: series, taxonomies: taxonomies,
      centrality: centrality)
    var support = [Double](repeating: 0, count: drafts.count)
    for group in groups { for claim in group.claims { support[claim] = group.weight } }

    return Thesis(
      claims: claims, groups: groups, series: series, themes: themes.themes(),
      core: CoreFinder(dossier: dossier, drafts: drafts, support: support, centrality: centrality).core(),
      shift: ShiftReader(dossier: dossier, outlines: outlines).shift(),
      stances: StanceReader(dossier: dossier, outlines: outlines).stances(), taxonomies: taxonomies.map(\.taxonomy),
      struckOut: screen.struckOut, contradictions: contradicted.map(\.contradiction),
      breakdowns: breakdownReader.breakdowns())
  }
}
