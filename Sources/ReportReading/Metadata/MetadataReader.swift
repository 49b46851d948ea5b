/// What a report says about itself.
enum MetadataReader {
  static func metadata(hints: MetadataHints, text: [UInt8], blocks: [Block], path: String) -> ReportMetadata {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var metadata = ReportMetadata(title: name)
    let heading = blocks.first { if case .heading(let level) = $0.kind { return level == 1 } else { return false } }
    if let heading {
      metadata.title = String(decoding: text[heading.span.range], as: UTF8.self)
    } else if !hints.titleElement.isEmpty {
      metadata.title = hints.titleElement
    }
    metadata.language = hints.language
    return metadata
  }
}
