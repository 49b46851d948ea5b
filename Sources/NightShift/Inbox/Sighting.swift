import Glibc

/// A regular file of an inbox, as one look found it.
package struct Sighting: Hashable, Sendable {
  package let path: String
  /// The inbox it lies in, with every link resolved.
  package let root: String
  package let size: Int
  /// Device, inode, size and times: another value means another file, or a changed one.
  package let identity: String
  /// Seconds since 1970 of the last change to content, name or owner.
  package let changedAt: Int64

  init(path: String, root: String, status: stat) {
    self.path = path
    self.root = root
    size = Int(status.st_size)
    identity = Sighting.identity(of: status)
    changedAt = max(Int64(status.st_ctim.tv_sec), Int64(status.st_mtim.tv_sec))
  }

  static func identity(of status: stat) -> String {
    "\(status.st_dev):\(status.st_ino):\(status.st_size):\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
      + ":\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)"
  }
}

/// What lies in the inboxes: reports to be, and what is left alone with its reason.
package struct InboxView: Sendable {
  /// By path.
  package var files: [Sighting] = []
  package var ignored: [(path: String, reason: String)] = []
  /// Folders to listen to.
  package var folders: [String] = []
  /// Inboxes and folders that could not be listed.
  package var unreadable: [(path: String, reason: String)] = []
}
