import CArchive
import Foundation
import ReportReading
import Testing

/// A part of an archive that a test packs: its bytes, so many times over.
struct Part {
  let name: String
  let bytes: [UInt8]
  var times = 1

  init(_ name: String, _ text: String, times: Int = 1) {
    self.name = name
    bytes = Array(text.utf8)
    self.times = times
  }
}

struct CannotPack: Error { let why: String }

/// Packs parts as zip, deflated; under a password where one is given.
func zip(_ parts: [Part], password: String? = nil) throws -> [UInt8] {
  try pack(parts) { handle in
    archive_write_set_format_zip(handle)
    if let password {
      archive_write_set_options(handle, "zip:encryption=traditional")
      archive_write_set_passphrase(handle, password)
    }
  }
}

/// Packs bytes as gzip, so many times over.
func gzip(_ bytes: [UInt8], times: Int = 1) throws -> [UInt8] {
  let part = Part(bytes: bytes, times: times)
  return try pack([part]) { handle in
    archive_write_set_format_raw(handle)
    archive_write_add_filter_gzip(handle)
  }
}

extension Part {
  fileprivate init(bytes: [UInt8], times: Int) {
    name = "data"
    self.bytes = bytes
    self.times = times
  }
}

private func pack(_ parts: [Part], _ prepare: (OpaquePointer) -> Void) throws -> [UInt8] {
  let handle = try #require(archive_write_new())
  defer { archive_write_free(handle) }
  prepare(handle)
  archive_write_set_bytes_per_block(handle, 0)
  let size = parts.reduce(1 << 20) { $0 + $1.bytes.count * min($1.times, 64) + 512 }
  var used = 0
  var buffer = [UInt8](repeating: 0, count: size)
  try buffer.withUnsafeMutableBytes { raw in
    guard archive_write_open_memory(handle, raw.baseAddress, raw.count, &used) == ARCHIVE_OK else {
      throw CannotPack(why: String(cString: archive_error_string(handle)))
    }
    for part in parts {
      let entry = archive_entry_new()
      defer { archive_entry_free(entry) }
      archive_entry_set_pathname(entry, part.name)
      archive_entry_set_size(entry, Int64(part.bytes.count * part.times))
      archive_entry_set_filetype(entry, 0o100_000)
      guard archive_write_header(handle, entry) == ARCHIVE_OK else {
        throw CannotPack(why: String(cString: archive_error_string(handle)))
      }
      for _ in 0..<part.times {
        guard archive_write_data(handle, part.bytes, part.bytes.count) == part.bytes.count else {
          throw CannotPack(why: String(cString: archive_error_string(handle)))
        }
      }
    }
    archive_write_close(handle)
  }
  return Array(buffer.prefix(used))
}

/// The least that makes each format, around what a test is about.
enum Packed {
  static let word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
  static let sheet = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
  static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let oasis = "urn:oasis:names:tc:opendocument:xmlns"
  static let openDocument = ["office", "text", "table", "style", "fo", "draw", "presentation"].map { prefix in
    let long = ["fo": "xsl-fo-compatible", "draw": "drawing"][prefix] ?? prefix
    return "xmlns:\(prefix)=\"\(oasis):\(long):1.0\""
  }.joined(separator: " ")

  /// A relationships part: id, type, target; targets with a scheme are external.
  static func relationships(_ list: [(id: String, type: String, target: String)]) -> String {
    let lines = list.map { link in
      let mode = link.target.contains("://") ? " TargetMode=\"External\"" : ""
      return "<Relationship Id=\"\(link.id)\" Type=\"\(links)/\(link.type)\" Target=\"\(link.target)\"\(mode)/>"
    }
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + lines.joined() + "</Relationships>"
  }

  static func word(
    _ body: String, parts: [(type: String, xml: String)] = [], more: [Part] = [], password: String? = nil
  ) throws -> [UInt8] {
    let own = parts.map { (id: "r-" + $0.type, type: $0.type, target: $0.type + ".xml") }
    return try zip(
      [
        Part("_rels/.rels", relationships([("r1", "officeDocument", "word/document.xml")])),
        Part("word/document.xml", "<w:document \(word)><w:body>\(body)</w:body></w:document>"),
      ]
        + (more.contains { $0.name == "word/_rels/document.xml.rels" }
          ? [] : [Part("word/_rels/document.xml.rels", relationships(own))])
        + parts.map { Part("word/\($0.type).xml", $0.xml) } + more, password: password)
  }

  /// A workbook of sheets: name, state, and the XML inside `worksheet`.
  static func workbook(
    _ sheets: [(name: String, state: String, xml: String)], styles: String = "", strings: String = ""
  ) throws -> [UInt8] {
    var links: [(id: String, type: String, target: String)] = []
    var parts: [Part] = []
    var list = ""
    for (index, entry) in sheets.enumerated() {
      links.append(("s\(index)", "worksheet", "worksheets/sheet\(index).xml"))
      list += "<sheet name=\"\(entry.name)\" sheetId=\"\(index + 1)\" state=\"\(entry.state)\" r:id=\"s\(index)\"/>"
      parts.append(Part("xl/worksheets/sheet\(index).xml", "<worksheet \(sheet)>\(entry.xml)</worksheet>"))
    }
    links += [("st", "styles", "styles.xml"), ("ss", "sharedStrings", "sharedStrings.xml")]
    return try zip(
      [
        Part("_rels/.rels", relationships([("r1", "officeDocument", "xl/workbook.xml")])),
        Part(
          "xl/workbook.xml", "<workbook \(sheet) xmlns:r=\"\(Packed.links)\"><sheets>\(list)</sheets></workbook>"),
        Part("xl/_rels/workbook.xml.rels", relationships(links)),
        Part("xl/styles.xml", "<styleSheet \(sheet)>\(styles)</styleSheet>"),
        Part("xl/sharedStrings.xml", "<sst \(sheet)>\(strings)</sst>"),
      ] + parts)
  }

  static func openDocument(_ kind: String, _ content: String, styles: String = "", manifest: String = "") throws
    -> [UInt8]
  {
    let list = "xmlns:manifest=\"\(oasis):manifest:1.0\""
    return try zip([
      Part("mimetype", "application/vnd.oasis.opendocument.\(kind)"),
      Part("META-INF/manifest.xml", "<manifest:manifest \(list)>\(manifest)</manifest:manifest>"),
      Part("styles.xml", "<office:document-styles \(openDocument)>\(styles)</office:document-styles>"),
      Part("content.xml", "<office:document-content \(openDocument)>\(content)</office:document-content>"),
    ])
  }

  static func book(_ chapters: [(name: String, html: String)], spine: [String], more: [Part] = []) throws -> [UInt8] {
    let items = chapters.map {
      "<item id=\"\($0.name)\" href=\"text/\($0.name).xhtml\" media-type=\"application/xhtml+xml\"/>"
    }
    let order = spine.map { "<itemref idref=\"\($0)\"/>" }
    return try zip(
      [
        Part("mimetype", "application/epub+zip"),
        Part(
          "META-INF/container.xml",
          "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
            + "<rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>"),
        Part(
          "OEBPS/book.opf",
          "<package xmlns=\"http://www.idpf.org/2007/opf\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><metadata>"
            + "<dc:publisher>Cobalt Research</dc:publisher><dc:date>2026-01-15</dc:date><dc:language>en-GB"
            + "</dc:language></metadata><manifest>\(items.joined())</manifest><spine>\(order.joined())</spine></package>"
        ),
      ]
        + chapters.map {
          Part(
            "OEBPS/text/\($0.name).xhtml",
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"><body>"
              + "\($0.html)</body></html>")
        } + more)
  }
}

func read(packed bytes: [UInt8], as path: String = "report", limits: ReportReader.Limits = .init()) throws -> Report {
  try ReportReader(limits: limits).read(bytes: bytes, path: path)
}
