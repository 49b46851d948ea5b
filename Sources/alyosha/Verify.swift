import ArgumentParser
import EssayWriting

/// `alyosha verify`: reads a note back against its reports.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read a note back and hold every figure against the reports it came from.",
    discussion: """
      The reports are found by path or by content, read again, and every passage of the note is proved as it was before \
      it was published: the figure and its unit, what it measures, its period, who says so, and the words quoted. \
      NOTE.provenance.json beside the note says where each stands; without it the note's own footnotes are gone by.

      What a note remembers of an earlier report is held against that report where it is found, and else against the \
      record that the sidecar has from the ledger, which is said and is no failure.

      Ends with status 1 when something does not hold, and names each passage and each report that has changed.

      EXAMPLES
        alyosha verify essays/2026-03-02-chips-were-the-bottleneck.md
        alyosha verify note.md --reports ~/Reports    where the reports have moved
      """)

  @Argument(help: ArgumentHelp("The note.", valueName: "note"), completion: .file(extensions: ["md"]))
  var note: String

  @Option(
    help: ArgumentHelp("The provenance, where it is not beside the note.", valueName: "file"), completion: .file())
  var provenance: String?

  @Option(
    help: ArgumentHelp("A folder to look for the reports in; may be repeated.", valueName: "folder"),
    completion: .directory)
  var reports: [String] = []

  func run() async throws {
    let outcome: NoteVerifier.Outcome
    do throws(NoteVerifier.Failure) {
      outcome = try NoteVerifier(folders: reports).verify(path: note, sidecar: provenance)
    } catch {
      Diagnostics.say(error.description)
      throw error.isMissing ? ExitCode.noInput : ExitCode.badInput
    }
    for notice in outcome.notices { Diagnostics.say(notice) }
    for remark in outcome.remarks { Diagnostics.say(remark) }
    for fault in outcome.faults { Diagnostics.say("\(note): \(fault)") }
    guard outcome.isProved else { throw ExitCode.failure }
    var output = Output()
    try output.line(
      "\(note): \(outcome.checked) figures hold against \(outcome.reports) reports"
        + (outcome.hasSidecar ? "" : ", as far as they can be checked without a sidecar"))
    try output.flush()
  }
}
