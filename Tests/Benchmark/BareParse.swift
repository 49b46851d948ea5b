import CLibXML2

/// The floor: libxml2 parses the bytes in chunks of 64 KB, as they would come from a stream, and nobody listens. The reader
/// hands over most pages whole, which alone takes an eighth less.
enum BareParse {
  private static let chunk = 64 << 10

  static func html(_ bytes: [UInt8]) {
    xmlInitParser()
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElement = { _, _, _ in }
    handler.endElement = { _, _ in }
    handler.characters = { _, _, _ in }
    handler.cdataBlock = { _, _, _ in }
    handler.ignorableWhitespace = { _, _, _ in }
    handler.serror = { _, _ in }
    guard let context = htmlCreatePushParserCtxt(&handler, nil, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else { return }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    htmlCtxtUseOptions(context, Int32(options))
    // Safe: the parser copies what it keeps of each chunk.
    bytes.withUnsafeBytes { raw in
      guard let base = raw.bindMemory(to: CChar.self).baseAddress else { return }
      var offset = 0
      while offset < raw.count {
        let count = min(chunk, raw.count - offset)
        htmlParseChunk(context, base + offset, Int32(count), 0)
        offset += count
      }
      htmlParseChunk(context, nil, 0, 1)
    }
    htmlFreeParserCtxt(context)
  }
}
