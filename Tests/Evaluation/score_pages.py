#!/usr/bin/env python3
"""Scores how well the text of saved web pages is told from what their sites put around it.

usage: score_pages.py FOLDER SNIPPETS.jsonl PROGRAM [ARGUMENT...]

Each line of the snippets is an object: "page" is a file in FOLDER, "keep" are short strings of its main text, "drop" of
what surrounds it. PROGRAM with its arguments and the page's path prints the text it read (`alyosha read --text`).
Spaces do not count. Precision: of the snippets that were printed, those to keep. Recall: of those to keep, those printed.
Where trafilatura can be imported, its figures on the same snippets follow.
"""

import json
import re
import subprocess
import sys


def squeezed(text):
    return re.sub(r"\s+", "", text)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    folder, snippets, command = sys.argv[1], sys.argv[2], sys.argv[3:]

    def program(path):
        return subprocess.run(command + [path], capture_output=True, check=False).stdout.decode("utf-8", "replace")

    readers = {"program": program}
    try:
        import trafilatura

        readers["trafilatura"] = lambda path: trafilatura.extract(open(path, "rb").read()) or ""
    except ImportError:
        print("trafilatura is not installed: the program alone is scored", file=sys.stderr)
    with open(snippets, encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines if line.strip()]
    for name, read in readers.items():
        kept = wanted = unwanted = offered = 0
        for page in pages:
            text = squeezed(read(f"{folder}/{page['page']}"))
            lost = [s for s in page["keep"] if squeezed(s) not in text]
            left = [s for s in page["drop"] if squeezed(s) in text]
            wanted += len(page["keep"])
            kept += len(page["keep"]) - len(lost)
            offered += len(page["drop"])
            unwanted += len(left)
            for snippet in lost:
                print(f"{name}: {page['page']}: lost: {snippet}")
            for snippet in left:
                print(f"{name}: {page['page']}: left: {snippet}")
        precision = kept / (kept + unwanted) if kept + unwanted else 0
        recall = kept / wanted if wanted else 0
        print(
            f"{name}: {len(pages)} pages, precision {precision:.3f}, recall {recall:.3f} "
            f"(kept {kept} of {wanted}, left {unwanted} of {offered})"
        )


main()
