import ReportReading

/// Numbers a rendered note's footnotes in the order in which it prints their marks, and leaves out those that it does not:
/// a template that prints fewer blocks cites fewer sources.
enum FootnoteNumbering {
  static func tidied(_ rendered: String) -> String {
    let lines = rendered.lines.map(String.init)
    let notes = lines.filter(NoteReading.isFootnote)
    guard !notes.isEmpty else { return rendered }
    var numbers: [Substring: Int] = [:]
    func renumbered(_ line: String) -> String {
      guard line.holds("[^") else { return line }
      var rest = line[...]
      var result = ""
      while let open = rest.firstRange(ofBytes: "[^") {
        result += rest[..<open.upperBound]
        rest = rest[open.upperBound...]
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard !digits.isEmpty, rest.dropFirst(digits.count).first == "]" else { continue }
        let number = numbers[digits] ?? numbers.count + 1
        numbers[digits] = number
        result += "\(number)"
        rest = rest[digits.endIndex...]
      }
      return result + rest
    }
    var result: [String] = []
    var place: Int?
    for line in lines {
      if NoteReading.isFootnote(line) {
        place = place ?? result.count
      } else {
        result.append(renumbered(line))
      }
    }
    let kept = notes.compactMap { note -> (number: Int, text: String)? in
      guard let close = note.firstIndex(of: "]"), let number = numbers[note[..<close].dropFirst(2)] else { return nil }
      return (number, "[^\(number)\(note[close...])")
    }
    result.insert(contentsOf: kept.sorted { $0.number < $1.number }.map(\.text), at: place ?? result.count)
    return result.joined(separator: "\n")
  }
}
