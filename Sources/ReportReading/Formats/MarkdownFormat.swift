import CCMark
import Foundation

/// Markdown, GitHub's dialect with tables, by way of cmark-gfm's HTML with source positions.
enum MarkdownFormat {
  /// The HTML of a Markdown text; empty where cmark cannot take it.
  static func html(_ bytes: [UInt8]) -> [UInt8] {
    _ = extensionsAreReady
    let options = CMARK_OPT_SOURCEPOS | CMARK_OPT_UNSAFE
    guard let parser = cmark_parser_new(options) else { return [] }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink"] {
      if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
    }
    // Safe: cmark copies what it is fed.
    bytes.withUnsafeBytes { raw in
      if let base = raw.bindMemory(to: CChar.self).baseAddress { cmark_parser_feed(parser, base, raw.count) }
    }
    guard let document = cmark_parser_finish(parser) else { return [] }
    defer { cmark_node_free(document) }
    guard let rendered = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser)) else {
      return []
    }
    defer { free(rendered) }
    return Array(
      UnsafeBufferPointer(
        start: UnsafeRawPointer(rendered).assumingMemoryBound(to: UInt8.self), count: strlen(rendered)))
  }

  private static let extensionsAreReady: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()

  /// Takes YAML front matter off the top, leaving its lines empty so that line numbers hold.
  static func splitFrontMatter(_ bytes: [UInt8]) -> (fields: [(name: String, content: String)], body: [UInt8]) {
    guard bytes.starts(with: Array("---".utf8)) else { return ([], bytes) }
    let lines = bytes.split(separator: 0x0A, maxSplits: 400, omittingEmptySubsequences: false)
    guard lines.count > 2, String(decoding: lines[0], as: UTF8.self).collapsed == "---" else { return ([], bytes) }
    var fields: [(name: String, content: String)] = []
    for (index, line) in lines.enumerated().dropFirst() where index < 400 {
      let text = String(decoding: line, as: UTF8.self)
      let trimmed = text.collapsed
      if trimmed == "---" || trimmed == "..." {
        guard !fields.isEmpty else { return ([], bytes) }
        var body = [UInt8](repeating: 0x0A, count: index + 1)
        let end = line.endIndex
        if end < bytes.count { body.append(contentsOf: bytes[(end + 1)...]) }
        return (fields, body)
      }
      if let colon = text.firstIndex(of: ":"), text.first?.isLetter ?? false {
        let content = text[text.index(after: colon)...].trimmingPrefix { $0 == " " }
        fields.append((text[..<colon].lowercased(), String(content).collapsed.unquoted))
      } else if !trimmed.isEmpty, !(text.first.map { $0 == " " || $0 == "-" || $0 == "#" || $0 == "\t" } ?? false) {
        return ([], bytes)
      }
    }
    return ([], bytes)
  }
}

extension String {
  /// Without the quotes that YAML puts around a string.
  var unquoted: String {
    guard count >= 2, let first, first == last, first == "\"" || first == "'" else { return self }
    return String(dropFirst().dropLast())
  }
}
