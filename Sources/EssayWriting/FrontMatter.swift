import FigureExtraction
import ReportReading

/// What a note's front matter says of itself and of its reports.
struct FrontMatter {
  private(set) var title: String?
  private(set) var date: CalendarDate?
  private(set) var reports: [Provenance.SourceReport] = []
  /// Reports of earlier notes that a figure of this one is remembered from.
  private(set) var earlier: [Provenance.SourceReport] = []

  /// Nil for a note without front matter.
  init?(of note: String) {
    let lines = note.lines
    guard lines.first == "---", let close = lines.dropFirst().firstIndex(of: "---") else { return nil }
    var section = ""
    for line in lines[1..<close] {
      if !line.hasPrefix(" ") { section = String(line) }
      let entry = line.trimmed
      let field = entry.hasPrefix("- ") ? String(entry.dropFirst(2)) : entry
      guard let colon = field.firstIndex(of: ":") else { continue }
      let (key, value) = (field[..<colon], Self.scalar(field[field.index(after: colon)...].trimmed))
      switch section {
      case "reports:": Self.add(String(key), value, isNew: entry.hasPrefix("- "), to: &reports)
      case "earlier_reports:": Self.add(String(key), value, isNew: entry.hasPrefix("- "), to: &earlier)
      default:
        if key == "title" { title = value }
        if key == "date" { date = CalendarDate(iso: value) }
      }
    }
  }

  /// One field of the last report of a list, or of a new one.
  private static func add(
    _ key: String, _ value: String, isNew: Bool, to reports: inout [Provenance.SourceReport]
  ) {
    if isNew { reports.append(.init(title: "", publisher: nil, date: nil, path: "", sha256: "")) }
    guard !reports.isEmpty else { return }
    let last = reports.count - 1
    switch key {
    case "title": reports[last].title = value
    case "publisher": reports[last].publisher = value == "null" ? nil : value
    case "date": reports[last].date = CalendarDate(iso: value)
    case "path": reports[last].path = value
    case "sha256": reports[last].sha256 = value
    default: return
    }
  }

  /// What the front matter says of its reports that they, read anew, do not say themselves.
  func faults(against evidence: [Evidence?]) -> [ReadBack.Fault] { Self.faults(in: reports, against: evidence) }

  static func faults(
    in reports: [Provenance.SourceReport], against evidence: [Evidence?]
  ) -> [ReadBack.Fault] {
    zip(reports, evidence).flatMap { listed, evidence -> [ReadBack.Fault] in
      guard let metadata = evidence?.report.metadata else { return [] }
      var reasons: [String] = []
      if listed.title.flattened != metadata.title.flattened { reasons.append("its title is “\(metadata.title)”") }
      if listed.publisher?.flattened != metadata.publisher?.flattened {
        reasons.append(
          "was published by \(metadata.publisher ?? "nobody it names"), not by \(listed.publisher ?? "nobody")")
      }
      if listed.date != metadata.date {
        reasons.append("is of \(metadata.date?.description ?? "no date"), not of \(listed.date?.description ?? "none")")
      }
      return reasons.map { ReadBack.Fault(passage: listed.title, reason: $0) }
    }
  }

  private static func scalar(_ text: String) -> String {
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
  }
}
