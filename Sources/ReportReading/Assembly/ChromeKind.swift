/// What a `class`, `id` or `role` says of a part of a page that is not the report.
enum ChromeKind: Int, Comparable {
  case none, aside, footer, header, drop

  static func < (a: ChromeKind, b: ChromeKind) -> Bool { a.rawValue < b.rawValue }

  /// Words in names that designers give to such parts. A name counts when one of its words is in the table.
  private static let words: [String: ChromeKind] = [
    "nav": .drop, "navbar": .drop, "navigation": .drop, "menu": .drop, "breadcrumb": .drop, "breadcrumbs": .drop,
    "cookie": .drop, "cookies": .drop, "consent": .drop, "gdpr": .drop, "skiplink": .drop, "newsletter": .drop,
    "subscribe": .drop, "share": .drop, "sharing": .drop, "sharedaddy": .drop, "social": .drop, "advert": .drop,
    "advertisement": .drop, "ads": .drop, "promo": .drop, "comments": .drop, "comment": .drop, "comentarios": .drop,
    "kommentare": .drop, "disqus": .drop, "commentlist": .drop,
    "pagination": .drop, "pager": .drop, "navheader": .drop, "navfooter": .drop, "navlinks": .drop, "popup": .drop,
    "modal": .drop, "toc": .drop, "outbrain": .drop,
    "taboola": .drop, "signup": .drop, "sitemap": .drop, "tooltip": .drop, "headerlink": .drop, "footer": .footer,
    "contentinfo": .footer, "copyright": .footer, "sidebar": .aside, "related": .aside, "recommended": .aside,
    "recommendations": .aside, "recirculation": .aside, "trending": .aside, "mostread": .aside, "mostpopular": .aside,
    "complementary": .aside, "masthead": .header, "banner": .header,
  ]
  /// Words before which such a word says what the part has beside it, not what it is.
  private static let denials: Set<String> = ["no", "has", "with", "without", "not"]

  init(token attribute: MarkupAttribute) {
    var found = ChromeKind.none
    var word: [UInt8] = []
    var isDenied = false
    func settle() {
      if word.count >= 3, !isDenied, let kind = Self.words[String(decoding: word, as: UTF8.self)] {
        found = max(found, kind)
      }
      if !word.isEmpty { isDenied = word.count <= 7 && Self.denials.contains(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    guard attribute.value.count <= 200 else {
      self = .none
      return
    }
    for byte in attribute.value {
      switch byte {
      case 0x61...0x7A: word.append(byte)
      case 0x41...0x5A:
        if let last = word.last, last >= 0x61, last <= 0x7A { settle() }
        word.append(byte | 0x20)
      default: settle()
      }
    }
    settle()
    self = found
  }
}
