import ReportReading
import Synchronization
import ThesisBuilding

/// Names of series, parts and headings as a note's sentences show them. A note says the same few again and again, so each is
/// made once.
final class ShownNames: Sendable {
  private let dossier: Dossier
  private let cases: WordCases
  private let known = Mutex<[Key: [Passage.Part]]>([:])

  private struct Key: Hashable {
    let name: String
    let citations: [Citation]
  }

  init(_ dossier: Dossier, _ cases: WordCases) {
    self.dossier = dossier
    self.cases = cases
  }

  /// A name in parts that can each be found in a report; words that are in none of them are the note's own.
  func parts(of name: String, _ citations: [Citation]) -> [Passage.Part] {
    let key = Key(name: name, citations: citations)
    if let known = known.withLock({ $0[key] }) { return known }
    let parts = read(name, citations)
    known.withLock { $0[key] = parts }
    return parts
  }

  private func read(_ name: String, _ citations: [Citation]) -> [Passage.Part] {
    let flat = name.flattened
    let whole = cases.uncapitalized(flat)
    let shown = whole == flat ? cases.common(flat.sentenceCased) : whole
    let sources = citations.map { ($0, dossier.string($0).flattened.lowercased()) }
    if let (citation, _) = sources.first(where: { $0.1.containsWhole(shown.lowercased()) }) {
      return [.name(citation, Markdown.escaped(shown))]
    }
    var parts: [Passage.Part] = []
    for word in shown.split(separator: " ") {
      if !parts.isEmpty { parts.append(.words(" ")) }
      if let (citation, _) = sources.first(where: { $0.1.containsWhole(word.lowercased()) }) {
        parts.append(.name(citation, Markdown.escaped(String(word))))
      } else {
        parts.append(.words(Markdown.escaped(String(word))))
      }
    }
    return parts
  }
}
