/// XBRL instances: facts as rows of a table for each period, tagged as inline XBRL tags them, so that value, unit,
/// period and concept are the author's own.
enum XBRLInstance {
  static func read(
    _ bytes: [UInt8], path: String, limits: ReportReader.Limits
  ) throws(ReadingError) -> BlockAssembler {
    let reader = InstanceReader()
    let events = XMLEvents(sink: reader, depthLimit: limits.depth)
    reader.events = events
    bytes.withUnsafeBytes { _ = events.feed($0) }
    events.close()
    if events.tooDeep { throw ReadingError(path: path, reason: .tooDeep(limit: limits.depth)) }
    if let fatal = events.fatal {
      throw ReadingError(path: path, reason: .malformed("line \(fatal.line): \(fatal.message)"))
    }
    let assembler = BlockAssembler()
    let outcome = MarkupParser.parseXML(reader.document, into: assembler, depthLimit: limits.depth)
    if let fatal = outcome.fatal { throw ReadingError(path: path, reason: .malformed(fatal.message)) }
    for text in reader.narratives {
      assembler.statedLine = text.line
      _ = MarkupParser.parseHTML(text.html, into: assembler, depthLimit: limits.depth)
    }
    // A cover that names its form says more; without one the name alone is known.
    if let name = reader.registrant { assembler.draft.hints.meta.append(("publisher", name)) }
    return assembler
  }
}

/// Collects contexts, units and facts, and writes them as one XHTML document with inline tags.
private final class InstanceReader: XMLEventSink {
  private struct Fact {
    var name: String
    var prefix: String
    var context: String
    var unit: String
    var line: Int
    var text: String
  }
  private struct Context {
    var start = ""
    var end = ""
    var members: [String] = []
    var xml: [UInt8] = []
  }

  weak var events: XMLEvents?
  private(set) var narratives: [(html: [UInt8], line: Int)] = []
  private var contexts: [(id: String, context: Context)] = []
  private var units: [(id: String, measures: [String], xml: [UInt8])] = []
  private var facts: [Fact] = []
  private var depth = 0
  private var text: [UInt8] = []
  private var fact: Fact?
  private var resource: [UInt8] = []
  private var isResource = false
  private var factDepth = 0
  private static let instance = "http://www.xbrl.org/2003/instance"

  func start(_ name: String, uri: String, _ attributes: XMLAttributes) {
    depth += 1
    if depth == 2 {
      text.removeAll(keepingCapacity: true)
      if uri == Self.instance, name == "context" || name == "unit" {
        isResource = true
        resource = []
        if name == "context" {
          contexts.append((attributes["id"] ?? "", Context()))
        } else {
          units.append((attributes["id"] ?? "", [], []))
        }
      } else if let context = attributes["contextRef"], attributes["nil"] != "true", facts.count < 200_000 {
        fact = Fact(
          name: name, prefix: Self.prefix(uri), context: context, unit: attributes["unitRef"] ?? "",
          line: events?.line ?? 0, text: "")
        factDepth = depth
      }
    }
    if isResource {
      if depth > 2 { text.removeAll(keepingCapacity: true) }
      let prefix = uri == "http://xbrl.org/2006/xbrldi" ? "xbrldi" : uri == Self.instance ? "xbrli" : "x"
      var tag = "<\(prefix):\(name)"
      for key in ["id", "dimension"] {
        if let value = attributes[key] {
          tag += " \(key)=\"\(String(decoding: HTMLText.escaped(value.utf8), as: UTF8.self))\""
        }
      }
      resource.append(contentsOf: (tag + ">").utf8)
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard fact != nil || isResource else { return }
    text.append(contentsOf: bytes)
    if isResource { resource += HTMLText.escaped(bytes) }
  }

  func end(_ name: String, uri: String) {
    defer { depth -= 1 }
    let words = String(decoding: text, as: UTF8.self)
    if isResource {
      let prefix = uri == "http://xbrl.org/2006/xbrldi" ? "xbrldi" : uri == Self.instance ? "xbrli" : "x"
      resource.append(contentsOf: "</\(prefix):\(name)>".utf8)
      let last = contexts.count - 1
      switch name {
      case "startDate" where last >= 0: contexts[last].context.start = words.collapsed
      case "endDate" where last >= 0: contexts[last].context.end = words.collapsed
      case "instant" where last >= 0: contexts[last].context.end = words.collapsed
      case "explicitMember" where last >= 0:
        contexts[last].context.members.append(
          Self.words(words.collapsed.split(separator: ":").last.map(String.init) ?? ""))
      case "measure": if !units.isEmpty { units[units.count - 1].measures.append(words.collapsed) }
      case "context" where depth == 2:
        contexts[last].context.xml = resource
        isResource = false
      case "unit" where depth == 2:
        units[units.count - 1].xml = resource
        isResource = false
      default: break
      }
      if depth > 2 { text.removeAll(keepingCapacity: true) }
      return
    }
    guard depth == 2, var done = fact else { return }
    fact = nil
    if done.unit.isEmpty, words.contains("</") || words.utf8.count > 300 {
      narratives.append((Array("<h2>\(Self.words(done.name))</h2>".utf8) + text, done.line))
      return
    }
    done.text = words.collapsed
    if !done.text.isEmpty { facts.append(done) }
  }

  /// Who reports, where the instance says so.
  var registrant: String? { facts.first { $0.prefix == "dei" && $0.name == "EntityRegistrantName" }?.text }

  // MARK: Writing

  var document: [UInt8] {
    var result: [UInt8] = []
    func write(_ text: String) { result.append(contentsOf: text.utf8) }
    func escaped(_ text: String) -> String { String(decoding: HTMLText.escaped(text.utf8), as: UTF8.self) }
    write("<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:ix=\"http://www.xbrl.org/2013/inlineXBRL\"")
    write(" xmlns:xbrli=\"\(Self.instance)\" xmlns:xbrldi=\"http://xbrl.org/2006/xbrldi\" xmlns:x=\"urn:x\"")
    write("><head><title></title></head><body><ix:header><ix:hidden>")
    let dei = facts.filter { $0.prefix == "dei" && $0.unit.isEmpty }
    for fact in dei { write("<ix:nonNumeric name=\"dei:\(fact.name)\">\(escaped(fact.text))</ix:nonNumeric>") }
    write("</ix:hidden><ix:resources>")
    for context in contexts { result += context.context.xml }
    for unit in units { result += unit.xml }
    write("</ix:resources></ix:header>")
    let title = ["EntityRegistrantName", "DocumentType", "DocumentPeriodEndDate"].compactMap { name in
      dei.first { $0.name == name }?.text
    }
    if !title.isEmpty { write("<h1>\(escaped(title.joined(separator: ", ")))</h1>") }
    let measures = Dictionary(units.map { ($0.id, $0.measures) }, uniquingKeysWith: { first, _ in first })
    // A table for each period, in the order in which contexts are declared.
    var order: [(period: String, dimension: String)] = []
    var groups: [String: [Fact]] = [:]
    let places = Dictionary(contexts.map { ($0.id, $0.context) }, uniquingKeysWith: { first, _ in first })
    for fact in facts where !fact.unit.isEmpty {
      guard let context = places[fact.context] else { continue }
      let period = Self.period(context.start, context.end)
      let dimension = context.members.joined(separator: ", ")
      let key = period + "\u{0}" + dimension
      if groups[key] == nil { order.append((period, dimension)) }
      groups[key, default: []].append(fact)
    }
    for (period, dimension) in order {
      if !dimension.isEmpty { write("<h3>\(escaped(dimension))</h3>") }
      write("<table><tr><th>Fact</th><th>\(escaped(period))</th></tr>")
      for fact in groups[period + "\u{0}" + dimension] ?? [] {
        let unit = measures[fact.unit] ?? []
        write("<tr data-sourcepos=\"\(fact.line):1\"><td>\(escaped(Self.words(fact.name)))</td><td>")
        let isNegative = fact.text.hasPrefix("-")
        let digits = isNegative ? String(fact.text.dropFirst()) : fact.text
        let currency = unit.first.flatMap { $0.hasPrefix("iso4217:") ? String($0.dropFirst(8)) : nil }
        if isNegative { write("(") }
        if let currency { write("\(currency == "USD" ? "$" : currency + " ")") }
        write("<ix:nonFraction name=\"\(fact.prefix):\(fact.name)\" contextRef=\"\(escaped(fact.context))\" ")
        write(
          "unitRef=\"\(escaped(fact.unit))\"\(isNegative ? " sign=\"-\"" : "")>\(escaped(Self.grouped(digits)))</ix:nonFraction>"
        )
        if isNegative { write(")") }
        if unit.count == 1, unit.first?.hasSuffix("shares") ?? false { write(" shares") }
        write("</td></tr>")
      }
      write("</table>")
    }
    write("</body></html>")
    return result
  }

  /// "us-gaap" of a namespace such as `http://fasb.org/us-gaap/2024`.
  private static func prefix(_ uri: String) -> String {
    let parts = uri.split { $0 == "/" || $0 == "#" || $0 == ":" }
    let known = parts.last { $0.contains { $0.isLetter } && $0 != "http" && $0 != "https" }
    return known.map { $0.filter { $0.isASCII && ($0.isLetter || $0 == "-") } } ?? "x"
  }

  /// "NetIncomeLoss" as "Net Income Loss".
  static func words(_ name: String) -> String {
    var result = ""
    let characters = Array(name)
    for (index, character) in characters.enumerated() {
      let before = index > 0 ? characters[index - 1] : " "
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      if character.isUppercase, index > 0, before.isLowercase || next.isLowercase && before.isUppercase {
        result += " "
      }
      result.append(character)
    }
    return result
  }

  private static func period(_ start: String, _ end: String) -> String {
    guard let last = CalendarDate(iso: end) else { return end }
    let month = DateText.name(ofMonth: last.month)
    guard let first = CalendarDate(iso: start) else { return "\(month) \(last.day), \(last.year)" }
    let days = last.dayNumber - first.dayNumber + 1
    let span =
      switch days {
      case 350...380: "Year ended"
      case 80...100: "Three months ended"
      case 170...190: "Six months ended"
      case 260...285: "Nine months ended"
      default: "\(DateText.name(ofMonth: first.month)) \(first.day), \(first.year) to"
      }
    return "\(span) \(month) \(last.day), \(last.year)"
  }

  /// Digits with a comma every three.
  private static func grouped(_ digits: String) -> String {
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, whole.count > 3, whole.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return digits
    }
    var result = ""
    for (index, character) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { result.append(",") }
      result.append(character)
    }
    return parts.count > 1 ? result + "." + parts[1] : result
  }
}
