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
    let footnotes = Self.footnotes(of: note)
    hearsay = Self.hearsay(in: footnotes, absent)
    lines = NoteReading.lines(of: note)
    all = evidence.enumerated().flatMap { report, evidence in
      evidence.figures.map { Candidate(report: report, figure: $0) }
    }
    cited = Self.citations(in: footnotes, evidence)
    worked = Self.workings(in: footnotes, all, evidence)
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
    return Self.follows(
      writing, from: pool.map(\.figure.quantity).filter(\.isPoint), by: [.percentChange, .pointChange, .ratio, .share])
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

  private typealias Footnote = (number: Int, line: Substring)

  private static func footnotes(of note: [UInt8]) -> [Footnote] {
    String(decoding: note, as: UTF8.self).split(separator: "\n").filter(NoteReading.isFootnote).compactMap { line in
      Int(line.dropFirst(2).prefix { $0.isNumber }).map { ($0, line) }
    }
  }

  /// "26% = 24,014 / 94,036": what follows from figures that stand in the reports as the footnote has them.
  private static func workings(
    in footnotes: [Footnote], _ all: [Candidate], _ evidence: [Evidence]
  ) -> [Int: Set<String>] {
    var byText: [String: [Quantity]] = [:]
    for candidate in all where candidate.figure.quantity.isPoint {
      let text = evidence[candidate.report].report.string(candidate.figure.span).flattened
      if byText[text]?.contains(candidate.figure.quantity) != true {
        byText[text, default: []].append(candidate.figure.quantity)
      }
    }
    var worked: [Int: Set<String>] = [:]
    for (number, line) in footnotes {
      for item in line.split(separator: ";") {
        let sides = item.components(separatedBy: " = ")
        guard sides.count == 2 else { continue }
        // The last working of a footnote ends with its stop.
        let (writing, working) = (sides[0].trimmed, sides[1].trimmed.withoutFinalStop)
        let inputs = Markdown.plain(working).components(separatedBy: CharacterSet(charactersIn: "()/−")).map(\.trimmed)
        let values = Set(inputs).sorted().compactMap { byText[$0] }.flatMap { $0 }
        let formulas: [Derivation.Formula] = [.percentChange, .pointChange, .ratio, .share, .remainder]
        if follows(Markdown.plain(writing), from: values, by: formulas) {
          worked[number, default: []].insert(Markdown.plain(writing))
        }
      }
    }
    return worked
  }

  /// Whether a number is what a formula makes of two of the values, to the places it is written to.
  private static func follows(
    _ writing: String, from values: [Quantity], by formulas: [Derivation.Formula]
  ) -> Bool {
    let digits = writing.filter { $0.isNumber || $0 == "." }
    let places = digits.firstIndex(of: ".").map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0
    for a in values {
      for b in values where a.unit == b.unit && a != b {
        for formula in formulas {
          guard let exact = formula.result(a.value, b.value) else { continue }
          if formula.writings(of: exact.rounded(places)).contains(where: { $0.hasPrefix(writing) }) { return true }
        }
      }
    }
    return false
  }

  private static func hearsay(in footnotes: [Footnote], _ absent: [Provenance.SourceReport]) -> [Quantity] {
    let titles = absent.map { "*\(Markdown.escaped($0.title.flattened))* (earlier report): " }
    return footnotes.flatMap { _, line in
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
  private static func citations(in footnotes: [Footnote], _ evidence: [Evidence]) -> [Int: [Candidate]] {
    var cited: [Int: [Candidate]] = [:]
    let titles = evidence.map { FootnoteWriting(report: $0.report, path: $0.report.source.path).title }
    for (number, line) in footnotes where !line.contains(" more places") {
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

extension String {
  /// "From 2023" as it stands within a sentence.
  fileprivate var lowercasedLead: String {
    ["From ", "Between ", "The "].contains(where: hasPrefix) ? prefix(1).lowercased() + dropFirst() : self
  }

  fileprivate var withoutFinalStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
