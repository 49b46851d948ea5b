/// What was said of what, so that it is not said at every look. Of a bounded size: beyond it, all is forgotten and said anew.
struct Tellings: Sendable {
  private static let most = 10_000
  private var told: [String: String] = [:]

  /// True where this was not the last thing said of `name`; from now on it is.
  mutating func isNews(_ name: String, _ words: String) -> Bool {
    if told[name] == words { return false }
    if told.count >= Self.most { told = [:] }
    told[name] = words
    return true
  }

  mutating func forget(_ name: String) { told[name] = nil }
}
