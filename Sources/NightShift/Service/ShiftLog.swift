import Glibc
import Logging

/// Log lines on standard error: with the journal's priority where systemd reads them, with the level's name elsewhere.
package struct ShiftLogHandler: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level
  private let isJournal: Bool

  package init(level: Logger.Level = .info, isJournal: Bool) {
    logLevel = level
    self.isJournal = isJournal
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let text = event.message.description.unicodeScalars.map { $0.value < 0x20 ? " " : String($0) }.joined()
    let line = isJournal ? "<\(Self.priority(event.level))>\(text)\n" : "\(event.level): \(text)\n"
    let bytes = Array(line.utf8)
    // Nowhere is left to report a failure to write here.
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  /// As in sd-daemon(3).
  private static func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .critical: 2
    case .error: 3
    case .warning: 4
    case .notice: 5
    case .info: 6
    case .debug, .trace: 7
    }
  }
}
