import Glibc

/// A regular file of an inbox, as one look found it.
package struct Sighting: Hashable, Sendable {
  package let path: String
  /// The inbox it lies in, with every link resolved.
  package let root: String
  package let mark: FileMark

  package var size: Int { mark.size }
  package var identity: String { mark.description }
  /// Seconds since 1970 of the last change to content, name or owner.
  package var changedAt: Int64 { max(mark.changed.seconds, mark.modified.seconds) }

  init(path: String, root: String, status: stat) {
    self.path = path
    self.root = root
    mark = FileMark(status)
  }
}

/// Device, inode, size and times: another value means another file, or a changed one.
package struct FileMark: Hashable, Sendable, CustomStringConvertible {
  struct Time: Hashable, Sendable {
    let seconds: Int64
    let nanoseconds: Int64

    init(_ time: timespec) {
      seconds = Int64(time.tv_sec)
      nanoseconds = Int64(time.tv_nsec)
    }
  }

  let device: UInt64
  let inode: UInt64
  let size: Int
  let modified: Time
  let changed: Time

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    modified = Time(status.st_mtim)
    changed = Time(status.st_ctim)
  }

  /// As the ledger keeps it.
  package var description: String {
    "\(device):\(inode):\(size):\(modified.seconds).\(modified.nanoseconds):\(changed.seconds).\(changed.nanoseconds)"
  }
}

/// What lies in the inboxes besides reports.
package struct InboxRemarks: Sendable {
  /// What is left alone, with its reason.
  package var ignored: [(path: String, reason: String)] = []
  /// Inboxes and folders that could not be listed.
  package var unreadable: [(path: String, reason: String)] = []
}
