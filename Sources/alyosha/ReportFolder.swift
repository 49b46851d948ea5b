import Foundation
import ReportReading

/// The report files of a folder.
enum ReportFolder {
  /// Extensions of files that are taken for reports when a folder is given.
  static let extensions: Set<String> = [
    "html", "htm", "xhtml", "xml", "md", "markdown", "txt", "text",
    "docx", "docm", "xlsx", "xlsm", "pptx", "pptm", "odt", "ods", "odp", "epub", "gz",
    "pdf", "rss", "atom", "eml", "mht", "mhtml", "nxml", "dbk", "xbrl",
  ]

  /// Nil where `path` is not a folder. Newest first, then by path; hidden and half-copied files are left alone.
  static func files(in path: String) -> [String]? {
    var isFolder: ObjCBool = false
    guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return nil
    }
    let keys: Set<URLResourceKey> = [.isRegularFileKey, .contentModificationDateKey]
    let walk = FileManager.default.enumerator(
      at: URL(fileURLWithPath: path, isDirectory: true), includingPropertiesForKeys: Array(keys),
      options: [.skipsHiddenFiles])
    var found: [(path: String, modified: Date)] = []
    let root = path.hasSuffix("/") ? String(path.dropLast()) : path
    while let url = walk?.nextObject() as? URL {
      let name = url.lastPathComponent
      guard extensions.contains(url.pathExtension.lowercased()), !name.hasPrefix("~$"),
        let values = try? url.resourceValues(forKeys: keys), values.isRegularFile == true
      else { continue }
      let inside = url.pathComponents.suffix(walk?.level ?? 1).joined(separator: "/")
      found.append((root + "/" + inside, values.contentModificationDate ?? .distantPast))
    }
    return found.sorted { $0.modified != $1.modified ? $0.modified > $1.modified : $0.path < $1.path }.map(\.path)
  }
}
