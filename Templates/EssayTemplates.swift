/// The essay's templates and phrasings as they were compiled in: the files of this folder, by name.
package enum EssayTemplates {
  /// File name without extension, and text.
  package static let all: [String: String] = [
    "note": String(decoding: PackageResources.note_mustache, as: UTF8.self),
    "front-matter": String(decoding: PackageResources.front_matter_mustache, as: UTF8.self),
    "hook": String(decoding: PackageResources.hook_mustache, as: UTF8.self),
    "thesis": String(decoding: PackageResources.thesis_mustache, as: UTF8.self),
    "metrics-table": String(decoding: PackageResources.metrics_table_mustache, as: UTF8.self),
    "driver": String(decoding: PackageResources.driver_mustache, as: UTF8.self),
    "implications": String(decoding: PackageResources.implications_mustache, as: UTF8.self),
    "lens": String(decoding: PackageResources.lens_mustache, as: UTF8.self),
    "bottom-line": String(decoding: PackageResources.bottom_line_mustache, as: UTF8.self),
    "colophon": String(decoding: PackageResources.colophon_mustache, as: UTF8.self),
    "footnotes": String(decoding: PackageResources.footnotes_mustache, as: UTF8.self),
    "digest": String(decoding: PackageResources.digest_mustache, as: UTF8.self),
  ]

  package static let phrasings = String(decoding: PackageResources.phrasings_txt, as: UTF8.self)
}
