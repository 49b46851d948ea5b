import ArgumentParser
import Foundation

/// Flags that set what a note looks like and weighs, over the environment and the configuration file.
struct NoteOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The configuration file.", valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The note's shape: note, digest, or a folder or file of your own.", valueName: "template"),
    completion: .file())
  var template: String?

  @Option(help: ArgumentHelp("Where the sources stand: footnotes, sidecar or none.", valueName: "where"))
  var citations: String?

  @Flag(inversion: .prefixedNo, help: "Draw the metrics table as an SVG beside the note.")
  var charts: Bool?

  @Option(help: ArgumentHelp("Days in which a claim's weight halves.", valueName: "days"))
  var halfLife: String?

  @Option(help: ArgumentHelp("The colophon's first sentence.", valueName: "text"))
  var signature: String?

  @Option(help: ArgumentHelp("The colophon's last sentence.", valueName: "text"))
  var disclaimer: String?

  /// The configuration in force with these flags. A fault ends the command: with 64 where a flag is wrong, else 65.
  func settings(refusingFaults: Bool = true) throws -> Settings {
    let flags = [
      "template": template, "citations": citations, "charts": charts.map { $0 ? "yes" : "no" }, "half-life": halfLife,
      "signature": signature,
      "disclaimer": disclaimer,
    ].compactMapValues { $0.map { [$0] } }
    let settings: Settings
    do throws(SettingFault) {
      settings = try Settings(flags: flags, file: config, environment: ProcessInfo.processInfo.environment)
    } catch {
      Diagnostics.say(error.description)
      throw ExitCode.badInput
    }
    if let fault = settings.faults.first(where: { $0.place.hasPrefix("--") }) {
      throw ValidationError(fault.description)
    }
    if refusingFaults, !settings.faults.isEmpty {
      for fault in settings.faults { Diagnostics.say(fault.description) }
      throw ExitCode.badInput
    }
    return settings
  }
}
