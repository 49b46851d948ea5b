import CLibXML2

/// An attribute as the parser holds it; the bytes are valid only during the start event.
struct MarkupAttribute {
  let name: Attribute
  let value: UnsafeBufferPointer<UInt8>

  var string: String { String(decoding: value, as: UTF8.self) }
}

/// What a parse ended with.
struct MarkupOutcome {
  /// The first error that makes a document not well-formed, with its line; nil for HTML, which has no such thing.
  var fatal: (line: Int, message: String)?
  /// Nesting went past the limit and the parse was stopped.
  var tooDeep = false
}

/// Feeds libxml2's SAX events to a `BlockAssembler`. No tree is built, nothing is fetched, depth is bounded.
///
/// This file is the bridge to C. Every pointer handed to a handler belongs to the parser and is used only inside that
/// call; the session object outlives the parse because `parse` holds it until the context is freed.
enum MarkupParser {
  static let chunkSize = 64 << 10
  /// Bytes of a page that are handed over at once, which spares libxml2 to look ahead for the end of each tag (an eighth
  /// of its time). It copies them, so larger pages come in chunks.
  private static let wholePage = 16 << 20
  /// The least bytes of a page for which a second processor is called.
  private static let sharedPage = 256 << 10

  /// With a second processor the assembler works on it while the parser reads on, where the page is worth that.
  static func parseHTML(
    _ bytes: [UInt8], into sink: BlockAssembler, depthLimit: Int, over processors: Processors = .one
  ) -> MarkupOutcome {
    _ = Self.libraryIsReady
    sink.expect(bytes: bytes.count)
    let page = AbbreviatedPage(bytes)
    sink.markedStyles = page?.styles ?? []
    let isShared = processors.count > 1 && (sharedPage...wholePage).contains(bytes.count)
    let relay = isShared ? MarkupRelay(to: sink) : nil
    let session = MarkupSession(sink: sink, depthLimit: depthLimit, relay: relay)
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElement = { context, name, attributes in
      guard let name else { return }
      MarkupSession.with(context) { $0.start(htmlName: name, attributes) }
    }
    handler.endElement = { context, name in
      guard let name else { return }
      MarkupSession.with(context) { $0.end(htmlName: name) }
    }
    handler.characters = MarkupSession.characters
    handler.cdataBlock = MarkupSession.characters
    handler.ignorableWhitespace = MarkupSession.characters
    handler.serror = { _, _ in }
    withExtendedLifetime(session) {
      let opaque = Unmanaged.passUnretained(session).toOpaque()
      guard let context = htmlCreatePushParserCtxt(&handler, opaque, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else {
        return
      }
      session.context = context
      let options =
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
      htmlCtxtUseOptions(context, Int32(options))
      feed(page?.bytes ?? bytes, whole: bytes.count <= wholePage) { pointer, count, last in
        htmlParseChunk(context, pointer, count, last)
        return !session.stopped
      }
      session.context = nil
      htmlFreeParserCtxt(context)
    }
    relay?.finish()
    sink.finish()
    return session.outcome
  }

  /// As `parseHTML`, but always in chunks.
  static func parseXML(
    _ bytes: [UInt8], into sink: BlockAssembler, depthLimit: Int, over processors: Processors = .one
  ) -> MarkupOutcome {
    _ = Self.libraryIsReady
    sink.expect(bytes: bytes.count)
    let isShared = processors.count > 1 && (sharedPage...wholePage).contains(bytes.count)
    let relay = isShared ? MarkupRelay(to: sink) : nil
    let session = MarkupSession(sink: sink, depthLimit: depthLimit, relay: relay)
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { context, local, prefix, uri, _, _, count, _, attributes in
      guard let local else { return }
      MarkupSession.with(context) {
        $0.start(local: local, prefix: prefix, uri: uri, count: Int(count), attributes)
      }
    }
    handler.endElementNs = { context, local, prefix, uri in
      guard let local else { return }
      MarkupSession.with(context) { $0.end(local: local, prefix: prefix, uri: uri) }
    }
    handler.characters = MarkupSession.characters
    handler.cdataBlock = MarkupSession.characters
    handler.ignorableWhitespace = MarkupSession.characters
    handler.getEntity = { context, name in
      guard let session = MarkupSession.from(context), let name else { return nil }
      return session.entity(named: name)
    }
    handler.entityDecl = { context, name, type, _, _, content in
      guard let session = MarkupSession.from(context), let name, let content,
        type == Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue)
      else { return }
      session.declare(name, content)
    }
    handler.serror = { context, error in
      guard let session = MarkupSession.from(context), let error else { return }
      session.note(error)
    }
    withExtendedLifetime(session) {
      let opaque = Unmanaged.passUnretained(session).toOpaque()
      guard let context = xmlCreatePushParserCtxt(&handler, opaque, nil, 0, nil) else { return }
      session.context = context
      let options =
        XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_HUGE.rawValue
      xmlCtxtUseOptions(context, Int32(options))
      feed(bytes) { pointer, count, last in
        xmlParseChunk(context, pointer, count, last)
        return !session.stopped
      }
      session.context = nil
      xmlFreeParserCtxt(context)
    }
    session.freeEntities()
    relay?.finish()
    sink.finish()
    return session.outcome
  }

  /// libxml2 sets up its tables on first use, which must happen on one thread only.
  private static let libraryIsReady: Bool = {
    xmlInitParser()
    return true
  }()

  static func prepare() { _ = libraryIsReady }

  /// Hands the bytes over, whole or in chunks; stops early when `take` returns false.
  private static func feed(
    _ bytes: [UInt8], whole: Bool = false, _ take: (UnsafePointer<CChar>?, Int32, Int32) -> Bool
  ) {
    // Safe: the buffer outlives each call, and the parser copies what it keeps.
    bytes.withUnsafeBytes { raw in
      guard let base = raw.bindMemory(to: CChar.self).baseAddress else { return }
      if whole {
        _ = take(base, Int32(raw.count), 1)
        return
      }
      var offset = 0
      while offset < raw.count {
        let count = min(chunkSize, raw.count - offset)
        guard take(base + offset, Int32(count), 0) else { return }
        offset += count
      }
      _ = take(nil, 0, 1)
    }
  }
}
