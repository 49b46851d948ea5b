import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// What a hazard's own passages say is at stake: shares of revenue that they state, or a part of the company that they name and
/// its tables measure.
struct StatedShares {
  private let evidence: Evidence
  private let words: WordList
  private let index: Int
  /// What the report's tables say of its parts, where the part has a name that passages may give, with the name's bytes.
  private let stakes: [(stake: Stake, name: [UInt8])]

  init(evidence: Evidence, words: WordList, index: Int, stakes: [Stake]) {
    self.evidence = evidence
    self.words = words
    self.index = index
    self.stakes = stakes.filter { stake in
      // The largest of the places is the market at home, or the main one: named in passing too often to mean anything.
      let isMainPlace = stake.isPlace && !stakes.contains { $0.whole == stake.whole && $0.share > stake.share }
      // The label as it is written, capitals and all: "Gaming" is a line of business, "gaming" is not.
      return stake.share <= 0.5 && !isMainPlace && stake.name.first?.isUppercase == true
        && !StakeLexicon.isCatchAll(stake.name)
    }.map { ($0, Array($0.name.utf8)) }
  }

  /// The largest that the passages give; nil where they give none. `lead` and `mechanism` may name a part; any sentence of
  /// `body` may state a share.
  func stake(lead: Span, mechanism: Span?, body: [Span]) -> Stake? {
    let sentences = body.prefix(StatedShares.deepest)
    // Most parts stand nowhere between the first sentence and the last.
    let all = sentences.dropFirst().reduce(sentences.first) { all, next in
      all.map { Span(min($0.start, next.start), max($0.end, next.end)) }
    }
    let named = stakes.filter { stake in
      [lead, mechanism].contains { span in span.map { names(stake.name, $0) } ?? false }
        || sentences.count >= StatedShares.often && all.map { names(stake.name, $0) } ?? false
          && sentences.lazy.filter { names(stake.name, $0) }.prefix(StatedShares.often).count == StatedShares.often
    }.map(\.stake)
    let stated = sentences.compactMap(stated)
    return (named + stated).max { ($0.share, $1.name) < ($1.share, $0.name) }
  }

  /// Sentences of a hazard that are read for shares.
  private static let deepest = 80
  /// A part that this many of them name is what the hazard is about.
  private static let often = 5

  private func names(_ name: [UInt8], _ passage: Span) -> Bool {
    ByteSearch.first(name, in: evidence.report.text, passage.range) != nil
  }

  /// "Customers A and B represented 12% and 11% of total revenue": shares of one period in one sentence add.
  private func stated(_ sentence: Span) -> Stake? {
    let found = evidence.figures(in: sentence)
    let shares = found.indices.filter { isShare(evidence.figures[$0], sentence) }
    guard !shares.isEmpty else { return nil }
    let newest = shares.compactMap { evidence.figures[$0].period?.end }.max()
    let words = words.words(in: sentence)
    guard words.contains(where: StakeLexicon.accounting.contains), !words.contains(where: StakeLexicon.ratios.contains)
    else { return nil }
    let parts = shares.filter { evidence.figures[$0].period?.end == newest }
    let adds = words.contains("respectively")
    let values = parts.map { NSDecimalNumber(decimal: evidence.figures[$0].quantity.value).doubleValue / 100 }
    let sum = Subtraction.sum(values)
    let isSum = adds && sum <= 1
    guard let largest = values.max(), largest > 0, largest <= 1 else { return nil }
    let kept =
      isSum
      ? parts
      : parts.filter { place in
        NSDecimalNumber(decimal: evidence.figures[place].quantity.value).doubleValue / 100 == largest
      }.prefix(1).map { $0 }
    return Stake(
      name: "what it names", wholeName: "revenue", report: index,
      parts: kept.map { FigureReference(report: index, figure: $0) }, whole: nil, siblings: [],
      share: isSum ? sum : largest, label: nil, isPlace: false, terms: [], otherTerms: [])
  }

  /// A reported percentage that "of … revenue" or "of … sales" follows within ten words.
  private func isShare(_ figure: Figure, _ sentence: Span) -> Bool {
    guard figure.quantity.unit == .percent, figure.quantity.isPoint, figure.modality == .reported,
      figure.role == .share || figure.role == .level
    else { return false }
    let after = words.words(in: Span(figure.span.end, max(figure.span.end, sentence.end))).prefix(10)
    guard let of = after.firstIndex(of: "of") else { return false }
    let whole = after[of...].dropFirst().prefix(4)
    return whole.contains { ["revenue", "revenues", "sales"].contains($0) }
      && !after[..<of].contains { ["increase", "decrease", "growth", "more", "less"].contains($0) }
  }
}
