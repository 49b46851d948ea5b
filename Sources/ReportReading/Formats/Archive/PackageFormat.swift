/// What a zip archive is: told by what stands in it, never by the name of the file.
enum PackageFormat {
  case word(main: String)
  case workbook(main: String)
  case slides(main: String)
  case openDocument(ReportFormat)
  case epub

  var reportFormat: ReportFormat {
    switch self {
    case .word: .docx
    case .workbook: .xlsx
    case .slides: .pptx
    case .openDocument(let format): format
    case .epub: .epub
    }
  }

  static func told(_ archive: ArchiveReader) throws(ReadingError) -> PackageFormat {
    let type = String(decoding: try archive.bytes(of: "mimetype").prefix(128), as: UTF8.self).collapsed
    if type == "application/epub+zip" || archive.contains("META-INF/container.xml") { return .epub }
    if let format = try openDocument(type, archive) { return .openDocument(format) }
    if let main = try Relationships(archive, of: "").target(ofType: "officeDocument") {
      return try officeOpenXML(main, archive)
    }
    throw ReadingError(path: archive.path, reason: .unsupported("a zip archive without a document in it"))
  }

  private static func openDocument(_ type: String, _ archive: ArchiveReader) throws(ReadingError) -> ReportFormat? {
    let manifest = OpenDocumentManifest()
    guard archive.contains("META-INF/manifest.xml") else { return nil }
    try PartParser.parse(archive, "META-INF/manifest.xml", into: manifest)
    let prefix = "application/vnd.oasis.opendocument."
    let whole = type.hasPrefix(prefix) ? type : manifest.type
    guard whole.hasPrefix(prefix) else { return nil }
    if manifest.isEncrypted { throw ReadingError(path: archive.path, reason: .encrypted) }
    let kind = whole.dropFirst(prefix.count)
    // Templates and master documents ("text-template", "text-master") are read as what they make.
    if kind.hasPrefix("text") { return .odt }
    if kind.hasPrefix("spreadsheet") { return .ods }
    if kind.hasPrefix("presentation") { return .odp }
    throw ReadingError(path: archive.path, reason: .unsupported("OpenDocument “\(kind)”"))
  }

  private static func officeOpenXML(_ main: String, _ archive: ArchiveReader) throws(ReadingError) -> PackageFormat {
    let types = ContentTypes()
    try PartParser.parse(archive, "[Content_Types].xml", into: types)
    let type = types.overrides["/" + main.lowercased()] ?? ""
    if type.contains("wordprocessingml") || type.contains("ms-word") { return .word(main: main) }
    if type.contains("sheet.binary") {
      throw ReadingError(path: archive.path, reason: .unsupported("a binary workbook (.xlsb)"))
    }
    if type.contains("spreadsheetml") || type.contains("ms-excel") { return .workbook(main: main) }
    if type.contains("presentationml") || type.contains("ms-powerpoint") { return .slides(main: main) }
    switch main.split(separator: "/").first {
    case "word": return .word(main: main)
    case "xl": return .workbook(main: main)
    case "ppt": return .slides(main: main)
    default: throw ReadingError(path: archive.path, reason: .unsupported("Office Open XML of another kind"))
    }
  }
}

private final class ContentTypes: PartHandler {
  /// By part name in lower case, with its leading slash.
  var overrides: [String: String] = [:]

  func start(_ name: String, _ attributes: PartAttributes) {
    guard name == "ct:Override", let part = attributes["PartName"], let type = attributes["ContentType"] else { return }
    overrides[part.lowercased()] = type.lowercased()
  }
  func end(_ name: String) {}
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

private final class OpenDocumentManifest: PartHandler {
  var type = ""
  var isEncrypted = false

  func start(_ name: String, _ attributes: PartAttributes) {
    if name == "manifest:file-entry", attributes["manifest:full-path"] == "/" {
      type = attributes["manifest:media-type"] ?? ""
    }
    if name == "manifest:encryption-data" { isEncrypted = true }
  }
  func end(_ name: String) {}
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
