import Glibc
import NightShift
import Synchronization

/// Ends this process by SIGKILL at a fault point, as a power cut would.
final class Faultline: Sendable {
  private let point: FaultPoint?
  private let left: Mutex<Int>

  /// `afterRename` or `afterRename:2`, the second time it is passed; nil, the rule, ends nothing.
  init(_ text: String?) {
    let parts = (text ?? "").split(separator: ":")
    point = parts.first.flatMap { FaultPoint(rawValue: String($0)) }
    left = Mutex(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
  }

  var faults: Faults {
    { passed in
      guard passed == self.point else { return }
      let isNow = self.left.withLock { left in
        left -= 1
        return left == 0
      }
      if isNow { kill(getpid(), SIGKILL) }
    }
  }
}
