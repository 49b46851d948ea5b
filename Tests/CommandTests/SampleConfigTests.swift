import Foundation
import Testing

/// The configuration that `make install` leaves is where people look keys up.
@Suite struct SampleConfigTests {
  private static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("systemd/alyosha.yaml")

  /// The sample with every key in force: `# key: value` loses its mark, words stay comments.
  private func inForce() throws -> String {
    try String(contentsOf: Self.sample, encoding: .utf8).split(separator: "\n").map { line in
      let text = line.dropFirst(line.hasPrefix("# ") ? 2 : 0)
      let key = text.drop { $0 == " " }.prefix { $0.isLowercase || $0 == "-" }
      return text.dropFirst(text.prefix { $0 == " " }.count + key.count).hasPrefix(":") && !key.isEmpty
        ? String(text) : String(line)
    }.joined(separator: "\n")
  }

  @Test func `The sample has no fault, as it is and with every key in force`() throws {
    let scratch = try Scratch()
    try scratch.put(try inForce(), as: "all.yaml")
    #expect(try Command.run("config", "check", "--config", Self.sample.path).status == 0)
    let all = try Command.run("config", "check", "--config", "all.yaml", in: scratch.url)
    #expect(all.status == 0, "\(all.err)")
  }

  @Test func `The sample has every key, with its default`() throws {
    let scratch = try Scratch()
    try scratch.put(try inForce(), as: "all.yaml")
    func rows(_ arguments: String...) throws -> [[String]] {
      try Command.run(["config", "show"] + arguments, in: scratch.url).out.split(separator: "\n").dropFirst(2).map {
        line in
        line.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
      }
    }
    let (plain, sample) = (try rows(), try rows("--config", "all.yaml"))
    #expect(plain.count == sample.count && plain.count > 20)
    for (plain, sample) in zip(plain, sample) {
      #expect(plain[0] == sample[0])
      #expect(sample.contains { $0.hasPrefix("all.yaml:") }, "\(plain[0]) is not in the sample")
      // Folders have no default that is the same everywhere.
      if !["inbox", "outbox", "state"].contains(plain[0]) {
        let values = [plain, sample].map { row in row.dropFirst().first { !$0.isEmpty } }
        let isEmpty = plain.dropFirst().first { !$0.isEmpty } == "default"
        #expect(isEmpty || values[0] == values[1], "\(plain[0]) has another default")
      }
    }
  }
}
