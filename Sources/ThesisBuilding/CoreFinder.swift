import FigureExtraction
import Foundation
import ReportReading

/// Finds the statement that the rest supports.
struct CoreFinder {
  let dossier: Dossier
  let drafts: [ClaimDraft]
  /// For each claim the weight of its group.
  let support: [Double]
  let centrality: [Double]

  /// Nil where no claim has a figure.
  func core() -> Int? {
    guard drafts.contains(where: { !$0.claim.figures.isEmpty }) else { return nil }
    let order = positions()
    var best: (index: Int, score: Double)?
    for index in drafts.indices {
      guard let score = score(index, position: order[index]) else { continue }
      if best.map({ score > $0.score }) ?? true { best = (index, score) }
    }
    return best?.index ?? drafts.firstIndex { !$0.claim.figures.isEmpty }
  }

  /// For each claim its place among the sentences of its report, from 0.
  private func positions() -> [Int] {
    var next: [Int: Int] = [:]
    return drafts.indices.map { index in
      if drafts[index].isRow { return .max }
      let report = drafts[index].claim.citation.report
      defer { next[report, default: 0] += 1 }
      return next[report] ?? 0
    }
  }

  /// Support and centrality, each to 1; then the marks of a lead: what the report calls its insight, bold, first, with a figure that
  /// an analyst looks at first. Rows of tables are no statements.
  private func score(_ index: Int, position: Int) -> Double? {
    guard !drafts[index].isRow, drafts[index].words.count >= 4, drafts[index].words.count <= 60 else { return nil }
    let draft = drafts[index]
    var score = support[index] + 1.5 * centrality[index]
    if case .statement(let isNamed) = draft.origin { score += isNamed ? 6 : 2 }
    if position == 0 { score += 0.6 }
    if position < 8 { score += 1.2 * (1 - Double(position) / 8) }
    if !draft.claim.figures.isEmpty { score += 0.4 }
    score += telling(draft)
    let shares = draft.words.count(where: Self.general.contains)
    score += min(0.4, 0.2 * Double(shares))
    if draft.words.count > 35 { score -= 0.3 }
    if let first = draft.words.first, Self.leaning.contains(first) { score -= 0.8 }
    return score
  }

  /// Up to 3: a measure an analyst looks at first, its newest level, and how it moved; less for a bound or a part of something.
  private func telling(_ draft: ClaimDraft) -> Double {
    let obscure = draft.words.contains(where: MetricLexicon.obscure.contains) ? -0.4 : 0
    guard let primary = draft.primary, let entry = primary.metric.entry.flatMap({ MetricLexicon.byID[$0] }) else {
      let named = MetricLexicon.names.matches(in: draft.words).compactMap { MetricLexicon.byID[$0.value]?.salience }
      return obscure + (named.max() ?? 0) / 10 * 0.7
    }
    let figure = dossier.figure(primary.figure)
    guard figure.role != .share, primary.quantity.isPoint, draft.words.first != "no" else { return -0.5 }
    var score = obscure + entry.salience / 10 * (primary.metric.isQualified ? 0.7 : 1.2)
    let figures = draft.claim.figures.map(dossier.figure)
    if figures.contains(where: { $0.role == .change }), figures.contains(where: { $0.role == .level }) { score += 0.8 }
    if let end = primary.period?.end, let date = draft.claim.date {
      score += date.dayNumber - end.dayNumber > 200 ? -1 : 0.5
    }
    return score
  }

  /// Words of the whole rather than a part.
  private static let general: WordSet = ["growth", "economic", "economy", "overall"]

  /// Openings that lean on the sentence before.
  static let leaning: WordSet = [
    "however", "this", "these", "that", "those", "they", "it", "but", "and", "by", "also", "additionally", "moreover",
    "meanwhile", "in",
    "such", "other", "similarly", "likewise", "or", "nor", "their", "its", "he", "she", "for",
  ]
}

/// How near each claim is to what all of them say: the cosine of its terms to their centroid, terms weighted by rarity.
enum Centrality {
  static func scores(_ claims: [[Word]]) -> [Double] {
    var documents = TermTally()
    for terms in claims { documents.add(terms) }
    let count = Double(max(1, claims.count))
    /// By the term's number, its part of the centroid, and its rarity.
    var weights = [(centroid: Double, rarity: Double)](repeating: (0, 0), count: documents.terms.count)
    var norm = 0.0
    for number in documents.terms.indices.sorted(by: { documents.terms[$0] < documents.terms[$1] }) {
      let frequency = Double(documents.count(ofNumber: number))
      let rarity = log(1 + count / frequency)
      let weight = frequency / count * rarity
      weights[number] = (weight, rarity)
      norm += weight * weight
    }
    guard norm > 0 else { return claims.map { _ in 0 } }
    let raw = claims.map { terms -> Double in
      var dot = 0.0
      var own = 0.0
      for term in terms {
        guard let (centroid, rarity) = documents.number(of: term).map({ weights[$0] }) else { continue }
        dot += rarity * centroid
        own += rarity * rarity
      }
      return own > 0 ? dot / (own.squareRoot() * norm.squareRoot()) : 0
    }
    let greatest = raw.max() ?? 0
    return greatest > 0 ? raw.map { $0 / greatest } : raw
  }
}
