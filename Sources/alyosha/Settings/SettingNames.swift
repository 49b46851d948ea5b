/// Keys that nobody reads: a slip of the pen is found before the night, not after it.
enum SettingNames {
  /// Variables with our prefix that are not configuration keys.
  private static let otherVariables: Set<String> = [
    "ALYOSHA_CONFIG", "ALYOSHA_EVAL", "ALYOSHA_PROGRAM", "ALYOSHA_SOAK", "ALYOSHA_REGENERATE", "ALYOSHA_STRICT",
  ]

  static func unknown(in file: SettingFile?, environment: [String: String]) -> [SettingFault] {
    let names = SettingKey.all.map(\.name)
    var faults: [SettingFault] = []
    if let file {
      for (name, line) in file.lines.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) where !names.contains(name)
      {
        faults.append(
          SettingFault(
            place: "\(file.path):\(line)", key: name, problem: "no such key", remedy: remedy(for: name, among: names)))
      }
    }
    let variables = SettingKey.all.map(\.environmentName)
    for name in environment.keys.sorted()
    where name.hasPrefix("ALYOSHA_") && !variables.contains(name) && !otherVariables.contains(name) {
      faults.append(
        SettingFault(place: name, key: nil, problem: "no such key", remedy: remedy(for: name, among: variables)))
    }
    return faults
  }

  private static func remedy(for name: String, among names: [String]) -> String {
    let nearest = names.map { (distance(name, $0), $0) }.min { $0 < $1 }
    if let (distance, name) = nearest, distance <= 3 { return "did you mean \(name)?" }
    return "remove it, or see `alyosha config show` for the keys there are"
  }

  /// Levenshtein's edit distance. O(n · m).
  private static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = x == y ? diagonal : min(diagonal, above, row[j]) + 1
        diagonal = above
      }
    }
    return row[b.count]
  }
}
