/// One line under repair, as scalars.
struct MojibakeLine {
  private var scalars: [UInt32]
  private var places = 0

  init(_ bytes: ArraySlice<UInt8>) { scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value) }

  /// Peels layer after layer until nothing more comes off; nil where nothing was wrong.
  func mended() -> (bytes: [UInt8], places: Int)? {
    var line = self
    for _ in 0..<6 {
      guard line.peel() else { break }
    }
    line.mapControls()
    guard line.places > 0, !line.isHopeless else { return nil }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: line.scalars.map { Unicode.Scalar($0) ?? "\u{FFFD}" })
    return (Array(String(text).utf8), line.places)
  }

  /// What is left after mending is still garble: no plain letter in it, and a third of it the letters that garble begins
  /// with. Half-mended it would be further from what was meant than it was.
  private var isHopeless: Bool {
    var leads = 0
    var others = 0
    for scalar in scalars {
      switch scalar {
      case 0x41...0x5A, 0x61...0x7A: return false
      case 0x20, 0xA0: continue
      case 0xC2, 0xC3, 0xE2, 0xE3: leads += 1
      default: others += 1
      }
    }
    return leads * 2 >= others && leads > 0
  }

  /// Decodes every sequence that is surely mojibake, once. True where one was.
  private mutating func peel() -> Bool {
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count)
    var index = 0
    var found = false
    var afterMatch = false
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar >= 0x80, let match = match(at: index, afterMatch: afterMatch) {
        result.append(contentsOf: match.decoded)
        index += match.length
        found = true
        afterMatch = true
        places += 1
      } else {
        result.append(scalar)
        index += 1
        afterMatch = false
      }
    }
    if found { scalars = result }
    return found
  }

  private func match(at index: Int, afterMatch: Bool) -> MojibakeMatch? {
    for isLossy in [false, true] {
      for page in CodePage.allCases {
        let reader = MojibakeReader(scalars: scalars, page: page, afterMatch: afterMatch)
        if let match = reader.match(at: index, lossy: isLossy) { return match }
      }
    }
    return nil
  }

  /// C1 control characters are Windows-1252 read as Latin-1.
  private mutating func mapControls() {
    for (index, scalar) in scalars.enumerated() where scalar >= 0x80 && scalar < 0xA0 {
      let mapped = Windows1252.high[Int(scalar) - 0x80]
      guard mapped != scalar else { continue }
      scalars[index] = mapped
      places += 1
    }
  }
}

struct MojibakeMatch {
  let length: Int
  let decoded: [UInt32]
}
