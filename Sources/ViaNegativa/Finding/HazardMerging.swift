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
    let names = names.map { Name(terms: $0, weight: rarity.sum($0)) }
    let around = zip(names, bodies).map { name, body in
      let terms = (name.terms + body).sortedOnce()
      return Name(terms: terms, weight: rarity.sum(terms))
    }
    for index in names.indices {
      var shared: [Int: Int] = [:]
      for term in names[index].terms {
        let others = byTerm[term] ?? []
        if others.count <= HazardMerging.widest { for other in others { shared[other, default: 0] += 1 } }
      }
      var best: (leader: Int, overlap: Double)?
      for other in shared.keys.sorted() {
        let likeness = overlap(names[index], names[other]) { overlap(around[index], around[other]) }
        if likeness > best?.overlap ?? 0 { best = (other, likeness) }
      }
      if let best, best.overlap >= HazardMerging.least {
        leaders[index] = best.leader
      } else {
        for term in names[index].terms { byTerm[term, default: []].append(index) }
      }
    }
    return leaders
  }

  /// Terms, sorted, with what they weigh together.
  private struct Name {
    let terms: [Word]
    let weight: Double
  }

  /// The share of the lighter name's weight that both hold; a name of one or two terms must be held whole, or be borne out by
  /// what stands around it.
  private func overlap(_ a: Name, _ b: Name, around: () -> Double) -> Double {
    let shared = a.terms.common(with: b.terms)
    guard min(a.weight, b.weight) > 0, !shared.isEmpty else { return 0 }
    let weight = rarity.sum(shared)
    let own = weight / min(a.weight, b.weight)
    if shared.count >= 3 || a.terms == b.terms { return own }
    // Two shared words: they must be half of the longer name too, or the passages must agree.
    let isWhole = shared.count == 2 && weight / max(a.weight, b.weight) >= 0.45
    if isWhole { return own }
    let wider = around()
    return shared.count == 2 && wider >= 0.5 ? own : min(own, wider)
  }

  private func overlap(_ a: Name, _ b: Name) -> Double {
    rarity.sum(a.terms.common(with: b.terms)) / max(.leastNormalMagnitude, min(a.weight, b.weight))
  }
}
