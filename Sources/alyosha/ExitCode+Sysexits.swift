import ArgumentParser

/// The exit codes of `sysexits.h` that the commands use; 64, a usage error, is ArgumentParser's own.
extension ExitCode {
  /// 65: the input is there and is bad.
  static let badInput = ExitCode(65)
  /// 66: there is no input.
  static let noInput = ExitCode(66)
  /// 73: the result cannot be created where it was asked for.
  static let cannotCreate = ExitCode(73)
  /// 74: reading or writing failed on the way.
  static let inputOutput = ExitCode(74)
  /// 75: something else holds what is needed; later it may work.
  static let tryAgain = ExitCode(75)
}
