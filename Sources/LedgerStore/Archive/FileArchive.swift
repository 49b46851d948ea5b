import FigureExtraction
import ReportReading

/// What a reading process makes of one file: the evidence of each report in it.
package struct FileEvidence: Sendable {
  package var reports: [Evidence]
  /// What is in the file and could not be read.
  package var faults: [ReportFile.Fault]
  /// True for a feed, a message or a saved page, whose own hash is no report's.
  package var isContainer: Bool

  package init(reports: [Evidence], faults: [ReportFile.Fault] = [], isContainer: Bool = false) {
    self.reports = reports
    self.faults = faults
    self.isContainer = isContainer
  }
}

/// The evidence of a file as bytes: each report's own archive, so that the ledger keeps them apart.
package enum FileArchive {
  package static func encode(_ file: FileEvidence) -> [UInt8] {
    var writer = ByteWriter()
    writer.put(file.isContainer)
    writer.put(file.reports) { $0.put(EvidenceArchive.encode($1)) }
    writer.put(file.faults) {
      $0.put($1.path)
      $0.put($1.reason)
    }
    return writer.bytes
  }

  /// The evidence, and the archive of each report in the same order.
  package static func decode(_ bytes: [UInt8]) throws(ByteReader.Fault) -> (file: FileEvidence, archives: [[UInt8]]) {
    var reader = ByteReader(bytes)
    let isContainer = try reader.bool()
    let archives = try reader.list { reader throws(ByteReader.Fault) in try reader.array() }
    let faults = try reader.list { reader throws(ByteReader.Fault) in
      ReportFile.Fault(path: try reader.string(), reason: try reader.string())
    }
    guard reader.isAtEnd, !archives.isEmpty, isContainer || archives.count == 1 else {
      throw .malformed("no file's evidence")
    }
    var reports: [Evidence] = []
    for archive in archives { reports.append(try EvidenceArchive.decode(archive)) }
    return (FileEvidence(reports: reports, faults: faults, isContainer: isContainer), archives)
  }
}
