import FigureExtraction
import ReportReading
import ThesisBuilding

/// Reads how likely a hazard is from what is written: an explicit probability, else a realised tense, else a word of estimative
/// probability, else the modal; medium where nothing is said.
package struct LikelihoodReader: Sendable {
  package init() {}

  /// Evidence for a tier, strongest kind first.
  package struct Reading: Hashable, Sendable {
    package enum Kind: Int, Hashable, Sendable, Comparable {
      case explicit, realised, estimative, measured, modal, nothing
      package static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }
    package let kind: Kind
    package let tier: Likelihood.Tier
    /// Nil where nothing is said.
    package let words: Span?
    /// The report says that the hazard is over.
    package let isOver: Bool

    static let nothing = Reading(kind: .nothing, tier: .medium, words: nil, isOver: false)
  }

  /// The strongest reading over some passages of one report; of two of a kind the one in the earlier passage, and within a
  /// passage the more likely, since a sentence that says both "may" and "will" says "will".
  package func read(_ evidence: Evidence, _ words: WordList, _ passages: [Span]) -> Reading {
    var best = Reading.nothing
    for passage in passages {
      let wording = Wording(words, passage)
      let conditions = wording.conditions()
      let found =
        recession(wording) + explicit(wording) + realised(wording, conditions) + estimative(wording, conditions)
        + measured(evidence, passage, wording, conditions) + modal(wording, conditions)
      guard let strongest = found.min(by: { ($0.kind, $1.tier) < ($1.kind, $0.tier) }) else { continue }
      if strongest.isOver { return strongest }
      if strongest.kind < best.kind { best = strongest }
    }
    return best
  }

  /// "no longer a risk", "risks have receded".
  private func recession(_ wording: Wording) -> [Reading] {
    for (index, word) in wording.words.enumerated()
    where LikelihoodLexicon.risks.contains(word) || LikelihoodLexicon.negators.contains(word) {
      let rest = wording.words[index...].prefix(7)
      let isNoLonger =
        word == "no" && rest.dropFirst().first == "longer" && rest.contains(where: LikelihoodLexicon.risks.contains)
      let recedes = LikelihoodLexicon.risks.contains(word) && rest.contains(where: LikelihoodLexicon.receding.contains)
      if (isNoLonger || recedes) && !rest.contains(where: { $0 != "no" && LikelihoodLexicon.negators.contains($0) }) {
        let end = wording.words[index...].prefix(7).lastIndex(where: {
          LikelihoodLexicon.receding.contains($0) || LikelihoodLexicon.risks.contains($0)
        })
        return [
          Reading(kind: .explicit, tier: .low, words: wording.span(index..<((end ?? index) + 1)), isOver: true)
        ]
      }
    }
    return []
  }

  private func explicit(_ wording: Wording) -> [Reading] {
    let phrases = LikelihoodLexicon.explicit.matches(in: wording.words).map { match in
      let isNegated = isNegated(wording, match.range.lowerBound)
      return Reading(
        kind: .explicit, tier: isNegated ? .low : match.value,
        words: wording.span((match.range.lowerBound - (isNegated ? 1 : 0))..<match.range.upperBound), isOver: false)
    }
    return phrases + chances(wording)
  }

  /// "a 30% chance", "probability of 60 percent".
  private func chances(_ wording: Wording) -> [Reading] {
    let text = wording.text
    return wording.words.indices.compactMap { index in
      guard Words.isDigit(text[wording.spans[index].start]), let percent = Double(wording.words[index].text),
        percent <= 100
      else { return nil }
      let end = wording.spans[index].end
      let isPercent =
        end < text.count && text[end] == UInt8(ascii: "%")
        || index + 1 < wording.words.count && wording.words[index + 1] == "percent"
      // "(50%)" behind the name of a hazard.
      if let start = wording.spans.first?.start, wording.spans[index].start > start, end + 1 < text.count,
        text[wording.spans[index].start - 1] == UInt8(ascii: "("), text[end] == UInt8(ascii: "%"),
        text[end + 1] == UInt8(ascii: ")"), index <= 10, index + 1 == wording.words.count
      {
        return Self.chance(percent, words: wording.spans[index])
      }
      let near = max(0, index - 6)..<min(wording.words.count, index + 4)
      let nouns = near.filter { ["chance", "probability", "likelihood", "odds"].contains(wording.words[$0]) }
      guard isPercent, let first = nouns.first, let last = nouns.last else { return nil }
      return Self.chance(percent, words: wording.span(min(first, index)..<(max(last, index) + 1)))
    }
  }

  private static func chance(_ percent: Double, words: Span) -> Reading {
    Reading(
      kind: .explicit, tier: percent < 45 ? .low : percent <= 55 ? .medium : percent < 100 ? .real : .happening,
      words: words, isOver: false)
  }

  private func realised(_ wording: Wording, _ conditions: [Range<Int>]) -> [Reading] {
    func isFree(_ index: Int) -> Bool { !conditions.contains { $0.contains(index) } && !isNegated(wording, index) }
    func happening(_ range: Range<Int>) -> Reading {
      Reading(kind: .realised, tier: .happening, words: wording.span(range), isOver: false)
    }
    var found = LikelihoodLexicon.present.matches(in: wording.words).filter {
      isFree($0.range.lowerBound) && !isModal(wording, $0.range.lowerBound)
    }
    .map { happening($0.range) }
    for (index, word) in wording.words.enumerated()
    where Self.signs.contains(word) || LikelihoodLexicon.past.contains(word) {
      switch word {
      case "has", "have", "had", "been", "is", "are", "was", "were":
        let participles =
          word == "is" || word == "are"
          ? LikelihoodLexicon.ongoing
          : word == "was" || word == "were" || word == "been" ? [] : LikelihoodLexicon.realised
        let next = wording.words[(index + 1)...].prefix(4)
        guard isFree(index), !isModal(wording, index), !next.contains(where: LikelihoodLexicon.negators.contains),
          let end = next.firstIndex(where: participles.contains)
        else { continue }
        found.append(happening(index..<(end + 1)))
      case "since":
        guard isFree(index), index + 1 < wording.words.count, isYear(wording.words[index + 1]) else { continue }
        found.append(happening(index..<(index + 2)))
      case _ where LikelihoodLexicon.past.contains(word):
        guard isFree(index), index > 0, !isVerbal(wording.words[index - 1]), !isModal(wording, index) else { continue }
        // "A renewed cut would lower demand": the noun of a supposition.
        if word == "cut" || word == "lost",
          wording.words[index...].prefix(12).contains(where: HazardLexicon.modals.contains)
        {
          continue
        }
        found.append(happening(index..<(index + 1)))
      default: continue
      }
    }
    return found
  }

  /// Words that something may be realised after.
  private static let signs: WordSet = ["has", "have", "had", "been", "is", "are", "was", "were", "since"]

  private func estimative(_ wording: Wording, _ conditions: [Range<Int>]) -> [Reading] {
    LikelihoodLexicon.estimative.matches(in: wording.words).compactMap { match in
      guard !conditions.contains(where: { $0.contains(match.range.lowerBound) }) else { return nil }
      let isNegated = isNegated(wording, match.range.lowerBound) && wording.words[match.range.lowerBound] != "not"
      let tier: Likelihood.Tier =
        !isNegated ? match.value : match.value == .real ? .low : match.value == .low ? .real : .medium
      let start = isNegated ? max(0, match.range.lowerBound - 1) : match.range.lowerBound
      return Reading(kind: .estimative, tier: tier, words: wording.span(start..<match.range.upperBound), isOver: false)
    }
  }

  /// A reported change or share, or a figure that is said to be measured, in a sentence that neither supposes nor forecasts:
  /// measured pressure. An amount of money is no likelihood.
  private func measured(_ evidence: Evidence, _ passage: Span, _ wording: Wording, _ conditions: [Range<Int>])
    -> [Reading]
  {
    guard conditions.isEmpty else { return [] }
    let isMeasuring = wording.words.contains(where: Self.measures.contains)
    let reported = evidence.figures(in: passage).filter { $0.modality == .reported && $0.role != .origin }
    guard let first = isMeasuring ? reported.first : reported.first(where: { $0.role != .level || $0.isPercent })
    else { return [] }
    return [
      Reading(
        kind: isMeasuring ? .realised : .measured, tier: isMeasuring ? .happening : .real, words: first.span,
        isOver: false)
    ]
  }

  private static let measures: WordSet = [
    "measured", "measures", "stood", "stands", "came", "reached", "ran", "running", "only", "just",
  ]

  private func modal(_ wording: Wording, _ conditions: [Range<Int>]) -> [Reading] {
    wording.words.indices.compactMap { index in
      guard LikelihoodLexicon.modalWords.contains(wording.words[index]),
        let tier = LikelihoodLexicon.modals[wording.words[index]],
        !conditions.contains(where: { $0.contains(index) })
      else { return nil }
      // "will not" denies; a "will" that follows from a condition is as likely as the condition.
      let isDenied = index + 1 < wording.words.count && wording.words[index + 1] == "not"
      let read: Likelihood.Tier = tier == .real && (isDenied || !conditions.isEmpty) ? .medium : tier
      return Reading(kind: .modal, tier: read, words: wording.spans[index], isOver: false)
    }
  }

  /// One of the three words before is a negator, and no comma stands between.
  private func isNegated(_ wording: Wording, _ index: Int) -> Bool {
    var place = index - 1
    while place >= 0, place >= index - 3, !wording.isFollowed(place, byAny: [UInt8(ascii: ","), UInt8(ascii: ";")]) {
      if LikelihoodLexicon.negators.contains(wording.words[place]) { return true }
      place -= 1
    }
    return false
  }

  /// "may have affected", "could already".
  private func isModal(_ wording: Wording, _ index: Int) -> Bool {
    wording.words[max(0, index - 2)..<index].contains { HazardLexicon.modals.contains($0) && $0 != "can" || $0 == "to" }
  }

  /// An auxiliary before a participle: "was cut" is told apart from "cut".
  private func isVerbal(_ word: Word) -> Bool {
    Self.auxiliaries.contains(word) || HazardLexicon.modals.contains(word)
  }

  private static let auxiliaries: WordSet = [
    "be", "been", "being", "to", "by", "is", "are", "has", "have", "had", "a", "the", "of", "would", "not",
  ]

  private func isYear(_ word: Word) -> Bool {
    word.count == 4 && (Int(word.text).map { (1900...2100).contains($0) } ?? false)
  }
}

extension Figure {
  fileprivate var isPercent: Bool { quantity.unit == .percent }
}
