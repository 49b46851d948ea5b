import FigureExtraction
import ReportReading
import Testing

@testable import LedgerStore

@Suite("The archive of evidence")
struct EvidenceArchiveTests {
  @Test("gives back what it was given, field by field") func roundTrip() throws {
    let evidence = try Samples.evidence()
    try #require(!evidence.figures.isEmpty && !evidence.report.tables.isEmpty)
    let back = try EvidenceArchive.decode(EvidenceArchive.encode(evidence))
    // Mirrors see every stored property, those added after this test was written included.
    #expect(String(reflecting: back) == String(reflecting: evidence))
    #expect(back.figures == evidence.figures)
    #expect(back.report.text == evidence.report.text)
  }

  @Test("refuses every truncation") func truncation() throws {
    let bytes = EvidenceArchive.encode(try Samples.evidence())
    for count in 0..<bytes.count {
      #expect(throws: ByteReader.Fault.self) { try EvidenceArchive.decode(Array(bytes[..<count])) }
    }
  }

  @Test("never crashes on a flipped byte, and never gives a span outside the text") func damage() throws {
    let bytes = EvidenceArchive.encode(try Samples.evidence())
    var refused = 0
    for index in bytes.indices {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] ^= flip
        guard let evidence = try? EvidenceArchive.decode(damaged) else {
          refused += 1
          continue
        }
        for figure in evidence.figures { #expect(figure.span.end <= evidence.report.text.count) }
        for block in evidence.report.blocks { #expect(block.span.end <= evidence.report.text.count) }
      }
    }
    #expect(refused > bytes.count / 4)
  }
}
