import FigureExtraction
import ReportReading

/// A note's passages by the lines they are printed on, and its tables by cell.
struct NoteLayout: Sendable {
  /// The parts that a reader sees on one line, joined by the frame's text as words.
  struct Line: Sendable {
    var parts: [Provenance.TracedPart] = []
    var text: String { parts.map(\.text).joined() }
    var isRow: Bool { text.hasPrefix("|") }

    /// The same line with words that follow one another as one part.
    var withWordsJoined: Line {
      var joined = Line()
      for part in parts {
        if part.kind == .words, let last = joined.parts.last, last.kind == .words {
          joined.parts[joined.parts.count - 1].text += part.text
        } else {
          joined.parts.append(part)
        }
      }
      return joined
    }
  }

  private(set) var lines: [Line] = []

  init(_ provenance: Provenance) {
    var line = Line()
    func words(_ text: Substring) {
      if !text.isEmpty { line.parts.append(.init(kind: .words, text: String(text))) }
    }
    for (index, frame) in provenance.frames.enumerated() {
      for (place, piece) in frame.lines.enumerated() {
        if place > 0 {
          if !line.parts.isEmpty { lines.append(line) }
          line = Line()
        }
        words(piece)
      }
      if index < provenance.passages.count { line.parts += provenance.passages[index].parts }
    }
    if !line.parts.isEmpty { lines.append(line) }
  }

  /// Cells that stand under the heading of another period than their figure's.
  func tableFaults(_ evidence: [Evidence?]) -> [ReadBack.Fault] {
    var faults: [ReadBack.Fault] = []
    var head: [[Provenance.TracedPart]]?
    for line in lines {
      guard line.isRow else {
        head = nil
        continue
      }
      let cells = cells(of: line)
      guard let columns = head else {
        head = cells
        continue
      }
      for (column, cell) in cells.enumerated() where column < columns.count {
        guard let label = columns[column].first(where: { $0.kind == .period || $0.aspect == .period }) else { continue }
        if let remembered = cell.first(where: { $0.kind == .remembered })?.remembered {
          if !RememberedProof(figure: remembered, evidence: nil).isLabel(label.text) {
            faults.append(
              .init(passage: line.text.trimmed, reason: "“\(remembered.text.flattened)” is not of \(label.text)"))
          }
          continue
        }
        guard let place = cell.first(where: { $0.kind == .figure })?.sources?.first,
          let figure = evidence.indices.contains(place.report) ? evidence[place.report]?.figure(at: place) : nil
        else { continue }
        if figure.period?.label != label.text {
          faults.append(
            .init(
              passage: line.text.trimmed,
              reason: "“\(place.text.flattened)” is of \(figure.period?.label ?? "no period"), not of \(label.text)"))
        }
      }
    }
    return faults
  }

  private func cells(of line: Line) -> [[Provenance.TracedPart]] {
    var cells: [[Provenance.TracedPart]] = [[]]
    for part in line.parts {
      if part.kind == .words {
        for _ in 0..<part.text.replacing("\\|", with: "").count(where: { $0 == "|" }) { cells.append([]) }
      } else {
        cells[cells.count - 1].append(part)
      }
    }
    return cells
  }
}
