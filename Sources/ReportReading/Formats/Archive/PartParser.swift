import CLibXML2

/// Takes the events of one XML part. Names are `prefix:local` with the prefixes of `PartNames`, whatever the file has.
protocol PartHandler: AnyObject {
  func start(_ name: String, _ attributes: PartAttributes)
  func end(_ name: String)
  func characters(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// The attributes of a start event; their bytes are valid only during it.
struct PartAttributes {
  fileprivate var names: [String] = []
  fileprivate var values: [UnsafeBufferPointer<UInt8>] = []

  subscript(name: String) -> String? {
    names.firstIndex(of: name).map { String(decoding: values[$0], as: UTF8.self) }
  }

  /// A whole number, held within a thousand million, so that no sum of a few overflows.
  func integer(_ name: String) -> Int? {
    self[name].flatMap { Int($0) }.map { min(max($0, -1_000_000_000), 1_000_000_000) }
  }

  /// The bytes of a value, for those that are read often.
  func bytes(_ name: String) -> UnsafeBufferPointer<UInt8>? { names.firstIndex(of: name).map { values[$0] } }

  /// XML Schema's and Office's ways to write true and false; nil where the attribute is absent.
  func flag(_ name: String) -> Bool? {
    self[name].map { !["0", "false", "off", "none"].contains($0.lowercased()) }
  }
}

/// Parses parts of archives as they are unpacked, through libxml2's SAX interface. No tree, no external entity, no DTD.
///
/// A bridge to C, as `MarkupParser` is: pointers that libxml2 hands to a handler are used inside that call only. The
/// session is kept alive until the parser context is freed.
enum PartParser {
  /// Parses a part of an archive; a part that is not there gives no event.
  static func parse(_ archive: ArchiveReader, _ name: String, into handler: PartHandler) throws(ReadingError) {
    try parse(
      into: handler, depthLimit: archive.limits.depth, path: archive.path, part: name
    ) { (take) throws(ReadingError) in
      try archive.read(name, take)
    }
  }

  /// Parses a document that is in memory, UTF-8 whatever its declaration says.
  static func parse(
    _ bytes: [UInt8], path: String, limits: ReportReader.Limits, into handler: PartHandler
  ) throws(ReadingError) {
    try parse(
      into: handler, depthLimit: limits.depth, path: path, part: "", options: XML_PARSE_IGNORE_ENC.rawValue
    ) { (take) throws(ReadingError) in
      // Safe: the buffer outlives the loop, and the parser copies what it keeps of a piece.
      try bytes.withUnsafeBufferPointer { (buffer) throws(ReadingError) in
        let all = UnsafeRawBufferPointer(buffer)
        for start in stride(from: 0, to: all.count, by: MarkupParser.chunkSize) {
          let end = min(start + MarkupParser.chunkSize, all.count)
          guard try take(UnsafeRawBufferPointer(rebasing: all[start..<end])) else { return }
        }
      }
    }
  }

  private typealias Take = (UnsafeRawBufferPointer) throws(ReadingError) -> Bool

  /// `part` is named in messages, where the document is one; `read` hands its pieces over until it is told to stop.
  private static func parse(
    into handler: PartHandler, depthLimit: Int, path: String, part: String, options more: UInt32 = 0,
    _ read: (Take) throws(ReadingError) -> Void
  ) throws(ReadingError) {
    let session = PartSession(handler, depthLimit: depthLimit)
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = { context, local, _, uri, _, _, count, _, attributes in
      guard let session = PartSession.from(context), let local else { return }
      session.start(local, uri, Int(count), attributes)
    }
    sax.endElementNs = { context, local, _, uri in
      guard let session = PartSession.from(context), let local else { return }
      session.end(local, uri)
    }
    sax.characters = PartSession.characters
    sax.cdataBlock = PartSession.characters
    sax.ignorableWhitespace = PartSession.characters
    sax.getEntity = { context, name in
      guard let name else { return nil }
      return xmlGetPredefinedEntity(name) ?? PartSession.from(context)?.nothing
    }
    sax.serror = { context, error in
      guard let session = PartSession.from(context), let error else { return }
      session.note(error)
    }
    MarkupParser.prepare()
    guard
      let context = xmlCreatePushParserCtxt(&sax, Unmanaged.passUnretained(session).toOpaque(), nil, 0, nil)
    else { return }
    session.context = context
    defer {
      withExtendedLifetime(session) {
        session.context = nil
        xmlFreeParserCtxt(context)
      }
    }
    let options =
      XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | more
    xmlCtxtUseOptions(context, Int32(options))
    var meter = AttributeMeter()
    var isEmpty = true
    try read { (piece) throws(ReadingError) in
      guard meter.allows(piece) else {
        throw ReadingError(
          path: path,
          reason: .malformed(
            "an element with more than \(MarkupGuard.attributeLimit) attributes\(part.isEmpty ? "" : " in \(part)")"))
      }
      isEmpty = false
      xmlParseChunk(context, piece.bindMemory(to: CChar.self).baseAddress, Int32(piece.count), 0)
      return !session.stopped
    }
    guard !isEmpty else { return }
    if !session.stopped { xmlParseChunk(context, nil, 0, 1) }
    if session.tooDeep { throw ReadingError(path: path, reason: .tooDeep(limit: depthLimit)) }
    if let fatal = session.fatal {
      throw ReadingError(
        path: path, reason: .malformed("\(part.isEmpty ? "" : "\(part), ")line \(fatal.line): \(fatal.message)"))
    }
  }
}

/// Refuses elements whose attributes would cost the parser more than their size: it compares each with all before it.
private struct AttributeMeter {
  private var count = 0
  private var previous: UInt8 = 0

  /// Counts equals signs between two `<`, which no well-formed attribute value can hold.
  mutating func allows(_ piece: UnsafeRawBufferPointer) -> Bool {
    for byte in piece {
      if byte == 0x3C {
        count = 0
      } else if byte == 0x3D, previous != 0x3D {
        count += 1
        if count > MarkupGuard.attributeLimit { return false }
      }
      previous = byte
    }
    return true
  }
}

private final class PartSession {
  let handler: PartHandler
  let depthLimit: Int
  var context: xmlParserCtxtPtr?
  private(set) var fatal: (line: Int, message: String)?
  private(set) var tooDeep = false
  private(set) var stopped = false
  private var depth = 0
  private var names = NameCache<String>("")
  private var attributeNames = NameCache<String>("")
  private var attributes = PartAttributes()
  /// What every entity but XML's five stands for. After an unknown one the parser would drop the known ones too.
  let nothing: UnsafeMutablePointer<xmlEntity>
  private let noContent: UnsafeMutablePointer<xmlChar>

  init(_ handler: PartHandler, depthLimit: Int) {
    self.handler = handler
    self.depthLimit = depthLimit
    noContent = .allocate(capacity: 1)
    noContent.initialize(to: 0)
    nothing = .allocate(capacity: 1)
    nothing.initialize(to: xmlEntity())
    nothing.pointee.type = XML_ENTITY_DECL
    nothing.pointee.etype = XML_INTERNAL_PREDEFINED_ENTITY
    nothing.pointee.content = noContent
  }

  /// Safe: the session outlives the parser context, the only other holder of the two.
  deinit {
    nothing.deallocate()
    noContent.deallocate()
  }

  /// Safe: the opaque pointer is the session that `PartParser` keeps alive for the whole parse.
  static func from(_ context: UnsafeMutableRawPointer?) -> PartSession? {
    context.map { Unmanaged<PartSession>.fromOpaque($0).takeUnretainedValue() }
  }

  static let characters: charactersSAXFunc = { context, pointer, count in
    guard let session = PartSession.from(context), let pointer, count > 0, !session.stopped else { return }
    session.handler.characters(UnsafeBufferPointer(start: pointer, count: Int(count)))
  }

  func start(
    _ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?, _ count: Int,
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    depth += 1
    guard depth <= depthLimit else {
      tooDeep = true
      stopped = true
      xmlStopParser(context)
      return
    }
    attributes.names.removeAll(keepingCapacity: true)
    attributes.values.removeAll(keepingCapacity: true)
    if let list {
      for index in 0..<count {
        guard let key = list[index * 5], let value = list[index * 5 + 3], let end = list[index * 5 + 4] else {
          continue
        }
        let space = list[index * 5 + 2]
        attributes.names.append(attributeNames.value(of: key, and: space) { PartNames.name($0, space) })
        attributes.values.append(UnsafeBufferPointer(start: value, count: max(0, end - value)))
      }
    }
    handler.start(names.value(of: local, and: uri) { PartNames.name($0, uri) }, attributes)
  }

  func end(_ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) {
    depth -= 1
    guard !stopped else { return }
    handler.end(names.value(of: local, and: uri) { PartNames.name($0, uri) })
  }

  func note(_ error: UnsafeMutablePointer<xmlError>) {
    guard fatal == nil, !stopped, error.pointee.level == XML_ERR_FATAL,
      error.pointee.code != Int32(XML_ERR_UNDECLARED_ENTITY.rawValue)
    else { return }
    let message = error.pointee.message.map { String(cString: $0) } ?? "not well-formed"
    fatal = (Int(error.pointee.line), message.split(separator: "\n").first.map(String.init) ?? message)
  }
}
