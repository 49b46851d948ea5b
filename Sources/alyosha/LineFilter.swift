import ArgumentParser
import Glibc

/// Answers standard input line by line. What has come in whole lines is answered at once, so that a caller may talk with it.
enum LineFilter {
  /// Bytes of one line. A longer one is no sentence, and is not worth the memory.
  private static let longestLine = 64 << 20

  static func run(_ answer: ([UInt8]) -> [UInt8]) throws {
    var output = Output()
    var partial: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        Diagnostics.say("-: \(Diagnostics.systemError())")
        throw ExitCode.inputOutput
      }
      if count == 0 { break }
      var start = 0
      while let end = chunk[start..<count].firstIndex(of: UInt8(ascii: "\n")) {
        if partial.isEmpty {
          try say(answer(Array(chunk[start..<end])), to: &output)
        } else {
          partial.append(contentsOf: chunk[start..<end])
          try say(answer(partial), to: &output)
          partial.removeAll(keepingCapacity: true)
        }
        start = end + 1
      }
      partial.append(contentsOf: chunk[start..<count])
      guard partial.count <= longestLine else {
        Diagnostics.say("-: a line longer than \(longestLine) bytes")
        throw ExitCode.badInput
      }
      try output.flush()
    }
    if !partial.isEmpty { try say(answer(partial), to: &output) }
    try output.flush()
  }

  private static func say(_ answer: [UInt8], to output: inout Output) throws {
    guard !answer.isEmpty else { return }
    try output.write(bytes: answer)
    if answer.last != UInt8(ascii: "\n") { try output.line("") }
  }
}
