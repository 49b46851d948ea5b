import Foundation

/// `alyosha-bench`: how long each stage takes beside a bare parse of the same bytes. See `make bench`.
///
///     alyosha-bench [--rounds N] [--program FILE] [--json FILE] FILE...   the table; with
///                   [--reports N]                                         so many reports into a fresh ledger
///     alyosha-bench --growth --program FILE --svg FILE [--json FILE]      time and memory against input; with
///                   [--input figures|write|night|ledger] [--largest N]    only one input, up to a size
///     alyosha-bench --stage NAME [--rounds N] FILE                        one stage, for perf or callgrind
///     alyosha-bench --generate FILE                                       a made-up report of 2 MB to measure on
///     alyosha-bench --compare BASE.json NEW.json                          two tables side by side
@main
enum Benchmark {
  static func main() {
    do { try run() } catch { usage("\(error.localizedDescription)") }
  }

  private static func run() throws {
    var arguments = Arguments(CommandLine.arguments.dropFirst())
    let rounds = arguments.value(of: "--rounds").flatMap(Int.init).map { max(1, $0) }
    let json = arguments.value(of: "--json")
    if arguments.flag("--compare") {
      guard arguments.rest.count == 2 else { return usage("--compare takes two files") }
      print(try BenchRun.read(arguments.rest[1]).compared(with: BenchRun.read(arguments.rest[0])))
      return
    }
    if let file = arguments.value(of: "--generate") {
      try Data(GeneratedReport(seed: 7).html(bytes: 2_000_000).utf8).write(to: URL(fileURLWithPath: file))
      return
    }
    let program = arguments.value(of: "--program").map(Program.init)
    if arguments.flag("--growth") {
      guard let program else { return usage("--growth needs --program") }
      let inputs = arguments.value(of: "--input").map { [Growth.Input(rawValue: $0)].compactMap(\.self) }
      let growth = try Growth.measure(
        program, only: inputs ?? Growth.Input.allCases,
        largest: arguments.value(of: "--largest").flatMap(Int.init) ?? .max)
      print(growth.table)
      if let file = arguments.value(of: "--svg") { try Data(growth.svg.utf8).write(to: URL(fileURLWithPath: file)) }
      if let json { try growth.write(to: json) }
      return
    }
    if let name = arguments.value(of: "--stage") {
      guard let path = arguments.rest.first, let stages = try Stages(path: path), let stage = stages.named(name) else {
        return usage("--stage takes one of \(Stages.names.joined(separator: ", ")) and a report")
      }
      for _ in 0..<(rounds ?? 1) { stage() }
      return
    }
    let reports = arguments.value(of: "--reports").flatMap(Int.init) ?? 0
    guard !arguments.rest.isEmpty else { return usage("no file to measure") }
    for path in arguments.rest where !FileManager.default.fileExists(atPath: path) {
      return usage("\(path): no such file")
    }
    let run = try BenchRun.measure(arguments.rest, rounds: rounds ?? 7, program: program, reports: reports)
    print(run.table)
    if let json { try run.write(to: json) }
  }

  private static func usage(_ fault: String) {
    FileHandle.standardError.write(Data("alyosha-bench: \(fault)\n".utf8))
    exit(64)
  }
}

/// The command line, option by option as each is asked for.
struct Arguments {
  private(set) var rest: [String]

  init(_ arguments: some Sequence<String>) { rest = Array(arguments) }

  mutating func flag(_ name: String) -> Bool {
    guard let index = rest.firstIndex(of: name) else { return false }
    rest.remove(at: index)
    return true
  }

  mutating func value(of name: String) -> String? {
    guard let index = rest.firstIndex(of: name), index + 1 < rest.count else { return nil }
    defer { rest.removeSubrange(index...(index + 1)) }
    return rest[index + 1]
  }
}
