/// Tells files at rest from files that are still being written.
struct SettleWatch: Sendable {
  private struct Unrest {
    var mark: FileMark
    var time: Int64
    /// The look that saw it last.
    var look: Int
  }

  private var since: [String: Unrest] = [:]
  private var look = 0

  /// Nil once the file has rested for `seconds`; else the moment to look again. A file rests from its last change, by the
  /// file system's clock or, where that runs ahead, from when it was first seen as it is.
  mutating func wait(for file: Sighting, seconds: Int, now: Int64) -> Int64? {
    let rest = Int64(seconds)
    if file.changedAt <= now - rest {
      since[file.path] = nil
      return nil
    }
    if let seen = since[file.path], seen.mark == file.mark {
      // A clock set back must not hold a file for ever.
      let time = min(seen.time, now)
      since[file.path] = Unrest(mark: file.mark, time: time, look: look)
      return time + rest <= now ? nil : time + rest
    }
    since[file.path] = Unrest(mark: file.mark, time: now, look: look)
    return rest == 0 ? nil : now + rest
  }

  /// Ends a look: files that it did not ask about are gone, or were read.
  mutating func endLook() {
    since = since.filter { $0.value.look == look }
    look += 1
  }
}
