/// A document as the parser saw it: every run of text with what is known of its looks, before it is decided what it is.
///
/// Formats fill a draft through `BlockAssembler`; `ReportShaper` turns it into a `Report`.
struct Draft {
  /// Whitespace-collapsed UTF-8; a line break inside a block is a newline byte.
  var text: [UInt8] = []
  var blocks: [DraftBlock] = []
  var tables: [DraftTable] = []
  var emphasis: [Emphasis] = []
  var hints = MetadataHints()
  /// Parts of the page that hold blocks and other parts; the first is the page itself. Parents stand before their own.
  var containers: [DraftContainer] = [DraftContainer(parent: -1, role: .plain)]
  /// The source has elements that only pages of web sites have.
  var isWebPage = false
  var notes: [String] = []
  var tags: [DraftTag] = []

  /// Lines in the head of the page, which is no part of the report's text but may name its publisher and its day.
  var letterhead: [String] {
    blocks.prefix(40).filter { $0.traits.contains(.inHeader) && !$0.traits.contains(.anyLink) && $0.count <= 160 }
      .map { String(decoding: text[$0.start..<$0.end], as: UTF8.self).collapsed }.filter { !$0.isEmpty }
  }
}

/// One run of text between block boundaries.
struct DraftBlock {
  enum Kind: Equatable {
    case text, heading(Int), item(depth: Int, ordinal: Int?), quote, preformatted, caption, pageBreak
  }
  struct Traits: OptionSet {
    let rawValue: UInt16
    static let centered = Traits(rawValue: 1)
    /// Every letter stands in a link.
    static let allLink = Traits(rawValue: 2)
    /// Has a link to a place in the same document.
    static let localLink = Traits(rawValue: 4)
    static let allStrong = Traits(rawValue: 8)
    static let allStressed = Traits(rawValue: 16)
    static let allUnderlined = Traits(rawValue: 32)
    static let inHeader = Traits(rawValue: 64)
    static let inFooter = Traits(rawValue: 128)
    static let inAside = Traits(rawValue: 256)
    static let inArticle = Traits(rawValue: 512)
    /// Has a link anywhere in it.
    static let anyLink = Traits(rawValue: 1024)
    static let startsPage = Traits(rawValue: 2048)
  }

  var kind: Kind
  /// Range of `Draft.text`.
  var start: Int
  var end: Int
  @Narrow var line: Int
  var traits: Traits
  /// Range of `Draft.emphasis`.
  @Narrow var emphasisStart: Int
  @Narrow var emphasisEnd: Int
  /// Points; 0 where unsaid.
  @Narrow var fontSize: Int
  /// Points from the left.
  @Narrow var indent: Int
  /// Innermost table and its cell; -1 outside tables.
  @Narrow var table: Int
  @Narrow var cell: Int
  /// A number per `ul` or `ol` element, 0 outside lists.
  @Narrow var list: Int
  /// Index of `Draft.containers`.
  @Narrow var container = 0
  /// Bytes of its text that stand in links.
  @Narrow var linkBytes = 0

  var count: Int { end - start }
}

/// A division of a page: an element that other blocks stand in.
struct DraftContainer {
  enum Role { case plain, article, main }
  let parent: Int
  let role: Role
}

struct DraftTable {
  /// The table and cell that it is nested in; -1 at the top.
  let parent: Int
  let line: Int
  var cells: [DraftCell] = []
  var rowCount = 0
  var hasNestedTable = false
  var isPresentation = false
  var hasHeaderMarkup = false
  /// Index of the first block and one past the last.
  var firstBlock: Int
  var endBlock: Int
  /// Rows that stand in a `thead`.
  var headRows = 0
}

struct DraftCell {
  @Narrow var row: Int
  /// Order in the row as written; the column follows when spans are resolved.
  @Narrow var columnSpan: Int
  @Narrow var rowSpan: Int
  var isHeader: Bool
  var isStrong: Bool
  @Narrow var indent: Int
  var hasLocalLink: Bool
}

/// A tagged number as it stood in the source, before contexts and units are resolved.
struct DraftTag {
  var start: Int
  var end: Int
  let concept: String
  let context: String
  let unit: String
  let scale: Int
  let isNegative: Bool
  let format: String
  let isNil: Bool
}

/// What the source says about itself outside its text.
struct MetadataHints {
  var titleElement = ""
  /// What a report's own metadata element calls it.
  var statedTitle = ""
  /// `name`, `property` or `itemprop`, lower case, with its content, in document order.
  var meta: [(name: String, content: String)] = []
  var language: String?
  /// JSON-LD scripts.
  var linkedData: [String] = []
  /// `datetime` of `time` elements.
  var times: [String] = []
  /// When the file was made, as its program noted: the date of last resort.
  var made: [String] = []
  /// Named facts of inline XBRL (`dei:EntityRegistrantName` …).
  var named: [(name: String, content: String)] = []
  /// Where the report stands on the web, as the feed that carries it says.
  var link: String?
}
