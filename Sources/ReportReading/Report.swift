/// What one file says: its text once, as normalized UTF-8, and everything else as ranges of it.
///
/// Comes from `ReportReader`; every later stage reads it and none changes it.
package struct Report: Sendable {
  package let source: ReportSource
  package let metadata: ReportMetadata
  /// The readable text, UTF-8, repaired and whitespace-normalized; blocks are separated by a newline.
  package let text: [UInt8]
  /// In document order. Table cells are blocks too, so that a figure in a cell has a line and emphasis as any other.
  package let blocks: [Block]
  package let tables: [Table]
  /// In document order; a sentence never crosses a block.
  package let sentences: [Sentence]
  /// Facts that the author tagged (inline XBRL), in document order; empty where there are no tags.
  package let facts: [TaggedFact]
  /// What was mended or left out while reading, for the operator ("mojibake repaired in 34 places").
  package let notes: [String]

  package init(
    source: ReportSource, metadata: ReportMetadata, text: [UInt8], blocks: [Block], tables: [Table],
    sentences: [Sentence], facts: [TaggedFact] = [], notes: [String] = []
  ) {
    self.source = source
    self.metadata = metadata
    self.text = text
    self.blocks = blocks
    self.tables = tables
    self.sentences = sentences
    self.facts = facts
    self.notes = notes
  }

  /// The words of a span, exactly as they stand in `text`.
  package func string(_ span: Span) -> String { String(decoding: text[span.range], as: UTF8.self) }

  /// The block that holds a byte offset, by binary search; nil between blocks. O(log n).
  package func blockIndex(at offset: Int) -> Int? {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].span.end <= offset { low = middle + 1 } else { high = middle }
    }
    guard low < blocks.count, blocks[low].span.start <= offset else { return nil }
    return low
  }

  /// The line of the source file on which a span's block begins; 0 where the format has no lines.
  package func line(of span: Span) -> Int { blockIndex(at: span.start).map { blocks[$0].line } ?? 0 }
}

/// Where a report came from.
package struct ReportSource: Hashable, Sendable, Codable {
  /// The path as the user or the inbox gave it; `-` for standard input.
  package let path: String
  /// Hexadecimal SHA-256 of the file's bytes, or of those of its part that is the report: its identity, whatever its name.
  package let sha256: String
  package let format: ReportFormat
  /// Size of the file in bytes.
  package let byteCount: Int

  package init(path: String, sha256: String, format: ReportFormat, byteCount: Int) {
    self.path = path
    self.sha256 = sha256
    self.format = format
    self.byteCount = byteCount
  }
}

package enum ReportFormat: String, Hashable, Sendable, Codable, CaseIterable {
  case html, xhtml, inlineXBRL = "inline-xbrl", xml, markdown, text
  case pdf, docx, xlsx, pptx, odt, ods, odp, epub, feed, email, mhtml, xbrl, jats, docbook
}

/// What a report says about itself, from its metadata or, failing that, its text.
package struct ReportMetadata: Hashable, Sendable, Codable {
  /// Never empty: the file's name where nothing better is known.
  package var title: String
  /// Who says so: the organisation that published the report. Nil where nothing names one.
  package var publisher: String?
  /// The day the report was published, or the last day it covers where only that is known.
  package var date: CalendarDate?
  /// BCP 47, as declared; nil where undeclared.
  package var language: String?
  /// The last month and day of the filer's fiscal year where the report states it, as (month, day).
  package var fiscalYearEnd: MonthDay?
  /// Where the report stands on the web, as the feed that carries it says; nil elsewhere.
  package var link: String?

  package init(
    title: String, publisher: String? = nil, date: CalendarDate? = nil, language: String? = nil,
    fiscalYearEnd: MonthDay? = nil, link: String? = nil
  ) {
    self.title = title
    self.publisher = publisher
    self.date = date
    self.language = language
    self.fiscalYearEnd = fiscalYearEnd
    self.link = link
  }
}

/// A day of any year.
package struct MonthDay: Hashable, Sendable, Codable {
  package let month: Int
  package let day: Int
  package init(month: Int, day: Int) {
    self.month = month
    self.day = day
  }
}
