import FigureExtraction
import ReportReading

/// A report and its figures as bytes: what a reading process hands over, and what the ledger keeps.
///
/// The ledger keeps the whole evidence rather than reading the file again when the note is written: by then the file may
/// have changed or gone, and only a fenced process may parse. In: `Evidence`. Out: bytes of about the size of the text,
/// and from them, checked, an equal `Evidence`.
package enum EvidenceArchive {
  /// Changed whenever the layout does. Version 1 had no links, and can still be read.
  package static let version = 2

  package static func encode(_ evidence: Evidence) -> [UInt8] {
    var writer = ByteWriter()
    writer.put(version)
    writer.put(report: evidence.report)
    writer.put(evidence.figures) { $0.put(figure: $1) }
    return writer.bytes
  }

  package static func decode(_ bytes: [UInt8]) throws(ByteReader.Fault) -> Evidence {
    var reader = ByteReader(bytes)
    let written = try reader.int(in: 1..<version + 1, "another version")
    let report = try reader.report(hasLink: written > 1)
    let figures = try reader.list { reader throws(ByteReader.Fault) in try reader.figure(in: report) }
    guard reader.isAtEnd else { throw .malformed("more than an archive") }
    return Evidence(report: report, figures: figures)
  }
}
