import Glibc

/// What goes to standard error: one line each, `alyosha: FILE: reason`.
enum Diagnostics {
  static func say(_ message: String) {
    write("alyosha: " + oneLine(message) + "\n")
  }

  static func warn(_ message: String) { say("warning: " + message) }

  /// The reason of the last failed system call.
  static func systemError(_ code: Int32 = errno) -> String { String(cString: strerror(code)).lowercased() }

  /// Replaces this line of a terminal with `text`; says nothing where standard error is no terminal.
  static func progress(_ text: String) {
    guard Terminal.errorIsTerminal else { return }
    write("\r\u{1B}[K" + text)
  }

  private static func write(_ text: String) {
    // Nowhere is left to report a failure to write here.
    _ = Array(text.utf8).withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Control characters, which a file's name or text may hold, never reach a terminal.
  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? " " : $0 }))
  }
}

/// What the streams are connected to.
enum Terminal {
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Colour on a terminal unless NO_COLOR is set (https://no-color.org) or the terminal is dumb.
  static var wantsColor: Bool {
    guard outputIsTerminal, getenv("NO_COLOR").map({ $0.pointee == 0 }) ?? true else { return false }
    return getenv("TERM").map { String(cString: $0) != "dumb" } ?? false
  }

  /// Columns of the terminal; nil for a pipe or file.
  static var columns: Int? {
    guard outputIsTerminal else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
