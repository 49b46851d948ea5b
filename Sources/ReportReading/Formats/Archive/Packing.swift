/// How a report is packed: in one of the zip-based formats, or in gzip around any other.
enum Packing {
  case zip
  case gzip
  /// The compound files of old Office, and of new Office under a password.
  case compound

  /// By the first bytes; nil for what is not packed.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = .zip
    } else if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      self = .compound
    } else {
      return nil
    }
  }

  func draft(
    of bytes: [UInt8], path: String, reader: ReportReader, budget: UnpackBudget
  ) throws(ReadingError) -> (BlockAssembler, ReportFormat) {
    switch self {
    case .gzip:
      return try budget.deeper(path) { () throws(ReadingError) in
        let inner = try GzipFormat.unpacked(bytes, path: path, budget: budget)
        guard !inner.isEmpty else { throw ReadingError(path: path, reason: .empty) }
        do throws(ReadingError) {
          return try reader.draft(of: inner, path: Self.nameInside(path), budget: budget)
        } catch {
          throw ReadingError(path: path, reason: error.reason)
        }
      }
    case .compound:
      let mark = Array("EncryptedPackage".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let isEncrypted = Self.contains(mark, in: bytes)
      throw ReadingError(
        path: path,
        reason: isEncrypted ? .encrypted : .unsupported("a compound file (old Word, Excel, PowerPoint or Outlook)"))
    case .zip:
      return try ArchiveReader.with(bytes, path: path, budget: budget) { (archive) throws(ReadingError) in
        let format = try PackageFormat.told(archive)
        let assembler = BlockAssembler()
        assembler.hasLines = false
        switch format {
        case .word(let main):
          try WordFormat(package: OfficePackage(archive, main: main, into: assembler)).read()
        case .workbook(let main):
          try WorkbookFormat(package: OfficePackage(archive, main: main, into: assembler)).read()
        case .slides(let main):
          try SlidesFormat(package: OfficePackage(archive, main: main, into: assembler)).read()
        case .openDocument(let kind):
          try OpenDocumentFormat(source: .package(archive), kind: kind, into: assembler).read()
        case .epub: try EPUBFormat(archive, into: assembler).read()
        }
        assembler.finish()
        return (assembler, format.reportFormat)
      }
    }
  }

  /// A gzip file's name without its last extension, which tells the format of what is inside.
  static func nameInside(_ path: String) -> String {
    path.lowercased().hasSuffix(".gz") ? String(path.dropLast(3)) : path
  }

  private static func contains(_ mark: [UInt8], in bytes: [UInt8]) -> Bool {
    guard let first = mark.first, bytes.count >= mark.count else { return false }
    for start in 0...(bytes.count - mark.count)
    where bytes[start] == first && bytes[start..<start + mark.count].elementsEqual(mark) {
      return true
    }
    return false
  }
}
