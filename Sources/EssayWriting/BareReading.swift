import EssayTemplates
import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding
import ViaNegativa

/// The proof of a note without a sidecar: what its lines say is read again, and held against the figures that its footnotes
/// cite, or where it has none against every figure of its reports.
struct BareReading {
  let evidence: [Evidence]
  private let absent: [Provenance.SourceReport]
  /// Figures that footnotes quote from earlier reports that were not found.
  private let hearsay: [Quantity]
  private let lines: [String]
  private let cited: [Int: [Candidate]]
  /// Numbers whose working a footnote gives, where it holds over figures of the reports.
  private let worked: [Int: Set<String>]
  private let all: [Candidate]
  private var meaning = MetricMeaning()
  private let names: NameCheck

  /// A figure that a line may state.
  struct Candidate {
    let report: Int
    let figure: Figure
  }

  /// - Parameter absent: Earlier reports that were not found: of these the footnotes' own words have to do.
  init(note: [UInt8], evidence: [Evidence], absent: [Provenance.SourceReport] = []) {
    self.evidence = evidence
    self.absent = absent
    hearsay = Self.hearsay(in: note, absent)
    lines = NoteReading.lines(of: note)
    all = evidence.enumerated().flatMap { report, evidence in
      evidence.figures.map { Candidate(report: report, figure: $0) }
    }
    cited = Self.citations(in: note, evidence)
    worked = Self.workings(in: note, all, evidence)
    names = NameCheck(evidence: evidence, absent: absent)
  }

  mutating func faults(_ checked: inout Int) -> [ReadBack.Fault] {
    var faults: [ReadBack.Fault] = []
    var head: [String] = []
    var marks: [Int] = []
    var earlier: [String] = []
    for line in lines {
      let plain = Markdown.plain(NoteReading.withoutMark(line))
      let own = Self.marks(in: line)
      if !line.hasPrefix("|") { head = [] }
      if !own.isEmpty { marks = own }
      let pool = (own.isEmpty && !line.hasPrefix("|") ? [] : marks).flatMap { cited[$0] ?? [] }
      if line.hasPrefix("|") {
        let cells = NoteReading.cells(of: line).map(Markdown.plain)
        if head.isEmpty {
          head = cells
        } else {
          for (column, cell) in cells.enumerated().dropFirst(2) where column < head.count {
            let row = "\(cells[1]) \(head[column])"
            if marks.contains(where: { worked[$0]?.contains(cell) == true }) {
              checked += 1
              continue
            }
            if let reason = self.reason(cell, among: all, beside: [row], heading: head[column], &checked) {
              faults.append(.init(passage: plain, reason: reason))
            }
          }
          if let reason = self.reason(
            cells.count > 1 ? cells[1] : "", among: all, beside: earlier, heading: "", &checked)
          {
            faults.append(.init(passage: plain, reason: reason))
          }
        }
      } else {
        let beside = [plain] + earlier.suffix(2)
        if let reason = self.reason(plain, among: pool.isEmpty ? all : pool, beside: beside, heading: "", &checked) {
          faults.append(.init(passage: plain, reason: reason))
        }
      }
      if let reason = names.reason(plain, citing: Set(pool.map(\.report))) {
        faults.append(.init(passage: plain, reason: reason))
      }
      earlier.append(plain)
    }
    return faults
  }

  /// Why a line does not follow from the figures it may state.
  private mutating func reason(
    _ line: String, among pool: [Candidate], beside context: [String], heading: String, _ checked: inout Int
  ) -> String? {
    let said = NameCheck.withoutQuotes(line)
    let read = NoteQuantities(said)
    let (bytes, periods) = (read.bytes, read.periods)
    var stated: [[Candidate]] = []
    var isEveryOneKnown = true
    for found in read.quantities {
      let writing = read.writing(found.span)
      guard writing.contains(where: \.isNumber) else { continue }
      checked += 1
      if isYear(writing) || names.isVerbatim(found.span, of: bytes) || isDerived(writing, from: pool) {
        isEveryOneKnown = false
        continue
      }
      if hearsay.contains(where: { Self.isSame($0, found.quantity) }) {
        isEveryOneKnown = false
        continue
      }
      let equal =
        pool.filter { Self.states($0.figure.quantity, found.quantity) } + Self.ends(of: found.quantity, in: pool)
      if equal.isEmpty {
        return "“\(writing)” is in none of \(pool.count == all.count ? "its reports" : "the places it cites")"
      }
      let fitting = equal.filter { isNamed($0, in: context) || pool.count < all.count && Self.isListed($0) }
      guard !fitting.isEmpty else {
        let other = equal[0]
        let name = evidence[other.report].metricName(of: other.figure)?.flattened ?? "something else"
        return "“\(writing)” is \(name) in the report"
      }
      stated.append(fitting)
    }
    if !heading.isEmpty { return periodReason(bytes, periods, stated, [], heading, true) }
    let isPaired = isEveryOneKnown && periods.count == stated.count
    return periodReason(
      bytes, periods, isPaired ? stated : periods.map { _ in stated.flatMap { $0 } },
      pool.count < all.count ? pool : [], heading, isPaired || !stated.isEmpty, !isEveryOneKnown)
  }

  /// Each period is that of the figure in its place where there are as many, else of one of them.
  private func periodReason(
    _ bytes: [UInt8], _ periods: [ScannedPeriod], _ stated: [[Candidate]], _ cited: [Candidate], _ heading: String,
    _ isStated: Bool, _ hasWorking: Bool = false
  ) -> String? {
    if !heading.isEmpty {
      let labels = stated.flatMap { $0 }.map { $0.figure.period?.label }
      guard !NoteQuantities(heading).periods.isEmpty, !labels.isEmpty else { return nil }
      return labels.contains(heading) ? nil : "no figure like this one is of \(heading)"
    }
    guard isStated else { return nil }
    for (index, period) in periods.enumerated() {
      var writing = String(decoding: bytes[period.span.range], as: UTF8.self)
      // "the Jun 2025 quarter" is the label of a filer's own.
      let isQuarter = bytes[period.span.end...].starts(with: " quarter".utf8)
      if isQuarter { writing += " quarter" }
      let peers = stated[index]
      let isPeers = peers.contains {
        $0.figure.period?.label.hasSuffix(writing) == true
          || $0.figure.period?.covers(sameDaysAs: period.period) == true
      }
      let labels = Set((cited + stated.flatMap { $0 }).compactMap(\.figure.period?.label))
      // "between 2023 and 2024", "FY2023 to FY2025": both ends are periods of figures.
      let ends = writing.lowercasedLead.replacing("from ", with: "").replacing("between ", with: "").replacing(
        "the ", with: ""
      ).replacing(" and ", with: " to ").split(separator: " to ")
      // The first of two such ends may be read alone, with the word that opens them.
      let isOpened = ["between ", "from "].contains(where: writing.lowercased().hasPrefix)
      let isStretch =
        (ends.count == 2 || ends.count == 1 && isOpened)
        && ends.allSatisfy { end in labels.contains { $0.hasSuffix(end) } }
      let isInput = cited.contains { $0.figure.period?.label.hasSuffix(writing) == true }
      if isReportDate(writing) { continue }
      if isPeers || isStretch || (isInput && hasWorking) || names.isVerbatim(period.span, of: bytes) { continue }
      return "“\(writing)” is not the period of a figure beside it"
    }
    return nil
  }

  /// The figures that stand at the ends of a stretch, "from 5% to 6%"; none where either end is no figure.
  private static func ends(of quantity: Quantity, in pool: [Candidate]) -> [Candidate] {
    guard quantity.isRange else { return [] }
    func at(_ end: Decimal?) -> [Candidate] {
      pool.filter {
        $0.figure.quantity.isPoint && $0.figure.quantity.low == end && $0.figure.quantity.unit == quantity.unit
      }
    }
    let (low, high) = (at(quantity.low), at(quantity.high))
    return low.isEmpty || high.isEmpty ? [] : low + high
  }

  /// A year that a figure of the reports is of.
  private func isYear(_ writing: String) -> Bool {
    writing.count == 4 && (writing.hasPrefix("19") || writing.hasPrefix("20"))
      && all.contains { $0.figure.period?.label.hasSuffix(writing) == true }
  }

  /// "June 2025": the month in which a report was published.
  private func isReportDate(_ writing: String) -> Bool {
    (evidence.map(\.report.metadata.date) + absent.map(\.date)).contains { $0?.monthAndYear == writing }
  }

  /// Counts and stretches of time may be listed without what they measure.
  private static func isListed(_ candidate: Candidate) -> Bool {
    switch candidate.figure.quantity.unit {
    case .count, .duration: true
    default: false
    }
  }

  /// The same, but for a unit and scale that a quoted cell leaves to its table.
  private static func isSame(_ quoted: Quantity, _ said: Quantity) -> Bool {
    if quoted.low == said.low, quoted.high == said.high, quoted.unit == said.unit { return true }
    guard quoted.unit == .count, quoted.isPoint, said.isPoint, let a = quoted.low, let b = said.low else {
      return false
    }
    return [1, 1_000, 1_000_000, 1_000_000_000].contains { a * $0 == b }
  }

  private static func states(_ a: Quantity, _ b: Quantity) -> Bool {
    a.low == b.low && a.high == b.high && a.unit == b.unit && a.isAbout == b.isAbout
  }

  /// Whether a number is worked out from two figures of the pool.
  private func isDerived(_ writing: String, from pool: [Candidate]) -> Bool {
    guard pool.count <= 40 else { return false }
    let digits = writing.filter { $0.isNumber || $0 == "." }
    let places = digits.firstIndex(of: ".").map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0
    for a in pool.map(\.figure.quantity) where a.isPoint {
      for b in pool.map(\.figure.quantity) where b.isPoint && a.unit == b.unit && a != b {
        for formula in [Derivation.Formula.percentChange, .pointChange, .ratio, .share] {
          guard let exact = formula.result(a.value, b.value) else { continue }
          if formula.writings(of: exact.rounded(places)).contains(where: { $0.hasPrefix(writing) }) { return true }
        }
      }
    }
    return false
  }

  /// Whether the words around name what the figure measures.
  private mutating func isNamed(_ candidate: Candidate, in context: [String]) -> Bool {
    guard let span = candidate.figure.metric.first ?? candidate.figure.noun else { return true }
    var label = evidence[candidate.report].report.string(span)
    label = label.withoutParentheses
    let wanted = Set(meaning.meanings(of: label))
    if wanted.isEmpty { return true }
    func isSaid(_ words: String) -> Bool {
      wanted.intersection(meaning.meanings(of: words)).count * 2 > wanted.count
    }
    return context.contains(where: isSaid) || isSaid(context.joined(separator: " "))
  }

  // MARK: Footnotes

  /// "26% = 24,014 / 94,036": what follows from figures that stand in the reports as the footnote has them.
  private static func workings(
    in note: [UInt8], _ all: [Candidate], _ evidence: [Evidence]
  ) -> [Int: Set<String>] {
    var byText: [String: [Quantity]] = [:]
    for candidate in all where candidate.figure.quantity.isPoint {
      let text = evidence[candidate.report].report.string(candidate.figure.span).flattened
      if byText[text]?.contains(candidate.figure.quantity) != true {
        byText[text, default: []].append(candidate.figure.quantity)
      }
    }
    var worked: [Int: Set<String>] = [:]
    for line in String(decoding: note, as: UTF8.self).split(separator: "\n") where NoteReading.isFootnote(line) {
      guard let number = Int(line.dropFirst(2).prefix { $0.isNumber }) else { continue }
      for item in line.split(separator: ";") {
        let sides = item.components(separatedBy: " = ")
        guard sides.count == 2 else { continue }
        // The last working of a footnote ends with its stop.
        let (writing, working) = (sides[0].trimmed, sides[1].trimmed.withoutFinalStop)
        let inputs = Markdown.plain(working).components(separatedBy: CharacterSet(charactersIn: "()/−")).map(\.trimmed)
        let values = Set(inputs).sorted().compactMap { byText[$0] }.flatMap { $0 }
        if follows(Markdown.plain(writing), from: values) {
          worked[number, default: []].insert(Markdown.plain(writing))
        }
      }
    }
    return worked
  }

  private static func follows(_ writing: String, from values: [Quantity]) -> Bool {
    let digits = writing.filter { $0.isNumber || $0 == "." }
    let places = digits.firstIndex(of: ".").map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0
    for a in values {
      for b in values where a.unit == b.unit && a != b {
        for formula in [Derivation.Formula.percentChange, .pointChange, .ratio, .share, .remainder] {
          guard let exact = formula.result(a.value, b.value) else { continue }
          if formula.writings(of: exact.rounded(places)).contains(where: { $0.hasPrefix(writing) }) { return true }
        }
      }
    }
    return false
  }

  private static func hearsay(in note: [UInt8], _ absent: [Provenance.SourceReport]) -> [Quantity] {
    let titles = absent.map { "*\(Markdown.escaped($0.title.flattened))* (earlier report): " }
    return String(decoding: note, as: UTF8.self).split(separator: "\n").filter(NoteReading.isFootnote).flatMap { line in
      titles.flatMap { title in
        line.ranges(of: title).flatMap { range in
          line[range.upperBound...].prefix { $0 != ";" }.matches(of: /“([^”]*)”/).flatMap { match in
            NoteQuantities(Markdown.plain(String(match.1))).quantities.map(\.quantity)
          }
        }
      }
    }
  }

  private static func marks(in line: String) -> [Int] {
    line.matches(of: /\[\^([0-9]+)\]/).compactMap { Int($0.1) }
  }

  /// The figures that each footnote cites, found by the words it quotes.
  private static func citations(in note: [UInt8], _ evidence: [Evidence]) -> [Int: [Candidate]] {
    var cited: [Int: [Candidate]] = [:]
    let titles = evidence.map { FootnoteWriting(report: $0.report, path: $0.report.source.path).title }
    for line in String(decoding: note, as: UTF8.self).split(separator: "\n") where NoteReading.isFootnote(line) {
      guard let number = Int(line.dropFirst(2).prefix { $0.isNumber }), !line.contains(" more places") else { continue }
      let words = Set(line.matches(of: /“([^”]*)”/).map { Markdown.plain(String($0.1)) })
      for (report, evidence) in evidence.enumerated()
      where line.contains(titles[report]) {
        for figure in evidence.figures where words.contains(evidence.report.string(figure.span).flattened) {
          cited[number, default: []].append(Candidate(report: report, figure: figure))
        }
      }
      cited[number, default: []] += []
    }
    return cited
  }
}

/// Names and quoted words of a note's lines, where there is no sidecar to say whose they are.
struct NameCheck {
  let evidence: [Evidence]
  private let texts: [String]
  private let words: Set<String>

  init(evidence: [Evidence], absent: [Provenance.SourceReport] = []) {
    self.evidence = evidence
    texts = evidence.map {
      Markdown.plain(Markdown.escaped(String(decoding: $0.report.text, as: UTF8.self))).lowercased()
    }
    // Period labels are the program's own.
    var words: Set<String> = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fy",
    ]
    var own = EssayTemplates.all.sorted { $0.key < $1.key }.map(\.value)
    own += [EssayTemplates.phrasings] + Likelihood.Tier.allCases.map(\.phrase) + HazardName.ownWords
    for metadata in evidence.map(\.report.metadata) {
      own += [metadata.title, metadata.publisher ?? "", metadata.date?.monthAndYear ?? ""]
    }
    for report in absent { own += [report.title, report.publisher ?? "", report.date?.monthAndYear ?? ""] }
    for text in texts + own.map({ $0.lowercased() }) {
      for word in text.split(whereSeparator: { !$0.isLetter }) { words.insert(String(word)) }
    }
    self.words = words
  }

  /// Why a line's names or quotations are nobody's, or another's.
  func reason(_ line: String, citing: Set<Int>) -> String? {
    var sources: Set<Int> = []
    var hasQuote = false
    for match in line.matches(of: /“([^”]*)”/) {
      let quote = match.1.lowercased().trimmed.drop { ".…".contains($0) }
      let words = quote.hasSuffix(".") ? quote.dropLast() : quote
      let holding = texts.indices.filter { texts[$0].contains(words) }
      if holding.isEmpty { return "“\(match.1)” is in none of its reports" }
      sources.formUnion(holding)
      hasQuote = true
    }
    let said = Self.withoutQuotes(line)
    let named = evidence.indices.filter { index in
      guard let name = evidence[index].report.metadata.publisher else { return false }
      return [name, name.withoutLegalForm].contains { said.lowercased().containsWhole($0.lowercased()) }
    }
    let owners = hasQuote ? sources : citing
    if !owners.isEmpty, named.count == 1, evidence.count > 1, !owners.contains(named[0]) {
      return "this is not from \(evidence[named[0]].report.metadata.publisher ?? "")"
    }
    let tokens = said.split(whereSeparator: \.isWhitespace)
    for (index, token) in tokens.enumerated() where index > 0 {
      let previous = tokens[index - 1]
      let word = token.split { !$0.isLetter }.first.map(String.init) ?? ""
      guard word.count > 1, word.first?.isUppercase == true, !previous.hasSuffix("."), !previous.hasSuffix(":"),
        !previous.hasSuffix("?"), !previous.hasSuffix("—"), !words.contains(word.lowercased())
      else { continue }
      return "“\(word)” is a name that is in no report"
    }
    if hasQuote, let first = tokens.first, said.contains("\u{1}"),
      let word = first.split(whereSeparator: { !$0.isLetter }).first, !words.contains(word.lowercased())
    {
      return "“\(word)” is a name that is in no report"
    }
    return nil
  }

  /// Whether a stretch of a line stands in a report with the same words before and after it.
  func isVerbatim(_ span: Span, of line: [UInt8]) -> Bool {
    var (start, end) = (span.start, span.end)
    var spaces = 0
    while start > 0, spaces < 3 {
      start -= 1
      if line[start] == 0x20 { spaces += 1 }
    }
    spaces = 0
    while end < line.count, spaces < 3 {
      if line[end] == 0x20 { spaces += 1 }
      end += 1
    }
    return [start..<span.end, span.start..<end].contains { range in
      let words = String(decoding: line[range], as: UTF8.self).lowercased().trimmed
      return words.split(separator: " ").count > 2 && range.count > span.count + 3
        && texts.contains { $0.containsWhole(words) }
    }
  }

  /// The line with a mark for each quotation.
  static func withoutQuotes(_ line: String) -> String { line.replacing(/“[^”]*”/, with: "\u{1}") }
}

extension String {
  /// "From 2023" as it stands within a sentence.
  fileprivate var lowercasedLead: String {
    ["From ", "Between ", "The "].contains(where: hasPrefix) ? prefix(1).lowercased() + dropFirst() : self
  }

  fileprivate var withoutFinalStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
