/// The unit of a count, for output: what is counted, in the singular.
extension Quantity {
  /// `shares` for shares of stock, `segment` for "geographic segments", `count` where nothing names the thing; the unit's own
  /// symbol for everything that is no count.
  package func unitName(noun: String?) -> String {
    if let symbol = unit.symbol { return symbol }
    guard let noun else { return "count" }
    let words = noun.split(whereSeparator: { !$0.isLetter })
    if words.contains(where: { $0 == "shares" || $0 == "Shares" || $0 == "share" }) { return "shares" }
    guard
      let head = words.first(where: {
        $0.count > 3 && $0.hasSuffix("s") && !$0.hasSuffix("ss") && $0.first?.isLowercase == true
      })
    else { return "count" }
    if head.hasSuffix("ies") { return String(head.dropLast(3)) + "y" }
    return String(head.dropLast())
  }
}
