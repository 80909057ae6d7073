"""Measure a corpus of short articles: one core, two cores and a cluster of two workers.

Run it with `python benchmarks/corpus.py [ARTICLES]` (default 100,000; the cluster needs the extra
`corpus`). Each way runs in a process of its own over the same JSON-lines file, streaming, so that
its peak of memory is its own; the peak after a quarter of the mentions and at the end show whether
memory stays flat. Throughput is of the whole run, the start of processes included.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.corpus import stream_mentions_in

WAYS = ("one core", "two cores", "two workers")
SENTENCES = (
    "In {year}, the ministry handled more than {n}0,000 cases in {m} cities.",
    "About {x} million people used the service, up {p} percent from a year earlier.",
    "The first of the {m} offices opened on May {d}, {year}, in the north of the country.",
    "Nobody has yet said what the next stage is to bring, or who is to pay for it.",
    "{year}年共办理业务{n}万余件，比上年增长{p}%，涉及{m}个城市。",
)


def write_corpus(path: Path, articles: int) -> None:
    """Write articles of about 300 characters, the same ones every time."""
    draw = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            numbers = {name: draw.randint(2, 28) for name in "nmpd"}
            numbers |= {"year": draw.randint(1990, 2025), "x": draw.randint(11, 99) / 10}
            text = " ".join(draw.choices(SENTENCES, k=5)).format(**numbers)
            file.write(json.dumps({"id": f"article-{number}", "text": text}) + "\n")


def used(who: int = resource.RUSAGE_SELF) -> tuple[float, float]:
    """Return the peak of memory in MB and the processor's seconds."""
    usage = resource.getrusage(who)
    return usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


@contextmanager
def options_of(way: str) -> Iterator[dict[str, Any]]:
    if way != "two workers":
        yield {"workers": 1 + WAYS.index(way)}
        return
    from dask.distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield {"client": client}


def measure(way: str, path: Path, articles: int) -> dict[str, Any]:
    """Return what one way takes: seconds, mentions, and what its processes used."""
    start, mentions, read, early = time.perf_counter(), 0, 0, 0.0
    with options_of(way) as options:
        for part in stream_mentions_in(path, progress=False, **options):
            mentions += len(part)
            read += part["source"].nunique()
            if read >= articles / 4 and not early:
                early = used()[0]
        seconds = time.perf_counter() - start
        client = options.get("client")
        workers = list(client.run(used).values()) if client else []
    workers = workers or [used(resource.RUSAGE_CHILDREN)]
    peaks = [early, used()[0], max(peak for peak, _ in workers)]
    processor = [used()[1], sum(seconds for _, seconds in workers)]
    return {"seconds": seconds, "mentions": mentions, "peaks": peaks, "processor": processor}


def main(articles: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "corpus.jsonl")
        write_corpus(path, articles)
        print(f"{articles:,} articles, {path.stat().st_size / 1e6:.0f} MB\n")
        print(
            "| way | seconds | articles/s | to one core | mentions | CPU s | of workers |", end=""
        )
        print(" peak MB, 1/4 | end | worker |\n|---|---|---|---|---|---|---|---|---|---|")
        first = None
        for way in WAYS:
            command = [sys.executable, __file__, way, str(path), str(articles)]
            run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            found = json.loads(run.stdout)
            seconds = found["seconds"]
            first = first or seconds
            cells = [f"{seconds:.1f}", f"{articles / seconds:,.0f}", f"{first / seconds:.2f}"]
            cells += [f"{found['mentions']:,}"]
            cells += [f"{number:.0f}" for number in (*found["processor"], *found["peaks"])]
            print(f"| {way} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WAYS:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
