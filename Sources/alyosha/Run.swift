import ArgumentParser
import EssayWriting
import Foundation
import Glibc
import LedgerStore
import Logging
import NightShift
import ReportReading

/// `alyosha run`: the daemon, in the foreground, for systemd or a terminal.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Watch the inbox, read what comes, and write the night's note at the writing time.",
    discussion: """
      The inbox is only ever read. What was read is remembered in the ledger, so each content is read once; a file that \
      cannot be read is named by `alyosha status`. SIGTERM ends the daemon, SIGHUP reloads the configuration.

      EXAMPLES
        alyosha run                                        as the configuration says
        alyosha run --inbox reports --outbox essays        here and now, without a configuration
        alyosha run --once --inbox reports --outbox essays read what is there, write the note, end (for cron)
      """)

  @Option(help: ArgumentHelp("Folder to watch for reports; may be given more than once.", valueName: "folder"))
  var inbox: [String] = []

  @Option(help: ArgumentHelp("Folder for the notes.", valueName: "folder"), completion: .directory)
  var outbox: String?

  @Option(help: ArgumentHelp("When the note is written, local time.", valueName: "HH:MM"))
  var writeAt: String?

  @Option(help: ArgumentHelp("Seconds that a file must rest before it is read.", valueName: "seconds"))
  var settle: String?

  @Flag(help: "Read what is there, write the note, and end.")
  var once = false

  @OptionGroup var options: NightOptions

  private var flags: [String: [String]] {
    var flags: [String: [String]] = [:]
    if !inbox.isEmpty { flags["inbox"] = inbox }
    if let outbox { flags["outbox"] = [outbox] }
    if let writeAt { flags["write-at"] = [writeAt] }
    if let settle { flags["settle"] = [settle] }
    return flags
  }

  /// Files that the ledger, the inbox, two workers and the runtime hold open, with room to spare.
  private static let leastDescriptors: rlim_t = 64

  func run() async throws {
    var descriptors = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &descriptors) == 0,
      descriptors.rlim_cur < Self.leastDescriptors
    {
      Diagnostics.say(
        "only \(descriptors.rlim_cur) open files at a time are allowed here; allow \(Self.leastDescriptors) or more"
          + " (ulimit -n, or LimitNOFILE= in the unit)")
      throw ExitCode.inputOutput
    }
    let environment = ProcessInfo.processInfo.environment
    let shiftOptions = try options.settings(flags).shiftOptions
    guard !shiftOptions.inbox.isEmpty else {
      Diagnostics.say("inbox: no folder to watch; name one with --inbox, ALYOSHA_INBOX or in the configuration file")
      throw ExitCode.noInput
    }
    let log = Logger(label: "alyosha") { _ in ShiftLogHandler(isJournal: environment["JOURNAL_STREAM"] != nil) }
    do {
      let lock = try StateLock(folder: shiftOptions.state)
      defer { withExtendedLifetime(lock) {} }
      let ledger = try Ledger(path: shiftOptions.ledgerPath)
      let pool = WorkerPool(
        arguments: WorkerService.arguments(shiftOptions.limits, settings: shiftOptions.workerSettings),
        limits: shiftOptions.limits)
      let desk = Desk(pool: pool)
      let manager = ServiceManager(environment: environment)
      let shift = Shift(
        options: shiftOptions, ledger: ledger, desk: desk, log: log, onStatus: { manager.status($0) })
      if once {
        let end = await Daemon.once(shift, desk: desk, log: log)
        if end != 0 { throw ExitCode(end) }
      } else {
        let (options, flags) = (options, flags)
        await Daemon(shift: shift, desk: desk, manager: manager, log: log) {
          do throws(SettingFault) {
            return .success(try options.checkedSettings(flags).shiftOptions)
          } catch {
            return .failure(Refusal(reason: error.description))
          }
        }.run()
      }
    } catch let failure as StateLock.Failure {
      Diagnostics.say(failure.description)
      if case .taken = failure { throw ExitCode.tryAgain }
      throw ExitCode.cannotCreate
    } catch let error as LedgerError {
      Diagnostics.say(error.description)
      throw ExitCode.inputOutput
    }
  }
}

/// The fenced process that reads reports and composes notes for `run`; not for people.
struct NightWorker: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: WorkerService.command, shouldDisplay: false)

  @Argument var memoryBytes: Int
  @Argument var processorSeconds: Int
  @Argument var reportBytes: Int
  @Argument var settings: [String] = []

  func run() throws {
    let settings = try Settings.forWorker(settings)
    // A template's fault is no report's fault: it is told when a note is asked for.
    let writer: Result<EssayWriter, Refusal>
    do {
      writer = .success(try settings.essayWriter())
    } catch {
      writer = .failure(Refusal(reason: error.description))
    }
    WorkerService.serve(
      memoryBytes: memoryBytes, processorSeconds: processorSeconds, reportBytes: reportBytes,
      stages: Stages(reader: ReportReader(limits: settings.readingLimits), writer: writer))
  }
}
