/// Names that designers give to the part of a page that is its text.
enum PageRole {
  private static let subjects: Set<String> = ["article", "post", "entry", "story", "news", "blog", "page", "main"]
  private static let bodies: Set<String> = ["body", "content", "text", "copy"]
  private static let whole: Set<String> = [
    "articlebody", "articlecontent", "articletext", "storybody", "storytext", "entrycontent", "postcontent", "postbody",
    "bodytext", "maincontent", "textbody", "newstext", "storycontent",
  ]

  /// A class, id or role such as "article-body", "entry-content", "storyText" or "main".
  static func isMain(_ attribute: MarkupAttribute) -> Bool {
    guard attribute.value.count <= 200, attribute.value.count >= 4 else { return false }
    var words: [[UInt8]] = [[]]
    var before: UInt8 = 0
    for byte in attribute.value {
      switch byte {
      case 0x61...0x7A: words[words.count - 1].append(byte)
      case 0x41...0x5A:
        if before >= 0x61, before <= 0x7A { words.append([]) }
        words[words.count - 1].append(byte | 0x20)
      case 0x20:
        if matches(words) { return true }
        words = [[]]
      default: words.append([])
      }
      before = byte
    }
    return matches(words)
  }

  /// schema.org's own name for it.
  static func isBody(_ attribute: MarkupAttribute) -> Bool {
    attribute.value.elementsEqual("articleBody".utf8) || attribute.value.elementsEqual("text".utf8)
  }

  /// One class name, cut into its words.
  private static func matches(_ words: [[UInt8]]) -> Bool {
    let filled = words.filter { !$0.isEmpty }
    guard let last = filled.last, filled.count <= 4 else { return false }
    let end = String(decoding: last, as: UTF8.self)
    if filled.count == 1 { return whole.contains(end) || end == "main" }
    guard bodies.contains(end) else { return false }
    return filled.dropLast().contains { subjects.contains(String(decoding: $0, as: UTF8.self)) }
  }
}
