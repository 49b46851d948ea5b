"""How long other programs take for the same files, beside alyosha in the same run. See `make bench-peers`.

    peers.py PROGRAM [--quantities FOLDER] [--rounds N] [--json FILE] REPORT...

Each peer does its own part only: lxml parses, pandas reads tables, BeautifulSoup and trafilatura read text; alyosha does all of
that and extracts the figures. On the quantity suites the peers and alyosha read the same sentences. Start-up and imports
are counted for nobody: a peer is timed inside Python, and what `alyosha --version` takes comes off what `alyosha figures`
does. Times are of the clock, as a user waits; processor time stands beside them, for alyosha uses two processors.
"""

import argparse
import importlib.metadata
import io
import json
import pathlib
import resource
import statistics
import subprocess
import time


def processor():
    """Seconds of processor time, of this process and of those it has run, so that a busy machine changes little."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def seconds(work):
    """What the clock says, and the processor time."""
    start, spent = time.perf_counter(), processor()
    work()
    return time.perf_counter() - start, processor() - spent


def medians(runs):
    return tuple(statistics.median(kind) for kind in zip(*runs))


def readers():
    """Name, distribution, what it does with the bytes of a report."""
    found = []
    try:
        import lxml.html

        found.append(("lxml tree", "lxml", lambda data: lxml.html.fromstring(data)))
    except ImportError:
        pass
    try:
        import pandas

        found.append(("pandas.read_html (tables)", "pandas", lambda data: pandas.read_html(io.BytesIO(data))))
    except ImportError:
        pass
    try:
        import bs4

        found.append(("BeautifulSoup text", "beautifulsoup4", lambda data: bs4.BeautifulSoup(data, "lxml").get_text(" ")))
    except ImportError:
        pass
    try:
        import trafilatura

        found.append(("trafilatura (text)", "trafilatura", lambda data: trafilatura.extract(data, include_tables=True)))
    except ImportError:
        pass
    return found


def extractors():
    """Name, distribution, what it does with a sentence."""
    found = []
    try:
        from recognizers_text import Culture
        from recognizers_number import NumberRecognizer
        from recognizers_number_with_unit import NumberWithUnitRecognizer

        numbers = NumberRecognizer(Culture.English).get_number_model()
        units = NumberWithUnitRecognizer(Culture.English)
        models = [numbers, NumberRecognizer(Culture.English).get_percentage_model(), units.get_currency_model(),
                  units.get_dimension_model()]
        found.append(("Recognizers-Text", "recognizers-text-suite", lambda text: [m.parse(text) for m in models]))
    except Exception as fault:  # its own dependencies age
        print(f"Recognizers-Text left out: {fault}")
    try:
        from quantulum3 import parser

        found.append(("quantulum3", "quantulum3", lambda text: parser.parse(text)))
    except Exception as fault:
        print(f"quantulum3 left out: {fault}")
    return found


def version(distribution):
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "?"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("reports", nargs="*")
    arguments.add_argument("--quantities")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--json")
    given = arguments.parse_intermixed_args()
    results = {"date": time.strftime("%Y-%m-%d"), "reports": [], "quantities": []}

    peers = readers()
    for path in given.reports:
        data = pathlib.Path(path).read_bytes()
        own, floor = [], []
        times = {name: [] for name, _, _ in peers}
        for _ in range(given.rounds):
            own.append(seconds(lambda: subprocess.run(
                [given.program, "figures", "--format", "jsonl", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)))
            floor.append(seconds(lambda: subprocess.run([given.program, "--version"], stdout=subprocess.DEVNULL)))
            for name, _, work in peers:
                try:
                    times[name].append(seconds(lambda: work(data)))
                except Exception:  # a page without tables is an error to pandas
                    pass
        (whole, worked), (start, started) = medians(own), medians(floor)
        base, effort = max(whole - start, 1e-6), max(worked - started, 1e-6)
        print(f"{pathlib.Path(path).name}: alyosha figures {base * 1e3:.0f} ms, {effort * 1e3:.0f} of the processor,"
              f" after {start * 1e3:.0f} ms of start-up")
        for name, distribution, _ in peers:
            if times[name]:
                clock, used = medians(times[name])
                print(f"  {name} {version(distribution)}: {clock * 1e3:.0f} ms; alyosha takes 1/{clock / base:.1f},"
                      f" of the processor 1/{used / effort:.1f}")
                results["reports"].append({"file": pathlib.Path(path).name, "peer": name, "version": version(distribution),
                                           "seconds": clock, "alyosha": base, "processor": used, "alyosha-processor": effort})

    if given.quantities:
        lines = [line for path in sorted(pathlib.Path(given.quantities).glob("*.jsonl"))
                 for line in path.read_text(encoding="utf-8").splitlines()]
        texts = [json.loads(line)["text"] for line in lines]
        feed = "\n".join(json.dumps({"id": i, "text": text}) for i, text in enumerate(texts)) + "\n"
        base, _ = medians([seconds(lambda: subprocess.run(
            [given.program, "figures", "--lines"], input=feed.encode(), stdout=subprocess.DEVNULL)) for _ in range(5)])
        print(f"quantity suites, {len(texts)} sentences: alyosha {base * 1e3:.0f} ms with its start-up")
        for name, distribution, work in extractors():
            work(texts[0])
            taken, _ = seconds(lambda: [work(text) for text in texts])
            print(f"  {name} {version(distribution)}: {taken:.1f} s, alyosha takes 1/{taken / base:.0f}")
            results["quantities"].append({"peer": name, "version": version(distribution), "seconds": taken, "alyosha": base})

    if given.json:
        pathlib.Path(given.json).write_text(json.dumps(results, indent=2) + "\n")


main()
