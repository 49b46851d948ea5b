import EssayTemplates
import Foundation
import Mustache
import ReportReading

/// The shape of a note: a Mustache template and its partials, proved before they are used.
package struct NoteTemplate: Sendable {
  /// The names of the templates that come with the program and make a note by themselves.
  package static let names = ["note", "digest"]

  package let name: String
  /// The sentences that go with it: the folder's `phrasings.txt`, or the program's own.
  package let phrasings: PhrasingBook
  /// Where the phrasings were read from, for messages.
  package let phrasingsFile: String
  private let library: MustacheLibrary

  /// A template by name (`note`, `digest`), by file, or a folder that holds a `note.mustache`. Partials that a file or
  /// a folder does not bring are the program's own, and so are the phrasings.
  package init(_ place: String) throws(TemplateFault) {
    var sources = EssayTemplates.all
    var files = Dictionary(uniqueKeysWithValues: sources.keys.map { ($0, "\($0).mustache (built in)") })
    var book = (text: EssayTemplates.phrasings, file: "phrasings.txt (built in)")
    if Self.names.contains(place) {
      name = place
    } else {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
        throw TemplateFault(
          file: place, line: 0, message: "no such template; built in are \(Self.names.joined(separator: ", "))")
      }
      let url = URL(fileURLWithPath: place)
      name = isFolder.boolValue ? "note" : url.deletingPathExtension().lastPathComponent
      let folder = isFolder.boolValue ? url : url.deletingLastPathComponent()
      let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for file in found.sorted() where file.hasSuffix(".mustache") {
        let path = folder.appendingPathComponent(file).path
        guard let data = FileManager.default.contents(atPath: path) else {
          throw TemplateFault(file: path, line: 0, message: "cannot be read")
        }
        let key = String(file.dropLast(".mustache".count))
        sources[key] = String(decoding: data, as: UTF8.self)
        files[key] = path
      }
      let path = folder.appendingPathComponent("phrasings.txt").path
      if let data = FileManager.default.contents(atPath: path) {
        book = (String(decoding: data, as: UTF8.self), path)
      }
    }
    phrasings = try PhrasingBook(text: book.text, file: book.file)
    phrasingsFile = book.file
    var library = MustacheLibrary()
    // Text is Markdown, not HTML: nothing is escaped by the template.
    for (key, source) in sources.sorted(by: { $0.key < $1.key }) {
      do {
        try library.register("{{% CONTENT_TYPE:TEXT}}\n" + source, named: key)
      } catch let error as MustacheTemplate.ParserError {
        throw TemplateFault(
          file: files[key] ?? key, line: max(1, error.context.lineNumber - 1), message: "\(error.error)")
      } catch {
        throw TemplateFault(file: files[key] ?? key, line: 0, message: "\(error)")
      }
    }
    guard sources[name] != nil else {
      throw TemplateFault(file: place, line: 0, message: "holds no \(name).mustache")
    }
    try TemplateChecker(sources: sources, files: files).check(name)
    self.library = library
  }

  /// The note as Markdown; runs of blank lines become one, and the text ends in a line feed.
  package func render(_ view: [String: Any]) -> String {
    let rendered = library.render(view, withTemplate: name) ?? ""
    var lines: [Substring] = []
    for line in rendered.lines {
      let blank = line.allSatisfy(\.isSpace)
      if blank && (lines.isEmpty || lines.last?.isEmpty == true) { continue }
      lines.append(blank ? "" : line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Writes the built-in templates into a folder, for a user to change; files that are there already are left alone.
  /// Returns the paths written.
  package static func export(to folder: String) throws -> [String] {
    let url = URL(fileURLWithPath: folder, isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    var written: [String] = []
    let files =
      EssayTemplates.all.map { ("\($0.key).mustache", $0.value) } + [("phrasings.txt", EssayTemplates.phrasings)]
    for (name, text) in files.sorted(by: { $0.0 < $1.0 }) {
      let target = url.appendingPathComponent(name)
      if FileManager.default.fileExists(atPath: target.path) { continue }
      try Data(text.utf8).write(to: target)
      written.append(target.path)
    }
    return written
  }
}
