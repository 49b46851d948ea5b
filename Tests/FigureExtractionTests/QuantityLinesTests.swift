import Foundation
import Testing

@testable import FigureExtraction

@Suite struct QuantityLinesTests {
  /// Offsets count Unicode scalars, not bytes.
  @Test func answersALine() {
    let line = Array(#"{"id":"a","text":"– €3.4bn \"up\" 5%"}"#.utf8)
    let answer = String(decoding: FigureLines.answer(line), as: UTF8.self)
    #expect(
      answer
        == #"{"id":"a","figures":[{"text":"€3.4bn","value":3400000000,"low":null,"high":null,"unit":"EUR","kind":"currency","start":2,"end":8,"period":null},{"text":"5%","value":5,"low":null,"high":null,"unit":"percent","kind":"percent","start":14,"end":16,"period":null}]}"#
    )
  }

  @Test func answersNonsenseWithNothing() {
    #expect(String(decoding: FigureLines.answer(Array("not json".utf8)), as: UTF8.self) == #"{"id":null,"figures":[]}"#)
    #expect(String(decoding: FigureLines.answer(Array(#"{"id":7}"#.utf8)), as: UTF8.self) == #"{"id":7,"figures":[]}"#)
  }

  @Test func yearsArePeriods() throws {
    let answer = String(decoding: FigureLines.answer(Array(#"{"id":1,"text":"Q3 2026"}"#.utf8)), as: UTF8.self)
    #expect(
      answer.contains(#""kind":"period""#) && answer.contains(#""period":{"start":"2026-07-01","end":"2026-10-01"}"#))
  }
}

/// Other projects' own cases, where they are at hand: each figure found with its value.
@Suite struct QuantityEvaluation {
  static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["ALYOSHA_EVAL"].map { URL(fileURLWithPath: $0) }
    let beside = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared/eval").standardized
    let folder = (named ?? beside).appendingPathComponent("quantities")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  private struct Expected: Decodable {
    let value: Double?
    let start: Int?
    let end: Int?
    let scope: String?
  }
  private struct Line: Decodable {
    let text: String
    let expected: [Expected]
  }

  @Test(.enabled(if: folder != nil, "no evaluation data beside the repository")) func findsValues() throws {
    let folder = try #require(Self.folder)
    var asked = 0
    var met = 0
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "jsonl" {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let item = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        let found = FigureLines.items(Array(item.text.utf8)).compactMap { item -> Double? in
          if case .quantity(let scanned) = item.content {
            return NSDecimalNumber(decimal: scanned.quantity.value).doubleValue
          }
          return nil
        }
        for expected in item.expected where (expected.scope ?? "in") == "in" {
          guard let value = expected.value else { continue }
          asked += 1
          if found.contains(where: { abs($0 - value) <= 1e-6 * max(1, abs(value)) }) { met += 1 }
        }
      }
    }
    #expect(asked > 1000)
    #expect(Double(met) / Double(max(1, asked)) > 0.92, "\(met) of \(asked)")
  }
}
