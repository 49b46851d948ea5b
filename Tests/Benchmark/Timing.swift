import Foundation
import Glibc

/// Times of several rounds, in seconds.
struct Timing: Codable {
  let median: Double
  /// The half of the rounds in the middle: from the first quartile to the third, over the median.
  let spread: Double

  init(_ times: [Double]) {
    let sorted = times.sorted()
    median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    spread = median > 0 ? (sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]) / median : 0
  }

  /// Of one call.
  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}

/// A program that is run as a child, for its time and its peak memory.
struct Program {
  let path: String

  init(_ path: String) { self.path = path }

  struct Cost {
    /// Wall clock.
    let seconds: Double
    let processorSeconds: Double
    /// Peak resident set.
    let bytes: Int
    let status: Int32
  }

  struct CannotStart: Error { let path: String }

  /// Runs it with its output thrown away. The kernel counts the starting process' own peak as the child's, so a program
  /// must be run before this one grows.
  func run(_ arguments: [String]) throws -> Cost {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in [1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    var status: Int32 = 0
    var usage = rusage()
    var started = false
    let seconds = Timing.seconds {
      guard posix_spawn(&child, path, &actions, nil, &words, environ) == 0 else { return }
      started = true
      wait4(child, &status, 0, &usage)
    }
    guard started else { throw CannotStart(path: path) }
    func time(_ value: timeval) -> Double { Double(value.tv_sec) + Double(value.tv_usec) / 1e6 }
    return Cost(
      seconds: seconds, processorSeconds: time(usage.ru_utime) + time(usage.ru_stime),
      bytes: usage.ru_maxrss << 10, status: status)
  }
}
