import ArgumentParser
import EssayTemplates
import EssayWriting
import Foundation
import ReportReading

/// `alyosha template`: the note's shape, in the user's hands.
struct Template: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "List, show, export or check the templates that notes are made from.",
    discussion: """
      A note is a Mustache template, one partial a block. Export them, change what you like, check the result, and \
      name the folder in --template or in the configuration:

        alyosha template export my-note
        alyosha template check my-note
        alyosha write reports/ --template my-note
      """,
    subcommands: [List.self, Show.self, Export.self, Check.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the templates and the partials they are made of.")

    func run() throws {
      var output = Output()
      var table = TextTable(columns: ["name", "kind"])
      for name in NoteTemplate.names { table.add([name, "template"]) }
      for name in EssayTemplates.all.keys.sorted() where !NoteTemplate.names.contains(name) {
        table.add([name, "partial"])
      }
      try table.print(to: &output)
      try output.flush()
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Print a template or a partial as it was compiled in.",
      discussion: "EXAMPLE\n  alyosha template show hook")

    @Argument(help: ArgumentHelp("Its name, as `alyosha template list` prints it.", valueName: "name"))
    var name: String

    func run() throws {
      guard let text = EssayTemplates.all[name] else {
        throw ValidationError(
          "There is no template ‘\(name)’. There are: \(EssayTemplates.all.keys.sorted().joined(separator: ", ")).")
      }
      var output = Output()
      try output.write(text.hasSuffix("\n") ? text : text + "\n")
      try output.flush()
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write the templates and phrasings into a folder, to change.",
      discussion:
        "Files that are there already are left alone.\n\nEXAMPLE\n  alyosha template export ~/.config/alyosha/note")

    @Argument(
      help: ArgumentHelp("The folder; it is made where it is missing.", valueName: "folder"), completion: .directory)
    var folder: String

    func run() throws {
      let written: [String]
      do {
        written = try NoteTemplate.export(to: folder)
      } catch {
        Diagnostics.say("\(folder): cannot be created: \(error.localizedDescription)")
        throw ExitCode.cannotCreate
      }
      var output = Output()
      for path in written { try output.line(path) }
      try output.flush()
      if written.isEmpty { Diagnostics.say("\(folder): every file is there already; none was changed") }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Render a template over a sample and name its faults by file and line.",
      discussion: """
        Finds names that no note has, Mustache that does not parse, blocks with nothing in them, numbers that would \
        fail the read-back, and phrasings that spoil a figure: each is tried on every shape of figure it may be given. \
        Ends with status 65 when there is a fault.

        EXAMPLE
          alyosha template check my-note
        """)

    @Argument(
      help: ArgumentHelp("A folder, a file, or the name of a template.", valueName: "template"), completion: .file())
    var place = "note"

    func run() throws {
      do {
        let outcome = try TemplateTrial(try NoteTemplate(place)).outcome(over: TemplateSample.report)
        for fault in outcome.faults {
          Diagnostics.say(fault.hasPrefix("/") || fault.hasPrefix(place) ? fault : "\(place): \(fault)")
        }
        guard outcome.faults.isEmpty else { throw ExitCode.badInput }
        var output = Output()
        try output.line(
          "\(place): no fault; the sample's note has \(outcome.lineCount) lines, and \(outcome.phrasingCount) phrasings "
            + "read back on every shape of figure")
        try output.flush()
      } catch let error as TemplateFault {
        Diagnostics.say(error.description)
        throw ExitCode.badInput
      }
    }
  }
}
