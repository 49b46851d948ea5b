/// Short names for the namespaces of packed formats, so that a reader need not care for versions of a standard.
enum PartNames {
  private static let openXML: [String: String] = [
    "wordprocessingml": "w", "spreadsheetml": "x", "presentationml": "p", "drawingml": "a",
  ]

  private static let whole: [String: String] = [
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": "ep",
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes": "vt",
    "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes": "vt",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.idpf.org/2007/opf": "opf",
    "http://www.w3.org/2001/04/xmlenc#": "enc",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
  ]

  /// `prefix:local`; the local name alone where there is no namespace, `?:local` for namespaces that mean nothing here.
  static func name(_ local: String, _ uri: UnsafePointer<UInt8>?) -> String {
    guard let uri else { return local }
    return prefix(String(cString: uri)) + ":" + local
  }

  private static func prefix(_ uri: String) -> String {
    if let known = whole[uri] { return known }
    let parts = uri.split(whereSeparator: { $0 == "/" || $0 == ":" })
    // http://schemas.openxmlformats.org/wordprocessingml/2006/main, http://purl.oclc.org/ooxml/wordprocessingml/main
    if uri.hasPrefix("http://"), parts.last == "main" {
      for part in parts { if let short = openXML[String(part)] { return short } }
    }
    // urn:oasis:names:tc:opendocument:xmlns:text:1.0
    if uri.hasPrefix("urn:oasis:names:tc:opendocument:xmlns:"), parts.count > 6 {
      let word = parts[6]
      if word == "drawing" { return "draw" }
      return word.hasPrefix("xsl-fo") ? "fo" : String(word.prefix { $0 != "-" })
    }
    return "?"
  }
}
