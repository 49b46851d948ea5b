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
  /// The evidence of each report of `provenance.reports`; nil for one that could not be read again.
  package let evidence: [Evidence?]
  /// The evidence of earlier reports that a remembered figure stands in, by content; what is not here is taken from the
  /// ledger's record, as the sidecar keeps it.
  package let earlier: [String: Evidence]

  package init(provenance: Provenance, evidence: [Evidence?], earlier: [String: Evidence] = [:]) {
    self.provenance = provenance
    self.evidence = evidence
    self.earlier = earlier
  }

  /// Every fault of a note, in its order; none means that the note is proved.
  package func faults(in note: [UInt8]) -> [Fault] {
    guard let published = provenance.text else {
      return [Fault(passage: "", reason: "the sidecar does not make up a note")]
    }
    let layout = NoteLayout(provenance)
    var faults: [Fault] = []
    var seen: Set<Fault> = []
    func add(_ passage: String, _ reason: String?) {
      guard let reason else { return }
      let fault = Fault(passage: passage, reason: reason)
      if seen.insert(fault).inserted { faults.append(fault) }
    }
    let proof = PartProof(provenance: provenance, evidence: evidence, earlier: earlier)
    for passage in provenance.passages {
      for part in passage.parts { add(passage.text, proof.reason(against: part)) }
      if passage.parts.map(\.text).joined() != passage.text { add(passage.text, "its parts do not make it up") }
      add(passage.text, Self.strayNumber(in: passage))
    }
    var binding = PassageBinding(evidence: evidence)
    for passage in provenance.passages {
      if let fault = binding.sourceFault(in: passage) { add(fault.passage, fault.reason) }
    }
    for line in layout.lines { for fault in binding.faults(in: line) { add(fault.passage, fault.reason) } }
    var movements = MovementClaims(provenance, evidence)
    for line in layout.lines { add(Markdown.plain(line.text), movements.reason(in: line.withWordsJoined)) }
    for fault in layout.tableFaults(evidence) { add(fault.passage, fault.reason) }
    for fault in NoteFrame(provenance: provenance, evidence: evidence).faults() { add(fault.passage, fault.reason) }
    if Array(published.utf8) != note {
      for fault in NoteComparison(published: published, note: String(decoding: note, as: UTF8.self)).faults() {
        add(fault.passage, fault.reason)
      }
    }
    return faults
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
    func lines(_ text: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let (was, now) = (lines(published), lines(note))
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
