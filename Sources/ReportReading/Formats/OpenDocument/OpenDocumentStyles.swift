/// Styles and list styles of an OpenDocument file; automatic ones of `content.xml` are added as they come.
final class OpenDocumentStyles: PartHandler {
  struct Style {
    var parent: String?
    var name = ""
    var bold: Bool?
    var italic: Bool?
    var isRaised: Bool?
    var isHidden: Bool?
    var list: String?
  }

  /// One level of a list.
  struct Level {
    var isNumbered: Bool
    var start: Int
  }

  private var styles: [String: Style] = [:]
  private var lists: [String: [Int: Level]] = [:]
  private(set) var language: String?
  private var current: String?
  private var list: String?

  /// A style with all that it inherits. Chains longer than 32 are cut, so that a circle ends.
  func resolved(_ name: String?, family: String) -> Style {
    var result = Style()
    var next = name
    for _ in 0..<32 {
      guard let key = next, let style = styles[family + ":" + key] else { break }
      if result.name.isEmpty { result.name = key }
      // Automatic styles have names of their own; what counts is the named style behind them.
      if !Self.isAutomatic(key), Self.isAutomatic(result.name) { result.name = key }
      result.bold = result.bold ?? style.bold
      result.italic = result.italic ?? style.italic
      result.isRaised = result.isRaised ?? style.isRaised
      result.isHidden = result.isHidden ?? style.isHidden
      result.list = result.list ?? style.list
      next = style.parent
    }
    if result.name.isEmpty { result.name = name ?? "" }
    return result
  }

  func level(of list: String?, _ depth: Int) -> Level {
    list.flatMap { lists[$0]?[depth] } ?? Level(isNumbered: false, start: 1)
  }

  /// `P12`, `T3`: a letter or two and a number.
  private static func isAutomatic(_ name: String) -> Bool {
    let letters = name.prefix { $0.isLetter }
    return (1...2).contains(letters.count) && name.count > letters.count
      && name.dropFirst(letters.count).allSatisfy(\.isNumber)
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "style:style":
      guard let own = attributes["style:name"], let family = attributes["style:family"] else { return }
      let key = family + ":" + own
      current = key
      styles[key] = Style(
        parent: attributes["style:parent-style-name"], list: attributes["style:list-style-name"])
    case "style:default-style": current = nil
    case "style:text-properties": textProperties(attributes)
    case "style:table-properties", "style:table-row-properties", "style:table-column-properties":
      if attributes["table:display"] == "false", let current { styles[current]?.isHidden = true }
    case "style:drawing-page-properties":
      if attributes["presentation:visibility"] == "hidden", let current { styles[current]?.isHidden = true }
    case "text:list-style": list = attributes["style:name"]
    case "text:list-level-style-number", "text:list-level-style-bullet", "text:list-level-style-image":
      guard let list, let depth = attributes.integer("text:level") else { return }
      let format = attributes["style:num-format"] ?? ""
      lists[list, default: [:]][depth] = Level(
        isNumbered: name == "text:list-level-style-number" && !format.isEmpty,
        start: attributes.integer("text:start-value") ?? 1)
    default: break
    }
  }

  private func textProperties(_ attributes: PartAttributes) {
    guard let current else {
      if language == nil, let code = attributes["fo:language"], code != "none", code != "zxx" {
        let country = attributes["fo:country"] ?? ""
        language = country.isEmpty || country == "none" ? code : code + "-" + country
      }
      return
    }
    if let weight = attributes["fo:font-weight"] { styles[current]?.bold = weight == "bold" || Int(weight) ?? 0 >= 600 }
    if let slant = attributes["fo:font-style"] { styles[current]?.italic = slant == "italic" || slant == "oblique" }
    if let position = attributes["style:text-position"] {
      styles[current]?.isRaised =
        position.hasPrefix("super")
        || (position.first?.isNumber ?? false)
          && !position.hasPrefix("0%")
    }
    if attributes["text:display"] == "none" { styles[current]?.isHidden = true }
  }

  func end(_ name: String) {
    if name == "style:style" { current = nil }
    if name == "text:list-style" { list = nil }
  }
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
