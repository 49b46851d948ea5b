import FigureExtraction
import Foundation
import ReportReading

/// The proof of a note: every part of it held against the reports, and every character of it accounted for.
///
/// Publishing and `verify` run the same proof. A note is a run of passages in a template's frame; each part of a passage is
/// checked against the report it names, the parts of a line against one another, and the frame may state nothing.
package struct ReadBack: Sendable {
  /// A passage of a note that is not true to its sources.
  package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The passage as the note prints it.
    package let passage: String
    package let reason: String

    package init(passage: String, reason: String) {
      self.passage = passage
      self.reason = reason
    }

    package var description: String { "“\(passage)”: \(reason)" }
  }

  package let provenance: Provenance
  /// The reports of `provenance.reports`; nil for one that could not be read again.
  private let sources: [NoteSource?]
  private var evidence: [Evidence?] { sources.map { $0?.evidence } }
  /// The evidence of earlier reports that a remembered figure stands in, by content; what is not here is taken from the
  /// ledger's record, as the sidecar keeps it.
  package let earlier: [String: Evidence]

  /// `evidence` is that of each report of `provenance.reports`; nil for one that could not be read again.
  package init(provenance: Provenance, evidence: [Evidence?], earlier: [String: Evidence] = [:]) {
    let paths = provenance.reports.map(\.path)
    let sources = evidence.enumerated().map { index, evidence in
      evidence.map { NoteSource($0, path: index < paths.count ? paths[index] : "") }
    }
    self.init(provenance: provenance, sources: sources, earlier: earlier)
  }

  init(provenance: Provenance, sources: [NoteSource?], earlier: [String: Evidence] = [:]) {
    self.provenance = provenance
    self.sources = sources
    self.earlier = earlier
  }

  /// Every fault of a note, in its order; none means that the note is proved.
  package func faults(in note: [UInt8]) -> [Fault] { faults(in: note, ofParts: nil) }

  /// `ofParts` are those of the parts of its passages, where they were held against their sources already.
  func faults(in note: [UInt8], ofParts: [Fault]?) -> [Fault] {
    guard let published = provenance.text else {
      return [Fault(passage: "", reason: "the sidecar does not make up a note")]
    }
    let lines = NoteLayout(provenance)
    // None of them waits for another; the longest begins.
    let checks: [@Sendable () -> [Fault]] = [
      { lines.tableFaults(evidence) + NoteFrame(provenance: provenance, sources: sources).faults() },
      { ofParts ?? partFaults() }, { bindingFaults(lines) }, { movementFaults(lines) },
    ]
    let found = Processors.all.map(checks.count) { checks[$0]() }
    // A reader is told of the passages before what is around them.
    var faults = (found.dropFirst() + found.prefix(1)).flatMap(\.self)
    if Array(published.utf8) != note {
      faults += NoteComparison(published: published, note: String(decoding: note, as: UTF8.self)).faults()
    }
    var seen: Set<Fault> = []
    return faults.filter { seen.insert($0).inserted }
  }

  /// What the parts of each passage say of their sources, one by one.
  private func partFaults() -> [Fault] {
    let proof = PartProof(sources: sources, earlier: earlier)
    return provenance.passages.flatMap { Self.partFaults(of: $0, proof) }
  }

  static func partFaults(of passage: Provenance.TracedPassage, _ proof: PartProof) -> [Fault] {
    let isWhole = passage.parts.map(\.text).joined() == passage.text
    let reasons =
      passage.parts.map { proof.reason(against: $0) } + [
        isWhole ? nil : "its parts do not make it up", Self.strayNumber(in: passage),
      ]
    return reasons.compactMap { $0 }.map { Fault(passage: passage.text, reason: $0) }
  }

  /// What the parts of a passage or a line say of one another.
  private func bindingFaults(_ layout: NoteLayout) -> [Fault] {
    var binding = PassageBinding(evidence: evidence)
    return provenance.passages.compactMap(binding.sourceFault) + layout.lines.flatMap { binding.faults(in: $0) }
  }

  private func movementFaults(_ layout: NoteLayout) -> [Fault] {
    var movements = MovementClaims(provenance, evidence)
    return layout.lines.compactMap { line in
      movements.reason(in: line.withWordsJoined).map { Fault(passage: Markdown.plain(line.text), reason: $0) }
    }
  }

  /// A number in the note's own words of a passage: what stands between its parts is read as a sentence.
  private static func strayNumber(in passage: Provenance.TracedPassage) -> String? {
    let own = passage.parts.map { $0.kind == .words ? Markdown.plain(" \($0.text) ") : "\u{1}" }.joined()
    return NoteReading.spelledFigure(in: own).map { "“\($0)” is a number that is in no report" }
  }
}

/// What changed between a note as published and as it is, line by line.
struct NoteComparison {
  let published: String
  let note: String

  func faults() -> [ReadBack.Fault] {
    let (was, now) = (published.lines.map(String.init), note.lines.map(String.init))
    let changes = now.difference(from: was)
    var removed: [Int: String] = [:]
    var added: [(offset: Int, line: String)] = []
    for change in changes {
      switch change {
      case .insert(let offset, let line, _): added.append((offset, line))
      case .remove(let offset, let line, _): removed[offset] = line
      }
    }
    var lost = removed.sorted { $0.key < $1.key }.map(\.value)
    var faults: [ReadBack.Fault] = []
    for (_, line) in added {
      if lost.isEmpty {
        faults.append(.init(passage: Markdown.plain(line), reason: "was not in the note when it was published"))
      } else {
        faults.append(
          .init(passage: Markdown.plain(line), reason: "was published as “\(Markdown.plain(lost.removeFirst()))”"))
      }
    }
    for line in lost {
      faults.append(
        .init(passage: Markdown.plain(line), reason: "was in the note when it was published, and is not there now"))
    }
    // A line feed at the end, more or less, is a change as well.
    return faults.isEmpty ? [.init(passage: "", reason: "the note's bytes are not those that were published")] : faults
  }
}
