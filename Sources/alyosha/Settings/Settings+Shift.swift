import Foundation
import NightShift

/// What the night shift takes from the configuration.
extension Settings {
  /// Keys that decide what is read and written rather than when: the worker processes are told them.
  private static let workerKeys = [
    "template", "citations", "half-life", "signature", "disclaimer", "thresholds.wall", "thresholds.bump",
    "thresholds.lean", "thresholds.fall", "max-report-bytes", "max-depth",
    "max-archive-entries", "max-archive-ratio", "max-unpacked-bytes", "max-archive-depth", "max-cells",
    "max-pages", "max-words", "max-members", "max-message-depth", "max-helper-seconds",
  ]

  var shiftOptions: ShiftOptions {
    var options = ShiftOptions(inbox: list("inbox"), outbox: text("outbox"), state: text("state"))
    options.include = list("include")
    options.ignore = list("ignore")
    options.settle = Int(number("settle"))
    options.rescan = Int(number("rescan"))
    options.minimumFigures = Int(number("minimum-figures"))
    options.maximumReports = Int(number("maximum-reports"))
    options.notePermissions = UInt32(text("note-permissions"), radix: 8) ?? options.notePermissions
    options.noteGroup = text("note-group").isEmpty ? nil : Group.number(of: text("note-group"))
    options.metricsFile = text("metrics-file").isEmpty ? nil : text("metrics-file")
    options.limits.workers = Int(number("workers"))
    options.limits.memoryBytes = Int(number("worker-memory")) << 20
    options.limits.seconds = Int(number("worker-seconds"))
    options.limits.processorSeconds = Int(number("worker-seconds"))
    options.limits.reportBytes = readingLimits.reportBytes
    options.workerSettings = Self.workerKeys.map { "\($0)=\(text($0))" }
    if let time = ClockTime(text("write-at")) {
      (options.schedule.hour, options.schedule.minute) = (time.hour, time.minute)
    }
    options.schedule.weekdays = Set(
      list("weekdays").compactMap { day in SettingKey.days.firstIndex(of: day.lowercased()).map { $0 + 1 } })
    return options
  }

  /// The configuration as a worker is told it; no file and no environment has a say.
  static func forWorker(_ pairs: [String]) throws(SettingFault) -> Settings {
    var flags: [String: [String]] = [:]
    for pair in pairs {
      guard let mark = pair.firstIndex(of: "=") else { continue }
      flags[String(pair[..<mark])] = [String(pair[pair.index(after: mark)...])]
    }
    return try Settings(flags: flags, environment: [:], ignoringFile: true)
  }
}
