import FigureExtraction
import Foundation
import ReportReading

/// Puts claims that assert the same thing into one group and weighs it over its independent publishers.
///
/// A claim belongs to one group, by the figure that says most in it; so a further claim can join a group or make one, but never fuse
/// two. Near-linear: buckets by metric, unit and period, then values in order of resolution.
struct ClaimGrouping {
  let dossier: Dossier
  let amounts: Amounts

  private struct Bucket: Hashable {
    let metric: String
    let unit: Unit
    let per: String?
    let start: Int
    let end: Int
  }

  /// Group indices, each sorted, in the order of their first claims.
  func members(_ drafts: [ClaimDraft], leaders: [Int]) -> [[Int]] {
    var buckets: [Bucket: [Int]] = [:]
    var byText: [Int: [Int]] = [:]
    for index in drafts.indices {
      if let primary = drafts[index].primary, let period = primary.period {
        let bucket = Bucket(
          metric: primary.metric.key, unit: primary.quantity.unit, per: primary.quantity.per,
          start: period.start.dayNumber, end: period.end.dayNumber)
        buckets[bucket, default: []].append(index)
      } else {
        byText[leaders[index], default: []].append(index)
      }
    }
    var groups = Array(byText.values)
    for members in buckets.values { groups += members.count == 1 ? [members] : split(members, drafts) }
    return groups.map { $0.sorted() }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  /// Splits one bucket by value: the finest values lead, and the others join a neighbour that they agree with.
  private func split(_ members: [Int], _ drafts: [ClaimDraft]) -> [[Int]] {
    let ordered = members.compactMap { index in drafts[index].primary.map { (index: index, figure: $0.figure) } }
      .sorted { a, b in amounts.isFiner(a.figure, b.figure, in: dossier) ?? (a.index < b.index) }
    var groups: [(lead: Quantity, members: [Int])] = []
    /// Leads that are points, by value, so that one comparison of neighbours is enough; ranges and open bounds apart.
    var points: [(value: Decimal, group: Int)] = []
    var bounds: [Int] = []
    for (index, figure) in ordered {
      let own = dossier.quantity(figure)
      let place = points.partitioningIndex { $0.value >= own.value }
      let near =
        own.isPoint ? [place - 1, place].filter(points.indices.contains).map { points[$0].group } : points.map(\.group)
      if let group = (near + bounds).first(where: { groups[$0].lead.agrees(with: own) }) {
        groups[group].members.append(index)
        continue
      }
      if own.isPoint { points.insert((own.value, groups.count), at: place) } else { bounds.append(groups.count) }
      groups.append((own, [index]))
    }
    return groups.map(\.members)
  }

  /// `W_g = 1 − Π (1 − w_p)`, with a publisher's best claim, and near-identical texts as one publisher.
  func group(_ members: [Int], _ claims: [Claim], leaders: [Int]) -> ClaimGroup {
    if members.count == 1 {
      let claim = claims[members[0]]
      return ClaimGroup(
        claims: members, weight: 1 - (1 - claim.weight.value), terms: claim.terms, publishers: [claim.publisher])
    }
    /// The publisher for whom each near-identical text counts: the one of the text's strongest claim.
    var byText: [Int: Int] = [:]
    let strongest = members.sorted {
      let (x, y) = (claims[$0].weight.value, claims[$1].weight.value)
      return x != y ? x > y : $0 < $1
    }
    var best: [String: Double] = [:]
    for index in strongest {
      let text = leaders[index]
      if let first = byText[text], claims[first].publisher != claims[index].publisher { continue }
      byText[text] = byText[text] ?? index
      let name = claims[index].publisher
      best[name] = max(best[name] ?? 0, claims[index].weight.value)
    }
    let publishers = best.keys.sorted()
    let weight = 1 - publishers.reduce(1) { $0 * (1 - (best[$1] ?? 0)) }
    let terms = members.flatMap { claims[$0].terms }.sortedOnce()
    return ClaimGroup(claims: strongest, weight: weight, terms: terms, publishers: publishers)
  }
}

extension Array {
  /// The first index whose element satisfies a predicate that is false, then true, over the array. O(log n).
  fileprivate func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
