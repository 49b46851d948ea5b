import FigureExtraction
import ReportReading

/// What a note prints that is no passage: the template's words, the front matter and the footnotes.
struct NoteFrame {
  let provenance: Provenance
  /// The reports of `provenance.reports`; nil for one that could not be read again.
  let sources: [NoteSource?]
  private var evidence: [Evidence?] { sources.map { $0?.evidence } }

  func faults() -> [ReadBack.Fault] {
    guard let text = provenance.text else { return [] }
    var faults = wordFaults() + footnoteFaults(text)
    if let front = FrontMatter(of: text) {
      faults += front.faults(against: evidence)
      if front.reports != provenance.reports {
        faults.append(
          .init(passage: front.title ?? "", reason: "the front matter names other reports than the sidecar"))
      }
      if front.earlier != provenance.earlierReports {
        faults.append(
          .init(passage: front.title ?? "", reason: "the front matter names other earlier reports than the sidecar"))
      }
      let titles = provenance.passages.map { Markdown.plain($0.text).flattened }
      if let title = front.title, !titles.contains(title.flattened) {
        faults.append(.init(passage: title, reason: "the note has another title"))
      }
      if front.date != provenance.asOf {
        faults.append(.init(passage: front.title ?? "", reason: "the front matter has another date than the sidecar"))
      }
    }
    return faults
  }

  /// Numbers in the template's own words, whether in digits or spelled out with a unit.
  private func wordFaults() -> [ReadBack.Fault] {
    let own = provenance.frames.joined(separator: "\u{1}")
    return NoteReading.lines(of: Array(own.utf8)).flatMap { line -> [ReadBack.Fault] in
      let plain = Markdown.plain(NoteReading.withoutMark(line))
      if plain.contains(where: \.isNumber) {
        return [.init(passage: plain, reason: "holds a number that is in no report")]
      }
      return NoteReading.spelledFigure(in: plain).map {
        [.init(passage: plain, reason: "“\($0)” is a number that is in no report")]
      } ?? []
    }
  }

  /// Footnotes that cite what no passage rests on.
  private func footnoteFaults(_ text: String) -> [ReadBack.Fault] {
    let notes = text.lines.filter(NoteReading.isFootnote)
    guard !notes.isEmpty, sources.allSatisfy({ $0 != nil }) else { return [] }
    let known = citable().map { Array($0.utf8) }.filter { !$0.isEmpty }.sorted { a, b in
      a.count != b.count ? a.count > b.count : a.lexicographicallyPrecedes(b)
    }
    return notes.compactMap { note in
      var bytes = Array(note.drop { $0 != ":" }.dropFirst().utf8)
      for item in known {
        var start = 0
        while let found = ByteSearch.first(item, in: bytes, start..<bytes.count) {
          bytes.removeSubrange(found..<(found + item.count))
          start = found
        }
      }
      let rest = String(decoding: bytes, as: UTF8.self)
      for part in rest.split(whereSeparator: { ",;:".contains($0) }) {
        let left = part.trimmed.drop { $0 == "." }
        if left.isEmpty { continue }
        let words = left.split(separator: " ")
        if words.count == 4, words[0] == "and", words[1].allSatisfy(\.isNumber), words[2] == "more" { continue }
        return .init(passage: String(note), reason: "“\(left)” is nothing that the note rests on")
      }
      return nil
    }
  }

  private struct Written: Hashable {
    let report: Int
    let span: Span
    let words: String
  }

  /// Everything that a footnote of this note may say; some of it twice.
  private func citable() -> [String] {
    let writers = zip(provenance.reports, sources).map { $1?.footnotes }
    var known = writers.compactMap { $0?.title }
    var written: Set<Written> = []
    for part in (provenance.passages + provenance.unprinted).flatMap(\.parts) {
      if let remembered = part.remembered { known.append(FootnoteWriting.remembered(remembered)) }
      guard let sources = part.sources, part.kind != .publisher, part.kind != .period else { continue }
      for place in sources {
        guard writers.indices.contains(place.report), let writer = writers[place.report] else { continue }
        let words = part.kind == .derived || part.kind == .figure ? place.text : part.text
        let span = Span(place.start, place.end)
        guard place.start >= 0, place.end <= writer.report.text.count,
          written.insert(Written(report: place.report, span: span, words: words)).inserted
        else { continue }
        let item = writer.item(span, words)
        known += [item.labelled, item.words]
      }
      if part.kind == .derived, let formula = part.formula, sources.count == 2 {
        known.append(FootnoteWriting.working(part.text, formula, sources[0].text, sources[1].text))
      }
    }
    return known
  }
}
