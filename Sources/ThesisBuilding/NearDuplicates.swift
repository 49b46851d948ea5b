/// Finds texts that are nearly the same, by hashing: four-word shingles, MinHash signatures in bands, then the true overlap
/// of the candidates (A. Broder, "On the resemblance and containment of documents", 1997). Near-linear in the texts.
package struct NearDuplicates {
  /// Share of the shingles of both that must be common, 0 to 1.
  package let threshold: Double
  private let shingleWords = 4
  private let bands = 8
  private let rows = 3

  package init(threshold: Double = 0.8) { self.threshold = threshold }

  /// For each text the index of the first one that it nearly repeats; its own index where it is the first.
  package func leaders(_ texts: [[Word]]) -> [Int] {
    var leader = Array(texts.indices)
    let shingles = texts.map(shingleHashes)
    var buckets: [UInt64: [Int]] = [:]
    /// For each text the one that was held against it last.
    var lastHeld = [Int](repeating: -1, count: texts.count)
    for (index, own) in shingles.enumerated() where !own.isEmpty {
      let keys = bandKeys(own)
      var best: Int?
      for key in keys {
        for candidate in buckets[key] ?? [] where best.map({ candidate < $0 }) ?? true {
          // Bands share candidates.
          if lastHeld[candidate] == index { continue }
          lastHeld[candidate] = index
          if isNear(shingles[candidate], own) { best = candidate }
        }
      }
      if let best {
        leader[index] = best
      } else {
        // Only leaders are candidates, so a bucket holds one entry for each distinct text.
        for key in keys where (buckets[key]?.count ?? 0) < 64 { buckets[key, default: []].append(index) }
      }
    }
    return leader
  }

  /// Distinct shingle hashes, sorted. A text shorter than a shingle is one shingle.
  private func shingleHashes(_ words: [Word]) -> [UInt64] {
    guard !words.isEmpty else { return [] }
    let hashes = words.map(\.stableHash)
    let width = min(shingleWords, words.count)
    var found = (0...(words.count - width)).map { start in
      (start..<(start + width)).reduce(0xCBF2_9CE4_8422_2325) { StableHash.mix($0 ^ hashes[$1]) }
    }
    found.sort()
    var kept = 1
    for index in 1..<max(1, found.count) where found[index] != found[kept - 1] {
      found[kept] = found[index]
      kept += 1
    }
    found.removeLast(found.count - kept)
    return found
  }

  private func bandKeys(_ shingles: [UInt64]) -> [UInt64] {
    (0..<bands).map { band in
      var key = UInt64(band) &+ 1
      for row in 0..<rows {
        let seed = UInt64(band * rows + row) &* 0x9E37_79B9_7F4A_7C15
        var least = UInt64.max
        for shingle in shingles { least = min(least, StableHash.mix(shingle ^ seed)) }
        key = StableHash.mix(key ^ least)
      }
      return key
    }
  }

  private func isNear(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    // The shorter is all that they could share.
    Double(min(a.count, b.count)) / Double(max(a.count, b.count)) >= threshold && overlap(a, b) >= threshold
  }

  /// Jaccard overlap of two sorted lists.
  private func overlap(_ a: [UInt64], _ b: [UInt64]) -> Double {
    var (i, j, common) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        common += 1
        i += 1
        j += 1
      } else if a[i] < b[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return Double(common) / Double(a.count + b.count - common)
  }
}

/// A hash that is the same in every run, unlike `Hasher`'s.
package enum StableHash {
  /// FNV-1a over the UTF-8 bytes.
  package static func of(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The finalizer of SplitMix64.
  package static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
