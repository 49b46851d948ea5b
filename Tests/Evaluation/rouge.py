"""ROUGE and figure coverage of the notes against summaries that people wrote, beside three extractive summarizers.

usage: rouge.py PROGRAM REPORTS-FOLDER [FILINGS-FOLDER]

Each Beige Book opens with a summary: its first two paragraphs. Some filings, and a press release, hold one that their authors
wrote of their own tables. The summary is cut out of the report and kept as the reference; what is left is given to the program,
to LexRank, to TextRank and to lead. Every summary is cut to the reference's number of words. Figure coverage is the share of the
reference's figures that a summary states, to the precision of the reference: "$130.5 billion" is stated by "$130,497M".
"""

import html
import pathlib
import re
import subprocess
import sys
import tempfile

from rouge_score import rouge_scorer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.S | re.I)
NUMBER = re.compile(
    r"(?P<currency>[$€£])?\s?(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"(?:\s?(?P<percent>%|percent\b)|\s?(?P<scale>thousand|million|billion|trillion|[KMBT])\b)?"
)
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“$0-9])")
REFERENCE_PARAGRAPHS = 2
# Where a report's own summary stands: after the first text, up to the second.
SUMMARIES = {
    "nvda-10k-2025.html": ("Fiscal Year 2025 Summary", "Critical Accounting Estimates"),
    "pg-10q-2025.html": ("SUMMARY OF RESULTS", "RESULTS OF OPERATIONS"),
    "tsla-10q-2025.html": ("three and six months ended June 30, 2025, we recognized total", "Management Opportunities"),
    "buckle-press-release.html": ("announced today that", "Management will hold"),
}


class Tokenizer:
    """Sentences and words by rule: sumy's own tokenizer wants a download."""

    def to_sentences(self, text):
        return [part for part in SENTENCE.split(text) if part]

    def to_words(self, text):
        return re.findall(r"[^\W_]+", text)


def plain(markup):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def split(source):
    """The reference, the paragraphs that are left, and the page without the reference."""
    found = [(m.start(), m.end(), plain(m.group(1))) for m in PARAGRAPH.finditer(source)]
    # The summary opens with the first long paragraph that is not the note on who prepared it.
    first = next(
        i
        for i, (_, _, text) in enumerate(found)
        if len(text.split()) > 20 and not re.match(r"Prepared (at|by)|This (document|report)", text)
    )
    kept = found[first : first + REFERENCE_PARAGRAPHS]
    rest = source[: kept[0][0]] + source[kept[-1][1] :]
    body = [text for _, _, text in found[first + REFERENCE_PARAGRAPHS :] if len(text.split()) > 12]
    return " ".join(text for _, _, text in kept), body, rest


def content(note):
    """The note's sentences as a reader has them: no front matter, headings, tables, colophon or marks."""
    body = note.split("\n---\n", 1)[1] if note.startswith("---\n") else note
    sentences = []
    for line in body.split("\n"):
        line = line.strip()
        if not line or line == "---" or line[0] in "#|!" or line.startswith("[^") or line == "🕯️":
            continue
        if "not financial advice" in line:
            continue
        line = re.sub(r"^(?:- |\d+\. )", "", line)
        line = re.sub(r"[*“”]|\[\^\d+\]", "", line)
        sentences += SENTENCE.split(line)
    return sentences


def cut(sentences, words):
    taken = []
    for sentence in sentences:
        taken += sentence.split()
    return " ".join(taken[:words])


def extracted(summarizer, body, words):
    parser = PlaintextParser.from_string("\n\n".join(body), Tokenizer())
    count = max(1, words // 40)
    while True:
        sentences = [str(s) for s in summarizer(parser.document, count)]
        if sum(len(s.split()) for s in sentences) >= words or len(sentences) < count:
            return cut(sentences, words)
        count += 1


def figures(text):
    """Each figure as its value, half a unit of its last digit, and whether it is a percentage; bare small counts and years aside."""
    found = set()
    for match in NUMBER.finditer(text):
        digits = match["digits"].rstrip(",")
        plain_number = not (match["currency"] or match["percent"] or match["scale"])
        if plain_number and ("." not in digits and "," not in digits):
            continue
        scale = SCALES.get(match["scale"], 1.0)
        places = len(digits.split(".")[1]) if "." in digits else 0
        found.add((float(digits.replace(",", "")) * scale, 0.5 * scale / 10**places, bool(match["percent"])))
    return found


def stated_of(gold, text):
    said = figures(text)
    return sum(
        any(kind == other and abs(value - given) <= half * 1.0001 for given, _, other in said)
        for value, half, kind in gold
    )


def parted(source, start, end):
    """The reference between two texts, the paragraphs around it, and the page with the words between them gone."""
    def place(words, begin):
        pattern = r"(?:\s|&#160;|&nbsp;|&#8217;|<[^>]*>)+".join(re.escape(w) for w in words.split())
        return [m for m in re.compile(pattern).finditer(source, begin)]

    best = None
    for opening in place(start, 0):
        closing = next(iter(place(end, opening.end())), None)
        if closing is None:
            continue
        inner = source[opening.start() : closing.start()]
        prose = re.sub(r"<table\b.*?</table>", " ", inner, flags=re.S | re.I)
        words = len(plain(prose).split())
        if 40 < words < 2000:
            best = (opening.start(), closing.start(), prose)
            break
    if best is None:
        raise SystemExit(f"no summary between “{start}” and “{end}”")
    begin, stop, prose = best
    # Only the text goes: the tags around it stay in balance.
    emptied = re.sub(r">[^<]+<", "><", ">" + source[begin:stop] + "<")[1:-1]
    rest = source[:begin] + emptied + source[stop:]
    outside = re.sub(r"<table\b.*?</table>", " ", rest, flags=re.S | re.I)
    outside = re.sub(r"<(?:script|style|ix:header)\b.*?</(?:script|style|ix:header)>", " ", outside, flags=re.S | re.I)
    body = [plain(block) for block in re.split(r"</?(?:div|p|td|li)\b[^>]*>", outside)]
    return plain(prose), [text for text in body if len(text.split()) > 12], rest


def pairs_in(reports, filings):
    for path in sorted(pathlib.Path(reports).glob("beige-book-*.html")):
        yield ("Beige Books", path, split(path.read_text(encoding="utf-8", errors="replace")))
    for folder in filter(None, [reports, filings]):
        for path in sorted(pathlib.Path(folder).glob("*.html")):
            if path.name in SUMMARIES:
                source = path.read_text(encoding="utf-8", errors="replace")
                yield ("companies' own", path, parted(source, *SUMMARIES[path.name]))


def main(program, reports, filings=None):
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)
    names = ["note", "LexRank", "TextRank", "lead"]
    groups = {}
    for group, path, (reference, body, rest) in pairs_in(reports, filings):
        with tempfile.TemporaryDirectory() as scratch:
            cut_report = pathlib.Path(scratch) / path.name
            cut_report.write_text(rest, encoding="utf-8")
            run = subprocess.run(
                [program, "write", str(cut_report), "--citations", "none", "-o", "-"], capture_output=True, text=True
            )
        if run.returncode:
            print(f"{path.name}: left out, for there is no note: {run.stderr.strip()}")
            continue
        words = len(reference.split())
        # Lengths are equal, so a long report is read by the summarizers only as far as they can: its first 300 paragraphs.
        body = body[:300]
        summaries = {
            "note": cut(content(run.stdout), words),
            "LexRank": extracted(LexRankSummarizer(), body, words),
            "TextRank": extracted(TextRankSummarizer(), body, words),
            "lead": cut(body, words),
        }
        gold = figures(reference)
        totals = groups.setdefault(
            group, {"pairs": 0, "wanted": 0, "whole": 0, "scores": {n: [0.0] * 3 for n in names}, "stated": {n: 0 for n in names}}
        )
        totals["pairs"] += 1
        totals["wanted"] += len(gold)
        note = run.stdout.split("\n[^1]:")[0]
        totals["whole"] += stated_of(gold, note.split("\n---\n", 1)[-1])
        for name, summary in summaries.items():
            scores = scorer.score(reference, summary)
            for place, kind in enumerate(["rouge1", "rouge2", "rougeL"]):
                totals["scores"][name][place] += scores[kind].fmeasure
            totals["stated"][name] += stated_of(gold, summary)
    if not groups:
        sys.exit(f"no report with a summary in {reports}")
    for group, totals in groups.items():
        pairs, wanted = totals["pairs"], totals["wanted"]
        print(f"{group}: F1 over {pairs} pairs, stemmed, each summary as long as its reference")
        print(f"{'':10} ROUGE-1  ROUGE-2  ROUGE-L  figures")
        for name in names:
            row = "  ".join(f"{total / pairs:7.3f}" for total in totals["scores"][name])
            print(f"{name:10} {row}  {totals['stated'][name]} of {wanted}")
        print(f"the whole note, its tables with it, states {totals['whole']} of {wanted} figures of the references\n")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
