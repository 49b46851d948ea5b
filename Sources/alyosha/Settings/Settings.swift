import Configuration
import Foundation

/// The configuration in force: every key's value and where it came from. Flags win over the environment, that over the
/// file, that over the defaults.
struct Settings: Sendable {
  struct Entry: Sendable {
    let key: SettingKey
    /// One value, or a list's.
    let values: [String]
    let origin: String
  }

  let entries: [Entry]
  let file: SettingFile?
  /// What is wrong; a faulty value is replaced by its default in `entries`.
  let faults: [SettingFault]

  /// With `ignoringFile`, what the file of the user or the system says has no part in it.
  init(
    flags: [String: [String]] = [:], file named: String? = nil, environment: [String: String],
    ignoringFile: Bool = false
  ) throws(SettingFault) {
    let place = ignoringFile ? nil : SettingFile.place(named: named, environment: environment)
    let file = try place.map { path throws(SettingFault) in try SettingFile(path: path) }
    self.file = file
    let sources = Self.sources(flags: flags, file: file, environment: environment)
    var entries: [Entry] = []
    var faults: [SettingFault] = []
    for key in SettingKey.all {
      var entry: Entry?
      for source in sources where entry == nil {
        guard let values = source.values(key) else { continue }
        let place = source.place(key)
        if !key.kind.isList, values.count != 1 {
          faults.append(
            SettingFault(place: place, key: key.name, problem: "takes one value, not a list", remedy: "write one value")
          )
        } else if let remedy = key.remedy(for: values) {
          let shown = values.joined(separator: ", ")
          faults.append(SettingFault(place: place, key: key.name, problem: "“\(shown)” is not a value", remedy: remedy))
        } else {
          entry = Entry(key: key, values: values, origin: place)
        }
      }
      entries.append(entry ?? Self.fallback(key, environment))
    }
    self.entries = entries
    self.faults = faults + SettingNames.unknown(in: file, environment: environment)
  }

  private static func fallback(_ key: SettingKey, _ environment: [String: String]) -> Entry {
    if let (value, origin) = SettingDefaults.value(of: key.name, in: environment) {
      return Entry(key: key, values: [value], origin: origin)
    }
    let fallback = key.fallback ?? ""
    let values = key.kind.isList ? fallback.split(separator: ",").map(String.init) : [fallback]
    return Entry(key: key, values: values, origin: "default")
  }

  private struct Source {
    let values: (SettingKey) -> [String]?
    let place: (SettingKey) -> String
  }

  private static func sources(flags: [String: [String]], file: SettingFile?, environment: [String: String]) -> [Source]
  {
    let given = InMemoryProvider(
      name: "flags",
      values: Dictionary(
        uniqueKeysWithValues: flags.map { name, values in
          let content: ConfigContent =
            SettingKey.named(name)?.kind.isList == true ? .stringArray(values) : .string(values.first ?? "")
          return (AbsoluteConfigKey(name.split(separator: ".").map(String.init)), ConfigValue(content, isSecret: false))
        }))
    let variables = EnvironmentVariablesProvider(environmentVariables: environment)
    var sources = [
      Source(values: { value(of: $0) { try given.value(forKey: $0, type: $1) } }, place: { "--\($0.name)" }),
      Source(
        values: { value(of: $0, prefix: ["alyosha"]) { try variables.value(forKey: $0, type: $1) } },
        place: { $0.environmentName }),
    ]
    if let file {
      sources.append(
        Source(
          values: { value(of: $0) { try file.snapshot.value(forKey: $0, type: $1) } },
          place: { file.place(of: $0.name) }))
    }
    return sources
  }

  /// A key's value as words, whatever a source keeps it as: a list may be written as one value, and the other way is told.
  private static func value(
    of key: SettingKey, prefix: [String] = [], lookup: (AbsoluteConfigKey, ConfigType) throws -> LookupResult
  ) -> [String]? {
    let absolute = AbsoluteConfigKey(prefix + key.name.split(separator: ".").map(String.init))
    for type in key.kind.isList ? [ConfigType.stringArray, .string] : [.string, .stringArray] {
      guard let result = try? lookup(absolute, type), let value = result.value else { continue }
      switch value.content {
      case .string(let text): return [text]
      case .stringArray(let list): return list
      default: continue
      }
    }
    return nil
  }
}

extension Settings {
  func list(_ name: String) -> [String] { entries.first { $0.key.name == name }?.values ?? [] }
  func text(_ name: String) -> String { list(name).first ?? "" }
  /// 0 for a key that is no number; every such key has a default, so that does not come up.
  func number(_ name: String) -> Double { Double(text(name)) ?? 0 }
}
