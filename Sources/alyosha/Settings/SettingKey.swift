import Glibc

/// A key of the configuration: one name in the file (`write-at`), the environment (`ALYOSHA_WRITE_AT`) and as a flag.
struct SettingKey: Sendable {
  /// As in the file; a dot stands for nesting.
  let name: String
  let kind: Kind
  /// What holds when nothing sets it, as it would be written; nil where the place decides (`SettingDefaults`).
  let fallback: String?
  /// What it means, with its unit.
  let about: String

  enum Kind: Sendable {
    case text
    case path
    case paths
    /// Shell patterns.
    case patterns
    case number(ClosedRange<Double>)
    case integer(ClosedRange<Int>)
    case choice([String])
    /// A time of day, `HH:MM`.
    case clock
    case weekdays
    /// The name or number of a group of users; empty for none.
    case group

    var isList: Bool {
      switch self {
      case .paths, .patterns, .weekdays: true
      default: false
      }
    }
  }

  var environmentName: String {
    "ALYOSHA_" + String(name.uppercased().map { $0 == "-" || $0 == "." ? "_" : $0 })
  }

  static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Every key there is, in the order they are shown.
  static let all: [SettingKey] = [
    SettingKey(name: "inbox", kind: .paths, fallback: "", about: "folders that are watched for reports"),
    SettingKey(name: "outbox", kind: .path, fallback: nil, about: "folder that notes are written into"),
    SettingKey(name: "state", kind: .path, fallback: nil, about: "folder of the ledger"),
    SettingKey(
      name: "write-at", kind: .clock, fallback: "03:30", about: "when the night's note is written, local time"),
    SettingKey(name: "weekdays", kind: .weekdays, fallback: "mon,tue,wed,thu,fri,sat,sun", about: "days with a note"),
    SettingKey(name: "include", kind: .patterns, fallback: "*", about: "names in the inbox that are reports"),
    SettingKey(
      name: "ignore", kind: .patterns, fallback: "",
      about: "names, or paths where they hold a slash, that are left alone"),
    SettingKey(
      name: "settle", kind: .integer(0...86_400), fallback: "10",
      about: "seconds that a file must rest before it is read"),
    SettingKey(
      name: "rescan", kind: .integer(1...86_400), fallback: "300", about: "seconds between two looks at the inbox"),
    SettingKey(
      name: "minimum-figures", kind: .integer(1...1_000_000), fallback: "1",
      about: "new figures below which no note is written"),
    SettingKey(
      name: "maximum-reports", kind: .integer(1...100_000), fallback: "1000",
      about: "reports in one note, the newest where more have come"),
    SettingKey(
      name: "workers", kind: .integer(1...64), fallback: "2", about: "processes that read reports at the same time"),
    SettingKey(
      name: "worker-memory", kind: .integer(256...(1 << 20)), fallback: "4096",
      about: "megabytes of address space that reading one report may take"),
    SettingKey(
      name: "worker-seconds", kind: .integer(1...86_400), fallback: "120",
      about: "seconds that reading one report or writing a note may take"),
    SettingKey(
      name: "note-permissions", kind: .choice(["0600", "0640", "0644", "0660", "0664"]), fallback: "0644",
      about: "permissions of a note, in octal"),
    SettingKey(
      name: "note-group", kind: .group, fallback: "",
      about: "group that a note is given to; empty for the daemon's own"),
    SettingKey(
      name: "metrics-file", kind: .text, fallback: "", about: "Prometheus textfile to keep up to date; empty for none"),
    SettingKey(
      name: "half-life", kind: .number(1...36_500), fallback: "365", about: "days in which a claim's weight halves"),
    SettingKey(
      name: "template", kind: .text, fallback: "note", about: "note, digest, or a folder of templates of your own"),
    SettingKey(
      name: "citations", kind: .choice(["footnotes", "sidecar", "none"]), fallback: "footnotes",
      about: "where a note says what each figure rests on"),
    SettingKey(
      name: "charts", kind: .choice(["yes", "no"]), fallback: "yes",
      about: "whether the metrics table is drawn, as an SVG beside the note"),
    SettingKey(
      name: "signature", kind: .text,
      fallback: "Alyosha is a daemon that reads research reports while its human sleeps.",
      about: "the colophon's first sentence"),
    SettingKey(
      name: "disclaimer", kind: .text, fallback: "This is not financial advice.", about: "the colophon's last sentence"),
    SettingKey(
      name: "thresholds.wall", kind: .number(0...1), fallback: "0.5",
      about: "a hazard that leaves less than this part of the support is a wall"),
    SettingKey(
      name: "thresholds.bump", kind: .number(0...1), fallback: "0.8",
      about: "a hazard that leaves more than this part is a speed bump"),
    SettingKey(
      name: "thresholds.lean", kind: .number(0...1), fallback: "0.5",
      about: "a thesis with less than this left after every hazard leans"),
    SettingKey(
      name: "thresholds.fall", kind: .number(0...1), fallback: "0.35",
      about: "a thesis with less than this left after the hazards at work falls"),
    SettingKey(
      name: "max-report-bytes", kind: .integer(1024...(1 << 34)), fallback: "268435456",
      about: "bytes of the largest report that is read"),
    SettingKey(
      name: "max-depth", kind: .integer(16...100_000), fallback: "2048", about: "nested elements a report may have"),
    SettingKey(
      name: "max-archive-entries", kind: .integer(1...1_000_000), fallback: "10000",
      about: "files that a zipped report (Office, OpenDocument, EPUB) may hold"),
    SettingKey(
      name: "max-archive-ratio", kind: .integer(2...100_000), fallback: "200",
      about: "bytes that one packed byte may unpack to, beyond the first 16 MB"),
    SettingKey(
      name: "max-unpacked-bytes", kind: .integer(1024...(1 << 36)), fallback: "536870912",
      about: "bytes that one report may unpack to in all"),
    SettingKey(
      name: "max-archive-depth", kind: .integer(0...32), fallback: "4", about: "packings inside packings"),
    SettingKey(
      name: "max-pages", kind: .integer(1...100_000), fallback: "5000", about: "pages of a PDF that are read"),
    SettingKey(
      name: "max-words", kind: .integer(1000...1_000_000_000), fallback: "20000000",
      about: "words of a PDF that are read"),
    SettingKey(
      name: "max-helper-seconds", kind: .integer(1...86_400), fallback: "120",
      about: "seconds that a program such as pdftotext may take over a report"),
    SettingKey(
      name: "max-message-depth", kind: .integer(1...100), fallback: "10", about: "messages inside messages"),
    SettingKey(
      name: "max-members", kind: .integer(1...100_000), fallback: "1000",
      about: "items of a feed, or attachments of a message, that are read"),
    SettingKey(
      name: "max-cells", kind: .integer(1...100_000_000), fallback: "500000",
      about: "cells of a report's sheets, gaps between filled ones included"),
  ]

  static func named(_ name: String) -> SettingKey? { all.first { $0.name == name } }

  /// Why a value cannot be taken, as what to write instead; nil for a good one.
  func remedy(for values: [String]) -> String? {
    let value = values.first ?? ""
    switch kind {
    case .text: return nil
    case .path: return value.isEmpty ? "name a folder" : nil
    case .patterns: return values.contains("") ? "write a pattern for each entry" : nil
    case .paths: return values.contains("") ? "name a folder for each entry" : nil
    case .number(let range):
      guard let number = Double(value), range.contains(number) else {
        return "write a number from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"
      }
      return nil
    case .integer(let range):
      guard let number = Int(value), range.contains(number) else {
        return "write a whole number from \(range.lowerBound) to \(range.upperBound)"
      }
      return nil
    case .choice(let choices): return choices.contains(value) ? nil : "write one of \(choices.joined(separator: ", "))"
    case .clock: return ClockTime(value) == nil ? "write a time of day as HH:MM, in quotes" : nil
    case .group: return value.isEmpty || Group.number(of: value) != nil ? nil : "name a group that exists here"
    case .weekdays:
      let unknown = values.filter { !Self.days.contains($0.lowercased()) }
      return unknown.isEmpty && !values.isEmpty ? nil : "write days as \(Self.days.joined(separator: ", "))"
    }
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }
}

/// A group of users.
enum Group {
  /// The number of a group by its name, or by that number itself; nil where there is none of that name.
  static func number(of name: String) -> UInt32? {
    UInt32(name) ?? getgrnam(name).map { $0.pointee.gr_gid }
  }
}

/// A time of day to the minute.
struct ClockTime: Hashable, Sendable {
  let hour: Int
  let minute: Int

  /// Reads `HH:MM`.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count <= 2, parts[1].count == 2, let hour = Int(parts[0]),
      let minute = Int(parts[1]),
      (0..<24).contains(hour), (0..<60).contains(minute)
    else { return nil }
    self.hour = hour
    self.minute = minute
  }
}
