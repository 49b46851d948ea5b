import ThesisBuilding

/// One thing taken away from a verdict to see what it was worth.
package enum Removal: Hashable, Sendable {
  /// Place in the whole verdict's list, from 0.
  case hazard(Int)
  /// The name, or the beginning of it, whatever the case.
  case hazardNamed(String)
  /// Index into `Thesis.claims`.
  case claim(Int)

  /// Reads `h3` or `3` as the third hazard, `c12` as claim 12 (both counted from 1, as the table prints them), anything else
  /// as the beginning of a hazard's name. Nil for an empty text or a zero.
  package init?(_ text: String) {
    let lowered = text.lowercased()
    if let place = Int(lowered.hasPrefix("h") ? String(lowered.dropFirst()) : lowered) {
      guard place > 0 else { return nil }
      self = .hazard(place - 1)
    } else if lowered.hasPrefix("c"), let place = Int(lowered.dropFirst()) {
      guard place > 0 else { return nil }
      self = .claim(place - 1)
    } else {
      guard !lowered.isEmpty else { return nil }
      self = .hazardNamed(lowered)
    }
  }

  /// Whether it names anything of the verdict and its thesis, so that a slip of the pen can be told to the user.
  package func isPresent(in verdict: Verdict, of thesis: Thesis) -> Bool {
    switch self {
    case .hazard(let place): verdict.hazards.indices.contains(place)
    case .claim(let place): thesis.claims.indices.contains(place)
    case .hazardNamed: verdict.hazards.contains { Removal.removes([self], hazard: -1, named: $0.hazard.name) }
    }
  }

  static func removes(_ removals: [Removal], hazard place: Int, named name: String) -> Bool {
    removals.contains { removal in
      switch removal {
      case .hazard(let removed): removed == place
      case .hazardNamed(let start): name.lowercased().hasPrefix(start.lowercased())
      case .claim: false
      }
    }
  }

  /// `W_g` of each group over the claims that remain: `1 − Π (1 − w_p)`, `w_p` a publisher's best remaining claim.
  static func weights(of thesis: Thesis, without removals: [Removal]) -> [Double] {
    let gone = Set(removals.compactMap { if case .claim(let index) = $0 { index } else { nil } })
    return thesis.groups.map { group in
      guard group.claims.contains(where: gone.contains) else { return group.weight }
      return min(group.weight, group.weight(of: thesis, over: group.claims.filter { !gone.contains($0) }))
    }
  }
}

extension ClaimGroup {
  /// `1 − Π (1 − w_p)` over the group's independent publishers, counting only some of its claims.
  func weight(of thesis: Thesis, over members: [Int]) -> Double {
    1 - publishers.map { 1 - best(of: $0, in: thesis, over: members) }.sorted().reduce(1, *)
  }

  /// The weight of a publisher's best claim among some of the group's; 0 where it has none.
  func best(of publisher: String, in thesis: Thesis, over members: [Int]) -> Double {
    members.reduce(0) { best, index in
      let claim = thesis.claims[index]
      return claim.publisher == publisher ? max(best, claim.weight.value) : best
    }
  }
}
