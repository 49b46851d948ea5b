/// The unit of a count, for output: what is counted, in the singular.
extension Quantity {
  /// `shares` for shares of stock, `segment` for "geographic segments", `count` where nothing names the thing; the unit's own
  /// symbol for everything that is no count.
  package func unitName(noun: String?) -> String {
    if let symbol = unit.symbol { return symbol }
    guard let noun else { return "count" }
    let words = noun.split { !$0.isLetter && $0 != "-" }
    if words.contains(where: { ["shares", "Shares", "share"].contains($0) }) { return "shares" }
    // "separate unsecured term loans of the bank": the head is the last word before what qualifies it.
    let head = words.prefix { !["of", "in", "for", "with", "on", "at"].contains($0) }.last
    // A name in capitals is no unit.
    guard let head, head.first?.isLowercase == true else { return "count" }
    return Self.singular(head) ?? "count"
  }

  /// A plural's singular; nil where the word is no plural.
  private static func singular(_ word: Substring) -> String? {
    if let known = irregular[word] { return known }
    guard word.utf8.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us") else { return nil }
    if word.hasSuffix("ies") { return String(word.dropLast(3)) + "y" }
    if ["ches", "shes", "sses", "xes"].contains(where: { word.hasSuffix($0) }) { return String(word.dropLast(2)) }
    // "campuses" against "warehouses" and "causes"
    if word.hasSuffix("uses"), !["ouses", "auses"].contains(where: { word.hasSuffix($0) }) {
      return String(word.dropLast(2))
    }
    return String(word.dropLast())
  }
  private static let irregular: [Substring: String] = [
    "people": "person", "children": "child", "men": "man", "women": "woman", "series": "series", "analyses": "analysis",
  ]
}
