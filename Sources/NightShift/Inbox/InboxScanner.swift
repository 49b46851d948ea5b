import Foundation

/// Looks through the inboxes by name and status alone: nothing is opened, no link is followed.
package struct InboxScanner: Sendable {
  package let inboxes: [String]
  package let include: [String]
  package let ignore: [String]

  /// Names that programs give to files they are still writing, besides hidden ones.
  static let partial = ["*.part", "*.crdownload", "*.filepart", "*.partial", "*.tmp", "*.download", "~$*", "*~", ".*"]
  /// Folders inside folders.
  static let deepest = 32

  package init(inboxes: [String], include: [String], ignore: [String]) {
    self.inboxes = inboxes
    self.include = include
    self.ignore = ignore
  }

  /// Hands over every file that matches, folder by folder: a folder's files by name, then the folders in it. Before a
  /// folder is listed, `onFolder` is told. Holds the names of one folder at a time.
  package func look(
    onFolder: (String) -> Void = { _ in }, onFile: (Sighting) throws -> Void
  ) rethrows -> InboxRemarks {
    var remarks = InboxRemarks()
    var seen: Set<String> = []
    for inbox in inboxes {
      guard let root = Self.resolved(inbox) else {
        remarks.unreadable.append((inbox, Self.reason()))
        continue
      }
      var open = [(path: root, below: "", depth: 0)]
      while let folder = open.popLast() {
        guard seen.insert(folder.path).inserted else { continue }
        onFolder(folder.path)
        guard let (names, unnameable) = Self.names(in: folder.path) else {
          remarks.unreadable.append((folder.path, Self.reason()))
          continue
        }
        remarks.ignored += unnameable.map { (folder.path + "/" + $0, "its name is not UTF-8; rename it") }
        var inner: [(path: String, below: String, depth: Int)] = []
        for name in names {
          let path = folder.path + "/" + name
          let relative = folder.below.isEmpty ? name : folder.below + "/" + name
          if Self.matches(name, Self.partial) || Self.matches(name, relative, ignore) { continue }
          var status = stat()
          guard lstat(path, &status) == 0 else { continue }
          switch status.st_mode & S_IFMT {
          case S_IFDIR where folder.depth < Self.deepest: inner.append((path, relative, folder.depth + 1))
          case S_IFDIR: remarks.ignored.append((path, "a folder more than \(Self.deepest) deep"))
          case S_IFREG:
            if Self.matches(name, relative, include) { try onFile(Sighting(path: path, root: root, status: status)) }
          case S_IFLNK: remarks.ignored.append((path, link(path, root: root)))
          case S_IFIFO: remarks.ignored.append((path, "a pipe, not a report"))
          case S_IFSOCK: remarks.ignored.append((path, "a socket, not a report"))
          default: remarks.ignored.append((path, "a device, not a report"))
          }
        }
        open += inner.reversed()
      }
    }
    return remarks
  }

  /// The names in a folder but for `.` and `..`, sorted, and apart those that no string can hold, as far as one can; nil
  /// where it cannot be listed, with `errno` set.
  private static func names(in folder: String) -> (names: [String], unnameable: [String])? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var (names, unnameable): ([String], [String]) = ([], [])
    while let entry = readdir(stream) {
      withUnsafePointer(to: &entry.pointee.d_name) {
        // The name is in `d_name`, ended by a zero, as readdir(3) promises.
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { bytes in
          guard let name = String(validatingCString: bytes) else { return unnameable.append(String(cString: bytes)) }
          if name != "." && name != ".." { names.append(name) }
        }
      }
    }
    return (names.sorted(), unnameable.sorted())
  }

  private func link(_ path: String, root: String) -> String {
    guard let target = Self.resolved(path) else { return "a link that leads nowhere" }
    return target.hasPrefix(root + "/")
      ? "a link to \(target), which is read under that name" : "a link that leads out of the inbox"
  }

  private static func matches(_ name: String, _ patterns: [String]) -> Bool {
    patterns.contains { fnmatch($0, name, 0) == 0 }
  }

  private static func matches(_ name: String, _ relative: String, _ patterns: [String]) -> Bool {
    patterns.contains { fnmatch($0, $0.contains("/") ? relative : name, 0) == 0 }
  }

  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  static func reason() -> String { String(cString: strerror(errno)).lowercased() }
}
