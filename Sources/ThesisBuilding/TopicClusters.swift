import ReportReading

/// Lines of argument in text without headings: the pairs of words that the most claims share.
struct TopicClusters {
  struct Topic {
    let name: Citation
    let claims: [Int]
  }

  let dossier: Dossier
  let drafts: [ClaimDraft]
  private let most = 8

  /// The stems of two words that follow one another.
  private struct Pair: Hashable, Comparable {
    let first: Word
    let second: Word

    static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }
  }

  init(dossier: Dossier, drafts: [ClaimDraft]) {
    self.dossier = dossier
    self.drafts = drafts
  }

  /// Greedy: the pair that covers most of what is left, until fewer than two claims share one.
  func topics(among loose: [Int]) -> [Topic] {
    var claimsOf: [Pair: [Int]] = [:]
    var nameOf: [Pair: Citation] = [:]
    let stemmer = Stemmer()
    for index in loose where !drafts[index].isRow {
      let citation = drafts[index].claim.citation
      let report = dossier.evidence[citation.report].report
      let (words, spans) = dossier.words[citation.report].placed(in: citation.span)
      var seen: Set<Pair> = []
      for (place, pair) in zip(words.indices, zip(words, words.dropFirst())) {
        guard isContent(pair.0), isContent(pair.1), !Words.isUpper(report.text[spans[place + 1].start]),
          report.text[spans[place].end..<spans[place + 1].start].elementsEqual([0x20])
        else { continue }
        let key = Pair(first: stemmer.stem(pair.0), second: stemmer.stem(pair.1))
        if seen.insert(key).inserted { claimsOf[key, default: []].append(index) }
        nameOf[key] =
          nameOf[key] ?? Citation(report: citation.report, span: Span(spans[place].start, spans[place + 1].end))
      }
    }
    var topics: [Topic] = []
    var covered: Set<Int> = []
    let keys = claimsOf.filter { $0.value.count > 1 }.sorted {
      $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key
    }
    for (key, claims) in keys {
      let left = claims.filter { !covered.contains($0) }
      guard left.count > 1, topics.count < most, let name = nameOf[key] else { continue }
      topics.append(Topic(name: name, claims: left))
      covered.formUnion(left)
    }
    return topics
  }

  private func isContent(_ word: Word) -> Bool {
    word.count > 2 && !StopWords.all.contains(word) && !ClaimLexicon.movement.contains(word)
      && !word.hasByte(where: Words.isDigit) && !word.hasSuffix("ly") && !word.hasSuffix("ed")
  }
}
