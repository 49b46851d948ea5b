/// What a template can name, and what each name holds: the contract between `NoteView` and the files of `Templates/`.
package indirect enum TemplateNames: Sendable {
  case text
  case flag
  /// A list of texts, each named `.`.
  case texts
  /// A thing, or a list of things, with names of its own.
  case things([String: TemplateNames])

  private static let table: TemplateNames = .things([
    "lead": .text, "columns": .texts, "rows": .things(["cells": .texts]),
  ])

  package static let note: [String: TemplateNames] = [
    "front": .things([
      "title": .text, "date": .text, "as_of": .text, "verdict": .text, "figures": .text,
      "reports": .things(["title": .text, "publisher": .text, "date": .text, "path": .text, "sha256": .text]),
      "has_earlier_reports": .flag,
      "earlier_reports": .things(["title": .text, "publisher": .text, "date": .text, "path": .text, "sha256": .text]),
      "has_struck_out": .flag,
      "struck_out": .things(["claim": .text, "reason": .text]),
    ]),
    "title": .text, "subtitle": .text, "hook": .texts,
    "thesis": .things([
      "subject": .text, "insight": .text, "insight_mark": .text, "support": .texts, "metrics": table,
      "evidence": .texts, "close": .text,
    ]),
    "has_drivers": .flag,
    "drivers": .things([
      "number": .text, "heading": .text, "paragraphs": .texts, "has_bullets": .flag, "bullets": .texts,
      "taxonomy": table, "close": .texts,
    ]),
    "implications": .things([
      "lead": .text, "lists": .things(["heading": .text, "bullets": .texts]), "question": .text,
    ]),
    "risks": .things(["number": .text, "name": .text, "mechanism": .text, "likelihood": .text, "mark": .text]),
    "reckoning": .texts, "verdict": .text, "bottom_line": .texts, "signature": .text, "disclaimer": .text,
    "has_footnotes": .flag, "footnotes": .things(["number": .text, "text": .text]),
    "chart": .things(["file": .text, "alt": .text]),
  ]
}

/// Proves that every tag of a template names something, section by section and partial by partial.
struct TemplateChecker {
  /// Template texts by name, and the file each came from.
  let sources: [String: String]
  let files: [String: String]

  func check(_ name: String) throws(TemplateFault) {
    var visited: Set<String> = []
    try check(name, scopes: [TemplateNames.note], depth: 0, visited: &visited)
  }

  private func check(
    _ name: String, scopes: [[String: TemplateNames]], depth: Int, visited: inout Set<String>
  ) throws(TemplateFault) {
    guard depth < 16, let source = sources[name] else { return }
    visited.insert(name)
    let file = files[name] ?? name
    var scopes = scopes
    var open: [(name: String, line: Int)] = []
    for tag in Self.tags(of: source) {
      switch tag.kind {
      case "!", "=", "%": continue
      case ">":
        guard sources[tag.name] != nil else {
          throw TemplateFault(file: file, line: tag.line, message: "no such partial: {{> \(tag.name)}}")
        }
        try check(tag.name, scopes: scopes, depth: depth + 1, visited: &visited)
      case "#", "^":
        guard let names = lookUp(tag.name, in: scopes) else { throw unknown(tag, file, scopes) }
        open.append((tag.name, tag.line))
        if case .things(let inner) = names, tag.kind == "#" { scopes.append(inner) } else { scopes.append([:]) }
      case "/":
        guard let last = open.popLast(), last.name == tag.name else {
          throw TemplateFault(file: file, line: tag.line, message: "{{/\(tag.name)}} closes nothing that is open")
        }
        scopes.removeLast()
      default:
        guard tag.name == "." || lookUp(tag.name, in: scopes) != nil else { throw unknown(tag, file, scopes) }
      }
    }
    if let last = open.last {
      throw TemplateFault(file: file, line: last.line, message: "{{#\(last.name)}} is never closed")
    }
  }

  private func lookUp(_ path: String, in scopes: [[String: TemplateNames]]) -> TemplateNames? {
    if path == "." { return .text }
    let names = path.split(separator: ".").map(String.init)
    guard let first = names.first,
      var found = scopes.reversed().lazy.compactMap({ $0[first] }).first
    else { return nil }
    for name in names.dropFirst() {
      guard case .things(let inner) = found, let next = inner[name] else { return nil }
      found = next
    }
    return found
  }

  private func unknown(_ tag: Tag, _ file: String, _ scopes: [[String: TemplateNames]]) -> TemplateFault {
    let known = Set(scopes.flatMap(\.keys)).sorted().joined(separator: ", ")
    return TemplateFault(file: file, line: tag.line, message: "unknown name {{\(tag.name)}}; known here are \(known)")
  }

  private struct Tag {
    let kind: Character
    let name: String
    let line: Int
  }

  private static func tags(of source: String) -> [Tag] {
    var tags: [Tag] = []
    var rest = source[...]
    var line = 1
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      line += rest[..<open.lowerBound].count { $0 == "\n" }
      var inner = rest[open.upperBound..<close.lowerBound]
      let kind: Character = inner.first.map { "#^/>!=&%{".contains($0) ? $0 : " " } ?? " "
      if kind != " " { inner = inner.dropFirst() }
      tags.append(Tag(kind: kind, name: inner.trimmed, line: line))
      line += rest[open.lowerBound..<close.upperBound].count { $0 == "\n" }
      rest = rest[close.upperBound...]
      if kind == "{", rest.first == "}" { rest = rest.dropFirst() }
    }
    return tags
  }
}

extension StringProtocol {
  /// Without the white space at both ends.
  var trimmed: String {
    guard let start = firstIndex(where: { !$0.isSpace }), let end = lastIndex(where: { !$0.isSpace }) else {
      return ""
    }
    return String(self[start...end])
  }
}
