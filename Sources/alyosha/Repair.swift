import ArgumentParser
import Foundation
import ReportReading

/// `alyosha repair`: the mending of garbled text by itself, for `make eval` and for other programs' tests.
struct Repair: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Mend text that was decoded with the wrong character set.",
    discussion: """
      Reads {"id": 1, "text": "caf\u{C3}\u{A9}"} a line on standard input and prints {"id": 1, "text": "caf\u{E9}"} a line. \
      Text that was never garbled comes back as it is. Reports are mended in the same way when they are read.
      """,
    shouldDisplay: false)

  func run() throws {
    try LineFilter.run { line in
      let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
      let text = TextRepair.repair(object?["text"] as? String ?? "")
      let id = object?["id"] ?? NSNull()
      let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
      let name = (try? JSONSerialization.data(withJSONObject: id, options: options)) ?? Data("null".utf8)
      return Array("{\"id\":".utf8) + Array(name) + Array(",\"text\":\(JSONText.quoted(text))}".utf8)
    }
  }
}
