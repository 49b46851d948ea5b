/// The styles of a Word document, resolved along what each is based on.
final class WordStyles: PartHandler {
  /// What a style or a run says of looks; nil where it leaves that to what it is based on.
  struct Looks {
    var bold: Bool?
    var italic: Bool?
    var isHidden: Bool?
    var isRaised: Bool?

    func over(_ other: Looks) -> Looks {
      Looks(
        bold: bold ?? other.bold, italic: italic ?? other.italic, isHidden: isHidden ?? other.isHidden,
        isRaised: isRaised ?? other.isRaised)
    }
  }

  struct Style {
    var base: String?
    /// In lower case: `heading 1`, `title`, `toc 2`.
    var name = ""
    /// 0 for the highest heading, 9 for text.
    var outline: Int?
    var list: String?
    var listLevel: Int?
    var looks = Looks()
  }

  private(set) var styles: [String: Style] = [:]
  private(set) var defaultParagraph: String?
  private(set) var language: String?
  private var id: String?
  private var style = Style()
  private var inRun = false

  /// A style with everything it inherits. Chains longer than 32 are cut, so that a circle ends.
  func resolved(_ id: String?) -> Style {
    var result = Style()
    var next = id
    for _ in 0..<32 {
      guard let key = next, let style = styles[key] else { break }
      if result.name.isEmpty { result.name = style.name }
      result.outline = result.outline ?? style.outline
      result.list = result.list ?? style.list
      result.listLevel = result.listLevel ?? style.listLevel
      result.looks = result.looks.over(style.looks)
      next = style.base
    }
    return result
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "w:style":
      id = attributes["w:styleId"]
      style = Style()
      if attributes["w:type"] == "paragraph", attributes.flag("w:default") ?? false { defaultParagraph = id }
    case "w:name": if id != nil { style.name = attributes["w:val"]?.lowercased() ?? "" }
    case "w:basedOn": style.base = attributes["w:val"]
    case "w:outlineLvl": style.outline = attributes.integer("w:val")
    case "w:numId": style.list = attributes["w:val"]
    case "w:ilvl": style.listLevel = attributes.integer("w:val")
    case "w:lang": if id == nil { language = attributes["w:val"] }
    case "w:rPr": inRun = true
    default: if inRun { style.looks.take(name, attributes) }
    }
  }

  func end(_ name: String) {
    switch name {
    case "w:style":
      if let id {
        // Heading styles without a stated level have it in their name.
        if style.outline == nil, style.name.hasPrefix("heading "), let level = Int(style.name.dropFirst(8)) {
          style.outline = level - 1
        }
        styles[id] = style
      }
      id = nil
    case "w:rPr": inRun = false
    default: break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

extension WordStyles.Looks {
  /// Takes up one property of a run.
  mutating func take(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "w:b": bold = attributes.flag("w:val") ?? true
    case "w:i": italic = attributes.flag("w:val") ?? true
    case "w:vanish": isHidden = attributes.flag("w:val") ?? true
    case "w:vertAlign": isRaised = attributes["w:val"] == "superscript"
    default: break
    }
  }
}
