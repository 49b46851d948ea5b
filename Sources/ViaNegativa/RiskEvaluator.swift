import ThesisBuilding

/// Takes a thesis apart, hazard by hazard, and says what is left.
///
/// In: a thesis and the reports it came from. Out: a `Verdict`, with every hazard found in the reports or computed from the
/// claims, what each takes away, and what remains after all of them. See the module's documentation for the method.
package struct RiskEvaluator: Sendable {
  package let thresholds: Thresholds
  /// Days in which a claim's recency weight halves; the thesis was built with the same.
  package let halfLife: Double

  package init(thresholds: Thresholds = Thresholds(), halfLife: Double = 365) {
    self.thresholds = thresholds
    self.halfLife = halfLife
  }

  /// `stated` is what the reports say by themselves, where it was read already, and `ground` what that is held against.
  package func verdict(
    on thesis: Thesis, from dossier: Dossier, stated: StatedHazards? = nil, ground: HazardGround? = nil
  ) -> Verdict {
    verdict(on: thesis, from: dossier, without: [], stated: stated, ground: ground)
  }

  /// The verdict with some hazards or claims taken away; everything else stays as it was judged, so that the difference is
  /// what was taken.
  package func verdict(
    on thesis: Thesis, from dossier: Dossier, without removals: [Removal], stated: StatedHazards? = nil,
    ground: HazardGround? = nil
  ) -> Verdict {
    let stated = stated ?? StatedHazards(dossier)
    let ground = ground ?? HazardGround(thesis, dossier, stated, thresholds)
    let fragilities = thesis.series.compactMap { SeriesFragility(of: $0, in: dossier) }
    let found = HazardFinder().hazards(stated, in: dossier, against: thesis, on: ground)
    let computed = Exposures(thesis: thesis, dossier: dossier, thresholds: thresholds, halfLife: halfLife)
      .hazards(fragilities: fragilities, stakes: stated.stakes)
    let whole = judge(
      found + computed, of: thesis, weights: thesis.groups.map(\.weight), fragilities: fragilities)
    guard !removals.isEmpty else { return whole }
    let kept = whole.hazards.enumerated().filter {
      !Removal.removes(removals, hazard: $0.offset, named: $0.element.hazard.name)
    }
    return judge(
      kept.map(\.element.hazard), of: thesis, weights: Removal.weights(of: thesis, without: removals),
      fragilities: fragilities)
  }
}
