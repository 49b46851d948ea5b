import ThesisBuilding

/// Puts hazards that say the same into one: those whose names share most of their weight in rare terms.
///
/// A draft joins the earlier one it overlaps most, when `Σ shared idf` is at least `least` of the lighter name and at least two
/// terms are shared, or the names are one. Near-linear: candidates come from the rarer terms of a name, each looked up once.
struct HazardMerging: Sendable {
  static let least = 0.6
  /// Candidates looked at for one term; a term that more hazards share points nowhere.
  private static let widest = 64

  let rarity: TermRarity

  /// For each list of name terms the index of the draft that leads it, itself where it leads. Earlier drafts lead.
  func leaders(_ names: [[Word]], bodies: [[Word]]) -> [Int] {
    var leaders = Array(names.indices)
    var byTerm: [Word: [Int]] = [:]
    let weights = names.map { rarity.sum($0) }
    let sets = names.map(Set.init)
    let wide = zip(names, bodies).map { Set($0).union($1) }
    for index in names.indices {
      var shared: [Int: Int] = [:]
      for term in names[index] {
        let others = byTerm[term] ?? []
        if others.count <= HazardMerging.widest { for other in others { shared[other, default: 0] += 1 } }
      }
      var best: (leader: Int, overlap: Double)?
      for other in shared.keys.sorted() {
        let overlap = overlap(index, other, sets, wide, weights)
        if overlap > best?.overlap ?? 0 { best = (other, overlap) }
      }
      if let best, best.overlap >= HazardMerging.least {
        leaders[index] = best.leader
      } else {
        for term in names[index] { byTerm[term, default: []].append(index) }
      }
    }
    return leaders
  }

  /// The share of the lighter name's weight that both hold; a name of one or two terms must be held whole, or be borne out by
  /// what stands around it.
  private func overlap(_ a: Int, _ b: Int, _ sets: [Set<Word>], _ wide: [Set<Word>], _ weights: [Double]) -> Double
  {
    let shared = sets[a].intersection(sets[b])
    let lighter = min(weights[a], weights[b])
    guard lighter > 0, !shared.isEmpty else { return 0 }
    let own = rarity.sum(shared.sorted()) / lighter
    let heavier = rarity.sum(shared.sorted()) / max(weights[a], weights[b])
    if shared.count >= 3 || sets[a] == sets[b] { return own }
    // Two shared words: they must be half of the longer name too, or the passages must agree.
    let around = wide[a].intersection(wide[b])
    let wider =
      rarity.sum(around.sorted())
      / max(.leastNormalMagnitude, min(rarity.sum(wide[a].sorted()), rarity.sum(wide[b].sorted())))
    return shared.count == 2 && (heavier >= 0.45 || wider >= 0.5) ? own : min(own, wider)
  }
}
