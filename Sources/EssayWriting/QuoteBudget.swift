import FigureExtraction
import ReportReading
import ThesisBuilding

/// How many of each report's words a note may still repeat: a tenth of them in all, 25 in one quotation.
struct QuoteBudget {
  static let longest = 25
  static let shortest = 4
  private var left: [Int]
  private var kept: [Int]
  /// What was lent, in order.
  private var lent: [Citation] = []

  init(dossier: Dossier) {
    left = dossier.evidence.map { Self.words(in: $0.report.text) / 10 }
    kept = left.map { _ in 0 }
  }

  /// A word begins where a mark follows a space. No branches, and sums that fit into a byte, so that many are made at once.
  private static func words(in text: [UInt8]) -> Int {
    text.withUnsafeBufferPointer { bytes in
      guard let first = bytes.first else { return 0 }
      func isSpace(_ byte: UInt8) -> UInt8 { byte == 0x20 || byte == 0x0A || byte == 0x09 ? 1 : 0 }
      var words = 1 - Int(isSpace(first))
      for start in stride(from: 1, to: bytes.count, by: 240) {
        var some: UInt8 = 0
        for place in start..<min(start + 240, bytes.count) {
          some &+= isSpace(bytes[place - 1]) & ~isSpace(bytes[place])
        }
        words += Int(some)
      }
      return words
    }
  }

  /// Keeps a third of each report's words back until `giveBack` is called, for what comes later in the note; two thirds
  /// where words carry the whole of it.
  mutating func keepBack(most isMost: Bool = false) {
    kept = left.map { isMost ? $0 * 2 / 3 : $0 / 3 }
    left = zip(left, kept).map { $0 - $1 }
  }

  mutating func giveBack() {
    left = zip(left, kept).map { $0 + $1 }
    kept = kept.map { _ in 0 }
  }

  /// The words that a report may still lend.
  func left(of report: Int) -> Int { left[report] }

  /// Whether a report lends `count` more words; if so they are taken off.
  mutating func take(_ count: Int, from report: Int) -> Bool {
    guard count <= Self.longest, left[report] >= count else { return false }
    left[report] -= count
    return true
  }

  /// Remembers which words were lent. A budget that is put back forgets them with their cost.
  mutating func remember(_ citation: Citation) { lent.append(citation) }

  /// Whether some of these words were lent already.
  func hasLent(_ citation: Citation) -> Bool {
    lent.contains { $0.report == citation.report && $0.span.overlaps(citation.span) }
  }
}

/// Cuts a sentence of a report to what may be quoted: a leading connective and trailing asides dropped, nothing else changed.
struct QuotationCutter {
  let report: Report

  /// The part of a sentence that stands by itself in at most `limit` words, without its final full stop; nil where none does.
  func cut(_ sentence: Span, limit: Int = QuoteBudget.longest, shortest: Int = QuoteBudget.shortest) -> Span? {
    var span = withoutConnective(trimmed(sentence))
    let whole = isStopped(span) ? span : nil
    guard !report.text[span.range].contains(0x0A) else { return nil }
    if words(in: span) > limit {
      guard let shorter = withoutAside(span, limit: limit) else { return nil }
      span = shorter
    }
    guard span.end > span.start, report.text[span.end - 1] != UInt8(ascii: ":") else { return nil }
    guard words(in: span) >= shortest, balanced(span),
      shortest < Self.clause || isStatement(span, isWhole: span == whole)
    else { return nil }
    return span
  }

  private static let clause = QuoteBudget.shortest

  /// Whether words make a statement: a verb, and no mark of a footnote, a form or an address.
  /// A sentence of five words or more that its report ends with a full stop has a verb, known or not.
  private func isStatement(_ span: Span, isWhole: Bool) -> Bool {
    let text = report.string(span)
    guard let first = text.first, first.isAlphabetic || first.isNumber || "“\"$€£¥".contains(first) else {
      return false
    }
    let lower = text.lowercased()
    if Self.formalities.contains(where: lower.holds) { return false }
    if isWhole, first.isUppercase, text.split(separator: " ").count > 4 { return true }
    let words = lower.split(whereSeparator: { !$0.isAlphabetic && $0 != "'" && $0 != "’" })
    return words.contains { word in
      Self.verbs.contains(String(word)) || (word.count > 4 && word.hasSuffix("ed")) || word.hasSuffix("n't")
        || word.hasSuffix("n’t")
    }
  }

  /// Whether a full stop of the report follows.
  private func isStopped(_ span: Span) -> Bool {
    span.end < report.text.count && report.text[span.end] == UInt8(ascii: ".")
  }

  /// What forms say and reports do not.
  private static let formalities = [
    "see the definitions", "large accelerated filer", "exchange act", "securities act", "registrant", "pursuant to",
    "in thousands",
    "in millions", "incorporated by reference", "forward-looking", "see note", "refer to note", "table of contents",
    "this calculation",
    "accompanying notes", "check mark", "www.", "http",
  ]

  private static let verbs: Set<String> = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could", "may", "might", "can",
    "should", "does",
    "do", "did", "rose", "rise", "rises", "fell", "fall", "falls", "grew", "grow", "grows", "grown", "went", "goes",
    "go", "came", "comes",
    "says", "said", "say", "saw", "sees", "see", "led", "leads", "kept", "keeps", "held", "holds", "made", "makes",
    "make", "need", "needs",
    "put", "puts", "cut", "cuts", "hit", "hits", "drew", "took", "takes", "gave", "gives", "sold", "bought", "spent",
    "ran", "run", "runs",
    "costs", "cost", "means", "shows", "show", "stands", "stood", "expects", "expect", "wants", "want", "pays", "paid",
    "remain", "remains",
  ]

  func words(in span: Span) -> Int {
    var words = 0
    var isInWord = false
    var index = span.start
    while index < span.end {
      let length = Self.spaceByteCount(report.text, index, span.end)
      if length == 0, !isInWord { words += 1 }
      isInWord = length == 0
      index += max(1, length)
    }
    return words
  }

  /// Bytes of the white space at `index`, 0 where there is none.
  private static func spaceByteCount(_ text: [UInt8], _ index: Int, _ end: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
    if byte == 0xC2, index + 1 < end { return text[index + 1] == 0xA0 || text[index + 1] == 0x85 ? 2 : 0 }
    guard byte == 0xE2 || byte == 0xE3, index + 2 < end else { return 0 }
    let (second, third) = (text[index + 1], text[index + 2])
    if byte == 0xE3 { return second == 0x80 && third == 0x80 ? 3 : 0 }
    let isSpace =
      second == 0x80 && ((0x80...0x8A).contains(third) || third == 0xA8 || third == 0xA9 || third == 0xAF)
      || second == 0x81 && third == 0x9F
    return isSpace ? 3 : 0
  }

  private func trimmed(_ span: Span) -> Span {
    var (start, end) = (span.start, span.end)
    let text = report.text
    while start < end, text[start] == 0x20 || text[start] == 0x0A { start += 1 }
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x0A { end -= 1 }
    if end > start, text[end - 1] == UInt8(ascii: "."), !endsInAbbreviation(Span(start, end)) { end -= 1 }
    return Span(start, end)
  }

  private func endsInAbbreviation(_ span: Span) -> Bool {
    let bytes = report.text[span.range]
    let last = bytes[((bytes.dropLast().lastIndex(of: 0x20) ?? bytes.startIndex - 1) + 1)...]
    return last.dropLast().contains(UInt8(ascii: ".")) || Self.abbreviations.contains(Array(last))
  }

  private static let abbreviations = ["Inc.", "Corp.", "Co.", "Ltd."].map { Array($0.utf8) }

  private static let connectives = [
    "However, ", "But ", "And ", "Moreover, ", "In addition, ", "Also, ", "As a result, ", "Meanwhile, ", "Similarly, ",
    "For example, ", "For instance, ", "Furthermore, ", "Additionally, ", "Nevertheless, ", "Nonetheless, ", "Still, ",
    "By contrast, ", "In contrast, ", "On balance, ", "Overall, ", "In fact, ", "Indeed, ", "Thus, ", "Therefore, ",
    "Finally, ",
    "Accordingly, ", "Consequently, ", "On the other hand, ",
  ]

  private func withoutConnective(_ span: Span) -> Span {
    let text = report.text[span.range]
    for connective in Self.connectives where text.starts(with: connective.utf8) {
      return Span(span.start + connective.utf8.count, span.end)
    }
    return span
  }

  /// The longest beginning within the limit that ends where an aside begins.
  private func withoutAside(_ span: Span, limit: Int) -> Span? {
    let text = report.text
    var best: Span?
    for at in span.range where text[at] == 0x20 || text[at] == UInt8(ascii: ",") || text[at] == UInt8(ascii: ";") {
      guard Self.asides.contains(where: { text[at..<span.end].starts(with: $0) }), !isInsidePhrase(at, span) else {
        continue
      }
      let candidate = Span(span.start, at)
      let count = words(in: candidate)
      if count > limit { break }
      if count >= 6, balanced(candidate), !isHanging(candidate) { best = candidate }
    }
    return best
  }

  private static let subordinators: Set<String> = [
    "while", "if", "when", "although", "though", "since", "because", "as", "after", "before", "beginning", "despite",
    "given", "in", "on",
    "for", "from", "during", "unless", "whether", "where", "with", "without", "due", "based", "at", "by", "to", "under",
    "until", "once",
  ]

  private static let asides = [
    "; ", ", which ", ", with ", ", while ", ", although ", ", though ", ", as ", ", but ", " (", " — ", " – ",
    ", including ",
    ", primarily ", ", reflecting ", ", driven by ", ", due to ", " primarily due to ", ", largely ", ", partly ",
    ", partially ", ", compared ", ", resulting ", ", offset by ", ", where ", ", whereas ",
  ].map { Array($0.utf8) }

  /// Whether a parenthesis stands in the middle of a phrase: "gains (losses) on digital assets".
  private func isInsidePhrase(_ at: Int, _ span: Span) -> Bool {
    let text = report.text
    guard at + 1 < span.end, text[at + 1] == UInt8(ascii: "("),
      let close = text[at..<span.end].firstIndex(of: UInt8(ascii: ")")), close + 1 < span.end
    else { return false }
    let next = report.string(Span(close + 1, span.end)).split(whereSeparator: \.isWhitespace).first ?? ""
    return ["on", "of", "in", "from", "to", "and", "or", "for"].contains(next)
  }

  /// Whether the words end where something else was about to begin: "…, while others".
  private func isHanging(_ span: Span) -> Bool {
    guard let comma = report.text[span.range].lastIndex(of: UInt8(ascii: ",")) else { return false }
    let tail = report.string(Span(comma + 1, span.end)).split(whereSeparator: \.isWhitespace)
    guard let first = tail.first, tail.count < 4 else { return false }
    return Self.subordinators.contains(first.lowercased()) || ["and", "or", "but"].contains(first)
  }

  private func balanced(_ span: Span) -> Bool {
    var (parentheses, quotes, marks) = (0, 0, 0)
    for index in span.range {
      switch report.text[index] {
      case UInt8(ascii: "("): parentheses += 1
      case UInt8(ascii: ")"): parentheses -= 1
      case UInt8(ascii: "\""): marks += 1
      // “ and ” are E2 80 9C and E2 80 9D.
      case 0xE2 where index + 2 < span.end && report.text[index + 1] == 0x80:
        if report.text[index + 2] == 0x9C { quotes += 1 }
        if report.text[index + 2] == 0x9D { quotes -= 1 }
      default: continue
      }
    }
    return parentheses == 0 && quotes == 0 && marks % 2 == 0
  }
}

extension NoteComposer {
  /// A quotation of a sentence, taken off the budget; nil where it cannot be cut or the budget is spent.
  mutating func quotation(
    of citation: Citation, limit: Int = QuoteBudget.longest, shortest: Int = QuoteBudget.shortest
  ) -> Passage? {
    let cutter = QuotationCutter(report: dossier.evidence[citation.report].report)
    // What the report may still lend may be its first clause.
    guard let span = cutter.cut(citation.span, limit: min(limit, quotes.left(of: citation.report)), shortest: shortest),
      quotes.take(cutter.words(in: span), from: citation.report)
    else { return nil }
    let cut = Citation(report: citation.report, span: span)
    quotes.remember(cut)
    return Passage([.quote(cut, Markdown.escaped(dossier.string(cut).flattened))])
  }

  /// A sentence that quotes a claim and says who said it; marks the claim as said.
  mutating func quoted(_ index: Int, limit: Int = QuoteBudget.longest) -> Passage? {
    let claim = thesis.claims[index]
    guard !saidClaims.contains(index), !quotes.hasLent(claim.citation),
      let quote = quotation(of: claim.citation, limit: limit)
    else { return nil }
    saidClaims.insert(index)
    saidFigures.formUnion(claim.figures)
    let ended = quote.ended
    let names = source(of: claim)
    defer { lastPublisher = names.text }
    if datesApart, let date = date(of: claim.citation.report) {
      defer { lastQuoted = claim.citation.report }
      let slots = ["publisher": publisher(of: claim.citation.report), "quote": ended.capitalized, "date": date]
      let shape =
        lastQuoted == claim.citation.report ? "quoted-again" : lastQuoted == nil ? "quoted-dated" : "quoted-then"
      return sentence([shape], slots, seed: quote.text)
    }
    if lastPublisher == names.text, dossier.evidence.count == 1 || lastPhrasing != nil {
      return sentence(["quoted-again"], ["quote": ended.capitalized], seed: quote.text)
    }
    // A quotation that names its source itself is credited to the report that carries it.
    let credited = quote.text.contains(names.text) ? publisher(of: claim.citation.report) : names
    return sentence(["quoted"], ["publisher": credited, "quote": ended.capitalized], seed: quote.text)
  }

  /// Who a claim is credited to: the source it names, else its report's publisher.
  func source(of claim: Claim) -> Passage {
    for reference in claim.figures {
      if let span = dossier.attribution(reference) {
        let citation = Citation(report: reference.report, span: span)
        return Passage([.name(citation, Markdown.escaped(dossier.string(citation).flattened))])
      }
    }
    return publisher(of: claim.citation.report)
  }
}
