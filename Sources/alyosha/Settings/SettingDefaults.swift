import Foundation

/// Where things are kept when nothing says so: systemd's folder, else the XDG base directories.
enum SettingDefaults {
  /// The value and what decided it.
  static func value(of key: String, in environment: [String: String]) -> (value: String, origin: String)? {
    switch key {
    case "state":
      // systemd names several folders with colons between; the first is the state folder.
      if let folder = environment["STATE_DIRECTORY"]?.split(separator: ":").first {
        return (String(folder), "STATE_DIRECTORY")
      }
      return xdg("XDG_STATE_HOME", ".local/state", in: environment).map { ($0 + "/alyosha", "default") }
    case "outbox":
      if let folder = environment["STATE_DIRECTORY"]?.split(separator: ":").first {
        return (folder + "/essays", "STATE_DIRECTORY")
      }
      return xdg("XDG_DATA_HOME", ".local/share", in: environment).map { ($0 + "/alyosha/essays", "default") }
    default: return nil
    }
  }

  /// An XDG base directory; relative ones are ignored, as its specification says.
  static func xdg(_ variable: String, _ fallback: String, in environment: [String: String]) -> String? {
    if let folder = environment[variable], folder.hasPrefix("/") { return folder }
    return environment["HOME"].map { $0 + "/" + fallback }
  }
}
