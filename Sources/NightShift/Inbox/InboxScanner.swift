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

  package func look() -> InboxView {
    var view = InboxView()
    var seen: Set<String> = []
    for inbox in inboxes {
      guard let root = Self.resolved(inbox) else {
        view.unreadable.append((inbox, Self.reason()))
        continue
      }
      list(folder: root, below: "", root: root, depth: 0, into: &view, seen: &seen)
    }
    view.files.sort { $0.path < $1.path }
    view.ignored.sort { $0.path < $1.path }
    return view
  }

  private func list(
    folder: String, below: String, root: String, depth: Int, into view: inout InboxView, seen: inout Set<String>
  ) {
    guard seen.insert(folder).inserted else { return }
    guard let stream = opendir(folder) else {
      view.unreadable.append((folder, Self.reason()))
      return
    }
    defer { closedir(stream) }
    view.folders.append(folder)
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        // The name is in `d_name`, ended by a zero, as readdir(3) promises.
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    for name in names.sorted() {
      let path = folder + "/" + name
      let relative = below.isEmpty ? name : below + "/" + name
      if Self.matches(name, Self.partial) || Self.matches(name, relative, ignore) { continue }
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        if depth < Self.deepest {
          list(folder: path, below: relative, root: root, depth: depth + 1, into: &view, seen: &seen)
        } else {
          view.ignored.append((path, "a folder more than \(Self.deepest) deep"))
        }
      case S_IFREG:
        if Self.matches(name, relative, include) {
          view.files.append(Sighting(path: path, root: root, status: status))
        }
      case S_IFLNK: view.ignored.append((path, link(path, root: root)))
      case S_IFIFO: view.ignored.append((path, "a pipe, not a report"))
      case S_IFSOCK: view.ignored.append((path, "a socket, not a report"))
      default: view.ignored.append((path, "a device, not a report"))
      }
    }
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
