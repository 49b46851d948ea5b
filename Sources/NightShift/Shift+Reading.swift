import Foundation
import LedgerStore

/// What a look at the inbox came to.
package struct Look: Hashable, Sendable {
  /// Regular files that match.
  package var files = 0
  package var read = 0
  /// Files that are not readable reports, now or before.
  package var troubled = 0
  /// Names whose content was known.
  package var known = 0
  /// Files not at rest yet, or not to be had just now.
  package var waiting = 0
  /// When the first of those at unrest may be ready.
  package var settlesAt: Int64?
}

extension Shift {
  /// Files and bytes that go into one change of the ledger.
  private static let batchFiles = 64
  private static let batchBytes = 64 << 20
  /// Files that are held against the ledger at a time.
  private static let sieve = 512

  /// Looks at the inboxes and reads what is new and at rest. While a batch is read, the one before it is recorded.
  package func look() async throws -> Look {
    var look = Look()
    let fresh = try survey(&look)
    var last = Batch()
    do { try await read(fresh, &look, &last) } catch {
      // What was read is recorded, whatever became of the batch after it.
      _ = await last.recording?.result
      throw error
    }
    try await last.recording?.value
    return look
  }

  /// What is being recorded.
  private struct Batch {
    var recording: Task<Void, any Error>?
    /// The contents in it, which the ledger does not know yet.
    var contents: Set<String> = []
  }

  private func read(_ fresh: [Sighting], _ look: inout Look, _ last: inout Batch) async throws {
    var done = 0
    while done < fresh.count, !isStopping {
      var batch: [Sighting] = []
      var bytes = 0
      while done + batch.count < fresh.count, batch.count < Self.batchFiles, bytes < Self.batchBytes {
        batch.append(fresh[done + batch.count])
        bytes += fresh[done + batch.count - 1].size
      }
      let (findings, contents) = try await read(batch, besides: last.contents, &look)
      try await last.recording?.value
      last = Batch(recording: record(findings), contents: contents)
      done += batch.count
      onStatus("reading: \(done) of \(fresh.count) new, \(look.troubled) skipped")
    }
    look.waiting += fresh.count - done
  }

  /// One change of the ledger, beside what this shift does in the meantime.
  private func record(_ findings: [Finding]) -> Task<Void, any Error> {
    let (ledger, clock, faults) = (ledger, clock, faults)
    return Task.detached {
      try faults(.beforeRecording)
      try ledger.record(findings, at: clock.now())
      try faults(.afterRecording)
    }
  }

  /// Every file that is new or changed and at rest, by path. Of those the ledger knows, a few at a time are in memory.
  private func survey(_ look: inout Look) throws -> [Sighting] {
    let scanner = InboxScanner(inboxes: options.inbox, include: options.include, ignore: options.ignore)
    var fresh: [Sighting] = []
    var some: [Sighting] = []
    let remarks = try scanner.look(onFolder: { [listener] in listener?.listen(to: $0) }) { file in
      some.append(file)
      if some.count == Self.sieve {
        try sift(some, &look, &fresh)
        some.removeAll(keepingCapacity: true)
      }
    }
    try sift(some, &look, &fresh)
    settling.endLook()
    try note(remarks)
    return fresh
  }

  private func sift(_ files: [Sighting], _ look: inout Look, _ fresh: inout [Sighting]) throws {
    let places = try ledger.places(at: files.map(\.path))
    for file in files {
      look.files += 1
      let place = places[file.path]
      if let place, place.identity == file.identity, place.outcome == .read || place.outcome == .skipped {
        if place.outcome == .skipped { look.troubled += 1 }
      } else if let ready = settling.wait(for: file, seconds: options.settle, now: clock.now()) {
        look.waiting += 1
        look.settlesAt = min(look.settlesAt ?? ready, ready)
      } else {
        fresh.append(file)
      }
    }
  }

  /// Remembers what is ignored, and tells of it once.
  private func note(_ remarks: InboxRemarks) throws {
    for (path, reason) in remarks.unreadable where told.isNews(path, reason) {
      log.error("\(path): this folder cannot be listed: \(reason)")
    }
    let places = try ledger.places(at: remarks.ignored.map(\.path))
    let news = remarks.ignored.filter { places[$0.path]?.reason != $0.reason }
    for (path, reason) in news { log.notice("\(path): ignored: \(reason)") }
    try ledger.record(
      news.map { Finding(path: $0.path, identity: "", result: .ignored(reason: $0.reason)) }, at: clock.now())
  }

  /// What was found in a batch, and the contents read. Those of the batch `before` are being recorded.
  private func read(
    _ batch: [Sighting], besides before: Set<String>, _ look: inout Look
  ) async throws -> (findings: [Finding], contents: Set<String>) {
    let started = clock.now()
    var findings: [Finding] = []
    /// What each new content is; other files of the batch with the same are only names for it.
    var contents: Set<String> = []
    var copies: [(file: Sighting, sha256: String)] = []
    var order: [(file: Sighting, sha256: String)] = []
    let desk = desk
    let outcomes = try await withThrowingTaskGroup(of: (Int, WorkerPool.Outcome).self) { group in
      for file in batch {
        if file.size > options.limits.reportBytes {
          // Not even hashed: a sparse file of a terabyte takes an hour.
          let reason =
            "\(file.size) bytes, larger than the \(options.limits.reportBytes) that are read (max-report-bytes)"
          findings.append(skipped(file, sha256: nil, reason, &look))
          continue
        }
        do {
          let report = try OpenReport(file)
          let sha256 = try report.sha256()
          if try contents.contains(sha256) || before.contains(sha256) || ledger.knows(sha256: sha256) {
            copies.append((file, sha256))
          } else {
            contents.insert(sha256)
            // It is read while the next is opened.
            group.addTask { [index = order.count] in (index, await desk.read(report)) }
            order.append((file, sha256))
          }
        } catch let failure as OpenReport.Failure {
          look.waiting += 1
          if let finding = finding(for: failure, file) { findings.append(finding) }
        }
      }
      var outcomes: [Int: WorkerPool.Outcome] = [:]
      for try await (index, outcome) in group { outcomes[index] = outcome }
      return outcomes
    }
    for (index, entry) in order.enumerated() {
      guard let outcome = outcomes[index] else { continue }
      findings.append(finding(for: outcome, entry.file, sha256: entry.sha256, &look))
    }
    findings += copies.map {
      Finding(path: $0.file.path, identity: $0.file.identity, result: .known(sha256: $0.sha256))
    }
    look.known += copies.count
    metrics.readingSeconds += Double(clock.now() - started)
    return (findings, contents)
  }

  private func finding(for failure: OpenReport.Failure, _ file: Sighting) -> Finding? {
    switch failure {
    case .changed: return nil
    case .escaped:
      log.warning("\(file.path): ignored: it leads out of the inbox")
      return Finding(path: file.path, identity: file.identity, result: .ignored(reason: "it leads out of the inbox"))
    case .unreadable(let why): return deferred(file, why)
    }
  }

  private func deferred(_ file: Sighting, _ why: String) -> Finding {
    if told.isNews(file.path, why) { log.warning("\(file.path): not read yet: \(why)") }
    return Finding(path: file.path, identity: "", result: .deferred(reason: why))
  }

  private func finding(
    for outcome: WorkerPool.Outcome, _ file: Sighting, sha256: String, _ look: inout Look
  ) -> Finding {
    switch outcome {
    case .unavailable(let why):
      look.waiting += 1
      return deferred(file, why)
    case .refused(let reason), .broken(let reason): return skipped(file, sha256: sha256, reason, &look)
    case .done(let archive):
      do throws(ByteReader.Fault) {
        let (found, archives) = try FileArchive.decode(archive)
        let figures = found.reports.reduce(0) { $0 + $1.figures.count }
        let result: Finding.Result
        if found.isContainer {
          let members = FoundMember.all(of: found, archives: archives, in: file.path)
          result = .opened(sha256: sha256, byteCount: file.size, members: members)
          log.info("\(file.path): \(found.reports.count) reports read, \(figures) figures")
          for fault in found.faults { log.warning("\(fault.path): skipped: \(fault.reason)") }
        } else {
          guard found.reports[0].report.source.sha256 == sha256 else {
            return skipped(file, sha256: sha256, "its reader answered for another file", &look)
          }
          result = .read(found.reports[0], archive: archives[0])
          log.info("\(file.path): read, \(figures) figures")
        }
        look.read += 1
        metrics.read += found.reports.count
        metrics.skipped += found.faults.count
        told.forget(file.path)
        return Finding(path: file.path, identity: file.identity, result: result)
      } catch {
        return skipped(file, sha256: sha256, "its reader's answer makes no sense: \(error)", &look)
      }
    }
  }

  private func skipped(_ file: Sighting, sha256: String?, _ reason: String, _ look: inout Look) -> Finding {
    look.troubled += 1
    metrics.skipped += 1
    log.warning("\(file.path): skipped: \(reason)")
    let result = Finding.Result.skipped(sha256: sha256, byteCount: file.size, reason: reason)
    return Finding(path: file.path, identity: file.identity, result: result)
  }
}

extension FoundMember {
  /// What a container holds, read or not. An item's key is its link, or its title; where items share one, both.
  fileprivate static func all(of file: FileEvidence, archives: [[UInt8]], in path: String) -> [FoundMember] {
    func suffix(_ inner: String) -> String { inner.hasPrefix(path) ? String(inner.dropFirst(path.count)) : inner }
    var uses: [String: Int] = [:]
    for evidence in file.reports { uses[evidence.report.metadata.link ?? "", default: 0] += 1 }
    let read = zip(file.reports, archives).map { evidence, archive in
      let (source, metadata) = (evidence.report.source, evidence.report.metadata)
      var key = suffix(source.path)
      if source.format == .feed {
        let link = metadata.link ?? ""
        key = uses[link] == 1 && !link.isEmpty ? link : "\(link)\n\(metadata.title)"
      }
      return FoundMember(suffix: suffix(source.path), key: key, content: .read(evidence, archive: archive))
    }
    return read
      + file.faults.map {
        FoundMember(suffix: suffix($0.path), key: suffix($0.path), content: .skipped(reason: $0.reason))
      }
  }
}
