/// Why a report could not be read. The description names the file and the reason in one line.
package struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Reason: Hashable, Sendable {
    case missing
    case notAFile(String)
    case unreadable(String)
    case empty
    case tooLarge(limit: Int)
    case binary
    case undecodable(encoding: String)
    case encrypted
    case tooDeep(limit: Int)
    case malformed(String)
    case unsupported(String)
    case noText
    /// More of something than a bound allows; `key` is the setting that raises it.
    case beyond(String, limit: Int, key: String)
    case missingProgram(String, package: String)
    case timedOut(seconds: Int)
    case picturesOnly(pages: Int)
  }

  package let path: String
  package let reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// True where there is nothing to read at all (exit 66), false where what is there is bad (exit 65).
  package var isMissingInput: Bool {
    switch reason {
    case .missing, .notAFile, .unreadable: true
    default: false
    }
  }

  package var description: String { "\(path): \(reason.text)" }
}

extension ReadingError.Reason {
  package var text: String {
    switch self {
    case .missing: "no such file"
    case .notAFile(let what): "is \(what), not a regular file"
    case .unreadable(let why): "cannot be opened: \(why)"
    case .empty: "the file is empty"
    case .tooLarge(let limit): "larger than the limit of \(limit) bytes (max-report-bytes)"
    case .binary: "binary data, not a report format that can be read"
    case .undecodable(let encoding): "not valid \(encoding), and no other encoding fits"
    case .encrypted: "encrypted; decrypt it first"
    case .tooDeep(let limit): "elements nested more than \(limit) deep"
    case .malformed(let what): "malformed: \(what)"
    case .unsupported(let what): "\(what) is not a format that can be read"
    case .noText: "no readable text in it"
    case .beyond(let what, let limit, let key): "\(what), beyond the limit of \(limit) (\(key))"
    case .missingProgram(let program, let package): "needs \(program), from Debian's package \(package)"
    case .picturesOnly(let pages):
      "pictures of \(pages == 1 ? "a page" : "\(pages) pages") without text; run ocrmypdf over it first"
    case .timedOut(let seconds): "took longer than \(seconds) s to read (max-helper-seconds)"
    }
  }
}
