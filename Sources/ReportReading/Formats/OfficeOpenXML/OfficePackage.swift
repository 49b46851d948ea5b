/// What the readers of Word, Excel and PowerPoint files begin with: the package's parts, where its main part points to, and
/// what it says about itself.
struct OfficePackage {
  let archive: ArchiveReader
  let main: String
  let sink: BlockAssembler
  let links: Relationships

  /// Reads the package's properties into the hints of `sink`.
  init(_ archive: ArchiveReader, main: String, into sink: BlockAssembler) throws(ReadingError) {
    self.archive = archive
    self.main = main
    self.sink = sink
    try OfficeProperties.read(archive, into: &sink.draft.hints)
    links = try Relationships(archive, of: main)
  }

  func parse(_ part: String, into handler: PartHandler) throws(ReadingError) {
    try PartParser.parse(archive, part, into: handler)
  }

  /// Parses the first part of a type that the main part points to, if it points to one.
  func parse(type: String, into handler: PartHandler) throws(ReadingError) {
    if let part = links.target(ofType: type) { try parse(part, into: handler) }
  }
}
