import FigureExtraction
import Foundation
import ReportReading
import Synchronization
import ThesisBuilding

/// Numbers the citations of a note in the order in which they are printed.
struct Footnotes {
  let dossier: Dossier
  /// The texts, in order; the first is footnote 1.
  private(set) var texts: [String] = []
  private let writers: [FootnoteWriting]
  /// Places of one report that a footnote shows; more are counted.
  private static let mostPlaces = 8

  /// `sources` are the dossier's reports.
  init(dossier: Dossier, _ sources: [NoteSource]) {
    self.dossier = dossier
    writers = sources.map(\.footnotes)
  }

  /// The mark for a passage, `[^3]`; empty for one that rests on nothing. Equal citations share a footnote.
  mutating func mark(for parts: [Passage.Part]) -> String {
    guard let text = text(for: parts) else { return "" }
    if let known = texts.firstIndex(of: text) { return "[^\(known + 1)]" }
    texts.append(text)
    return "[^\(texts.count)]"
  }

  private func text(for parts: [Passage.Part]) -> String? {
    var byReport: [(report: Int, places: [(span: Span, words: String)])] = []
    func add(_ citation: Citation, _ words: String) {
      let index = byReport.firstIndex { $0.report == citation.report } ?? byReport.count
      if index == byReport.count { byReport.append((citation.report, [])) }
      if !byReport[index].places.contains(where: { $0.span == citation.span }) {
        byReport[index].places.append((citation.span, words))
      }
    }
    var workings: [String] = []
    var remembered: [String] = []
    for part in parts {
      switch part {
      case .figure(let reference, _): add(dossier.citation(of: reference), dossier.text(of: reference))
      case .quote(let citation, let words): add(citation, words)
      case .name(let citation, let words) where words.split(separator: " ").count > 3: add(citation, words)
      case .derived(let derivation):
        for input in derivation.inputs { add(dossier.citation(of: input), dossier.text(of: input)) }
        let inputs = derivation.inputs.map(dossier.text)
        workings.append(FootnoteWriting.working(derivation.writing, derivation.formula, inputs[0], inputs[1]))
      case .remembered(let figure, .value, _):
        let item = FootnoteWriting.remembered(figure)
        if !remembered.contains(item) { remembered.append(item) }
      default: continue
      }
    }
    guard !byReport.isEmpty || !remembered.isEmpty else { return nil }
    let sources = byReport.map { report, places -> String in
      let writer = writers[report]
      var label: String?
      var shown: [String] = []
      for (span, words) in places.prefix(Self.mostPlaces) {
        let item = writer.item(span, words)
        shown.append(item.label == label ? item.words : item.labelled)
        label = item.label
      }
      if places.count > Self.mostPlaces { shown.append("and \(places.count - Self.mostPlaces) more places") }
      return "\(writer.title): \(shown.joined(separator: ", "))"
    }
    return (sources + remembered + workings).joined(separator: "; ") + "."
  }
}

/// How a footnote writes the places of one report.
final class FootnoteWriting: Sendable {
  let report: Report
  /// The path as the note gives it.
  let path: String
  /// As a link gives it; nil for standard input.
  private let encodedPath: String?
  /// Lines mean nothing in a file that is one long line.
  private let hasLines: Bool
  /// It is a part of a file.
  private let isMember: Bool
  private let places: WordPlaces
  private let items = Mutex<[Place: Item]>([:])
  private static let mostWords = 8

  private struct Place: Hashable {
    let span: Span
    let words: String
  }

  /// One place: a link to the very words where the format has such links.
  struct Item: Sendable {
    /// Where it stands.
    let label: String
    /// The label and the words.
    let labelled: String
    /// The words alone, for a place with the label of the one before.
    let words: String
  }

  init(report: Report, path: String) {
    self.report = report
    self.path = path
    encodedPath = path == "-" ? nil : path.addingPercentEncoding(withAllowedCharacters: Self.pathCharacters)
    isMember = ReportReader.member(of: path) != nil
    places = WordPlaces(report.text)
    hasLines = report.source.format == .pdf || Self.distinctLines(of: report) * 20 >= report.blocks.count
  }

  private static func distinctLines(of report: Report) -> Int {
    var (distinct, last) = (0, Int.min)
    for block in report.blocks where block.line != last {
      // A block seldom stands above the one before.
      if block.line < last { return Set(report.blocks.map(\.line)).count }
      distinct += 1
      last = block.line
    }
    return distinct
  }

  /// Reads ahead what links to words are found with, where the report has such links.
  func prepare() {
    switch report.source.format {
    case .html, .xhtml, .inlineXBRL: if path != "-" { places.prepare() }
    default: break
    }
  }

  /// The report as a footnote names it: its publisher and its title.
  var title: String {
    let title = "*\(Markdown.escaped(report.metadata.title.flattened))*"
    return report.metadata.publisher.map { "\(Markdown.escaped($0.flattened)), \(title)" } ?? title
  }

  /// A figure of an earlier report: `Northwind, *Copper in 2025* (earlier report): line 12 “25 Mt”`.
  static func remembered(_ figure: RememberedFigure) -> String {
    let title = "*\(Markdown.escaped(figure.title.flattened))* (earlier report)"
    let publisher = Markdown.escaped(figure.publisher.flattened)
    let whole = publisher.isEmpty || figure.publisher == figure.title ? title : "\(publisher), \(title)"
    return "\(whole): \(figure.line > 0 ? "line \(figure.line) " : "")“\(Markdown.escaped(figure.text.flattened))”"
  }

  /// The arithmetic of a derived number: `114% = (130,497 − 60,922) / 60,922`.
  static func working(_ writing: String, _ formula: Derivation.Formula, _ a: String, _ b: String) -> String {
    "\(writing) = \(formula.working(Markdown.escaped(a.flattened), Markdown.escaped(b.flattened)))"
  }

  /// Where a span stands, as a person would look for it: its line, its page, or the heading above it.
  func label(_ span: Span) -> String {
    let line = report.line(of: span)
    if hasLines, line > 0 { return "\(report.source.format == .pdf ? "page" : "line") \(line)" }
    guard let block = report.blockIndex(at: span.start),
      let heading = report.blocks[...block].last(where: { if case .heading = $0.kind { true } else { false } })
    else { return "" }
    let shown = report.string(heading.span).flattened.firstWords(Self.mostWords)
    return "under " + Markdown.escaped("\(shown.words)\(shown.areAll ? "" : "…")")
  }

  /// Remembered: what a footnote shows, its proof asks again.
  func item(_ span: Span, _ words: String) -> Item {
    let place = Place(span: span, words: words)
    if let known = items.withLock({ $0[place] }) { return known }
    let item = written(span, words)
    items.withLock { $0[place] = item }
    return item
  }

  private func written(_ span: Span, _ words: String) -> Item {
    let flat = words.flattened
    let short = flat.firstWords(Self.mostWords)
    let quoted = "“\(Markdown.escaped(String(short.words)))\(short.areAll ? "" : "…")”"
    let label = label(span)
    let link = linked(span)
    let alone = link.map { "[\(quoted)](\($0))" } ?? quoted
    if label.isEmpty { return Item(label: label, labelled: alone, words: alone) }
    return Item(
      label: label, labelled: link.map { "[\(label)](\($0)) \(quoted)" } ?? "\(label) \(quoted)", words: alone)
  }

  private func linked(_ span: Span) -> String? {
    guard let encoded = encodedPath else { return nil }
    if isMember { return webLink(span) }
    switch report.source.format {
    case .html, .xhtml, .inlineXBRL:
      return TextFragment(report: report, span: span, places: places).directive.map { "\(encoded)#:~:\($0)" }
    case .pdf:
      let page = report.line(of: span)
      return page > 0 ? "\(encoded)#page=\(page)" : nil
    default: return nil
    }
  }

  /// An item of a feed is cited where it stands on the web; nothing else inside a file has a link.
  private func webLink(_ span: Span) -> String? {
    guard let link = report.metadata.link, link.utf8.count <= 2000,
      link.hasPrefix("https://") || link.hasPrefix("http://"),
      let encoded = link.addingPercentEncoding(withAllowedCharacters: Self.webCharacters)
    else { return nil }
    guard !encoded.contains("#"), let directive = TextFragment(report: report, span: span, places: places).directive
    else {
      return encoded
    }
    return "\(encoded)#:~:\(directive)"
  }

  /// Those of a link that is encoded already, but for the ones that would end it in Markdown.
  private static let webCharacters = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'*+,;=%")
  private static let pathCharacters = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "()"))
}
