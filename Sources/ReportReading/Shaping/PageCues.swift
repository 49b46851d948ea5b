/// What sites print into their pages beside the text, as data.
enum PageCues {
  /// Headings over lists that sites append.
  private static let tails = [
    "related", "read more", "more from", "more on", "more stories", "most popular", "most read", "most viewed",
    "popular",
    "recommended", "you may also", "you might also", "also on", "trending", "comments", "leave a reply",
    "leave a comment",
    "share this", "follow us", "newsletter", "sign up", "subscribe", "advertisement", "sponsored", "about the author",
    "latest news", "latest stories", "editor's picks", "editors' picks", "top stories", "in this story", "what to read",
    "up next", "next article", "previous article", "around the web", "from the web", "join the conversation", "tags",
    "categories", "archives", "recent posts", "recent comments", "our picks", "more in",
  ]
  /// Beginnings of short lines that are never the report's own.
  private static let chrome = [
    "advertisement", "read more:", "read also:", "see also:", "related:", "also read:", "more:", "watch:", "photo:",
    "photos:",
    "share this", "share on", "sign up for", "sign up to", "subscribe to", "follow us", "click here to",
    "all rights reserved",
    "copyright ©", "© 20", "©20", "story continues below", "story highlights", "print this", "email this", "loading",
    "skip to", "back to top", "we use cookies", "this site uses cookies", "enable javascript", "please enable",
    "continue reading", "view comments", "show comments", "hide caption", "toggle caption", "enlarge this image",
    "terms of use", "privacy policy", "filed under", "tags:", "posted in", "leave a comment", "log in", "sign in",
    "join us on",
    "get the latest", "download our app", "follow @", "add a comment", "be the first to comment", "report a typo",
    "replay", "ad feedback",
  ]

  /// Whole lines, not headings, over what sites put between two paragraphs.
  private static let inserts: Set<String> = [
    "most popular", "most read", "most viewed", "trending", "trending now", "recommended", "recommended for you",
    "related", "related stories", "related articles", "related content", "more stories", "editor's picks",
    "editors' picks", "you may also like", "you might also like", "video ad feedback",
  ]
  /// What a line has that names who else worked on a text.
  private static let credits = [
    "contributed to this report", "contributed to this story", "contributed to this article", "reporting by ",
    "editing by ", "additional reporting",
  ]

  static func isInsert(_ text: ArraySlice<UInt8>) -> Bool {
    text.count <= 24 && inserts.contains(String(decoding: text, as: UTF8.self).lowercased())
  }
  static func isCredit(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 300 else { return false }
    let lower = String(decoding: text, as: UTF8.self).lowercased()
    return credits.contains(where: lower.contains)
  }
  /// The line at the foot of a site that says whose it is.
  static func isRights(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 240 else { return false }
    return String(decoding: text, as: UTF8.self).lowercased().contains("all rights reserved")
  }

  static func isTail(_ text: ArraySlice<UInt8>) -> Bool { begins(text, with: tails) }
  static func isChrome(_ text: ArraySlice<UInt8>) -> Bool {
    begins(text, with: chrome) || text.elementsEqual("share".utf8)
  }

  private static func begins(_ text: ArraySlice<UInt8>, with cues: [String]) -> Bool {
    let lower = String(decoding: text.prefix(40), as: UTF8.self).lowercased()
    return cues.contains(where: lower.hasPrefix)
  }
}
