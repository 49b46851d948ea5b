import CLinux
import Glibc

/// What a worker process gives up before it sees its first byte of a report.
///
/// It may run programs (a converter such as `pdftotext`) from the system's folders; they inherit every limit and fence, and
/// cannot leave its process group, with which they end. They talk to it by pipes: there are no sockets and no files to
/// write.
package enum Fence {
  /// Folders that parsers may need (libraries, locales, converters); everything else is out of sight.
  private static let readable = ["/usr", "/lib", "/lib64", "/etc", "/dev/null", "/proc/self"]

  /// Limits and fences this process, for good. Returns what the kernel would not do, a clause each.
  package static func enclose(limits: WorkerLimits) -> [String] {
    var refused: [String] = []
    limit(Int32(RLIMIT_CORE.rawValue), to: 0)
    limit(Int32(RLIMIT_FSIZE.rawValue), to: 0)
    limit(Int32(RLIMIT_NOFILE.rawValue), to: 64)
    limit(Int32(RLIMIT_AS.rawValue), to: limits.memoryBytes)
    if clinux_no_new_privileges() != 0 { refused.append("new privileges cannot be ruled out") }
    var folders = readable.map { UnsafePointer(strdup($0)) }
    defer { for folder in folders { free(UnsafeMutablePointer(mutating: folder)) } }
    var keepsSignals: Int32 = 0
    if clinux_fence(&folders, folders.count, &keepsSignals) != 0 { refused.append("no Landlock") }
    if clinux_forbid_outside(keepsSignals) != 0 { refused.append("no seccomp") }
    return refused
  }

  /// Allows `seconds` more of processor time from here; beyond it the kernel ends the process.
  static func allow(processorSeconds seconds: Int) {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
    var bounds = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &bounds)
    bounds.rlim_cur = min(rlim_t(used + seconds + 1), bounds.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &bounds)
  }

  private static func limit(_ resource: Int32, to value: Int) {
    var bounds = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
    setrlimit(__rlimit_resource_t(UInt32(resource)), &bounds)
  }
}
