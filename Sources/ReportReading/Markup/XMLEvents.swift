import CLibXML2

/// What a small XML vocabulary's reader is told. Names are local, without their prefix.
protocol XMLEventSink: AnyObject {
  func start(_ name: String, uri: String, _ attributes: XMLAttributes)
  func end(_ name: String, uri: String)
  func characters(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// The attributes of one element, by local name. Their bytes are the parser's, and valid only during the start event.
struct XMLAttributes {
  fileprivate(set) var all: [(name: String, value: UnsafeBufferPointer<UInt8>)] = []

  subscript(name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

  func bytes(_ name: String) -> UnsafeBufferPointer<UInt8>? { all.first { $0.name == name }?.value }

  /// A number in digits with a point, such as a place on a page; 0 where there is none.
  func number(_ name: String) -> Float {
    guard let bytes = bytes(name) else { return 0 }
    var whole = 0.0
    var scale = 1.0
    var isNegative = false
    var isFraction = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x30...0x39:
        whole = whole * 10 + Double(byte - 0x30)
        if isFraction { scale *= 10 }
      case 0x2E where !isFraction: isFraction = true
      case 0x2D where index == 0: isNegative = true
      default: return 0
      }
    }
    return Float(isNegative ? -whole / scale : whole / scale)
  }
}

/// Feeds XML to a sink piece by piece, as it arrives. Nothing is fetched, no entity but XML's own five and HTML's named
/// characters is expanded, and depth is bounded. Faults are mended where libxml2 can mend them.
///
/// Part of the bridge to C: every pointer handed to a handler belongs to the parser and is used only inside that call.
final class XMLEvents {
  private let sink: any XMLEventSink
  private let depthLimit: Int
  private var context: xmlParserCtxtPtr?
  private var depth = 0
  private let names = NameCache<String>("")
  private var attributes = XMLAttributes()
  private var entities: [String: UnsafeMutablePointer<xmlEntity>] = [:]
  private(set) var tooDeep = false
  /// The first error that makes the document not well-formed.
  private(set) var fatal: (line: Int, message: String)?

  init(sink: any XMLEventSink, depthLimit: Int) {
    self.sink = sink
    self.depthLimit = depthLimit
    xmlInitParser()
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { opaque, local, _, uri, _, _, count, _, attributes in
      guard let events = XMLEvents.from(opaque), let local else { return }
      events.start(local, uri, Int(count), attributes)
    }
    handler.endElementNs = { opaque, local, _, uri in
      guard let events = XMLEvents.from(opaque), let local else { return }
      events.depth -= 1
      events.sink.end(events.name(local), uri: uri.map { events.name($0) } ?? "")
    }
    let characters: charactersSAXFunc = { opaque, pointer, count in
      guard let events = XMLEvents.from(opaque), let pointer, count > 0 else { return }
      events.sink.characters(UnsafeBufferPointer(start: pointer, count: Int(count)))
    }
    handler.characters = characters
    handler.cdataBlock = characters
    handler.ignorableWhitespace = characters
    handler.getEntity = { opaque, name in
      guard let events = XMLEvents.from(opaque), let name else { return nil }
      return events.entity(name)
    }
    handler.serror = { opaque, error in
      guard let events = XMLEvents.from(opaque), let error, events.fatal == nil,
        error.pointee.level == XML_ERR_FATAL, error.pointee.code != Int32(XML_ERR_UNDECLARED_ENTITY.rawValue)
      else { return }
      let message = error.pointee.message.map { String(cString: $0) } ?? "not well-formed"
      events.fatal = (Int(error.pointee.line), message.split(separator: "\n").first.map(String.init) ?? message)
    }
    // Safe: the context is freed in `close`, which `deinit` calls, so it never outlives this object.
    context = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    let options =
      XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_HUGE.rawValue
    xmlCtxtUseOptions(context, Int32(options))
  }

  deinit { close() }

  /// The line that the parser stands on.
  var line: Int { context?.pointee.input.map { Int($0.pointee.line) } ?? 0 }

  /// Parses a piece; false once the parse was stopped.
  @discardableResult
  func feed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let context, !tooDeep else { return false }
    var offset = 0
    while offset < bytes.count, !tooDeep {
      let count = min(MarkupParser.chunkSize, bytes.count - offset)
      let base = bytes.baseAddress.map { ($0 + offset).assumingMemoryBound(to: CChar.self) }
      xmlParseChunk(context, base, Int32(count), 0)
      offset += count
    }
    return !tooDeep
  }

  /// Ends the parse.
  func close() {
    guard let context else { return }
    if !tooDeep { xmlParseChunk(context, nil, 0, 1) }
    xmlFreeParserCtxt(context)
    self.context = nil
    for entity in entities.values {
      ExpandedEntity.free(entity)
    }
    entities = [:]
  }

  /// Parses a whole document.
  static func parse(_ bytes: [UInt8], into sink: any XMLEventSink, depthLimit: Int) -> XMLEvents {
    let events = XMLEvents(sink: sink, depthLimit: depthLimit)
    bytes.withUnsafeBytes { _ = events.feed($0) }
    events.close()
    return events
  }

  private static func from(_ opaque: UnsafeMutableRawPointer?) -> XMLEvents? {
    opaque.map { Unmanaged<XMLEvents>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(
    _ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?, _ count: Int,
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    depth += 1
    guard depth <= depthLimit else {
      tooDeep = true
      xmlStopParser(context)
      return
    }
    attributes.all.removeAll(keepingCapacity: true)
    for index in 0..<min(count, 64) {
      guard let list, let key = list[index * 5], let value = list[index * 5 + 3], let end = list[index * 5 + 4] else {
        continue
      }
      let bytes = UnsafeBufferPointer(start: value, count: max(0, end - value))
      attributes.all.append((name(key), bytes))
    }
    sink.start(name(local), uri: uri.map { name($0) } ?? "", attributes)
  }

  /// The parser interns names, so a pointer is turned into a string once.
  private func name(_ pointer: UnsafePointer<xmlChar>) -> String {
    names.value(of: pointer) { $0 }
  }

  private func entity(_ name: UnsafePointer<xmlChar>) -> UnsafeMutablePointer<xmlEntity>? {
    if let predefined = xmlGetPredefinedEntity(name) { return predefined }
    let key = String(cString: name)
    if let known = entities[key] { return known }
    var content: [UInt8] = []
    if let html = htmlEntityLookup(name), let scalar = Unicode.Scalar(html.pointee.value) {
      content = Array(String(Character(scalar)).utf8)
    }
    guard entities.count < 1024 else { return nil }
    // Safe: it lives until `close`, when the parser context is gone.
    let entity = ExpandedEntity.make(content)
    entities[key] = entity
    return entity
  }
}
