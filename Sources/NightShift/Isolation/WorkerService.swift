import Foundation
import Glibc
import LedgerStore

/// The worker's side: fences itself, then answers questions on standard input until there are no more.
package enum WorkerService {
  /// The name of the hidden command that runs this.
  package static let command = "night-worker"

  /// Arguments that start a worker: its limits, then what it is told of the configuration, `key=value` each.
  package static func arguments(_ limits: WorkerLimits, settings: [String] = []) -> [String] {
    [command, "\(limits.memoryBytes)", "\(limits.processorSeconds)", "\(limits.reportBytes)"] + settings
  }

  /// Serves until standard input ends.
  package static func serve(memoryBytes: Int, processorSeconds: Int, reportBytes: Int, stages: Stages) {
    var limits = WorkerLimits()
    (limits.memoryBytes, limits.processorSeconds, limits.reportBytes) = (memoryBytes, processorSeconds, reportBytes)
    _ = Fence.enclose(limits: limits)
    while let kind = take(1)?.first, let head = blob(limit: 1 << 24) {
      Fence.allow(processorSeconds: limits.processorSeconds)
      let answer: Result<[UInt8], Refusal>
      switch Question(rawValue: kind) {
      case .read:
        guard let bytes = blob(limit: limits.reportBytes), take(4) != nil else { return }
        answer = stages.read(bytes, String(decoding: head, as: UTF8.self)).map { FileArchive.encode($0) }
      case .compose: answer = compose(head, stages)
      case nil: return
      }
      switch answer {
      case .success(let bytes): say(.done, bytes)
      case .failure(let refusal): say(.refused, Array(refusal.reason.utf8))
      }
    }
  }

  private static func compose(_ head: [UInt8], _ stages: Stages) -> Result<[UInt8], Refusal> {
    var archives: [[UInt8]] = []
    while let archive = blob(limit: .max), !archive.isEmpty { archives.append(archive) }
    do {
      let request = try JSONDecoder().decode(NoteRequest.self, from: Data(head))
      let evidence = try archives.map { try EvidenceArchive.decode($0) }
      switch stages.compose(request, evidence) {
      case .success(let note): return .success(Array(try JSONEncoder().encode(note)))
      case .failure(let refusal): return .failure(refusal)
      }
    } catch {
      return .failure(Refusal(reason: "\(error)"))
    }
  }

  private static func take(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = bytes.withUnsafeMutableBytes { read(0, $0.baseAddress.map { $0 + done }, count - done) }
      if got > 0 { done += got } else if got == 0 || errno != EINTR { return nil }
    }
    return bytes
  }

  /// Pieces up to a length of zero.
  private static func blob(limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while let head = take(4) {
      let count = head.reduce(0) { $0 << 8 | Int($1) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit, let piece = take(count) else { return nil }
      bytes.append(contentsOf: piece)
    }
    return nil
  }

  private static func say(_ kind: Answer.Kind, _ bytes: [UInt8]) {
    let length = (0..<8).map { UInt8(truncatingIfNeeded: bytes.count >> (56 - 8 * $0)) }
    for part in [[kind.rawValue] + length, bytes] {
      var done = 0
      while done < part.count {
        let sent = part.withUnsafeBytes { write(1, $0.baseAddress.map { $0 + done }, part.count - done) }
        if sent > 0 { done += sent } else if errno != EINTR { exit(1) }
      }
    }
  }
}
