/// The formats whose files hold more than one report, or one inside a message's parts. Told by content alone.
enum Container {
  case feed, email, mhtml

  var format: ReportFormat {
    switch self {
    case .feed: .feed
    case .email: .email
    case .mhtml: .mhtml
    }
  }

  init?(_ bytes: [UInt8], path: String) {
    if FeedFormat.matches(bytes) {
      self = .feed
    } else if let kind = MailFormat.kind(bytes, path: path) {
      self = kind
    } else {
      return nil
    }
  }

  func members(
    of bytes: [UInt8], path: String, limits: ReportReader.Limits
  ) throws(ReadingError) -> (members: [Member], notes: [String]) {
    switch self {
    case .feed: try FeedFormat.members(of: bytes, path: path, limits: limits)
    case .email: MailFormat.members(of: bytes, limits: limits)
    case .mhtml: MailFormat.page(of: bytes, limits: limits)
    }
  }
}
