import Foundation
import Testing

/// Every file of `Fixtures/formats` is one of the sample reports in another format, made by the program that its name
/// says: `halyard-queue.pandoc.docx` is `reports/halyard-queue.html` by pandoc. It has the figures of its original, no
/// more and no fewer, but for the differences that `expected-differences.txt` gives a reason for.
@Suite struct FormatComparisonTests {
  private struct Row: Decodable {
    let value, low, high: Decimal?
    let unit: String
  }

  static let folder = Command.fixtures.appendingPathComponent("formats")

  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted().filter {
    !$0.hasSuffix(".txt") && original(of: $0) != nil
  }

  private static func original(of file: String) -> String? {
    let stem = file.prefix { $0 != "." }
    return Command.reports.first { $0.hasPrefix(stem + ".") }
  }

  /// How often each figure stands in a report; a figure as `value unit`, or `low…high unit` where it is a range or open.
  private static func figures(of path: String) throws -> [String: Int] {
    let run = try Command.run("figures", path, "--format", "jsonl")
    #expect(run.status == 0, "\(path): \(run.err)")
    var counts: [String: Int] = [:]
    for line in run.out.split(separator: "\n") {
      let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
      let isPoint = row.low == row.high && row.low != nil
      let number =
        isPoint
        ? "\(row.value ?? 0)" : "\(row.low.map { "\($0)" } ?? "")…\(row.high.map { "\($0)" } ?? "")"
      counts["\(number) \(row.unit)", default: 0] += 1
    }
    return counts
  }

  @Test func `There are files to compare`() { #expect(Self.files.count >= 11) }

  @Test(arguments: files)
  func `A report has the same figures in every format`(file: String) throws {
    let original = try #require(Self.original(of: file))
    let wanted = try Self.figures(of: "reports/\(original)")
    let found = try Self.figures(of: "formats/\(file)")
    var differences: [String] = []
    for figure in Set(wanted.keys).union(found.keys).sorted() {
      let missing = (wanted[figure] ?? 0) - (found[figure] ?? 0)
      differences += Array(repeating: "\(missing > 0 ? "lacks" : "adds") \(figure)", count: abs(missing))
    }
    // file | lacks or adds | figure | why
    let explained = cases("formats/expected-differences.txt").filter {
      $0.count == 4 && $0[0] == file && !$0[3].isEmpty
    }
    #expect(differences == explained.map { "\($0[1]) \($0[2])" }.sorted())
  }
}
