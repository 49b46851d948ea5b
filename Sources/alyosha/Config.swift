import ArgumentParser
import Foundation

/// `alyosha config`: the configuration in force.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show or check the configuration.",
    discussion: """
      A value comes from a flag, else from the environment (ALYOSHA_WRITE_AT for write-at), else from the file, else \
      from a default. The file is the one named by --config or ALYOSHA_CONFIG, else alyosha/alyosha.yaml in \
      XDG_CONFIG_HOME (~/.config), else /etc/alyosha/alyosha.yaml.
      """,
    subcommands: [Show.self, Check.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Print every key, its value and where the value came from.",
      discussion: """
        EXAMPLES
          alyosha config show
          ALYOSHA_HALF_LIFE=90 alyosha config show
          alyosha config show --config ./alyosha.yaml --format yaml
        """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, yaml }

    @OptionGroup var options: NoteOptions
    @Option(name: .shortAndLong, help: "A table for reading, or YAML to start a file from.")
    var format: Format = .table

    func run() throws {
      let settings = try options.settings()
      var output = Output()
      switch format {
      case .table:
        try output.line("file: \(settings.file?.path ?? "none")")
        var table = TextTable(columns: ["key", "value", "from", "meaning"])
        for entry in settings.entries {
          table.add([
            entry.key.name, entry.values.joined(separator: ", "), entry.origin, entry.key.about,
          ])
        }
        try table.print(to: &output)
      case .yaml:
        var section = ""
        for entry in settings.entries {
          let parts = entry.key.name.split(separator: ".").map(String.init)
          if parts.count > 1, parts[0] != section { try output.line("\(parts[0]):") }
          section = parts.count > 1 ? parts[0] : ""
          let margin = parts.count > 1 ? "  " : ""
          try output.line("\(margin)# \(entry.key.about)")
          let values = entry.values.map(Self.quoted)
          let value = entry.key.kind.isList ? "[\(values.joined(separator: ", "))]" : values.first ?? "\"\""
          try output.line("\(margin)\(parts.last ?? ""): \(value)")
        }
      }
      try output.flush()
    }

    private static func quoted(_ value: String) -> String {
      if Double(value) != nil { return value }
      return "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Name every fault of the configuration: file, line, key and remedy.",
      discussion: """
        Ends with status 65 when there is a fault, so that it can stand before a restart:

          alyosha config check && systemctl reload alyosha
        """)

    @OptionGroup var options: NoteOptions

    func run() throws {
      let settings = try options.settings(refusingFaults: false)
      for fault in settings.faults { Diagnostics.say(fault.description) }
      if !settings.faults.isEmpty { throw ExitCode.badInput }
      var output = Output()
      try output.line("no fault in \(settings.file?.path ?? "the environment; there is no configuration file")")
      try output.flush()
    }
  }
}
