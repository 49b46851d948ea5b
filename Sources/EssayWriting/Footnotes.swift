import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// Numbers the citations of a note in the order in which they are printed.
struct Footnotes {
  let dossier: Dossier
  /// The texts, in order; the first is footnote 1.
  private(set) var texts: [String] = []

  init(dossier: Dossier) { self.dossier = dossier }

  /// The mark for a passage, `[^3]`; empty for one that rests on nothing. Equal citations share a footnote.
  mutating func mark(for parts: [Passage.Part]) -> String {
    guard let text = text(for: parts) else { return "" }
    if let known = texts.firstIndex(of: text) { return "[^\(known + 1)]" }
    texts.append(text)
    return "[^\(texts.count)]"
  }

  private func text(for parts: [Passage.Part]) -> String? {
    var byReport: [(report: Int, places: [String])] = []
    func add(_ citation: Citation, _ words: String) {
      let place = self.place(citation, words)
      if let index = byReport.firstIndex(where: { $0.report == citation.report }) {
        if !byReport[index].places.contains(place) { byReport[index].places.append(place) }
      } else {
        byReport.append((citation.report, [place]))
      }
    }
    var workings: [String] = []
    for part in parts {
      switch part {
      case .figure(let reference, _): add(dossier.citation(of: reference), dossier.text(of: reference))
      case .quote(let citation, let words): add(citation, words)
      case .name(let citation, let words) where words.split(separator: " ").count > 3: add(citation, words)
      case .derived(let derivation):
        for input in derivation.inputs { add(dossier.citation(of: input), dossier.text(of: input)) }
        let inputs = derivation.inputs.map(dossier.text).map(Self.flat)
        workings.append(
          "\(derivation.writing) is \(derivation.formula.rawValue) with \(zip(["a", "b"], inputs).map { "\($0) = \($1)" }.joined(separator: ", "))"
        )
      default: continue
      }
    }
    guard !byReport.isEmpty else { return nil }
    let sources = byReport.map { report, places in
      let shown = places.count > 8 ? Array(places.prefix(8)) + ["and \(places.count - 8) more places"] : places
      return "\(title(of: report)): \(shown.joined(separator: ", "))"
    }
    return (sources + workings).joined(separator: "; ") + "."
  }

  private func title(of report: Int) -> String {
    let metadata = dossier.evidence[report].report.metadata
    let title = "*\(Markdown.escaped(Self.flat(metadata.title)))*"
    return metadata.publisher.map { "\(Markdown.escaped($0)), \(title)" } ?? title
  }

  private func place(_ citation: Citation, _ words: String) -> String {
    let report = dossier.evidence[citation.report].report
    let line = report.line(of: citation.span)
    let flat = Self.flat(words)
    let short = flat.split(separator: " ").prefix(8).joined(separator: " ")
    let quoted = "“\(Markdown.escaped(short))\(short.count < flat.count ? "…" : "")”"
    let paged = report.source.format == .pdf
    let place = line > 0 ? "\(paged ? "page" : "line") \(line)" : ""
    guard let link = link(report, short, line) else { return place.isEmpty ? quoted : "\(place) \(quoted)" }
    return "[\(place.isEmpty ? "there" : place)](\(link)) \(quoted)"
  }

  /// A link to the very words, where the format has such links.
  private func link(_ report: Report, _ words: String, _ line: Int) -> String? {
    let path = report.source.path
    guard path != "-", let encoded = path.addingPercentEncoding(withAllowedCharacters: Self.pathCharacters) else {
      return nil
    }
    switch report.source.format {
    case .html, .xhtml, .inlineXBRL:
      return words.addingPercentEncoding(withAllowedCharacters: Self.fragmentCharacters).map {
        "\(encoded)#:~:text=\($0)"
      }
    case .pdf: return line > 0 ? "\(encoded)#page=\(line)" : nil
    default: return nil
    }
  }

  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let pathCharacters = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "()"))
  /// A text fragment's own marks (`-`, `,`, `&`) must be encoded.
  private static let fragmentCharacters = CharacterSet.alphanumerics.intersection(
    CharacterSet(charactersIn: "\u{0}"..."\u{7F}")
  )
  .union(CharacterSet(charactersIn: "._~"))
}
