import Foundation
import Testing

@Suite struct ReadCommandTests {
  private struct Printed: Decodable {
    struct Block: Decodable {
      let kind: String
      let text: String
      let line: Int
    }
    let format: String
    let title: String
    let blocks: [Block]
  }

  private static let page = """
    <html><body><h1>Harbors</h1><p>They drew 412 MW in 2025.</p><ul><li>Cranes stand idle.</li></ul>
    <table><tr><th>Year</th><th>MW</th></tr><tr><td>2025</td><td>412</td></tr></table></body></html>
    """

  private static let archive = """
    From: <Saved by Blink>
    Snapshot-Content-Location: https://notes.example/harbors
    Subject: Harbors
    MIME-Version: 1.0
    Content-Type: multipart/related; type="text/html"; boundary="edge"

    --edge
    Content-Type: text/html
    Content-Transfer-Encoding: quoted-printable
    Content-Location: https://notes.example/harbors

    <html><body><h1>Harbors</h1><p>They drew 412=
     MW in 2025.</p></body></html>
    --edge--
    """

  @Test func `Markdown shows what was read`() throws {
    let run = try Command.run("read", "-", input: Self.page)
    #expect(run.status == 0, "\(run.err)")
    let lines = run.out.split(separator: "\n").map(String.init)
    #expect(lines.contains("# Harbors") && lines.contains("They drew 412 MW in 2025."))
    #expect(lines.contains("- Cranes stand idle."))
    #expect(lines.contains { $0.contains("| 2025") && $0.contains("412 |") })
  }

  @Test func `JSON has every block with its kind and line`() throws {
    let run = try Command.run("read", "-", "--format", "json", input: Self.page)
    #expect(run.status == 0, "\(run.err)")
    let report = try JSONDecoder().decode(Printed.self, from: Data(run.out.utf8))
    #expect(report.format == "html" && report.title == "Harbors")
    #expect(report.blocks.first.map { "\($0.kind) \($0.text) \($0.line)" } == "heading Harbors 1")
    #expect(report.blocks.contains { $0.text == "They drew 412 MW in 2025." })
  }

  @Test func `A page saved as one file is read as the page`() throws {
    let run = try Command.run("read", "-", input: Self.archive)
    #expect(run.status == 0, "\(run.err)")
    #expect(run.out.contains("# Harbors") && run.out.contains("They drew 412 MW in 2025."))
    #expect(!run.out.contains("Snapshot"))
    let figures = try Command.run("figures", "-", "--format", "jsonl", input: Self.archive)
    #expect(figures.out.contains("\"value\":412,") && figures.out.contains("\"unit\":\"MW\""))
  }
}
