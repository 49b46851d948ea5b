import Crypto
import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// Where every part of a note comes from: the sidecar `<note>.provenance.json`.
package struct Provenance: Codable, Sendable {
  /// Version of this layout.
  package var version = 2
  /// SHA-256 of the note's bytes.
  package var noteSHA256: String
  package var asOf: CalendarDate
  package var reports: [SourceReport]
  /// In the order in which the note prints them.
  package var passages: [TracedPassage]
  /// The template's own text before, between and after the passages: with them it is the note, byte for byte.
  package var frames: [String]
  /// Passages that the template leaves out, though a footnote cites what they rest on.
  package var unprinted: [TracedPassage]
  /// The drawing beside the note; nil where there is none.
  package var chart: Drawing?

  /// A drawing, whole, so that whoever keeps the sidecar can put the file back.
  package struct Drawing: Codable, Hashable, Sendable {
    package var file: String
    package var sha256: String
    package var svg: String
  }

  enum CodingKeys: String, CodingKey {
    case version, noteSHA256 = "note_sha256", asOf = "as_of", reports, passages, frames, unprinted, chart
  }

  /// The note that the passages and frames make up; nil where they do not fit.
  package var text: String? {
    guard frames.count == passages.count + 1 else { return nil }
    return zip(frames, passages).map { $0 + $1.text }.joined() + (frames.last ?? "")
  }

  package struct SourceReport: Codable, Hashable, Sendable {
    package var title: String
    package var publisher: String?
    package var date: CalendarDate?
    package var path: String
    package var sha256: String
  }

  /// A passage as the note prints it, and its parts: their texts joined are the passage.
  package struct TracedPassage: Codable, Hashable, Sendable {
    package var text: String
    package var parts: [TracedPart]
  }

  package struct TracedPart: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Hashable, Sendable {
      case words, figure, derived, period, quote, name, publisher, date, remembered
    }
    package var kind: Kind
    package var text: String
    /// Where a figure, quotation or name stands; for a derivation, its inputs.
    package var sources: [Place]?
    package var formula: Derivation.Formula?
    /// For a part that tells of an earlier report's figure: the figure, and what of it is told.
    package var remembered: RememberedFigure?
    package var aspect: RememberedFigure.Aspect?
  }

  /// A place in a report: bytes `start..<end` of its normalized text, beginning on `line` of the file.
  package struct Place: Codable, Hashable, Sendable {
    package var report: Int
    package var start: Int
    package var end: Int
    package var line: Int
    /// The words that stand there.
    package var text: String
    package var low: Decimal?
    package var high: Decimal?
    package var unit: String?
    package var metric: String?
    package var periodStart: CalendarDate?
    package var periodEnd: CalendarDate?
    /// The words that the unit or scale was read from, where they are not the figure's own: "(in millions)".
    package var unitFrom: String?

    enum CodingKeys: String, CodingKey {
      case report, start, end, line, text, low, high, unit, metric, periodStart = "period_start", periodEnd =
        "period_end", unitFrom = "unit_from"
    }
  }

  /// `traced` are a note's passages, all of them, by number.
  init(of traced: [TracedPassage], in body: NoteBody, from dossier: Dossier) {
    noteSHA256 = Self.digest(of: Array(body.text.utf8))
    asOf = dossier.asOf
    reports = dossier.evidence.map {
      let (source, metadata) = ($0.report.source, $0.report.metadata)
      return SourceReport(
        title: metadata.title, publisher: metadata.publisher, date: metadata.date, path: source.path,
        sha256: source.sha256)
    }
    passages = body.order.map { traced[$0] }
    let printed = Set(body.order)
    unprinted = traced.indices.filter { !printed.contains($0) }.map { traced[$0] }
    frames = body.frames
  }

  package static func digest(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The sidecar's bytes: sorted keys, so that the same note gives the same file.
  package func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}

extension Provenance.TracedPassage {
  /// `witnesses` are those of the dossier's reports.
  init(of passage: Passage, in dossier: Dossier, _ witnesses: [UnitWitness]) {
    text = passage.text
    parts = passage.parts.map { Provenance.TracedPart(of: $0, in: dossier, witnesses) }
  }
}

extension Provenance.TracedPart {
  fileprivate init(of part: Passage.Part, in dossier: Dossier, _ witnesses: [UnitWitness]) {
    text = part.text
    switch part {
    case .words: kind = .words
    case .figure(let reference, _): (kind, sources) = (.figure, [.init(of: reference, in: dossier, witnesses)])
    case .period(let reference, _): (kind, sources) = (.period, [.init(of: reference, in: dossier, witnesses)])
    case .derived(let derivation):
      (kind, formula) = (.derived, derivation.formula)
      sources = derivation.inputs.map { .init(of: $0, in: dossier, witnesses) }
    case .quote(let citation, _): (kind, sources) = (.quote, [.init(citation, in: dossier)])
    case .name(let citation, _): (kind, sources) = (.name, [.init(citation, in: dossier)])
    case .publisher(let report, _):
      (kind, sources) = (.publisher, [.init(Citation(report: report, span: Span(0, 0)), in: dossier)])
    case .date(let report, _):
      (kind, sources) = (.date, [.init(Citation(report: report, span: Span(0, 0)), in: dossier)])
    case .remembered(let figure, let aspect, _):
      (kind, remembered, self.aspect) = (.remembered, figure, aspect)
    }
  }
}

extension Provenance.Place {
  init(_ citation: Citation, in dossier: Dossier) {
    let source = dossier.evidence[citation.report].report
    report = citation.report
    (start, end) = (citation.span.start, citation.span.end)
    line = citation.span.isEmpty ? 0 : source.line(of: citation.span)
    text = source.string(citation.span)
  }

  fileprivate init(of reference: FigureReference, in dossier: Dossier, _ witnesses: [UnitWitness]) {
    self.init(dossier.citation(of: reference), in: dossier)
    let figure = dossier.figure(reference)
    low = figure.quantity.low
    high = figure.quantity.high
    unit = figure.quantity.unit.symbol
    metric = dossier.evidence[reference.report].metricName(of: figure)
    periodStart = figure.period?.start
    periodEnd = figure.period?.end
    let witness = witnesses[reference.report]
    unitFrom = witness.witness(of: figure).map { witness.evidence.report.string($0).flattened }
  }
}
