/// How the night shift works: every choice of the configuration that it heeds.
package struct ShiftOptions: Hashable, Sendable {
  /// Folders that reports arrive in; never written to.
  package var inbox: [String]
  /// Where notes appear.
  package var outbox: String
  /// Where the ledger and the lock are.
  package var state: String
  /// Shell patterns of names, or of paths below the inbox where they hold a slash.
  package var include: [String] = ["*"]
  package var ignore: [String] = []
  /// Seconds that a file must not have changed for before it is read.
  package var settle: Int = 10
  /// Seconds between two looks at the inbox, whatever the kernel tells or fails to tell.
  package var rescan: Int = 300
  package var schedule = Schedule()
  /// New figures below which no note is written.
  package var minimumFigures: Int = 1
  /// Reports in one note: the newest, where more have come.
  package var maximumReports: Int = 1000
  package var limits = WorkerLimits()
  /// Permissions of a note.
  package var notePermissions: UInt32 = 0o644
  /// Number of the group that notes are given to; nil for the daemon's own.
  package var noteGroup: UInt32?
  /// The Prometheus textfile; nil for none.
  package var metricsFile: String?

  /// What the worker processes are told of the configuration, `key=value` each.
  package var workerSettings: [String] = []

  package init(inbox: [String], outbox: String, state: String) {
    self.inbox = inbox
    self.outbox = outbox
    self.state = state
  }

  package var ledgerPath: String { state + "/ledger.sqlite" }
}

/// What one reading process may use.
package struct WorkerLimits: Hashable, Sendable, Codable {
  /// Reading processes at work at a time.
  package var workers = 2
  /// Bytes of a report. Default 256 MB.
  package var reportBytes = 256 << 20
  /// Bytes of address space. Default 4 GB.
  package var memoryBytes = 4 << 30
  /// Seconds of processor time for one report.
  package var processorSeconds = 60
  /// Seconds of the clock for one report or note.
  package var seconds = 120
  /// Bytes of an answer. Default 512 MB.
  package var answerBytes = 512 << 20
  /// Reports that a process reads before another takes its place.
  package var reportsPerProcess = 500

  package init() {}
}
