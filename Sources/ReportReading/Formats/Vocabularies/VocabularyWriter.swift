/// Writes a document of a vocabulary as HTML, each block with its line in the file.
final class VocabularyWriter: XMLEventSink {
  weak var events: XMLEvents?
  private(set) var about: [(name: String, content: String)] = []
  private(set) var language: String?
  private let vocabulary: Vocabulary
  private var output: [UInt8] = []
  private var footnotes: [UInt8] = []
  private var stack: [Frame] = []
  private var sections = 0
  private var label: [UInt8] = []
  private var date = (year: "", month: "", day: "")

  private struct Frame {
    var name: String
    var rule: Vocabulary.Rule?
    var isSilent = false
    var isFront = false
    /// What the element's text is taken for instead of being written; nil where it is written.
    var capture: [UInt8]?
    /// Written when the element ends.
    var closing: [UInt8] = []
    /// The running output before this element, where it is written elsewhere.
    var outer: [UInt8]?
    /// Places of named columns.
    var columns: [String: Int] = [:]
    var isTableOpen = false
  }

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  var html: [UInt8] { output + footnotes }

  func start(_ name: String, uri: String, _ attributes: XMLAttributes) {
    var frame = Frame(name: name, rule: vocabulary.rules[name])
    frame.isSilent = stack.last?.isSilent ?? false
    frame.isFront = stack.last?.isFront ?? false
    if stack.isEmpty { language = attributes["lang"] }
    defer { stack.append(frame) }
    guard !frame.isSilent else { return }
    switch frame.rule {
    case nil: break
    case .drop: frame.isSilent = true
    case .front: frame.isFront = true
    case .section:
      // An abstract is text wherever it stands.
      frame.isFront = false
      sections += 1
      open("div", &frame)
    case .title: startTitle(&frame)
    case .label: frame.capture = []
    case .about: frame.capture = []
    case .date:
      date = ("", "", "")
      if let iso = attributes["iso-8601-date"] { about.append(("date", iso)) }
      frame.capture = []
    case .block(let tag):
      if !tag.isEmpty, !frame.isFront { open(tag, &frame) }
      // "Table 1" stands before its caption; before anything else a label is the mark of a note or an item.
      if tag == "p", stack.last?.name == "caption", !label.isEmpty { output += label + [0x20] }
      if tag == "p" { label = [] }
    case .run(let tag):
      let isBold = tag == "i" && ["bold", "strong"].contains(attributes["role"] ?? "")
      write("<\(isBold ? "b" : tag)>")
      if tag != "br" { frame.closing = Array("</\(isBold ? "b" : tag)>".utf8) }
    case .list(let isOrdered):
      let isNumbered = isOrdered || ["order", "alpha-lower", "roman-lower"].contains(attributes["list-type"] ?? "")
      open(isNumbered ? "ol" : "ul", &frame)
    case .item: open("li", &frame)
    case .table: break
    case .row:
      openTable()
      open("tr", &frame)
    case .head: openTable()
    case .column:
      if let table = stack.lastIndex(where: { if case .table? = $0.rule { true } else { false } }),
        let column = attributes["colname"]
      {
        let place = attributes["colnum"].flatMap(Int.init) ?? stack[table].columns.count + 1
        stack[table].columns[column] = place
      }
    case .cell: openCell("td", attributes, &frame)
    case .headerCell: openCell("th", attributes, &frame)
    case .footnote:
      frame.outer = output
      output = []
      open("div", &frame)
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let last = stack.last, !last.isSilent else { return }
    if let target = stack.lastIndex(where: { $0.capture != nil }) {
      stack[target].capture?.append(contentsOf: bytes)
    } else if !last.isFront {
      output += HTMLText.escaped(bytes)
    }
  }

  func end(_ name: String, uri: String) {
    guard let frame = stack.popLast(), !frame.isSilent else { return }
    let words = frame.capture.map { String(decoding: $0, as: UTF8.self).collapsed } ?? ""
    if let target = stack.lastIndex(where: { if case .date? = $0.rule { true } else { false } }),
      target == stack.count - 1
    {
      let part = String(decoding: stack[target].capture ?? [], as: UTF8.self).collapsed
      let own = part.split(separator: " ").last.map(String.init) ?? ""
      switch name {
      case "year": date.year = own
      case "month": date.month = own
      case "day": date.day = own
      default: break
      }
      stack[target].capture?.append(0x20)
      return
    }
    switch frame.rule {
    case .section: sections -= 1
    case .label: label = frame.capture ?? []
    case .about(let key): if !words.isEmpty { about.append((key, words)) }
    case .date: endDate(words)
    case .table: if frame.isTableOpen { write("</table>") }
    default: break
    }
    if frame.capture == nil { output += frame.closing }
    if let outer = frame.outer {
      footnotes += output
      output = outer
    }
  }

  // MARK: Titles and dates

  private func startTitle(_ frame: inout Frame) {
    frame.isFront = false
    let parent = stack.last?.rule
    switch parent {
    case .table?, .block?:
      open("p", &frame)
    default: open("h\(min(6, sections + 1))", &frame)
    }
    output += label
    if !label.isEmpty { output.append(0x20) }
    label = []
  }

  private func endDate(_ words: String) {
    if !date.year.isEmpty {
      func two(_ text: String) -> String { text.count == 1 ? "0" + text : text }
      if Int(date.month) != nil, !date.day.isEmpty {
        about.append(("date", "\(date.year)-\(two(date.month))-\(two(date.day))"))
      } else {
        about.append(("date", [date.day, date.month, date.year].filter { !$0.isEmpty }.joined(separator: " ")))
      }
    } else if !words.isEmpty {
      about.append(("date", words))
    }
  }

  // MARK: Tables

  /// Opens the table whose first row this is.
  private func openTable() {
    guard let table = stack.lastIndex(where: { if case .table? = $0.rule { true } else { false } }),
      !stack[table].isTableOpen
    else { return }
    stack[table].isTableOpen = true
    write("<table data-sourcepos=\"\(events?.line ?? 0):1\">")
  }

  private func openCell(_ tag: String, _ attributes: XMLAttributes, _ frame: inout Frame) {
    let isHead = stack.contains { if case .head? = $0.rule { true } else { false } }
    var extra = ""
    for key in ["colspan", "rowspan"] {
      if let count = attributes[key].flatMap(Int.init), count > 1 { extra += " \(key)=\"\(count)\"" }
    }
    if let more = attributes["morerows"].flatMap(Int.init), more > 0 { extra += " rowspan=\"\(more + 1)\"" }
    if let first = attributes["namest"], let last = attributes["nameend"],
      let table = stack.last(where: { if case .table? = $0.rule { true } else { false } }),
      let from = table.columns[first], let to = table.columns[last], to > from
    {
      extra += " colspan=\"\(to - from + 1)\""
    }
    open(isHead ? "th" : tag, &frame, extra)
  }

  private func open(_ tag: String, _ frame: inout Frame, _ extra: String = "") {
    write("<\(tag) data-sourcepos=\"\(events?.line ?? 0):1\"\(extra)>")
    frame.closing = Array("</\(tag)>".utf8) + frame.closing
  }

  private func write(_ text: String) { output.append(contentsOf: text.utf8) }
}
