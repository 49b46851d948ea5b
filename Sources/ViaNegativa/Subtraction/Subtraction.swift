/// Takes weight off a thesis and says what is left. Sums are taken smallest first, so that no order of groups, hazards or
/// reports changes a bit of the result.
struct Subtraction: Sendable {
  /// `W_g` by group.
  let weights: [Double]
  /// `W`.
  let support: Double

  init(weights: [Double]) {
    self.weights = weights
    support = Subtraction.sum(weights)
  }

  /// `left(h) = Σ W_g · (1 − a(h, g)) / W`, worked out from what is lost so that it costs only the groups that are hit.
  /// 1 where there is nothing to lose. O(a log a) in the attacks.
  func left(after attacks: [Attack]) -> Double {
    left(losing: attacks.map { weights[$0.group] * Subtraction.unit($0.strength) })
  }

  /// `left(H) = Σ W_g · Π (1 − a(h, g)) / W`. O(a log a) in all attacks together.
  func left(afterAll hazards: [[Attack]]) -> Double {
    let hits = hazards.joined().map { (group: $0.group, keeps: 1 - Subtraction.unit($0.strength)) }
      .sorted { ($0.group, $0.keeps) < ($1.group, $1.keeps) }
    var losses: [Double] = []
    var index = 0
    while index < hits.count {
      let group = hits[index].group
      var kept = 1.0
      while index < hits.count, hits[index].group == group {
        kept *= hits[index].keeps
        index += 1
      }
      losses.append(weights[group] * (1 - kept))
    }
    return left(losing: losses)
  }

  private func left(losing losses: [Double]) -> Double {
    support > 0 ? min(1, max(0, 1 - Subtraction.sum(losses) / support)) : 1
  }

  /// The fewest groups whose removal leaves less than `share` of `W`, heaviest first: taking the heaviest first is exact,
  /// since no other choice of as many groups removes more. `order` breaks ties between equal weights.
  func breakSet(leaving share: Double, order: [Int]) -> [Int] {
    guard support > 0 else { return [] }
    var taken: [Int] = []
    var removed = 0.0
    for group in order where weights[group] > 0 {
      guard 1 - removed / support >= share else { break }
      taken.append(group)
      removed += weights[group]
    }
    return taken
  }

  static func sum(_ values: [Double]) -> Double { values.sorted().reduce(0, +) }

  private static func unit(_ strength: Double) -> Double { min(1, max(0, strength)) }
}
