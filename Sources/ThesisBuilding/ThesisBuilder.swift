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
    let schedules = Schedules(dossier)
    var reader = ClaimReader(dossier: dossier, halfLife: halfLife, records: records, schedules: schedules)
    let read = dossier.evidence.indices.flatMap { reader.claims(of: $0, outline: outlines[$0]) }

    let amounts = Amounts(dossier)
    let (metrics, terms) = (reader.metrics, reader.terms)
    // What the claims come to, what is measured, and what else is told do not wait for one another.
    let (weighed, (all, told)) = Processors.all.both(
      { Weighed(read, dossier, amounts, halfLife: halfLife) },
      {
        Processors.all.both(
          {
            var series = SeriesReader(
              dossier: dossier, outlines: outlines, schedules: schedules, amounts: amounts, metrics: metrics,
              terms: terms)
            return series.series()
          },
          {
            var breakdowns = BreakdownReader(
              dossier: dossier, outlines: outlines, schedules: schedules, amounts: amounts, metrics: metrics,
              terms: terms)
            return Told(
              breakdowns: breakdowns.breakdowns(),
              taxonomies: TaxonomyReader(dossier: dossier, outlines: outlines).all(),
              shift: ShiftReader(dossier: dossier, outlines: outlines).shift(),
              stances: StanceReader(dossier: dossier, outlines: outlines).stances())
          })
      })
    let series = standing(all, weighed.struckOut) {
      var reader = SeriesReader(
        dossier: dossier, outlines: outlines, schedules: schedules, amounts: amounts, metrics: metrics, terms: terms)
      return reader.series(without: $0)
    }
    var themes = ThemeBuilder(
      dossier: dossier, outlines: outlines, drafts: weighed.drafts, groups: weighed.groups, series: series,
      taxonomies: told.taxonomies, centrality: weighed.centrality)
    return Thesis(
      claims: weighed.claims, groups: weighed.groups, series: series, themes: themes.themes(), core: weighed.core,
      shift: told.shift, stances: told.stances, taxonomies: told.taxonomies.map(\.taxonomy),
      struckOut: weighed.struckOut, contradictions: weighed.contradictions, breakdowns: told.breakdowns)
  }

  /// The series that rest on no claim which another report contradicts: read again where one does.
  private func standing(
    _ series: [Series], _ struckOut: [StruckOut], again: (Set<FigureReference>) -> [Series]
  ) -> [Series] {
    let left = Set(struckOut.filter { $0.reason == .contradicted }.flatMap(\.claim.figures))
    let isTouched = series.contains { $0.points.contains { left.contains($0.figure) } }
    return isTouched ? again(left) : series
  }

  /// What reports tell beside their claims and series.
  private struct Told {
    let breakdowns: [Breakdown]
    let taxonomies: [TaxonomyReader.Found]
    let shift: Shift?
    let stances: [Stance]
  }

  /// The claims that stand, grouped by what they assert, and the one that the rest supports.
  private struct Weighed {
    let drafts: [ClaimDraft]
    let claims: [Claim]
    /// Strongest first.
    let groups: [ClaimGroup]
    let struckOut: [StruckOut]
    let contradictions: [Contradiction]
    let centrality: [Double]
    let core: Int?

    init(_ read: [ClaimDraft], _ dossier: Dossier, _ amounts: Amounts, halfLife: Double) {
      let contradicted = ContradictionFinder(dossier: dossier).all(read)
      let screen = Screening(dossier: dossier, halfLife: halfLife).screen(read, contradicted: contradicted)
      let drafts = screen.kept
      let claims = drafts.map(\.claim)
      let leaders = NearDuplicates().leaders(drafts.map(\.words))
      let grouping = ClaimGrouping(dossier: dossier, amounts: amounts)
      let groups = grouping.members(drafts, leaders: leaders).map { grouping.group($0, claims, leaders: leaders) }
        .sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.claims[0] < $1.claims[0] }
      var support = [Double](repeating: 0, count: drafts.count)
      for group in groups { for claim in group.claims { support[claim] = group.weight } }
      centrality = Centrality.scores(claims.map(\.terms))
      core = CoreFinder(dossier: dossier, drafts: drafts, support: support, centrality: centrality).core()
      struckOut = screen.struckOut
      contradictions = contradicted.map(\.contradiction)
      (self.drafts, self.claims, self.groups) = (drafts, claims, groups)
    }
  }
}
