/// Tells files at rest from files that are still being written.
struct SettleWatch: Sendable {
  private var since: [String: (identity: String, time: Int64)] = [:]

  /// Nil once the file has rested for `seconds`; else the moment to look again. A file rests from its last change, by the
  /// file system's clock or, where that runs ahead, from when it was first seen as it is.
  mutating func wait(for file: Sighting, seconds: Int, now: Int64) -> Int64? {
    let rest = Int64(seconds)
    if file.changedAt <= now - rest {
      since[file.path] = nil
      return nil
    }
    if let seen = since[file.path], seen.identity == file.identity {
      // A clock set back must not hold a file for ever.
      if seen.time > now { since[file.path] = (file.identity, now) }
      let ready = min(seen.time, now) + rest
      return ready <= now ? nil : ready
    }
    since[file.path] = (file.identity, now)
    return rest == 0 ? nil : now + rest
  }

  mutating func keep(only paths: Set<String>) { since = since.filter { paths.contains($0.key) } }
}
