"""ROUGE of the notes against summaries that people wrote, beside three extractive summarizers at equal length.

usage: rouge.py PROGRAM REPORTS-FOLDER

Each Beige Book opens with a summary. Its first two paragraphs are cut out and kept as the reference; what is left is given
to the program, to LexRank, to TextRank and to lead. Every summary is cut to the reference's number of words. Figure coverage
is the share of the reference's figures that the summary states, over the whole note and at equal length.
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
FIGURE = re.compile(r"[$€£]?\d[\d,]*(?:\.\d+)?(?:\s?%|\s(?:percent|million|billion))?")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“$0-9])")
REFERENCE_PARAGRAPHS = 2


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
    count = 1
    while True:
        sentences = [str(s) for s in summarizer(parser.document, count)]
        if sum(len(s.split()) for s in sentences) >= words or len(sentences) < count:
            return cut(sentences, words)
        count += 1


def figures(text):
    return {re.sub(r"\s", "", f).replace("percent", "%").rstrip(",.") for f in FIGURE.findall(text)}


def main(program, folder):
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)
    names = ["note", "LexRank", "TextRank", "lead"]
    totals = {name: [0.0, 0.0, 0.0] for name in names}
    stated = {name: 0 for name in names + ["whole note"]}
    wanted = 0
    pairs = 0
    for path in sorted(pathlib.Path(folder).glob("beige-book-*.html")):
        reference, body, rest = split(path.read_text(encoding="utf-8", errors="replace"))
        with tempfile.TemporaryDirectory() as scratch:
            cut_report = pathlib.Path(scratch) / path.name
            cut_report.write_text(rest, encoding="utf-8")
            run = subprocess.run(
                [program, "write", str(cut_report), "--citations", "none"], capture_output=True, text=True
            )
        if run.returncode:
            print(f"{path.name}: no note: {run.stderr.strip()}")
        words = len(reference.split())
        summaries = {
            "note": cut(content(run.stdout), words),
            "LexRank": extracted(LexRankSummarizer(), body, words),
            "TextRank": extracted(TextRankSummarizer(), body, words),
            "lead": cut(body, words),
        }
        pairs += 1
        gold = figures(reference)
        wanted += len(gold)
        stated["whole note"] += len(gold & figures(" ".join(content(run.stdout))))
        for name, summary in summaries.items():
            scores = scorer.score(reference, summary)
            for place, kind in enumerate(["rouge1", "rouge2", "rougeL"]):
                totals[name][place] += scores[kind].fmeasure
            stated[name] += len(gold & figures(summary))
    if not pairs:
        sys.exit(f"no Beige Book in {folder}")
    print(f"F1 over {pairs} pairs, stemmed, each summary as long as its reference")
    print(f"{'':10} ROUGE-1  ROUGE-2  ROUGE-L  figures")
    for name in names:
        row = "  ".join(f"{total / pairs:7.3f}" for total in totals[name])
        print(f"{name:10} {row}  {stated[name]} of {wanted}")
    print(f"the whole note states {stated['whole note']} of {wanted} figures of the references")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
