import Foundation

/// Reads what JSON-LD says of the page it stands in.
enum LinkedData {
  /// A key's text, or the `name` of the thing it points to, anywhere in the script; articles before other things.
  static func value(of key: String, in script: String) -> String? {
    guard script.utf8.count <= 1 << 19, let json = try? JSONSerialization.jsonObject(with: Data(script.utf8)) else {
      return nil
    }
    return search(json, key, depth: 0)
  }

  private static func search(_ json: Any, _ key: String, depth: Int) -> String? {
    guard depth < 8 else { return nil }
    if let list = json as? [Any] {
      for element in list { if let found = search(element, key, depth: depth + 1) { return found } }
      return nil
    }
    guard let object = json as? [String: Any] else { return nil }
    if let value = object[key], let found = name(value) { return found }
    for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
      if let value = object[inner], let found = search(value, key, depth: depth + 1) { return found }
    }
    return nil
  }

  private static func name(_ value: Any) -> String? {
    if let text = value as? String { return text.isEmpty ? nil : text.collapsed }
    if let object = value as? [String: Any] { return object["name"].flatMap(name) }
    if let list = value as? [Any] { return list.lazy.compactMap(name).first }
    return nil
  }
}
