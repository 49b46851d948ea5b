import Configuration
import Foundation
import Yams

/// The configuration file, with the line of every key.
struct SettingFile: Sendable {
  let path: String
  let snapshot: YAMLSnapshot
  /// Line of each key, from 1, by its dotted name.
  let lines: [String: Int]

  /// The file to use: the one named, else the user's own, else the system's; nil where there is none.
  static func place(named: String?, environment: [String: String]) -> String? {
    if let path = named ?? environment["ALYOSHA_CONFIG"], !path.isEmpty { return path }
    let own = SettingDefaults.xdg("XDG_CONFIG_HOME", ".config", in: environment).map { $0 + "/alyosha/alyosha.yaml" }
    return [own, "/etc/alyosha/alyosha.yaml"].compactMap(\.self).first { FileManager.default.fileExists(atPath: $0) }
  }

  init(path: String) throws(SettingFault) {
    self.path = path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SettingFault(
        place: path, key: nil, problem: "cannot be read",
        remedy: "check that it exists and that its permissions let you read it")
    }
    do {
      guard let root = try Yams.compose(yaml: String(decoding: data, as: UTF8.self)) else {
        lines = [:]
        snapshot = try Self.snapshot(of: Array("{}".utf8), path: path)
        return
      }
      lines = Self.lines(of: root)
      snapshot = try Self.snapshot(of: Array(data), path: path)
    } catch let error as YamlError {
      throw Self.fault(error, path: path)
    } catch {
      throw SettingFault(place: path, key: nil, problem: "\(error)", remedy: "write it as `key: value` lines")
    }
  }

  func place(of key: String) -> String { lines[key].map { "\(path):\($0)" } ?? path }

  private static func snapshot(of bytes: [UInt8], path: String) throws -> YAMLSnapshot {
    try YAMLSnapshot(data: bytes.span.bytes, providerName: path, parsingOptions: .default)
  }

  private static func lines(of root: Node) -> [String: Int] {
    var lines: [String: Int] = [:]
    var open: [(String, Node)] = [("", root)]
    while let (prefix, node) = open.popLast() {
      guard let mapping = node.mapping else { continue }
      for (key, value) in mapping {
        let name = prefix + (key.string ?? "?")
        if value.mapping != nil { open.append((name + ".", value)) } else { lines[name] = key.mark?.line ?? 0 }
      }
    }
    return lines
  }

  private static func fault(_ error: YamlError, path: String) -> SettingFault {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      SettingFault(
        place: "\(path):\(mark.line)", key: nil, problem: problem.trimmingCharacters(in: .whitespaces),
        remedy: "mend the YAML there")
    default: SettingFault(place: path, key: nil, problem: "\(error)", remedy: "mend the YAML")
    }
  }
}
