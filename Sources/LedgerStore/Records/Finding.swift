import FigureExtraction

/// What became of one file of an inbox.
package struct Finding: Sendable {
  package let path: String
  /// Device, inode, size and times as one word: the same while the file is not touched.
  package let identity: String
  package let result: Result

  package init(path: String, identity: String, result: Result) {
    self.path = path
    self.identity = identity
    self.result = result
  }

  package enum Result: Sendable {
    /// Read now, for the first time with this content.
    case read(Evidence, archive: [UInt8])
    /// A feed, a message or a saved page: its reports, read now, each known by its own hash.
    case opened(sha256: String, byteCount: Int, members: [FoundMember])
    /// Read or skipped before: only the name is new.
    case known(sha256: String)
    /// Bad: not tried again until it changes, or `retry` is asked for. Without a hash where it was too large to be read.
    case skipped(sha256: String?, byteCount: Int, reason: String)
    /// Nothing that could be a report.
    case ignored(reason: String)
    /// Could not be tried now; tried again at the next look.
    case deferred(reason: String)
  }
}

/// A report inside a file, or what could not be read there.
package struct FoundMember: Sendable {
  /// What follows the file's path: `#item-2`; empty for a message's own text.
  package let suffix: String
  /// The same from one revision of the file to the next: an item's link, or its place in a message.
  package let key: String
  package let content: Content

  package enum Content: Sendable {
    case read(Evidence, archive: [UInt8])
    case skipped(reason: String)
  }

  package init(suffix: String, key: String, content: Content) {
    self.suffix = suffix
    self.key = key
    self.content = content
  }
}

/// What the ledger says of a name.
package struct Place: Hashable, Sendable, Codable {
  package enum Outcome: String, Hashable, Sendable, Codable { case read, skipped, ignored, deferred }
  package let path: String
  package let identity: String
  package let outcome: Outcome
  package let reason: String?
  package let sha256: String?
}

/// A report as the ledger lists it.
package struct ReportEntry: Hashable, Sendable, Codable {
  package let id: Int64
  package let sha256: String
  package let title: String
  package let publisher: String?
  package let date: String?
  package let figureCount: Int
}
