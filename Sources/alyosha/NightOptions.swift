import ArgumentParser
import Foundation

/// Flags that say where the night shift works, over the environment and the configuration file.
struct NightOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The configuration file.", valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(help: ArgumentHelp("Folder of the ledger.", valueName: "folder"), completion: .directory)
  var state: String?

  /// The configuration in force with these flags and `others`. A fault ends the command: with 64 where a flag is wrong.
  func settings(_ others: [String: [String]] = [:]) throws -> Settings {
    do throws(SettingFault) {
      return try checkedSettings(others)
    } catch {
      if error.place.hasPrefix("--") { throw ValidationError(error.description) }
      Diagnostics.say(error.description)
      throw ExitCode.badInput
    }
  }

  /// The same, with the first fault thrown as it is.
  func checkedSettings(_ others: [String: [String]] = [:]) throws(SettingFault) -> Settings {
    var flags = others
    if let state { flags["state"] = [state] }
    let settings = try Settings(flags: flags, file: config, environment: ProcessInfo.processInfo.environment)
    if let fault = settings.faults.first { throw fault }
    return settings
  }
}
