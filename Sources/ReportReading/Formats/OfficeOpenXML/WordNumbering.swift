/// The lists of a Word document: what each level is numbered with, and how far each has counted.
final class WordNumbering: PartHandler {
  struct Level {
    var start = 1
    /// False for bullets and for levels without any mark.
    var isNumbered = true
    /// The level whose number sets this one back to its start; nil for the one above.
    var restart: Int?
  }

  private var abstract: [String: [Int: Level]] = [:]
  private var lists: [String: (abstract: String, overrides: [Int: Level])] = [:]
  private var counts: [String: [Int: Int]] = [:]
  private var abstractID: String?
  private var listID: String?
  private var level = 0
  private var current = Level()
  private var inLevel = false

  /// Counts one item on. Returns its number, or nil for a bullet.
  func next(list: String, level: Int) -> Int? {
    guard let entry = lists[list] else { return nil }
    let definition = entry.overrides[level] ?? abstract[entry.abstract]?[level] ?? Level(isNumbered: false)
    // Lists with one definition count together, except where they start anew.
    let key = entry.overrides.isEmpty ? entry.abstract : list + "#"
    var counted = counts[key] ?? [:]
    let number = (counted[level] ?? definition.start - 1) + 1
    counted[level] = number
    for deeper in counted.keys where deeper > level {
      let restart = entry.overrides[deeper]?.restart ?? abstract[entry.abstract]?[deeper]?.restart
      if restart != 0 { counted[deeper] = nil }
    }
    counts[key] = counted
    return definition.isNumbered ? number : nil
  }

  func start(_ name: String, _ attributes: PartAttributes) {
    switch name {
    case "w:abstractNum":
      abstractID = attributes["w:abstractNumId"]
    case "w:num":
      listID = attributes["w:numId"]
      if let listID { lists[listID] = ("", [:]) }
    case "w:abstractNumId": if let listID { lists[listID]?.abstract = attributes["w:val"] ?? "" }
    case "w:lvlOverride":
      level = attributes.integer("w:ilvl") ?? 0
      if let listID, let base = lists[listID]?.abstract { current = abstract[base]?[level] ?? Level() }
    case "w:startOverride":
      current.start = attributes.integer("w:val") ?? 1
      if let listID { lists[listID]?.overrides[level] = current }
    case "w:lvl":
      level = attributes.integer("w:ilvl") ?? 0
      current = Level()
      inLevel = true
    case "w:start": if inLevel { current.start = attributes.integer("w:val") ?? 1 }
    case "w:numFmt": if inLevel { current.isNumbered = !["bullet", "none"].contains(attributes["w:val"] ?? "") }
    case "w:lvlRestart": if inLevel { current.restart = attributes.integer("w:val") }
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "w:lvl":
      inLevel = false
      if let listID {
        lists[listID]?.overrides[level] = current
      } else if let abstractID {
        abstract[abstractID, default: [:]][level] = current
      }
    case "w:abstractNum": abstractID = nil
    case "w:num": listID = nil
    default: break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
