"""The command line: `python -m analysis start ARTICLE FOLDER`."""

import argparse
import shlex
import sys

from analysis.articles import read_article
from analysis.dataset import (
    PLACEHOLDER,
    load_events,
    load_figures,
    load_other_mentions,
    opened,
    start_dataset,
)

_NEXT = """Fill in what reads "{placeholder}":
  programmes.csv      what the figures are results of; the one row may become several
  figures.csv         programme_id, name, topic, counted; correct the periods, which are guesses,
                      and the role: size for the size of a promise, term for how long one lasts
  events.csv          kind, actor, what; a date of no event moves to other_mentions.csv
  other_mentions.csv  kind and why; a figure that says again what another says is a repeat
  paragraphs.csv      section
Add what others published to references.csv, then: ANALYSIS_DATA={folder} make report"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, or 2 after an error that is said in one line."""
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("start", help="prefill a dataset folder from an article")
    start.add_argument("article", help="a text file in UTF-8, blank lines between paragraphs")
    start.add_argument("folder", help="the folder to make")
    given = parser.parse_args(arguments)
    try:
        folder = start_dataset(read_article(given.article), given.folder)
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"error: {given.article}: {error}", file=sys.stderr)
        return 2
    loaders = {"figures": load_figures, "events": load_events, "other": load_other_mentions}
    data = opened(folder)
    counts = ", ".join(f"{len(load(data))} {name}" for name, load in loaders.items())
    print(f"Started {folder} from {given.article}: {counts} mentions.")
    print(_NEXT.format(placeholder=PLACEHOLDER, folder=shlex.quote(str(folder))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
