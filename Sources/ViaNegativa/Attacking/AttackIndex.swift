import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// Says which groups a hazard hits and how hard: overlap of metric, subject and topic terms, weighted by their rarity.
///
/// `a(h, g) = min(1, s · ρ · Σ_shared idf(t) · κ(t) / whole(g))`, zero where the overlap itself is below the floor. `κ` is 1 for a
/// term of the hazard's name, or one that its passages come back to, and ½ for one of its mechanism, times 1 for a term of the group's metric or subject and ½ for one of
/// its topic, times ¼ for a word of the vocabulary that every risk section shares, at least one shared term being outside it;
/// `whole(g)` is what the group's six heaviest terms come to, so that a long sentence is no shield; `s` is the
/// hazard's specificity and `ρ` 0.7 where the reports answer it. Where the hazard's passages state what share of revenue is at
/// stake, `a(h, g)` is at least `s · ρ · share` for the groups that carry it. An inverted index over the groups keeps it near-linear:
/// `postings` bounds what one term of a hazard can point at, `attacks` what one hazard keeps, strongest groups first.
struct AttackIndex: Sendable {
  static let postings = 1000
  static let attacks = 1000
  static let counted = 6
  static let hazardTerms = 32

  private struct Posting {
    let group: Int
    let share: Double
  }

  /// Sums for each group, kept from one hazard to the next so that only the groups it touches are set.
  struct Scratch {
    fileprivate var overlaps: [Double]
    fileprivate var touched: [Int] = []

    init(_ thesis: Thesis) { overlaps = [Double](repeating: 0, count: thesis.groups.count) }
  }

  /// A term of the groups: its rarity, what a word of every risk section's vocabulary keeps of its share, and who holds it.
  private struct Entry {
    let idf: Double
    let share: Double
    var postings: [Posting] = []
  }

  /// Numbers the entries.
  private let index: WordIndex
  private let entries: ContiguousArray<Entry>
  private let wholes: [Double]
  private let rarity: TermRarity
  private let thresholds: RiskEvaluator.Thresholds
  private let thesis: Thesis
  private let dossier: Dossier
  private let stakes: StakeGroups

  init(
    _ thesis: Thesis, _ dossier: Dossier, rarity: TermRarity, thresholds: RiskEvaluator.Thresholds
  ) {
    var index = WordIndex(capacity: 4096)
    var entries: ContiguousArray<Entry> = []
    var wholes: [Double] = []
    wholes.reserveCapacity(thesis.groups.count)
    for (number, group) in thesis.groups.enumerated() {
      let metric = AttackIndex.metricTerms(group, thesis, dossier)
      var weights: [Double] = []
      var terms = metric + group.terms
      terms.sortOnce()
      weights.reserveCapacity(terms.count)
      for term in terms {
        let entry = index.insert(term)
        if entry == entries.count {
          entries.append(
            Entry(idf: rarity.idf(term), share: Specificity.isStock(term) ? thresholds.stockWord : 1))
        }
        let share = (metric.contains(term) ? 1 : 0.5) * entries[entry].share
        weights.append(share * entries[entry].idf)
        if entries[entry].postings.count < AttackIndex.postings {
          entries[entry].postings.append(Posting(group: number, share: share))
        }
      }
      weights.sort(by: >)
      wholes.append(Subtraction.sum(Array(weights.prefix(AttackIndex.counted))))
    }
    self.index = index
    self.entries = entries
    self.wholes = wholes
    self.rarity = rarity
    self.thresholds = thresholds
    self.thesis = thesis
    self.dossier = dossier
    stakes = StakeGroups(thesis, dossier)
  }

  /// Terms of the metric, the noun and the subject of a group's figures; of its strongest claims where there are many.
  private static func metricTerms(
    _ group: ClaimGroup, _ thesis: Thesis, _ dossier: Dossier
  ) -> [Word] {
    var places: [Citation] = []
    for claim in group.claims.prefix(4) {
      for reference in thesis.claims[claim].figures.prefix(4) {
        func add(_ span: Span) {
          let place = Citation(report: reference.report, span: span)
          if !places.contains(place) { places.append(place) }
        }
        let figures = dossier.evidence[reference.report].figures
        figures[reference.figure].metric.prefix(2).forEach(add)
        figures[reference.figure].noun.map(add)
        figures[reference.figure].subject.map(add)
      }
    }
    guard let report = places.first?.report else { return [] }
    if places.allSatisfy({ $0.report == report }) { return dossier.words[report].terms(in: places.map(\.span)) }
    return places.flatMap { dossier.words[$0.report].terms(in: [$0.span]) }.sortedOnce()
  }

  /// Hardest first. `measured` are reported figures that the hazard's own passages give: they refute a forecast of the same
  /// metric and unit that they fall outside of, whatever answers it.
  func attacks(
    name: [Word], mechanism: [Word], specificity: Double, isAnswered: Bool, measured: [FigureReference],
    stake: Stake? = nil, _ scratch: inout Scratch
  ) -> [Attack] {
    let named = Set(name)
    let heaviest = Set(mechanism).subtracting(named).map { (idf: rarity.idf($0), term: $0) }
      .sorted { ($1.idf, $0.term) < ($0.idf, $1.term) }
      .prefix(max(0, AttackIndex.hazardTerms - named.count)).map(\.term)
    let all = (named.sorted() + heaviest.sorted()).compactMap { term in
      index.number(of: term).map { number in
        (
          term: term, weight: entries[number].idf, own: named.contains(term) ? 1 : 0.5,
          postings: entries[number].postings
        )
      }
    }
    for (_, weight, own, postings) in all {
      for posting in postings {
        if scratch.overlaps[posting.group] == 0 { scratch.touched.append(posting.group) }
        scratch.overlaps[posting.group] += weight * (own * posting.share)
      }
    }
    // Most groups share too little: the terms are listed for the others, which are marked.
    var shared: [Int: [Attack.SharedTerm]] = [:]
    for group in scratch.touched {
      let whole = max(wholes[group], .leastNormalMagnitude)
      let isNear = scratch.overlaps[group] / whole >= thresholds.overlapFloor * 0.999
      scratch.overlaps[group] = isNear ? .infinity : 0
    }
    for (term, weight, own, postings) in all {
      for posting in postings where scratch.overlaps[posting.group] == .infinity {
        shared[posting.group, default: []].append(
          Attack.SharedTerm(term: term, weight: weight, share: own * posting.share))
      }
    }
    for group in scratch.touched { scratch.overlaps[group] = 0 }
    scratch.touched.removeAll(keepingCapacity: true)
    let factor = specificity * (isAnswered ? thresholds.rebuttal : 1)
    let staked = Dictionary(
      (stake.map(stakes.shares(of:)) ?? []).map { ($0.group, $0.share) }, uniquingKeysWith: max)
    let found = Set(shared.keys).union(staked.keys).sorted().compactMap { group -> Attack? in
      let terms = shared[group] ?? []
      let whole = wholes[group]
      let overlap = Subtraction.sum(terms.map { $0.weight * $0.share }) / max(whole, .leastNormalMagnitude)
      let isShared = overlap >= thresholds.overlapFloor && isParticular(terms, of: named)
      let share = staked[group] ?? 0
      guard isShared || share > 0 else { return nil }
      let isRefuted = isShared && measured.contains { refutes($0, thesis.groups[group]) }
      return Attack(
        group: group, strength: isRefuted ? 1 : max(isShared ? min(1, factor * overlap) : 0, factor * share),
        terms: isShared
          ? terms.sorted { ($1.weight * $1.share, $0.term) < ($0.weight * $0.share, $1.term) } : [], whole: whole,
        factor: factor, isRefuted: isRefuted, stake: share)
    }
    return Array(found.sorted { ($1.strength, $0.group) < ($0.strength, $1.group) }.prefix(AttackIndex.attacks))
  }

  /// At least one shared term is outside the vocabulary of every risk section, and no bare word of measure unless the hazard
  /// is named by it: that notes were refinanced at current rates says nothing of a retention rate.
  private func isParticular(_ terms: [Attack.SharedTerm], of name: Set<Word>) -> Bool {
    terms.contains {
      !Specificity.isStock($0.term) && (!Specificity.isMeasure($0.term) || name.contains($0.term) && name.count <= 3)
    }
  }

  /// A forecast, estimate or target of the group in the same unit, that the measured value misses by more than rounding.
  private func refutes(_ measured: FigureReference, _ group: ClaimGroup) -> Bool {
    let value = dossier.figure(measured)
    return group.claims.prefix(8).contains { claim in
      thesis.claims[claim].figures.contains { reference in
        let stated = dossier.figure(reference)
        guard
          stated.modality != .reported || thesis.claims[claim].modality != .reported
            || stated.period?.isEstimate == true || isAhead(stated),
          stated.quantity.unit == value.quantity.unit, stated.role != .change, value.role != .change,
          reference.report != measured.report || stated.span != value.span
        else { return false }
        return !stated.quantity.agrees(with: value.quantity)
      }
    }
  }

  private func isAhead(_ figure: Figure) -> Bool { figure.period.map { $0.end > dossier.asOf } ?? false }
}
