import CLibXML2
import Glibc

/// One parse: turns C strings into `Element` and `Attribute` once each, guards depth, keeps the first fatal error.
final class MarkupSession {
  let sink: BlockAssembler
  /// Takes the events to the sink on another processor; nil where they go there at once.
  let relay: MarkupRelay?
  let depthLimit: Int
  var outcome = MarkupOutcome()
  var context: xmlParserCtxtPtr?
  private(set) var stopped = false
  private var depth = 0
  private let elements = NameCache<Element>(.other)
  private let attributeNames = NameCache<Attribute>(.other)
  private let held = Held<[MarkupAttribute]>([])
  private var attributes: [MarkupAttribute] {
    _read { yield held.value }
    _modify { yield &held.value }
  }
  private var entities: [String: UnsafeMutablePointer<xmlEntity>] = [:]
  private var declared: [String: [UInt8]] = [:]

  init(sink: BlockAssembler, depthLimit: Int, relay: MarkupRelay? = nil) {
    self.sink = sink
    self.relay = relay
    self.depthLimit = depthLimit
    attributes.reserveCapacity(16)
  }

  /// Safe: the opaque pointer is the session passed to the parser, which `MarkupParser` keeps alive for the whole parse.
  /// Without counting a reference to it, which the frequent events would pay for.
  @inline(__always)
  static func with(_ context: UnsafeMutableRawPointer?, _ body: (MarkupSession) -> Void) {
    guard let context else { return }
    Unmanaged<MarkupSession>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
  }

  static func from(_ context: UnsafeMutableRawPointer?) -> MarkupSession? {
    context.map { Unmanaged<MarkupSession>.fromOpaque($0).takeUnretainedValue() }
  }

  static let characters: charactersSAXFunc = { context, pointer, count in
    guard let pointer, count > 0 else { return }
    let text = UnsafeBufferPointer(start: pointer, count: Int(count))
    MarkupSession.with(context) { session in
      if let relay = session.relay { relay.characters(text) } else { session.sink.characters(text) }
    }
  }

  private var line: Int { context?.pointee.input.map { Int($0.pointee.line) } ?? 0 }

  // MARK: HTML

  func start(htmlName name: UnsafePointer<xmlChar>, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    guard enter() else { return }
    attributes.removeAll(keepingCapacity: true)
    if let list {
      var index = 0
      while let key = list[index] {
        let attribute = attributeNames.value(of: key) { Attribute.byName[$0.lowercased()] ?? .other }
        if attribute != .other {
          let value = list[index + 1]
          // The C library counts many bytes at a time, libxml2 one.
          let count = value.map { strlen(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) } ?? 0
          attributes.append(
            MarkupAttribute(name: attribute, value: UnsafeBufferPointer(start: value, count: count)))
        }
        index += 2
      }
    }
    let element = element(htmlName: name)
    if let relay { relay.start(element, attributes, line: line) } else { sink.start(element, attributes, line: line) }
  }

  func end(htmlName name: UnsafePointer<xmlChar>) {
    depth -= 1
    let element = element(htmlName: name)
    if let relay { relay.end(element) } else { sink.end(element) }
  }

  private func element(htmlName name: UnsafePointer<xmlChar>) -> Element {
    elements.value(of: name) { Element.byName[$0.lowercased()] ?? .other }
  }

  // MARK: XML

  func start(
    local: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?, count: Int,
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard enter() else { return }
    attributes.removeAll(keepingCapacity: true)
    if let list {
      for index in 0..<count {
        guard let key = list[index * 5], let value = list[index * 5 + 3], let end = list[index * 5 + 4] else {
          continue
        }
        let attribute = attributeNames.value(of: key) { Attribute.byName[$0.lowercased()] ?? .other }
        guard attribute != .other else { continue }
        attributes.append(
          MarkupAttribute(name: attribute, value: UnsafeBufferPointer(start: value, count: max(0, end - value))))
      }
    }
    let element = element(local: local, uri: uri)
    if let relay { relay.start(element, attributes, line: line) } else { sink.start(element, attributes, line: line) }
  }

  func end(local: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?) {
    depth -= 1
    let element = element(local: local, uri: uri)
    if let relay { relay.end(element) } else { sink.end(element) }
  }

  /// Local names are interned per document, but one local name may stand in several namespaces, so the key is both.
  private func element(local: UnsafePointer<xmlChar>, uri: UnsafePointer<xmlChar>?) -> Element {
    elements.value(of: local, and: uri) { name in
      let lower = name.lowercased()
      guard let uri else { return Self.reportElement(lower) }
      switch String(cString: uri) {
      case "http://www.w3.org/1999/xhtml", "http://www.w3.org/TR/html4/": return Element.byName[lower] ?? .other
      case "http://www.xbrl.org/2013/inlineXBRL", "http://www.xbrl.org/2008/inlineXBRL":
        return Element.byName["ix:" + lower] ?? .other
      case "http://www.xbrl.org/2003/instance": return Element.byName["xbrli:" + lower] ?? .other
      case "http://xbrl.org/2006/xbrldi": return Element.byName["xbrldi:" + lower] ?? .other
      default: return Self.reportElement(lower)
      }
    }
  }

  private static func reportElement(_ lower: String) -> Element {
    Element.byReportName[lower] ?? Element.byName[lower] ?? .other
  }

  /// The entities that are expanded: XML's five, HTML's named characters, and short ones that the document declares
  /// without markup or further entities in them. All others are dropped, so that no amplification is possible.
  func entity(named name: UnsafePointer<xmlChar>) -> UnsafeMutablePointer<xmlEntity>? {
    if let predefined = xmlGetPredefinedEntity(name) { return predefined }
    let key = String(cString: name)
    if let known = entities[key] { return known }
    var content = declared[key] ?? []
    if content.isEmpty, let html = htmlEntityLookup(name), let scalar = Unicode.Scalar(html.pointee.value) {
      content = Array(String(Character(scalar)).utf8)
    }
    // Safe: it lives until `freeEntities`, which runs after the parser context is gone.
    let entity = ExpandedEntity.make(content)
    entities[key] = entity
    return entity
  }

  func declare(_ name: UnsafePointer<xmlChar>, _ content: UnsafePointer<xmlChar>) {
    let count = Int(xmlStrlen(content))
    guard count <= 256, declared.count < 256 else { return }
    let bytes = Array(UnsafeBufferPointer(start: content, count: count))
    guard !bytes.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }) else { return }
    declared[String(cString: name)] = bytes
  }

  func freeEntities() {
    for entity in entities.values {
      ExpandedEntity.free(entity)
    }
    entities = [:]
  }

  func note(_ error: UnsafeMutablePointer<xmlError>) {
    guard outcome.fatal == nil, error.pointee.level == XML_ERR_FATAL,
      error.pointee.code != Int32(XML_ERR_UNDECLARED_ENTITY.rawValue)
    else { return }
    let isCut =
      error.pointee.code == Int32(XML_ERR_DOCUMENT_END.rawValue)
      || error.pointee.code == Int32(XML_ERR_TAG_NOT_FINISHED.rawValue)
    if isCut {
      outcome.fatal = (Int(error.pointee.line), "the file ends before its elements do")
      return
    }
    let message = error.pointee.message.map { String(cString: $0) } ?? "not well-formed"
    outcome.fatal = (Int(error.pointee.line), message.split(separator: "\n").first.map(String.init) ?? message)
  }

  private func enter() -> Bool {
    depth += 1
    guard depth > depthLimit else { return !stopped }
    outcome.tooDeep = true
    stopped = true
    xmlStopParser(context)
    return false
  }
}

/// Names that libxml2 interns are the same pointer each time, so a pointer is looked up as a string only once.
final class NameCache<Value> {
  private struct Slot {
    var first: UInt = 0
    var second: UInt = 0
    var value: Value
  }

  private let held: Held<[Slot]>

  /// `none` only fills the places that no name has taken.
  init(_ none: Value) { held = Held(Array(repeating: Slot(value: none), count: 512)) }

  func value(
    of name: UnsafePointer<xmlChar>, and other: UnsafePointer<xmlChar>? = nil, _ find: (String) -> Value
  ) -> Value {
    let a = UInt(bitPattern: name)
    let b = UInt(bitPattern: other)
    let slot = Int(((a >> 1) ^ (b >> 4) &* 31) & 511)
    if held.value[slot].first == a, held.value[slot].second == b { return held.value[slot].value }
    let value = find(String(cString: name))
    held.value[slot] = Slot(first: a, second: b, value: value)
    return value
  }
}
