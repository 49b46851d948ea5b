/// Tells a format by content first, extension second.
enum FormatSniffer {
  static func format(of bytes: [UInt8], path: String) -> ReportFormat {
    let ext =
      path.split(separator: "/").last.flatMap { name in
        name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } : nil
      } ?? ""
    // Most pages say on their first lines what they are.
    if ext != "xhtml", bytes.first == UInt8(ascii: "<"), !bytes.starts(with: "<?".utf8) {
      let range = 0..<min(bytes.count, 1 << 10)
      if ByteSearch.holds("<html", rare: 1, in: bytes, range) { return .html }
    }
    let head = String(decoding: bytes.prefix(16 << 10), as: UTF8.self)
    let lower = String(
      decoding: bytes.prefix(16 << 10).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    let begin = lower.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if begin.hasPrefix("<") || ["html", "htm", "xhtml", "xml"].contains(ext) {
      let isXML = begin.hasPrefix("<?xml")
      if lower.holds("<html") || lower.holds("<!doctype html") {
        if isXML || ext == "xhtml" { return lower.holds("inlinexbrl") ? .inlineXBRL : .xhtml }
        return .html
      }
      if let vocabulary = vocabulary(head) { return vocabulary }
      if isXML || ext == "xml" { return .xml }
      if ["md", "markdown", "txt"].contains(ext) { return ext == "txt" ? .text : .markdown }
      let htmlCues = [
        "<p", "<div", "<body", "<head", "<table", "<h1", "<h2", "<h3", "<article", "<span", "<document>", "<!--", "<ul",
        "<center", "<br",
      ]
      if htmlCues.contains(where: begin.hasPrefix) || ["html", "htm"].contains(ext) { return .html }
      return begin.hasPrefix("<") ? .xml : .text
    }
    if ["md", "markdown", "mdown", "mkd"].contains(ext) { return .markdown }
    if ext == "txt" || ext == "text" { return .text }
    if lower.holds("<html") || lower.holds("<body") { return .html }
    return looksLikeMarkdown(head) ? .markdown : .text
  }

  /// The document vocabulary that the root element, its namespace or the document type names.
  private static func vocabulary(_ head: String) -> ReportFormat? {
    if let kind = OpenDocumentFormat.flatKind(head) { return kind }
    if head.holds("http://docbook.org/ns/docbook") || head.holds("//OASIS//DTD DocBook") { return .docbook }
    if head.holds("<xbrl") && head.holds("http://www.xbrl.org/2003/instance")
      || head.holds(":xbrl ") && head.holds("http://www.xbrl.org/2003/instance")
    {
      return .xbrl
    }
    if head.holds("<article"), head.holds("//NLM//DTD") || head.holds("<article-meta>") || head.holds("JATS") {
      return .jats
    }
    return nil
  }

  private static func looksLikeMarkdown(_ head: String) -> Bool {
    var signs = 0
    for line in head.split(separator: "\n") {
      if line.hasPrefix("# ") || line.hasPrefix("## ") || line.hasPrefix("### ") { signs += 2 }
      if line.hasPrefix("|"), line.hasSuffix("|") { signs += 1 }
      if line.contains("**") || line.contains("](") { signs += 1 }
    }
    return signs >= 2
  }
}
