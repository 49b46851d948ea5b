import Foundation
import Testing

@Suite struct FiguresTests {
  private struct Row: Decodable {
    let report: String
    let line: Int
    let text: String
    let value, low, high: Decimal?
    let unit, place, context: String
    let metric, start, end: String?
    let modality: String
  }

  private func rows(_ text: String) throws -> [Row] {
    try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
  }

  @Test func `JSON lines hold the value, the unit and the line of each figure`() throws {
    let run = try Command.run(
      "figures", "-", "--format", "jsonl", input: "# Sales\n\nSales were $1.7 billion in 2025, up 53%.\n")
    let rows = try rows(run.out)
    let amount = try #require(rows.first { $0.unit == "USD" })
    #expect(amount.report == "-")
    #expect(amount.line == 3)
    #expect(amount.text == "$1.7 billion")
    #expect(amount.value == 1_700_000_000)
    #expect(amount.place == "prose")
    #expect(amount.context == "Sales were $1.7 billion in 2025, up 53%.")
    #expect(amount.start == "2025-01-01")
    #expect(rows.contains { $0.unit == "percent" && $0.value == 53 })
  }

  @Test(arguments: Command.reports)
  func `Every figure of a sample is found on the line that it names`(report: String) throws {
    let path = "reports/\(report)"
    let bytes = try Data(contentsOf: Command.fixtures.appendingPathComponent(path))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let rows = try rows(try Command.run("figures", path, "--format", "jsonl").out)
    #expect(rows.count > 20)
    for row in rows {
      // A paragraph of the source may run over several lines; its figure is on one of them, written in digits or words.
      let near = lines[max(0, row.line - 1)..<min(lines.count, row.line + 7)].joined().filter {
        $0.isLetter || $0.isNumber
      }
      let writing = row.text.filter { $0.isLetter || $0.isNumber }
      #expect(!writing.isEmpty && near.contains(writing), "\(row.line): \(row.text)")
    }
  }

  @Test func `CSV has the same rows as JSON lines`() throws {
    let path = "reports/pemberton-wires.md"
    let csv = try Command.run("figures", path, "--format", "csv").out
    let records = csv.split(separator: "\r\n")
    #expect(records.first == "report,line,text,value,low,high,unit,place,context,metric,start,end,modality,tag,differs")
    #expect(records.count - 1 == (try rows(Command.run("figures", path, "--format", "jsonl").out)).count)
  }

  /// A page whose author tagged one figure in thousands under a heading that says millions.
  private static let tagged = """
    <html xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:xbrli="http://www.xbrl.org/2003/instance">
    <head><title>Tagged</title></head><body><div style="display:none"><ix:header><ix:resources>
    <xbrli:context id="c"><xbrli:entity/><xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate>
    <xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context>
    <xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header></div>
    <p>Results (in millions)</p>
    <table><tr><th></th><th>2024</th></tr>
    <tr><td>Revenue</td><td>$<ix:nonFraction contextRef="c" unitRef="u" name="us-gaap:Revenues" scale="6"
    decimals="-6" format="ixt:num-dot-decimal">1,204</ix:nonFraction></td></tr>
    <tr><td>Net income</td><td>$<ix:nonFraction contextRef="c" unitRef="u" name="us-gaap:NetIncomeLoss" scale="3"
    decimals="-3" format="ixt:num-dot-decimal">310</ix:nonFraction></td></tr></table>
    </body></html>
    """

  @Test func `An author's tag is preferred, and what the text says otherwise is told`() throws {
    let run = try Command.run("figures", "-", "--format", "jsonl", input: Self.tagged)
    let lines = run.out.split(separator: "\n").map(String.init)
    let agreed = try #require(lines.first { $0.contains("\"Revenues\"") })
    #expect(agreed.contains("\"value\":1204000000,") && agreed.contains("\"differs\":null"))
    let told = try #require(lines.first { $0.contains("\"NetIncomeLoss\"") })
    #expect(told.contains("\"value\":310000,") && told.contains("\"differs\":\"value\""))
    #expect(run.err.contains("warning: -: the text of 1 of 2 tagged figures reads otherwise than the tag"))
  }

  @Test func `The filter answers each line with its id`() throws {
    let input = "{\"id\":7,\"text\":\"up 5% to $2bn\"}\n{\"id\":\"b\",\"text\":\"nothing\"}"
    let run = try Command.run("figures", "--lines", input: input)
    let answers = run.out.split(separator: "\n")
    #expect(answers.count == 2)
    #expect(answers[0].hasPrefix("{\"id\":7,") && answers[0].contains("\"value\":2000000000"))
    #expect(answers[1] == "{\"id\":\"b\",\"figures\":[]}")
  }

  @Test(.timeLimit(.minutes(1)))
  func `The filter answers a line before the next one comes`() throws {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = Command.program
    process.arguments = ["figures", "--lines"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    for id in 1...3 {
      try input.fileHandleForWriting.write(contentsOf: Data("{\"id\":\(id),\"text\":\"5%\"}\n".utf8))
      let answer = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      #expect(answer.hasPrefix("{\"id\":\(id),"))
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
