import Testing

@Suite struct ExitCodeTests {
  @Test(arguments: cases("exit-codes.txt"))
  func `Ends with the status of sysexits and says why`(fields: [String]) throws {
    try #require(fields.count == 4)
    let run = try Command.run(fields[0].split(separator: " ").map(String.init))
    #expect(run.status == Int32(fields[1]), "\(run.err)")
    if run.status == 0 {
      #expect(run.err.isEmpty)
      #expect(!run.out.isEmpty)
    } else {
      #expect(run.out.isEmpty)
      #expect(run.complaints.last?.contains(fields[2]) == true, "\(run.err)")
    }
  }

  @Test func `A full disk ends with 74`() throws {
    let run = try Command.run(["figures", "reports"], output: "/dev/full")
    #expect(run.status == 74)
    #expect(run.err == "alyosha: standard output: no space left on device\n")
  }

  @Test(arguments: [["figures", "reports"], ["write", "reports"], ["config", "show"]])
  func `Nothing is colored for a pipe`(arguments: [String]) throws {
    #expect(try !Command.run(arguments).out.contains("\u{1B}"))
  }
}
