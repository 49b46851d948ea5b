import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding
import ViaNegativa

/// Real filings, where they are at hand: the headings of Item 1A are taken from the markup itself, and sought among the hazards.
@Suite("Risk factors of filings") struct FilingTests {
  @Test(
    .enabled(if: evaluation != nil, "needs ../shared/eval"),
    arguments: [("nvda-10k-2025", 20), ("tsla-10q-2025", 1), ("gme-10k-2024", 35)])
  func headingsAreFoundOrMerged(name: String, least: Int) throws {
    let (html, evidence) = try Reading.filing(name)
    let headings = MarkedHeadings(html).riskFactors()
    #expect(headings.count >= least, "the test must find the headings itself")
    let judged = Reading.judged([evidence], asOf: evidence.report.metadata.date?.description ?? "2026-01-01")
    let passages = judged.verdict.hazards.flatMap(\.hazard.passages).map {
      MarkedHeadings.letters(judged.dossier.string($0))
    }
    let missed = headings.filter { heading in
      let letters = MarkedHeadings.letters(heading)
      return !passages.contains { $0.hasPrefix(letters.prefix(60)) || letters.hasPrefix($0) && $0.count > 20 }
    }
    print("\(name): \(headings.count - missed.count) of \(headings.count) headings; missed: \(missed)")
    #expect(Double(headings.count - missed.count) >= 0.9 * Double(headings.count), "missed: \(missed)")
    for hazard in judged.verdict.hazards {
      #expect(hazard.hazard.name.split(separator: " ").count <= HazardName.limit, "\(hazard.hazard.name)")
    }
    // What every filing carries does not lead.
    #expect(judged.verdict.hazards.prefix(5).allSatisfy { $0.hazard.specificity > 0.3 })
    let faults = Recomputation(judged.report).faults()
    #expect(faults.isEmpty, "\(faults.prefix(5))")
  }

  @Test(.enabled(if: evaluation != nil, "needs ../shared/eval"))
  func theBeigeBooksContradictNothingAndAreOfOneVoice() throws {
    let folder = try #require(evaluation).appending(path: "reports")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("beige") }
      .sorted()
    let evidence = try names.map { name in
      FigureExtractor().evidence(
        from: try ReportReader().read(bytes: Array(try Data(contentsOf: folder.appending(path: name))), path: name))
    }
    let newest = try #require(evidence.compactMap(\.report.metadata.date).max())
    let judged = Reading.judged(evidence, asOf: newest.description)
    #expect(judged.thesis.contradictions.isEmpty)
    let kinds = judged.verdict.hazards.compactMap {
      if case .computed(let kind, _) = $0.hazard.origin { kind } else { nil }
    }
    #expect(kinds.contains(.singleSource) == (Set(evidence.indices.map(judged.dossier.publisher(of:))).count == 1))
    let old = zip(judged.thesis.groups, judged.verdict.weights).filter {
      judged.thesis.claims[$0.0.claims[0]].weight.recency < 0.5
    }
    .reduce(0) { $0 + $1.1 }
    #expect(kinds.contains(.staleness) == (old > 0.5 * judged.verdict.support))
    #expect(Recomputation(judged.report).faults().isEmpty)
  }
}

/// The headings that a filing's markup sets in bold or italics, read from the tags alone.
struct MarkedHeadings {
  private struct Block {
    var text = ""
    var plain = 0
    var marked = 0
  }
  private var blocks: [Block] = []

  init(_ html: String) {
    var block = Block()
    var stack: [(tag: String, isMarked: Bool)] = []
    var rest = Substring(html)
    func isMarked(_ tag: String, _ markup: Substring) -> Bool {
      let style = markup.lowercased()
      return ["b", "strong", "i", "em"].contains(tag)
        || style.contains("font-weight:bold") || style.contains("font-weight:700")
        || style.contains("font-style:italic")
    }
    while !rest.isEmpty {
      let open = rest.firstIndex(of: "<") ?? rest.endIndex
      let text = rest[..<open].replacing("&#160;", with: " ").replacing("&nbsp;", with: " ").replacing(
        "&#8217;", with: "’"
      )
      .replacing("&amp;", with: "&").replacing("&#8220;", with: "“").replacing("&#8221;", with: "”")
      let count = text.filter { !$0.isWhitespace }.count
      if stack.contains(where: \.isMarked) { block.marked += count } else { block.plain += count }
      block.text += text
      guard open < rest.endIndex, let close = rest[open...].firstIndex(of: ">") else { break }
      let markup = rest[rest.index(after: open)..<close]
      rest = rest[rest.index(after: close)...]
      let tag = markup.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
      if ["p", "div", "tr", "td", "table", "li", "h1", "h2", "h3", "h4", "br", "hr"].contains(tag),
        block.plain + block.marked > 0
      {
        blocks.append(block)
        block = Block()
      }
      if ["br", "hr", "img", "meta", "link", "input", "col"].contains(tag) || markup.hasSuffix("/") { continue }
      if markup.hasPrefix("/") {
        if let last = stack.lastIndex(where: { $0.tag == tag }) { stack.removeSubrange(last...) }
      } else if !markup.hasPrefix("!") {
        stack.append((tag, isMarked(tag, markup)))
      }
    }
    blocks.append(block)
  }

  /// Sentences set apart inside Item 1A, categories and openings aside.
  func riskFactors() -> [String] {
    let texts = blocks.map { $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    let starts = texts.indices.filter { texts[$0].lowercased().hasPrefix("item 1a") && texts[$0].count < 60 }
    let sections = starts.map { start -> Range<Int> in
      let end = texts[(start + 1)...].firstIndex { text in
        ["item 1b", "item 1c", "item 2"].contains { text.lowercased().hasPrefix($0) }
      }
      return start..<(end ?? start)
    }
    guard let section = sections.max(by: { $0.count < $1.count }) else { return [] }
    return section.compactMap { index in
      let text = texts[index]
      let words = text.split(separator: " ")
      guard blocks[index].plain <= 1, blocks[index].marked > 0, words.count >= 4, words.count <= 75 else { return nil }
      let lowered = text.lowercased()
      let isCategory = lowered.hasPrefix("risk") || lowered.hasPrefix("item") || lowered.hasSuffix("risks")
      let isOpening = lowered.contains("risk factors") || lowered.contains("following risks")
      return isCategory || isOpening ? nil : text
    }
  }

  static func letters(_ text: String) -> String { String(text.lowercased().filter { $0.isLetter || $0.isNumber }) }
}
