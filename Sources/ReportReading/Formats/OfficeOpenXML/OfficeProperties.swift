/// What an Office document says about itself: its core and extended properties, as hints for the report's metadata.
final class OfficeProperties: PartHandler {
  private var values: [String: String] = [:]
  private var current = ""
  private var text: [UInt8] = []
  /// Fields that the author added, and those that came from a web page's head.
  private var own: [(name: String, content: String)] = []
  private var ownName = ""

  /// Reads the properties that the package's relationships name.
  static func read(_ archive: ArchiveReader, into hints: inout MetadataHints) throws(ReadingError) {
    let package = try Relationships(archive, of: "")
    let properties = OfficeProperties()
    for type in ["custom-properties", "core-properties", "extended-properties"] {
      if let part = package.target(ofType: type) { try PartParser.parse(archive, part, into: properties) }
    }
    properties.fill(&hints)
  }

  /// Titles that programs give where their user gave none.
  private static let empty = ["powerpoint presentation", "word document", "untitled", "slide 1", "presentation"]

  private func fill(_ hints: inout MetadataHints) {
    func add(_ name: String, _ key: String) {
      guard let value = values[key]?.collapsed, !value.isEmpty else { return }
      hints.meta.append((name, value))
    }
    if let title = values["dc:title"]?.collapsed, !title.isEmpty, !Self.empty.contains(title.lowercased()) {
      hints.meta.append(("dc.title", title))
    }
    hints.meta += own
    add("dc.publisher", "dc:publisher")
    add("publisher", "ep:Company")
    add("dc.creator", "dc:creator")
    add("dc.date", "dc:date")
    add("dc.language", "dc:language")
    hints.made = [values["dcterms:created"], values["dcterms:modified"]].compactMap { $0?.collapsed }
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    current = name
    text = []
    if let given = attributes["name"] { ownName = given.lowercased() }
  }
  func end(_ name: String) {
    if name == current, name.hasPrefix("vt:"), !text.isEmpty, own.count < 64 {
      own.append((ownName, String(decoding: text, as: UTF8.self).collapsed))
    }
    if name == current, !text.isEmpty, values[name] == nil { values[name] = String(decoding: text, as: UTF8.self) }
    current = ""
  }
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if text.count < 4096 { text.append(contentsOf: bytes) }
  }
}
