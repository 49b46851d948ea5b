/// Something wrong in the configuration, with the place and what to do about it.
struct SettingFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// A file with its line (`/etc/alyosha/alyosha.yaml:4`), a variable or a flag.
  let place: String
  let key: String?
  let problem: String
  let remedy: String

  var description: String {
    // A flag is its own key.
    let name = place.hasPrefix("--") ? nil : key
    return "\(place): " + (name.map { "\($0): " } ?? "") + "\(problem); \(remedy)"
  }
}
