#!/usr/bin/env python3
"""Scores the mending of garbled text.

  score_mojibake.py CASES.jsonl [CASES.jsonl ...] -- COMMAND [ARG ...]

A case gives `original`, `fixed_encoding` (what mending the encoding alone should give), `in_scope` and `negative` (the text
was never garbled). COMMAND reads {"id", "text"} a line and prints {"id", "text"} a line. In scope, a case is fixed when it
gives `fixed_encoding`; straight and curly quotes, kinds of spaces and control characters count as the same, since changing
those is another repair. A negative must come back byte for byte.
"""
import json
import subprocess
import sys

SAME = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"', 0xA0: " "}
SAME |= {code: None for code in [*range(0x20), *range(0x7F, 0xA0)]}


def main(arguments):
    split = arguments.index("--")
    cases = [json.loads(line) for path in arguments[:split] for line in open(path, encoding="utf-8")]
    feed = "".join(json.dumps({"id": at, "text": case["original"]}) + "\n" for at, case in enumerate(cases))
    done = subprocess.run(arguments[split + 1 :], input=feed.encode(), stdout=subprocess.PIPE, check=True)
    got = {}
    for line in filter(None, done.stdout.decode().split("\n")):
        answer = json.loads(line)
        got[answer["id"]] = answer["text"]
    fixed = asked = kept = negatives = 0
    for at, case in enumerate(cases):
        if case["negative"]:
            negatives += 1
            kept += got.get(at) == case["original"]
        elif case["in_scope"]:
            asked += 1
            fixed += got.get(at, "").translate(SAME) == case["fixed_encoding"].translate(SAME)
    for name, part, whole in [("in scope, fixed", fixed, asked), ("negatives, left alone", kept, negatives)]:
        print("%-24s %4d of %4d  %5.1f%%" % (name, part, whole, 100 * part / max(1, whole)))


if __name__ == "__main__":
    main(sys.argv[1:])
