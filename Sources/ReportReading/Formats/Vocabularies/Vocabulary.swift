/// What the elements of a document vocabulary in XML mean, as data: JATS and DocBook are tables of rules.
struct Vocabulary: Sendable {
  enum Rule: Sendable {
    /// Begins and ends a block written as this HTML element.
    case block(String)
    /// A run inside a block.
    case run(String)
    /// One level of headings deeper.
    case section
    /// The name of what it stands in: document, section, table or figure.
    case title
    /// The number printed before a title.
    case label
    case list(isOrdered: Bool)
    case item
    /// A table, whose rows may follow directly or inside a group.
    case table
    case row, cell, headerCell, head
    case column
    /// Tells about the document, under this name.
    case about(String)
    /// A date in parts (`day`, `month`, `year`) or as text.
    case date
    case footnote
    /// The matter before the text: only what tells about the document counts.
    case front
    case drop
  }

  let rules: [String: Rule]

  static let jats = Vocabulary(rules: [
    "front": .front, "journal-meta": .front, "article-meta": .front, "abstract": .section, "trans-abstract": .drop,
    "body": .block("div"), "back": .block("div"), "sec": .section, "app": .section, "boxed-text": .section,
    "article-title": .title, "title": .title, "label": .label, "p": .block("p"), "disp-quote": .block("blockquote"),
    "preformat": .block("pre"), "code": .block("pre"), "list": .list(isOrdered: false), "list-item": .item,
    "def-item": .block("p"), "table-wrap": .block("div"), "table": .table, "thead": .head, "tr": .row, "td": .cell,
    "th": .headerCell, "caption": .block("div"), "fig": .block("div"), "table-wrap-foot": .block("div"),
    "fn": .block("p"), "italic": .run("i"), "bold": .run("b"), "sup": .run("sup"), "sub": .run("sub"),
    "underline": .run("u"), "break": .run("br"), "publisher-name": .about("publisher"),
    "journal-title": .about("journal"), "institution": .about("institution"), "string-name": .about("author"),
    "collab": .about("author"), "pub-date": .date, "date": .date,
    "string-date": .about("date"), "ref-list": .drop, "tex-math": .drop, "math": .drop, "graphic": .drop,
    "inline-graphic": .drop, "media": .drop, "alt-text": .drop, "long-desc": .drop, "kwd-group": .drop,
    "permissions": .drop, "article-id": .drop, "journal-id": .drop, "issn": .drop, "history": .drop, "object-id": .drop,
    "counts": .drop, "custom-meta-group": .drop, "aff": .drop, "author-notes": .drop, "article-categories": .drop,
    "subtitle": .block("p"), "ack": .section, "supplementary-material": .drop, "related-article": .drop,
    "col": .drop, "colgroup": .drop,
  ])

  static let docBook = Vocabulary(rules: [
    "info": .front, "articleinfo": .front, "bookinfo": .front, "sectioninfo": .front, "chapterinfo": .front,
    "abstract": .section, "chapter": .section, "part": .section, "preface": .section, "appendix": .section,
    "section": .section, "sect1": .section, "sect2": .section, "sect3": .section, "sect4": .section, "sect5": .section,
    "simplesect": .section, "sidebar": .section, "title": .title, "bridgehead": .block("h4"), "subtitle": .block("p"),
    "para": .block("p"), "simpara": .block("p"), "formalpara": .block("div"), "blockquote": .block("blockquote"),
    "epigraph": .block("blockquote"), "literallayout": .block("pre"), "programlisting": .block("pre"),
    "screen": .block("pre"), "itemizedlist": .list(isOrdered: false), "simplelist": .list(isOrdered: false),
    "variablelist": .list(isOrdered: false), "orderedlist": .list(isOrdered: true), "procedure": .list(isOrdered: true),
    "listitem": .item, "member": .item, "step": .item, "term": .block("p"), "table": .table, "informaltable": .table,
    "thead": .head, "tbody": .block(""), "row": .row, "tr": .row, "entry": .cell, "td": .cell, "th": .headerCell,
    "colspec": .column, "caption": .block("p"), "figure": .block("div"), "footnote": .footnote,
    "emphasis": .run("i"), "superscript": .run("sup"), "subscript": .run("sub"), "sbr": .run("br"),
    "publishername": .about("publisher"), "orgname": .about("institution"), "corpauthor": .about("author"),
    "personname": .about("author"), "pubdate": .about("date"), "date": .about("date"), "bibliography": .drop,
    "index": .drop, "toc": .drop, "glossary": .section, "mediaobject": .drop, "inlinemediaobject": .drop,
    "indexterm": .drop, "legalnotice": .drop, "revhistory": .drop, "copyright": .drop, "keywordset": .drop,
    "remark": .drop, "mathphrase": .drop, "math": .drop, "inlineequation": .drop, "tfoot": .block(""),
  ])

  /// Reads a document of this vocabulary.
  func read(
    _ bytes: [UInt8], path: String, limits: ReportReader.Limits
  ) throws(ReadingError) -> BlockAssembler {
    let writer = VocabularyWriter(self)
    let events = XMLEvents(sink: writer, depthLimit: limits.depth)
    writer.events = events
    bytes.withUnsafeBytes { _ = events.feed($0) }
    events.close()
    if events.tooDeep { throw ReadingError(path: path, reason: .tooDeep(limit: limits.depth)) }
    if let fatal = events.fatal {
      throw ReadingError(path: path, reason: .malformed("line \(fatal.line): \(fatal.message)"))
    }
    let assembler = BlockAssembler()
    _ = MarkupParser.parseHTML(writer.html, into: assembler, depthLimit: limits.depth)
    assembler.draft.hints.meta = writer.about
    assembler.draft.hints.language = writer.language
    return assembler
  }
}
