/// E-mail and pages saved as MHTML: MIME parts, the HTML preferred, quoted replies dropped, attachments by themselves.
enum MailFormat {
  private static let cues: Set<String> = [
    "from", "to", "subject", "date", "mime-version", "content-type", "received", "message-id", "return-path",
    "delivered-to", "reply-to",
  ]

  /// Email or MHTML where the bytes begin with the headers of a message; nil where they do not.
  static func kind(_ bytes: [UInt8], path: String) -> Container? {
    guard let first = bytes.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return nil }
    // The first line must be a header, which rules out almost everything at once.
    let line = bytes.prefix(200).prefix { $0 != 0x0A }
    guard let colon = line.firstIndex(of: 0x3A), colon > 0,
      line[..<colon].allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    let head = MIMEPart(bytes.prefix(1 << 16))
    let names = Set(head.headers.map(\.name))
    let found = names.intersection(cues).count
    guard found >= 3 || found >= 2 && names.contains("mime-version"),
      names.contains("from") || names.contains("mime-version")
    else { return nil }
    let isPage = head.type == "multipart/related" || head.type == "text/html"
    let lower = path.lowercased()
    let isSaved =
      names.contains("snapshot-content-location") || lower.hasSuffix(".mht") || lower.hasSuffix(".mhtml")
      || (head.header("from")?.lowercased().contains("saved by") ?? false)
    return isPage && isSaved ? .mhtml : .email
  }

  /// The page itself.
  static func page(of bytes: [UInt8], limits: ReportReader.Limits) -> (members: [Member], notes: [String]) {
    let message = MIMEPart(bytes[...])
    let parts = message.type.hasPrefix("multipart/") ? message.parts(limit: limits.members) : [message]
    let start = message.parameter("start", of: "content-type")
    let root =
      parts.first { $0.type == "text/html" && $0.header("content-id") == start } ?? parts.first {
        $0.type == "text/html"
      }
      ?? parts.first { $0.type.hasPrefix("text/") || $0.type == "application/xhtml+xml" }
    guard let root else { return ([], ["no page among its parts"]) }
    var member = Member(suffix: "", bytes: root.text, content: .page)
    // Title and publisher are the page's own business; the day it was saved is no date of publication.
    member.line = 0
    return ([member], [])
  }

  static func members(of bytes: [UInt8], limits: ReportReader.Limits) -> (members: [Member], notes: [String]) {
    let message = MIMEPart(bytes[...])
    var walk = Walk(limit: limits.members, depth: 32)
    walk.visit(message, depth: 0)
    let subject = MIMEWords.decoded(message.header("subject") ?? "").collapsed
    let isForward = ["fw:", "fwd:", "wg:", "tr:"].contains(where: subject.lowercased().hasPrefix)
    var members: [Member] = []
    if !walk.html.isEmpty || !walk.plain.isEmpty {
      let isHTML = !walk.html.isEmpty
      let text = isHTML ? walk.html : walk.plain
      let own =
        isHTML
        ? QuotedReply.dropped(fromHTML: text, keep: isForward) : QuotedReply.dropped(fromText: text, keep: isForward)
      members.append(
        Member(
          suffix: "", bytes: own, content: isHTML ? .html : .text, title: bare(subject), publisher: sender(message),
          date: FeedDate.iso(message.header("date") ?? "")))
    }
    for (index, file) in walk.files.enumerated() {
      members.append(
        Member(
          suffix: "#attachment-\(index + 1)", bytes: file.bytes, content: .file(name: file.name), title: file.name))
    }
    return (members, walk.notes)
  }

  /// A subject without the marks of replying and forwarding.
  private static func bare(_ subject: String) -> String {
    var result = Substring(subject)
    while let mark = ["re:", "fw:", "fwd:", "aw:", "wg:", "tr:"].first(where: result.lowercased().hasPrefix) {
      result = result.dropFirst(mark.count).drop { $0 == " " }
    }
    return String(result)
  }

  /// The name of who sent it, or the address where there is no name.
  private static func sender(_ message: MIMEPart) -> String {
    let from = MIMEWords.decoded(message.header("from") ?? "").collapsed
    guard let open = from.firstIndex(of: "<") else { return from }
    let name = from[..<open].filter { $0 != "\"" }.split(separator: " ").joined(separator: " ")
    return name.isEmpty ? String(from[open...].dropFirst().prefix { $0 != ">" }) : name
  }

  /// Gathers the text of a message and what is attached to it.
  private struct Walk {
    let limit: Int
    let depth: Int
    var html: [UInt8] = []
    var plain: [UInt8] = []
    var files: [(name: String, bytes: [UInt8])] = []
    var notes: [String] = []

    mutating func visit(_ part: MIMEPart, depth level: Int) {
      guard level < depth else {
        if !notes.contains("parts nested more than \(depth) deep were left out") {
          notes.append("parts nested more than \(depth) deep were left out")
        }
        return
      }
      let type = part.type
      if type.hasPrefix("multipart/") {
        let parts = part.parts(limit: limit)
        if type == "multipart/alternative" {
          // The last that can be read is what the sender thought best; HTML before plain text.
          let best =
            parts.last { $0.type.hasPrefix("multipart/") } ?? parts.last { $0.type == "text/html" } ?? parts.first
          if let best { visit(best, depth: level + 1) }
        } else {
          for inner in parts { visit(inner, depth: level + 1) }
        }
        return
      }
      if !part.isAttachment, type == "text/html" {
        html += part.text
      } else if !part.isAttachment, type == "text/plain", part.fileName == nil {
        plain += part.text + [0x0A]
      } else {
        attach(part, type)
      }
    }

    private mutating func attach(_ part: MIMEPart, _ type: String) {
      if ["image/", "audio/", "video/", "font/"].contains(where: type.hasPrefix) || type == "text/calendar"
        || type.hasSuffix("signature") || type == "text/css" || type == "message/delivery-status"
      {
        return
      }
      guard files.count < limit else {
        if files.count == limit { notes.append("attachments beyond the first \(limit) were left out (max-members)") }
        return
      }
      let name = part.fileName ?? "attachment" + (MailFormat.extensions[type].map { "." + $0 } ?? "")
      let bytes =
        type == "message/rfc822" && part.header("content-transfer-encoding") != "base64"
        ? Array(part.body)
        : type.hasPrefix("text/") ? part.text : part.decoded
      files.append((name, bytes))
    }
  }

  private static let extensions = [
    "message/rfc822": "eml", "application/pdf": "pdf", "text/html": "html", "text/plain": "txt", "text/markdown": "md",
    "application/xml": "xml", "text/xml": "xml", "application/xhtml+xml": "xhtml",
  ]
}
