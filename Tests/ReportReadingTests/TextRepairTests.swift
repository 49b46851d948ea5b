import Foundation
import Testing

@testable import ReportReading

/// The evaluation data beside the repository, or where `ALYOSHA_EVAL` says; nil where there is none.
let evaluation: URL? = {
  let stated = ProcessInfo.processInfo.environment["ALYOSHA_EVAL"].map { URL(filePath: $0) }
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let folder = stated ?? root.deletingLastPathComponent().appending(path: "shared/eval")
  return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

struct RepairCase: Decodable {
  let id: String
  let original: String
  let fixed: String
  let fixed_encoding: String
  let negative: Bool
  let in_scope: Bool

  /// Curly quotes, control characters and spaces of width are other repairs than that of an encoding.
  static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2018, 0x2019: result += "'"
      case 0x201C, 0x201D, 0x201E: result += "\""
      case 0xA0: result += " "
      case 0x00...0x1F, 0x7F...0x9F: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

@Suite struct TextRepairEvaluation {
  static func cases(_ names: [String]) throws -> [RepairCase] {
    guard let evaluation else { return [] }
    return try names.flatMap { name in
      try String(contentsOf: evaluation.appending(path: "mojibake/\(name).jsonl"), encoding: .utf8)
        .split(separator: "\n").map { try JSONDecoder().decode(RepairCase.self, from: Data($0.utf8)) }
    }
  }

  @Test(.enabled(if: evaluation != nil, "needs ../shared/eval"))
  func fixesWhatOthersCollected() throws {
    let cases = try Self.cases(["ftfy-in-the-wild", "ftfy-synthetic", "ftfy-extra-layer"]).filter(\.in_scope)
    var failures: [String] = []
    for one in cases where RepairCase.plain(TextRepair.repair(one.original)) != RepairCase.plain(one.fixed_encoding) {
      failures.append(
        "\(one.id): \(one.original.debugDescription) → \(TextRepair.repair(one.original).debugDescription), wanted \(one.fixed_encoding.debugDescription)"
      )
    }
    let share = Double(cases.count - failures.count) / Double(cases.count)
    print("mojibake: \(cases.count - failures.count) of \(cases.count) in scope (\(Int((share * 1000).rounded()))‰)")
    if ProcessInfo.processInfo.environment["SHOW_FAILURES"] != nil { print(failures.joined(separator: "\n")) }
    #expect(share >= 0.92, "\(failures.joined(separator: "\n"))")
  }

  @Test(.enabled(if: evaluation != nil, "needs ../shared/eval"))
  func leavesGoodTextAlone() throws {
    for one in try Self.cases(["ftfy-negative"]) {
      #expect(TextRepair.repair(one.original) == one.original, "\(one.id)")
    }
  }
}
