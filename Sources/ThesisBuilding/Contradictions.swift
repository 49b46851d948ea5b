import FigureExtraction
import Foundation
import ReportReading

/// Two publishers who give one thing values that no rounding reconciles.
package struct Contradiction: Hashable, Sendable {
  /// The weaker side, which is struck out.
  package let weaker: Claim
  package let stronger: Claim
  package let weakerFigure: FigureReference
  package let strongerFigure: FigureReference
  /// Stronger minus weaker, in the unit of both.
  package let gap: Decimal

  package init(
    weaker: Claim, stronger: Claim, weakerFigure: FigureReference, strongerFigure: FigureReference, gap: Decimal
  ) {
    self.weaker = weaker
    self.stronger = stronger
    self.weakerFigure = weakerFigure
    self.strongerFigure = strongerFigure
    self.gap = gap
  }
}

/// Finds contradictions, and holds back where the difference has another cause: definition, scale, calendar or vintage.
struct ContradictionFinder {
  let dossier: Dossier

  private struct Key: Hashable {
    let metric: String
    let subject: String
    let unit: Unit
    let per: String?
    let start: Int
    let end: Int
  }

  /// At most one for each claim; by the weaker claim's place.
  func all(_ drafts: [ClaimDraft]) -> [(weaker: Int, contradiction: Contradiction)] {
    var buckets: [Key: [Int]] = [:]
    for index in drafts.indices {
      guard let key = key(drafts[index]) else { continue }
      buckets[key, default: []].append(index)
    }
    var found: [(weaker: Int, contradiction: Contradiction)] = []
    for members in buckets.values where members.count > 1 {
      // The best claim of each publisher speaks for it.
      var best: [String: Int] = [:]
      for index in members {
        let name = drafts[index].claim.publisher
        if let known = best[name], drafts[known].claim.weight.value >= drafts[index].claim.weight.value { continue }
        best[name] = index
      }
      guard best.count > 1 else { continue }
      let sides = best.values.sorted {
        let (x, y) = (drafts[$0].claim.weight.value, drafts[$1].claim.weight.value)
        return x != y ? x > y : $0 < $1
      }
      guard let strongest = sides.first else { continue }
      for weaker in sides.dropFirst() {
        if let pair = pair(drafts[strongest], drafts[weaker]) { found.append((weaker, pair)) }
      }
    }
    return found.sorted { $0.weaker < $1.weaker }
  }

  /// Only plain levels of a named metric in a written period; a company's line needs its company.
  private func key(_ draft: ClaimDraft) -> Key? {
    guard let primary = draft.level, let period = primary.period, primary.quantity.isPoint, !period.isRelative else {
      return nil
    }
    let figure = dossier.figure(primary.figure)
    guard figure.role == .level || figure.role == .share else { return nil }
    let report = dossier.evidence[primary.figure.report].report
    let subject = figure.subject.map { Words.lowercased(in: report, $0).joined(separator: " ") } ?? ""
    // Without a subject a company's line is the publisher's own, and two companies' revenues contradict nothing.
    if subject.isEmpty, primary.metric.entry != nil, !primary.metric.isQualified { return nil }
    if subject.isEmpty, report.metadata.fiscalYearEnd != nil { return nil }
    // One word is too little to know that both mean the same.
    if subject.isEmpty, primary.metric.key.split(separator: " ").count < 2 { return nil }
    return Key(
      metric: ContradictionLexicon.inOneWord(primary.metric.key), subject: subject, unit: primary.quantity.unit,
      per: primary.quantity.per,
      start: period.start.dayNumber, end: period.end.dayNumber)
  }

  private func pair(_ strong: ClaimDraft, _ weak: ClaimDraft) -> Contradiction? {
    guard let a = strong.level, let b = weak.level, !a.quantity.agrees(with: b.quantity) else { return nil }
    guard dossier.figure(a.figure).modality == dossier.figure(b.figure).modality else { return nil }
    // Another calendar, another way of counting, another place, or a figure that its author calls provisional.
    guard a.period?.isFiscal == b.period?.isFiscal, ContradictionLexicon.agree(strong.words, weak.words) else {
      return nil
    }
    // A thousandfold difference is a scale, not a dispute; a sign is a different definition.
    let (x, y) = (
      NSDecimalNumber(decimal: a.quantity.value).doubleValue, NSDecimalNumber(decimal: b.quantity.value).doubleValue
    )
    guard x * y > 0, max(x / y, y / x) < 100 else { return nil }
    // "About" allows a tenth.
    if a.quantity.isAbout || b.quantity.isAbout, abs(x - y) <= 0.1 * max(abs(x), abs(y)) { return nil }
    // Forecasts of different dates are vintages.
    if strong.claim.modality != .reported, let p = strong.claim.date, let q = weak.claim.date,
      abs(p.dayNumber - q.dayNumber) > 90
    {
      return nil
    }
    return Contradiction(
      weaker: weak.claim, stronger: strong.claim, weakerFigure: b.figure, strongerFigure: a.figure,
      gap: a.quantity.value - b.quantity.value)
  }
}
