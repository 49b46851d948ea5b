import ArgumentParser
import EssayWriting
import ThesisBuilding

/// `alyosha write`: the whole line once. Reads the reports, extracts their figures, argues, doubts, composes, reads the
/// note back, and only then publishes it.
struct Write: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Write a note from reports, now.",
    discussion: """
      Every figure of the note is traced to the line of a report, and the finished note is read back against its \
      reports. A note that does not prove true is not written.

      EXAMPLES
        alyosha write report.html                     print the note
        alyosha write reports/ -o essays              write it into a folder, with its provenance beside it
        alyosha write a.html b.md --template digest   one page, bullets only
        curl -s https://example.org/report.html | alyosha write -
      """)

  @OptionGroup var input: ReportInput

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Folder for the note, or - to print it.", valueName: "folder"), completion: .directory)
  var output = "-"

  @Option(help: ArgumentHelp("Of each folder, take this many of the newest reports.", valueName: "count"))
  var newest = 40

  @OptionGroup var asOf: AsOf
  @OptionGroup var options: NoteOptions

  func validate() throws {
    try input.requirePaths()
    if newest < 1 { throw ValidationError("--newest takes a count of 1 or more.") }
  }

  func run() async throws {
    let settings = try options.settings()
    do {
      var writer = try settings.essayWriter()
      // A note on standard output has no folder for a chart to stand in.
      if output == "-" { writer.style.charts = false }
      let reading = try await input.read(limits: settings.readingLimits, newest: newest)
      TagDifferences.warn(reading.evidence)
      let note = try writer.note(from: Dossier(reading.evidence, asOf: asOf.date(for: reading.evidence)))
      try publish(note)
      try input.finish(reading)
    } catch let error as TemplateFault {
      Diagnostics.say(error.description)
      throw ExitCode.badInput
    } catch let error as WritingError {
      for line in error.description.split(separator: "\n") { Diagnostics.say(String(line)) }
      throw ExitCode.badInput
    }
  }

  private func publish(_ note: Note) throws {
    var out = Output()
    if output == "-" {
      try out.write(bytes: note.markdown)
    } else {
      let isTraced = try options.settings().noteStyle.citations != .none
      do {
        try out.line(try NoteFolder(path: output).publish(note, sidecar: isTraced))
      } catch let failure as NoteFolder.Failure {
        Diagnostics.say(failure.description)
        throw failure.isCreation ? ExitCode.cannotCreate : ExitCode.inputOutput
      }
    }
    try out.flush()
  }
}
