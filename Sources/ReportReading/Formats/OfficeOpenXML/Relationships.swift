/// What a part of an Office Open XML package points to inside the package. Targets outside are never kept, so that they
/// cannot be followed.
final class Relationships: PartHandler {
  struct Relationship {
    /// The last word of its type: `styles`, `worksheet`, `slide`.
    let type: String
    let target: String
  }

  private(set) var byID: [String: Relationship] = [:]
  /// Ids in the order of the part.
  private(set) var order: [String] = []
  /// Targets outside that opening the document would fetch, and that are left alone.
  private(set) var externalCount = 0
  private let source: String

  /// Those of the part `source`; of the package itself where it is empty.
  init(_ archive: ArchiveReader, of source: String) throws(ReadingError) {
    self.source = source
    var folders = source.split(separator: "/").map(String.init)
    let file = folders.popLast() ?? ""
    try PartParser.parse(archive, (folders + ["_rels", file + ".rels"]).joined(separator: "/"), into: self)
  }

  /// The first target of a type.
  func target(ofType type: String) -> String? {
    order.lazy.compactMap { self.byID[$0] }.first { $0.type == type }?.target
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    guard name == "rel:Relationship", let id = attributes["Id"], let type = attributes["Type"] else { return }
    if attributes["TargetMode"]?.lowercased() == "external" {
      // A hyperlink is for a reader to follow; pictures, templates and objects are what an opener would fetch.
      if !type.hasSuffix("/hyperlink") { externalCount += 1 }
      return
    }
    guard let target = attributes["Target"].flatMap({ PartName.resolved($0, from: source) }), byID[id] == nil else {
      return
    }
    byID[id] = Relationship(type: type.split(separator: "/").last.map(String.init) ?? type, target: target)
    order.append(id)
  }
  func end(_ name: String) {}
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
